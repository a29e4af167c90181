"""Everything of mine in one call: files of any kind, known by their content, as one network."""

from __future__ import annotations

import importlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

from tertius import _core
from tertius.addresses import email_address, profile_address, profile_name
from tertius.errors import InvalidInput, InvalidOption
from tertius.identity.accounts import accounts_of, compared
from tertius.identity.same_people import same_people
from tertius.importers.contacts.address_books import HEAD_BYTES, csv_titles, is_cards, is_google_csv
from tertius.importers.contacts.google import normal
from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.limits import Limits
from tertius.importers.report import ImportReport
from tertius.keys import Key
from tertius.network.network import Network
from tertius.network.same_person import SamePerson
from tertius.progress import Progress, as_callback

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

_READERS = {
    "linkedin": ("tertius.importers.linkedin.exports", "read_linkedin"),
    "tables": ("tertius.importers.tables.folders", "read_csv"),
    "contacts": ("tertius.importers.contacts.address_books", "read_contacts"),
    "calendar": ("tertius.importers.meetings.calendars", "read_calendar"),
    "mailbox": ("tertius.importers.mail.mailboxes", "read_mbox"),
}
_KNOWN = (
    "a LinkedIn export (the zip archive, or its folder with Connections.csv), a mailbox (mbox), a calendar "
    "(iCalendar), an address book (vCard, Google Contacts CSV), or tables (people.csv, interactions.csv ...)"
)
_TABLE_ENDINGS = (".csv", ".csv.gz", ".parquet")
_TABLE_COLUMNS = ({"from", "to", "time"}, {"from", "to", "unix_time"}, {"from", "to", "type"})
_LIMITS = Limits()


def read_records(
    paths: Paths,
    me: str | Iterable[str] | None = None,
    *,
    texts: bool = False,
    strict: bool = False,
    limits: Limits = _LIMITS,
    progress: Progress = None,
) -> Network:
    """Reads all of a person's own records as one network in which everybody is one person.

    paths
        A file or folder, or several: LinkedIn exports, mailboxes, calendars, address books, tables. What each
        is, its content tells. Of a folder of other things every known file is read, links not followed, and
        the others are told of in ``net.imports``.
    me
        The owner's key, or a list of it and their other addresses: e-mail addresses, the profile. Without
        it, the owner goes by what the files call them.
    texts
        Also look for thanks, congratulations and condolences in messages. The texts are never kept.
    strict
        Stop at the first record that cannot be what it says, instead of telling of it in ``net.imports``.

    Each is read by its own reader (:func:`read_linkedin`, :func:`read_mbox`, :func:`read_calendar`,
    :func:`read_contacts`, :func:`read_csv`); all are merged, and those who are surely one person united
    (:func:`same_people`; the reasons are in ``net.same_people``, and ``net.part(key)`` undoes one). In tables
    alone everybody is whom their key says. ``net.imports`` holds the reports of all readers.

    Raises InvalidInput: records.unknown_kind for a file of none of these kinds, and what the readers raise;
    nothing is half done. OSError.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     book = pathlib.Path(folder, "book.vcf")
    ...     card = "BEGIN:VCARD\\nVERSION:3.0\\nFN:Ben Ito\\nEMAIL:ben@x.org\\nEND:VCARD\\n"
    ...     written = book.write_text(card)
    ...     net = tt.read_records(book, me=["ada@x.org", "ada@home.org"])
    >>> net.people["key"].tolist(), len(net.relationships)
    (['ben@x.org', 'ada@x.org'], 1)
    """
    owner, addresses = _owner(me)
    told = as_callback(progress) or (lambda share: None)
    by_reader, left_out = _sorted_by_reader(paths, limits)
    options: dict[str, Any] = {"strict": strict, "limits": limits}
    calls = [
        (reader, some, options | _options(reader, owner, addresses, texts))
        for reader, files in by_reader.items()
        for some in ([files] if reader in ("mailbox", "calendar") else files)
    ]
    networks = []
    for done, (reader, some, its_options) in enumerate(calls):
        networks.append(_reader(reader)(some, **its_options, progress=_share_of(told, done, len(calls))))
    merged = reduce(Network.merge, networks)
    merged = merged.with_imports((*merged.imports, *left_out))
    if owner is not None:
        merged = _with_one_owner(merged, owner, addresses)
    if by_reader.keys() != {"tables"}:
        merged = merged.unite(led_by(owner, same_people(merged).sure))
    told(1.0)
    return merged


def kind_of(path: str | os.PathLike[str], limits: Limits = _LIMITS) -> str | None:
    """Which reader a file or folder is for: linkedin, tables, contacts, calendar, mailbox; None: for none."""
    place = Path(path)
    if place.is_dir():
        names = {file.name.casefold().replace(" ", "").replace("_", "") for file in place.iterdir()}
        if "connections.csv" in names:
            return "linkedin"
        tables = {f"{table}{ending}" for table in _core.SCHEMA for ending in _TABLE_ENDINGS}
        return "tables" if names & tables else None
    with regular_file(path, limits).open("rb") as file:
        return _kind_of_file(file.read(HEAD_BYTES), place.name.casefold())


