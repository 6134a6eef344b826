// On the project's page: the list of problems follows each run, and is told with the verdict.
import { announce } from "./announcer.js";

const list = document.getElementById("problems");

document.addEventListener("partial:loaded", (event) => {
  const fresh = event.target.querySelector("template[data-problems]");
  if (!fresh) return;
  list.replaceChildren(fresh.content.cloneNode(true));
  const verdict = event.target.querySelector("[data-announce]")?.dataset.announce ?? "";
  announce(`${verdict}. ${list.querySelector(".problems-state").textContent}`);
});
