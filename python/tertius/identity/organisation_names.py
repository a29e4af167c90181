"""Organisations' names, so that Acme Inc., ACME and somebody@acme.com are seen to agree."""

from __future__ import annotations

import re
from functools import lru_cache

from tertius.identity.person_names import words_of
from tertius.word_lists import word_list

_SHORTEST_TELLING_LABEL = 4
_LIKE = 90
"""Of 100: the similarity from which on two texts are one with slips."""
_BETWEEN_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")


@lru_cache(maxsize=65536)
def organisation_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without legal forms; all words where it has no others."""
    words = words_of(_BETWEEN_INITIALS.sub("", text))
    telling = [word for word in words if word not in word_list("legal_forms")]
    return tuple(telling or words)


@lru_cache(maxsize=1 << 18)
def agreement(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """1 for one name, but for order, spaces and slips; 0.5 where one begins with all of the other; else 0."""
    if (
        sorted(one) == sorted(other)
        or "".join(one) == "".join(other)
        or is_like(" ".join(one), " ".join(other))
    ):
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    begins = len("".join(shorter)) >= _SHORTEST_TELLING_LABEL and longer[: len(shorter)] == shorter
    return 0.5 if begins else 0.0


def is_like(one: str, other: str) -> bool:
    """Whether two texts hold the same words, but for slips."""
    try:
        from rapidfuzz.fuzz import token_sort_ratio
    except ImportError:
        raise ImportError("comparing names needs rapidfuzz: pip install 'tertius[imports]'") from None
    return token_sort_ratio(one, other) >= _LIKE


@lru_cache(maxsize=1 << 18)
def label_agrees(label: str, words: tuple[str, ...]) -> bool:
    """Whether a domain's label stands for the name: "acme", "acmeworks" or "aw" for Acme Works."""
    label, joined = "".join(words_of(label)), "".join(words)
    if not label or not joined:
        return False
    initials = "".join(word[0] for word in words)
    if label == joined or (len(words) > 1 and label == initials):
        return True
    shorter, longer = sorted((label, joined), key=len)
    return len(shorter) >= _SHORTEST_TELLING_LABEL and longer.startswith(shorter)
