"""Which introductions to make, so that nobody is asked more often than they can bear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core, columns, frames, options
from tertius.answers import Rows
from tertius.display import Table
from tertius.errors import InvalidInput, InvalidOption
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback

_USUAL_CAPACITY = 3
_MOST_ASKED = 2**31 - 1
_ALSO_CALLED = {"a": "person", "b": "other", "broker": "introducer"}  # in the rows of people_to_meet
_LARGEST_EXACT = 2**53
"""Up to here a float holds every whole number."""
_NOBODY = np.uint32(2**32 - 1)


class IntroductionPlan(Rows):
    """The introductions to make: the candidates chosen, by falling score, with all their columns."""

    def __init__(
        self, chosen: Mapping[str, Any], asked: Rows, found: Mapping[str, Any], library: frames.Library
    ) -> None:
        super().__init__("Planned introductions", chosen, library)
        self.asked = asked
        """How often each person among the candidates is asked: person, times."""
        self.score: float = found["score"]
        """The sum of the scores chosen."""
        self.upper_bound: float = found["upper_bound"]
        """No choice within the capacities has a higher sum."""
        self.exact: bool = found["exact"]
        """Whether it is proven that, before any spread, no choice has a higher sum."""
        self.gini: float = found["gini"]
        """How unevenly people are asked: 0 if all alike, towards 1 if one alone; NaN if nobody is."""

    def __repr__(self) -> str:
        share = f"{100 * self.score / self.upper_bound:.1f} %" if self.upper_bound else "all"
        proof = "the best there are" if self.exact else f"at least {share} of the best possible sum"
        return f"{super().__repr__()}; sum {self.score:.4g}, {proof}"


def plan_introductions(
    candidates: Any,
    capacity: int | Mapping[Key, int] | Network = _USUAL_CAPACITY,
    spread: float = 0.0,
    effort: int = 1000,
    threads: int | None = None,
    progress: Progress = None,
) -> IntroductionPlan:
    """The best set of introductions in which nobody is asked more often than they can bear.

    candidates
        Rows (of suggest_introductions for one broker or several, of people_to_meet), a data frame or a dict
        of columns: a, b (or person, other), score, and broker (or introducer) where somebody's time goes into
        it; a missing broker takes nobody's. Scores are below 1e100; rows with
        scores of 0 or less are never chosen.
    capacity
        How often a person can be asked, as a, as b or as the broker, all together: a number for everybody; a
        dict by person; or a Network, whose people's capacity counts. Whoever is not in there: 3 times.
    spread
        The share of the total score, at least 0 and below 1, that may be given up for asking people evenly.
    effort
        Millions of numbers computed in search of proof, about a second for 1000; 0: no search.

    A pair is introduced once, even if several rows have it. Without search the sum is at least half of the
    best possible (a third where brokers count), mostly much nearer; small rounds are proven best. Raises
    InvalidInput naming the row, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Khan et al., SISC 38:S593 (2016); Hurkens & Schrijver, SIAM J. Discrete Math. 2:68 (1989).

    >>> import tertius as tt
    >>> rows = {"a": ["Ada", "Ben", "Cleo"], "b": ["Ben", "Cleo", "Dan"], "score": [0.6, 1.0, 0.6]}
    >>> plan = tt.plan_introductions(rows, capacity=1)
    >>> plan["a"].tolist(), plan.score, plan.exact
    (['Ada', 'Cleo'], 1.2, True)
    """
    given, library = _columns_of(candidates)
    _require_one_length(given)
    coded, keys = _coded_people(given)
    score = np.asarray(columns.number_column(_required(given, "score"), columns.Place("candidates", "score")))
    usual, by_person = _capacities(capacity, keys)
    found = _core.plan_introductions(
        len(keys),
        coded["a"],
        coded["b"],
        coded["broker"],
        score,
        usual,
        by_person,
        options.number("spread", spread),
        options.whole("effort", effort, 0, 2**31 - 1),
        options.thread_count(threads),
        as_callback(progress),
    )
    chosen = {name: _as_array(column)[found["chosen"]] for name, column in given.items()}
    asked = Rows("Times asked", {"person": columns.key_array(keys), "times": found["asked"]}, library)
    return IntroductionPlan(chosen, asked, found, library)


def _columns_of(candidates: Any) -> tuple[dict[str, Any], frames.Library]:
    if isinstance(candidates, Table):
        return dict(candidates._columns()), candidates._library
    return frames.columns_of(candidates, "candidates")


def _required(given: Mapping[str, Any], name: str) -> Any:
    for called in (name, _ALSO_CALLED.get(name, name)):
        if called in given:
            return given[called]
    found = ", ".join(given) or "no columns"
    raise InvalidInput(f"candidates: column {name} is missing; found {found}", "column.missing")


def _require_one_length(given: Mapping[str, Any]) -> None:
    rows = len(_required(given, "a"))
    for name, column in given.items():
        if len(column) != rows:
            raise InvalidInput(
                f"candidates: column {name} has another length than a: {len(column)}, not {rows}",
                "column.length",
            )


def _coded_people(given: Mapping[str, Any]) -> tuple[dict[str, NDArray[np.uint32]], list[Key]]:
    """Each column of people as numbers, and the people that they stand for."""
    numbers: dict[Key, int] = {}

    def coded(name: str, raw: columns.Raw) -> NDArray[np.uint32]:
        codes, keys = columns.key_column(raw, columns.Place("candidates", name))
        listed = keys.tolist() if isinstance(keys, np.ndarray) else keys
        places = np.array([numbers.setdefault(key, len(numbers)) for key in listed], dtype=np.uint32)
        return places[codes] if len(codes) else places

    a = _items(_required(given, "a"))
    people = {"a": coded("a", _required(given, "a")), "b": coded("b", _required(given, "b"))}
    if "broker" in given or _ALSO_CALLED["broker"] in given:
        brokers = _whole_where_exact(_items(_required(given, "broker")))
        missing = np.array([columns.is_missing(broker) for broker in brokers], dtype=bool)
        # a stands in for a missing broker, so that every row keeps its number.
        there = [a[row] if missing[row] else broker for row, broker in enumerate(brokers)]
        people["broker"] = np.where(missing, _NOBODY, coded("broker", there))
    else:
        people["broker"] = np.full(len(a), _NOBODY)
    if len({type(key) for key in numbers}) > 1:
        raise InvalidInput("candidates: some people are texts and some whole numbers", "key.mixed")
    return people, list(numbers)


def _items(column: columns.Raw) -> list[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else column


def _whole_where_exact(brokers: list[Any]) -> list[Any]:
    """Data frames turn whole numbers into floats where some are missing; these are whole numbers again."""
    return [
        int(broker)
        if isinstance(broker, float) and abs(broker) <= _LARGEST_EXACT and broker.is_integer()
        else broker
        for broker in brokers
    ]


def _capacities(
    capacity: int | Mapping[Key, int] | Network, keys: list[Key]
) -> tuple[int, NDArray[np.float64] | None]:
    """What everybody can bear, and what each person can, NaN where that is the same."""
    if isinstance(capacity, Network):
        if "capacity" not in capacity.people.columns:
            return _USUAL_CAPACITY, None
        recorded = dict(
            zip(capacity._keys.tolist(), capacity.people["capacity"].astype(float).tolist(), strict=True)
        )
        return _USUAL_CAPACITY, np.array([recorded.get(key, np.nan) for key in keys], dtype=np.float64)
    if not isinstance(capacity, Mapping):
        return options.whole("capacity", capacity, 0, _MOST_ASKED), None
    for person, times in capacity.items():
        if isinstance(times, bool) or not isinstance(times, (int, np.integer)) or times < 0:
            raise InvalidOption(
                f"capacity of {columns.shown(person)} is {columns.shown(times)}; must be a whole number >= 0",
                "option.capacity",
            )
    return _USUAL_CAPACITY, np.array([capacity.get(key, np.nan) for key in keys], dtype=np.float64)


def _as_array(column: Any) -> NDArray[Any]:
    if isinstance(column, np.ndarray):
        return column
    array = np.empty(len(column), dtype=object)
    array[:] = column
    return array
