"""What somebody's ties are, and how alive: layers of attention, and the seven types."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network

_TYPES = np.array(_core.relationship_types(), dtype=object)


def contact_layers(net: Network, ego: Key, at: Any = None) -> Rows:
    """The layers of attention around a person: the 5, 15, 50 and 150 whom they are most in contact with.

    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.

    Columns: layer (5, 15, 50 or 150: how many people it holds, inner layers included), alter,
    contacts_a_month (older contacts count less, a message to n people 1/n). The busiest first. Each is in the
    innermost layer that is not full and whose least pace they keep: weekly, monthly, twice a year, once a
    year; who keeps none is left out. Raises UnknownPerson, InvalidOption.
    Source: Dunbar, J. Human Evolution 22:469 (1992); MacCarron, Kaski, Dunbar, Social Networks 47:151 (2016).

    >>> import tertius as tt
    >>> week, people = 7 * 86400, ["Ben"] * 52 + ["Cleo"] * 12
    >>> times = [i * week // 2 for i in range(52)] + [1 + i * 2 * week for i in range(12)]
    >>> net = tt.Network.from_frames(interactions={"from": ["Ada"] * 64, "to": people, "time": times})
    >>> layers = tt.contact_layers(net, "Ada")
    >>> layers["layer"].tolist(), layers["alter"].tolist(), layers["contacts_a_month"].round(1).tolist()
    ([5, 15], ['Ben', 'Cleo'], [8.9, 1.9])
    """
    return layers_of(net, courses_of(net, ego, at))


def living_types(net: Network, ego: Key, at: Any = None) -> Rows:
    """Which of the seven types of relationship somebody keeps alive; one with alive = 0 is missing.

    at
        As of contact_layers.

    Columns: type, ties (of that type), alive (of those, more likely alive than not by the pace that is normal
    for the type and the tie's own). A row for each type. A tie counts for each of its declared types; one
    that nobody declared for its likeliest. Raises UnknownPerson, InvalidOption.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     relationships={"from": ["Ada", "Cleo"], "to": ["Ben", "Ada"], "type": ["mentor", "advisor"]},
    ...     interactions={"from": ["Ada"] * 9, "to": ["Ben"] * 9, "time": [i * 30 * 86400 for i in range(9)]},
    ... )
    >>> types = tt.living_types(net, "Ada")
    >>> [row for row in zip(types["type"], types["ties"].tolist(), types["alive"].tolist()) if row[1]]
    [('mentor', 1, 1), ('advisor', 1, 0)]
    """
    return types_of(net, courses_of(net, ego, at))


def courses_of(
    net: Network, ego: Key, at: Any = None, horizon_days: float = 90, threads: int | None = None
) -> _core.TieCourses:
    """The course of each of a person's ties, from which layers, types and dormant ties are read."""
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    return _core.TieCourses(
        net._core,
        net._people.index(ego),
        options.moment("at", at),
        options.number("horizon_days", horizon_days),
        options.thread_count(threads),
    )


def layers_of(net: Network, courses: _core.TieCourses) -> Rows:
    """As contact_layers."""
    columns = courses.layers()
    return Rows("Contact layers", {**columns, "alter": net._people.named(columns["alter"])}, net._library)


def types_of(net: Network, courses: _core.TieCourses) -> Rows:
    """As living_types."""
    columns, _ = courses.types()
    return Rows("Living types", {**columns, "type": _TYPES[columns["type"]]}, net._library)
