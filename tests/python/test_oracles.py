"""The same numbers as NetworkX and igraph, on random networks."""

from __future__ import annotations

import itertools
import random

import igraph
import networkx as nx
import numpy as np
import pytest
import tertius as tt
from conftest import random_graph

SEEDS = range(4)


@pytest.fixture(params=itertools.product(SEEDS, [False, True]), ids=str)
def pair(request):
    """A graph, and its NetworkX twin."""
    seed, weighted = request.param
    g = random_graph(40, 120, seed, weighted)
    return g, g.to_networkx()


def test_constraint_is_that_of_networkx(pair):
    g, twin = pair
    expected = nx.constraint(twin, weight="weight")
    np.testing.assert_allclose(tt.constraints(g), [expected[person] for person in range(g.size)], rtol=1e-9)
    for person in range(g.size):
        np.testing.assert_equal(tt.constraint(g, person), tt.constraints(g)[person])


def test_effective_size_is_that_of_networkx(pair):
    g, twin = pair
    # Asked for by name, NetworkX follows the definition; its short cut for everybody (3.6) strays.
    expected = nx.effective_size(twin, nodes=list(twin), weight="weight" if g.is_weighted else None)
    np.testing.assert_allclose(
        tt.effective_sizes(g), [expected[person] for person in range(g.size)], rtol=1e-9
    )


@pytest.mark.parametrize(
    ("measure", "function"),
    [
        ("adamic_adar", nx.adamic_adar_index),
        ("resource_allocation", nx.resource_allocation_index),
        ("jaccard", nx.jaccard_coefficient),
        ("degree_product", nx.preferential_attachment),
    ],
)
def test_meeting_scores_are_those_of_networkx(pair, measure, function):
    g, twin = pair
    strangers = list(nx.non_edges(twin))
    expected = [score for _, _, score in function(twin, strangers)]
    np.testing.assert_allclose(tt.meeting_scores(g, strangers, measure), expected, rtol=1e-9)


def test_modularity_is_that_of_networkx(pair):
    g, twin = pair
    labels = np.random.default_rng(5).integers(0, 6, g.size)
    groups = [set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)]
    for resolution in (0.5, 1.0, 2.0):
        expected = nx.community.modularity(twin, groups, weight="weight", resolution=resolution)
        assert tt.modularity(g, labels, resolution) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_leiden_finds_clusters_as_good_as_igraphs(seed):
    g = random_graph(300, 1200, seed)
    twin = igraph.Graph(g.size, list(g.to_networkx().edges))
    random.seed(seed)  # igraph draws from it
    theirs = twin.community_leiden("modularity", n_iterations=-1).modularity
    found = tt.detect_clusters(g, effort="best")
    assert found.quality == pytest.approx(twin.modularity(found.labels.tolist()), abs=1e-9)
    assert found.quality > 0.98 * theirs


def test_the_karate_club_has_its_known_values(karate):
    # Values of NetworkX 3.6 on Zachary (1977), without weights.
    constraint = tt.constraints(karate)
    assert [round(constraint[person], 6) for person in (0, 1, 9, 16, 33)] == [
        0.155423,
        0.279535,
        0.5,
        0.78125,
        0.156419,
    ]
    sizes = tt.effective_sizes(karate)
    assert [round(sizes[person], 6) for person in (0, 33)] == [13.75, 15.235294]
    assert tt.meeting_scores(karate, [(0, 33)]).values.round(6).tolist() == [2.71102]
    assert tt.meeting_scores(karate, [(0, 33)], "l3").values.round(6).tolist() == [2.335446]
    assert round(tt.detect_clusters(karate, effort="best").quality, 6) == 0.41979
