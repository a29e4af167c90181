"""The picture of a network: who is drawn, where, how large, and which ties between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]

_MOST_PEOPLE = 400
_MOST_TIES = 700
_LEAST_STRENGTH = 0.05
_SPACING = 26.0
"""How far neighbours stand from each other in a small network."""
_WIDEST = 1100.0
_LETTER = 7.2
_LINE = 15.0
_MARGIN = 24.0


@dataclass(frozen=True)
class Line:
    """A tie: its curve as SVG path data."""

    path: str
    opacity: float
    width: float
    of_ego: bool


@dataclass(frozen=True)
class Dot:
    """A person."""

    person: int
    x: float
    y: float
    radius: float
    rank: int
    is_ego: bool
    label_y: float | None
    """Where the name stands; None: it is not written."""


@dataclass(frozen=True)
class Disc:
    """A cluster."""

    rank: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Drawing:
    """Everything in the picture, in the order in which it is drawn."""

    left: float
    top: float
    width: float
    height: float
    discs: Sequence[Disc]
    lines: Sequence[Line]
    dots: Sequence[Dot]
    people: int
    """How many have a tie worth drawing; more than are drawn in a large network."""


@dataclass(frozen=True)
class Ties:
    """The ties of a network, each once, with everybody's cluster by rank of size: 0 is the largest."""

    source: Indices
    target: Indices
    strength: Floats
    ranks: Indices

    def strength_sums(self) -> Floats:
        sums = np.zeros(len(self.ranks))
        for end in (self.source, self.target):
            np.add.at(sums, end, self.strength)
        return sums


def draw(
    ties: Ties, places: NDArray[np.float32], names: Sequence[str], ego: int | None, to_label: Sequence[int]
) -> Drawing:
    """The picture of the strongest ties and the people between them.

    places
        Where everybody stands, as of lay_out: neighbours are about 1 apart.
    names
        What everybody is called.
    to_label
        Whose names to write, the most important first, as far as there is room; ego's always.
    """
    sums = ties.strength_sums()
    shown = _shown_people(ties, sums, ego)
    place_of = np.full(len(names), -1)
    place_of[shown] = np.arange(len(shown))
    drawn = _drawn_ties(ties, place_of, ego)
    source, target = place_of[ties.source[drawn]], place_of[ties.target[drawn]]
    positions = _scaled(places[shown])
    radii = 3.0 + 8.0 * np.sqrt(sums[shown] / max(sums.max(initial=0.0), 1e-12))
    wanted = ([] if ego is None else [ego]) + [person for person in to_label if person != ego]
    label_heights = _label_heights(
        [(p, place_of[p]) for p in wanted if place_of[p] >= 0], positions, radii, names
    )
    of_ego = (
        np.zeros(len(drawn), bool)
        if ego is None
        else (ties.source[drawn] == ego) | (ties.target[drawn] == ego)
    )
    others = shown != (-1 if ego is None else ego)  # ego stands in the middle, in nobody's disc
    discs = _discs(ties.ranks[shown][others], positions[others])
    return Drawing(
        **_frame(positions, discs),
        discs=discs,
        lines=_lines(positions[source], positions[target], ties.strength[drawn], of_ego),
        dots=_dots(shown, positions, radii, ties.ranks, ego, label_heights),
        people=int((sums >= _LEAST_STRENGTH).sum()),
    )


def _shown_people(ties: Ties, sums: Floats, ego: int | None) -> Indices:
    """Those with most strength around them, before them ego and their strongest alters; sorted."""
    importance = sums.copy()
    if ego is not None:
        mine = (ties.source == ego) | (ties.target == ego)
        other = np.where(ties.source == ego, ties.target, ties.source)[mine]
        importance[other] += sums.sum() * ties.strength[mine]
        importance[ego] = np.inf
    order = np.argsort(-importance, kind="stable")[:_MOST_PEOPLE]
    return np.sort(order[importance[order] >= _LEAST_STRENGTH])


def _drawn_ties(ties: Ties, place_of: Indices, ego: int | None) -> Indices:
    """The strongest ties between people who are drawn; the strong, and ego's above all, lie on top."""
    seen = (place_of[ties.source] >= 0) & (place_of[ties.target] >= 0) & (ties.strength >= _LEAST_STRENGTH)
    strongest = np.flatnonzero(seen)
    strongest = strongest[np.argsort(-ties.strength[strongest], kind="stable")]
    if ego is None:
        return strongest[:_MOST_TIES][::-1]
    mine = (ties.source[strongest] == ego) | (ties.target[strongest] == ego)
    return np.concatenate([strongest[~mine][:_MOST_TIES][::-1], strongest[mine][::-1]])


