// On lesson pages: editors, background forms, tabs, ticks.
import { startCopying } from "./copy.js";
import { tickOff } from "./done.js";
import { beforeSending, showMarks, startEditors } from "./editor/editor.js";
import { startMending } from "./mend.js";
import { startInsights } from "./insight.js";
import { startPrinting } from "./on_paper.js";
import { startPartialForms } from "./partial_form.js";
import { keepTab, makeTabs } from "./tabs.js";
import { startWaiting } from "./waiting.js";

startInsights();
startPartialForms();
startWaiting();
startEditors();
startMending();
startCopying();
startPrinting();
makeTabs(document);

document.addEventListener("partial:sending", (event) => {
  beforeSending(event.detail.form);
  keepTab(event.target);
});
document.addEventListener("partial:loaded", (event) => {
  makeTabs(event.target);
  tickOff(event.target);
  showMarks(event.detail.form, event.target);
  revealResult(event.target);
});

// The verdict must be seen; the reader's place is kept when it already is.
function revealResult(slot) {
  const top = slot.firstElementChild;
  if (top && top.getBoundingClientRect().top > innerHeight - 160) top.scrollIntoView({ block: "nearest" });
}

// Contents stand open beside the text; above it, on a small screen, they stay closed and move nothing.
const contents = document.querySelector(".toc details");
if (contents && matchMedia("(width >= 64rem)").matches) contents.open = true;
