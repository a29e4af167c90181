"""What a network tells of somebody that may show them to be somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.addresses import (
    email_address,
    employer_label,
    is_profile,
    is_shared_mailbox,
    mailbox,
    profile_name,
)
from tertius.identity.organisation_names import organisation_words
from tertius.identity.person_names import (
    PersonName,
    letters_of_email,
    name_in_email,
    names_agree,
    person_name,
    spellings_in_email,
    words_of,
)
from tertius.keys import Key
from tertius.network.network import Network

_PEOPLE_COLUMNS = {
    "relationships": ("from", "to"),
    "interactions": ("from", "to"),
    "commitments": ("owner", "to"),
    "exchanges": ("giver", "receiver"),
    "introductions": ("broker", "a", "b"),
    "milestones": ("person",),
}
_TEXTS = ("name", "organisation", "position", "location")
_UNRECORDED = "no source"
_SHORTEST_HANDLE = 5


@dataclass(frozen=True)
class Account:
    """What stands under one key."""

    place: int
    key: Key
    name: str
    organisation: str
    position: str
    location: str
    addresses: dict[str, str]
    """For the key and each alias the form in which they are compared, and how they are written."""
    sources: frozenset[str]
    records: int
    """How many records speak of them."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """Which of several keys is kept: a profile's, then an e-mail address; then what most records name."""
        if isinstance(self.key, str) and (
            is_profile(self.key) or f"linkedin.com/in/{self.key}" in self.addresses
        ):
            kind = 0
        else:
            kind = 1 if isinstance(self.key, str) and email_address(self.key) else 2
        return kind, -self.records, str(self.key)


@dataclass(frozen=True)
class Individual:
    """Accounts that are surely one person, seen together."""

    accounts: tuple[Account, ...]
    """The one whose key is kept comes first."""
    names: tuple[PersonName, ...]
    letters: frozenset[str]
    """Of the e-mail addresses of somebody who is nowhere named in full."""
    handles: frozenset[str]
    """What stands before the @ and is no form of the name."""
    organisations: frozenset[tuple[str, ...]]
    employers: frozenset[str]
    """By the domains of e-mail addresses."""
    own_employers: frozenset[str]
    """By addresses of their own, not a desk's."""
    positions: frozenset[str]
    places: frozenset[str]
    profiles: frozenset[str]
    emails: frozenset[str]
    sources: frozenset[str]

    @property
    def kept(self) -> Account:
        return self.accounts[0]


def accounts_of(network: Network, sources: dict[Key, str] | None = None) -> list[Account]:
    """Everybody in a network; whom no record with a source names is of the source given for them."""
    people = {name: network.people[name] for name in network.people}
    keys = people["key"].tolist()
    told_by, records = _records_of(network)
    texts = {name: people.get(name, [None] * len(keys)) for name in _TEXTS}
    aliases = people.get("aliases", [()] * len(keys))
    return [
        Account(
            place,
            key,
            **{name: column[place] or "" for name, column in texts.items()},
            addresses={compared(text): text for text in (*reversed(aliases[place]), str(key))},
            sources=frozenset(told_by.get(place) or {(sources or {}).get(key, _UNRECORDED)}),
            records=int(records[place]),
        )
        for place, key in enumerate(keys)
    ]


def compared(text: str) -> str:
    """An address or key in the form in which it is compared: an e-mail address by its mailbox."""
    return mailbox(text) if email_address(text) else text


