// On every page.
import { startShortcuts } from "./shortcuts.js";
import { startThemeSwitch } from "./theme_switch.js";

startThemeSwitch();
startShortcuts();
