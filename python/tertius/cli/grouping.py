"""`tertius clusters`."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Columns, number
from tertius.cli.options import AsJson, At, Everybody, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import show, write_json
from tertius.cli.ties import judged
from tertius.spoken import percent


def clusters(
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
    """Who belongs together, and what sets them apart; with --json, also who is in which cluster.

    Of one person's network the circles around them, in which they themselves hold nobody together.

    Example: tertius clusters --sample enron --at 2001-10-01
    """
    from tertius.report.network_report import central_people

    source = read(files, sample, store, me)
    ego = None if everybody else source.ego
    s = judged(source.network, at, horizon_days)
    found = tt.detect_clusters(s) if ego is None else tt.circles_around(s, ego)
    rows = _named(central_people(s, found, limit, ego), tt.describe_clusters(s, found))
    if as_json:
        members = tt.Rows("Members", found.to_frame(like={}))
        head = {"at": s.at, "horizon_days": s.horizon_days, "ego": ego, "modularity": found.quality}
        write_json(**head, clusters=rows, members=members)
    else:
        show(source.network, lambda canvas: clusters_shown(canvas, rows, found))


def _named(rows: tt.Rows, described: tt.ClusterDescriptions) -> tt.Rows:
    """The clusters, with what each may be called."""
    found = [described[cluster] for cluster in rows["cluster"].tolist()]
    columns = {column: rows[column] for column in rows}
    traits = [", ".join(map(str, one.traits)) for one in found]
    return tt.Rows("Clusters", {**columns, "name": [one.name for one in found], "traits": traits})


def clusters_shown(canvas: Canvas, rows: tt.Rows, found: tt.Clusters) -> RenderableType:
    title = "Clusters"
    if not len(rows):
        return canvas.part(title, canvas.nothing("Nobody stands in a cluster with anybody else."))
    called = "traits" in rows.columns
    cells: Cells = []
    for row in range(len(rows)):
        traits = [rows["traits"][row]] if called else []
        size, inside = str(rows["people"][row]), percent(rows["inside"][row])
        central = canvas.names(rows["central"][row])
        cells.append([Text(str(row + 1)), Text(size), Text(inside), *traits, central])
    alone = int((found.sizes == 1).sum())
    note = f"modularity {found.quality:.3f}" + (f"; {alone} stand alone" if alone else "")
    columns: Columns = [
        number("#"),
        number("people"),
        number("kept inside"),
        *(["what sets them apart"] if called else []),
        "central",
    ]
    return canvas.part(title, canvas.rows(columns, cells), note=note)


def brokers_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    title = "Brokers"
    if not len(rows):
        return canvas.part(title, canvas.nothing("Nobody has ties to more than one cluster."))
    cells: Cells = [
        [
            canvas.person(rows["person"][row]),
            Text(str(rows["clusters"][row])),
            Text(f"{rows['effective_size'][row]:.1f}"),
            Text(f"{rows['constraint'][row]:.3f}"),
            Text(f"{rows['participation'][row]:.2f}"),
        ]
        for row in range(len(rows))
    ]
    headings = ("clusters", "effective size", "constraint", "participation")
    return canvas.part(title, canvas.rows(["broker", *(number(one) for one in headings)], cells))
