// Sends a form in the background and puts the server's HTML into its slot; without this script the form posts plainly.
import { announce } from "./announcer.js";

export function startPartialForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const slot = document.getElementById(form.dataset.slot ?? "");
    if (!slot) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, slot, event.submitter);
  });
}

async function send(form, slot, submitter) {
  const body = new FormData(form, submitter);
  setBusy(form, true);
  slot.dispatchEvent(new CustomEvent("partial:sending", { bubbles: true, detail: { form } }));
  try {
    slot.innerHTML = await fetchPartial(form.action, body);
  } catch {
    slot.innerHTML = document.getElementById("offline-message").innerHTML;
  } finally {
    setBusy(form, false);
  }
  if (!form.isConnected) keepFocus(slot);
  const words = slot.querySelector("[data-announce]")?.dataset.announce;
  if (words) announce(words);
  slot.dispatchEvent(new CustomEvent("partial:loaded", { bubbles: true, detail: { form } }));
}

// A form that its own answer replaced took the focus with it: a reader by keyboard goes on from the answer.
function keepFocus(slot) {
  if (document.activeElement !== document.body) return;
  slot.tabIndex = -1;
  slot.focus({ preventScroll: true });
}

async function fetchPartial(url, body) {
  const response = await fetch(url, { method: "POST", body, headers: { "X-Partial": "1" } });
  const html = await response.text();
  // A whole page in answer to a partial request means that something else spoke: a proxy, a log-in page.
  if (/^\s*<!doctype/i.test(html) || !html.trim()) throw new Error(`no partial: ${response.status}`);
  return html;
}

function setBusy(form, busy) {
  form.setAttribute("aria-busy", String(busy));
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-busy", String(busy));
  }
}
