"""Figures on groups of people that tell of nobody in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import frames, options
from tertius.answers import Rows
from tertius.columns import shown
from tertius.display import Table, counted
from tertius.errors import InvalidInput, InvalidOption
from tertius.keys import Key
from tertius.network.network import Network
from tertius.strength.strengths import TieStrengths, require_strengths, tie_strengths

_LEAST = 5
_GROUPINGS = ("organisation", "department", "position", "location")
_UNCOUNTED = -1

_Whole = NDArray[np.int64]


@dataclass(frozen=True)
class _Counted:
    """What figures count: who is in each item (a person, or the two of a tie), and the cell of each."""

    who: _Whole
    cells: _Whole


class GroupFigures(Table):
    """What is told of a network's groups; see :func:`group_figures`.

    The tables are for others. The value itself stays here: it knows who was counted where, so that a later
    release can be compared with it.
    """

    def __init__(self, by: str, k: int, keys: list[Key], people: _Counted, ties: _Counted) -> None:
        """Used by tertius itself; see :func:`group_figures`."""
        self.by = by
        self.k = k
        """No figure is of fewer people."""
        self._keys = keys
        self._people = people
        self._ties = ties
        self.groups: Rows
        """group (None: the others), people."""
        self.ties: Rows
        """group, other (None, None: the ties of no other row), ties, mean_strength."""

    def _columns(self) -> dict[str, Any]:
        return dict(self.ties._columns())

    def __repr__(self) -> str:
        return f"GroupFigures: {counted(len(self.groups), 'group')} by {self.by}, of {self.k} people or more"


def group_figures(
    net: Network,
    s: TieStrengths | None = None,
    by: str = "organisation",
    k: int = 5,
    earlier: GroupFigures | Iterable[GroupFigures] = (),
) -> GroupFigures:
    """How many people are in each group, and how they are tied among themselves and to others.

    net, s
        The network, and its tie_strengths (None: computed here).
    by
        What groups people: organisation, department, position or location.
    k
        No figure is of fewer people: a whole number from 5.
    earlier
        What was released before, of this network or of what it was then.

    Groups of fewer than k people, and whoever has none recorded, count as the others; if these are fewer than
    k, the smallest group left joins them. Ties inside a group or between two that fewer than k people have
    count among the ties of no other row, by the same rule. So each table parts all people, or all ties, into
    sets of at least k people: no total tells of fewer. Where that cannot be there are no rows.

    A release is refused if it and the earlier ones together part people, or ties, into any set of fewer than
    k: their differences would tell of them.

    It knows only those earlier releases that it is given. It does not hide what all in a group have in
    common, that most ties of a row may be one person's, nor how strengths change between releases on the
    same ties; and who knows all of a group but one can tell that one.

    Raises InvalidOption; InvalidInput privacy.difference for a release that is refused, array.shape for
    strengths of other people.
    Source: Hundepool and others, Statistical Disclosure Control, Wiley (2012), chapters 4 and 5.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     people={"key": range(11), "organisation": ["Acme"] * 6 + ["Bolt"] * 3 + ["Cole"] * 2},
    ...     interactions={"from": range(10), "to": range(1, 11), "time": [1700000000] * 10},
    ... )
    >>> figures = tt.group_figures(net)
    >>> figures.groups["group"].tolist(), figures.groups["people"].tolist()
    (['Acme', None], [6, 5])
    >>> figures.ties["ties"].tolist()
    [5, 5]
    """
    k = options.whole("k", k, _LEAST, options.MOST_ROWS)
    if by not in _GROUPINGS:
        raise InvalidOption(f"by is {shown(by)}; must be one of {', '.join(_GROUPINGS)}", "option.by")
    graph = _strengths_of(net, s).graph()
    source, target, strength = graph._each_once()
    strengths = np.ones(len(source)) if strength is None else strength

    names, groups = _groups(net, by)
    others = len(names)
    everybody = np.arange(len(net))[:, None]
    people = _Counted(everybody, _parted(everybody, groups, others, k))

    pairs = np.sort(people.cells[np.column_stack([source, target])], axis=1)
    ends = np.column_stack([source, target]).astype(np.int64)
    cells = pairs[:, 0] * (others + 1) + pairs[:, 1]
    ties = _Counted(ends, _parted(ends, cells, others * (others + 2), k))

    figures = GroupFigures(by, k, net.people["key"].tolist(), people, ties)
    _require_no_difference([figures, *_releases(earlier)])
    group, size = np.unique(people.cells[people.cells != _UNCOUNTED], return_counts=True)
    called = np.array([*names, None], dtype=object)
    figures.groups = Rows("Groups", {"group": called[group], "people": size}, net._library)
    figures.ties = _tie_rows(ties.cells, strengths, called, net._library)
    return figures


def _releases(earlier: GroupFigures | Iterable[GroupFigures]) -> list[GroupFigures]:
    releases = [earlier] if isinstance(earlier, GroupFigures) else list(earlier)
    if not all(isinstance(one, GroupFigures) for one in releases):
        raise TypeError("earlier must be of GroupFigures")
    return releases


def _strengths_of(net: Network, s: TieStrengths | None) -> TieStrengths:
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    if s is None:
        return tie_strengths(net)
    if not np.array_equal(require_strengths(s)._people.named(), net.people["key"]):
        raise InvalidInput("the strengths are of other people than the network's", "array.shape")
    return s


def _groups(net: Network, by: str) -> tuple[list[str], _Whole]:
    """The groups' names in alphabetical order, and each person's; the number of names for nobody's."""
    words = net.people[by].tolist() if by in net.people.columns else [None] * len(net)
    names = sorted({word for word in words if word})
    places = {name: place for place, name in enumerate(names)}
    return names, np.array([places.get(word, len(names)) for word in words], dtype=np.int64)


