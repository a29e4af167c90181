"""Whom a broker should introduce to each other."""

from __future__ import annotations

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.answers import Rows
from tertius.clusters import Clusters, cluster_labels
from tertius.network import Key, Network
from tertius.progress import Progress, as_callback
from tertius.strengths import TieStrengths, require_strengths


def suggest_introductions(
    net: Network,
    s: TieStrengths,
    broker: Key,
    limit: int = 10,
    clusters: Clusters | ArrayLike | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Whom a broker should introduce to each other: the most promising open triads around them.

    net, s
        A network, and the strengths of its ties.
    broker
        The key of the one who would introduce.
    limit
        At most so many rows.
    clusters
        Who belongs together, where that is to count: Clusters, or labels of shape (people,).

    Columns: a, b, score (only ranks), benefit_a and benefit_b (what each gains, 0 to 1), accept_a and
    accept_b (the chance that each says yes), reasons_a and reasons_b (sentences told to each). One-sided
    favours sink. Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Obstfeld, ASQ 50:100 (2005): the third who joins.

    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> rows = tt.suggest_introductions(net, tt.tie_strengths(net), broker="e107", limit=3)
    >>> len(rows), rows.columns[:3]
    (3, ['a', 'b', 'score'])
    """
    strengths = require_strengths(s)
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    people = strengths._people
    found = _core.suggest_introductions(
        net._core,
        strengths._core,
        people.index(broker),
        options.whole("limit", limit, 1, options.MOST_ROWS),
        None if clusters is None else cluster_labels(clusters),
        options.thread_count(threads),
        as_callback(progress),
    )
    named = {"a": people.named(found["a"]), "b": people.named(found["b"])}
    return Rows("Suggested introductions", {**found, **named}, people.library)
