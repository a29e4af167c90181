"""Where the records come from, and whose they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

import tertius as tt
from tertius.cli.naming import find_person
from tertius.cli.options import Sample
from tertius.cli.screen import progress
from tertius.keys import Key

_STORE_BEGINS = b"SQLite format 3\0"
_OWNERS = {Sample.enron: None, Sample.consultant: "mara"}


class Source:
    """The network that was asked about, and its owner where that is known."""

    def __init__(self, network: tt.Network, owner: Key | None, asked: Sequence[str]) -> None:
        self.network = network
        self._owner = owner
        self._asked = asked

    @property
    def ego(self) -> Key | None:
        """Who was asked about, or else the owner."""
        return find_person(self.network, self._asked[0]) if self._asked else self._owner

    @property
    def required_ego(self) -> Key:
        """The same. Raises BadParameter if nobody was named."""
        ego = self.ego
        if ego is None:
            raise typer.BadParameter("say whose network it is", param_hint="--me")
        return ego


def read(
    files: list[Path] | None, sample: Sample | None, store: Path | None, me: list[str] | None = None
) -> Source:
    """Reads the one source that was named: files, a sample or a store."""
    asked = me or []
    files = files or []
    if store is None and len(files) == 1 and is_store(files[0]):
        store, files = files[0], []
    if bool(files) + (sample is not None) + (store is not None) != 1:
        raise typer.BadParameter(
            "name files or a folder, or --store FILE, or --sample NAME", param_hint="FILES"
        )
    if store is not None:
        return _read_store(store, asked)
    if sample is not None:
        net = tt.samples.enron() if sample is Sample.enron else _consultant()
        return Source(net, _OWNERS[sample], asked)
    net = read_files(files, asked)
    for report in net.imports:
        print(report, file=sys.stderr)
    return Source(net, None, asked)


def read_files(files: list[Path], me: Sequence[str], texts: bool = False, strict: bool = False) -> tt.Network:
    """Reads files as one network."""
    for file in files:
        if is_store(file):
            raise typer.BadParameter(f"{file} is a store, which is read alone", param_hint="FILES")
    with progress("Reading") as told:
        return tt.read_records(files, list(me) or None, texts=texts, strict=strict, progress=told)


def is_store(path: Path) -> bool:
    """Whether a file looks like a store, whatever it is called."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return file.read(len(_STORE_BEGINS)) == _STORE_BEGINS
    except OSError:
        return False


def _consultant() -> tt.Network:
    with progress("Reading"):
        return tt.samples.consultant()


def _read_store(path: Path, asked: Sequence[str]) -> Source:
    with tt.open_store(path, create=False) as store, progress("Reading") as told:
        return Source(store.network(progress=told), store.owner, asked)
