"""Whom a broker should introduce to each other."""

from __future__ import annotations

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.strength.strengths import TieStrengths, require_strengths


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
    accept_b (the chance that each says yes), reasons_a and reasons_b (sentences told to each), both_accept
    (the chance that both do), chance_known (that they know each other already), lasts (the chance that
    their tie is alive a horizon later). One-sided favours sink. The chances rest on priors, stated in the
    C++ headers acceptance, acquaintance and new_tie_survival. A broker who may not learn of some ties is
    asked about the network of visible_records and its strengths. Raises UnknownPerson, InvalidInput,
    InvalidOption; KeyboardInterrupt at Ctrl-C.
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


def inferred_ties(
    net: Network,
    s: TieStrengths,
    ego: Key,
    least: float = 0.5,
    consider: int = 2000,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Which of ego's contacts most likely know each other, where the records show ego's side alone.

    An export of one's own contacts is a star: it has organisations, but no tie among the contacts. Whoever
    worked in one organisation or department at one time, or shares strong contacts, may well be tied.

    net, s
        A network, and the strengths of its ties.
    ego
        The key of the one whose contacts are looked at.
    least
        Ties of a smaller chance are left out, above 0 and at most 1.
    consider
        So many of ego's strongest contacts are looked at, pair by pair.

    Columns: a, b, chance (that they know each other), same_unit (one organisation or department is recorded
    for both), source ("inferred", in every row). By falling chance; no pair that is tied or joined by a
    record. Nothing is added to the network or to s. Raises UnknownPerson, InvalidInput, InvalidOption;
    KeyboardInterrupt at Ctrl-C.
    Source: Hsieh, Tang & Lerman, WWW 2013.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     people={"key": ["Me", "Ada", "Ben", "Cleo"], "organisation": [None, "Acme", "Acme", "Initech"]},
    ...     relationships={"from": ["Me"] * 3, "to": ["Ada", "Ben", "Cleo"], "type": ["contact"] * 3},
    ... )
    >>> rows = tt.inferred_ties(net, tt.tie_strengths(net), ego="Me")
    >>> rows["a"].tolist(), rows["b"].tolist(), rows["source"].tolist()
    (['Ada'], ['Ben'], ['inferred'])
    """
    strengths = require_strengths(s)
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    people = strengths._people
    found = _core.inferred_ties(
        net._core,
        strengths._core,
        people.index(ego),
        options.number("least", least),
        options.whole("consider", consider, 2, options.MOST_ROWS),
        options.thread_count(threads),
        as_callback(progress),
    )
    columns = {
        "a": people.named(found["a"]),
        "b": people.named(found["b"]),
        "chance": found["chance"],
        "same_unit": found["same_unit"].astype(bool),
        "source": ["inferred"] * len(found["a"]),
    }
    return Rows("Inferred ties", columns, people.library)
