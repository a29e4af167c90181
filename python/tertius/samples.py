"""Networks that ship with the package: a real one, and an invented person's own records."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tertius.importers.records import read_records
from tertius.importers.tables.folders import read_table
from tertius.network.network import Network

_RECORDS = ("export_2026.zip", "mail.mbox", "calendar.ics", "contacts.vcf", "notes")
"""Not the export of 2021: it tells nothing new, and knows people by their names alone."""
_OWNER = ("mara", "mara@lindqvist.example.com", "mara.lindqvist@kestrelvane.example.com")


@cache
def enron() -> Network:
    """E-mails between 184 people of the Enron corporation, 1998 to 2002, with their positions.

    34,427 interactions, one for each sender and receiver of a message; anonymous keys. The record was made
    public by the US Federal Energy Regulatory Commission; this version is that of Priebe, Conroy, Marchette
    and Park (2005). Provenance, cleaning and licence (CC BY-SA 4.0) stand beside the data, in
    ``tertius/data/enron``.

    >>> import tertius as tt
    >>> tt.samples.enron()
    Network: 184 people, 0 relationships, 34427 interactions, 1998-11-13 to 2002-06-21
    """
    folder = files("tertius").joinpath("data", "enron")
    tables: dict[str, Any] = {
        table: read_table(table, io.BytesIO(folder.joinpath(f"{table}.csv.gz").read_bytes()), table)
        for table in ("people", "interactions")
    }
    return Network.from_frames(**tables)


@cache
def consultant() -> Network:
    """The records of one invented consultant, 600 people in three years, read from her own files.

    Her LinkedIn export, mailbox, calendar and address book, see :func:`consultant_files`, and her notes on
    types of relationship, promises, gifts, introductions and milestones. She is "mara". Whoever is surely one
    person is one; what is true of everybody stands beside the files, in ``truth``. Raises ImportError without
    ``pip install 'tertius[imports]'``.

    >>> import tertius as tt
    >>> net = tt.samples.consultant()
    >>> "mara" in net, [report.source for report in net.imports]
    (True, ['linkedin', 'tables', 'contacts', 'calendar', 'mailbox'])
    """
    folder = consultant_files()
    return read_records([folder / name for name in _RECORDS], _OWNER, texts=True)


def consultant_files() -> Path:
    """The folder of the consultant's records: what the readers of files can be tried on."""
    return Path(str(files("tertius").joinpath("data", "consultant")))
