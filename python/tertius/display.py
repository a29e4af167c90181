"""How results show themselves: one telling line, and a short table in a notebook."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from tertius import frames

_ROWS_SHOWN = 10
_SENTENCE = 50
_STEERING = ("Cc", "Zl", "Zp")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Table:
    """Columns of equal length, with a data frame and a notebook's table of them.

    What derives from it gives `_columns()`, a name -> array mapping, and `_library`, the data-frame library
    that its people came from.
    """

    _library: frames.Library = None

    def _columns(self) -> Mapping[str, Any]:
        raise NotImplementedError

    def to_frame(self, like: Any = None) -> Any:
        """One row an item, as a data frame of the library of `like` (a frame, or a library's name).

        Without `like`: of the library that the network came from, else pandas.
        """
        return frames.to_frame(self._columns(), like, self._library)

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self._line())}</p>" + _html_table(self._columns())

    def _line(self) -> str:
        """What stands above the table."""
        return repr(self)


class Facts:
    """One value with a few facts, shown in a notebook as a line and a table of a row a fact.

    What derives from it gives `_facts()`, a name -> fact mapping; a dataclass need not.
    """

    def _facts(self) -> Mapping[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def _repr_html_(self) -> str:
        return facts_as_html(self, self._facts())


def facts_as_html(value: object, facts: Mapping[str, Any]) -> str:
    """A value's line, and a row for each fact; everything escaped."""
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(_cell(fact))}</td></tr>"
        for name, fact in facts.items()
    )
    return f"<p>{html.escape(repr(value))}</p><table><tbody>{rows}</tbody></table>"


def _html_table(columns: Mapping[str, Any]) -> str:
    """The first rows, every cell escaped."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    rows = zip(*(_cells(column) for column in columns.values()), strict=True)
    body = "".join("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(column: Any) -> list[str]:
    return [_cell(item) for item in column[:_ROWS_SHOWN]]


def _html_cell(text: str) -> str:
    """A cell; sentences get room and begin at the left."""
    style = ' style="min-width: 22em; text-align: left"' if len(text) > _SENTENCE else ""
    return f"<td{style}>{html.escape(text)}</td>"


def _cell(item: Any) -> str:
    if item is None or item != item:
        return ""
    if isinstance(item, (float, np.floating)):
        return f"{item:.4g}"
    if isinstance(item, tuple):
        return "; ".join(map(str, item))
    return str(item)


def counted(count: int, thing: str) -> str:
    """1 person, 2 people; 0 ties."""
    if thing == "person":
        return f"{count} {'person' if count == 1 else 'people'}"
    return f"{count} {thing}{'' if count == 1 else 's'}"


def plain_text(text: str) -> str:
    """A text that cannot steer what shows it: control and direction marks stand as escapes (\\x1b)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    steers = unicodedata.category(character) in _STEERING or character in _TURNING
    return ascii(character)[1:-1] if steers else character
