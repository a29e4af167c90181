"""How much of everybody's contacts is left at one moment."""

from __future__ import annotations

from typing import Any

from tertius import _core, options
from tertius.answers import Rows
from tertius.network.network import Network
from tertius.progress import Progress, as_callback


def faded_contacts(
    net: Network,
    half_life_days: float = 30,
    at: Any = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """The contacts of every directed pair, each counted by what is left of it: 2^(-age / half-life).

    half_life_days
        After so long a contact counts half, > 0.
    at
        A datetime, a date or Unix seconds: later contacts are not looked at; None: the last contact.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Columns: from, to, faded; in the network's order of people. A sum is off by at most 1e-7 of itself.
    Raises InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: tie-decay networks, Ahmad, Porter and Beguerisse-Diaz, IEEE TNSE 2021.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ada"], "to": ["Ben", "Ben"], "time": [0, 30 * 86400]}
    ... )
    >>> tt.faded_contacts(net)["faded"].tolist()
    [1.5]
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    sources, targets, faded, _ = _core.faded_contacts(
        net._core,
        options.number("half_life_days", half_life_days),
        options.moment("at", at),
        options.thread_count(threads),
        as_callback(progress),
    )
    people = net._people
    columns = {"from": people.named(sources), "to": people.named(targets), "faded": faded}
    return Rows("Faded contacts", columns, net._library)
