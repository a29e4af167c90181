"""Circles that overlap, in Python."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import tertius as tt
from conftest import random_graph


@pytest.fixture(scope="module")
def two_cliques() -> tt.TieGraph:
    """0 to 3 all know each other, and so do 3 to 6."""
    graph = nx.compose(nx.complete_graph(range(4)), nx.complete_graph(range(3, 7)))
    return tt.TieGraph.from_networkx(graph)


def test_a_person_in_two_cliques_is_in_both_circles(two_cliques):
    found = tt.detect_circles(two_cliques)
    assert (found.count, len(found), found.sizes.tolist(), found.converged) == (2, 8, [4, 4], True)
    assert found.of(3) == [0, 1]
    assert found.of(0) == [0]
    assert found.members(1) == [3, 4, 5, 6]
    assert found.quality == 0.5  # two cliques of 6 ties, apart
    assert repr(found) == (
        "Circles: 2 circles of 7 people, 1 in several, largest 4, modularity 0.5000, converged"
    )
    assert found.to_frame().to_dict("list") == {
        "person": [0, 1, 2, 3, 3, 4, 5, 6],
        "circle": [0, 0, 0, 0, 1, 1, 1, 1],
    }
    assert found.options == {
        "local_resolution": 0.5,
        "smallest": 4,
        "quality": "modularity",
        "resolution": 1.0,
        "effort": "balanced",
        "seed": 0,
    }


def test_three_of_other_circles_are_a_circle_only_when_asked_for():
    graph = nx.disjoint_union_all([nx.complete_graph(4)] * 3)
    graph.add_edges_from([(0, 4), (4, 8), (0, 8)])
    g = tt.TieGraph.from_networkx(graph)
    assert tt.detect_circles(g).of(4) == [1]
    assert tt.detect_circles(g, smallest=3).of(4) == [1, 2]


def test_a_persona_says_which_hat_connects_whom(two_cliques):
    personas = tt.detect_circles(two_cliques).personas
    assert personas.columns == ["person", "persona", "circle", "alters"]
    assert personas["person"].tolist() == [0, 1, 2, 3, 3, 4, 5, 6]
    assert personas["persona"].tolist() == list(range(8))
    assert personas["alters"][3:5].tolist() == [(0, 1, 2), (4, 5, 6)]
    assert tt.ego_circles(two_cliques, 3).to_frame().to_dict("list") == {
        "alter": [0, 1, 2, 4, 5, 6],
        "circle": [0, 0, 0, 1, 1, 1],
    }


def test_every_alter_is_known_to_one_persona(karate):
    found = tt.detect_circles(karate)
    known: dict[int, list[int]] = {}
    for person, circle, alters in zip(
        found.personas["person"], found.personas["circle"], found.personas["alters"], strict=True
    ):
        assert circle in found.of(person)
        known.setdefault(person, []).extend(alters)
    twin = karate.to_networkx()
    assert {person: sorted(alters) for person, alters in known.items()} == {
        person: sorted(twin[person]) for person in twin
    }


@pytest.mark.parametrize("seed", range(3))
def test_near_local_resolution_0_circles_are_components_of_the_ego_network(seed):
    g = random_graph(60, 260, seed)
    twin = g.to_networkx()
    for ego in range(60):
        rows = tt.ego_circles(g, ego, local_resolution=1e-9)
        circle_of = dict(zip(rows["alter"].tolist(), rows["circle"].tolist(), strict=True))
        pieces = [piece for piece in nx.connected_components(twin.subgraph(twin[ego])) if len(piece) > 1]
        assert all(len({circle_of[alter] for alter in piece}) == 1 for piece in pieces)
        assert len({circle_of[next(iter(piece))] for piece in pieces}) == len(pieces)


def test_people_have_their_keys(enron):
    strengths = tt.tie_strengths(enron)
    found = tt.detect_circles(strengths, seed=1)
    assert found.of("e107") == sorted(
        circle for circle in range(found.count) if "e107" in found.members(circle)
    )
    assert set(found.personas["person"]) == set(found.to_frame()["person"])
    assert set(tt.ego_circles(strengths, "e107").columns) == {"alter", "circle"}


def test_any_number_of_threads_gives_the_same_bytes():
    g = random_graph(3000, 25_000, seed=4, weighted=True)
    found = [tt.detect_circles(g, seed=5, threads=threads) for threads in (1, 2, 3, 4, 8)]
    assert len({answer.to_frame().to_numpy().tobytes() for answer in found}) == 1
    assert len({answer.personas["circle"].tobytes() for answer in found}) == 1
    assert tt.omega(found[0], found[1]) == 1


def test_isolates_and_nobody_are_answers():
    assert tt.detect_circles(tt.TieGraph.from_arrays([], [], size=2)).of(1) == [1]
    nobody = tt.detect_circles(tt.TieGraph.from_arrays([], [], size=0))
    assert (nobody.count, len(nobody), len(nobody.personas)) == (0, 0, 0)
    assert repr(nobody).startswith("Circles: 0 circles of 0 people, 0 in several, largest 0")
    assert tt.omega(nobody, nobody) == tt.overlapping_mutual_information([], []) == 1
    assert len(tt.ego_circles(tt.TieGraph.from_arrays([0], [1], size=3), 2)) == 0


def test_arrays_are_read_only(two_cliques):
    found = tt.detect_circles(two_cliques)
    with pytest.raises(ValueError, match="read-only"):
        found.personas["circle"][0] = 9


def test_what_makes_no_question_is_refused(two_cliques):
    directed = tt.TieGraph.from_arrays([0], [1], directed=True)
    for call in (tt.detect_circles, lambda g: tt.ego_circles(g, 0)):
        with pytest.raises(tt.InvalidInput, match="directed"):
            call(directed)
    for wrong in (0, -1, float("nan"), float("inf"), "1", None, True):
        with pytest.raises(tt.InvalidOption, match="local_resolution"):
            tt.detect_circles(two_cliques, local_resolution=wrong)
        with pytest.raises(tt.InvalidOption, match="local_resolution"):
            tt.ego_circles(two_cliques, 0, local_resolution=wrong)
    for options in (
        {"smallest": 0},
        {"smallest": 2.0},
        {"smallest": 2**32},
        {"quality": "best"},
        {"effort": "most"},
        {"seed": -1},
        {"resolution": 0},
        {"threads": 0},
    ):
        with pytest.raises(tt.InvalidOption):
            tt.detect_circles(two_cliques, **options)
    found = tt.detect_circles(two_cliques)
    for stranger in (7, -1, "Ada", None):
        with pytest.raises(tt.UnknownPerson):
            found.of(stranger)
        with pytest.raises(tt.UnknownPerson):
            tt.ego_circles(two_cliques, stranger)
    with pytest.raises(tt.InvalidOption):
        found.members(2)
    with pytest.raises(TypeError):
        tt.detect_circles([[0, 1]])


def test_covers_are_given_as_what_was_found_or_as_each_persons_circles(two_cliques):
    found = tt.detect_circles(two_cliques)
    listed = [[5], (5,), {5}, np.array([5, -2]), -2, np.int8(-2), [-2, -2]]
    assert tt.omega(found, listed) == 1
    assert tt.overlapping_mutual_information(listed, found) == 1
    clusters = tt.detect_clusters(two_cliques)
    for measure in (tt.omega, tt.overlapping_mutual_information):
        same = [measure(found, labels) for labels in (clusters, clusters.labels, clusters.labels.tolist())]
        assert len(set(same)) == 1
        assert measure(found, pd.Series(clusters.labels)) == same[0]


@pytest.mark.parametrize("measure", [tt.omega, tt.overlapping_mutual_information])
@pytest.mark.parametrize(
    ("cover", "code"),
    [
        ([0, 1], "cover.size"),
        ([[0], [], [1]], "cover.no_circle"),
        ([0, 1.5, 2], "cover.circle"),
        ([0, None, 2], "cover.circle"),
        ([0, [True], 2], "cover.circle"),
        (["a", "b", "c"], "cover.circle"),
        ([[[0]], [1], [2]], "cover.circle"),
        ("abc", "cover.type"),
        ({0: 1}, "cover.type"),
        (None, "cover.type"),
    ],
)
def test_what_makes_no_cover_is_refused(measure, cover, code):
    with pytest.raises(tt.InvalidInput) as refused:
        measure([0, 0, 1], cover)
    assert refused.value.code == code


def test_omega_of_partitions_is_the_adjusted_rand_index():
    igraph = pytest.importorskip("igraph")
    random = np.random.default_rng(2)
    for _ in range(5):
        a, b = random.integers(0, 6, 150), random.integers(0, 4, 150)
        oracle = igraph.compare_communities(a.tolist(), b.tolist(), method="adjusted_rand")
        assert tt.omega(a, b) == pytest.approx(oracle, abs=1e-12)
