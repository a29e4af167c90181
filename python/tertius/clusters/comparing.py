"""How far two ways to group people agree."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.display import Facts


@dataclass(frozen=True)
class Agreement(Facts):
    """How far two partitions of the same people agree; made by :func:`agreement`."""

    normalised_mutual_information: float
    """0: one tells nothing of the other, 1: the same. Rises with the number of clusters, even by chance."""
    adjusted_mutual_information: float
    """The same over chance: about 0 for random labels, below 0 for less than chance."""
    adjusted_rand: float
    """Of the pairs together in one, those together in both, over chance: about 0 for random labels."""
    variation_of_information: float
    """In nats, 0 to log(people): what each leaves unsaid of the other."""

    def __repr__(self) -> str:
        normalised, adjusted, pairs, variation = (
            f"{round(value, 3) + 0.0:.3f}"  # never -0.000
            for value in (
                self.normalised_mutual_information,
                self.adjusted_mutual_information,
                self.adjusted_rand,
                self.variation_of_information,
            )
        )
        return (
            f"Agreement: mutual information {normalised} normalised, {adjusted} adjusted; "
            f"adjusted Rand {pairs}; variation {variation} nats"
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
    >>> offices = ["Rome", "Rome", "Bonn", "Bonn", "Oslo", "Oslo", "Oslo", "Oslo"]
    >>> found = tt.agreement([0, 0, 0, 0, 1, 1, 1, 1], offices)
    >>> round(found.normalised_mutual_information, 6)
    0.8
    >>> found
    Agreement: mutual information 0.800 normalised, 0.744 adjusted; adjusted Rand 0.696; variation 0.347 nats
    """
    return Agreement(*_core.agreement(cluster_labels(a), cluster_labels(b), options.thread_count(threads)))
