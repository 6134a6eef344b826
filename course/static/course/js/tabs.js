// Turns a result's sections into tabs. Without this script they simply stand one below the other.
// A panel that comes into view is told so by the event `panel:shown`; `passing`: by arrow keys, perhaps on the way to
// another one.
let made = 0;
const kept = new WeakMap(); // where a result stands -> the tab that its reader chose, and the verdict then

export function makeTabs(root) {
  for (const panels of root.querySelectorAll(".result-panels:not(.tabbed)")) build(panels);
}

export function showPanel(root, name) {
  root.querySelector(`.tabs [data-panel="${name}"]`)?.click();
}

function build(panels) {
  const list = document.createElement("div");
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", "Details of the run");
  const sections = [...panels.querySelectorAll(":scope > .result-panel")];
  for (const section of sections) list.append(makeTab(section));
  panels.classList.add("tabbed");
  panels.before(list);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(list, tab, false);
  });
  list.addEventListener("keydown", (event) => move(list, event));
  const first = sections.findIndex((section) => section.hasAttribute("data-first"));
  const before = chosenBefore(panels, sections);
  if (before >= 0) list.dataset.chosen = sections[before].dataset.panel;
  select(list, list.children[before >= 0 ? before : Math.max(first, 0)]);
}

// Before the next result comes: which of the tabs its reader has chosen in this one.
export function keepTab(slot) {
  const list = slot.querySelector(".tabs[data-chosen]");
  if (list) kept.set(slot, { panel: list.dataset.chosen, verdict: verdictOf(list) });
}

// That tab's place, while the verdict is the same; not of a panel that would have to be asked for. -1: none.
function chosenBefore(panels, sections) {
  const before = kept.get(panels.closest("[id^=result-]"));
  if (!before || before.verdict !== verdictOf(panels)) return -1;
  return sections.findIndex(
    (section) => section.dataset.panel === before.panel && !section.querySelector(".insight-ask"),
  );
}

function verdictOf(part) {
  return part.closest(".result")?.dataset.verdict;
}

function makeTab(section) {
  const tab = document.createElement("button");
  made += 1;
  tab.type = "button";
  tab.id = `tab-${made}`;
  tab.dataset.panel = section.dataset.panel;
  tab.setAttribute("role", "tab");
  section.id = `panel-${made}`;
  section.setAttribute("role", "tabpanel");
  section.setAttribute("aria-labelledby", tab.id);
  section.tabIndex = 0;
  tab.setAttribute("aria-controls", section.id);
  tab.append(section.querySelector("h4").textContent.trim());
  if (section.dataset.badge) tab.append(badge(section.dataset.badge));
  return tab;
}

function badge(text) {
  const mark = document.createElement("span");
  mark.className = "badge";
  mark.textContent = ` ${text}`;
  return mark;
}

function select(list, chosen) {
  for (const tab of list.children) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
  }
}

function show(list, tab, passing) {
  select(list, tab);
  list.dataset.chosen = tab.dataset.panel;
  const panel = document.getElementById(tab.getAttribute("aria-controls"));
  panel.dispatchEvent(new CustomEvent("panel:shown", { bubbles: true, detail: { passing } }));
}

function move(list, event) {
  const tabs = [...list.children];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  show(list, tab, true);
  tab.focus();
}
