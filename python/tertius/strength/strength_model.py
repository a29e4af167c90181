"""What evidence is worth: models of strength, fitted, kept and read again."""

from __future__ import annotations

import math
import os
from dataclasses import asdict, dataclass, fields
from typing import Any, NoReturn

from tertius import _core, options
from tertius.display import Facts, counted
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.strength import model_files
from tertius.strength.model_files import count, number, refuse, text

_FORMAT = "tertius strength model"
_VERSION = 2


@dataclass(frozen=True)
class HeldBack:
    """How well the ties of a stretch that was not seen were foretold; NaN where there is nothing to judge by.

    cases: ties; auc: the chance that a tie with contact had been given more than one without; log_loss: mean
    of -ln of the chance given to what happened; calibration_error: mean distance of chance and share over ten
    bins of equal size.
    """

    cases: int
    auc: float
    log_loss: float
    calibration_error: float


class StrengthModel(Facts):
    """The weights by which strengths are judged; give it to tie_strengths(net, model=...).

    origin: where the weights come from; stretches, cases: how much of a network's past they were refined on;
    held_back: how well a model fitted in the same way foretold the last stretch of that past, not seeing it.
    """

    def __init__(self, core: _core.StrengthModel, stretches: int, cases: int, held_back: HeldBack) -> None:
        """Used by tertius itself; see fit_strength_model() and load()."""
        if not isinstance(core, _core.StrengthModel):
            raise TypeError("a StrengthModel is made by fit_strength_model(net) or StrengthModel.load(path)")
        self._core = core
        self.stretches = stretches
        self.cases = cases
        self.held_back = held_back

    @property
    def origin(self) -> str:
        """Where the weights come from."""
        return self._core.origin

    @property
    def weights(self) -> dict[str, float]:
        """What each piece of evidence adds to the log-odds, for one standard deviation more of it."""
        return dict(zip((name for name, _, _ in _core.evidence()), self._core.weight, strict=True))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model as JSON that a person can read; the file is there whole or not at all."""
        model_files.write(path, self._as_json())

    def _as_json(self) -> dict[str, Any]:
        core = self._core
        columns = zip(_core.evidence(), core.weight, core.mean, core.deviation, strict=True)
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "origin": core.origin,
            "stretches": self.stretches,
            "cases": self.cases,
            "held_back": {
                name: None if math.isnan(value) else value for name, value in asdict(self.held_back).items()
            },
            "base": core.base,
            "level_deviation": core.level_deviation,
            "group_deviation": core.group_deviation,
            "evidence": {
                name: {"aspect": aspect, "weight": weight, "mean": mean, "deviation": deviation}
                for (name, aspect, _), weight, mean, deviation in columns
            },
            "direction": core.direction,
            "covariance": core.covariance,
        }

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> StrengthModel:
        """Reads a model that save() wrote. Raises InvalidInput for any other file, and OSError."""
        read = model_files.read(path, _FORMAT, _VERSION)
        return cls(_core_of(read), count(read, "stretches"), count(read, "cases"), _held_back(read))

    def _facts(self) -> dict[str, Any]:
        return {"stretches": self.stretches, **asdict(self.held_back), **self.weights}

    def __repr__(self) -> str:
        return f"StrengthModel: {self.origin}, from {counted(self.cases, 'tie')} seen again"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a StrengthModel is not pickled; use save() and load()")


def fit_strength_model(
    net: Network,
    until: Any = None,
    horizon_days: float = 90,
    threads: int | None = None,
    progress: Progress = None,
) -> StrengthModel:
    """The shipped weights, refined on what a network's past up to `until` teaches: a model to keep.

    Its held_back says how far it can be trusted: the last `horizon_days` before `until`, foretold unseen.

    until
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    horizon_days
        What the model is to foretell contact within, > 0.

    Raises InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> model = tt.fit_strength_model(net)
    >>> model.stretches
    14
    >>> tt.tie_strengths(net, model=model)
    TieStrengths: 2097 ties among 184 people at 2002-06-21, 90 days ahead, not refined
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    core, stretches, cases, held_back = _core.fit_strength_model(
        net._core,
        options.moment("until", until),
        options.number("horizon_days", horizon_days),
        options.thread_count(threads),
        as_callback(progress),
    )
    return StrengthModel(core, stretches, cases, HeldBack(*held_back))


def _numbers(read: dict[str, Any], field: str) -> list[float]:
    values = read.get(field)
    if not isinstance(values, list):
        refuse(field, values, "a list of numbers")
    return [number(field, value) for value in values]


def _held_back(read: dict[str, Any]) -> HeldBack:
    given = read.get("held_back")
    if not isinstance(given, dict):
        refuse("held_back", given, "an object with cases, auc, log_loss and calibration_error")
    numbers = [field.name for field in fields(HeldBack)][1:]
    measures = {
        name: math.nan if given.get(name, "") is None else number(f"held_back, {name}", given.get(name))
        for name in numbers
    }
    return HeldBack(cases=count(given, "cases"), **measures)


def _core_of(read: dict[str, Any]) -> _core.StrengthModel:
    """The compiled model of a file's content, each value checked."""
    known = _core.evidence()
    given = read.get("evidence")
    if not isinstance(given, dict) or list(given) != [name for name, _, _ in known]:
        refuse("evidence", None if given is None else "another list", "the evidence that this tertius reads")
    columns: dict[str, list[float]] = {"weight": [], "mean": [], "deviation": []}
    for name, _, only_raises in known:
        piece = given[name]
        if not isinstance(piece, dict):
            refuse(name, piece, "an object with weight, mean and deviation")
        for column, numbers in columns.items():
            numbers.append(number(f"{name}, {column}", piece.get(column)))
        if only_raises and columns["weight"][-1] < 0:
            refuse(f"{name}, weight", columns["weight"][-1], ">= 0")
        if columns["deviation"][-1] <= 0:
            refuse(f"{name}, deviation", columns["deviation"][-1], "> 0")
    origin = text(read, "origin")
    return _core.StrengthModel(
        base=number("base", read.get("base")),
        level_deviation=number("level_deviation", read.get("level_deviation")),
        group_deviation=number("group_deviation", read.get("group_deviation")),
        weight=columns["weight"],
        mean=columns["mean"],
        deviation=columns["deviation"],
        direction=_numbers(read, "direction"),
        covariance=_numbers(read, "covariance"),
        origin=origin,
    )
