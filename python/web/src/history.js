import { drawn, element } from "./elements.js";

const HEIGHT = 56;
const BAR = 5;

/** Contacts a month as bars, with a text for those who do not see them; null without any contact. */
export function historyOf(run, months, caption) {
  if (!run.length) return null;
  const [first, ...counts] = run;
  const most = Math.max(...counts);
  const bars = counts.flatMap((count, place) => {
    if (!count) return [];
    const height = Math.max(1.5, (count / most) * HEIGHT);
    const bar = drawn("rect", { x: (first + place) * BAR, y: HEIGHT - height, width: BAR - 1, height, class: "count" });
    bar.append(drawn("title", {}, `${months[first + place]}: ${count}`));
    return [bar];
  });
  const width = months.length * BAR;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const years = months.flatMap((month, place) => (month.endsWith("-01") && place ? [[month.slice(0, 4), place]] : []));
  return element(
    "figure",
    { class: "history" },
    element("figcaption", {}, `${caption}: ${total} since ${months[0]}, at most ${most} a month`),
    drawn(
      "svg",
      { viewBox: `0 0 ${width} ${HEIGHT + 14}`, role: "img", "aria-label": `${caption} from ${months[0]} to ${months.at(-1)}` },
      drawn("rect", { class: "axis", x: 0, y: HEIGHT, width, height: 0.8 }),
      ...bars,
      ...years.map(([year, place]) => drawn("text", { x: place * BAR, y: HEIGHT + 12 }, year)),
    ),
  );
}

/** What happened, the latest first; null if nothing is on record. */
export function eventsOf(events) {
  if (!events.length) return null;
  const latest = [...events].sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0)).slice(0, 12);
  return element(
    "ol",
    { class: "events" },
    ...latest.map(([day, sentence]) => element("li", {}, element("time", { datetime: day }, day), ` ${sentence}`)),
  );
}
