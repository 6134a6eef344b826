// Puts CodeMirror over each textarea as it comes near, and carries the marks of a result into it.
// The bundle is loaded once, on demand; if it is missing, the textarea stays and everything else still works.
import { keepDraft, openDraft } from "../drafts.js";
import { showPanel } from "../tabs.js";
import { marksOf, namesOf } from "./names.js";

const editors = new WeakMap(); // form -> { id, base, sent, field, view }

export function startEditors() {
  const forms = document.querySelectorAll("form[data-editor]");
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      near.unobserve(entry.target);
      upgrade(entry.target);
    }
  }, { rootMargin: "600px" });
  for (const form of forms) {
    prepare(form);
    near.observe(form);
  }
  document.addEventListener("keydown", runFromTextarea);
  document.addEventListener("click", resetToStarter);
}

function prepare(form) {
  const field = form.querySelector("textarea");
  const id = form.dataset.editor;
  const base = field.defaultValue;
  const slot = document.getElementById(form.dataset.slot);
  editors.set(form, { id, base, field, view: null });
  // A result that came with the page belongs to the text that came with it.
  field.value = slot?.childElementCount ? base : openDraft(id, base);
  field.addEventListener("input", () => keepDraft(id, field.value, base));
}

async function upgrade(form) {
  const editor = editors.get(form);
  const frame = form.querySelector(".editor-frame");
  try {
    // Written out as a literal, so that collectstatic can put the name with the hash here.
    const { createEditor } = await import("../../build/codemirror.js");
    editor.view = createEditor({
      frame,
      field: editor.field,
      nonce: document.querySelector("meta[name=csp-nonce]")?.content ?? "",
      run: () => form.requestSubmit(),
      changed: (code) => keepDraft(editor.id, code, editor.base),
      openQueries: () => showPanel(document.getElementById(form.dataset.slot), "queries"),
      names: () => namesOf(form.dataset.dataset),
      check: (code) => marksOf(code, form.dataset.dataset, form.elements.csrfmiddlewaretoken?.value ?? ""),
    });
    showMarks(form, document.getElementById(form.dataset.slot));
  } catch {
    frame.classList.add("editor-plain");
  }
}

export function showMarks(form, slot) {
  const editor = editors.get(form);
  const result = slot.querySelector("[data-lines]");
  if (!editor || !result) return;
  if (editor.sent !== undefined && form.closest("[data-item=exercise]")) {
    // What was sent is what the server now keeps and will show; what was typed since is a draft of that.
    editor.base = editor.sent.replace(/\n$/, "");
    keepDraft(editor.id, editor.field.value, editor.base);
  }
  editor.view?.mark(JSON.parse(result.dataset.lines || "[]"), Number(result.dataset.errorLine) || null);
}

export function beforeSending(form) {
  const editor = editors.get(form);
  if (!editor) return;
  editor.sent = editor.field.value;
  editor.view?.mark([], null);
}

function runFromTextarea(event) {
  if (event.defaultPrevented || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest?.("form[data-editor]")?.requestSubmit();
}

function resetToStarter(event) {
  const button = event.target.closest("[data-reset]");
  if (button) replaceCode(button.form, editors.get(button.form).field.dataset.starter);
}

/* Puts other code into a form's editor, as one change that can be undone. */
export function replaceCode(form, code) {
  const editor = editors.get(form);
  if (editor.view) editor.view.replace(code);
  else editor.field.value = code;
  keepDraft(editor.id, code, editor.base);
}
