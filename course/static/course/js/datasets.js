// Dataset pages: files dropped onto the form, and the progress of a check or verification.
import { announce } from "./announcer.js";

const EVERY_MS = 1000;

for (const form of document.querySelectorAll("[data-upload]")) startUpload(form);
const watched = document.querySelector("[data-watch]");
if (watched?.querySelector("[data-at-work]")) watch(watched);

function startUpload(form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => showChosen(form, input));
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("dropping"); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("dropping"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    showChosen(form, input);
    announce(`${input.files.length} chosen`);
  });
  form.addEventListener("submit", (event) => { if (tooMuch(form, input)) event.preventDefault(); });
}

function showChosen(form, input) {
  const list = form.querySelector("[data-chosen]");
  list.replaceChildren(...Array.from(input.files, chosenLine));
  list.hidden = input.files.length === 0;
  tooMuch(form, input);
}

function chosenLine(file) {
  const line = document.createElement("li");
  const [name, size] = [document.createElement("span"), document.createElement("span")];
  name.textContent = file.name;
  size.textContent = `${Math.ceil(file.size / 1024).toLocaleString("en-GB")} KB`;
  line.append(name, size);
  return line;
}

// Said before megabytes are sent for nothing; the server says the same.
function tooMuch(form, input) {
  const bytes = Array.from(input.files).reduce((sum, file) => sum + file.size, 0);
  const words = form.querySelector("[data-too-much]");
  const most = Number(form.dataset.mostBytes);
  words.textContent = bytes > most ? `The files are too large: together at most ${Math.floor(most / 1024 / 1024)} MB.` : "";
  words.hidden = bytes <= most;
  return bytes > most;
}

async function watch(place) {
  let spoken = Date.now();
  while (place.querySelector("[data-at-work]")) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const html = await fetchProgress();
    if (html === null) continue;
    place.innerHTML = html;
    const words = place.querySelector("[data-announce]")?.dataset.announce;
    if (words && Date.now() - spoken > 15_000) { announce(words); spoken = Date.now(); }
  }
  location.reload();
}

async function fetchProgress() {
  try {
    const response = await fetch(location.href, { headers: { "X-Partial": "1" } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
