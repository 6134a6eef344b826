// Copies the link to a class. Without this script the link can be selected and copied by hand.
import { announce } from "./announcer.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button, document.getElementById(button.dataset.copy));
});

async function copy(button, field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
    announce("The link is copied.");
  } catch {
    announce("The link is selected; copy it with your keyboard.");
  }
}
