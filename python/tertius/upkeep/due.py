"""Whom one is due to be in touch with."""

from __future__ import annotations

import math
from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.spoken import spoken_date, spoken_days, with_article

_MAY_BE_LOST = 0.5
_PACES = ((1, "daily"), (7, "weekly"), (14, "every second week"), (30.4, "monthly"), (91, "quarterly"))
_ABOUT = 0.15  # a pace is called by the name of one that is no farther off


def due_contacts(
    net: Network,
    ego: Key,
    at: Any = None,
    limit: int | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Whom a person is due to be in touch with: everybody they were ever in contact with, the most due first.

    ego
        Whose contacts.
    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    limit
        At most so many rows; None: all.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Columns: alter, alive (the chance that the tie is alive), overdue (the chance that the next contact of a
    living tie would have come by now), silence_days (since the last contact, either way, by any channel),
    usual_gap_days (between the two, by their own past and by what is normal for the type of their
    relationship, or else in the network), due (when the next contact is: a usual gap after the last one),
    reason. By falling overdue * (1 + alive) / 2: the living and neglected first, then the lost, then those
    who can wait. Any contact begins the silence anew.
    Raises UnknownPerson, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: BG/NBD, Fader, Hardie and Lee, Marketing Science 2005.

    >>> import tertius as tt
    >>> day = 86400
    >>> net = tt.Network.from_frames(
    ...     people={"key": ["me", "ada", "ben"], "name": ["Me", "Ada", "Ben"]},
    ...     relationships={"from": ["me"], "to": ["ada"], "type": ["mentor"]},
    ...     interactions={
    ...         "from": ["me"] * 7,
    ...         "to": ["ada"] * 4 + ["ben"] * 3,
    ...         "time": [0, 30 * day, 60 * day, 90 * day, 90 * day, 110 * day, 130 * day],
    ...     },
    ... )
    >>> due = tt.due_contacts(net, "me", at=132 * day)
    >>> due["alter"].tolist(), due["silence_days"].tolist()
    (['ada', 'ben'], [42.0, 2.0])
    >>> due["reason"][0]
    '12 days past the usual 30 days between you and Ada; last contact 1 April; a mentee: monthly is usual'
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    found = _core.due_contacts(
        net._core,
        net._people.index(ego),
        options.moment("at", at),
        0 if limit is None else options.whole("limit", limit, 1, options.MOST_ROWS),
        options.thread_count(threads),
        as_callback(progress),
    )
    columns = {
        "alter": net._people.named(found["alter"]),
        **{name: found[name] for name in ("alive", "overdue", "silence_days", "usual_gap_days")},
        "due": found["due"].astype("datetime64[s]"),
        "reason": [_reason(net, found, row) for row in range(len(found["alter"]))],
    }
    return Rows("Due contacts", columns, net._library)


def _reason(net: Network, found: dict[str, Any], row: int) -> str:
    name = net._people.display_name(int(found["alter"][row]))
    silence, usual = float(found["silence_days"][row]), float(found["usual_gap_days"][row])
    last = int(found["last"][row])
    if found["alive"][row] < _MAY_BE_LOST:
        judged = (
            f"{name} may be lost: silent for {spoken_days(silence)}, where {spoken_days(usual)} are usual"
        )
    elif silence >= usual:
        judged = f"{spoken_days(silence - usual)} past the usual {spoken_days(usual)} between you and {name}"
    else:
        judged = f"due in {spoken_days(usual - silence)}: {spoken_days(usual)} are usual with {name}"
    told = f"{judged}; last contact {spoken_date(last, last + round(silence * 86400))}"
    role = found["role"][row]
    return (
        f"{told}; {with_article(role)}: {_pace(float(found['gap_of_role'][row]))} is usual" if role else told
    )


def _pace(days: float) -> str:
    """What a gap is called: monthly, every 17 days."""
    for length, name in _PACES:
        if abs(math.log(days / length)) <= _ABOUT:
            return name
    return f"every {spoken_days(days)}"
