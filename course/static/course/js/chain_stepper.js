// Turns the list of a chain's links into a stepper: one link at a time, by buttons and arrow keys.
import { announce } from "./announcer.js";

export function startSteppers(root) {
  for (const chain of root.querySelectorAll("[data-chain]:not(.stepping)")) build(chain);
}

function build(chain) {
  const links = [...chain.querySelectorAll(".chain-step")];
  if (links.length < 2) return;
  chain.classList.add("stepping");
  const bar = document.createElement("div");
  bar.className = "chain-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `${chain.getAttribute("aria-label")}: its links`);
  bar.append(...links.map(makeButton));
  chain.querySelector(".chain-steps").before(bar, makeTurn(bar, links));
  bar.addEventListener("click", (event) => {
    const at = [...bar.children].indexOf(event.target.closest("button"));
    if (at >= 0) choose(bar, links, at, true);
  });
  chain.addEventListener("keydown", (event) => move(event, bar, links));
  choose(bar, links, 0, false);
}

function makeButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chain-button";
  button.append(link.dataset.link);
  return button;
}

function makeTurn(bar, links) {
  const turn = document.createElement("p");
  turn.className = "chain-turn";
  const back = turnButton("Previous link", "←", () => choose(bar, links, chosen(bar) - 1, true));
  const on = turnButton("Next link", "→", () => choose(bar, links, chosen(bar) + 1, true));
  const place = document.createElement("span");
  place.className = "chain-place";
  turn.append(back, place, on);
  return turn;
}

function turnButton(label, sign, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.setAttribute("aria-label", label);
  button.textContent = sign;
  button.addEventListener("click", act);
  return button;
}

function chosen(bar) {
  return [...bar.children].findIndex((button) => button.hasAttribute("aria-current"));
}

function choose(bar, links, wanted, say) {
  const at = Math.min(Math.max(wanted, 0), links.length - 1);
  links.forEach((link, place) => { link.hidden = place !== at; });
  [...bar.children].forEach((button, place) => {
    if (place === at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    button.classList.toggle("chain-ahead", place > at);
  });
  const [back, place, on] = bar.nextElementSibling.children;
  place.textContent = `${at + 1} of ${links.length}`;
  back.setAttribute("aria-disabled", String(at === 0));
  on.setAttribute("aria-disabled", String(at === links.length - 1));
  if (!say) return;
  const words = links[at].querySelector(".chain-words").textContent.trim();
  announce(`Link ${at + 1} of ${links.length}: ${links[at].dataset.link}. ${words}`);
}

function move(event, bar, links) {
  // In the SQL the arrow keys scroll.
  if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest(".chain-bar, .chain-turn")) return;
  const at = chosen(bar);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choose(bar, links, to, true);
  if (event.target.closest(".chain-bar")) bar.querySelector("[aria-current]").focus();
}
