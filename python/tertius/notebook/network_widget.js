// A network on a canvas: drag to pan, scroll to zoom, point for a name, click for somebody's ties.
// Names are only ever drawn as text; nothing is loaded.

const COLOURS = ["#0072b2", "#d98e00", "#009e73", "#c4609c", "#4aa8de", "#d55e00", "#9a8c00"];
const REST = "#8b93a0";
const TIE = "#b4501a";
const HEIGHT = 520;
const HINT = "Drag to pan, scroll to zoom, point for a name, click for somebody's ties.";

/** The bytes of a traitlet as numbers. */
function numbers(Kind, view) {
  return new Kind(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** Everything that is drawn, from what Python sent. */
export function readNetwork(model) {
  const network = {
    names: model.get("names"),
    at: numbers(Float32Array, model.get("positions")),
    ranks: numbers(Uint32Array, model.get("ranks")),
    source: numbers(Uint32Array, model.get("source")),
    target: numbers(Uint32Array, model.get("target")),
    weights: numbers(Float32Array, model.get("weights")),
  };
  network.ties = new Uint32Array(network.names.length);
  for (const ends of [network.source, network.target]) for (const end of ends) network.ties[end] += 1;
  return network;
}

/** The picture's place and scale when everybody is in sight. */
export function fit(network, width, height) {
  let [left, top, right, bottom] = [-1, -1, 1, 1];
  for (let i = 0; i < network.at.length; i += 2) {
    left = Math.min(left, network.at[i]);
    right = Math.max(right, network.at[i]);
    top = Math.min(top, network.at[i + 1]);
    bottom = Math.max(bottom, network.at[i + 1]);
  }
  const scale = 0.92 * Math.min(width / (right - left), height / (bottom - top));
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 };
}

/** Who stands within reach of a spot of the canvas; -1: nobody. */
export function personAt(network, camera, x, y, reach) {
  let [nearest, least] = [-1, reach * reach];
  for (let person = 0; person < network.names.length; person += 1) {
    const dx = camera.x + camera.scale * network.at[2 * person] - x;
    const dy = camera.y + camera.scale * network.at[2 * person + 1] - y;
    if (dx * dx + dy * dy < least) [nearest, least] = [person, dx * dx + dy * dy];
  }
  return nearest;
}

function colourOf(rank) {
  return rank < COLOURS.length ? COLOURS[rank] : REST;
}

function draw(canvas, network, camera, chosen, pointed, ink) {
  const pen = canvas.getContext("2d");
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const x = (person) => camera.x + camera.scale * network.at[2 * person];
  const y = (person) => camera.y + camera.scale * network.at[2 * person + 1];
  const near = new Set(chosen < 0 ? [] : [chosen]);
  const line = (tie, colour, opacity) => {
    pen.strokeStyle = colour;
    pen.globalAlpha = opacity;
    pen.lineWidth = 0.5 + 1.5 * network.weights[tie];
    pen.beginPath();
    pen.moveTo(x(network.source[tie]), y(network.source[tie]));
    pen.lineTo(x(network.target[tie]), y(network.target[tie]));
    pen.stroke();
  };
  const faint = Math.min(0.35, 150 / (network.weights.length + 1) + 0.04) * (chosen < 0 ? 1 : 0.4);
  for (let tie = 0; tie < network.weights.length; tie += 1) line(tie, ink, faint + 0.15 * network.weights[tie] ** 2);
  for (let tie = 0; chosen >= 0 && tie < network.weights.length; tie += 1) {
    if (network.source[tie] !== chosen && network.target[tie] !== chosen) continue;
    near.add(network.source[tie]).add(network.target[tie]);
    line(tie, TIE, 0.9);
  }
  const radius = Math.max(1.5, Math.min(9, 0.3 * camera.scale));
  for (let person = 0; person < network.names.length; person += 1) {
    pen.globalAlpha = chosen < 0 || near.has(person) ? 1 : 0.25;
    pen.fillStyle = colourOf(network.ranks[person]);
    pen.beginPath();
    pen.arc(x(person), y(person), person === pointed || person === chosen ? radius + 2 : radius, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
  pen.font = "12px sans-serif";
  pen.textAlign = "center";
  const named = [...near].slice(0, 40);
  if (pointed >= 0 && !near.has(pointed)) named.push(pointed);
  pen.fillStyle = ink;
  for (const person of named) pen.fillText(network.names[person], x(person), y(person) - radius - 5);
}

function render({ model, el }) {
  const canvas = document.createElement("canvas");
  const line = document.createElement("div");
  canvas.style.cssText = `width: 100%; height: ${HEIGHT}px; display: block; cursor: grab; touch-action: none`;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  line.style.cssText = "font: 13px sans-serif; padding: 4px 2px; min-height: 1.4em";
  line.setAttribute("aria-live", "polite");
  el.replaceChildren(canvas, line);

  let network = readNetwork(model);
  let camera = null;
  let [chosen, pointed, held] = [-1, -1, null];
  const told = (person) => `${network.names[person]}: ${network.ties[person]} ties in sight`;
  const redraw = () => {
    if (!canvas.clientWidth) return;
    camera = camera || fit(network, canvas.clientWidth, canvas.clientHeight);
    draw(canvas, network, camera, chosen, pointed, getComputedStyle(el).color);
    const person = pointed >= 0 ? pointed : chosen;
    line.textContent = person >= 0 ? told(person) : HINT;
    canvas.setAttribute("aria-label", `Network of ${network.names.length} people. ${line.textContent}`);
  };
  const zoom = (factor, x, y) => {
    camera = { scale: camera.scale * factor, x: x + factor * (camera.x - x), y: y + factor * (camera.y - y) };
    redraw();
  };
  const find = (event) => personAt(network, camera, event.offsetX, event.offsetY, 12);

  canvas.addEventListener("pointerdown", (event) => {
    held = { x: event.offsetX, y: event.offsetY, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held) {
      const [dx, dy] = [event.offsetX - held.x, event.offsetY - held.y];
      const moved = held.moved || Math.hypot(dx, dy) > 3;
      if (moved) {
        camera = { ...camera, x: camera.x + dx, y: camera.y + dy };
        held = { x: event.offsetX, y: event.offsetY, moved };
      }
    } else {
      pointed = find(event);
    }
    redraw();
  });
  canvas.addEventListener("pointerup", (event) => {
    if (held && !held.moved) chosen = find(event);
    held = null;
    redraw();
  });
  canvas.addEventListener("pointerleave", () => { pointed = -1; redraw(); });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-0.0015 * event.deltaY), event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const pan = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    const factor = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
    if (pan) camera = { ...camera, x: camera.x + pan[0], y: camera.y + pan[1] };
    else if (factor) return zoom(factor, canvas.clientWidth / 2, canvas.clientHeight / 2);
    else if (event.key === "Escape") chosen = -1;
    else if (event.key === "0") camera = null;
    else return;
    event.preventDefault();
    redraw();
  });
  const again = () => { network = readNetwork(model); camera = null; chosen = pointed = -1; redraw(); };
  model.on("change:positions", again);
  const sizes = new ResizeObserver(redraw);
  sizes.observe(canvas);
  return () => { sizes.disconnect(); model.off("change:positions", again); };
}

export default { render };
