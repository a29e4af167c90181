"""Arrays that come out are read-only and never dangle."""

from __future__ import annotations

import gc

import numpy as np
import pytest

import tertius as tt
from conftest import random_graph


@pytest.mark.parametrize("column", ["offsets", "alters", "weights"])
def test_an_array_outlives_its_graph(column):
    g = random_graph(2000, 20_000, seed=1, weighted=True)
    array = getattr(g, column)
    expected = array.copy()
    del g
    gc.collect()
    [random_graph(2000, 20_000, seed=seed, weighted=True) for seed in range(5)]  # would reuse freed memory
    np.testing.assert_array_equal(array, expected)


def test_a_scipy_matrix_outlives_its_graph():
    matrix = random_graph(500, 5000, seed=1, weighted=True).to_scipy()
    gc.collect()
    total = matrix.sum()
    [random_graph(500, 5000, seed=seed, weighted=True) for seed in range(5)]
    assert matrix.sum() == total


def test_a_networks_columns_outlive_it():
    records = {"from": [1, 2] * 500, "to": [2, 3] * 500, "time": list(range(1000))}
    net = tt.Network.from_frames(interactions=records)
    times, people = net.interactions["time"], net.people["key"]
    del net
    gc.collect()
    [tt.Network.from_frames(interactions=records) for _ in range(5)]
    assert times.astype(np.int64).tolist() == list(range(1000))
    assert people.tolist() == [1, 2, 3]


def _arrays() -> dict[str, np.ndarray]:
    g = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0], [1.0, 2.0, 3.0])
    net = tt.Network.from_frames(
        people={"key": ["a", "b"], "name": ["A", None], "level": [1, None], "skills": ["x;y", None]},
        interactions={"from": ["a"], "to": ["b"], "time": [5]},
    )
    clusters = tt.detect_clusters(g)
    return {
        "offsets": g.offsets,
        "alters": g.alters,
        "weights": g.weights,
        "labels": clusters.labels,
        "positions": tt.lay_out(g),
        **{f"people {name}": net.people[name] for name in net.people.columns},
        **{f"interactions {name}": net.interactions[name] for name in net.interactions.columns},
        "constraint": tt.constraints(g).values,
    }


@pytest.mark.parametrize("name", list(_arrays()))
def test_an_array_cannot_be_written_to_nor_made_writeable(name):
    array = _arrays()[name]
    with pytest.raises(ValueError, match="read-only"):
        array[0] = array[0]


@pytest.mark.parametrize("name", ["offsets", "alters", "weights", "labels"])
def test_a_view_into_compiled_memory_stays_read_only(name):
    with pytest.raises(ValueError, match="WRITEABLE"):
        _arrays()[name].setflags(write=True)


def test_two_looks_at_a_column_share_its_memory(karate):
    assert np.shares_memory(karate.alters, karate.alters)
