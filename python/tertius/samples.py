"""Real networks that ship with the package."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from importlib.resources import files

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
    people = _columns("enron/people.csv.gz")
    interactions = _columns("enron/interactions.csv.gz")
    return Network.from_frames(
        people=people,
        interactions={**interactions, "time": [int(time) for time in interactions["time"]]},
    )


def _columns(name: str) -> dict[str, list[str]]:
    """A packed CSV file's columns, by the names in its first row."""
    packed = files("tertius").joinpath("data", name).read_bytes()
    rows = csv.reader(io.StringIO(gzip.decompress(packed).decode()))
    header = next(rows)
    return {column: list(cells) for column, cells in zip(header, zip(*rows, strict=True), strict=True)}
