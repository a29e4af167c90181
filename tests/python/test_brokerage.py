"""Brokerage in Python; the numbers themselves are compared in test_oracles.py."""

from __future__ import annotations

import numpy as np
import pytest

import tertius as tt
from conftest import directed_graph, random_graph


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


MEASURES = [
    (tt.constraints, tt.constraint),
    (tt.effective_sizes, tt.effective_size),
    (tt.efficiencies, tt.efficiency),
    (tt.hierarchies, tt.hierarchy),
]


@pytest.mark.parametrize(("everybody", "one"), MEASURES)
@pytest.mark.parametrize("directed", [False, True])
def test_one_persons_number_is_that_among_everybodys(everybody, one, directed):
    g = directed_graph(60, 150, seed=3) if directed else random_graph(60, 150, seed=3, weighted=True)
    values = everybody(g)
    for person in range(g.size):
        np.testing.assert_equal(one(g, person), values[person])
    for unknown in (60, -1, "Ada", 1.0, None):
        with pytest.raises(tt.UnknownPerson):
            one(g, unknown)


@pytest.mark.parametrize(("everybody", "one"), MEASURES)
def test_strengths_serve_as_a_graph(enron, everybody, one):
    strengths = tt.tie_strengths(enron)
    assert everybody(strengths)["e107"] == one(strengths, "e107")


def test_local_constraints_add_up_to_constraint(enron):
    strengths = tt.tie_strengths(enron)
    rows = tt.local_constraints(strengths)
    assert list(rows) == ["person", "alter", "constraint"]
    own = tt.local_constraints(strengths, "e107")
    assert set(own["person"]) == {"e107"}
    assert own["constraint"].sum() == pytest.approx(tt.constraint(strengths, "e107"))
    assert own["constraint"].tolist() == rows["constraint"][rows["person"] == "e107"].tolist()


def test_efficiency_is_effective_size_for_each_alter(karate):
    np.testing.assert_allclose(tt.efficiencies(karate), tt.effective_sizes(karate).values / karate.degrees)


def test_participation_counts_the_ties_of_the_side_asked_for():
    g = tt.TieGraph.from_arrays([0, 0, 3, 4], [1, 2, 0, 0], directed=True)
    labels = [0, 1, 1, 2, 3]
    assert [tt.participations(g, labels, side)[0] for side in ("out", "in", "both")] == [0, 0.5, 0.625]
    with pytest.raises(tt.InvalidOption, match="both, out, in") as refused:
        tt.participations(g, labels, "sideways")
    assert refused.value.code == "option.side"
    with pytest.raises(tt.InvalidInput):
        tt.participations(g, labels[1:])


def test_every_answer_is_empty_where_nobody_is():
    for size in (0, 1, 2):
        g = tt.TieGraph.from_arrays([], [], size=size)
        for everybody, _ in MEASURES:
            assert np.isnan(everybody(g).values).all()
        for rows in (
            tt.local_constraints(g),
            tt.local_bridges(g),
            tt.simmelian_strengths(g),
            tt.dispersions(g),
        ):
            assert len(rows) == len(rows.to_frame()) == 0
            assert repr(rows)
        assert tt.betweennesses(g).values.tolist() == [0.0] * size
        assert tt.brokerage_roles(g, np.zeros(size, int))["total"].tolist() == [0] * size
        assert np.isnan(tt.participations(g, np.zeros(size, int)).values).all()
