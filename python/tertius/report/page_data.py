"""What the report's page reads when it is opened: everybody's place, their ties, and why and since when."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tertius.display import plain_text
from tertius.report.chronicle import Chronicle

if TYPE_CHECKING:
    from tertius.report.page_words import PageWords

Indices = NDArray[np.int64]

_TIES_A_PERSON = 6
_MOST_EXPLAINED = 4000
_EXPLANATIONS_BYTES = 2_500_000
_ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page_data(words: PageWords) -> str:
    """The data as JSON that can stand inside a script element."""
    report = words.report
    ties = _Ties(words)
    chronicle = Chronicle(report.network, report.strengths.at, words.called)
    explained = ties.explained()
    data = {
        "at": str(report.strengths.at.astype("datetime64[D]")) if words.dated else "",
        "horizon": words.horizon,
        "ego": None if report.ego is None else words.place(report.ego),
        "groups": words.groups,
        "months": chronicle.months,
        "people": _people(words, chronicle),
        "ties": ties.columns(),
        "explained": _explained(words, chronicle, ties, explained),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPED)


def _people(words: PageWords, chronicle: Chronicle) -> dict[str, Any]:
    """Columns of those on the page, in their order there."""
    people = words.people_on_page.tolist()
    roles = [words.role_at(person) for person in people]
    distinct = list(dict.fromkeys(roles))
    number_of = {role: number for number, role in enumerate(distinct)}
    months = chronicle.of_everybody()
    x, y = words.places[words.people_on_page].T
    return {
        "names": [words.called(person) for person in people],
        "roles": distinct,
        "role": [number_of[role] for role in roles],
        "cluster": words.ranks[words.people_on_page].tolist(),
        "x": _packed(np.round(x * 100), np.int32),
        "y": _packed(np.round(y * 100), np.int32),
        "strength": _packed(
            np.round(np.minimum(words.strength_sums[words.people_on_page], 650) * 100), np.uint16
        ),
        "months": [months[person] for person in people],
        "milestones": {
            str(place): told
            for place, person in enumerate(people)
            if (told := chronicle.milestones_of(person))
        },
    }


class _Ties:
    """The ties on the page, the strongest first: ego's, and the few strongest of everybody."""

    def __init__(self, words: PageWords) -> None:
        self._words = words
        every = words.report.strengths._core.columns()
        a, b = words.place_of[every["person"]], words.place_of[every["alter"]]
        order = np.argsort(-every["strength"], kind="stable")
        order = order[(a[order] >= 0) & (b[order] >= 0)]
        ego = words.report.ego
        me = -1 if ego is None else words.place(ego)
        self._of_ego = (a[order] == me) | (b[order] == me)
        self._rank = np.minimum(*_ranks(a[order], b[order]))
        kept = self._of_ego | (self._rank < _TIES_A_PERSON)
        self._row = order[kept]
        self._of_ego, self._rank = self._of_ego[kept], self._rank[kept]
        self._a, self._b = a[self._row], b[self._row]
        self._numbers = {name: every[name][self._row] for name in ("strength", "low", "high")}
        self._ends = np.column_stack([every["person"], every["alter"]])[self._row].astype(np.int64)

    def columns(self) -> dict[str, str]:
        numbers = {name: _packed(_thousandths(column), np.uint16) for name, column in self._numbers.items()}
        return {"a": _packed(self._a, np.uint16), "b": _packed(self._b, np.uint16), **numbers}

    def explained(self) -> Indices:
        """Whose reasons to tell first: those of the report's tables, ego's, then everybody's strongest."""
        in_tables = np.isin(self._row, self._words.rows_in_tables)
        order = np.lexsort((np.arange(len(self._row)), self._rank, ~self._of_ego, ~in_tables))
        return order[:_MOST_EXPLAINED]

    def ends(self, places: Indices) -> Indices:
        """The two people of each tie, the lower first; shape (ties, 2)."""
        return np.sort(self._ends[places], axis=1)


def _explained(
    words: PageWords, chronicle: Chronicle, ties: _Ties, places: Indices
) -> dict[str, list[list[Any]]]:
    """Of each tie that there is room for: its reasons, its contacts a month, and what happened."""
    ends = ties.ends(places)
    months = chronicle.of_pairs(*np.ascontiguousarray(ends.T))
    told: dict[str, list[list[Any]]] = {}
    room = _EXPLANATIONS_BYTES
    for place, (low, high), counts in zip(places.tolist(), ends.tolist(), months, strict=True):
        one: list[Any] = [_reasons(words, low, high), counts, chronicle.between(low, high)]
        room -= len(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode())
        if room < 0:
            break
        told[str(place)] = one
    return told


def _reasons(words: PageWords, person: int, alter: int) -> list[tuple[str, float, str]]:
    why = words.report.strengths[words.key(person), words.key(alter)].explain()
    return [(aspect, round(log_odds, 2), plain_text(sentence)) for aspect, log_odds, sentence in why.reasons]


def _ranks(a: Indices, b: Indices) -> tuple[Indices, Indices]:
    """How many of a person's ties come before each tie: seen from either end."""
    ends = np.column_stack([a, b]).ravel()
    order = np.argsort(ends, kind="stable")
    sorted_ends = ends[order]
    first = np.searchsorted(sorted_ends, sorted_ends)
    rank = np.empty(len(ends), dtype=np.int64)
    rank[order] = np.arange(len(ends)) - first
    return rank[0::2], rank[1::2]


def _thousandths(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is neither nothing nor all stays so."""
    rounded = np.round(1000 * shares)
    inside: NDArray[np.float64] = np.where((shares > 0) & (shares < 1), np.clip(rounded, 1, 999), rounded)
    return inside


def _packed(numbers: Sequence[float] | NDArray[Any], kind: Any) -> str:
    """Numbers as the base64 of their bytes, the least first."""
    return base64.b64encode(np.asarray(numbers).astype(np.dtype(kind).newbyteorder("<")).tobytes()).decode()
