"""Lists of words that ship with the package: one or several a line, # begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line."""
    text = files("tertius").joinpath("data", "words", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_list(name: str) -> frozenset[str]:
    """All words."""
    return frozenset(word for line in word_lines(name) for word in line)
