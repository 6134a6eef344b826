// Three radio buttons in the header: the system's theme, light, dark.
import { remember, remembered } from "./storage.js";

export function startThemeSwitch() {
  const radios = document.querySelectorAll(".theme-switch input");
  const chosen = remembered("theme") ?? "system";
  for (const radio of radios) {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => choose(radio.value));
  }
}

function choose(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember("theme", theme === "system" ? null : theme);
}
