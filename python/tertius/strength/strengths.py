"""How strong each tie is, why, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core, frames, options
from tertius.columns import shown
from tertius.display import Facts, Table, counted
from tertius.errors import InvalidInput, InvalidOption, UnknownTie
from tertius.graph.tie_graph import TieGraph
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import People
from tertius.progress import Progress, as_callback
from tertius.spoken import whole_days
from tertius.strength.building_blocks import BuildingBlocks
from tertius.strength.strength_model import StrengthModel

_SEEN_FROM_ALTER = {"person": "alter", "alter": "person", "forward": "backward", "backward": "forward"}


class TieStrengths(Table):
    """The strengths of all ties of a network at one time. Serve wherever a TieGraph is wanted, people by key.

    ``s["Ada", "Ben"]`` is one tie, seen from Ada.
    """

    def __init__(
        self, core: _core.TieStrengths, people: People, network: _core.Network | None = None
    ) -> None:
        """Used by tertius itself; see :func:`tie_strengths`. Without a network: of a ledger."""
        if not isinstance(core, _core.TieStrengths):
            raise TypeError("TieStrengths are made by tie_strengths(net)")
        self._core = core
        self._people = people
        self._network = network
        self._library = people.library
        self._learned: tuple[Any, _core.LearnedMeetings] | None = None  # see meeting_model

    @cached_property
    def _explainer(self) -> _core.StrengthExplainer:
        return _core.StrengthExplainer(self._core, self._network)

    @property
    def _ties(self) -> _core.TieGraph:
        return self._core.graph

    @property
    def size(self) -> int:
        """How many people the network has."""
        return self._core.size

    @property
    def at(self) -> np.datetime64:
        """The moment that the strengths are judged at, in UTC."""
        return np.datetime64(self._core.setting["at"], "s")

    @property
    def horizon_days(self) -> float:
        """How far ahead a strength looks."""
        return self._core.setting["horizon_days"]

    @property
    def model(self) -> str:
        """Where the weights come from."""
        return self._core.setting["model"]

    @property
    def refined_on(self) -> int:
        """How many stretches of the network's own past the weights were refined on; 0: not refined."""
        return self._core.setting["refined_on"]

    def graph(self) -> TieGraph:
        """The ties as a TieGraph weighted by strength; people are indices, in the network's order."""
        return TieGraph(self._core.graph)

    def __getitem__(self, pair: tuple[Key, Key]) -> TieStrength:
        """One tie, seen from the first of the two. Raises UnknownPerson, and UnknownTie for strangers."""
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError('name both people: s["Ada", "Ben"]')
        person, alter = (self._people.index(key) for key in pair)
        place = self._core.find(person, alter)
        if place is None:
            raise UnknownTie(f"{shown(pair[0])} and {shown(pair[1])} are not tied")
        return TieStrength(self, place, person)

    def to_frame(self, like: Any = None, both: bool = False) -> Any:
        """One row a pair: person, alter, strength, low, high, evidence, forward, backward, the six blocks.

        strength is the chance, in [0, 1], that the two are in contact within the horizon; low and high
        bound its 90 % interval; evidence counts the interactions it rests on; forward and backward are the
        chances of contact from person to alter and back; trust, communication, respect, reciprocity,
        alignment and empathy are in [0, 1], NaN where the records cannot show them.

        like
            A data frame whose library the answer takes; None: the library the network came from, else pandas.
        both
            A row from either side of each pair.
        """
        return frames.to_frame(self._columns(both), like, self._library)

    def building_blocks(self) -> BuildingBlocks:
        """The six building blocks of every tie, from both sides, each with its 90 % interval."""
        columns = self._core.columns()
        return BuildingBlocks(
            self._explainer, 0, len(self), columns["person"], columns["alter"], self._people
        )

    def _columns(self, both: bool = False) -> Mapping[str, Any]:
        columns = self._core.columns()
        if both:
            columns = _from_either_side(columns)
        people = self._people
        return {**columns, "person": people.named(columns["person"]), "alter": people.named(columns["alter"])}

    def __len__(self) -> int:
        return self._core.tie_count

    def __repr__(self) -> str:
        refined = "refined on the network's past" if self.refined_on else "not refined"
        return (
            f"TieStrengths: {counted(len(self), 'tie')} among {counted(self.size, 'person')} at "
            f"{self.at.astype('datetime64[D]')}, {whole_days(self.horizon_days)} ahead, {refined}"
        )

    def __reduce__(self) -> NoReturn:
        raise TypeError("TieStrengths are not pickled; send their to_frame(), or work them out again")


