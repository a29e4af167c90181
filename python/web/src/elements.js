const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; texts become text nodes, so that no name is ever read as markup. */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function percent(share) {
  if (share > 0 && share < 0.005) return "<1 %";
  return share > 0.995 && share < 1 ? ">99 %" : `${Math.round(100 * share)} %`;
}