def _records_of(network: Network) -> tuple[dict[int, set[str]], NDArray[np.int64]]:
    """Which sources speak of each person, and how many records do."""
    told_by: dict[int, set[str]] = {}
    records = np.zeros(len(network), dtype=np.int64)
    for table, roles in _PEOPLE_COLUMNS.items():
        columns = network._core.columns(table)
        for role in roles:
            people = np.asarray(columns.get(role, ()), dtype=np.int64)
            records += np.bincount(people, minlength=len(network))
            if "source" in columns and len(people):
                codes, words = columns["source"]
                known = codes < len(words)
                pairs = np.unique(people[known] * len(words) + codes[known])
                for pair in pairs.tolist():
                    told_by.setdefault(pair // len(words), set()).add(words[pair % len(words)])
    return told_by, records


def individual_of(accounts: Iterable[Account]) -> Individual:
    """What several accounts of one person tell together."""
    ranked = tuple(sorted(accounts, key=lambda account: account.rank))
    addresses = {address: text for account in ranked for address, text in account.addresses.items()}
    emails = [address for address in addresses if email_address(address)]
    own_emails = [email for email in emails if not is_shared_mailbox(email)]
    own = [addresses[email].lower().partition("@")[0] for email in own_emails]
    written = [name for account in ranked if (name := person_name(account.name))]
    is_full = any(name.is_full for name in written)
    spelled = [] if is_full else [name for local in own if _fits(name := name_in_email(local), written)]
    return Individual(
        accounts=ranked,
        names=tuple(dict.fromkeys((*written, *spelled))),
        letters=frozenset() if is_full else frozenset(filter(None, map(letters_of_email, own))),
        handles=frozenset(local for local in own if _is_handle(local, written)),
        organisations=frozenset(_known(ranked, lambda account: organisation_words(account.organisation))),
        employers=frozenset(filter(None, map(employer_label, emails))),
        own_employers=frozenset(filter(None, map(employer_label, own_emails))),
        positions=frozenset(_known(ranked, lambda account: " ".join(words_of(account.position)))),
        places=frozenset(
            _known(ranked, lambda account: " ".join(words_of(account.location.partition(",")[0])))
        ),
        profiles=frozenset(profile_name(address) for address in addresses if is_profile(address)),
        emails=frozenset(emails),
        sources=frozenset(source for account in ranked for source in account.sources),
    )


def _fits(spelled: PersonName, written: list[PersonName]) -> bool:
    return bool(spelled) and all(names_agree(spelled, name) for name in written)


def _is_handle(local: str, names: list[PersonName]) -> bool:
    """Whether a local part is somebody's own word, and neither short nor made of their name."""
    spelt = name_in_email(local) or any(letters_of_email(local) in spellings_in_email(name) for name in names)
    return len(local) >= _SHORTEST_HANDLE and not spelt


def _known(accounts: Iterable[Account], what: Callable[[Account], Any]) -> Iterator[Any]:
    return filter(None, map(what, accounts))


class Meetings:
    """Who is tied to whom, and who took part in the same message or meeting."""

    def __init__(self, network: Network, individual_at: NDArray[np.int64], individuals: int) -> None:
        self._columns = {table: network._core.columns(table) for table in ("relationships", "interactions")}
        self._individual_at = individual_at
        self._individuals = individuals

    def alters_in_common(self, one: int, other: int) -> NDArray[np.int64]:
        """Who is tied to both."""
        return np.intersect1d(self._alters.row(one), self._alters.row(other), assume_unique=True)

    @cached_property
    def alter_counts(self) -> NDArray[np.int64]:
        return np.diff(self._alters.offsets)

    def in_common(self, one: int, other: int) -> int:
        """In how many messages or meetings both took part."""
        return len(np.intersect1d(self._occasions.row(one), self._occasions.row(other), assume_unique=True))

    def at_one_time(self, one: int, other: int) -> bool:
        """Whether both are heard of over the same stretch of time."""
        first, last = self._spans
        return bool(max(first[one], first[other]) < min(last[one], last[other]))

    @cached_property
    def _alters(self) -> _Rows:
        pairs = [
            self._individual_at[np.stack([columns["from"], columns["to"]]).astype(np.int64)]
            for columns in self._columns.values()
            if len(columns.get("from", ()))
        ]
        both = np.concatenate([np.zeros((2, 0), dtype=np.int64), *pairs], axis=1)
        both = both[:, both[0] != both[1]]
        return _Rows.of(np.concatenate([both, both[::-1]], axis=1), self._individuals)

    @cached_property
    def _occasions(self) -> _Rows:
        columns = self._columns["interactions"]
        if not len(columns.get("from", ())):
            return _Rows.of(np.zeros((2, 0), dtype=np.int64), self._individuals)
        occasions = _occasions(columns)
        people = self._individual_at[np.concatenate([columns["from"], columns["to"]]).astype(np.int64)]
        return _Rows.of(np.stack([people, np.concatenate([occasions, occasions])]), self._individuals)

    @cached_property
    def _spans(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        columns = self._columns["interactions"]
        bounds = np.iinfo(np.int64)
        first = np.full(self._individuals, bounds.max)
        last = np.full(self._individuals, bounds.min)
        for role in ("from", "to"):
            if len(columns.get(role, ())):
                people = self._individual_at[columns[role].astype(np.int64)]
                np.minimum.at(first, people, columns["time"])
                np.maximum.at(last, people, columns["time"])
        return first, last


def _occasions(columns: dict[str, Any]) -> NDArray[np.int64]:
    """A number for each row: the same where rows are of one record, or of one sender and time."""
    sent = np.stack([columns["from"].astype(np.int64), columns["time"]])
    if "record" in columns:
        codes, words = columns["record"]
        source = columns["source"][0] if "source" in columns else np.zeros(len(codes), dtype=np.int64)
        recorded = codes < len(words)
        sent[:, recorded] = np.stack([-1 - source.astype(np.int64), codes.astype(np.int64)])[:, recorded]
    return np.unique(sent, axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)


@dataclass(frozen=True)
class _Rows:
    """For each individual a sorted list of numbers."""

    offsets: NDArray[np.int64]
    items: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, pairs: NDArray[np.int64], individuals: int) -> _Rows:
        """From the pairs of an individual and a number, repeated ones once."""
        distinct = np.unique(pairs, axis=1)
        return cls(np.searchsorted(distinct[0], np.arange(individuals + 1)), distinct[1])

    def row(self, individual: int) -> NDArray[np.int64]:
        return self.items[self.offsets[individual] : self.offsets[individual + 1]]
