"""Which strangers should meet, judged by whom they know."""

from __future__ import annotations

from typing import Any, TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, options
from tertius.answers import PairValues, Rows
from tertius.errors import InvalidInput, InvalidOption
from tertius.introductions.meeting_model import MeetingModel, learned_people_to_meet, learned_scores
from tertius.keys import Key
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback
from tertius.strength.strengths import TieStrengths


def meeting_scores(
    s_or_g: HasTies,
    pairs: ArrayLike,
    measure: str = "adamic_adar",
    weighted: bool = False,
    model: MeetingModel | str | None = None,
    damping: float = 0.85,
    steps: int = 3,
    error: float = 1e-6,
    threads: int | None = None,
    progress: Progress = None,
) -> PairValues:
    """How likely each of some pairs is to meet, seen from whom they know; only for ranking.

    pairs
        Shape (k, 2): people's keys, or indices of a bare TieGraph.
    measure
        "common_contacts", "jaccard", "adamic_adar", "resource_allocation", "l3", "degree_product",
        "personal_pagerank" (how likely walks from either one, which at each person go on with probability
        `damping`, end at the other), "random_walk" (how likely walks of up to `steps` steps, begun by
        everybody in proportion to their ties, lead from either one to the other); on TieStrengths also
        "learned": the second person among the strangers of the first, by what led to meetings before; NaN
        unless the two are at distance two.
    weighted
        Weigh by the graph's weights; False: a tie is a tie. Weights of TieStrengths are the strengths, which
        have faded with time, and so have all measures weighted by them. No option of "learned".
    model
        Of "learned": None: the shipped weights, refined on the network's own past; "shipped": not refined; or
        a MeetingModel, taken as it is.
    damping, steps
        Between 0 and 1; 2 or more.
    error
        A personal_pagerank is short by at most this; between 0 and 1.

    One score a pair, shape (k,), >= 0 except of "learned". A tie between the two themselves counts for
    nothing.
    Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Liben-Nowell & Kleinberg, JASIST 58:1019 (2007); Zhou, Lu & Zhang, Eur. Phys. J. B 71:623 (2009);
    Liu & Lu, EPL 89:58007 (2010); Andersen, Chung & Lang, FOCS 2006.

    >>> import tertius as tt
    >>> square = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 0])
    >>> tt.meeting_scores(square, [(0, 2), (0, 1)], measure="common_contacts").values.tolist()
    [2.0, 0.0]
    """
    ties = require_ties(s_or_g)
    given = _as_pairs(pairs)
    found = ties._people.indices(given, "pairs")
    if _is_learned(s_or_g, measure, weighted):
        return learned_scores(s_or_g, found, model, threads, progress)
    first, second = np.ascontiguousarray(found.T)
    scores = _core.meeting_scores(
        ties._ties,
        first,
        second,
        measure,
        weighted,
        options.number("damping", damping),
        options.number("error", error),
        options.whole("steps", steps, 2, options.MOST_ROWS),
        options.thread_count(threads),
        as_callback(progress),
    )
    return PairValues(measure, ties._people, found, scores)


def people_to_meet(
    s_or_g: HasTies,
    person: Key | None = None,
    limit: int = 10,
    measure: str | None = None,
    weighted: bool = False,
    model: MeetingModel | str | None = None,
    damping: float = 0.85,
    steps: int = 3,
    error: float = 1e-6,
    reasons: bool = False,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Whom a person (or everybody) should meet: the strangers at distance two with the highest scores.

    person
        A key, or an index of a bare TieGraph; None: everybody.
    limit
        At most so many rows a person.
    measure, weighted, model, damping, steps, error
        As of meeting_scores. No measure: "learned" on a network's TieStrengths, unless weighted is asked for;
        else "adamic_adar". A personal_pagerank is short by at most error (1 + K_other / K_person) / 2, where
        K is how much somebody is tied in all.
    reasons
        Adds a column `reason`, a sentence each.

    Columns: person, other, score (ranks one person's rows), introducer (the shared contact whose weaker tie
    to the two is the strongest); of "learned" also because, the evidence that counted most. Raises
    UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> path = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3])
    >>> rows = tt.people_to_meet(path, person=0, reasons=True)
    >>> rows["other"].tolist(), rows["reason"].tolist()
    ([2], ['1 knows you both; you share no other contact'])
    """
    ties = require_ties(s_or_g)
    if measure is None:
        measure = "learned" if _has_log(s_or_g) and not weighted else "adamic_adar"
    if _is_learned(s_or_g, measure, weighted):
        return learned_people_to_meet(s_or_g, person, limit, reasons, model, threads, progress)
    people = ties._people
    found = _core.people_to_meet(
        ties._ties,
        None if person is None else people.index(person),
        options.whole("limit", limit, 1, options.MOST_ROWS),
        measure,
        weighted,
        options.number("damping", damping),
        options.number("error", error),
        options.whole("steps", steps, 2, options.MOST_ROWS),
        people.display_name if reasons else None,
        options.thread_count(threads),
        as_callback(progress),
    )
    named = {column: people.named(found[column]) for column in ("person", "other", "introducer")}
    return Rows("People to meet", {**found, **named}, people.library)


def _has_log(s_or_g: HasTies) -> bool:
    return isinstance(s_or_g, TieStrengths) and s_or_g._network is not None


def _is_learned(s_or_g: HasTies, measure: str, weighted: bool) -> TypeGuard[TieStrengths]:
    """Whether to rank by the learned measure. Raises InvalidOption where it cannot be."""
    if measure != "learned":
        return False
    if not isinstance(s_or_g, TieStrengths):
        raise InvalidOption(
            'measure "learned" needs tie_strengths(net): a bare TieGraph has no log; take adamic_adar, say',
            "option.measure",
        )
    if weighted:
        raise InvalidOption('weighted is no option of "learned", which weighs by itself', "option.weighted")
    return True


def _as_pairs(pairs: ArrayLike) -> NDArray[Any]:
    given = np.asarray(pairs)
    if given.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise InvalidInput(f"pairs have the shape {given.shape}; must be (k, 2)", "array.shape")
    return given
