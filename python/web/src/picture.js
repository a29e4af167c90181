import Graph from "graphology";
import Sigma from "sigma";

import { mixed, readColours, rgb } from "./colours.js";
import { element } from "./elements.js";

const MOST_DRAWN = 3000;
const PADDING = 46;
const UNIT = 100;

/** The network drawn by clusters; needs WebGL. */
export class Picture {
  constructor(network, stage, choose) {
    this.network = network;
    this.chosen = {};
    this.near = null;
    this.colours = readColours(this.network.groups);
    this.font = getComputedStyle(document.body).fontFamily;
    this.discs = discsOf(network);
    this.stage = stage;
    this.ground = element("canvas", { class: "ground" });
    stage.append(this.ground);
    this.sigma = new Sigma(this.graph(), stage, {
      allowInvalidContainer: true,
      defaultDrawNodeLabel: (context, node) => this.drawName(context, node),
      defaultDrawNodeHover: (context, node) => this.drawName(context, node, true),
      enableEdgeEvents: true,
      hideEdgesOnMove: network.tieCount > MOST_DRAWN,
      labelDensity: 0.6,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: 5,
      labelFont: this.font,
      labelSize: 13,
      labelWeight: "600",
      maxCameraRatio: 1.5,
      minCameraRatio: 0.02,
      minEdgeThickness: 0.6,
      nodeReducer: (node, data) => this.dressPerson(Number(node), data),
      edgeReducer: (edge, data) => this.dressTie(Number(edge), data),
      stagePadding: PADDING,
      zIndex: true,
    });
    this.places = this.placesOfPeople();
    this.sigma.on("afterRender", () => this.drawDiscs());
    this.sigma.on("clickNode", ({ node }) => choose({ person: Number(node) }));
    this.sigma.on("clickEdge", ({ edge }) => choose({ tie: Number(edge) }));
    this.sigma.on("clickStage", () => choose({}));
    for (const [event, pointer] of [["enterNode", true], ["leaveNode", false], ["enterEdge", true], ["leaveEdge", false]]) {
      this.sigma.on(event, () => stage.classList.toggle("pointed", pointer));
    }
    leaveScrollingToThePage(stage);
    new ResizeObserver(() => this.fit()).observe(stage);
    this.drawDiscs();
  }

  graph() {
    const { people, size, tieCount, tiesOf, ego } = this.network;
    const graph = new Graph({ type: "undirected" });
    const most = Math.max(1, [...people.strength].sort((a, b) => b - a)[Math.min(4, size - 1)]);
    const largest = Math.min(10, Math.max(3.5, 0.45 * spacingOf(people, this.stage)));
    for (let person = 0; person < size; person++) {
      if (!tiesOf[person].length) continue;
      graph.addNode(person, {
        x: people.x[person],
        y: -people.y[person],
        size: largest * (0.25 + 0.75 * Math.sqrt(Math.min(1.3, people.strength[person] / most))),
        label: people.names[person],
        forceLabel: person === ego,
      });
    }
    for (let tie = Math.min(tieCount, MOST_DRAWN) - 1; tie >= 0; tie--) this.addTie(graph, tie);
    if (ego !== null) this.addTiesOf(graph, ego);
    return graph;
  }

  /** Where everybody stands in the camera's own measure. */
  placesOfPeople() {
    const place = ({ x, y }) => ({ x, y });
    return new Map(this.sigma.getGraph().mapNodes((node) => [Number(node), place(this.sigma.getNodeDisplayData(node))]));
  }

  addTiesOf(graph, person) {
    for (const tie of this.network.tiesOf[person]) if (!graph.hasEdge(tie)) this.addTie(graph, tie);
  }

  addTie(graph, tie) {
    const { a, b, strength } = this.network.ties;
    graph.addEdgeWithKey(tie, a[tie], b[tie], { size: 0.6 + 0.0018 * strength[tie] });
  }

  /** Follows the size of its place on the page. */
  fit() {
    const { width, height } = this.sigma.getDimensions();
    if (this.stage.offsetWidth !== width || this.stage.offsetHeight !== height) this.sigma.scheduleRefresh();
  }

  /** Shows who is chosen and fades the others; nobody: shows all alike. */
  choose(chosen, travel) {
    this.chosen = chosen;
    this.near = this.nearOf(chosen);
    if (chosen.person !== undefined) this.addTiesOf(this.sigma.getGraph(), chosen.person);
    this.sigma.scheduleRefresh();
    if (travel && chosen.person !== undefined) this.travelTo(chosen.person);
  }

  nearOf({ person, tie }) {
    const { network } = this;
    if (tie !== undefined) return new Set([network.ties.a[tie], network.ties.b[tie]]);
    if (person === undefined) return null;
    return new Set([person, ...network.tiesOf[person].map((one) => network.other(one, person))]);
  }

  /** Brings somebody who is out of sight into the middle. */
  travelTo(person) {
    const place = this.places.get(person);
    if (!place) return;
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.sigma.framedGraphToViewport(place);
    if (x > 0 && x < width && y > 0 && y < height) return;
    this.sigma.getCamera().animate(place, { duration: pace(400) });
  }

  recolour() {
    this.colours = readColours(this.network.groups);
    this.sigma.refresh();
  }

  nearer() {
    this.sigma.getCamera().animatedZoom({ duration: pace(200) });
  }

  further() {
    this.sigma.getCamera().animatedUnzoom({ duration: pace(200) });
  }

