"""Who is surely one person because an address says so, and where an address cannot say."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tertius.addresses import email_address, is_profile, is_shared_mailbox, profile_name
from tertius.identity.accounts import Account
from tertius.identity.person_names import names_agree, person_name

CONFIDENCE = 0.999
"""Of people who share an address: it may be handed on, or mistyped."""
_MOST_NAMES = 12


@dataclass(frozen=True)
class Link:
    """Two accounts that hold one address."""

    one: int
    other: int
    reason: str


def links_by_address(accounts: Sequence[Account]) -> tuple[list[Link], list[list[int]]]:
    """The links that are sure; and the places of people who share an address that proves nothing.

    An e-mail address or profile in two accounts makes them one person; addresses that differ in case alone
    are one. Not so the mailbox of a desk (info@), nor an address whose holders are called differently, have
    two profiles, or are by their other addresses tied to such: who these are is left to other evidence.
    """
    shared = [(address, holders) for address, holders in _holders(accounts).items() if len(holders) > 1]
    personal = [(address, holders) for address, holders in shared if not is_shared_mailbox(address)]
    sound = [held for held in personal if _may_be_one(held[1])]
    groups = connected(
        len(accounts),
        ((one.place, other.place) for _, held in sound for one, other in itertools.pairwise(held)),
    )
    torn = {
        place
        for group in groups
        if len(group) > 2 and not _may_be_one([accounts[place] for place in group])
        for place in group
    }
    links = [
        link
        for address, holders in sound
        if holders[0].place not in torn
        for link in _links(address, holders)
    ]
    unsure = [
        [holder.place for holder in holders]
        for _, holders in personal
        if holders[0].place in torn or not _may_be_one(holders)
    ]
    return links, unsure


def _holders(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    """Who holds each address, whoever's key would be kept first."""
    holders: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda account: account.rank):
        for address in account.addresses:
            holders.setdefault(address, []).append(account)
    return holders


def _may_be_one(accounts: Sequence[Account]) -> bool:
    names = {person_name(account.name) for account in accounts}
    profiles = {
        profile_name(address) for account in accounts for address in account.addresses if is_profile(address)
    }
    return (
        len(profiles) < 2
        and len(names) <= _MOST_NAMES
        and all(names_agree(one, other) for one, other in itertools.combinations(names, 2))
    )


def _links(address: str, holders: Sequence[Account]) -> Iterator[Link]:
    first, *rest = holders
    for other in rest:
        yield Link(first.place, other.place, _reason(first.addresses[address], other.addresses[address]))


def _reason(one: str, other: str) -> str:
    if one.lower() != other.lower():
        return f"the e-mail addresses {one} and {other} reach one mailbox"
    if one != other:
        return f"the e-mail addresses {one} and {other} differ in upper and lower case alone"
    if is_profile(one):
        return f"the profile {one} is in both"
    return f"the e-mail address {one} is in both" if email_address(one) else f"one is also called {one}"


def connected(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups of two and more into which pairs join the numbers below `size`, each in order."""
    leader = list(range(size))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in pairs:
        first, last = sorted((lead(one), lead(other)))
        leader[last] = first
    groups: dict[int, list[int]] = {}
    for place in range(size):
        groups.setdefault(lead(place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]
