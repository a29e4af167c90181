"""Networks in plain CSV as the command line and the samples take them: at the first fault they stop."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tertius.errors import InvalidInput
from tertius.importers.files import shown_path
from tertius.importers.tables import read_csv
from tertius.importers.tables import read_table as _read_table
from tertius.network import Network


def network_of_folder(folder: Path) -> Network:
    """The network whose tables lie in a folder; see :func:`tertius.read_csv`.

    Raises InvalidInput naming file, line and column.
    """
    if not folder.is_dir():
        raise InvalidInput(
            f"{shown_path(folder)} is not a folder; name one with interactions.csv or relationships.csv",
            "path",
        )
    return read_csv(folder, strict=True, self_ties="refuse")


def read_table(table: str, content: bytes) -> dict[str, Any]:
    """One table's columns, each item of the kind that the table's column holds."""
    return _read_table(table, io.BytesIO(content), table)
