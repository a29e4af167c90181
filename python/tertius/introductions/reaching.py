"""Through whom a seeker reaches somebody."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, columns, options
from tertius.answers import Rows
from tertius.errors import InvalidInput
from tertius.introductions.visibility import Hidden, Visible, hidden_pairs, question
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import HasTies, People, require_ties
from tertius.strength.strengths import TieStrengths


def warm_paths(
    s: HasTies,
    seeker: Key,
    target: Key | ArrayLike | Collection[Key],
    limit: int = 3,
    max_hops: int = 3,
    visible: Visible = None,
    willingness: float = 0.8,
    disjoint: bool = False,
    hidden: Hidden = None,
) -> Rows:
    """Who can introduce the seeker to somebody: the most reliable chains of acquaintance.

    s
        TieStrengths, or an undirected TieGraph whose weights are strengths, in [0, 1].
    target
        One person, or several (a list, set or array), of whom any will do: people_with() finds "somebody at
        that company". A chain ends at the first of them that it meets.
    limit, max_hops
        At most so many chains, each of at most so many ties (0 to 64).
    visible
        A function of two people: may the seeker learn of their tie? Asked at most once about a tie, and only
        about ties near the two ends: a tie it refuses is as if it were not there. None: all may be seen.
    willingness
        The chance that a person in between passes a request on, in (0, 1].
    disjoint
        Alternatives that do not fail together: the best chain, then the best of those that share nobody in
        between with any before, and so on.
    hidden
        Pairs of people, shape (k, 2) or a set of pairs, whose ties are as if they were not there.

    Columns: chain (people from seeker to target), probability (of the request getting through),
    weakest_person, weakest_alter and weakest_strength (the hop most likely to break), evidence
    (interactions that hop rests on; NaN on a bare graph). No rows if no chain is short enough. Raises
    UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Kautz, Selman & Shah, CACM 40:63 (1997).

    >>> import tertius as tt
    >>> path = tt.TieGraph.from_arrays([0, 1], [1, 2], weight=[0.5, 0.8])
    >>> rows = tt.warm_paths(path, seeker=0, target=2)
    >>> rows["chain"].tolist(), rows["probability"].round(3).tolist()
    ([(0, 1, 2)], [0.32])
    """
    ties = require_ties(s)
    people = ties._people
    paths = _core.warm_paths(
        ties._core if isinstance(ties, TieStrengths) else ties._ties,
        people.index(seeker),
        _targets(people, target),
        options.whole("limit", limit, 1, options.MOST_ROWS),
        options.whole("max_hops", max_hops, 0, 64),
        options.number("willingness", willingness),
        bool(disjoint),
        *hidden_pairs(people, hidden),
        question(people, visible),
    )
    chains, probabilities, weakest, alters, strengths, evidence = (
        zip(*paths, strict=True) if paths else ((),) * 6
    )
    found = {
        "chain": [tuple(people.named(chain).tolist()) for chain in chains],
        "probability": np.array(probabilities, dtype=np.float64),
        "weakest_person": people.named_or_none(weakest),
        "weakest_alter": people.named_or_none(alters),
        "weakest_strength": np.array(strengths, dtype=np.float64),
        "evidence": np.array(evidence, dtype=np.float64),
    }
    return Rows("Warm paths", found, people.library)


def people_with(net: Network, **recorded: str) -> NDArray[Any]:
    """The people of whom all of this is recorded, by key, in the network's order: targets for warm_paths.

    recorded
        A column of the table of people and a text: organisation, department, position or location that
        equals it; skills, goals, values, offers or needs among which it is.

    Nobody is an answer. Raises InvalidInput for a column that was not recorded or holds no texts.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     people={
    ...         "key": ["Ada", "Ben", "Cleo"],
    ...         "organisation": ["Acme", "Acme", "Bolt"],
    ...         "offers": ["tax; law", "design", "law"],
    ...     },
    ...     relationships={"from": ["Ada"], "to": ["Ben"], "type": ["peer"]},
    ... )
    >>> tt.people_with(net, organisation="Acme").tolist()
    ['Ada', 'Ben']
    >>> tt.people_with(net, organisation="Acme", offers="law").tolist()
    ['Ada']
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    fitting = np.ones(len(net), dtype=bool)
    for column, text in recorded.items():
        fitting &= _holding(net, column, text)
    return net._keys[fitting]


def _holding(net: Network, column: str, text: str) -> NDArray[np.bool_]:
    """Whose column is the text, or holds it among its tags."""
    records = net.people
    if column not in records.columns:
        found = ", ".join(records.columns)
        raise InvalidInput(
            f"people: column {column} was not recorded; recorded are {found}", "column.missing"
        )
    kind, _ = _core.SCHEMA["people"][column]
    if kind not in ("word", "tags") or not isinstance(text, str):
        raise InvalidInput(
            f"people: column {column} holds no {columns.shown(text)}; ask for a text, in a column of texts",
            "column.kind",
        )
    values = records[column]
    return np.fromiter(
        (text in value if kind == "tags" else value == text for value in values), bool, len(net)
    )


def _targets(people: People, target: Any) -> NDArray[np.uint32]:
    if isinstance(target, (str, int, np.integer)):
        target = [target]
    elif isinstance(target, (set, frozenset)):
        target = list(target)
    return people.indices(target, "target").ravel()