  whole() {
    this.sigma.getCamera().animatedReset({ duration: pace(200) });
  }

  dressPerson(person, data) {
    const { colours, near } = this;
    const colour = colours.cluster(this.network.people.cluster[person]);
    const far = near !== null && !near.has(person);
    const first = person === this.chosen.person || person === this.network.ego;
    return {
      ...data,
      color: far ? mixed(colour, colours.sheet, 0.25) : rgb(colour),
      label: far && person !== this.network.ego ? null : data.label,
      forceLabel: data.forceLabel || person === this.chosen.person,
      zIndex: first ? 2 : far ? 0 : 1,
    };
  }

  dressTie(tie, data) {
    const { colours, network, near, chosen } = this;
    const a = network.ties.a[tie];
    const b = network.ties.b[tie];
    const strength = network.ties.strength[tie] / 1000;
    const ofChosen = tie === chosen.tie || a === chosen.person || b === chosen.person;
    if (near !== null && !ofChosen) return { ...data, hidden: strength < 0.3, color: mixed(colours.soft, colours.sheet, 0.08), zIndex: 0 };
    const ofEgo = a === network.ego || b === network.ego;
    const weight = 0.1 + 0.55 * strength * strength;
    return {
      ...data,
      hidden: !ofChosen && !ofEgo && (tie >= MOST_DRAWN || strength < 0.05),
      color: mixed(ofChosen || ofEgo ? colours.warm : colours.soft, colours.sheet, ofChosen ? Math.max(0.5, weight + 0.3) : weight),
      size: ofChosen ? data.size + 0.8 : data.size,
      zIndex: ofChosen ? 2 : ofEgo ? 1 : 0,
    };
  }

  drawName(context, { label, x, y, size, key }, hovered = false) {
    const { colours, network, chosen } = this;
    const person = Number(key);
    if (hovered || person === network.ego || person === chosen.person) ring(context, x, y, size, rgb(colours.ring));
    if (!label) return;
    const shown = label.length > 28 ? `${label.slice(0, 27)}…` : label;
    const large = person === network.ego || person === chosen.person;
    context.font = `${large ? 700 : 600} ${large ? 15 : 13}px ${this.font}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = rgb(colours.sheet, 0.9);
    context.fillStyle = rgb(colours.ink);
    const under = y + size + (large ? 16 : 13);
    context.strokeText(shown, x, under);
    context.fillText(shown, x, under);
  }

  /** A disc behind every cluster, with its number. */
  drawDiscs() {
    const { sigma, colours } = this;
    const { width, height } = sigma.getDimensions();
    const sharp = window.devicePixelRatio;
    Object.assign(this.ground, { width: width * sharp, height: height * sharp });
    const context = this.ground.getContext("2d");
    context.scale(sharp, sharp);
    for (const { rank, x, y, radius } of this.discs) {
      const centre = sigma.graphToViewport({ x, y });
      const rim = sigma.graphToViewport({ x: x + radius, y });
      const wide = Math.hypot(rim.x - centre.x, rim.y - centre.y) + 10;
      context.beginPath();
      context.arc(centre.x, centre.y, wide, 0, 2 * Math.PI);
      context.fillStyle = rgb(colours.cluster(rank), 0.08);
      context.fill();
      context.fillStyle = rgb(colours.ink);
      context.font = `700 13px ${this.font}`;
      context.textAlign = "center";
      context.fillText(String(rank + 1), centre.x, centre.y - wide - 5);
    }
  }
}

/** How long a movement takes, in milliseconds; nothing moves for readers who do not want it. */
function pace(duration) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : duration;
}

/** How many pixels neighbours are apart when the whole network is seen. */
function spacingOf({ x, y }, stage) {
  const across = (column) => Math.max(UNIT, column.reduce((a, b) => Math.max(a, b)) - column.reduce((a, b) => Math.min(a, b)));
  return UNIT * Math.min((stage.clientWidth - 2 * PADDING) / across(x), (stage.clientHeight - 2 * PADDING) / across(y));
}

function ring(context, x, y, size, colour) {
  context.beginPath();
  context.arc(x, y, size + 1.5, 0, 2 * Math.PI);
  context.lineWidth = 2.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** Where each cluster of two or more tied people lies; the ego stands in the middle of all. */
function discsOf({ people, tiesOf, ego }) {
  const members = new Map();
  people.cluster.forEach((rank, person) => {
    if (!tiesOf[person].length || person === ego) return;
    if (!members.has(rank)) members.set(rank, []);
    members.get(rank).push(person);
  });
  return [...members].filter(([, group]) => group.length > 1).map(([rank, group]) => {
    const [x, y] = [people.x, people.y].map((column) => {
      const values = group.map((person) => column[person]);
      return (Math.min(...values) + Math.max(...values)) / 2;
    });
    const radius = Math.max(...group.map((person) => Math.hypot(people.x[person] - x, people.y[person] - y)));
    return { rank, x, y: -y, radius };
  });
}

/** One finger and the bare wheel move the page; two fingers, and the wheel with Ctrl, the picture. */
function leaveScrollingToThePage(stage) {
  const keep = (event, ours) => {
    if (!ours) event.stopPropagation();
  };
  stage.addEventListener("wheel", (event) => keep(event, event.ctrlKey || event.metaKey), { capture: true, passive: true });
  for (const name of ["touchstart", "touchmove", "touchend"]) {
    stage.addEventListener(name, (event) => keep(event, event.touches.length > 1), { capture: true, passive: true });
  }
}
