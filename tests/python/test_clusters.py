"""Clusters in Python."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

import tertius as tt
from conftest import random_graph


@pytest.fixture(scope="module")
def two_triangles() -> tt.TieGraph:
    """0, 1, 2 and 3, 4, 5 know each other; 0 and 3 too."""
    return tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])


def test_two_triangles_are_two_clusters(two_triangles):
    found = tt.detect_clusters(two_triangles)
    # 3 of 7 ties in each; degrees 3 + 2 + 2: 2 * (3/7 - (7/14)^2) = 5/14
    assert found.quality == pytest.approx(5 / 14)
    assert (found.count, len(found), found.sizes.tolist(), found.converged) == (2, 2, [3, 3], True)
    assert found.members(1) == [3, 4, 5]
    assert repr(found) == "Clusters: 2 clusters of 6 people, largest 3, modularity 0.3571, converged"
    assert found.to_frame().to_dict("list") == {"person": [0, 1, 2, 3, 4, 5], "cluster": [0, 0, 0, 1, 1, 1]}
    assert found.options == {
        "method": "leiden",
        "quality": "modularity",
        "resolution": 1.0,
        "effort": "balanced",
        "seed": 0,
    }


def test_a_high_resolution_finds_smaller_clusters(two_triangles):
    assert tt.detect_clusters(two_triangles, quality="cpm", resolution=0.9).count == 2
    assert tt.detect_clusters(two_triangles, quality="cpm", resolution=0.1).count == 1
    assert tt.detect_clusters(two_triangles, resolution=10).count == 6


@pytest.mark.parametrize("seed", range(3))
def test_every_cluster_is_connected(seed):
    g = random_graph(400, 600, seed)
    twin = g.to_networkx()
    found = tt.detect_clusters(g, seed=seed)
    for cluster in range(found.count):
        assert nx.is_connected(twin.subgraph(found.members(cluster)))


@pytest.mark.parametrize("effort", ["fast", "balanced", "best"])
def test_the_quality_is_that_of_the_labels(karate, effort):
    found = tt.detect_clusters(karate, effort=effort)
    assert found.quality == pytest.approx(tt.modularity(karate, found), abs=1e-12)


def test_labels_may_be_any_whole_numbers(two_triangles):
    assert tt.modularity(two_triangles, [7, 7, 7, -3, -3, -3]) == pytest.approx(5 / 14)
    assert tt.modularity(two_triangles, np.zeros(6, np.int8)) == 0


@pytest.mark.parametrize("method", ["leiden", "louvain", "label_propagation", "spectral"])
def test_every_method_tells_apart_two_teams(method):
    teams = [(a + 8 * team, b + 8 * team) for team in (0, 1) for a in range(8) for b in range(a)] + [(0, 8)]
    g = tt.TieGraph.from_arrays(*np.array(teams).T)
    found = tt.detect_clusters(g, method=method)
    assert found.labels.tolist() == [0] * 8 + [1] * 8
    assert found.options["method"] == method
    assert found.quality == pytest.approx(tt.modularity(g, found))


def test_spectral_clusters_are_as_many_as_asked(karate):
    assert tt.detect_clusters(karate, method="spectral", clusters=2).count == 2
    with pytest.raises(tt.InvalidOption, match="spectral"):
        tt.detect_clusters(karate, clusters=2)
    with pytest.raises(tt.InvalidOption, match="start"):
        tt.detect_clusters(karate, method="spectral", start=np.zeros(34, int))
    for odd in (0, -1, 35, 1.5, True):
        with pytest.raises(tt.InvalidOption):
            tt.detect_clusters(karate, method="spectral", clusters=odd)


def test_a_search_goes_on_from_where_another_ended(karate):
    best = tt.detect_clusters(karate, effort="best")
    again = tt.detect_clusters(karate, start=best, seed=3)
    assert again.labels.tolist() == best.labels.tolist()


def test_fixed_people_stay_together_and_apart(karate):
    labels = np.arange(34)
    labels[33] = labels[0]
    found = tt.detect_clusters(karate, start=labels, fixed=[0, 33, 2])
    assert found.labels[0] == found.labels[33] != found.labels[2]


def test_a_start_that_cannot_be_is_refused(karate):
    with pytest.raises(tt.InvalidInput):
        tt.detect_clusters(karate, start=[0, 1, 2])
    with pytest.raises(tt.InvalidInput):
        tt.detect_clusters(karate, start=np.full(34, 0.5))
    with pytest.raises(tt.InvalidOption):
        tt.detect_clusters(karate, fixed=[1])
    with pytest.raises(tt.UnknownPerson):
        tt.detect_clusters(karate, start=np.zeros(34, int), fixed=[34])


def test_directed_ties_are_clustered_by_who_turns_to_whom():
    random = np.random.default_rng(7)
    source, target = random.integers(0, 60, (2, 400))
    g = tt.TieGraph.from_arrays(source, target, directed=True, self_ties="drop")
    twin = g.to_networkx()
    found = tt.detect_clusters(g)
    groups = [set(np.flatnonzero(found.labels == label).tolist()) for label in range(found.count)]
    assert found.quality == pytest.approx(nx.community.modularity(twin, groups), abs=1e-12)
    assert all(nx.is_weakly_connected(twin.subgraph(group)) for group in groups)


@pytest.mark.parametrize("method", ["", "Leiden", "infomap"])
def test_methods_that_are_not_there_are_refused_with_those_that_are(karate, method):
    with pytest.raises(tt.InvalidOption, match="must be one of leiden"):
        tt.detect_clusters(karate, method=method)


def test_a_cluster_that_is_not_there_is_refused(karate):
    with pytest.raises(tt.InvalidOption):
        tt.detect_clusters(karate).members(99)


def test_float_and_double_graphs_fall_into_the_same_clusters():
    random = np.random.default_rng(3)
    source = random.integers(0, 300, 2000)
    target = (source + 1 + random.integers(0, 200, 2000)) % 300
    weight = random.integers(1, 9, 2000)
    first = tt.TieGraph.from_arrays(source, target, weight.astype(np.float32))
    second = tt.TieGraph.from_arrays(source, target, weight.astype(np.float64))
    assert tt.detect_clusters(first).labels.tolist() == tt.detect_clusters(second).labels.tolist()
