"""Which people are worth comparing: those who share two parts of a name, or an address that spells it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from tertius.identity.accounts import Individual
from tertius.identity.person_names import PersonName, given_name_families, spellings_in_email

MOST_IN_A_BLOCK = 100
"""Larger blocks say so little that they are passed over; whoever is in them is also in narrower ones."""
_MOST_WORDS = 5

Block = tuple[str, ...]


def candidates(individuals: Sequence[Individual], shared: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of places, each once, in order; those who share an address in any case.

    Two who have a profile each are not compared: a profile is one person's, and nobody needs two.

    Cost: O(people · MOST_IN_A_BLOCK).
    """
    blocks: dict[Block, list[int]] = {}
    for place, individual in enumerate(individuals):
        for block in set(_blocks(individual)):
            blocks.setdefault(block, []).append(place)
    pairs = {pair for places in shared for pair in pairs_of(places)}
    for places in blocks.values():
        pairs.update(pair for pair in pairs_of(places) if not _has_each_a_profile(individuals, pair))
    return sorted(pairs)


def _has_each_a_profile(individuals: Sequence[Individual], pair: tuple[int, int]) -> bool:
    one, other = (individuals[place].profiles for place in pair)
    return bool(one and other)


def pairs_of(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every two of them, unless they are too many."""
    if len(places) <= MOST_IN_A_BLOCK:
        yield from itertools.combinations(sorted(places), 2)


def _blocks(individual: Individual) -> Iterator[Block]:
    for name in individual.names:
        yield from _name_blocks(name)
        for employer in _employers(individual):
            yield ("at", name.given, employer)
        for spelling in spellings_in_email(name):
            yield ("letters", spelling)
    for letters in individual.letters:
        yield ("letters", letters)
    for handle in individual.handles:
        yield ("handle", handle)


def _name_blocks(name: PersonName) -> Iterator[Block]:
    """The whole name in any order; each part with the beginning or the short forms of another."""
    words = sorted(set(name.words))[:_MOST_WORDS]
    yield ("words", *words)
    for one, other in itertools.permutations(words, 2):
        if len(one) > 1:
            yield ("part", one, other[0])
            for family in given_name_families(other):
                yield ("form", one, str(family))


def _employers(individual: Individual) -> Iterator[str]:
    yield from individual.employers
    for words in individual.organisations:
        yield "".join(words)
        yield words[0]
