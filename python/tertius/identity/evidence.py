"""How much speaks for two accounts being one person, in the manner of Fellegi and Sunter.

Each comparison has a chance m to come out so if the two are one person, and u if they are not; ln(m / u)
is its weight. The weights are added to the log-odds before anything was compared,

    ln(odds) = -ln(people + 100) + the sum of ln(m / u),    probability = odds / (1 + odds)

for among n people of a source about one in n is the one looked for. u is how common a thing is in this
network, drawn towards what is common elsewhere, so that a rare name says more than a frequent one (Winkler's
weights by value). The m are stated here and not fitted: a person's own few sources hold no truth to fit
them to. What rests on the same fact is counted once: an e-mail address that spells a name stands in for the
name, an employer's domain for the employer.

I. P. Fellegi and A. B. Sunter, A theory for record linkage, JASA 64 (1969) 1183-1210.
W. E. Winkler, String comparator metrics and enhanced decision rules in the Fellegi-Sunter model, 1990.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from tertius.display import counted
from tertius.identity import organisation_names
from tertius.identity.accounts import Individual, Meetings
from tertius.identity.person_names import Likeness, PersonName, folded, likeness, spellings_in_email
from tertius.word_lists import word_list

MOST_BY_NAME_ALONE = 0.9
"""The probability that a name can give without anything else that agrees."""
LEAST_AGREEMENT = 1.5
"""What else must agree, in units of ln(m / u), before a name can be sure."""

AT_ODDS = -3.0
"""What speaks so against two being one forbids to be sure of it, whatever agrees."""

_BEYOND = 100
"""People beyond the network among whom the one looked for may be."""
_POPULATION = 2000
"""How many people elsewhere the counts of words in names are drawn towards."""
_COMMON, _UNCOMMON = 0.006, 0.0005
"""Shares of people elsewhere who bear a word that is, or is not, among the common names."""

_AGREES = {Likeness.same: 0.85, Likeness.form: 0.1, Likeness.slip: 0.03, Likeness.alike: 0.02}
"""m: how often two sources write a part of somebody's name so; an initial agrees as often by chance."""
_SHARE_BEYOND = {Likeness.form: 0.002, Likeness.slip: 0.0002, Likeness.alike: 0.001}
"""u beyond the share of the two words: of others who bear a word as near."""
_OTHER_GIVEN, _OTHER_FAMILY = math.log(0.01 / 0.97), math.log(0.04 / 0.99)
_FROM_THE_MIDDLE, _TURNED_ROUND, _IN_BRACKETS = -1.2, -0.5, -0.3
_SAME_MIDDLE, _OTHER_MIDDLE, _OTHER_GENERATION, _GENERATION_UNTOLD = 1.5, -4.0, -6.0, -0.7

_OTHER_EMPLOYER, _OTHER_PLACE = -1.0, -0.5
_SAME_HANDLE, _SHARED_ADDRESS = 3.0, 3.0
_MOST_BY_ALTERS = 5.0
_TWO_AT_ONE_EMPLOYER = -3.0
_MOST_BY_EMPLOYER = 6.0
_SAME_OCCASION, _MORE_OCCASIONS, _MOST_OCCASIONS = -3.0, -1.5, -6.0
_ONE_SOURCE, _AT_ONE_TIME = -2.0, -1.0
_TWO_PROFILES = -12.0
_HOPELESS = -3.0
"""Log-odds that are not worth keeping: one in twenty."""


@dataclass
class Evidence:
    """What the comparison of two people came to."""

    weight: float = 0.0
    """The log-odds that they are one."""
    agreement: float = 0.0
    """What agrees beside the name."""
    contradiction: float = 0.0
    """What speaks against it as such, not only for want of agreement: 0 or less."""
    reasons: list[str] = field(default_factory=list)

    @property
    def odds(self) -> float:
        return math.exp(min(self.weight, 700.0))

    @property
    def probability(self) -> float:
        return 1 / (1 + math.exp(-max(self.weight, -700.0)))

    @property
    def is_by_name_alone(self) -> bool:
        return self.agreement < LEAST_AGREEMENT

    @property
    def may_be_sure(self) -> bool:
        return not self.is_by_name_alone and self.contradiction > AT_ODDS

    def agree(self, weight: float, reason: str) -> None:
        if weight > 0:
            self.weight += weight
            self.agreement += weight
            self.reasons.append(reason)

    def contradict(self, weight: float, reason: str) -> None:
        self.weight += weight
        self.contradiction += weight
        self.reasons.append(f"but {reason}")