class TieStrength(Facts):
    """How strong one tie is, seen from one of the two.

    person, alter: the two; strength: the chance, in [0, 1], that they are in contact within the horizon;
    low, high: its 90 % interval; evidence: interactions that it rests on; forward, backward: the chances of
    contact from person to alter and back.
    """

    def __init__(self, strengths: TieStrengths, place: int, person: int) -> None:
        """Used by tertius itself; see TieStrengths."""
        numbers = strengths._core.tie(place)
        if numbers["person"] != person:
            numbers = {name: numbers[_SEEN_FROM_ALTER.get(name, name)] for name in numbers}
        self._strengths = strengths
        self._place = place
        self._ends = sorted((numbers["person"], numbers["alter"]))
        self.person: Key = strengths._people.named(numbers.pop("person"))
        self.alter: Key = strengths._people.named(numbers.pop("alter"))
        self.strength: float = numbers.pop("strength")
        self.low: float = numbers.pop("low")
        self.high: float = numbers.pop("high")
        self.evidence: float = numbers.pop("evidence")
        self.forward: float = numbers.pop("forward")
        self.backward: float = numbers.pop("backward")
        self.blocks: dict[str, float] = numbers
        """trust, communication, respect, reciprocity, alignment, empathy, in [0, 1]; NaN: not on record."""

    def building_blocks(self) -> BuildingBlocks:
        """The six building blocks from both sides, each with its 90 % interval; seen from `person`."""
        strengths, (low, high) = self._strengths, self._ends
        turned = strengths._people.index(self.person) != low
        return BuildingBlocks(
            strengths._explainer, self._place, self._place + 1, [low], [high], strengths._people, turned
        )

    def explain(self) -> Explanation:
        """Why the tie is as strong as it is: a sum that anybody can check."""
        return Explanation(self)

    def _facts(self) -> dict[str, Any]:
        return {"forward": self.forward, "backward": self.backward, **self.blocks}

    def __repr__(self) -> str:
        return (
            f"TieStrength: {self.person} and {self.alter}, {self.strength:.2f} "
            f"({self.low:.2f} to {self.high:.2f}), on {self.evidence:.3g} interactions"
        )


class Explanation(Table):
    """Why a tie is as strong as it is: base plus the reasons' log_odds is the log-odds of the strength.

    Columns: aspect (a building block, rhythm or setting), log_odds (what it adds; below 0 it weakens),
    sentence (what the records say); the weightiest first.
    """

    def __init__(self, tie: TieStrength) -> None:
        """Used by tertius itself; see TieStrength.explain."""
        people = tie._strengths._people
        low, high = (people.display_name(place) for place in tie._ends)
        explainer = tie._strengths._explainer
        self.base, self._reasons, self._unscored, self.log_odds = explainer.explain(tie._place, low, high)
        self._tie = tie
        self._library = people.library

    @property
    def strength(self) -> float:
        """The strength that is explained."""
        return self._tie.strength

    @property
    def reasons(self) -> list[tuple[str, float, str]]:
        """(aspect, log-odds that it adds, what the records say), the weightiest first."""
        return [(aspect, log_odds, sentence) for aspect, log_odds, sentence, _ in self._reasons]

    @property
    def unscored(self) -> list[str]:
        """The building blocks that the records cannot show: they add nothing and are not counted as 0."""
        return list(self._unscored)

    @property
    def records(self) -> dict[str, dict[str, list[int]]]:
        """The rows that each aspect rests on, by table: {"trust": {"commitments": [0, 3]}, ...}.

        Of a long log of interactions, those that weigh most. Empty where a ledger gave the strengths.
        """
        return {aspect: dict(records) for aspect, _, _, records in self._reasons}

    @property
    def sentences(self) -> list[str]:
        """The reasons in plain words, the weightiest first."""
        return [sentence for _, _, sentence in self.reasons]

    def _columns(self) -> Mapping[str, Any]:
        aspects, log_odds, sentences = zip(*self.reasons, strict=True)
        return {"aspect": list(aspects), "log_odds": np.array(log_odds), "sentence": list(sentences)}

    def _line(self) -> str:
        return f"Explanation of {self._tie!r}"

    def __len__(self) -> int:
        return len(self._reasons)

    def __repr__(self) -> str:
        return f"{self._line()}: {'; '.join(self.sentences)}"


