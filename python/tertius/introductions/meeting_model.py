"""What makes people meet: the learned measure, its models fitted, kept and read again."""

from __future__ import annotations

import math
import os
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import PairValues, Rows
from tertius.columns import shown
from tertius.display import Facts, counted
from tertius.errors import InvalidOption
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.strength import model_files
from tertius.strength.model_files import count, refuse, text
from tertius.strength.strengths import TieStrengths

_FORMAT = "tertius meeting model"
_VERSION = 1


class MeetingModel(Facts):
    """The weights by which the learned measure ranks strangers; give it to people_to_meet(s, model=...).

    origin: where the weights come from; stretches, people: how much of a network's past they were refined
    on, and how many who met somebody there.
    """

    def __init__(self, core: _core.MeetingModel, stretches: int, people: int) -> None:
        """Used by tertius itself; see fit_meeting_model() and load()."""
        if not isinstance(core, _core.MeetingModel):
            raise TypeError("a MeetingModel is made by fit_meeting_model(net) or MeetingModel.load(path)")
        self._core = core
        self.stretches = stretches
        self.people = people

    @property
    def origin(self) -> str:
        """Where the weights come from."""
        return self._core.origin

    @property
    def weights(self) -> dict[str, float]:
        """What each piece of evidence adds to a score, for one standard deviation more of it; >= 0."""
        return dict(zip((name for name, _ in _core.meeting_evidence()), self._core.weight, strict=True))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model as JSON that a person can read; the file is there whole or not at all."""
        content = {
            "format": _FORMAT,
            "version": _VERSION,
            "origin": self.origin,
            "stretches": self.stretches,
            "people": self.people,
            "weights": self.weights,
        }
        model_files.write(path, content)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> MeetingModel:
        """Reads a model that save() wrote. Raises InvalidInput for any other file, and OSError."""
        read = model_files.read(path, _FORMAT, _VERSION)
        return cls(_core_of(read), count(read, "stretches"), count(read, "people"))

    def _facts(self) -> dict[str, Any]:
        return {"stretches": self.stretches, "people": self.people, **self.weights}

    def __repr__(self) -> str:
        return f"MeetingModel: {self.origin}, from {counted(self.people, 'choice')} seen again"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a MeetingModel is not pickled; use save() and load()")


def fit_meeting_model(
    net: Network,
    until: Any = None,
    horizon_days: float = 90,
    threads: int | None = None,
    progress: Progress = None,
) -> MeetingModel:
    """The shipped weights, refined on whom people met in a network's past up to `until`: a model to keep.

    until
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    horizon_days
        Within what the model is to foretell meetings, > 0; more than half of the log counts as that.

    Raises InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: conditional logit after McFadden (1974), in Zarembka (ed.), Frontiers in Econometrics.

    >>> import tertius as tt
    >>> model = tt.fit_meeting_model(tt.samples.enron())
    >>> model.stretches, min(model.weights.values()) >= 0
    (4, True)
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    return MeetingModel(
        *_core.fit_meeting_model(
            net._core,
            options.moment("until", until),
            options.number("horizon_days", horizon_days),
            options.thread_count(threads),
            as_callback(progress),
        )
    )


def learned_scores(
    s: TieStrengths,
    pairs: NDArray[Any],
    model: MeetingModel | str | None,
    threads: int | None,
    progress: Progress,
) -> PairValues:
    """meeting_scores(measure="learned"): pairs of indices, shape (k, 2); NaN unless at distance two."""
    first, second = np.ascontiguousarray(pairs.T)
    scores = _learned(s, model, threads).meeting_scores(
        first, second, options.thread_count(threads), as_callback(progress)
    )
    return PairValues("learned", s._people, pairs, scores)


def learned_people_to_meet(
    s: TieStrengths,
    person: Key | None,
    limit: int,
    reasons: bool,
    model: MeetingModel | str | None,
    threads: int | None,
    progress: Progress,
) -> Rows:
    """people_to_meet(measure="learned"), with the column `because`: the evidence that counted most."""
    people = s._people
    place = None if person is None else people.index(person)
    most = options.whole("limit", limit, 1, options.MOST_ROWS)
    found = _learned(s, model, threads).people_to_meet(
        place,
        most,
        people.display_name if reasons else None,
        options.thread_count(threads),
        as_callback(progress),
    )
    named = {column: people.named(found[column]) for column in ("person", "other", "introducer")}
    return Rows("People to meet", {**found, **named}, people.library)


def _learned(s: TieStrengths, model: MeetingModel | str | None, threads: int | None) -> _core.LearnedMeetings:
    """What the learned measure reads from, made once for strengths and a model and kept with them."""
    if not isinstance(model, MeetingModel) and model not in (None, "shipped"):
        raise InvalidOption(
            f'model is {shown(model)}; must be None, "shipped" or a MeetingModel', "option.model"
        )
    if s._network is None:
        raise InvalidOption(
            'measure "learned" reads a network\'s log, which strengths of a ledger have not; '
            "name another measure",
            "option.measure",
        )
    if s._learned is None or s._learned[0] is not model:
        core = _core.LearnedMeetings(
            s._network,
            s._core,
            model._core if isinstance(model, MeetingModel) else None,
            model is None,
            options.thread_count(threads),
            None,
        )
        s._learned = (model, core)
    return s._learned[1]


def _core_of(read: dict[str, Any]) -> _core.MeetingModel:
    """The compiled model of a file's content, each value checked."""
    names = [name for name, _ in _core.meeting_evidence()]
    given = read.get("weights")
    if not isinstance(given, dict) or list(given) != names:
        refuse(
            "weights", None if given is None else "another list", "of the evidence that this tertius reads"
        )
    for name, weight in given.items():
        is_number = isinstance(weight, (int, float)) and not isinstance(weight, bool)
        if not is_number or not math.isfinite(weight) or weight < 0:
            refuse(f"weights, {name}", weight, "a finite number >= 0")
    origin = text(read, "origin")
    return _core.MeetingModel([float(given[name]) for name in names], origin)
