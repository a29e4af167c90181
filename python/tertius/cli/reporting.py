"""`tertius report`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas
from tertius.cli.grouping import brokers_shown, clusters_shown
from tertius.cli.habits import tips_shown
from tertius.cli.introducing import introductions_shown
from tertius.cli.options import AsJson, At, Everybody, Files, HorizonDays, Limit, Me, SampleName, Store
from tertius.cli.reading import read
from tertius.cli.screen import complain, progress, show, write_json
from tertius.cli.summary import dormant_shown, figures_shown, layers_shown, types_shown
from tertius.cli.ties import fading_shown, ties_shown
from tertius.cli.week import week_shown


def report(
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    me: Me = None,
    everybody: Everybody = False,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Also write the report as a page.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Even over a file that is no report.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """The network at a glance: ties, introductions, clusters and brokers; and a page of them.

    Example: tertius report --sample enron --me e107 --at 2001-10-01 -o report.html
    """
    source = read(files, sample, store, me)
    ego = None if everybody else source.ego
    with progress("Judging ties") as told:
        found = tt.network_report(
            source.network, ego=ego, at=at, horizon_days=horizon_days, limit=limit, progress=told
        )
    if output:
        found.to_html(output, overwrite=overwrite)
    if as_json:
        write_json(**_parts(found))
    else:
        show(source.network, lambda canvas: report_shown(canvas, found, limit))
    if output:
        complain(f"wrote {output}")


def _parts(found: tt.NetworkReport) -> dict[str, Any]:
    """All parts that are rows."""
    parts = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    rows = {name: getattr(part, "ego", part) for name, part in parts.items() if name != "ego"}
    head = {"at": found.strengths.at, "horizon_days": found.strengths.horizon_days, "ego": found.ego}
    told = {name: part for name, part in rows.items() if isinstance(part, tt.Rows)}
    return {**head, "modularity": found.clusters.quality, **told}


def report_shown(canvas: Canvas, found: tt.NetworkReport, limit: int) -> RenderableType:
    """The whole report, part after part."""
    parts = _parts(found)

    def shown(name: str, how: Callable[[Canvas, tt.Rows], RenderableType]) -> list[RenderableType]:
        return [how(canvas, parts[name])] if len(parts.get(name, ())) else []

    week = [week_shown(canvas, parts, found.ego, limit)] if found.ego is not None and "due" in parts else []
    return Group(
        _heading_shown(found),
        *shown("figures", figures_shown),
        *week,
        ties_shown(canvas, found.ties, found.ego),
        fading_shown(canvas, found.fading, found.ego),
        *shown("dormant", dormant_shown),
        introductions_shown(canvas, found.introductions, found.ego),
        *shown("layers", layers_shown),
        *shown("types", types_shown),
        clusters_shown(canvas, found.circles, found.clusters),
        brokers_shown(canvas, found.brokers),
        *shown("tips", tips_shown),
    )


def _heading_shown(found: tt.NetworkReport) -> RenderableType:
    from tertius.report.page_words import PageWords

    page = PageWords(found)
    heading = Text(f"\n{page.title}", "bold")
    if found.ego is not None and page.role(found.ego):
        heading.append(f", {page.role(found.ego)}")
    heading.append(f"\n{page.at}, looking {page.horizon} ahead", "not bold dim")
    figures = Text(", ").join(Text(f"{what}: {figure}") for figure, what, _ in page.figures)
    return Group(heading, figures)
