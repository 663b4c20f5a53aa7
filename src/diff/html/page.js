"use strict";
const changes = Array.from(document.querySelectorAll("article"));
const [walk, keys, inline, beside] = ["walk", "keys", "inline", "beside"].map((id) => document.getElementById(id));
let here = -1;

/** Goes to a change: the focus, what is seen and the address follow. */
function go(to) {
  here = Math.max(0, Math.min(changes.length - 1, to));
  const change = changes[here];
  change.focus({ preventScroll: true });
  change.scrollIntoView({ block: change.offsetHeight > innerHeight / 2 ? "start" : "center" });
  history.replaceState(null, "", `#${change.id}`);
}

/** Takes the change of the address, or the one that the focus came into, for the one we are at. */
function at(change) {
  if (changes.includes(change)) here = changes.indexOf(change);
}

if (walk) {
  walk.hidden = false;
  document.getElementById("next").addEventListener("click", () => go(here + 1));
  document.getElementById("previous").addEventListener("click", () => go(here - 1));
  document.addEventListener("focusin", (event) => at(event.target.closest("article")));
  addEventListener("hashchange", () => at(document.querySelector(":target")));
  at(document.querySelector(":target"));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "n") go(here + 1);
    else if (event.key === "k" || event.key === "p") go(here - 1);
    else if (event.key === "s") (beside.checked ? inline : beside).checked = true;
  });
}
