"""Who is one person under several keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tertius import frames
from tertius.display import Table
from tertius.errors import InvalidOption
from tertius.identity.accounts import Account, Individual, Meetings, accounts_of, individual_of
from tertius.identity.candidates import candidates, pairs_of
from tertius.identity.evidence import AT_ODDS, MOST_BY_NAME_ALONE, Comparing, Evidence
from tertius.identity.shared_addresses import CONFIDENCE, connected, links_by_address
from tertius.network.network import Network
from tertius.network.same_person import SamePerson
from tertius.options import number
from tertius.progress import Progress, as_callback


class Identities(Table):
    """Who is surely, and who may be, one person; each decision with its reason, to be judged and undone."""

    def __init__(
        self, sure: Sequence[SamePerson], doubtful: Sequence[SamePerson], library: frames.Library = None
    ) -> None:
        self.sure = list(sure)
        """To be taken over as they are: ``net.unite(identities.sure)``."""
        self.doubtful = list(doubtful)
        """To be judged one by one, most likely first. Somebody may stand in several."""
        self._library = library

    def __len__(self) -> int:
        return len(self.sure) + len(self.doubtful)

    def _columns(self) -> Mapping[str, Any]:
        rows = [*self.sure, *self.doubtful]
        return {
            "kept": _column([row.kept for row in rows]),
            "other": _column([row.other for row in rows]),
            "decision": _column(["sure"] * len(self.sure) + ["doubtful"] * len(self.doubtful)),
            "confidence": np.array([row.confidence for row in rows], dtype=np.float64),
            "reason": _column([row.reason for row in rows]),
        }

    def __repr__(self) -> str:
        return f"Identities: {len(self.sure)} sure, {len(self.doubtful)} doubtful"


def same_people(
    net: Network,
    other: Network | None = None,
    *,
    sure: float = 0.95,
    doubtful: float = 0.5,
    progress: Progress = None,
) -> Identities:
    """Who in a network that several sources tell of is one person under several keys.

    net, other
        The network, usually several sources merged; with `other`, both together.
    sure, doubtful
        The probabilities from which on two people are surely, or may be, one.

    An address is sure by itself: an e-mail address or profile that is in both, also where e-mail addresses
    differ in upper and lower case alone, or at Gmail in dots and what follows a +. It is not where it is a
    desk's (info@), or its holders are called differently or have two profiles. Everybody else is compared as
    Fellegi and Sunter do: name, employer (also by e-mail domain), position, place, contacts in common, and
    what speaks against: different middle names, one message to both, two addresses of one source in use at
    the same time. The weights and their sources are in ``tertius.identity.evidence``.

    A name alone is at most doubtful, however rare: something else has to agree. Nor are two whom one source
    keeps apart ever taken for one without an address. Where several people of a source fit one, each lessens
    the others' confidence, so that a tie is doubtful.

    The key kept is a profile's before an e-mail address before any other, then the one that more records
    name. Neither the order of people nor what they are keyed by changes who is one. Cost: O(people) within
    blocks of at most 100 who share parts of a name.

    Raises InvalidOption.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     people={
    ...         "key": ["ada-lovelace", "ada@x.org", "ada.l@y.org"],
    ...         "name": ["Ada Lovelace", "Ada Lovelace", "Ada King"],
    ...         "aliases": [["linkedin.com/in/ada-lovelace", "ada@x.org"], [], []],
    ...     }
    ... )
    >>> found = tt.same_people(net)
    >>> found
    Identities: 1 sure, 0 doubtful
    >>> found.sure[0].kept, found.sure[0].reason
    ('ada-lovelace', 'the e-mail address ada@x.org is in both')
    >>> len(net.unite(found.sure))
    2
    """
    sure, doubtful = _probability("sure", sure), _probability("doubtful", doubtful)
    if doubtful > sure:
        raise InvalidOption(f"doubtful is {doubtful}; must be at most sure, {sure}", "option.doubtful")
    told = as_callback(progress) or (lambda share: None)
    known_by = None
    if other is not None:
        known_by = dict.fromkeys(other.people["key"].tolist(), "the other network")
        known_by |= dict.fromkeys(net.people["key"].tolist(), "the first network")
        net = net.merge(other)
    accounts = accounts_of(net, known_by)
    links, unsure = links_by_address(accounts)
    edges = [_Edge(link.one, link.other, link.reason, CONFIDENCE) for link in links]
    individuals, individual_at = _individuals(accounts, edges)
    told(0.2)
    matches = _matches(
        individuals, Meetings(net, individual_at, len(individuals)), individual_at, unsure, told
    )
    by_evidence, open_questions = _decided(individuals, matches, sure, doubtful)
    edges += by_evidence
    found = _sure(accounts, edges)
    kept = {decision.other: decision.kept for decision in found}
    told(1.0)
    return Identities(found, _doubtful(individuals, open_questions, kept), net._library)


@dataclass(frozen=True)
class _Edge:
    """Two accounts that are one person."""

    one: int
    other: int
    reason: str
    confidence: float


@dataclass(frozen=True)
class _Match:
    """Two individuals who may be one."""

    one: int
    other: int
    evidence: Evidence
    confidence: float = 0.0
    """The probability that they are one and no rival is."""

    @property
    def reason(self) -> str:
        return ", ".join(self.evidence.reasons)


def _probability(name: str, value: float) -> float:
    probability = number(name, value)
    if not 0 <= probability <= 1:
        raise InvalidOption(f"{name} is {probability}; must be from 0 to 1", f"option.{name}")
    return probability


def _individuals(accounts: Sequence[Account], edges: Iterable[_Edge]) -> tuple[list[Individual], Any]:
    """Everybody, those who are linked together as one; and where each account's individual stands."""
    groups = connected(len(accounts), ((edge.one, edge.other) for edge in edges))
    grouped = {place for group in groups for place in group}
    alone = ([place] for place in range(len(accounts)) if place not in grouped)
    found = [individual_of([accounts[place] for place in group]) for group in (*groups, *alone)]
    found.sort(key=lambda individual: str(individual.kept.key))
    individual_at = np.empty(len(accounts), dtype=np.int64)
    for place, individual in enumerate(found):
        individual_at[[account.place for account in individual.accounts]] = place
    return found, individual_at


