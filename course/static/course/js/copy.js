// Copy buttons, for SQL and for code; what was copied is announced.
import { announce } from "./announcer.js";

const SAID_MS = 2000;

export function startCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy === "sql" ? sqlOf(button) : button.form?.elements.code?.value;
    if (text === undefined) return;
    const done = await copied(text);
    announce(done ? `${button.dataset.copy === "sql" ? "SQL" : "Code"} copied` : "Copying is not allowed here");
    if (done) say(button);
  });
}

// In the form that is shown, placeholders or values, and with every column.
function sqlOf(button) {
  const group = button.closest(".query-group");
  const form = button.closest(".queries").querySelector(".sql-form :checked").value;
  const whole = group.querySelector(`.sql-${form}[data-whole]`) ?? group.querySelector(`.sql-${form}`);
  return whole.querySelector("code").textContent.trim();
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

// Where the clipboard is not to be had, by plain http on another machine, an old way still works.
function copiedBySelection(text) {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

function say(button) {
  button.dataset.label ??= button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = button.dataset.label; }, SAID_MS);
}