def _parted(who: _Whole, cells: _Whole, pool: int, k: int) -> _Whole:
    """The cells after those of fewer than k people have gone to the pool; uncounted if all are too few.

    Where even the pool has fewer, the smallest cell left goes there too: it alone has k.
    """
    found, size = _sizes(who, cells)
    is_pooled = (size < k) | (found == pool)
    pooled = np.isin(cells, found[is_pooled])
    if pooled.any() and np.count_nonzero(np.bincount(who[pooled].ravel())) < k:
        if is_pooled.all():
            return np.full_like(cells, _UNCOUNTED)
        is_pooled[np.where(is_pooled, options.MOST_ROWS, size).argmin()] = True
        pooled = np.isin(cells, found[is_pooled])
    return np.where(pooled, pool, cells)


def _sizes(who: _Whole, cells: _Whole) -> tuple[_Whole, _Whole]:
    """The cells in ascending order, and how many people each has."""
    found, place = np.unique(cells, return_inverse=True)
    there = np.sort(_coded(np.repeat(place, who.shape[1]), who.ravel()))
    once = there[np.diff(there, prepend=-1) > 0]
    return found, np.bincount(once // (1 + who.max(initial=0)), minlength=len(found))


def _coded(first: _Whole, second: _Whole) -> _Whole:
    """One number for each pair of numbers, in the order of the pairs."""
    coded: _Whole = first * (1 + second.max(initial=0)) + second
    return coded


def _require_no_difference(releases: list[GroupFigures]) -> None:
    """Sums and differences of several releases are made of the sets that all of them together tell apart."""
    numbers: dict[Key, int] = {}
    joint = [
        np.array([numbers.setdefault(key, len(numbers)) for key in one._keys], dtype=np.int64)
        for one in releases
    ]
    k = max(one.k for one in releases)
    for what in ("people", "ties"):
        counts: list[_Counted] = [getattr(one, f"_{what}") for one in releases]
        who = [np.sort(number[count.who], axis=1) for number, count in zip(joint, counts, strict=True)]
        fewest = _fewest_told_apart(who, [count.cells for count in counts])
        if fewest < k:
            raise InvalidInput(
                f"together with what was released earlier, {what} of {counted(fewest, 'person')} could be "
                f"told from the rest; must be of at least {k}",
                "privacy.difference",
            )


def _fewest_told_apart(who: list[_Whole], cells: list[_Whole]) -> int:
    """Of how many people the smallest set is whose items stand in the same cell of every release."""
    everybody = np.concatenate(who)
    _, first, item = np.unique(
        _coded(everybody[:, 0], everybody[:, -1]), return_index=True, return_inverse=True
    )
    apart = np.zeros(len(first), dtype=np.int64)
    is_told = np.zeros(len(first), dtype=bool)
    ends = np.cumsum([len(one) for one in who])
    for of_release, told in zip(np.split(item, ends[:-1]), cells, strict=True):
        cell = np.full(len(first), _UNCOUNTED)
        cell[of_release] = told
        place = np.unique(cell, return_inverse=True)[1]
        apart = np.unique(_coded(apart, place), return_inverse=True)[1]
        is_told |= cell != _UNCOUNTED
    _, size = _sizes(everybody[first][is_told], apart[is_told])
    return int(size.min(initial=options.MOST_ROWS))


def _tie_rows(cells: _Whole, strengths: NDArray[Any], called: NDArray[Any], library: frames.Library) -> Rows:
    cells, strengths = cells[cells != _UNCOUNTED], strengths[cells != _UNCOUNTED]
    found, place, count = np.unique(cells, return_inverse=True, return_counts=True)
    columns = {
        "group": called[found // len(called)],
        "other": called[found % len(called)],
        "ties": count,
        "mean_strength": np.bincount(place, strengths, minlength=len(found)) / count,
    }
    return Rows("Ties", columns, library)
