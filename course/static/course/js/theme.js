// Loaded before the first paint, so that a chosen theme never flashes. Blocking on purpose, and therefore tiny.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme stays.
  }
})();
