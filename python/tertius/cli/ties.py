"""`tertius strengths`."""

from __future__ import annotations

import datetime

from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Column, Columns, between, number
from tertius.cli.options import AsJson, At, Everybody, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import progress, show, write_json
from tertius.keys import Key
from tertius.spoken import percent


def strengths(
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    everybody: Everybody = False,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """The strongest ties, how sure that is, and what speaks for them.

    Example: tertius strengths --sample enron --me e107 --limit 5
    """
    from tertius.report.network_report import strongest_ties

    source = read(files, sample, store, me)
    ego = None if everybody else source.ego
    s = judged(source.network, at, horizon_days)
    rows = strongest_ties(s, ego, limit)
    if as_json:
        write_json(at=s.at, horizon_days=s.horizon_days, ego=ego, ties=rows)
    else:
        show(source.network, lambda canvas: ties_shown(canvas, rows, ego))


def judged(net: tt.Network, at: datetime.datetime | None, horizon_days: float) -> tt.TieStrengths:
    """The strengths, with their progress shown."""
    with progress("Judging ties") as told:
        return tt.tie_strengths(net, at=at, horizon_days=horizon_days, progress=told)


def ties_shown(canvas: Canvas, rows: tt.Rows, ego: Key | None) -> RenderableType:
    bar = [Column("", whole=True)] if canvas.wide else []
    cells: Cells = []
    for row in range(len(rows)):
        strength, low, high = (float(rows[name][row]) for name in ("strength", "low", "high"))
        drawn = [canvas.bar(strength, low, high)] if canvas.wide else []
        cells.append([pair(canvas, rows, row, ego), *drawn, Text(percent(strength)), between(low, high)])
    title = "The strongest ties"
    if not cells:
        return canvas.part(title, canvas.nothing("No tie is on record."))
    columns: Columns = [_whom(ego), *bar, number("strength"), Column("90 %", whole=True)]
    return canvas.part(title, canvas.rows(columns, cells, "what speaks for it", rows["reason"].tolist()))


def fading_shown(canvas: Canvas, rows: tt.Rows, ego: Key | None) -> RenderableType:
    title = "Fading ties"
    if not len(rows):
        return canvas.part(title, canvas.nothing("No tie that was alive one horizon ago is fading."))
    cells: Cells = []
    for row in range(len(rows)):
        sure = " !" if rows["sure"][row] else ""
        lost = Text(f"-{100 * rows['loss'][row]:.0f}{sure}", "yellow")
        was, now = percent(rows["before"][row]), percent(rows["strength"][row])
        cells.append([pair(canvas, rows, row, ego), Text(was), Text(now), lost])
    note = "! clearly: the intervals of then and now lie apart" if rows["sure"].any() else ""
    columns: Columns = [_whom(ego), number("then"), number("now"), number("lost")]
    return canvas.part(title, canvas.rows(columns, cells, "silence", rows["reason"].tolist()), note=note)


def pair(canvas: Canvas, rows: tt.Rows, row: int, ego: Key | None) -> Text:
    """The other one of a tie of ego's, or both."""
    person, alter = rows["person"][row], rows["alter"][row]
    return canvas.person(alter) if ego is not None else canvas.names((person, alter), " and ")


def _whom(ego: Key | None) -> str:
    return "with" if ego is not None else "between"
