"""Brokerage in Python; the numbers themselves are compared in test_oracles.py."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import random_graph

import tertius as tt


def test_a_hub_of_four_strangers_is_least_constrained():
    hub = tt.TieGraph.from_arrays([0, 0, 0, 0], [1, 2, 3, 4], size=6)
    constraint, size = tt.constraints(hub), tt.effective_sizes(hub)
    assert constraint[0] == 0.25  # four equal shares: 4 * (1/4)^2
    assert size[0] == 4.0
    assert np.isnan(constraint[5])
    assert np.isnan(tt.constraint(hub, 5))


def test_values_serve_as_an_array_and_as_a_frame(karate):
    constraint = tt.constraints(karate)
    assert np.asarray(constraint).shape == (34,)
    assert np.mean(constraint) == pytest.approx(constraint.values.mean())
    assert np.array(constraint, copy=True).flags.writeable
    frame = constraint.to_frame()
    assert list(frame.columns) == ["person", "constraint"]
    assert repr(constraint) == "constraint of 34 people, 0.155 to 1, median 0.46"
    with pytest.raises(tt.UnknownPerson):
        constraint["Ada"]


def test_brokers_are_ranked_and_stand_between_clusters(karate):
    clusters = tt.detect_clusters(karate)
    found = tt.brokers(karate, clusters, limit=5)
    assert list(found.to_frame().columns) == [
        "person",
        "constraint",
        "effective_size",
        "clusters",
        "participation",
        "score",
    ]
    assert (np.diff(found["score"]) <= 0).all()
    np.testing.assert_allclose(found["score"], found["effective_size"] * found["participation"])
    for person, value in zip(found["person"], found["constraint"], strict=True):
        assert value == tt.constraint(karate, person)
    assert len(found) == 5
    assert found["clusters"].min() >= 2


def test_labels_serve_as_clusters(karate):
    clusters = tt.detect_clusters(karate)
    assert (
        tt.brokers(karate, clusters.labels.tolist())["score"].tolist()
        == tt.brokers(karate, clusters)["score"].tolist()
    )


def test_float_weights_are_enough():
    g = random_graph(200, 900, seed=2, weighted=True)
    narrow = tt.TieGraph.from_scipy(g.to_scipy().astype(np.float32))
    assert narrow.weights.dtype == np.float32
    assert tt.constraints(narrow).values.tolist() == tt.constraints(g).values.tolist()
