// Panels that cost a run: fetched when their tab is opened for the first time, and again only when asked.
import { startSteppers } from "./chain_stepper.js";

const PASSING = 250; // milliseconds that a tab must stay chosen by arrow keys before its panel is fetched

let waiting = 0;

export function startInsights() {
  startSteppers(document);
  document.addEventListener("panel:shown", (event) => {
    clearTimeout(waiting);
    const form = event.target.querySelector(".insight-ask");
    if (form && !form.hidden) waiting = setTimeout(() => ask(form), event.detail.passing ? PASSING : 0);
  });
  document.addEventListener("partial:loaded", (event) => shown(event.detail.form, event.target));
}

function ask(form) {
  if (form.isConnected && form.offsetParent && form.getAttribute("aria-busy") !== "true") form.requestSubmit();
}

function shown(form, slot) {
  startSteppers(slot);
  if (!form.matches(".insight-ask") || !slot.querySelector(".insight-told")) return;
  const hadFocus = form.contains(document.activeElement);
  form.hidden = true;
  if (hadFocus) slot.closest("[role=tabpanel]")?.focus();
}