def _matches(
    individuals: Sequence[Individual],
    meetings: Meetings,
    individual_at: Any,
    unsure: Iterable[list[int]],
    told: Any,
) -> list[_Match]:
    """All pairs for whom there is evidence worth keeping, with the confidence that rivals leave them."""
    shared = [sorted({int(individual_at[place]) for place in places}) for places in unsure]
    sharing = {pair for places in shared for pair in pairs_of(places)}
    comparing = Comparing(individuals, meetings)
    pairs = candidates(individuals, shared)
    matches = []
    for done, (one, other) in enumerate(pairs):
        evidence = comparing.evidence(
            individuals[one], individuals[other], (one, other), (one, other) in sharing
        )
        if evidence is not None:
            matches.append(_Match(one, other, evidence))
        if done % 4096 == 0:
            told(0.2 + 0.7 * done / len(pairs))
    return _weighed_against_rivals(individuals, matches)


def _weighed_against_rivals(individuals: Sequence[Individual], matches: Sequence[_Match]) -> list[_Match]:
    """Of all whom a source knows, or who are at odds, at most one is meant: they share the odds."""
    fitting: dict[int, list[tuple[int, float]]] = {}
    for match in matches:
        fitting.setdefault(match.one, []).append((match.other, match.evidence.odds))
        fitting.setdefault(match.other, []).append((match.one, match.evidence.odds))

    at_odds = {(match.one, match.other) for match in matches if match.evidence.contradiction <= AT_ODDS}

    def exclude(one: int, other: int) -> bool:
        apart = (min(one, other), max(one, other)) in at_odds
        return apart or bool(individuals[one].sources & individuals[other].sources)

    def share(one: int, other: int, odds: float) -> float:
        rivals = (its_odds for rival, its_odds in fitting[one] if rival != other and exclude(rival, other))
        return odds / (1 + odds + sum(rivals))

    weighed = []
    for match in matches:
        odds = match.evidence.odds
        confidence = min(share(match.one, match.other, odds), share(match.other, match.one, odds))
        if match.evidence.is_by_name_alone:
            confidence = min(confidence, MOST_BY_NAME_ALONE)
        weighed.append(_Match(match.one, match.other, match.evidence, confidence))
    return sorted(weighed, key=lambda match: (-match.confidence, match.one, match.other))


