"""That two keys name one person."""

from __future__ import annotations

from dataclasses import dataclass

from tertius.display import Facts
from tertius.keys import Key


@dataclass(frozen=True)
class SamePerson(Facts):
    """The decision that two keys name one person, with its reason, so that it can be judged and undone."""

    kept: Key
    """The key that they go by."""
    other: Key
    """The key that stands for them elsewhere."""
    reason: str
    """In words: "the e-mail address ada@x.org is in both"."""
    confidence: float = 1.0
    """How sure that is, 0 to 1."""
