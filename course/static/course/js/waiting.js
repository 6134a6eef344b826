// A run that takes longer than a blink: the place of its result says so, and holds the room that the result will take,
// so that what stands below does not move when it comes. An older result stays until then, in grey.
import { announce } from "./announcer.js";

const BLINK = 250; // milliseconds
const LONG = 1000;

const timers = new WeakMap(); // slot -> those of the run that is on its way

export function startWaiting() {
  document.addEventListener("partial:sending", ({ target: slot, detail: { form } }) => {
    if (form.matches("form[data-editor]")) {
      timers.set(slot, [setTimeout(wait, BLINK, slot), setTimeout(announce, LONG, "Running")]);
    }
  });
  document.addEventListener("partial:loaded", ({ target: slot }) => {
    timers.get(slot)?.forEach(clearTimeout);
    slot.classList.remove("waiting");
    slot.style.minHeight = "";
  });
}

function wait(slot) {
  if (!slot.firstElementChild) slot.append(document.getElementById("running-message").content.cloneNode(true));
  slot.classList.add("waiting");
  slot.style.minHeight = `${Math.max(0, innerHeight - slot.getBoundingClientRect().top)}px`;
}
