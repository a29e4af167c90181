"""What kind of relationship each tie is."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertius import _core, options
from tertius.answers import Rows
from tertius.network.network import Network

_TYPES = np.array(_core.relationship_types(), dtype=object)


def infer_types(net: Network, at: Any = None) -> Rows:
    """The chance of each of the seven types for every tie; declared ones are as declared.

    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.

    Columns: person (who has the first-named role: the mentor, of mentor and mentee), alter, type,
    probability, declared. The rows of a pair stand together and add up to 1, the likeliest first; a
    declared pair has a row for each of its declared types. Types whose roles differ are told both ways.

    Signals: difference in level, one organisation and department, pace and regularity of contact, who
    begins, who gives what to whom, who owes promises; what is not recorded is left out. The likelihoods are
    priors, as no public record labels all seven types; how common types are and their norms are corrected
    by the network's own declared relationships.

    Raises InvalidOption.

    >>> import tertius as tt
    >>> day = 86400
    >>> net = tt.Network.from_frames(
    ...     people={"key": ["Ada", "Ben"], "organisation": ["Acme"] * 2, "level": [5, 1]},
    ...     interactions={"from": ["Ada"] * 20, "to": ["Ben"] * 20, "time": [7 * day * i for i in range(20)]},
    ... )
    >>> guesses = tt.infer_types(net)
    >>> str(guesses["person"][0]), str(guesses["type"][0])
    ('Ada', 'supervisor')
    >>> float(guesses["probability"].sum().round(9))
    1.0
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    columns = _core.infer_types(net._core, options.moment("at", at))
    people = net._people
    return Rows(
        "Relationship types",
        {
            "person": people.named(columns["person"]),
            "alter": people.named(columns["alter"]),
            "type": _TYPES[columns["type"]],
            "probability": columns["probability"],
            "declared": columns["declared"].astype(bool),
        },
        net._library,
    )
