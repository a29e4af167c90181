"""What many searches agree on, and the scales of a network, in Python."""

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


def test_what_every_search_finds_is_sure(two_triangles):
    found = tt.consensus_clusters(two_triangles)
    assert isinstance(found, tt.Clusters)
    assert found.labels.tolist() == [0, 0, 0, 1, 1, 1]
    assert found.confidence.values.tolist() == [1.0] * 6
    assert found.cluster_confidence.tolist() == [1.0, 1.0]
    assert found.quality == pytest.approx(5 / 14)
    assert repr(found) == (
        "ConsensusClusters of 20 runs: 2 clusters of 6 people, largest 3, modularity 0.3571, converged, "
        "mean confidence 1.00"
    )
    assert list(found.to_frame().columns) == ["person", "cluster", "confidence"]
    assert found.options["runs"] == 20
    assert found.options["threshold"] == 0.5


def test_a_consensus_serves_wherever_clusters_do(karate):
    found = tt.consensus_clusters(karate, runs=5)
    assert tt.modularity(karate, found) == found.quality
    assert len(tt.brokers(karate, found)) > 0


@pytest.mark.parametrize("seed", range(3))
def test_every_cluster_of_a_consensus_is_connected(seed):
    g = random_graph(200, 300, seed)
    twin = g.to_networkx()
    found = tt.consensus_clusters(g, seed=seed, runs=8)
    for cluster in range(found.count):
        assert nx.is_connected(twin.subgraph(found.members(cluster)))
    values = found.confidence.values
    assert ((values >= 0) & (values <= 1)).all()
    for cluster in range(found.count):
        mean = values[found.labels == cluster].mean()
        assert found.cluster_confidence[cluster] == pytest.approx(mean)


def test_answers_are_read_only_and_the_same_on_any_number_of_threads():
    g = random_graph(500, 2000, seed=1, weighted=True)
    first = tt.consensus_clusters(g, threads=1, runs=6)
    again = tt.consensus_clusters(g, threads=4, runs=6)
    assert first.labels.tobytes() == again.labels.tobytes()
    assert first.confidence.values.tobytes() == again.confidence.values.tobytes()
    for array in (first.labels, first.confidence.values, first.cluster_confidence):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    profile = tt.resolution_profile(g, threads=1, steps=5)
    other = tt.resolution_profile(g, threads=3, steps=5)
    for column in profile:
        assert profile[column].tobytes() == other[column].tobytes()
    assert profile.clusters().labels.tobytes() == other.clusters().labels.tobytes()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("runs", 1),
        ("runs", 2.5),
        ("threshold", -0.1),
        ("threshold", float("nan")),
        ("threshold", "half"),
        ("most_rounds", 0),
        ("resolution", 0),
        ("seed", -1),
        ("method", "guess"),
        ("effort", "none"),
    ],
)
def test_odd_options_of_a_consensus_are_refused(karate, option, value):
    with pytest.raises(tt.InvalidOption, match=option):
        tt.consensus_clusters(karate, **{option: value})


@pytest.mark.parametrize(
    ("option", "value"),
    [("lowest", 0), ("lowest", 4), ("highest", float("inf")), ("steps", 1), ("lowest", None), ("effort", "")],
)
def test_odd_options_of_a_profile_are_refused(karate, option, value):
    with pytest.raises(tt.InvalidOption):
        tt.resolution_profile(karate, **{option: value})


def test_directed_graphs_are_refused():
    g = tt.TieGraph.from_arrays([0], [1], directed=True)
    for ask in (tt.consensus_clusters, tt.resolution_profile):
        with pytest.raises(tt.InvalidInput, match="directed"):
            ask(g)
        with pytest.raises(TypeError):
            ask("a graph")


def test_nobody_and_nobody_tied_are_answers():
    empty = tt.TieGraph.from_arrays([], [], size=0)
    assert len(tt.consensus_clusters(empty)) == 0
    assert "0 people" in repr(tt.consensus_clusters(empty))
    assert tt.resolution_profile(empty).clusters().count == 0
    alone = tt.TieGraph.from_arrays([], [], size=3)
    assert tt.consensus_clusters(alone).confidence.values.tolist() == [1.0, 1.0, 1.0]


def test_two_triangles_part_at_the_resolutions_that_can_be_worked_out(two_triangles):
    # All together: 1 - r; the triangles: 6/7 - r/2; pairs: 2/7 - 50/196 r (see the C++ test).
    profile = tt.resolution_profile(two_triangles)
    assert list(profile) == ["resolution", "clusters", "quality", "stability"]
    assert len(profile) == 33
    widest = profile.plateaus
    assert widest["clusters"][0] == 2
    assert widest["from"][0] == pytest.approx(2 / 7)
    assert widest["to"][0] == pytest.approx(7 / 3)
    found = profile.clusters()
    assert found.labels.tolist() == [0, 0, 0, 1, 1, 1]
    middle = found.options["resolution"]
    assert middle == pytest.approx(np.sqrt(2 / 7 * 7 / 3))
    assert found.quality == pytest.approx(tt.modularity(two_triangles, found, middle))
    assert repr(profile) == (
        "ResolutionProfile: 33 resolutions, 4 plateaus, the widest from 0.286 to 2.33: 2 clusters"
    )
    with pytest.raises(tt.InvalidOption):
        profile.clusters(4)
