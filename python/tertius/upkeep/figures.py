"""What a person's network comes to in figures, each with a sentence that says what it means."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tertius import _core
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters
from tertius.display import counted
from tertius.introductions.joining import joiner_indices
from tertius.keys import Key
from tertius.network.network import Network
from tertius.spoken import figure, whole_days
from tertius.strength.strengths import TieStrengths, require_strengths_of
from tertius.upkeep.surrounding import circles_around
from tertius.upkeep.tie_courses import courses_of

_FEW, _MANY = 0.1, 0.5  # of all pairs of contacts
_UNKNOWN = math.nan


def network_figures(net: Network, s: TieStrengths, ego: Key, clusters: Clusters | None = None) -> Rows:
    """A person's network in figures: how it is spread, whom it bridges, what is given, who was introduced.

    s
        The strengths of `net`; later records than theirs are not looked at.
    clusters
        The person's circles; None: those of circles_around.

    Columns: name, value, low, high (the 90 % interval where there is one, else NaN), sentence. NaN: the
    records do not say. Rows: diversity, constraint, effective_size, reach (people within two steps),
    type_variety (how evenly living ties are spread over the seven types), given, received (gifts by their
    size and introductions, old ones count less), balance (the share given of all), introductions_made,
    introductions_lasting (pairs still in contact a horizon later). Raises UnknownPerson, InvalidInput.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(relationships={"from": ["Ada"] * 3, "to": ["Ben", "Cleo", "Dev"],
    ...                                             "type": ["peer"] * 3})
    >>> figures = tt.network_figures(net, tt.tie_strengths(net), "Ada")
    >>> print(figures["sentence"][3])
    Within two steps you reach 3 people: the 3 whom you know, and nobody through them.
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    strengths = require_strengths_of(net, s)
    courses = courses_of(net, ego, strengths.at, strengths.horizon_days or 90)
    return figures_of(net, strengths, ego, courses, clusters or circles_around(strengths, ego))


def figures_of(
    net: Network, s: TieStrengths, ego: Key, courses: _core.TieCourses, clusters: Clusters
) -> Rows:
    """As network_figures."""
    figures = [
        *_place_among_others(s, ego, clusters),
        _variety(courses),
        *_giving(courses.balance(net._core)),
        *_introductions(net, s, ego),
    ]
    columns = {
        name: np.array([getattr(figure, name) for figure in figures]) for name in ("value", "low", "high")
    }
    return Rows(
        "Figures",
        {
            "name": [figure.name for figure in figures],
            **columns,
            "sentence": [figure.sentence for figure in figures],
        },
        s._library,
    )


@dataclass(frozen=True)
class _Figure:
    name: str
    value: float
    sentence: str
    low: float = _UNKNOWN
    high: float = _UNKNOWN


def _place_among_others(s: TieStrengths, ego: Key, clusters: Clusters) -> list[_Figure]:
    """Diversity, constraint, effective size and reach."""
    stands = _core.standing(s._ties, s._people.index(ego))
    contacts = _Contacts(s, s._people.index(ego), clusters)
    known = contacts.count
    if known == 0:
        alone = "You have no tie on record."
        names = ("diversity", "constraint", "effective_size")
        return [*(_Figure(name, _UNKNOWN, alone) for name in names), _Figure("reach", 0.0, alone)]
    spread = "You know one person only, so there is nothing to spread."
    if known > 1:
        alike = round(known ** stands["diversity"])
        spread = (
            f"Your attention is spread as if over {counted(alike, 'person')} equally close to you, "
            f"out of {known} whom you know."
        )
    opened = round(stands["effective_size"])
    further = int(stands["reach"]) - known
    through = f"{further} more" if further else "nobody"
    return [
        _Figure("diversity", stands["diversity"], spread),
        _Figure("constraint", stands["constraint"], contacts.bridged()),
        _Figure(
            "effective_size",
            stands["effective_size"],
            f"Your {counted(known, 'contact')} open as much to you as {opened} who do not know each other."
            if known > 1
            else "You know one person only.",
        ),
        _Figure(
            "reach",
            float(stands["reach"]),
            f"Within two steps you reach {counted(known + further, 'person')}: the {known} whom you know, "
            f"and {through} through them.",
        ),
    ]


