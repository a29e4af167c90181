"""`tertius export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import tertius as tt
from tertius._core import SCHEMA
from tertius.cli.options import AsJson, Files, SampleName, Store
from tertius.cli.reading import is_store, read
from tertius.cli.screen import progress, write_json
from tertius.display import plain_text


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to.", show_default=False)
    ],
    files: Files = None,
    store: Store = None,
    sample: SampleName = None,
    pseudonymised: Annotated[
        bool,
        typer.Option(
            "--pseudonymised",
            help="Of a store: no names, times by weeks, rare words left out. "
            "The structure alone can still tell who somebody is.",
        ),
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Over tables that lie there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Writes tables (CSV) that others read, and that import reads again.

    Example: tertius export --sample consultant -o tables
    """
    net = _under_pseudonyms(files, store) if pseudonymised else read(files, sample, store).network
    with progress("Writing"):
        tt.write_csv(net, output, overwrite=overwrite)
    written = sorted(f"{name}.csv" for name in SCHEMA if len(getattr(net, name)))
    if as_json:
        write_json(folder=str(output), tables=written, pseudonymised=pseudonymised)
    else:
        print(plain_text(f"Wrote {', '.join(written)} into {output}"))


def _under_pseudonyms(files: list[Path] | None, store: Path | None) -> tt.Network:
    if store is None and files and len(files) == 1 and is_store(files[0]):
        store = files[0]
    if store is None:
        raise typer.BadParameter(
            "only a store gives pseudonyms: import the files first", param_hint="--pseudonymised"
        )
    with tt.open_store(store, create=False) as opened, progress("Drawing pseudonyms"):
        return opened.pseudonymised()
