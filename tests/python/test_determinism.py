"""The same records and options give the same bytes: whatever the threads, the order, the locale or zone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

import tertius as tt
from conftest import random_graph

THREADS = (1, 2, 3, 4, 8)


@pytest.fixture(scope="module")
def graph() -> tt.TieGraph:
    return random_graph(5000, 40_000, seed=4, weighted=True)


@pytest.mark.parametrize(
    "ask",
    [
        lambda g, threads: tt.detect_clusters(g, threads=threads).labels,
        lambda g, threads: tt.detect_clusters(g, quality="cpm", resolution=0.01, threads=threads).labels,
        lambda g, threads: tt.detect_clusters(g, method="louvain", threads=threads).labels,
        lambda g, threads: tt.detect_clusters(g, method="label_propagation", threads=threads).labels,
        lambda g, threads: tt.detect_clusters(g, method="spectral", clusters=5, threads=threads).labels,
        lambda g, threads: tt.consensus_clusters(g, runs=3, threads=threads).confidence.values,
        lambda g, threads: tt.lay_out(g, threads=threads),
        lambda g, threads: tt.constraints(g, threads=threads).values,
        lambda g, threads: tt.effective_sizes(g, threads=threads).values,
        lambda g, threads: tt.brokers(g, np.arange(g.size) % 7, threads=threads)["score"],
        lambda g, threads: tt.hierarchies(g, threads=threads).values,
        lambda g, threads: tt.brokerage_roles(g, np.arange(g.size) % 7, threads=threads)["liaison_z"],
        lambda g, threads: tt.betweennesses(g, length="hop", error=0.2, threads=threads).values,
        lambda g, threads: tt.people_to_meet(g, threads=threads, limit=3)["score"],
        lambda g, threads: tt.people_to_meet(g, threads=threads, limit=3, weighted=True)["other"],
        lambda g, threads: (
            tt.meeting_scores(g, [(i, i + 7) for i in range(100)], "l3", threads=threads).values
        ),
    ],
    ids=[
        "leiden",
        "cpm",
        "louvain",
        "propagation",
        "spectral",
        "consensus",
        "layout",
        "constraint",
        "effective size",
        "brokers",
        "hierarchy",
        "roles",
        "betweenness",
        "to meet",
        "to meet weighted",
        "l3",
    ],
)
def test_any_number_of_threads_gives_the_same_bytes(graph, ask):
    assert len({ask(graph, threads).tobytes() for threads in THREADS}) == 1


def test_strengths_are_the_same_for_any_number_of_threads(enron):
    frames = [tt.tie_strengths(enron, threads=threads).to_frame(like={}) for threads in THREADS]
    for frame in frames[1:]:
        for name, column in frame.items():
            np.testing.assert_array_equal(column, frames[0][name])


def test_the_order_of_ties_changes_nothing():
    random = np.random.default_rng(8)
    source = random.integers(0, 500, 3000)
    target = (source + 1 + random.integers(0, 400, 3000)) % 500
    weight = random.random(3000)
    order = random.permutation(3000)
    first = tt.TieGraph.from_arrays(source, target, weight)
    second = tt.TieGraph.from_arrays(target[order], source[order], weight[order])
    assert first.weights.tobytes() == second.weights.tobytes()
    assert tt.detect_clusters(first).labels.tobytes() == tt.detect_clusters(second).labels.tobytes()


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1])
def test_a_seed_is_kept_with_the_answer(graph, seed):
    found = tt.detect_clusters(graph, seed=seed)
    assert found.options["seed"] == seed
    assert found.labels.tobytes() == tt.detect_clusters(graph, seed=seed).labels.tobytes()


def test_without_a_seed_it_is_zero(graph):
    assert tt.detect_clusters(graph).options["seed"] == 0
    for odd in (-1, 2**64, 0.5, None):
        with pytest.raises(tt.InvalidOption):
            tt.detect_clusters(graph, seed=odd)


SCRIPT = """
import datetime, hashlib, locale
import tertius as tt
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
net = tt.samples.enron()
when = datetime.datetime(2001, 3, 25, 2, 30)  # does not exist in Berlin
small = tt.Network.from_frames(interactions={"from": ["I"], "to": ["i"], "time": [when], "minutes": [1.5]})
s = tt.tie_strengths(net)
p = tt.detect_clusters(s)
print(hashlib.sha256(repr([
    small.interactions["time"].astype(int).tolist(), small.interactions["minutes"].tolist(),
    small.people["key"].tolist(), s.to_frame(like={})["strength"].tolist(), p.labels.tolist(),
    tt.constraints(s).values.tolist(), s["e107", "e114"].explain().sentences,
]).encode()).hexdigest())
"""


def fingerprint(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=True,
    )
    return done.stdout


def test_locale_and_time_zone_change_nothing():
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    locales = [name for name in known if name.lower().startswith(("de_de", "tr_tr"))][:3]
    settings = [{"LC_ALL": "C", "TZ": "UTC"}, {"TZ": "Pacific/Apia"}, {"TZ": "Europe/Berlin"}]
    settings += [{"LC_ALL": name} for name in locales]
    prints = {fingerprint(**setting) for setting in settings}
    assert len(prints) == 1
    assert len(prints.pop()) == len(hashlib.sha256().hexdigest()) + 1
