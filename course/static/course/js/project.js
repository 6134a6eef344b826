// On the project's page: the list of problems follows each run.
const list = document.getElementById("problems");

document.addEventListener("partial:loaded", (event) => {
  const fresh = event.target.querySelector("template[data-problems]");
  if (fresh) list.replaceChildren(fresh.content.cloneNode(true));
});
