"""Whom to congratulate or comfort."""

from __future__ import annotations

from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress
from tertius.strength.strengths import TieStrengths, strengths_at


def celebrations(
    net: Network,
    ego: Key,
    at: Any = None,
    within_days: float = 90,
    s: TieStrengths | None = None,
    progress: Progress = None,
) -> Rows:
    """What happened to one's contacts lately and has not been answered to: each occasion once.

    ego
        The key of the one who would congratulate or comfort.
    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    within_days
        Older milestones are past, > 0.
    s
        The strengths of the network's ties at that moment, where they are at hand; None: worked out.
    progress
        None, True, or a function called with the share done.

    Columns: person, kind (as recorded; None where it is not), time (UTC), age_days, strength (of ego's tie,
    0 to 1), reason (a word of support for a hardship, such as a setback; else congratulations). The strongest
    ties and freshest occasions first. A milestone leaves when ego reacts: with congratulations, condolences,
    support or thanks where the records mark such, else with any message to that person alone. Records of one
    occasion from several sources, at most a fortnight apart, are one row.
    Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> tt.celebrations(tt.samples.consultant(), "mara")["reason"].tolist()
    ['Wish Mina Elmmere a happy birthday: it was 37 days ago']
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    place = net._people.index(ego)
    within = options.number("within_days", within_days)
    strengths = strengths_at(net, at, s, progress)
    found = _core.celebrations(net._core, strengths._core, place, within)
    time = found["time"].astype("datetime64[s]")
    return Rows(
        "Celebrations", {**found, "person": net._people.named(found["person"]), "time": time}, net._library
    )
