"""Organisations' names, so that Acme Inc., ACME and somebody@acme.com are seen to agree."""

from __future__ import annotations

import re
from functools import lru_cache

from tertius.person_names import words_of
from tertius.word_lists import word_list

_SHORTEST_TELLING_LABEL = 4
_BETWEEN_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")


@lru_cache(maxsize=65536)
def organisation_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without legal forms; all words where it has no others."""
    words = words_of(_BETWEEN_INITIALS.sub("", text))
    telling = [word for word in words if word not in word_list("legal_forms")]
    return tuple(telling or words)


def names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one but for order and spaces."""
    return bool(one) and (sorted(one) == sorted(other) or "".join(one) == "".join(other))


def is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name begins with all of the other: Siemens, Siemens Healthineers."""
    shorter, longer = sorted((one, other), key=len)
    return (
        bool(shorter)
        and len("".join(shorter)) >= _SHORTEST_TELLING_LABEL
        and longer[: len(shorter)] == shorter
    )


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
