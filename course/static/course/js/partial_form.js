// Sends a form in the background and puts the server's HTML into its slot; without this script the form posts plainly.
import { announce } from "./announcer.js";

export function startPartialForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const slot = document.getElementById(event.submitter?.dataset.slot ?? form.dataset.slot ?? "");
    if (!slot) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, slot, event.submitter);
  });
}

async function send(form, slot, submitter) {
  const body = new FormData(form, submitter);
  setBusy(form, true);
  slot.dispatchEvent(new CustomEvent("partial:sending", { bubbles: true, detail: { form } }));
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const answer = await fetchPartial(address, body).catch(noAnswer);
  setBusy(form, false);
  const asking = [form, submitter].find((one) => one && slot.contains(one));
  const place = answer.ok || !asking ? slot : placeBelow(asking);
  place.innerHTML = answer.html;
  keepFocus(slot, submitter ?? form);
  const words = place.querySelector("[data-announce]")?.dataset.announce;
  if (words) announce(words);
  slot.dispatchEvent(new CustomEvent("partial:loaded", { bubbles: true, detail: { form } }));
}

// What says why there is no answer must not take the place of the form, or the button, that asked: it can ask again.
function placeBelow(asking) {
  if (!asking.nextElementSibling?.matches(".not-sent")) {
    asking.insertAdjacentHTML("afterend", '<div class="not-sent"></div>');
  }
  return asking.nextElementSibling;
}

function noAnswer() {
  return { ok: false, html: document.getElementById("offline-message").innerHTML };
}

// A form or button that its own answer replaced or hides takes the focus with it: a reader by keyboard goes on from the
// answer.
function keepFocus(slot, sent) {
  if (sent.isConnected && sent.checkVisibility()) return;
  if (document.activeElement !== document.body && document.activeElement !== sent) return;
  slot.tabIndex = -1;
  slot.focus({ preventScroll: true });
}

async function fetchPartial(url, body) {
  const response = await fetch(url, { method: "POST", body, headers: { "X-Partial": "1" } });
  const html = await response.text();
  // A whole page in answer to a partial request means that something else spoke: a proxy, a log-in page.
  if (/^\s*<!doctype/i.test(html) || !html.trim()) throw new Error(`no partial: ${response.status}`);
  return { ok: response.ok, html };
}

function setBusy(form, busy) {
  form.setAttribute("aria-busy", String(busy));
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-busy", String(busy));
  }
}
