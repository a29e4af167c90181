"""`tertius import`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Column, Columns, number
from tertius.cli.naming import find_person
from tertius.cli.options import AsJson, Limit, Me
from tertius.cli.reading import read_files
from tertius.cli.screen import progress, show, write_json
from tertius.display import counted, plain_text
from tertius.keys import Key
from tertius.spoken import percent


@dataclasses.dataclass(frozen=True)
class Imported:
    """What became of an import."""

    store: Path
    reports: tuple[tt.ImportReport, ...]
    appended: tt.Appended
    network: tt.Network
    """All that is in the store now."""
    owner: Key | None
    united: int
    """People who turned out to be others that the store knew."""
    doubtful: list[tt.SamePerson]


def import_records(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="LinkedIn exports, mailboxes, calendars, address books; or folders of tables "
            "(interactions.csv, relationships.csv, people.csv; .csv.gz and .parquet, too).",
            show_default=False,
        ),
    ],
    store: Annotated[
        Path,
        typer.Option("--store", metavar="FILE", help="Made if it is not there.", show_default=False),
    ],
    me: Me = None,
    texts: Annotated[
        bool,
        typer.Option("--texts", help="Look for thanks and congratulations in messages; texts are not kept."),
    ] = False,
    basis: Annotated[
        str, typer.Option("--basis", help="On what ground the records may be kept.")
    ] = "own records",
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first faulty record.")] = False,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Takes files into a store: all of them, or nothing.

    The store remembers whose it is, so --me is needed once. What is imported twice is there once.

    Example: tertius import --me mara@lindqvist.example.com export_2026.zip mail.mbox --store mara.tertius
    """
    done = _imported(store, files, me or [], texts, basis, strict)
    if as_json:
        _write(done)
    else:
        show(done.network, lambda canvas: _shown(canvas, done, limit))


def _imported(
    place: Path, files: list[Path], me: list[str], texts: bool, basis: str, strict: bool
) -> Imported:
    if place.exists():
        with tt.open_store(place, create=False) as store:
            net = read_files(files, _known_as(store, me), texts, strict)
            return _into(store, net, store.owner or _named(net, me), basis)
    net = read_files(files, me, texts, strict)
    owner = _named(net, me)
    with tt.open_store(place) as store:
        return _into(store, net, owner, basis)


def _named(net: tt.Network, me: list[str]) -> Key | None:
    return find_person(net, me[0]) if me else None


def _known_as(store: tt.Store, me: list[str]) -> list[str]:
    """All that the owner is called, first the key. Raises BadParameter for an --me who is somebody else."""
    owner = store.owner
    if owner is None:
        return me
    net = store.network()
    if me and owner not in [find_person(net, one) for one in me if _is_known(net, one)]:
        raise typer.BadParameter(
            f"{store.path.name} is the store of {owner!r}; to say that {me[0]!r} is theirs, too, name both",
            param_hint="--me",
        )
    place = net._people.index(owner)
    aliases = net.people["aliases"][place] if "aliases" in net.people.columns else ()
    return list(dict.fromkeys((str(owner), *me, *aliases)))


def _is_known(net: tt.Network, called: str) -> bool:
    try:
        find_person(net, called)
    except tt.UnknownPerson:
        return False
    return True


def _into(store: tt.Store, net: tt.Network, owner: Key | None, basis: str) -> Imported:
    with progress("Writing") as told:
        appended = store.append(net, basis=basis, owner=owner if owner in net else None, progress=told)
    united, doubtful = _people_in_common(store, net)
    return Imported(store.path, net.imports, appended, store.network(), store.owner, united, doubtful)


def _people_in_common(store: tt.Store, net: tt.Network) -> tuple[int, list[tt.SamePerson]]:
    """Unites whom this import and earlier ones surely have in common, and says of whom that is doubtful."""
    from tertius.importers.records import led_by

    if all(report.source == "tables" for report in net.imports):
        return 0, []  # in tables everybody is whom their key says
    with progress("Comparing people") as told:
        found = tt.same_people(store.network(), progress=told)
    sure = led_by(store.owner, found.sure)
    store.unite(sure)
    return len(sure), found.doubtful


def _write(done: Imported) -> None:
    write_json(
        store=str(done.store),
        owner=done.owner,
        files=[dataclasses.asdict(report) for report in done.reports],
        **done.appended._asdict(),
        united=len(done.network.same_people),
        doubtful=[dataclasses.asdict(one) for one in done.doubtful],
        people=len(done.network),
        relationships=len(done.network.relationships),
        interactions=len(done.network.interactions),
    )


def _shown(canvas: Canvas, done: Imported, limit: int) -> RenderableType:
    parts = [_files_shown(canvas, done), _store_shown(canvas, done)]
    if done.doubtful:
        parts.append(_doubtful_shown(canvas, done, limit))
    return Group(*parts, Text(), Text(f"Next: tertius due --store {plain_text(str(done.store))}", "dim"))


def _files_shown(canvas: Canvas, done: Imported) -> RenderableType:
    cells: Cells = [
        [
            report.path,
            report.source,
            f"{report.rows_read:,}",
            f"{report.imported:,}",
            f"{report.people:,}",
            f"{report.ties:,}",
        ]
        for report in done.reports
    ]
    columns: Columns = ["file", Column("kind", whole=True), *map(number, ("rows", "taken", "people", "ties"))]
    left_out = [_left_out(report) for report in done.reports]
    problems = [
        Text(plain_text(str(problem)), "yellow") for report in done.reports for problem in report.problems
    ]
    return canvas.part("Read", canvas.rows(columns, cells, sentences=left_out), *problems)


def _left_out(report: tt.ImportReport) -> str:
    counts = (report.skipped + report.rejected).most_common()
    reasons = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in counts)
    return f"left out: {reasons}" if reasons else "nothing left out"


def _store_shown(canvas: Canvas, done: Imported) -> RenderableType:
    net, appended = done.network, done.appended
    relationships, interactions = len(net.relationships), len(net.interactions)
    lines = [f"{appended.added:,} rows added, {appended.known:,} known already, {appended.changed:,} changed"]
    if appended.suppressed:
        lines.append(f"{appended.suppressed:,} kept out: they are of people who were erased")
    if net.same_people:
        lines.append(f"{len(net.same_people):,} keys stand for somebody who has another one, too")
    if done.united:
        lines.append(f"{done.united:,} of them were recognised among earlier imports")
    lines.append(
        f"now {counted(len(net), 'person')}, {counted(relationships, 'relationship')}, "
        f"{counted(interactions, 'interaction')}"
    )
    whose = (
        canvas.person(done.owner)
        if done.owner is not None
        else Text("nobody yet: name them with --me", "dim")
    )
    return canvas.part(str(done.store), *map(Text, lines), Text("the store of ").append_text(whose))


def _doubtful_shown(canvas: Canvas, done: Imported, limit: int) -> RenderableType:
    first = done.doubtful[:limit]
    more = len(done.doubtful) - len(first)
    cells: Cells = [[canvas.name(one.kept), percent(one.confidence)] for one in first]
    reasons = [f"{one.kept} and {one.other}: {one.reason}" for one in first]
    shown = canvas.rows(["who", number("chance")], cells, "perhaps the same person", reasons)
    notes = [f"{more} more with --limit"] if more else []
    notes += [f"if {one.other} is yours, say so: --me {one.other}" for one in first if one.kept == done.owner]
    return canvas.part("Left as two, although they may be one", shown, note="\n".join(map(plain_text, notes)))
