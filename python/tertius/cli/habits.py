"""`tertius tips`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Column, Columns, between, number
from tertius.cli.naming import find_person
from tertius.cli.options import AsJson, At, Files, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import progress, show, write_json
from tertius.keys import Key
from tertius.spoken import percent


def tips(
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    with_: Annotated[
        str | None,
        typer.Option(
            "--with", metavar="PERSON", help="As the records of one tie show them.", show_default=False
        ),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """The twelve tips: how well you do by each, how sure that is, and what to do next.

    Example: tertius tips --sample consultant
    """
    source = read(files, sample, store, me)
    net, ego = source.network, source.required_ego
    alter = None if with_ is None else find_person(net, with_)
    with progress("Looking at the tips"):
        found = tt.tips(net, ego, at=at)
    if as_json:
        write_json(ego=ego, tips=found.ego, ties=found.ties if alter is None else _of(found.ties, alter))
    elif alter is None:
        show(net, lambda canvas: tips_shown(canvas, found.ego))
    else:
        show(net, lambda canvas: _tie_shown(canvas, _of(found.ties, alter), alter))


def _of(ties: tt.Rows, alter: Key) -> tt.Rows:
    """The rows of one tie."""
    kept = [row for row in range(len(ties)) if ties["alter"][row] == alter]
    return tt.Rows("Tips", {column: ties[column][kept] for column in ties})


def tips_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    groups = rows["group"].tolist()
    first = [group if group != before else "" for before, group in zip(["", *groups], groups, strict=False)]
    return canvas.part("The twelve tips", _table(canvas, rows, [Text(group, "green") for group in first]))


def _tie_shown(canvas: Canvas, rows: tt.Rows, alter: Key) -> RenderableType:
    title = f"The tips with {canvas.name(alter).plain}"
    return canvas.part(title, _table(canvas, rows) if len(rows) else canvas.nothing("Nothing is on record."))


def _table(canvas: Canvas, rows: tt.Rows, groups: Sequence[Text] = ()) -> RenderableType:
    cells: Cells = []
    for row in range(len(rows)):
        value, low, high = (float(rows[name][row]) for name in ("value", "low", "high"))
        is_known = value == value
        known = Text(percent(value)) if is_known else Text("unknown", "dim")
        interval = between(low, high) if is_known else Text()
        drawn = [canvas.bar(value, low, high)] if canvas.wide else []
        tip = str(rows["tip"][row]).replace("_", " ")
        cells.append([*groups[row : row + 1], tip, *drawn, known, interval])
    bar = [Column("", whole=True)] if canvas.wide else []
    group = [Column("to", whole=True)] if groups else []
    columns: Columns = [*group, Column("tip", whole=True), *bar, number("value"), Column("90 %", whole=True)]
    return canvas.rows(columns, cells, "what to do", rows["advice"].tolist(), every=2)
