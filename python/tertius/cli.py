"""The command line: `tertius report`, and the answers one by one."""

from __future__ import annotations

import datetime
import io
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import numpy as np

try:
    import typer
    from rich.console import Console, RenderableType
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from typer.core import TyperGroup

    from tertius.terminal import Shower
except ModuleNotFoundError as error:
    raise SystemExit(f"error: {error}; the command line needs more: pip install 'tertius[report]'") from None

import tertius as tt
from tertius.display import plain_text
from tertius.report import central_people, strongest_ties


class _Commands(TyperGroup):
    """Says what went wrong in one line instead of a traceback."""

    def invoke(self, context: Any) -> Any:
        try:
            return super().invoke(context)
        except (tt.Error, OSError) as error:
            typer.echo(f"error: {plain_text(str(error))}", err=True)
            raise typer.Exit(1) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Professional networks: how strong each tie is, who should meet whom, who belongs together.",
)


class Sample(str, Enum):
    """Networks that ship with the package."""

    enron = "enron"
    consultant = "consultant"


def _moment(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write 2001-10-01 or 2001-10-01T09:30:00") from None


Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="LinkedIn exports, mailboxes, calendars, address books; or a folder of tables "
        "(interactions.csv, relationships.csv, people.csv; .csv.gz and .parquet, too).",
        show_default=False,
    ),
]
SampleOption = Annotated[
    Sample | None, typer.Option("--sample", help="A network that ships with the package instead.")
]
Me = Annotated[
    str | None, typer.Option("--me", metavar="KEY", help="Whose network; without it, everybody's.")
]
RequiredMe = Annotated[
    str, typer.Option("--me", metavar="KEY", help="Who introduces, or seeks.", show_default=False)
]
At = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--at",
        parser=_moment,
        metavar="DATE",
        help="Later records are not looked at. [default: the last]",
        show_default=False,
    ),
]
HorizonDays = Annotated[float, typer.Option("--horizon-days", help="How far ahead a strength looks.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many rows in a table.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tertius {tt.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: tertius report --sample enron --me e107 --at 2001-10-01 -o report.html")
def report(
    files: Files = None,
    sample: SampleOption = None,
    me: Me = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Also write the report as a page.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Even over a file that is no report.")
    ] = False,
) -> None:
    """The strongest and the fading ties, introductions, clusters and brokers; and a page of them."""
    net = _network(files, sample, me)
    with _progress("Judging ties") as progress:
        found = tt.network_report(
            net, ego=me, at=at, horizon_days=horizon_days, limit=limit, progress=progress
        )
    if output:
        found.to_html(output, overwrite=overwrite)
    _print(net, lambda shower: shower.report(found))
    if output:
        typer.echo(f"\nWrote {plain_text(str(output))}")


@app.command(epilog="Example: tertius strengths --sample enron --me e107 --limit 5")
def strengths(
    files: Files = None,
    sample: SampleOption = None,
    me: Me = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """The strongest ties, how sure that is, and what speaks for them."""
    net = _network(files, sample, me)
    s = _strengths(net, at, horizon_days)
    rows = strongest_ties(s, me, limit)
    if as_json:
        _print_json(s, ties=rows)
    else:
        _print(net, lambda shower: shower.ties(rows, me))


@app.command(epilog="Example: tertius introductions --sample enron --me e107 --limit 3")
def introductions(
    me: RequiredMe,
    files: Files = None,
    sample: SampleOption = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Whom to introduce to each other, with both sides' reasons."""
    net = _network(files, sample, me)
    s = _strengths(net, at, horizon_days)
    rows = tt.suggest_introductions(net, s, me, limit=limit, clusters=tt.detect_clusters(s))
    if as_json:
        _print_json(s, introductions=rows)
    else:
        _print(net, lambda shower: shower.introductions(rows, me))


@app.command(epilog="Example: tertius path --sample enron --me e107 --to e150")
def path(
    me: RequiredMe,
    to: Annotated[str, typer.Option("--to", metavar="KEY", help="Whom to reach.", show_default=False)],
    files: Files = None,
    sample: SampleOption = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 3,
    as_json: AsJson = False,
) -> None:
    """Who can introduce me to somebody: the chains most likely to get through."""
    net = _network(files, sample, me)
    s = _strengths(net, at, horizon_days)
    rows = tt.warm_paths(s, me, to, limit=limit)
    if as_json:
        _print_json(s, paths=rows)
    else:
        _print(net, lambda shower: shower.paths(rows))


@app.command(epilog="Example: tertius clusters --sample enron --at 2001-10-01")
def clusters(
    files: Files = None,
    sample: SampleOption = None,
    at: At = None,
    horizon_days: HorizonDays = 90,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Who belongs together; with --json, also who is in which cluster."""
    net = _network(files, sample)
    s = _strengths(net, at, horizon_days)
    found = tt.detect_clusters(s)
    rows = central_people(s, found, limit)
    if as_json:
        members = tt.Rows("Members", found.to_frame(like={}))
        _print_json(s, modularity=found.quality, clusters=rows, members=members)
    else:
        _print(net, lambda shower: shower.clusters(rows, found))


def _network(files: list[Path] | None, sample: Sample | None, me: str | None = None) -> tt.Network:
    if (not files) == (sample is None):
        raise typer.BadParameter("name files or a folder to read, or --sample enron", param_hint="FILES")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", tt.DataWarning)
        if files:
            with _progress("Reading") as progress:
                net = tt.read_records(files, me, progress=progress)
        else:
            net = tt.samples.enron() if sample is Sample.enron else tt.samples.consultant()
    for warning in caught:
        typer.echo(f"warning: {plain_text(str(warning.message))}", err=True)
    for report in net.imports if files else ():
        typer.echo(str(report), err=True)
    return net


def _strengths(net: tt.Network, at: datetime.datetime | None, horizon_days: float) -> tt.TieStrengths:
    with _progress("Judging ties") as progress:
        return tt.tie_strengths(net, at=at, horizon_days=horizon_days, progress=progress)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], object] | None]:
    """A bar on standard error while the work goes on; nothing where nobody is watching."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn(what), BarColumn(), TextColumn("{task.percentage:3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _print(net: tt.Network, shown: Callable[[Shower], RenderableType]) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without the letters of a name
    console = Console(highlight=False)
    console.print(shown(Shower(net, console)))


def _print_json(s: tt.TieStrengths, **parts: Any) -> None:
    head = {"at": str(s.at), "horizon_days": s.horizon_days}
    shown = {name: _records(part) if isinstance(part, tt.Rows) else part for name, part in parts.items()}
    typer.echo(json.dumps({**head, **shown}, indent=1, allow_nan=False))


def _records(rows: tt.Rows) -> list[dict[str, Any]]:
    return [{name: _plain(rows[name][row]) for name in rows.columns} for row in range(len(rows))]


def _plain(item: Any) -> Any:
    """A value as JSON has it; what is not known is null."""
    if isinstance(item, np.generic):
        item = item.item()
    if isinstance(item, (tuple, list)):
        return [_plain(part) for part in item]
    return None if isinstance(item, float) and item != item else item


if __name__ == "__main__":
    app()
