"""Networks that several tests speak of."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tertius as tt

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def karate() -> tt.TieGraph:
    """Zachary's karate club: 34 people, 78 ties."""
    pairs = np.loadtxt(DATA / "karate.txt", dtype=np.int64, comments="#")[:, :2]
    return tt.TieGraph.from_arrays(pairs[:, 0], pairs[:, 1])


@pytest.fixture(scope="session")
def enron() -> tt.Network:
    return tt.samples.enron()


def random_graph(people: int, ties: int, seed: int, weighted: bool = False) -> tt.TieGraph:
    """A seeded random graph without self-ties; parallel ones are merged."""
    random = np.random.default_rng(seed)
    source = random.integers(0, people, ties)
    target = (source + random.integers(1, people, ties)) % people
    weight = random.integers(1, 8, ties).astype(float) if weighted else None
    kept = "sum" if weighted else "largest"
    return tt.TieGraph.from_arrays(source, target, weight, size=people, parallel_ties=kept)


def directed_graph(people: int, ties: int, seed: int) -> tt.TieGraph:
    """A seeded random directed graph with weights and without self-ties."""
    random = np.random.default_rng(seed)
    source = random.integers(0, people, ties)
    target = (source + random.integers(1, people, ties)) % people
    weight = random.integers(1, 8, ties).astype(float)
    return tt.TieGraph.from_arrays(source, target, weight, size=people, directed=True)


def rows(network: tt.Network, *columns: str, table: str = "interactions") -> list[tuple[Any, ...]]:
    """The rows of a table, sorted; none where there is no such column."""
    records = getattr(network, table)
    if columns[0] not in records.columns:
        return []
    told = [
        records[column].tolist() if column in records.columns else [None] * len(records) for column in columns
    ]
    return sorted(zip(*told, strict=True), key=repr)


def balanced(network: tt.Network) -> tt.ImportReport:
    """The report, in which every row read is accounted for."""
    report = network.imports[0]
    assert report.rows_read == report.imported + sum(report.rejected.values()) + sum(report.skipped.values())
    return report


def in_a_process(code: str, **environment: str) -> str:
    """What a program of its own prints, in which the same packages are found."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


PEAK_OF_MEMORY = """
def peak_mb():
    '''What this process held at most; ru_maxrss would begin with what its parent held.'''
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
"""
"""For programs that measure a call in a process of its own."""
