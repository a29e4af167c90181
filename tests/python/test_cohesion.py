"""Conductance, density and coverage: NetworkX's numbers, on random networks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

import tertius as tt
from conftest import random_graph


def parts_of(labels):
    order = list(dict.fromkeys(labels.tolist()))
    return [set(np.flatnonzero(labels == label).tolist()) for label in order]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_they_are_those_of_networkx(seed, weighted):
    g = random_graph(40, 120, seed, weighted)
    twin = g.to_networkx()
    labels = np.random.default_rng(seed).integers(0, 5, g.size)
    parts = parts_of(labels)
    np.testing.assert_allclose(
        tt.conductances(g, labels), [nx.conductance(twin, part, weight="weight") for part in parts], rtol=1e-9
    )
    np.testing.assert_allclose(tt.densities(g, labels), [nx.density(twin.subgraph(part)) for part in parts])
    inside = sum(twin.subgraph(part).size(weight="weight") for part in parts)
    assert tt.coverage(g, labels) == pytest.approx(inside / twin.size(weight="weight"))


def test_without_weights_coverage_is_that_of_networkx(karate):
    labels = tt.detect_clusters(karate).labels
    expected, _ = nx.community.partition_quality(karate.to_networkx(), parts_of(labels))
    assert tt.coverage(karate, labels) == pytest.approx(expected)


def test_direction_counts_for_density_alone():
    directed = tt.TieGraph.from_arrays([0, 1, 1, 3], [1, 0, 2, 2], weight=[2.0, 3, 4, 1], directed=True)
    both_ways = tt.TieGraph.from_arrays([0, 1, 3], [1, 2, 2], weight=[5.0, 4, 1])
    labels = [0, 0, 1, 1]
    assert (
        tt.conductances(directed, labels).values.tolist()
        == tt.conductances(both_ways, labels).values.tolist()
    )
    assert tt.coverage(directed, labels) == tt.coverage(both_ways, labels) == 0.6
    assert tt.densities(directed, labels).values.tolist() == [1.0, 0.5]


def test_values_of_clusters_serve_as_an_array_and_a_frame(karate):
    found = tt.conductances(karate, tt.detect_clusters(karate))
    assert list(found.to_frame().columns) == ["cluster", "conductance"]
    assert found[0] == found.values[0]
    assert np.nanmean(found) == pytest.approx(found.values.mean())
    assert repr(found).startswith("conductance of 4 clusters, ")
    for cluster in (4, -1, "0", None):
        with pytest.raises(tt.InvalidOption):
            found[cluster]


def test_where_nothing_is_tied_nothing_is_defined():
    nobody = tt.TieGraph.from_arrays([], [], size=3)
    assert np.isnan(tt.conductances(nobody, [0, 0, 1])).all()
    assert np.isnan(tt.coverage(nobody, [0, 0, 1]))
    assert tt.densities(nobody, [0, 0, 1])[0] == 0
    with pytest.raises(IndexError):
        tt.conductances(tt.TieGraph.from_arrays([], []), [])[0]


@pytest.mark.parametrize("measure", [tt.conductances, tt.densities, tt.coverage])
def test_labels_of_other_people_are_refused(karate, measure):
    with pytest.raises(tt.InvalidInput) as refused:
        measure(karate, [0, 1])
    assert refused.value.code == "partition.size"
    with pytest.raises(TypeError):
        measure(karate.to_networkx(), [0] * 34)
    with pytest.raises(tt.InvalidOption):
        measure(karate, [0] * 34, threads=0)
