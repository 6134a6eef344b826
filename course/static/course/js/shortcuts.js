// Keyboard shortcuts and their list. Single keys can be switched off (WCAG 2.1.4) and never act while someone types.
import { remember, remembered } from "./storage.js";

const OFF = "single-keys-off";

export function startShortcuts() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog) return;
  const box = dialog.querySelector("[data-single-keys]");
  box.checked = remembered(OFF) === null;
  box.addEventListener("change", () => remember(OFF, box.checked ? null : "1"));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-shortcuts]")) dialog.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!box.checked || dialog.open || isTyping(event.target)) return;
    if (act(event.key, dialog)) event.preventDefault();
  });
}

function isTyping(target) {
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

function act(key, dialog) {
  if (key === "?") dialog.showModal();
  else if (key === "e") return focusEditor();
  else return follow(key);
  return true;
}

function follow(key) {
  const link = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  link?.click();
  return Boolean(link);
}

// The first editor that is in view, or else the first one below.
function focusEditor() {
  const frames = [...document.querySelectorAll(".editor-frame")];
  const frame = frames.find((one) => one.getBoundingClientRect().bottom > 60);
  const field = frame?.querySelector(".cm-content, textarea:not([hidden])");
  field?.focus();
  frame?.scrollIntoView({ block: "center" });
  return Boolean(field);
}
