"""On how many shortest ways between others somebody stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import PersonValues
from tertius.errors import InvalidOption
from tertius.people import HasTies, People, require_ties
from tertius.progress import Progress, as_callback


class Betweennesses(PersonValues):
    """The betweenness of everybody, and how far it may be off."""

    def __init__(self, people: People, values: NDArray[np.float64], error: float, samples: int) -> None:
        super().__init__("betweenness", people, values)
        self._error, self._samples = error, samples

    @property
    def error(self) -> float:
        """With the confidence asked for no value is further off than this; 0: they are exact."""
        return self._error

    @property
    def samples(self) -> int:
        """How many pairs of people were drawn; 0 if all were looked at."""
        return self._samples


def betweennesses(
    g: HasTies,
    length: str = "inverse_weight",
    normalised: bool = True,
    error: float = 0.0,
    confidence: float = 0.95,
    seed: int = 0,
    threads: int | None = None,
    progress: Progress = None,
) -> Betweennesses:
    """Betweenness of everybody: on which share of the shortest ways between two others they stand.

    length
        How long a tie is: "inverse_weight" (the stronger, the shorter), "weight" (weights are lengths), or
        "hop" (1 each).
    normalised
        As shares of all pairs of other people; False: as numbers of pairs. Pairs are ordered in a directed
        graph and not in an undirected one; those without a way count as 0.
    error
        0: exact. Else at least 0 and below 1: pairs are drawn until every share is known to be this close or
        closer, with the confidence asked for and for all people at once. Where sampling takes longer, as
        among few people, the answer is exact.
    confidence
        Between 0 and 1.
    seed
        0 to 2**64 - 1: which pairs are drawn.

    Same graph, options and seed give the same bytes, for any number of threads. Raises InvalidOption;
    InvalidInput if weights are to be lengths and one is 0; KeyboardInterrupt at Ctrl-C.
    Source: Brandes, Journal of Mathematical Sociology 25, 163 (2001); Maurer, Pontil, COLT 2009, for the
    error.

    >>> import tertius as tt
    >>> tt.betweennesses(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3]), normalised=False).values.tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    ties = require_ties(g)
    if not isinstance(normalised, (bool, np.bool_)):
        raise InvalidOption(
            f"normalised is of type {type(normalised).__name__}; must be True or False", "option.normalised"
        )
    found = _core.betweennesses(
        ties._ties,
        length=length,
        normalised=bool(normalised),
        error=options.number("error", error),
        confidence=options.number("confidence", confidence),
        seed=options.random_seed(seed),
        threads=options.thread_count(threads),
        progress=as_callback(progress),
    )
    return Betweennesses(ties._people, *found)
