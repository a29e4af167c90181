"""The report in the words of its page: what the template asks for, every name as mere text."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tertius.answers import Rows
from tertius.display import plain_text
from tertius.graph.layout import lay_out
from tertius.keys import Key
from tertius.report.around import around
from tertius.report.drafting import introduction_note
from tertius.report.drawing import Drawing, Ties, draw
from tertius.spoken import spoken_date, whole_days
from tertius.strength.fading import count_fading_ties

if TYPE_CHECKING:
    from tertius.report.network_report import NetworkReport

MOST_PEOPLE = 20_000
_COLOURS = 7
_ALIVE = 0.5
_WEEK = ("due", "plan", "celebrations", "commitments", "gifts")
_PARTS = {
    "picture": "Picture",
    "week": "This week",
    "introductions": "Introductions",
    "ties": "Strongest",
    "fading": "Fading",
    "dormant": "Dormant",
    "shape": "Shape",
    "clusters": "Clusters",
    "brokers": "Brokers",
    "tips": "Tips",
    "reading": "Reading aid",
}


class PageWords:
    """What the template and the page's data ask of a report."""

    def __init__(self, report: NetworkReport) -> None:
        self.report = report
        self._people = report.network._people

    def name(self, key: Key) -> str:
        return self.called(self._people.index(key))

    def called(self, person: int) -> str:
        return plain_text(self._people.display_name(person))

    def role(self, key: Key) -> str:
        """What a person is in their organisation, as far as recorded; else "" ."""
        return self.role_at(self._people.index(key))

    def role_at(self, person: int) -> str:
        parts = [column[person] for column in self._roles if column[person]]
        return plain_text(", ".join(dict.fromkeys(parts)))

    @cached_property
    def _roles(self) -> list[Any]:
        people = self.report.network.people
        return [people[name] for name in ("position", "department", "organisation") if name in people.columns]

    def rows(self, part: str) -> list[SimpleNamespace] | None:
        """The rows of a part of the report, with their columns by name; None: it has no such part."""
        table = getattr(self.report, part, None)
        if not isinstance(table, Rows):
            return None
        return [
            SimpleNamespace(**dict(zip(table.columns, row, strict=True)))
            for row in zip(*(table[name].tolist() for name in table.columns), strict=True)
        ]

    @cached_property
    def tips(self) -> dict[str, list[SimpleNamespace]] | None:
        """The twelve tips by their groups."""
        found = getattr(self.report, "tips", None)
        if found is None:
            return None
        groups: dict[str, list[SimpleNamespace]] = {}
        table = found.ego
        for row in zip(*(table[name].tolist() for name in table.columns), strict=True):
            tip = SimpleNamespace(**dict(zip(table.columns, row, strict=True)))
            groups.setdefault(str(tip.group), []).append(tip)
        return groups

    @property
    def has_week(self) -> bool:
        return any(self.rows(part) is not None for part in _WEEK)

    @cached_property
    def layers(self) -> dict[int, list[SimpleNamespace]]:
        """The people of each layer, the innermost first."""
        layers: dict[int, list[SimpleNamespace]] = {}
        for row in self.rows("layers") or []:
            layers.setdefault(row.layer, []).append(row)
        return dict(sorted(layers.items()))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The page's sections, in order: where each is found, and its short name."""
        there = {
            "week": self.has_week,
            "dormant": bool(self.rows("dormant")),
            "shape": any(self.rows(part) for part in ("layers", "types", "figures")),
            "tips": bool(self.tips),
        }
        return [(part, label) for part, label in _PARTS.items() if there.get(part, True)]

    def notes(self, row: SimpleNamespace) -> list[tuple[Key, str]]:
        """Drafts that ask either side of an introduction: whom, and the note."""
        sides = ((row.a, row.b, row.reasons_a), (row.b, row.a, row.reasons_b))
        return [
            (
                to,
                introduction_note(
                    self.name(to), self.name(about), list(reasons), self.name(row.broker), self.role(about)
                ),
            )
            for to, about, reasons in sides
        ]

    @property
    def at(self) -> str:
        return spoken_date(self.report.strengths.at) if self.dated else "the last record"

    @property
    def before(self) -> str:
        return spoken_date(self.report.earlier.at) if self.dated else "the day one horizon before"

    @property
    def dated(self) -> bool:
        """Whether the report's time was given or is on record; else it is the epoch for want of any."""
        return bool(self.report.strengths.at.astype(np.int64)) or len(self.report.network.interactions) > 0

    @property
    def horizon(self) -> str:
        return whole_days(self.report.strengths.horizon_days)

    @property
    def title(self) -> str:
        ego = self.report.ego
        return "Network report" if ego is None else f"The network of {self.name(ego)}"

    @property
    def origin(self) -> str:
        """Where the strengths' weights come from."""
        s = self.report.strengths
        stretches = f"{s.refined_on} stretch{'' if s.refined_on == 1 else 'es'}"
        refined = (
            f"refined on {stretches} of this network's own past"
            if s.refined_on
            else "not refined on this network"
        )
        return f"{s.model.rstrip('.')}; {refined}"

    @cached_property
    def figures(self) -> list[tuple[str, str, str]]:
        """The headline: figure, what it counts, and a remark."""
        report, s = self.report, self.report.strengths
        strength, others = self._own_ties()
        contacts, since = self._contacts()
        fading = count_fading_ties(s, report.earlier, report.ego)
        return [
            (
                f"{others:,}",
                "people with ties" if report.ego is None else "people known",
                f"of {s.size:,} in the records",
            ),
            (
                f"{int((strength >= _ALIVE).sum()):,}",
                "ties alive",
                f"of {len(strength):,}: more likely than not to be used",
            ),
            (f"{fading:,}", "ties fading", f"since {self.before}"),
            (f"{self.groups:,}", "clusters", f"modularity {report.clusters.quality:.2f}"),
            (f"{contacts:,}", "contacts on record", since),
        ]

    @property
    def groups(self) -> int:
        """How many clusters have two people or more."""
        return int((self.report.clusters.sizes > 1).sum())

    def _own_ties(self) -> tuple[Any, int]:
        """The strengths of ego's ties, or of all, and how many others (or people) have them."""
        columns = self.report.strengths._core.columns()
        if self.report.ego is None:
            return columns["strength"], len(np.union1d(columns["person"], columns["alter"]))
        me = self._people.index(self.report.ego)
        mine = columns["strength"][(columns["person"] == me) | (columns["alter"] == me)]
        return mine, len(mine)

    def _contacts(self) -> tuple[int, str]:
        """How many interactions there were up to the report's time, ego's or all, and since when."""
        interactions = self.report.network.interactions
        times = interactions["time"]
        kept = times <= self.report.strengths.at
        if self.report.ego is not None:
            kept &= (interactions["from"] == self.report.ego) | (interactions["to"] == self.report.ego)
        return int(
            kept.sum()
        ), f"since {spoken_date(times[kept].min())}" if kept.any() else "only declared relationships"

    @cached_property
    def rank_of(self) -> dict[int, int]:
        """Each cluster's place by size, from 0."""
        sizes = self.report.clusters.sizes
        return {int(label): rank for rank, label in enumerate(np.argsort(-sizes, kind="stable"))}

    @cached_property
    def ranks(self) -> NDArray[np.intp]:
        """Everybody's cluster by its rank."""
        labels = self.report.clusters.labels.tolist()
        return np.array([self.rank_of[label] for label in labels], dtype=np.intp)

    def rank(self, key: Key) -> int:
        return self.rank_of[int(self.report.clusters.labels[self._people.index(key)])]

    def colour(self, rank: int) -> str:
        """The class that colours a cluster: the palette again and again; one for all who are alone."""
        return f"c{rank % _COLOURS}" if rank < self.groups else "c-other"

    def roles_in(self, cluster: int) -> str:
        """The commonest roles among a cluster's people."""
        roles = Counter(self.position(key) for key in self.report.clusters.members(cluster))
        roles.pop("", None)
        commonest = sorted(roles.items(), key=lambda item: (-item[1], item[0]))[:3]
        return ", ".join(f"{role} ({count})" for role, count in commonest)

    def position(self, key: Key) -> str:
        return plain_text(self._positions[self._people.index(key)] or "")

    @cached_property
    def _positions(self) -> Any:
        people = self.report.network.people
        return people["position"] if "position" in people.columns else [""] * len(people)

    def reasons(self, person: Key, alter: Key) -> list[dict[str, Any]]:
        """Why a tie is as strong as it is, the weightiest reason first, each with its bar of -50 to 50."""
        rows = self.report.strengths[person, alter].explain().to_frame(like={})
        return [
            {
                "aspect": aspect,
                "log_odds": value,
                "start": round(50 + min(0.0, bar), 1),
                "length": round(abs(bar), 1),
                "sentence": plain_text(sentence),
            }
            for aspect, value, sentence in zip(*rows.values(), strict=True)
            for bar in [max(-50.0, min(50.0, 12.5 * float(value)))]
        ]

    @cached_property
    def places(self) -> NDArray[np.float32]:
        """Where everybody stands in the picture; with the ego in the middle, if it is of one."""
        report = self.report
        places = lay_out(report.strengths, report.clusters)
        if report.ego is None:
            return places
        is_alone = report.clusters.sizes[report.clusters.labels] == 1
        return around(places, self._people.index(report.ego), is_alone)

    @cached_property
    def _ties(self) -> Ties:
        columns = self.report.strengths._core.columns()
        person, alter = (columns[name].astype(np.intp) for name in ("person", "alter"))
        return Ties(person, alter, columns["strength"], self.ranks)

    @cached_property
    def strength_sums(self) -> NDArray[np.float64]:
        """How much strength lies around everybody."""
        return self._ties.strength_sums()

    @cached_property
    def drawing(self) -> Drawing:
        """The picture for readers without script."""
        report = self.report
        ego = None if report.ego is None else self._people.index(report.ego)
        central = [key for group in report.circles["central"] for key in group[:1]]
        named = [*central, *report.brokers["person"][:5], *report.ties["alter"][:5]]
        names = [self.called(person) for person in range(len(report.network))]
        to_label = [self._people.index(key) for key in dict.fromkeys(named)]
        return draw(self._ties, self.places, names, ego, to_label)

    @cached_property
    def people_on_page(self) -> NDArray[np.intp]:
        """Who can be found on the page: all, or in a very large network the most strongly tied."""
        importance = self.strength_sums.copy()
        if self.report.ego is not None:
            importance[self._people.index(self.report.ego)] = np.inf
        return np.sort(np.argsort(-importance, kind="stable")[:MOST_PEOPLE])

    @cached_property
    def place_of(self) -> NDArray[np.int64]:
        """Everybody's place among those on the page; -1: not on it."""
        places = np.full(len(self.report.network), -1, dtype=np.int64)
        places[self.people_on_page] = np.arange(len(self.people_on_page))
        return places

    def place(self, key: Key) -> int:
        return int(self.place_of[self._people.index(key)])

    @cached_property
    def rows_in_tables(self) -> list[int]:
        """The ties that the report's tables show, by their rows among the strengths."""
        report = self.report
        pairs = [
            pair
            for table in (report.ties, report.fading)
            for pair in zip(table["person"].tolist(), table["alter"].tolist(), strict=True)
        ]
        found = (report.strengths._core.find(*map(self._people.index, pair)) for pair in pairs)
        return [place for place in found if place is not None]

    def key(self, person: int) -> Key:
        return self._keys[person]

    @cached_property
    def _keys(self) -> list[Key]:
        keys: list[Key] = self._people.named().tolist()
        return keys


def signed(number: float) -> str:
    """A number with its sign, typeset; 0 for what rounds to it."""
    shown = f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")
    return "0" if shown[1:] == "0.00" else shown
