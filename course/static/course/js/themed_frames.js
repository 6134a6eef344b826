// A frame without scripts sees the system's theme only. Where another one was chosen, its document is told so.
const OPENING = /^<!DOCTYPE html><html lang="en-GB" data-theme="[a-z]*">/;

export function themeFrames() {
  const theme = document.documentElement.dataset.theme ?? "system";
  for (const frame of document.querySelectorAll("iframe[data-themed]")) {
    const told = frame.srcdoc.replace(OPENING, `<!DOCTYPE html><html lang="en-GB" data-theme="${theme}">`);
    if (told !== frame.srcdoc) frame.srcdoc = told;
  }
}

new MutationObserver(themeFrames).observe(document.documentElement, { attributeFilter: ["data-theme"] });
