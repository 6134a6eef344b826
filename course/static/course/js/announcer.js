// One polite live region for the whole page; the verdict is spoken from here.
export function announce(words) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  // A changed text is announced even when the words are the same as last time.
  setTimeout(() => { region.textContent = words; }, 50);
}
