import { element } from "./elements.js";

const MOST_FOUND = 8;

/** Finding people by name: a text field with a list, for mouse, keyboard and screen reader alike. */
export function offerSearch(network, choose) {
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  const heard = document.getElementById("heard");
  const names = network.people.names.map(folded);
  const { strength } = network.people;
  const order = [...names.keys()].sort((a, b) => strength[b] - strength[a]);
  let found = [];
  let active = -1;

  function show(people) {
    found = people;
    list.replaceChildren(
      ...people.map((person, place) =>
        element(
          "li",
          { role: "option", id: `found-${place}`, "aria-selected": "false", "data-place": place },
          element("bdi", {}, network.name(person)),
          element("span", { class: "role" }, network.role(person)),
        ),
      ),
    );
    list.hidden = people.length === 0;
    field.setAttribute("aria-expanded", String(people.length > 0));
    mark(people.length ? 0 : -1);
  }

  function mark(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(place) {
    const person = found[place];
    show([]);
    if (person === undefined) return;
    field.value = network.name(person);
    choose(person);
  }

  field.addEventListener("input", () => {
    const people = search(names, order, folded(field.value));
    show(people);
    heard.textContent = field.value ? `${people.length || "nobody"} found` : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) mark((active + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length) mark((active + found.length - 1) % found.length);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape" && found.length) show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => show([]));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[data-place]");
    if (option) take(Number(option.dataset.place));
  });
}

/** Who is called so: first those with a name that begins with it; of these, who has most strength around them. */
function search(names, order, wanted) {
  if (!wanted) return [];
  const beginning = [];
  const within = [];
  for (const person of order) {
    if (beginning.length === MOST_FOUND) break;
    if (` ${names[person]}`.includes(` ${wanted}`)) beginning.push(person);
    else if (names[person].includes(wanted)) within.push(person);
  }
  return [...beginning, ...within].slice(0, MOST_FOUND);
}

/** A text without case and accents. */
function folded(text) {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
