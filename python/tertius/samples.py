"""Real networks that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from tertius.csv_files import read_table
from tertius.network import Network


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
        table: read_table(table, folder.joinpath(f"{table}.csv.gz").read_bytes())
        for table in ("people", "interactions")
    }
    return Network.from_frames(**tables)
