"""What has been promised and is not done yet."""

from __future__ import annotations

from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network


def open_commitments(net: Network, ego: Key, at: Any = None) -> Rows:
    """What one has promised and not done yet, and what others have promised one; with the risk of lateness.

    ego
        The key of the one who owes, or is owed.
    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.

    Columns: owner (who promised), to (whom), made, due (UTC; NaT where no day was named), days_left (below 0:
    overdue), risk (the chance, 0 to 1, that it is late: 1 once the day is over, NaN without a day), reason.
    The riskiest first; of the overdue, the latest due. The risk starts from one in five, is corrected by how
    often the owner was late, and rises as the day comes near and nothing has come: the formula stands in the
    C++ header open_commitments. Raises UnknownPerson, InvalidOption.

    >>> import datetime
    >>> import tertius as tt
    >>> net = tt.samples.consultant()
    >>> rows = tt.open_commitments(net, "mara", at=datetime.datetime(2026, 6, 25))
    >>> rows["reason"][0]
    'Lena Ormdahl promised you something by 1 May 2026: 54 days overdue'
    >>> rows["reason"][-1]
    'You promised Liam Fenmere something by 5 July 2026: 11 days left; you were late with 4 of 87 so far'
    >>> round(float(rows["risk"][-1]), 2)
    0.06
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    found = _core.open_commitments(net._core, net._people.index(ego), options.moment("at", at))
    times = {name: found[name].astype("datetime64[s]") for name in ("made", "due")}
    people = {name: net._people.named(found[name]) for name in ("owner", "to")}
    return Rows("Open commitments", {**found, **people, **times}, net._library)
