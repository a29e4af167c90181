"""Address books as networks: files of cards (vCard), and Google Contacts as comma-separated values."""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Iterable, Iterator
from typing import IO

from tertius.errors import InvalidOption
from tertius.importers.contacts.cards import address_cards
from tertius.importers.contacts.contact import SOURCE, Contact, network_of
from tertius.importers.contacts.google import google_contacts, is_google_contacts
from tertius.importers.files.csv_rows import CHUNK, CsvRows, Sheet
from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.limits import KIB, Limits
from tertius.importers.report import ReportWriter, quoted
from tertius.network.network import Network
from tertius.progress import Progress, as_callback

HEAD_BYTES = 64 * KIB
"""As much of a file as tells what it is."""
_CARD = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*BEGIN:VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LINES_BETWEEN_TELLING = 1024
_LIMITS = Limits()


def read_contacts(
    path: str | os.PathLike[str],
    *,
    me: str | None = None,
    strict: bool = False,
    limits: Limits = _LIMITS,
    progress: Progress = None,
) -> Network:
    """Reads an address book: a file of cards (.vcf), or Google Contacts as CSV; its content tells which.

    A person's key is their first e-mail address that is theirs alone (its domain in lower case), else the
    name in their LinkedIn profile's address, else one made of their name: two entries of one name stay two
    people. Other addresses become aliases. Name, organisation, department, position and location (city,
    country) are kept; telephone numbers, birthdays, notes and photographs are not.

    me
        The owner's key, if everybody is to be known to them (relationships of the type contact). An entry
        that holds it among its addresses is the owner's own.
    strict
        Stop at the first entry that cannot be what it says, instead of telling of it in ``net.imports``.

    Raises InvalidInput naming file and line: contacts.unknown_format for what is no address book. OSError.

    >>> import tempfile, tertius as tt
    >>> with tempfile.NamedTemporaryFile(suffix=".vcf") as file:
    ...     _ = file.write(b"BEGIN:VCARD\\nVERSION:3.0\\nFN:Ada Lovelace\\nEMAIL:ada@X.org\\nEND:VCARD\\n")
    ...     file.flush()
    ...     net = tt.read_contacts(file.name)
    >>> net.people["key"].tolist(), net.people["name"].tolist()
    (['ada@x.org'], ['Ada Lovelace'])
    """
    if me is not None and not me.strip():
        raise InvalidOption("me is empty; must be the owner's key, or None", "me")
    told = as_callback(progress) or (lambda share: None)
    writer = ReportWriter(SOURCE, shown_path(path), strict=strict, limits=limits)
    with regular_file(path, limits).open("rb") as file:
        size = max(1, os.fstat(file.fileno()).st_size)
        contacts: list[Contact] = []
        for contact in _contacts(file, writer, limits):
            contacts.append(contact)
            if len(contacts) % _LINES_BETWEEN_TELLING == 0:
                told(min(1.0, file.tell() / size) * 0.9)
    network = network_of(contacts, me and me.strip(), writer)
    told(1.0)
    return network


def is_cards(head: bytes) -> bool:
    """Whether a file that begins so holds address cards."""
    return _CARD.search(head) is not None


def is_google_csv(head: bytes) -> bool:
    """Whether a file that begins so is an exported Google address book."""
    return is_google_contacts(csv_titles(head))


def csv_titles(head: bytes) -> list[str]:
    """The first row of what may be comma-separated values; empty if it is none."""
    text = head.decode(
        "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig", "replace"
    )
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return next(csv.reader([first]))
    except csv.Error:
        return []


def _contacts(file: IO[bytes], writer: ReportWriter, limits: Limits) -> Iterator[Contact]:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if is_cards(head):
        return address_cards(file, writer, limits)
    if is_google_csv(head):
        return _google_rows(file, writer, limits)
    found = next((line for line in head.splitlines() if line.strip()), b"")
    writer.refuse(
        "contacts.unknown_format",
        "expected BEGIN:VCARD, or the columns of Google Contacts (First Name, E-mail 1 - Value ...); "
        f"found {quoted(found)[1:]}",
        1,
    )


def _google_rows(file: IO[bytes], writer: ReportWriter, limits: Limits) -> Iterator[Contact]:
    rows = iter(CsvRows(_chunks(file), writer, limits))
    header = next(row for row in rows if not row.is_blank)
    sheet = Sheet(header.cells, rows, writer)
    return google_contacts(sheet.names, ((row.line, row.cells) for row in sheet))


def _chunks(file: IO[bytes]) -> Iterable[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