def tie_strengths(
    net: Network,
    at: Any = None,
    horizon_days: float = 90,
    model: StrengthModel | str | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> TieStrengths:
    """How strong every tie is, why, and how sure: for all pairs in contact or in a relationship by `at`.

    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    horizon_days
        How far ahead a strength looks: it is the chance of contact within so many days, > 0.
    model
        None: the shipped weights, refined on the network's own past; "shipped": not refined; or a
        StrengthModel, taken as it is.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Raises InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: logistic tie strength after Gilbert and Karahalios, CHI 2009; evidence from Urena-Carrion et al.
    2020.

    >>> import tertius as tt
    >>> s = tt.tie_strengths(tt.samples.enron())
    >>> s
    TieStrengths: 2097 ties among 184 people at 2002-06-21, 90 days ahead, refined on the network's past
    >>> bool(s["e107", "e114"].low <= s["e107", "e114"].strength <= s["e107", "e114"].high)
    True
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    if not isinstance(model, StrengthModel) and model not in (None, "shipped"):
        raise InvalidOption(
            f'model is {shown(model)}; must be None, "shipped" or a StrengthModel', "option.model"
        )
    core = _core.tie_strengths(
        net._core,
        options.moment("at", at),
        options.number("horizon_days", horizon_days),
        model._core if isinstance(model, StrengthModel) else None,
        model is None,
        options.thread_count(threads),
        as_callback(progress),
    )
    return TieStrengths(core, net._people, net._core)


def require_strengths(s: TieStrengths) -> TieStrengths:
    """Guard line of everything that needs strengths."""
    if not isinstance(s, TieStrengths):
        raise TypeError(f"TieStrengths are wanted, not {type(s).__name__}; see tie_strengths(net)")
    return s


def require_strengths_of(net: Network, s: TieStrengths) -> TieStrengths:
    """Guard line of what needs a network and the strengths of its ties."""
    ours, theirs = net._people, require_strengths(s)._people
    if ours is not theirs and not np.array_equal(ours.named(), theirs.named()):
        raise InvalidInput("the strengths are of other people than the network's", "strengths.people")
    return s


def strengths_at(net: Network, at: Any, s: TieStrengths | None, progress: Progress = None) -> TieStrengths:
    """The strengths given, if they are of that moment; without any, those of the network's ties at it."""
    if s is None:
        return tie_strengths(net, at=at, progress=progress)
    judged = require_strengths_of(net, s).at
    if at is not None and options.moment("at", at) != int(judged.astype(np.int64)):
        raise InvalidInput(f"the strengths are of {judged}, at is {shown(at)}; leave one out", "strengths.at")
    return s


def _from_either_side(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Each row twice, the second time seen from the alter; sorted by person and alter."""
    doubled = {
        name: np.concatenate([column, columns[_SEEN_FROM_ALTER.get(name, name)]])
        for name, column in columns.items()
    }
    order = np.lexsort((doubled["alter"], doubled["person"]))
    return {name: column[order] for name, column in doubled.items()}
