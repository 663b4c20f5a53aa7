"use strict";
const changes = Array.from(document.querySelectorAll("article"));
const button = document.querySelector("#view");
let here = -1;
function go(to) {
  if (changes.length === 0) return;
  here = Math.max(0, Math.min(changes.length - 1, to));
  changes[here].focus({ preventScroll: true });
  changes[here].scrollIntoView({ block: "center" });
}
function turn() {
  const beside = document.body.classList.toggle("beside");
  button.setAttribute("aria-pressed", String(beside));
}
if (button) button.addEventListener("click", turn);
document.addEventListener("focusin", (event) => {
  const at = changes.indexOf(event.target);
  if (at >= 0) here = at;
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(here + 1);
  else if (event.key === "k") go(here - 1);
  else if (event.key === "s" && button) turn();
});