class Comparing:
    """Compares people of one network, knowing how common there is what they have in common."""

    def __init__(self, individuals: Sequence[Individual], meetings: Meetings) -> None:
        self._size = len(individuals)
        self._meetings = meetings
        self._words = _counts(individuals, lambda one: {word for name in one.names for word in name.words})
        self._organisations = _counts(individuals, _employer_names)
        self._positions = _counts(individuals, lambda one: one.positions)
        self._places = _counts(individuals, lambda one: one.places)
        self._compared: dict[tuple[PersonName, PersonName], tuple[float, float]] = {}

    def evidence(
        self, one: Individual, other: Individual, places: tuple[int, int], is_shared: bool
    ) -> Evidence | None:
        """What speaks for and against two people being one; None if it comes to nothing.

        `is_shared`: they hold an address together that alone proves nothing.
        """
        found = self._name_evidence(one, other)
        if found.weight <= 0 and not is_shared:
            return None
        found.weight -= math.log(self._size + _BEYOND)
        if is_shared:
            found.agree(_SHARED_ADDRESS, "an address that others may use too is in both")
        if one.handles & other.handles:
            found.agree(_SAME_HANDLE, "the same word before the @ of two addresses")
        self._compare_work(one, other, found)
        self._compare_places(one, other, found)
        if found.weight + _MOST_BY_ALTERS < _HOPELESS:
            return None
        self._compare_ties(places, found)
        self._compare_sources(one, other, places, found)
        return found if found.weight >= _HOPELESS else None

    def _name_evidence(self, one: Individual, other: Individual) -> Evidence:
        """The best that any of one's names and any of the other's come to."""
        pairs = [*itertools.product(one.names, other.names), *_spelt(one, other), *_spelt(other, one)]
        if not pairs:
            return Evidence()
        weight, contradiction, (first, last) = max(
            ((*self._name_weight(pair), pair) for pair in pairs), key=lambda weighed: weighed[:2]
        )
        same = sorted(first.words) == sorted(last.words)
        reasons = ["the same name" if same else "names that may be one"]
        if contradiction:
            reasons.append("but part of it differs")
        return Evidence(weight, contradiction=contradiction, reasons=reasons)

    def _name_weight(self, pair: tuple[PersonName, PersonName]) -> tuple[float, float]:
        if pair not in self._compared:
            self._compared[pair] = self._compare_names(*pair)
        return self._compared[pair]

    def _compare_names(self, one: PersonName, other: PersonName) -> tuple[float, float]:
        """The weight of two names, and the part of it that contradicts."""
        straight = (
            _best(_givens(one), _givens(other), self._given),
            _best(_families(one), _families(other), self._family),
        )
        turned = (
            _best(_givens(one), _families(other), self._given) + _TURNED_ROUND,
            _best(_families(one), _givens(other), self._family),
        )
        parts = (*max(straight, turned, key=sum), _middles(one, other), _generations(one, other))
        return sum(parts), sum(part for part in parts if part <= AT_ODDS)

    def _given(self, one: str, other: str) -> float:
        return self._part(one, other, _OTHER_GIVEN)

    def _family(self, one: str, other: str) -> float:
        return self._part(one, other, _OTHER_FAMILY)

    def _part(self, one: str, other: str, different: float) -> float:
        near = likeness(one, other)
        if near is Likeness.initial:
            return 0.0
        if near is Likeness.ending:
            return AT_ODDS
        if near is Likeness.different:
            return different
        share = self._share_of_word(one)
        if near is not Likeness.same:
            share += self._share_of_word(other) + _SHARE_BEYOND[near]
        return math.log(_AGREES[near] / share)

    def _share_of_word(self, word: str) -> float:
        elsewhere = _COMMON if word in _common_names() else _UNCOMMON
        return (self._words[word] + _POPULATION * elsewhere) / (self._size + _POPULATION)

    def _compare_work(self, one: Individual, other: Individual, found: Evidence) -> None:
        best = max(self._employer_agreements(one, other), default=None)
        if best is not None:
            weight, reason = best
            found.agree(weight / 2 if _bears_their_name(one, other) else weight, reason)
            if one.own_employers & other.own_employers and not one.emails & other.emails:
                found.contradict(_TWO_AT_ONE_EMPLOYER, "by two addresses there")
        elif _employer_names(one) and _employer_names(other):
            found.weight += _OTHER_EMPLOYER
        for position in sorted(one.positions):
            if any(organisation_names.is_like(position, theirs) for theirs in other.positions):
                share = _share(self._positions[position], self._size, 50)
                found.agree(min(2.0, math.log(0.4 / share)), "the same position")
                break

    def _employer_agreements(self, one: Individual, other: Individual) -> Iterator[tuple[float, str]]:
        for ours, theirs in itertools.product(one.organisations, other.organisations):
            if agreement := organisation_names.agreement(ours, theirs):
                weight = self._employer_weight("".join(ours), "".join(theirs)) * agreement
                yield weight, "the same organisation" if agreement == 1 else "organisations that may be one"
        for label in one.employers & other.employers:
            yield self._employer_weight(label), "e-mail addresses at the same organisation"
        for emails, organisations in ((one, other), (other, one)):
            for label, words in itertools.product(emails.employers, organisations.organisations):
                if organisation_names.label_agrees(label, words):
                    weight = self._employer_weight(label, "".join(words))
                    yield weight, "an e-mail address at the other's organisation"

    def _employer_weight(self, *names: str) -> float:
        share = _share(max(self._organisations[name] for name in names), self._size, 200)
        return min(_MOST_BY_EMPLOYER, math.log(0.6 / share))

    def _compare_places(self, one: Individual, other: Individual, found: Evidence) -> None:
        both = sorted(one.places & other.places)
        if both:
            share = _share(self._places[both[0]], self._size, 20)
            found.agree(min(2.5, math.log(0.7 / share)), "the same place")
        elif one.places and other.places:
            found.weight += _OTHER_PLACE

    def _compare_ties(self, places: tuple[int, int], found: Evidence) -> None:
        """Alters in common, by how few know them (whom half know is the owner); meetings of both."""
        alters = self._meetings.alters_in_common(*places)
        known_to = self._meetings.alter_counts[alters]
        alters, known_to = alters[2 * known_to < self._size - 1], known_to[2 * known_to < self._size - 1]
        shares = (known_to + 1) / (self._size + 20)
        weight = float(np.maximum(0.0, np.log(0.3 / shares)).sum()) / 2
        found.agree(min(_MOST_BY_ALTERS, weight), f"{counted(len(alters), 'contact')} in common")
        together = self._meetings.in_common(*places)
        if together:
            against = max(_MOST_OCCASIONS, _SAME_OCCASION + _MORE_OCCASIONS * (together - 1))
            found.contradict(against, f"both took part in {counted(together, 'message')} or meetings")

    def _compare_sources(
        self, one: Individual, other: Individual, places: tuple[int, int], found: Evidence
    ) -> None:
        if one.profiles and other.profiles and not one.profiles & other.profiles:
            found.contradict(_TWO_PROFILES, "each has a profile of their own")
        elif one.sources & other.sources:
            found.contradict(_ONE_SOURCE, "one source knows both")
            if one.emails and other.emails and self._meetings.at_one_time(*places):
                found.contradict(_AT_ONE_TIME, "both addresses were in use at the same time")


