// The script of the report's page: it reads the data beside it, draws the network and answers clicks, keys and searches.
import { readData } from "./data.js";
import { element } from "./elements.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { offerSearch } from "./search.js";

const network = readData(document.getElementById("data").textContent);
let picture = null;
const panel = new Panel(network, choose);

/** Shows one person, one tie, or nothing in particular, in picture and panel. */
function choose(chosen, travel = true) {
  if (chosen.person !== undefined) panel.showPerson(chosen.person);
  else if (chosen.tie !== undefined) panel.showTie(chosen.tie);
  else panel.close();
  picture?.choose(chosen, travel);
}

function startPicture() {
  const stage = document.getElementById("stage");
  if (!stage) return;
  if (!canDraw()) {
    listenToTheStillPicture();
    return;
  }
  stage.hidden = false;
  picture = new Picture(network, stage, (chosen) => choose(chosen, false));
  for (const part of document.querySelectorAll(".still")) part.hidden = true;
  for (const part of document.querySelectorAll(".zoom, .lively")) part.hidden = false;
  for (const way of ["nearer", "further", "whole"]) {
    document.getElementById(way).addEventListener("click", () => picture[way]());
  }
}

function canDraw() {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

function listenToTheStillPicture() {
  document.querySelector(".network").addEventListener("click", (event) => {
    const dot = event.target.closest("[data-dot]");
    if (dot) choose({ person: Number(dot.dataset.dot) });
  });
}

/** Every name in the text becomes a button that tells of the person. */
function offerPeople() {
  for (const name of document.querySelectorAll(".person[data-person]")) {
    const button = element("button", { type: "button", class: "person", "data-person": name.dataset.person });
    name.replaceWith(button);
    button.append(element("bdi", {}, name.textContent));
  }
  document.getElementById("main").addEventListener("click", (event) => {
    const button = event.target.closest("button.person");
    if (button) choose({ person: Number(button.dataset.person) });
  });
}

function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const note = button.closest(".note").querySelector("pre");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(note.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(note);
        button.textContent = "Selected: copy with Ctrl C";
      }
      document.getElementById("heard").textContent = button.textContent;
    });
  }
}

/** The other shade of the page: dark for light, and back. */
function offerShade() {
  const button = document.getElementById("shade");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let dark = system.matches;
  const show = () => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    button.setAttribute("aria-pressed", String(dark));
    picture?.recolour();
  };
  button.addEventListener("click", () => {
    dark = !dark;
    show();
  });
  system.addEventListener("change", () => {
    dark = system.matches;
    show();
  });
  button.setAttribute("aria-pressed", String(dark));
}

offerPeople();
offerCopies();
offerSearch(network, (person) => choose({ person }));
offerShade();
document.querySelector(".finder").hidden = false;
startPicture();
