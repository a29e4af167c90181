"""Which ties and whose alters hold circles together, and who stands on which side of a border."""

from __future__ import annotations

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.answers import Rows, pair_rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.keys import Key
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback


def local_bridges(
    g: HasTies, max_span: int | None = None, threads: int | None = None, progress: Progress = None
) -> Rows:
    """Local bridges: ties whose two people share no alter, and how far round the other way is.

    max_span
        Longer ways are not looked for; at least 3. None: however long.

    Columns: a, b, span (ties on the shortest other way; inf where there is none, or none within max_span).
    A tie of weight 0 is none; other weights do not count.

    Raises InvalidInput for a directed graph; InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Granovetter, American Journal of Sociology 78, 1360 (1973).

    >>> import tertius as tt
    >>> tt.local_bridges(tt.TieGraph.from_arrays([0, 1, 2, 3, 0], [1, 2, 3, 0, 4]))["span"].tolist()
    [3.0, 3.0, inf, 3.0, 3.0]
    """
    ties = require_ties(g)
    bound = 0 if max_span is None else options.whole("max_span", max_span, 3, 2**32 - 1)
    rows = _core.local_bridges(ties._ties, bound, options.thread_count(threads), as_callback(progress))
    return pair_rows("Local bridges", rows, ties._people, "a", "b")


def brokerage_roles(
    g: HasTies,
    p: Clusters | ArrayLike,
    person: Key | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Gould and Fernandez' roles: how often somebody stands between two people, on which side of a border.

    A person brokers from one who is tied to them to one they are tied to, where the first is not tied to the
    last. By the clusters of the three: coordinator (A A A), itinerant (A B A; also called consultant),
    gatekeeper (A B B), representative (A A B), liaison (A B C).

    p
        Clusters, or whole numbers of shape (people,): equal ones stand for one cluster.
    person
        Only this person; None: everybody.

    Columns: person, a count for each role, total; for each role <role>_expected, the mean over all ways to
    deal the clusters, their sizes kept, to the people, and <role>_z, how many standard deviations the count
    lies above it (NaN where the count cannot vary). Both are worked out, not sampled. In an undirected graph
    each tie goes both ways, so every pair counts twice. A tie of weight 0 is none; other weights do not
    count.

    Raises InvalidInput, UnknownPerson; KeyboardInterrupt at Ctrl-C.
    Source: Gould, Fernandez, Sociological Methodology 19, 89 (1989).

    >>> import tertius as tt
    >>> chain = tt.TieGraph.from_arrays([0, 1], [1, 2], directed=True)
    >>> tt.brokerage_roles(chain, [0, 1, 1])["gatekeeper"].tolist()
    [0, 1, 0]
    """
    ties = require_ties(g)
    ego = None if person is None else ties._people.index(person)
    rows = _core.brokerage_roles(
        ties._ties, cluster_labels(p), ego, options.thread_count(threads), as_callback(progress)
    )
    people = ties._people.named() if ego is None else ties._people.named([ego])
    return Rows("Brokerage roles", {"person": people, **rows}, ties._people.library)


def simmelian_strengths(g: HasTies, threads: int | None = None, progress: Progress = None) -> Rows:
    """Simmelian strength of every tie that goes both ways: how many third people are tied both ways to both.

    Columns: a, b, strength. In an undirected graph every tie goes both ways. A tie of weight 0 is none.

    Raises KeyboardInterrupt at Ctrl-C.
    Source: Krackhardt, Research in the Sociology of Organizations 16, 183 (1999).

    >>> import tertius as tt
    >>> tt.simmelian_strengths(tt.TieGraph.from_arrays([0, 1, 2, 2], [1, 2, 0, 3]))["strength"].tolist()
    [1, 1, 1, 0]
    """
    ties = require_ties(g)
    rows = _core.simmelian_strengths(ties._ties, options.thread_count(threads), as_callback(progress))
    return pair_rows("Simmelian strengths", rows, ties._people, "a", "b")


def simmelian_strength(g: HasTies, a: Key, b: Key) -> int:
    """The Simmelian strength of one tie; 0 for two people who are not tied both ways. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.simmelian_strength(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0]), 0, 1)
    1
    """
    ties = require_ties(g)
    return _core.simmelian_strength(ties._ties, ties._people.index(a), ties._people.index(b))


def dispersions(
    g: HasTies, person: Key | None = None, threads: int | None = None, progress: Progress = None
) -> Rows:
    """Dispersion of ego's alters: how far the people whom ego and an alter share are from each other.

    High at work: somebody who spans ego's contexts.

    person
        Only this ego's alters; None: everybody's.

    Columns: person, alter, embeddedness (people both know), dispersion (pairs of these whom only ego and the
    alter hold together), normalised (by embeddedness; 0 where nobody is shared), recursive (the same after
    three rounds in which pairs of high-scoring alters weigh more); by person, then alter. A tie of weight 0
    is none; other weights do not count.

    Raises InvalidInput for a directed graph; UnknownPerson; KeyboardInterrupt at Ctrl-C.
    Source: Backstrom, Kleinberg, CSCW 2014.

    >>> import tertius as tt
    >>> g = tt.TieGraph.from_arrays([0, 0, 0, 3, 3], [1, 2, 3, 1, 2])
    >>> tt.dispersions(g, 0)["dispersion"].tolist()
    [0, 0, 1]
    """
    ties = require_ties(g)
    ego = None if person is None else ties._people.index(person)
    rows = _core.dispersions(ties._ties, ego, options.thread_count(threads), as_callback(progress))
    return pair_rows("Dispersions", rows, ties._people, "person", "alter")