class _Contacts:
    """The contacts of one person, and what they are to each other."""

    def __init__(self, s: TieStrengths, me: int, clusters: Clusters) -> None:
        ties = s._core.columns()
        ends = np.stack([ties["person"], ties["alter"]])
        mine = (ends == me).any(axis=0)
        self._alters = ends[:, mine][ends[:, mine] != me]
        self._others = ends[:, ~mine]
        self._clusters = clusters
        self._is_alter = np.zeros(s.size, dtype=bool)
        self._is_alter[self._alters] = True

    @property
    def count(self) -> int:
        return len(self._alters)

    def bridged(self) -> str:
        """How many of them know each other, and which of their circles meet in nobody else."""
        between = int(self._is_alter[self._others].all(axis=0).sum())
        pairs = self.count * (self.count - 1) // 2
        if not pairs:
            return "You know one person only, so you stand between nobody."
        share = between / pairs
        how_many = "Few" if share < _FEW else "Some" if share < _MANY else "Most"
        of_all = f"{between:,} of {pairs:,} {'pair' if pairs == 1 else 'pairs'}"
        sentence = f"{how_many} of your contacts know each other: {of_all}"
        circles, groups = self._circles()
        if groups < 2:
            return f"{sentence}; your circles also meet without you." if circles > 1 else f"{sentence}."
        if groups == circles:
            return f"{sentence}; you are the only bridge between {groups} of your circles."
        return f"{sentence}; you are the only bridge between {groups} groups of your {circles} circles."

    def _circles(self) -> tuple[int, int]:
        """How many circles they are of, and into how many groups these fall without ego."""
        labels, sizes = self._clusters.labels, self._clusters.sizes
        group = np.arange(len(sizes))
        for a, b in np.unique(np.sort(labels[self._others], axis=0), axis=1).T.tolist():
            group[group == group[b]] = group[a]
        circles = [label for label in np.unique(labels[self._alters]).tolist() if sizes[label] > 1]
        return len(circles), len({int(group[label]) for label in circles})


def _variety(courses: _core.TieCourses) -> _Figure:
    columns, variety = courses.types()
    names = _core.relationship_types()
    missing = [names[place] for place in columns["type"][columns["alive"] == 0].tolist()]
    alive = len(names) - len(missing)
    lacking = f"; missing: {', '.join(missing).replace('_', '-')}" if missing else ""
    told = (
        f"{alive} of the {len(names)} types of relationship {'is' if alive == 1 else 'are'} alive{lacking}."
    )
    return _Figure("type_variety", variety, told if missing else "All seven types of relationship are alive.")


def _giving(balance: dict[str, float]) -> list[_Figure]:
    """Given, received, and the balance of the two."""
    given, received = balance["given"], balance["received"]
    if given + received == 0:
        nothing = "No gift, favour or introduction between you and others is on record."
        return [_Figure(name, _UNKNOWN, nothing) for name in ("given", "received", "balance")]
    worth = "gifts by their size, introductions as 1, older ones counting less"
    share, low, high, normal = (100 * balance[name] for name in ("share", "low", "high", "normal"))
    verdict = "you are about even"
    if not low <= normal <= high:
        verdict = f"you {'give' if share > normal else 'receive'} more than is usual"
    return [
        _Figure("given", given, f"What you gave adds up to {figure(given)}: {worth}."),
        _Figure(
            "received",
            received,
            f"What you received adds up to {figure(received)}: {worth}.",
        ),
        _Figure(
            "balance",
            balance["share"],
            f"You give about {share:.0f} % of all that passes; {normal:.0f} % would be usual for "
            f"relationships of these types: {verdict}.",
            balance["low"],
            balance["high"],
        ),
    ]


def _introductions(net: Network, s: TieStrengths, ego: Key) -> list[_Figure]:
    """Introductions made, and those that lasted."""
    made_and_lasting = ("introductions_made", "introductions_lasting")
    if not len(net.introductions):
        return [_Figure(name, _UNKNOWN, "No introduction is on record.") for name in made_and_lasting]
    rows = joiner_indices(net, s)
    place = s._people.index(ego)
    made, lasted, pending = (int(rows[name][place]) for name in ("made", "lasted", "pending"))
    days = whole_days(s.horizon_days or 90)
    told = f"You introduced {counted(made, 'pair')} of people to each other."
    if made == 0:
        told = "You introduced nobody to anybody, as far as the records show."
    judged = made - pending
    if judged == 0:
        young = f"No introduction of yours is {days} old yet." if made else told
        lasting = _Figure(made_and_lasting[1], _UNKNOWN, young)
    else:
        lasting = _Figure(
            made_and_lasting[1],
            float(lasted),
            f"Of {counted(judged, 'pair')} whom you introduced {days} ago or earlier, {lasted} "
            f"{'was' if lasted == 1 else 'were'} seen in contact so long afterwards, as far as is on record.",
        )
    return [_Figure(made_and_lasting[0], float(made), told), lasting]
