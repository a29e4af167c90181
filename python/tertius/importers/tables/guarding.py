"""Cells that a spreadsheet would take for a formula.

An apostrophe before them makes a spreadsheet show them as they are; it is taken away again when the table is
read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The cell to write."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cells: Sequence[str]) -> list[str]:
    """What the cells of a column say."""
    if not any(cell[:1] == "'" for cell in cells):
        return list(cells)
    return [cell[1:] if cell[:1] == "'" and _LIKE_A_FORMULA.match(cell) else cell for cell in cells]
