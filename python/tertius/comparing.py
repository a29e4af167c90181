"""How far two ways to group people agree."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.clusters import Clusters, cluster_labels


@dataclass(frozen=True)
class Agreement:
    """How far two partitions of the same people agree; made by :func:`agreement`."""

    normalised_mutual_information: float
    """0: one tells nothing of the other, 1: they are the same. Rises with the number of clusters, even by chance."""
    adjusted_mutual_information: float
    """The same over chance: about 0 for random labels, below 0 for less than chance."""
    adjusted_rand: float
    """Of the pairs together in one, how many are in both, over chance: about 0 for random labels, at most 1."""
    variation_of_information: float
    """In nats, 0 to log(people): what each leaves unsaid of the other."""

    def __repr__(self) -> str:
        return (
            f"Agreement: adjusted mutual information {self.adjusted_mutual_information:.4f}, "
            f"normalised {self.normalised_mutual_information:.4f}, adjusted Rand {self.adjusted_rand:.4f}, "
            f"variation of information {self.variation_of_information:.4f}"
        )


def agreement(a: Clusters | ArrayLike, b: Clusters | ArrayLike, threads: int | None = None) -> Agreement:
    """How far two partitions agree on who belongs together, whatever their clusters are called.

    a, b
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster. The same
        people, in the same order.
    threads
        At most so many; None: all that the process may use.

    Mutual information is normalised by the mean of the two entropies, and adjusted by its exact mean over
    all partitions with clusters of these sizes. Equal partitions agree fully: 1, 1, 1 and 0, even of nobody.

    Raises InvalidInput if they are not of equally many people, or a label is missing.
    Source: Vinh, Epps, Bailey, JMLR 11, 2837 (2010); Hubert, Arabie, Journal of Classification 2, 193 (1985);
    Meila, Journal of Multivariate Analysis 98, 873 (2007).

    >>> import tertius as tt
    >>> found = tt.agreement([0, 0, 0, 0, 1, 1, 1, 1], ["Rome", "Rome", "Bonn", "Bonn", "Oslo", "Oslo", "Oslo", "Oslo"])
    >>> round(found.normalised_mutual_information, 6)
    0.8
    >>> found
    Agreement: adjusted mutual information 0.7083, normalised 0.8000, adjusted Rand 0.6957, variation of information 0.3466
    """
    return Agreement(*_core.agreement(cluster_labels(a), cluster_labels(b), options.thread_count(threads)))
