"use strict";
const rows = Array.from(document.querySelectorAll("#opinions tbody tr"));
const [words, all, shown] = ["words", "all", "shown"].map((id) => document.getElementById(id));
const filters = Array.from(document.querySelectorAll("[data-facet]"), asButton);
const columns = Array.from(document.querySelectorAll("[data-sort]"));
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

/** Makes a count a button: without this script it is only a number. */
function asButton(count) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = count.className;
  Object.assign(button.dataset, count.dataset);
  button.append(...count.childNodes);
  button.setAttribute("aria-pressed", "false");
  count.replaceWith(button);
  return button;
}

const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

/** What is chosen, as it stands in the address: `state=open,failed&due=…`. */
function chosen() {
  const parameters = new URLSearchParams();
  for (const { dataset } of filters.filter(isPressed)) {
    const before = parameters.get(dataset.facet);
    parameters.set(dataset.facet, before ? `${before},${dataset.value}` : dataset.value);
  }
  if (words.value) parameters.set("words", words.value);
  const column = columns.find((one) => one.hasAttribute("aria-sort"));
  if (column) parameters.set("sort", (column.getAttribute("aria-sort") === "descending" ? "-" : "") + column.dataset.sort);
  return parameters;
}

/** Shows the rows that fit: one choice of each kind, and the words. */
function show() {
  const parameters = chosen();
  const facets = new Set(filters.filter(isPressed).map((one) => one.dataset.facet));
  const wanted = words.value.trim().toLowerCase();
  let count = 0;
  for (const row of rows) {
    const fits = Array.from(facets).every((facet) => {
      const values = parameters.get(facet).split(",");
      return row.dataset[facet].split(" ").some((value) => values.includes(value));
    });
    row.hidden = !(fits && texts.get(row).includes(wanted));
    if (!row.hidden) count += 1;
  }
  all.hidden = facets.size === 0 && wanted === "";
  const names = filters.filter(isPressed).map((one) => one.firstChild.textContent.trim());
  if (wanted) names.push(`“${words.value.trim()}”`);
  const text = all.hidden ? "" : `${count} of ${rows.length} opinions: ${names.join(", ")}`;
  if (shown.textContent !== text) shown.textContent = text;
}

/** Sorts by a column, rows without a value last, those of the same value in their first order. */
function sort() {
  const column = columns.find((one) => one.hasAttribute("aria-sort"));
  const key = (row) => (column ? row.getAttribute(`data-sort-${column.dataset.sort}`) : "");
  const sign = column?.getAttribute("aria-sort") === "descending" ? -1 : 1;
  const order = (one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === b) return 0;
    if (a === "" || b === "") return a === "" ? 1 : -1;
    return a < b ? -sign : sign;
  };
  document.querySelector("#opinions tbody").append(...Array.from(rows).sort(order));
}

function setSort(name, direction) {
  for (const one of columns) {
    if (one.dataset.sort === name) one.setAttribute("aria-sort", direction);
    else one.removeAttribute("aria-sort");
  }
  sort();
}

/** Writes the choice to the address, without an entry in the history for each. */
function keep() {
  show();
  history.replaceState(null, "", `#${chosen()}`.replaceAll("%2C", ","));
}

/** Takes the choice from the address. An address without one names a place of the page. */
function restore() {
  const hash = location.hash.slice(1);
  if (hash !== "" && !hash.includes("=")) return reveal(document.getElementById(hash));
  const parameters = new URLSearchParams(hash);
  for (const button of filters) {
    const values = (parameters.get(button.dataset.facet) ?? "").split(",");
    button.setAttribute("aria-pressed", String(values.includes(button.dataset.value)));
  }
  words.value = parameters.get("words") ?? "";
  const by = parameters.get("sort") ?? "";
  setSort(by.replace(/^-/, ""), by.startsWith("-") ? "descending" : "ascending");
  show();
}

/** Goes to a row, although a filter may hide it. */
function reveal(row) {
  if (!rows.includes(row)) return;
  if (row.hidden) clear();
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

function clear() {
  for (const button of filters) button.setAttribute("aria-pressed", "false");
  words.value = "";
  show();
}

for (const button of filters) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!isPressed(button)));
    keep();
  });
}
for (const column of columns) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...column.childNodes);
  column.append(button);
  button.addEventListener("click", () => {
    setSort(column.dataset.sort, column.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending");
    keep();
  });
}
words.addEventListener("input", keep);
all.addEventListener("click", () => {
  clear();
  keep();
  (filters[0] ?? words).focus();
});
addEventListener("hashchange", restore);
document.getElementById("tools").hidden = false;
restore();
