"""The command line: a store of one's own records, what to do this week, and the answers one by one."""

from __future__ import annotations

from collections.abc import Callable

try:
    import rich  # noqa: F401
    import typer
except ModuleNotFoundError as error:
    raise SystemExit(f"error: {error}; the command line needs more: pip install 'tertius[report]'") from None

from tertius.cli.commands import Commands, root
from tertius.cli.erasing import erase
from tertius.cli.exporting import export
from tertius.cli.grouping import clusters
from tertius.cli.habits import tips
from tertius.cli.importing import import_records
from tertius.cli.introducing import introductions
from tertius.cli.paths import path
from tertius.cli.reporting import report
from tertius.cli.ties import strengths
from tertius.cli.week import due

app = typer.Typer(
    cls=Commands,
    callback=root,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 answered; 1 a fault in data or store; 2 wrongly asked; 130 stopped by Ctrl-C.",
)

_PANELS: dict[str, dict[str, Callable[..., None]]] = {
    "Your records": {"import": import_records, "export": export, "erase": erase},
    "What to do": {"due": due, "tips": tips, "introductions": introductions, "path": path},
    "What there is": {"report": report, "strengths": strengths, "clusters": clusters},
}

for panel, commands in _PANELS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)
