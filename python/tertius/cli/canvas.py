"""What all answers look like in a terminal: people by name, strengths as bars, rows that fit its width."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

import tertius as tt
from tertius.display import plain_text
from tertius.keys import Key
from tertius.spoken import spoken_date

_BAR_WIDTH = 12
_NARROW = 90
_GAP = 2
_LEAST_WIDTH = 8
_MOST_OF_A_NAME = 36


@dataclass(frozen=True)
class Column:
    """How one column of a table stands."""

    heading: str
    right: bool = False
    whole: bool = False
    """Never broken into lines."""


Columns = list[Column | str]
"""A mere heading stands for a column of words."""
Cells = list[list[Text | str]]
"""The rows of a table: what is mere text cannot steer the terminal."""


def number(heading: str) -> Column:
    return Column(heading, right=True, whole=True)


class Canvas:
    """Draws one network's answers for one console."""

    def __init__(self, network: tt.Network, console: Console) -> None:
        self._people = network._people
        self.width = console.width
        self.wide = console.width >= _NARROW
        self.ascii_only = console.options.ascii_only
        self._positions = network.people["position"] if "position" in network.people.columns else None

    def person(self, key: Key) -> Text:
        """A name, and what they are."""
        place = self._people.index(key)
        shown = self.name(key)
        position = None if self._positions is None else self._positions[place]
        if position:
            shown.append(f" {plain_text(position)}", "not bold dim")
        return shown

    def name(self, key: Key) -> Text:
        return Text(plain_text(self._people.display_name(self._people.index(key))), "bold")

    def names(self, keys: Iterable[Key], between: str = ", ") -> Text:
        return Text(between).join(self.name(key) for key in keys)

    def bar(self, value: float, low: float, high: float) -> Text:
        """A share between 0 and 1: thick up to where its interval begins, coloured up to where that ends."""
        thick, thin, mark = ("=", "-", "o") if self.ascii_only else ("━", "─", "●")
        last = _BAR_WIDTH - 1
        if value != value:
            return Text(thin * _BAR_WIDTH, "dim")
        from_, at, to = (round(last * share) for share in (low, value, high))
        shown = Text(thick * from_ + thin * (to - from_), "cyan").append(thin * (_BAR_WIDTH - to), "dim cyan")
        return shown[:at].append(mark, "bold cyan").append_text(shown[at + 1 :])

    def part(self, title: str, *shown: RenderableType, note: str = "") -> RenderableType:
        """An answer under its title."""
        return Group(
            Text(), Text(plain_text(title), "bold green"), *shown, *([Text(note, "dim")] if note else [])
        )

    def nothing(self, why: str) -> RenderableType:
        return Text(why, "dim")

    def rows(
        self,
        columns: Columns,
        rows: Cells,
        said: str = "",
        sentences: Sequence[str] = (),
        every: int = 1,
    ) -> RenderableType:
        """A table; what is said of each row stands beside it, or beneath where the terminal is narrow.

        every
            So many rows belong together.
        """
        stand = [column if isinstance(column, Column) else Column(column) for column in columns]
        cells = [[cell if isinstance(cell, Text) else Text(plain_text(cell)) for cell in row] for row in rows]
        told = [Text(plain_text(sentence)) for sentence in sentences]
        if self.wide or not told:
            return _beside(stand, cells, said, told, every)
        return self._beneath(stand, cells, told, every)

    def _beneath(
        self, columns: list[Column], rows: list[list[Text]], told: list[Text], every: int
    ) -> RenderableType:
        widths = [
            max(len(column.heading), *(row[place].cell_len for row in rows))
            for place, column in enumerate(columns)
        ]
        first = self.width - sum(widths[1:]) - _GAP * (len(columns) - 1)
        widths[0] = max(_LEAST_WIDTH, min(widths[0], first))
        head = _grid(columns, widths)
        head.add_row(*(Text(column.heading, "dim") for column in columns))
        shown: list[RenderableType] = [head]
        for place, (row, sentence) in enumerate(zip(rows, told, strict=True)):
            if place and place % every == 0:
                shown.append(Text())
            line = _grid(columns, widths)
            line.add_row(*row)
            shown += [line, Padding(sentence, (0, 0, 0, _GAP), expand=False)]
        return Group(*shown)


def _beside(columns: list[Column], rows: list[list[Text]], said: str, told: list[Text], every: int) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", border_style="dim"
    )
    for place, column in enumerate(columns):
        names = place == 0 or not column.right
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            no_wrap=column.whole,
            overflow="fold",
            min_width=_LEAST_WIDTH if names and not column.whole else None,
            max_width=_MOST_OF_A_NAME if told and place == 0 else None,
        )
    if told:
        table.add_column(said, overflow="fold", ratio=1)
    for place, row in enumerate(rows):
        ends = every > 1 and place % every == every - 1
        table.add_row(*row, *told[place : place + 1], end_section=ends)
    return table


def _grid(columns: list[Column], widths: list[int]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        grid.add_column(justify="right" if column.right else "left", width=width, overflow="fold")
    return grid


def between(low: float, high: float) -> Text:
    """An interval of shares, rounded outwards: 40-80."""
    known = low == low and high == high
    return Text(f"{math.floor(100 * low)}-{math.ceil(100 * high)}" if known else "", "dim")


def span(days: float) -> str:
    """So many days in a unit that can be grasped: 9 days, 5 weeks, 7 months, 3 years."""
    if days != days:
        return ""
    for unit, length, least in (("year", 365.25, 730.0), ("month", 30.44, 61.0), ("week", 7.0, 14.0)):
        if abs(days) >= least:
            return f"{days / length:.0f} {unit}s"
    count = f"{days:.0f}"
    return f"{count} day{'' if count in ('1', '-1') else 's'}"


def date(time: object) -> str:
    """3 May 2026; nothing for what is not known."""
    return "" if str(time) == "NaT" or time is None else spoken_date(time)
