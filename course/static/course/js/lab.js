// The toolbar lab: two editors in one form, marks in each of them, and frames that follow the theme.
import { keepDraft, openDraft } from "./drafts.js";
import { startPrinting } from "./on_paper.js";
import { startPartialForms } from "./partial_form.js";
import { themeFrames } from "./themed_frames.js";

const form = document.querySelector("form[data-lab]");
const slot = document.getElementById(form.dataset.slot);
const files = [...form.querySelectorAll("textarea[data-file]")].map(prepare);

startPartialForms();
startPrinting();
themeFrames();
upgrade();
form.addEventListener("keydown", runFromTextarea);
form.querySelector("[data-lab-reset]").addEventListener("click", resetToStarter);
document.addEventListener("submit", mend);
document.addEventListener("partial:sending", sending);
document.addEventListener("partial:loaded", loaded);

function prepare(field) {
  const file = { field, name: field.dataset.file, id: `lab-${form.dataset.lab}-${field.dataset.file}`, view: null };
  file.base = field.defaultValue;
  // A result that came with the page belongs to the text that came with it.
  field.value = slot.querySelector("[data-lines]") ? file.base : openDraft(file.id, file.base);
  field.addEventListener("input", () => keep(file));
  return file;
}

function keep(file) {
  keepDraft(file.id, file.field.value, file.base);
}

async function upgrade() {
  const frames = files.map((file) => file.field.closest(".editor-frame"));
  try {
    // Written out as a literal, so that collectstatic can put the name with the hash here.
    const { createEditor } = await import("../build/codemirror.js");
    files.forEach((file, at) => {
      file.view = createEditor({
        frame: frames[at],
        field: file.field,
        language: file.name === "template" ? "template" : "python",
        nonce: document.querySelector("meta[name=csp-nonce]")?.content ?? "",
        run: () => form.requestSubmit(),
        changed: () => keep(file),
        openQueries: () => document.getElementById("lab-panel")?.scrollIntoView(),
      });
    });
    showMarks();
  } catch {
    for (const frame of frames) frame.classList.add("editor-plain");
  }
}

function showMarks() {
  const result = slot.querySelector("[data-lines]");
  if (!result) return;
  const told = JSON.parse(result.dataset.lines);
  for (const file of files) file.view?.mark(told[file.name].lines, told[file.name].error);
}

function sending(event) {
  if (event.target !== slot) return;
  for (const file of files) {
    file.sent = file.field.value;
    file.view?.mark([], null);
  }
}

function loaded(event) {
  if (event.target !== slot) return;
  if (slot.querySelector("[data-lines]")) {
    for (const file of files) {
      // What was sent is what the server now keeps and will show; what was typed since is a draft of that.
      file.base = file.sent.replace(/\n$/, "");
      keep(file);
    }
  }
  showMarks();
  themeFrames();
  const top = slot.firstElementChild;
  if (top && top.getBoundingClientRect().top > innerHeight - 160) top.scrollIntoView({ block: "nearest" });
}

function runFromTextarea(event) {
  if (event.defaultPrevented || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  form.requestSubmit();
}

function resetToStarter() {
  for (const file of files.toReversed()) replace(file, file.field.dataset.starter);
}

// "Apply and run": a fix that the server has proved goes into the editors, in each as one change to undo, and is run.
function mend(event) {
  const fix = event.target;
  if (!("mend" in fix.dataset)) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  for (const file of files.toReversed()) {
    const text = fix.elements[file.field.name].value;
    if (text !== file.field.value) replace(file, text);
  }
  form.requestSubmit();
}

function replace(file, text) {
  if (file.view) file.view.replace(text);
  else file.field.value = text;
  keep(file);
}
