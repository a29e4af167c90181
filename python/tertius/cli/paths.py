"""`tertius path`."""

from __future__ import annotations

import itertools
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, number
from tertius.cli.naming import find_person
from tertius.cli.options import AsJson, At, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import show, write_json
from tertius.cli.ties import judged
from tertius.keys import Key
from tertius.spoken import percent


def path(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="PERSON", help="Whom to reach: key, address or name.", show_default=False
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="NAME", help="Or anybody there.", show_default=False),
    ] = None,
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 3,
    as_json: AsJson = False,
) -> None:
    """Who can introduce me to somebody: the chains most likely to get through.

    Example: tertius path --sample enron --me e107 --to e150
    """
    if (to is None) == (organisation is None):
        raise typer.BadParameter("name a person, or an --organisation", param_hint="--to")
    source = read(files, sample, store, me)
    ego = source.required_ego
    net = source.network
    target = find_person(net, to) if to is not None else _people_at(net, organisation or "")
    s = judged(net, at, horizon_days)
    rows = tt.warm_paths(s, ego, target, limit=limit)
    if as_json:
        write_json(at=s.at, horizon_days=s.horizon_days, ego=ego, paths=rows)
    else:
        show(net, lambda canvas: paths_shown(canvas, rows, s))


def _people_at(net: tt.Network, organisation: str) -> list[Key]:
    found: list[Key] = tt.people_with(net, organisation=organisation).tolist()
    if not found:
        raise tt.UnknownPerson(f"nobody is recorded at {organisation!r}")
    return found


def paths_shown(canvas: Canvas, rows: tt.Rows, s: tt.TieStrengths) -> RenderableType:
    title = "Warm paths"
    if not len(rows):
        return canvas.part(title, canvas.nothing("No chain is short enough."))
    cells: Cells = [
        [_chain(canvas, rows, row, s), Text(percent(rows["probability"][row]))] for row in range(len(rows))
    ]
    note = "on each tie its strength, on the weakest in yellow"
    return canvas.part(title, canvas.rows(["chain", number("gets through")], cells), note=note)


def _chain(canvas: Canvas, rows: tt.Rows, row: int, s: tt.TieStrengths) -> Text:
    """Ada -90 %-> Ben -40 %-> Cleo."""
    line, tip = (" -", "-> ") if canvas.ascii_only else (" ─", "─▸ ")
    chain = rows["chain"][row]
    weakest = (rows["weakest_person"][row], rows["weakest_alter"][row])
    shown = canvas.person(chain[0])
    for hop in itertools.pairwise(chain):
        strength = percent(s[hop].strength).replace(" ", "\N{NO-BREAK SPACE}")
        shown.append(f"{line}{strength}{tip}", "yellow" if hop == weakest else "cyan")
        shown.append_text(canvas.person(hop[1]))
    return shown
