"""Whom to get in touch with, so that one's network grows strongest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import Rows
from tertius.columns import shown
from tertius.errors import InvalidOption
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import People
from tertius.progress import Progress, as_callback
from tertius.spoken import spoken_date, whole_days
from tertius.strength.strength_model import StrengthModel
from tertius.strength.strengths import TieStrengths, strengths_at, tie_strengths


def touch_plan(
    net: Network,
    ego: Key,
    touches: int = 10,
    importance: Mapping[Key, float] | None = None,
    at: Any = None,
    horizon_days: float = 90,
    model: StrengthModel | str | None = None,
    s: TieStrengths | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """The contacts that raise the strength of a person's network the most, weighed by what matters to them.

    ego
        Whose network.
    touches
        At most so many people.
    importance
        How much a person matters, >= 0, by their key; 1 where not given.
    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    horizon_days, model
        How strengths are judged; see tie_strengths().
    s
        The strengths of the network's ties at that moment, where they are at hand; None: worked out.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Columns: alter, gain (importance * (after - before)), before (the strength of the tie), after (its
    strength had ego just turned to them once; no answer is supposed), importance, reason. By falling gain.
    Only people with a contact on record, and of whom something is gained. Each touch counts for its own tie
    alone, so no other choice of as many has a larger sum. `after` is what the model says of ties in which ego
    wrote last: people in the records chose whom to write to, so for a tie long silent it promises too much.
    Raises UnknownPerson, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> plan = tt.touch_plan(net, "e107", touches=3)
    >>> bool((plan["after"] > plan["before"]).all())
    True
    >>> ten_times = tt.touch_plan(net, "e107", touches=3, importance={"e153": 10})
    >>> ten_times["alter"][0]
    'e153'
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    me = net._people.index(ego)
    most = options.whole("touches", touches, 1, options.MOST_ROWS)
    weights = _importance(importance, net._people)
    strengths = (
        strengths_at(net, at, s) if s is not None else tie_strengths(net, at, horizon_days, model, threads)
    )
    found = _core.touch_plan(
        net._core, strengths._core, me, most, weights, options.thread_count(threads), as_callback(progress)
    )
    now, ahead = int(strengths.at.astype(np.int64)), strengths.horizon_days
    columns = {
        "alter": net._people.named(found["alter"]),
        **{name: found[name] for name in ("gain", "before", "after", "importance")},
        "reason": [_reason(net, found, row, ahead, now) for row in range(len(found["alter"]))],
    }
    return Rows("Touch plan", columns, net._library)


def _importance(given: Mapping[Key, float] | None, people: People) -> NDArray[np.float64]:
    """One weight a person. Raises UnknownPerson, InvalidOption."""
    weights = np.ones(people.size)
    if given is None:
        return weights
    if not isinstance(given, Mapping):
        raise InvalidOption(
            f"importance is of type {type(given).__name__}; must be a dict of numbers by person",
            "option.importance",
        )
    for person, value in given.items():
        weight = options.number("importance", value)
        if not 0 <= weight < math.inf:
            raise InvalidOption(
                f"importance of {shown(person)} is {weight}; must be finite and >= 0", "option.importance"
            )
        weights[people.index(person)] = weight
    return weights


def _reason(net: Network, found: dict[str, Any], row: int, horizon_days: float, now: int) -> str:
    name = net._people.display_name(int(found["alter"][row]))
    channel = found["channel"][row]
    usually = f" (usually by {channel.replace('_', ' ')})" if channel else ""
    before, after = (_percent(float(found[when][row])) for when in ("before", "after"))
    ahead = whole_days(horizon_days)
    return (
        f"Getting in touch with {name}{usually} raises the chance of contact within {ahead} "
        f"from {before} to {after}; last contact {spoken_date(int(found['last'][row]), now)}"
    )


def _percent(chance: float) -> str:
    """A chance in whole percent: never certain, never impossible."""
    if chance > 0.99:
        return "more than 99 %"
    return "less than 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"