def _decided(
    individuals: Sequence[Individual], matches: Sequence[_Match], sure: float, doubtful: float
) -> tuple[list[_Edge], list[_Match]]:
    """Edges between those who are surely one, best first; and the matches that are left to be judged."""
    groups = _Groups(individuals, matches)
    edges, open_questions = [], []
    for match in matches:
        is_sure = match.confidence >= sure and match.evidence.may_be_sure
        if is_sure and groups.join(match.one, match.other):
            one, other = individuals[match.one].kept.place, individuals[match.other].kept.place
            edges.append(_Edge(one, other, match.reason, match.confidence))
        elif match.evidence.probability >= doubtful:
            open_questions.append(match)
    return edges, [match for match in open_questions if not groups.are_one(match.one, match.other)]


class _Groups:
    """Individuals joined by evidence: nobody twice from one source, nobody with whom they are at odds."""

    def __init__(self, individuals: Sequence[Individual], matches: Sequence[_Match]) -> None:
        self._individuals = individuals
        self._members: dict[int, tuple[int, ...]] = {
            place: (place,) for match in matches for place in (match.one, match.other)
        }
        self._at_odds = {
            (match.one, match.other) for match in matches if match.evidence.contradiction <= AT_ODDS
        }

    def are_one(self, one: int, other: int) -> bool:
        return other in self._members[one]

    def join(self, one: int, other: int) -> bool:
        """Whether they are one now; they stay apart where a source knows both."""
        ours, theirs = self._members[one], self._members[other]
        if other in ours:
            return True
        if self._sources(ours) & self._sources(theirs) or self._are_at_odds(ours, theirs):
            return False
        for member in (*ours, *theirs):
            self._members[member] = (*ours, *theirs)
        return True

    def _sources(self, members: Iterable[int]) -> set[str]:
        return {source for member in members for source in self._individuals[member].sources}

    def _are_at_odds(self, ours: Iterable[int], theirs: Sequence[int]) -> bool:
        return any((min(one, other), max(one, other)) in self._at_odds for one in ours for other in theirs)


def _sure(accounts: Sequence[Account], edges: Sequence[_Edge]) -> list[SamePerson]:
    """Who is whom, and why: by the reasons that lead from the key that is kept."""
    reasons: dict[int, dict[int, _Edge]] = {}
    for edge in edges:
        reasons.setdefault(edge.one, {}).setdefault(edge.other, edge)
        reasons.setdefault(edge.other, {}).setdefault(edge.one, edge)
    found = []
    for group in connected(len(accounts), ((edge.one, edge.other) for edge in edges)):
        kept = min(group, key=lambda place: accounts[place].rank)
        found += _reached(kept, accounts, reasons)
    return sorted(found, key=lambda decision: (str(decision.kept), str(decision.other)))


def _reached(
    kept: int, accounts: Sequence[Account], reasons: Mapping[int, Mapping[int, _Edge]]
) -> list[SamePerson]:
    found = []
    confidence = {kept: 1.0}
    waiting = deque([kept])
    while waiting:
        place = waiting.popleft()
        for other in sorted(reasons[place], key=lambda one: accounts[one].rank):
            if other in confidence:
                continue
            edge = reasons[place][other]
            confidence[other] = min(confidence[place], edge.confidence)
            reason = edge.reason if place == kept else f"{edge.reason} (with {accounts[place].key})"
            found.append(SamePerson(accounts[kept].key, accounts[other].key, reason, confidence[other]))
            waiting.append(other)
    return found


def _doubtful(
    individuals: Sequence[Individual], matches: Iterable[_Match], kept: Mapping[Any, Any]
) -> list[SamePerson]:
    """By the keys that are left once those who are surely one are."""
    best: dict[tuple[Any, Any], SamePerson] = {}
    for match in matches:
        first, last = sorted(
            (individuals[match.one].kept, individuals[match.other].kept), key=lambda one: one.rank
        )
        keys = (kept.get(first.key, first.key), kept.get(last.key, last.key))
        if keys[0] != keys[1] and keys[::-1] not in best:
            best.setdefault(keys, SamePerson(*keys, match.reason, match.confidence))
    return list(best.values())


def _column(items: list[Any]) -> Any:
    column = np.empty(len(items), dtype=object)
    column[:] = items
    return column