def _counts(individuals: Sequence[Individual], what: Callable[[Individual], Iterable[str]]) -> Counter[str]:
    return Counter(word for individual in individuals for word in set(what(individual)))


def _share(count: int, size: int, elsewhere: int) -> float:
    return (count + 1) / (size + elsewhere)


def _employer_names(individual: Individual) -> set[str]:
    return {"".join(words) for words in individual.organisations} | individual.employers


def _bears_their_name(one: Individual, other: Individual) -> bool:
    """Whether the employer is called as they are: in a family's firm a surname tells little."""
    words = {word for name in (*one.names, *other.names) for word in name.words if len(word) > 1}
    return any(words & set(employer) for employer in one.organisations | other.organisations)


def _givens(name: PersonName) -> list[tuple[str, float]]:
    """What may be the given name, and what each reading costs."""
    told = [(name.given, 0.0)] if name.given else []
    return [
        *told,
        *((word, _FROM_THE_MIDDLE) for word in name.middle),
        *((word, _IN_BRACKETS) for word in name.also),
    ]


def _families(name: PersonName) -> list[tuple[str, float]]:
    """What may be the surname; nothing where only one word is told."""
    if not name.family:
        return []
    middle = ((word, _FROM_THE_MIDDLE) for word in name.middle)
    return [(name.family, 0.0), *middle, *((word, _IN_BRACKETS) for word in name.also)]


def _best(
    ours: list[tuple[str, float]], theirs: list[tuple[str, float]], weigh: Callable[[str, str], float]
) -> float:
    """The best that two parts of names come to; nothing where either is not told."""
    return max((weigh(a, b) + x + y for a, x in ours for b, y in theirs), default=0.0)


def _middles(one: PersonName, other: PersonName) -> float:
    """What stands between given name and surname, where these are the same or an initial of it."""
    if not one.middle or not other.middle or one.family != other.family or one.given[0] != other.given[0]:
        return 0.0
    agree = any(a.startswith(b) or b.startswith(a) for a in one.middle for b in other.middle)
    return _SAME_MIDDLE if agree else _OTHER_MIDDLE


def _generations(one: PersonName, other: PersonName) -> float:
    if one.generation == other.generation:
        return 0.0
    return _OTHER_GENERATION if one.generation and other.generation else _GENERATION_UNTOLD


def _spelt(named: Individual, unnamed: Individual) -> Iterator[tuple[PersonName, PersonName]]:
    """Names that stand run together before another's @, and what is told of them there."""
    if unnamed.letters:
        for name in named.names:
            for spelling, told in spellings_in_email(name).items():
                if spelling in unnamed.letters:
                    yield name, told


@cache
def _common_names() -> frozenset[str]:
    return frozenset(map(folded, word_list("common_names")))
