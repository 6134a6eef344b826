// "Apply and run": a fix that the server has proved goes into the editor, as one change to undo, and is run there.
// Without this script its form posts the mended code plainly.
import { replaceCode } from "./editor/editor.js";

export function startMending() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const slot = "mend" in form.dataset && form.closest("[id^=result-]");
    const target = slot && document.querySelector(`form[data-editor][data-slot="${CSS.escape(slot.id)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.getAttribute("aria-busy") === "true") return;
    replaceCode(target, form.elements.code.value);
    target.requestSubmit();
  });
}
