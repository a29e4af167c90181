import { drawn, element, percent } from "./elements.js";
import { eventsOf, historyOf } from "./history.js";

const MOST_TIES = 12;

/** What is known of one person or one tie, beside the page. */
export class Panel {
  constructor(network, choose) {
    this.network = network;
    this.choose = choose;
    this.place = document.getElementById("panel");
    this.cameFrom = null;
    this.place.addEventListener("click", (event) => this.follow(event.target.closest("[data-person], [data-tie]")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.place.hidden) this.choose({});
    });
  }

  showPerson(person) {
    const { network } = this;
    const tie = network.ego === null || person === network.ego ? undefined : network.between(person, network.ego);
    const history = tie === undefined ? this.personHistory(person) : this.tieParts(tie);
    this.show(
      element("h2", { id: "panel-title" }, element("bdi", {}, network.name(person))),
      element("p", { class: "role" }, network.role(person)),
      element("p", { class: "remark" }, this.clusterOf(person)),
      ...history,
      ...this.strongest(person, tie),
    );
  }

  showTie(tie) {
    const { a, b } = this.network.ties;
    const ends = [a[tie], b[tie]];
    this.show(
      element("h2", { id: "panel-title" }, this.button(ends[0]), element("span", { class: "and" }, " and "), this.button(ends[1])),
      ...this.tieParts(tie),
    );
  }

  /** Goes away, and leaves the focus where it was before. */
  close() {
    if (this.place.hidden) return;
    this.place.hidden = true;
    document.body.classList.remove("beside");
    this.cameFrom?.focus({ preventScroll: true });
  }

  show(...parts) {
    const shut = element("button", { type: "button", class: "plain close", "aria-label": "Close" }, "×");
    shut.addEventListener("click", () => this.choose({}));
    if (this.place.hidden) this.cameFrom = document.activeElement;
    this.place.replaceChildren(shut, ...parts.filter((part) => part !== null));
    this.place.hidden = false;
    this.place.scrollTop = 0;
    document.body.classList.add("beside");
    this.place.focus({ preventScroll: true });
  }

  follow(target) {
    if (!target) return;
    if (target.dataset.tie !== undefined) this.choose({ tie: Number(target.dataset.tie) });
    else this.choose({ person: Number(target.dataset.person) });
  }

  clusterOf(person) {
    const rank = this.network.people.cluster[person];
    return rank < this.network.groups ? `Cluster ${rank + 1}` : "In no cluster";
  }

  personHistory(person) {
    const { people, months } = this.network;
    const happened = eventsOf(people.milestones[person] ?? []);
    return [
      historyOf(people.months[person], months, "Contacts with everybody, a month"),
      happened && element("h3", {}, "What happened"),
      happened,
    ];
  }

  /** Strength, reasons and history of a tie. */
  tieParts(tie) {
    const { network } = this;
    const [strength, low, high] = network.numbers(tie);
    const ends = [network.ties.a[tie], network.ties.b[tie]];
    const names = ends.map((end) => network.name(end)).join(" and ");
    const [reasons, run, events] = network.explained[tie] ?? [null, [], []];
    const happened = eventsOf([...events, ...ends.flatMap((end) => network.people.milestones[end] ?? [])]);
    return [
      element(
        "div",
        { class: "strength" },
        element("p", { class: "figure" }, percent(strength)),
        element("p", { class: "remark" }, `chance that ${names} are in contact within ${network.horizon}; in nine of ten cases between ${percent(low)} and ${percent(high)}`),
        intervalOf(strength, low, high),
      ),
      element("h3", {}, "Why"),
      reasons ? reasonsOf(reasons) : element("p", { class: "none" }, "The reasons of this tie are not on the page, to keep it small."),
      historyOf(run, network.months, "Contacts a month"),
      happened && element("h3", {}, "What happened"),
      happened,
    ];
  }

  strongest(person, shown) {
    const { network } = this;
    const ties = network.tiesOf[person].filter((tie) => tie !== shown).slice(0, MOST_TIES);
    if (!ties.length) return [];
    return [
      element("h3", {}, shown === undefined ? "Strongest ties" : "Other strong ties"),
      element(
        "ul",
        { class: "ties" },
        ...ties.map((tie) => {
          const [strength, low, high] = network.numbers(tie);
          return element(
            "li",
            {},
            element("button", { type: "button", class: "plain", "data-tie": tie }, element("bdi", {}, network.name(network.other(tie, person)))),
            intervalOf(strength, low, high),
            element("span", { class: "number" }, percent(strength)),
          );
        }),
      ),
    ];
  }

  button(person) {
    return element("button", { type: "button", class: "person", "data-person": person }, element("bdi", {}, this.network.name(person)));
  }
}

/** What adds to the log-odds of a tie, and what takes from them. */
function reasonsOf(reasons) {
  return element(
    "div",
    { class: "reasons" },
    ...reasons.map(([aspect, logOdds, sentence]) => {
      const length = Math.min(50, Math.abs(12.5 * logOdds));
      return element(
        "div",
        { class: "reason" },
        element("span", { class: "aspect" }, aspect),
        drawn(
          "svg",
          { class: "lean", viewBox: "0 0 100 12", preserveAspectRatio: "none", "aria-hidden": "true" },
          drawn("rect", { class: "axis", x: 49.7, y: 0, width: 0.6, height: 12 }),
          drawn("rect", { class: logOdds < 0 ? "lowers" : "raises", x: logOdds < 0 ? 50 - length : 50, y: 2, width: length, height: 8 }),
        ),
        element("span", { class: "number" }, signed(logOdds)),
        element("span", { class: "sentence" }, sentence),
      );
    }),
  );
}

function intervalOf(value, low, high) {
  return drawn(
    "svg",
    { class: "interval", viewBox: "0 0 200 14", preserveAspectRatio: "none", "aria-hidden": "true" },
    drawn("rect", { class: "track", x: 0, y: 5.5, width: 200, height: 3, rx: 1.5 }),
    drawn("rect", { class: "span", x: 200 * low, y: 3, width: 200 * (high - low), height: 8, rx: 4 }),
    drawn("rect", { class: "mark", x: Math.min(Math.max(200 * value - 2, 0), 196), y: 0, width: 4, height: 14, rx: 2 }),
  );
}

function signed(number) {
  if (!number) return "0";
  return `${number < 0 ? "\u2212" : "+"}${Math.abs(number).toFixed(2)}`;
}
