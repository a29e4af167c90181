"""Asking the command line, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from typer.testing import CliRunner

import tertius as tt
from tertius.cli import app

ENRON = ["--sample", "enron", "--at", "2001-10-01"]


def rows(**columns: list[Any]) -> tt.Rows:
    """An answer of these rows; what is made, due or of some time is told as ISO 8601."""
    times = ("made", "due", "time")
    told = {
        name: np.array(column, dtype="datetime64[s]") if name in times else column
        for name, column in columns.items()
    }
    return tt.Rows("Answer", told)


class Answer:
    """What a command said, and how it ended."""

    def __init__(self, *arguments: str, said: str = "", columns: int = 120) -> None:
        environment = {"COLUMNS": str(columns), "TERM": "dumb"}
        result = CliRunner().invoke(app, list(arguments), input=said, env=environment)
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr


def command(*arguments: str) -> list[str]:
    """The command line as a program of its own."""
    return [sys.executable, "-m", "tertius.cli", *arguments]


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> Any:
    """What the program does, with this environment alone."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        cwd=cwd,
        env={"PYTHONPATH": os.pathsep.join(sys.path), **environment},
        check=False,
    )
