"""`tertius introductions`."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Columns, number
from tertius.cli.options import AsJson, At, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import show, write_json
from tertius.cli.ties import judged
from tertius.keys import Key
from tertius.spoken import percent


def introductions(
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """Whom to introduce to each other, with both sides' reasons.

    Example: tertius introductions --sample consultant --limit 3
    """
    source = read(files, sample, store, me)
    ego = source.required_ego
    s = judged(source.network, at, horizon_days)
    rows = tt.suggest_introductions(source.network, s, ego, limit=limit, clusters=tt.detect_clusters(s))
    if as_json:
        write_json(at=s.at, horizon_days=s.horizon_days, ego=ego, introductions=rows)
    else:
        show(source.network, lambda canvas: introductions_shown(canvas, rows, ego))


def introductions_shown(canvas: Canvas, rows: tt.Rows, ego: Key | None) -> RenderableType:
    title = "Introductions worth making"
    if not len(rows):
        return canvas.part(title, canvas.nothing("There is nobody to introduce."))
    cells: Cells = []
    reasons = []
    for row in range(len(rows)):
        for side in ("a", "b"):
            broker = canvas.name(rows["broker"][row]) if ego is None and side == "a" else Text()
            says_yes = percent(rows[f"accept_{side}"][row])
            cells.append([canvas.person(rows[side][row]), Text(says_yes), *([broker] if ego is None else [])])
            reasons.append("; ".join(rows[f"reasons_{side}"][row]))
    columns: Columns = ["introduce", number("says yes"), *(["by"] if ego is None else [])]
    return canvas.part(title, canvas.rows(columns, cells, "because", reasons, every=2))
