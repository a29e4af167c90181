"""What to give, unasked."""

from __future__ import annotations

from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress
from tertius.strength.strengths import TieStrengths, strengths_at


def gifts(
    net: Network,
    ego: Key,
    at: Any = None,
    limit: int = 10,
    s: TieStrengths | None = None,
    progress: Progress = None,
) -> Rows:
    """What one can give one's contacts unasked: advice, an article, or a contact who has what they need.

    ego
        The key of the one who would give.
    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    limit
        At most so many rows.
    s
        The strengths of the network's ties at that moment, where they are at hand; None: worked out.
    progress
        None, True, or a function called with the share done.

    Columns: alter, need (as the people table words it), kind (advice, article or contact), through (who could
    be introduced; None but for a contact), score (only ranks), reason. Each need of each contact once: with
    ego's own help where ego offers it or is skilled in it, else with the best contact who is. Strong ties,
    rare help and people who gave more than they got come first; nothing of a kind that alter got from ego
    within the last 90 days. An article is thought of only where ego is on record as having given one.
    Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> rows = tt.gifts(tt.samples.consultant(), "mara", limit=1)
    >>> rows["reason"].tolist()
    ['Elena Jarnvik needs pricing; you know about it and could send an article']
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    place = net._people.index(ego)
    most = options.whole("limit", limit, 1, options.MOST_ROWS)
    strengths = strengths_at(net, at, s, progress)
    found = _core.gifts(net._core, strengths._core, place, most)
    people = net._people
    named = {"alter": people.named(found["alter"]), "through": people.named_or_none(found["through"])}
    return Rows("Gifts", {**found, **named}, net._library)
