// Whoever comes into an editor by Tab, or presses Escape in it, goes on by Tab, until another key or the pointer begins
// to work there: walking through a page by keyboard changes no code. CodeMirror itself frees Tab for two seconds after
// Escape, which is too short for a slow hand or a slow machine. An Escape that closes a list of completions does no more.
import { completionStatus } from "@codemirror/autocomplete";
import { EditorView } from "@codemirror/view";

const WAITING = ["Tab", "Escape", "Shift", "Control", "Alt", "Meta"]; // keys that change no code

let byTab = false;
document.addEventListener("keydown", (event) => { byTab = event.key === "Tab"; }, true);
document.addEventListener("pointerdown", () => { byTab = false; }, true);

export const passedByTab = EditorView.domEventObservers({
  focus: (_event, view) => { if (byTab) view.setTabFocusMode(true); },
  mousedown: (_event, view) => { view.setTabFocusMode(false); },
  keydown: (event, view) => {
    if (event.key === "Escape") view.setTabFocusMode(completionStatus(view.state) !== "active");
    else if (!WAITING.includes(event.key)) view.setTabFocusMode(false);
  },
});
