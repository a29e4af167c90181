"""The lines of a file of any size, most of which nobody needs to look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

_BLOCK = 1 << 18
_ANY_LINE = re.compile(rb"\n")
_LONGEST_START = 16
"""Bytes of a line that :meth:`FileLines.pass_to` may look at."""
_BEFORE = b"\n\n"
"""What a file is taken to stand after: a blank line."""


class FileLines:
    """A file's lines in order, held a block at a time; `number` is that of the line last taken, from 1."""

    def __init__(
        self, stream: BinaryIO, longest: int, on_block: Callable[[int], object] | None = None
    ) -> None:
        """`longest` bytes of a line are kept; `on_block` is told how many bytes were read."""
        self._stream = stream
        self._longest = longest
        self._on_block = on_block
        self._block = _BEFORE
        self._at = len(_BEFORE)
        self.number = 0

    def peek(self, size: int) -> bytes:
        """The beginning of the next line, its line end included; empty at the end of the file."""
        while True:
            end = self._block.find(b"\n", self._at, self._at + size)
            if end >= 0:
                return self._block[self._at : end + 1]
            if len(self._block) - self._at >= size or not self._read_on():
                return self._block[self._at : self._at + size]

    def take(self) -> bytes | None:
        """The next line without its line end, cut where it is too long; None at the end of the file."""
        end = self._block.find(b"\n", self._at)
        while end < 0:
            if len(self._block) - self._at > self._longest:
                return self._cut_line()
            if not self._read_on():
                end = len(self._block)
                if end == self._at:
                    return None
                break
            end = self._block.find(b"\n", self._at)
        line = self._block[self._at : end]
        self._at = min(end + 1, len(self._block))
        self.number += 1
        return line.removesuffix(b"\r")[: self._longest]

    def pass_to(self, start: re.Pattern[bytes]) -> bool:
        """Passes over lines until the next one to take matches `start`, a newline and the line's beginning.

        False at the end of the file.
        """
        while True:
            found = start.search(self._block, self._at - 1)
            if found:
                self._pass(found.start() + 1)
                return True
            self._pass(max(self._at, len(self._block) - _LONGEST_START))
            if not self._read_on():
                self._pass(len(self._block))
                return False

    def after_blank(self) -> bool:
        """Whether the next line follows an empty one, or begins the file."""
        before = self._block[max(0, self._at - 3) : self._at]
        return before.endswith((b"\n\n", b"\n\r\n"))

    def _pass(self, to: int) -> None:
        self.number += self._block.count(b"\n", self._at, to)
        self._at = to

    def _cut_line(self) -> bytes:
        line = self._block[self._at : self._at + self._longest]
        self._at += self._longest
        self.pass_to(_ANY_LINE)
        return line

    def _read_on(self) -> bool:
        more = self._stream.read(_BLOCK)
        if not more:
            return False
        if self._on_block:
            self._on_block(len(more))
        kept = max(0, self._at - len(_BEFORE) - 1)
        self._block = self._block[kept:] + more
        self._at -= kept
        return True