def _lines(start: Floats, end: Floats, strength: Floats, of_ego: NDArray[np.bool_]) -> list[Line]:
    """Curves that bend towards the middle of the picture."""
    middle = (start + end) / 2
    bend = 0.16 * np.column_stack([-(end - start)[:, 1], (end - start)[:, 0]])
    inwards = np.where((bend * middle).sum(axis=1) > 0, -1.0, 1.0)[:, None]
    control = middle + inwards * bend
    lines = []
    for (x1, y1), (cx, cy), (x2, y2), weight, mine in zip(
        start.tolist(), control.tolist(), end.tolist(), strength.tolist(), of_ego.tolist(), strict=True
    ):
        path = f"M{x1:.0f} {y1:.0f}Q{cx:.0f} {cy:.0f} {x2:.0f} {y2:.0f}"
        lines.append(Line(path, round(0.06 + 0.5 * weight**2, 2), round(0.6 + 1.6 * weight, 1), mine))
    return lines


def _dots(
    shown: Indices,
    positions: Floats,
    radii: Floats,
    ranks: Indices,
    ego: int | None,
    label_heights: dict[int, float],
) -> list[Dot]:
    return [
        Dot(
            person=person,
            x=_tenth(positions[place, 0]),
            y=_tenth(positions[place, 1]),
            radius=_tenth(radii[place]),
            rank=int(ranks[person]),
            is_ego=person == ego,
            label_y=label_heights.get(place),
        )
        for place, person in enumerate(shown.tolist())
    ]


def _scaled(places: NDArray[np.float32]) -> Floats:
    """The same places in the picture's own unit, in a picture that is not too wide."""
    positions = places.astype(np.float64)
    width = float(np.ptp(positions, axis=0).max()) if len(positions) else 0.0
    return positions * min(_SPACING, _WIDEST / max(width, 1.0))


def _discs(ranks: Indices, positions: Floats) -> list[Disc]:
    """A disc around the people of each cluster of which two or more are drawn."""
    discs = []
    for rank in np.unique(ranks).tolist():
        members = positions[ranks == rank]
        if len(members) > 1:
            centre = (members.min(axis=0) + members.max(axis=0)) / 2
            radius = np.hypot(*(members - centre).T).max() + _MARGIN / 2
            discs.append(Disc(rank, _tenth(centre[0]), _tenth(centre[1]), _tenth(radius)))
    return discs


def _label_heights(
    wanted: Sequence[tuple[int, int]], positions: Floats, radii: Floats, names: Sequence[str]
) -> dict[int, float]:
    """Where names can be written without covering one another: under the person, else above."""
    taken: list[tuple[float, float, float]] = []
    heights: dict[int, float] = {}
    for person, place in wanted:
        x, y = positions[place]
        half = _LETTER * min(len(names[person]), 24) / 2
        for height in (y + radii[place] + 12, y - radii[place] - 4):
            if all(abs(x - ox) > half + other or abs(height - oy) > _LINE for ox, oy, other in taken):
                taken.append((x, height, half))
                heights[place] = _tenth(height)
                break
    return heights


def _frame(positions: Floats, discs: Sequence[Disc]) -> dict[str, float]:
    """The rectangle around everybody and every disc with its number."""
    if len(positions) == 0:
        return {"left": 0.0, "top": 0.0, "width": 600.0, "height": 200.0}
    corners = [
        (disc.x + side * disc.radius, disc.y + side * disc.radius - (_LINE if side < 0 else 0))
        for disc in discs
        for side in (-1, 1)
    ]
    around = np.concatenate([positions, np.array(corners).reshape(-1, 2)])
    low, high = around.min(axis=0) - _MARGIN, around.max(axis=0) + _MARGIN
    return {
        "left": math.floor(low[0]),
        "top": math.floor(low[1]),
        "width": math.ceil(high[0] - low[0]),
        "height": math.ceil(high[1] - low[1]),
    }


def _tenth(value: float) -> float:
    return round(float(value), 1)
