const PALETTE = 7;

/** The page's own colours, as they are in its present shade; beyond so many groups, people are alone. */
export function readColours(groups) {
  const probe = document.createElement("i");
  document.body.append(probe);
  const colourOf = (name) => {
    probe.className = name;
    return getComputedStyle(probe).color.match(/\d+(\.\d+)?/g).slice(0, 3).map(Number);
  };
  const clusters = Array.from({ length: PALETTE }, (_, rank) => colourOf(`c${rank}`));
  const rest = colourOf("c-other");
  const colours = { ink: colourOf("ink"), soft: colourOf("soft"), sheet: colourOf("sheet"), warm: colourOf("warm"), ring: colourOf("ring") };
  probe.remove();
  return { ...colours, cluster: (rank) => (rank < groups ? clusters[rank % PALETTE] : rest) };
}

export function rgb([red, green, blue], opacity = 1) {
  return `rgba(${red},${green},${blue},${opacity})`;
}

/** What a half-transparent colour looks like on another. */
export function mixed(colour, ground, share) {
  return rgb(colour.map((value, place) => Math.round(share * value + (1 - share) * ground[place])));
}
