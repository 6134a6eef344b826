// Ticks an item off in the card and in the contents as soon as the server has said that it is done.
export function tickOff(slot) {
  if (!slot.querySelector("[data-done]")) return;
  const item = slot.closest("[data-item]");
  item.querySelector(".item-done")?.removeAttribute("hidden");
  const entry = document.querySelector(`.toc-item[data-for="${CSS.escape(item.id)}"]`);
  if (!entry || entry.classList.contains("done")) return;
  entry.classList.add("done");
  entry.querySelector(".state").textContent = "done: ";
}
