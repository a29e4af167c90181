"""`tertius due`."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Column, Columns, date, number, span
from tertius.cli.naming import find_person
from tertius.cli.options import AsJson, At, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import progress, show, write_json
from tertius.keys import Key
from tertius.spoken import percent


def due(
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    at: At = None,
    touches: Annotated[int, typer.Option("--touches", min=1, help="How many contacts to plan.")] = 5,
    important: Annotated[
        list[str] | None,
        typer.Option(
            "--important", metavar="PERSON=WEIGHT", help="Who matters more, or less, than 1; again."
        ),
    ] = None,
    within_days: Annotated[
        float, typer.Option("--within-days", help="How long ago a milestone may be.")
    ] = 90,
    horizon_days: HorizonDays = 90,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """This week: who is due, whom to contact first, what to congratulate on, promises, gifts.

    Example: tertius due --sample consultant
    """
    source = read(files, sample, store, me)
    net, ego = source.network, source.required_ego
    importance = dict(_weight(net, text) for text in important or ())
    with progress("Looking at the week"):
        s = tt.tie_strengths(net, at=at, horizon_days=horizon_days)
        week = {
            "due": tt.due_contacts(net, ego, at=at, limit=limit),
            "plan": tt.touch_plan(net, ego, touches=touches, importance=importance or None, s=s),
            "celebrations": tt.celebrations(net, ego, within_days=within_days, s=s),
            "commitments": tt.open_commitments(net, ego, at=at),
            "gifts": tt.gifts(net, ego, limit=limit, s=s),
        }
    if as_json:
        write_json(at=at or last_record(net), ego=ego, **week)
    else:
        show(net, lambda canvas: _shown(canvas, net, week, ego, at or last_record(net), limit))


def _weight(net: tt.Network, text: str) -> tuple[Key, float]:
    person, _, weight = text.rpartition("=")
    try:
        worth = float(weight)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no PERSON=WEIGHT", param_hint="--important") from None
    return find_person(net, person), worth


def last_record(net: tt.Network) -> Any:
    """The time of the last interaction; None without any."""
    times = net.interactions["time"]
    return times.max() if len(times) else None


def _shown(
    canvas: Canvas,
    net: tt.Network,
    week: dict[str, tt.Rows],
    ego: Key,
    at: datetime.datetime | Any,
    limit: int,
) -> RenderableType:
    heading = Text("\nThe week of ", "bold").append_text(canvas.person(ego))
    return Group(heading, Text(date(at), "dim"), week_shown(canvas, week, ego, limit))


def week_shown(canvas: Canvas, week: dict[str, tt.Rows], ego: Key, limit: int) -> RenderableType:
    """All five parts, each of at most so many rows."""
    return Group(
        _due_shown(canvas, week["due"], limit),
        _plan_shown(canvas, week["plan"]),
        _celebrations_shown(canvas, week["celebrations"], limit),
        _commitments_shown(canvas, week["commitments"], ego, limit),
        _gifts_shown(canvas, week["gifts"], limit),
    )


def _due_shown(canvas: Canvas, rows: tt.Rows, limit: int) -> RenderableType:
    cells: Cells = [
        [
            canvas.person(rows["alter"][row]),
            Text(percent(rows["overdue"][row]), "yellow"),
            span(rows["silence_days"][row]),
            span(rows["usual_gap_days"][row]),
        ]
        for row in range(min(limit, len(rows)))
    ]
    columns: Columns = ["with", number("overdue"), number("silent for"), number("usually")]
    return _part(canvas, "Due contacts", columns, cells, rows, limit, "Nobody is due.")


def _plan_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    cells: Cells = [
        [
            canvas.person(rows["alter"][row]),
            percent(rows["before"][row]),
            Text(percent(rows["after"][row]), "green"),
        ]
        for row in range(len(rows))
    ]
    columns: Columns = ["contact", number("now"), number("then")]
    nobody = "No contact would make the network stronger."
    return _part(canvas, "The contacts that do most", columns, cells, rows, len(rows), nobody)


def _celebrations_shown(canvas: Canvas, rows: tt.Rows, limit: int) -> RenderableType:
    cells: Cells = [
        [
            canvas.person(rows["person"][row]),
            str(rows["kind"][row] or "milestone").replace("_", " "),
            f"{span(rows['age_days'][row])} ago",
        ]
        for row in range(min(limit, len(rows)))
    ]
    columns: Columns = ["who", "what", number("when")]
    return _part(canvas, "Worth a word", columns, cells, rows, limit, "Nothing to congratulate on.")


def _commitments_shown(canvas: Canvas, rows: tt.Rows, ego: Key, limit: int) -> RenderableType:
    def called(key: Key) -> Text:
        return Text("you") if key == ego else canvas.name(key)

    cells: Cells = [
        [
            called(rows["owner"][row]),
            called(rows["to"][row]),
            date(rows["due"][row]),
            _days_left(rows["days_left"][row]),
            percent(rows["risk"][row]),
        ]
        for row in range(min(limit, len(rows)))
    ]
    columns: Columns = ["who", "promised", Column("due", whole=True), number("left"), number("late?")]
    return _part(canvas, "Open promises", columns, cells, rows, limit, "No promise is open.")


def _days_left(days: float) -> Text:
    return Text(span(days), "yellow") if days < 0 else Text(span(days))


def _gifts_shown(canvas: Canvas, rows: tt.Rows, limit: int) -> RenderableType:
    cells: Cells = []
    for row in range(min(limit, len(rows))):
        through = rows["through"][row]
        given = Text(str(rows["kind"][row]))
        if through is not None:
            given.append(": ").append_text(canvas.name(through))
        cells.append([canvas.person(rows["alter"][row]), str(rows["need"][row] or ""), given])
    columns: Columns = ["to", "needs", "give"]
    return _part(
        canvas, "What you could give", columns, cells, rows, limit, "Nobody is known to need what you have."
    )


def _part(
    canvas: Canvas,
    title: str,
    columns: Columns,
    cells: Cells,
    rows: tt.Rows,
    limit: int,
    otherwise: str,
) -> RenderableType:
    if not cells:
        return canvas.part(title, canvas.nothing(otherwise))
    more = len(rows) - limit
    note = f"{more} more with --limit" if more > 0 else ""
    reasons = rows["reason"].tolist()[: len(cells)]
    return canvas.part(title, canvas.rows(columns, cells, "why", reasons), note=note)
