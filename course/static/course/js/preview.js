// On an author's own machine: shows a saved lesson at once, at the same place, with what does not hold beside it.
import { announce } from "./announcer.js";

const LOOK_EVERY = 1000;
const panel = document.querySelector("[data-preview]");
const place = `preview-place:${location.pathname}`;
let shown = panel.dataset.stamp;

restorePlace();
check();
makeRoomForToolbar();
setInterval(look, LOOK_EVERY);

// The debug toolbar, where it is, would cover the panel while it is open.
function makeRoomForToolbar() {
  const toolbar = document.getElementById("djDebugRoot")?.shadowRoot?.getElementById("djDebugToolbar");
  if (!toolbar) return;
  const makeRoom = () => panel.toggleAttribute("data-beside-toolbar", !toolbar.classList.contains("djdt-hidden"));
  new MutationObserver(makeRoom).observe(toolbar, { attributes: true });
  makeRoom();
}

async function look() {
  const state = await asked("state/");
  if (!state || state.stamp === shown) return;
  shown = state.stamp;
  // A lesson that cannot be read has no page: then the old one stays, and the panel says why.
  const page = await fetch(location.pathname, { headers: { "X-Preview": "1" } }).catch(() => null);
  if (page?.ok) reload();
  else check();
}

function reload() {
  sessionStorage.setItem(place, String(scrollY));
  location.reload();
}

function restorePlace() {
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  history.scrollRestoration = "manual";
  scrollTo({ top: Number(kept), behavior: "instant" });
  // Editors grow as they are made; go there once more when they have.
  addEventListener("load", () => scrollTo({ top: Number(kept), behavior: "instant" }));
}

async function check() {
  tell("checking", "Checking…", []);
  const found = await asked("checks/");
  if (!found) tell("bad", "No answer from the server", []);
  else if (found.stamp !== shown) return;
  else if (found.unchecked) tell("slow", `Not checked: ${found.unchecked}`, []);
  else tell(found.problems.length ? "bad" : "good", said(found.problems.length), found.problems);
}

async function asked(what) {
  const answer = await fetch(panel.dataset.preview + what).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function said(count) {
  return count === 0 ? "Everything holds" : count === 1 ? "1 problem" : `${count} problems`;
}

function tell(state, words, problems) {
  panel.dataset.state = state;
  panel.querySelector("summary").textContent = words;
  panel.querySelector("ul").replaceChildren(...problems.map(entry));
  if (state !== "checking") announce(`Preview: ${words}`);
}

function entry({ place: where, problem, remedy }) {
  const item = document.createElement("li");
  item.append(inCode(where), " ", ...marked(`${problem}: ${remedy}.`));
  return item;
}

// What stands between backticks is code.
function marked(words) {
  return words.split("`").map((part, place) => (place % 2 ? inCode(part) : part));
}

function inCode(words) {
  const code = document.createElement("code");
  code.textContent = words;
  return code;
}