def _kind_of_file(head: bytes, name: str) -> str | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_table = any(name == f"{table}{ending}" for table in _core.SCHEMA for ending in _TABLE_ENDINGS)
    titles = set(map(normal, csv_titles(head)))
    kinds = {
        "linkedin": start.startswith(b"PK\x03\x04"),
        "mailbox": start.startswith(b"From "),
        "calendar": start[:15].upper() == b"BEGIN:VCALENDAR",
        "contacts": is_cards(head) or is_google_csv(head),
        "tables": is_table
        or start.startswith(b"PAR1")
        or any(columns <= titles for columns in _TABLE_COLUMNS),
    }
    return next((kind for kind, is_so in kinds.items() if is_so), None)


def _owner(me: str | Iterable[str] | None) -> tuple[str | None, list[str]]:
    """The owner's key and their other addresses."""
    if me is None:
        return None, []
    given = [me] if isinstance(me, str) else list(me)
    if not given or not all(isinstance(one, str) and one.strip() for one in given):
        raise InvalidOption(
            "me must be the owner's key, or a list of it and their other addresses", "option.me"
        )
    owner, *addresses = dict.fromkeys(email_address(one) or one.strip() for one in given)
    return owner, addresses


def _sorted_by_reader(paths: Paths, limits: Limits) -> tuple[dict[str, list[Path]], list[ImportReport]]:
    """The files of each reader, and reports of what folders hold beside. Raises InvalidInput."""
    found: dict[str, list[Path]] = {reader: [] for reader in _READERS}
    left_out: list[ImportReport] = []
    for path in map(Path, [paths] if isinstance(paths, (str, os.PathLike)) else paths):
        kind = kind_of(path, limits)
        if kind is not None:
            found[kind].append(path)
            continue
        inside = {file: kind_of(file, limits) for file in _files_below(path)} if path.is_dir() else {}
        for file, its_kind in inside.items():
            if its_kind is not None:
                found[its_kind].append(file)
        if not any(inside.values()):
            raise InvalidInput(
                f"{shown_path(path)} is none of what is known: {_KNOWN}", "records.unknown_kind"
            )
        left_out += _left_out(path, sum(its_kind is None for its_kind in inside.values()), len(inside))
    return {reader: files for reader, files in found.items() if files}, left_out


def _left_out(folder: Path, unknown: int, files: int) -> Iterator[ImportReport]:
    if unknown:
        report = ImportReport("files", shown_path(folder), rows_read=files, imported=files - unknown)
        report.skipped["unknown kind"] = unknown
        yield report


def _files_below(folder: Path) -> Iterator[Path]:
    """Plain files at any depth, in the order of their names; exports and tables in folders as one."""
    for path in sorted(folder.iterdir()):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and kind_of(path)):
            yield path
        elif stat.S_ISDIR(mode):
            yield from _files_below(path)


def _reader(name: str) -> Callable[..., Network]:
    module, function = _READERS[name]
    reader: Callable[..., Network] = getattr(importlib.import_module(module), function)
    return reader


def _options(reader: str, owner: str | None, addresses: list[str], texts: bool) -> dict[str, Any]:
    """What one reader is told beyond what all are."""
    emails = [one for one in (owner, *addresses) if one is not None and email_address(one)]
    options: dict[str, dict[str, Any]] = {
        "linkedin": {"me": owner, "texts": texts},
        "mailbox": {"me": emails or None, "texts": texts},
        "calendar": {"me": emails or None},
        "contacts": {"me": owner},
        "tables": {},
    }
    return options[reader]


def _share_of(told: Callable[[float], object], done: int, calls: int) -> Callable[[float], object]:
    return lambda share: told(0.9 * (done + share) / calls)


def _with_one_owner(net: Network, owner: str, addresses: Iterable[str]) -> Network:
    """The network in which the owner is whoever goes by one of their other addresses."""
    theirs = {compared(one) for one in addresses}
    theirs |= {profile_name(profile) for one in addresses if (profile := profile_address(one))}
    same = [
        SamePerson(owner, account.key, "given as me")
        for account in accounts_of(net)
        if account.key != owner and compared(str(account.key)) in theirs
    ]
    if same and owner not in net:
        net = Network.from_frames(people={"key": [owner]}).merge(net)
    return net.unite(same)


def led_by(owner: Key | None, decisions: Iterable[SamePerson]) -> list[SamePerson]:
    """The decisions, turned so that the owner's key is the one that is kept of all that are theirs."""
    decisions = list(decisions)
    leader = next((decision.kept for decision in decisions if decision.other == owner), None)
    if owner is None or leader is None:
        return decisions
    return [
        decision
        if decision.kept != leader
        else SamePerson(
            owner,
            leader if decision.other == owner else decision.other,
            decision.reason,
            decision.confidence,
        )
        for decision in decisions
    ]
