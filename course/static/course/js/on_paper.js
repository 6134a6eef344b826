// On paper an editor shows its whole text, line by line: CodeMirror draws only the lines near the screen, and an editor
// far from it is still a textarea, which shows what fits.
export function startPrinting() {
  addEventListener("beforeprint", writeOut);
  // "Save as PDF" and the like set the medium without the event.
  matchMedia("print").addEventListener("change", ({ matches }) => { if (matches) writeOut(); });
}

function writeOut() {
  for (const frame of document.querySelectorAll(".editor-frame")) {
    const code = frame.querySelector(".on-paper") ?? frame.appendChild(document.createElement("pre"));
    code.className = "on-paper";
    code.replaceChildren(...frame.querySelector("textarea").value.split("\n").map(lineOf));
  }
}

function lineOf(text) {
  const line = document.createElement("span");
  line.textContent = text;
  return line;
}
