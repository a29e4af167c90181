"""Brokerage compared with NetworkX and igraph, undirected and directed."""

from __future__ import annotations

import itertools
import math

import igraph
import networkx as nx
import numpy as np
import pytest

import tertius as tt
from conftest import directed_graph, random_graph

GRAPHS = {
    f"{kind}-{seed}": make(seed)
    for seed in range(3)
    for kind, make in {
        "plain": lambda seed: random_graph(40, 110, seed),
        "weighted": lambda seed: random_graph(40, 110, seed, weighted=True),
        "directed": lambda seed: directed_graph(40, 130, seed),
    }.items()
}
UNDIRECTED = [name for name in GRAPHS if not name.startswith("directed")]


def twins(names=tuple(GRAPHS)):
    return pytest.mark.parametrize(
        ("g", "twin"), [(GRAPHS[name], GRAPHS[name].to_networkx()) for name in names], ids=names
    )


def in_order(g, values):
    return [values[person] for person in range(g.size)]


@twins()
def test_constraint_and_its_parts_are_those_of_networkx(g, twin):
    np.testing.assert_allclose(
        tt.constraints(g), in_order(g, nx.constraint(twin, weight="weight")), rtol=1e-9
    )
    rows = tt.local_constraints(g)
    expected = [
        nx.local_constraint(twin, ego, alter, weight="weight")
        for ego, alter in zip(rows["person"], rows["alter"], strict=True)
    ]
    np.testing.assert_allclose(rows["constraint"], expected, rtol=1e-9)


@twins()
def test_constraint_is_that_of_igraph(g, twin):
    graph = igraph.Graph(g.size, list(twin.edges), directed=g.is_directed)
    weights = [weight for _, _, weight in twin.edges(data="weight", default=1)]
    np.testing.assert_allclose(tt.constraints(g), graph.constraint(weights=weights), rtol=1e-9)


@twins()
def test_effective_size_is_that_of_networkx(g, twin):
    weight = "weight" if g.is_weighted else None
    expected = in_order(g, nx.effective_size(twin, nodes=list(twin), weight=weight))
    # NetworkX takes people whom others turn to, but who turn to nobody, for isolates.
    asked = (g.degrees > 0) if g.is_directed else np.full(g.size, True)
    np.testing.assert_allclose(tt.effective_sizes(g).values[asked], np.array(expected)[asked], rtol=1e-9)


@twins()
def test_hierarchy_is_the_formula_on_the_parts_of_networkx(g, twin):
    for ego in range(g.size):
        parts = [
            nx.local_constraint(twin, ego, alter, weight="weight")
            for alter in set(nx.all_neighbors(twin, ego))
        ]
        n, mean = len(parts), sum(parts) / len(parts) if parts else 0
        if n > 1:
            expected = sum(c / mean * math.log(c / mean) for c in parts) / (n * math.log(n))
            assert tt.hierarchy(g, ego) == pytest.approx(expected, abs=1e-12)
        else:
            np.testing.assert_equal(tt.hierarchy(g, ego), 1.0 if n else np.nan)


@twins()
@pytest.mark.parametrize("length", ["inverse_weight", "weight", "hop"])
@pytest.mark.parametrize("normalised", [True, False])
def test_betweenness_is_that_of_networkx(g, twin, length, normalised):
    exact = math.lcm(*range(1, 50))  # whole lengths: fractions that are equal could round apart
    for _, _, data in twin.edges(data=True):
        weight = int(data.get("weight", 1))
        data["length"] = {"inverse_weight": exact // weight, "weight": weight, "hop": 1}[length]
    expected = nx.betweenness_centrality(twin, normalized=normalised, weight="length")
    found = tt.betweennesses(g, length=length, normalised=normalised)
    np.testing.assert_allclose(found, in_order(g, expected), atol=1e-9)
    assert (found.error, found.samples) == (0, 0)


@pytest.mark.parametrize(("ties", "directed"), [(4000, False), (6000, True)])
def test_sampled_betweenness_is_within_its_error_of_networkx(ties, directed):
    g = directed_graph(2000, ties, 1) if directed else random_graph(2000, ties, 1)
    twin = igraph.Graph(g.size, list(g.to_networkx().edges), directed=directed)
    pairs = (g.size - 1) * (g.size - 2) / (1 if directed else 2)
    expected = np.array(twin.betweenness()) / pairs
    for seed in range(3):
        found = tt.betweennesses(g, length="hop", error=0.03, seed=seed)
        assert found.samples > 0
        assert 0 < found.error <= 0.03
        assert np.abs(found.values - expected).max() <= found.error


@twins(UNDIRECTED)
def test_local_bridges_are_those_of_networkx(g, twin):
    expected = sorted(
        (*sorted(ends), span) for *ends, span in nx.local_bridges(twin, with_span=True, weight=None)
    )
    found = tt.local_bridges(g)
    assert list(zip(found["a"], found["b"], found["span"], strict=True)) == expected
    bounded = tt.local_bridges(g, max_span=4)["span"]
    assert bounded.tolist() == [span if span <= 4 else math.inf for *_, span in expected]


@twins(UNDIRECTED)
def test_dispersion_is_that_of_networkx(g, twin):
    rows = tt.dispersions(g)
    pairs = list(zip(rows["person"], rows["alter"], strict=True))
    assert rows["dispersion"].tolist() == [nx.dispersion(twin, *pair, normalized=False) for pair in pairs]
    np.testing.assert_allclose(rows["normalised"], [nx.dispersion(twin, *pair) for pair in pairs])
    own = tt.dispersions(g, 0)
    assert own["recursive"].tolist() == rows["recursive"][rows["person"] == 0].tolist()


@twins()
def test_simmelian_strength_counts_mutual_third_people(g, twin):
    mutual = nx.Graph([(a, b) for a, b in twin.edges if twin.has_edge(b, a)])
    expected = sorted(
        (*sorted((a, b)), len(list(nx.common_neighbors(mutual, a, b)))) for a, b in mutual.edges
    )
    found = tt.simmelian_strengths(g)
    assert list(zip(found["a"], found["b"], found["strength"], strict=True)) == expected
    for a, b, strength in expected[:10]:
        assert tt.simmelian_strength(g, b, a) == strength


@twins()
def test_brokerage_roles_are_the_definition(g, twin):
    labels = np.random.default_rng(7).integers(0, 4, g.size)
    found = tt.brokerage_roles(g, labels)
    names = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"]
    twin = twin.to_directed()
    for j in range(g.size):
        counts = dict.fromkeys(names, 0)
        for i, k in itertools.product(twin.predecessors(j), twin.successors(j)):
            if i == k or twin.has_edge(i, k):
                continue
            a, b, c = labels[[i, j, k]]
            if a == b:
                name = "coordinator" if b == c else "representative"
            else:
                name = "gatekeeper" if b == c else "itinerant" if a == c else "liaison"
            counts[name] += 1
        assert [found[name][j] for name in names] == list(counts.values())
        assert found["total"][j] == sum(counts.values())
        own = tt.brokerage_roles(g, labels, j)
        assert all(own[name].tolist() == found[name][[j]].tolist() for name in names)


def test_expected_roles_are_the_mean_of_shuffled_labels():
    g = directed_graph(30, 120, 2)
    labels = np.repeat([0, 1, 2], [5, 10, 15])
    found = tt.brokerage_roles(g, labels)
    random = np.random.default_rng(1)
    deals = [tt.brokerage_roles(g, random.permutation(labels)) for _ in range(3000)]
    for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"):
        counts = np.array([deal[role] for deal in deals], dtype=float)
        spread = counts.std(axis=0)
        far = np.abs(counts.mean(axis=0) - found[f"{role}_expected"]) / (spread / np.sqrt(len(deals)) + 1e-12)
        assert far.max() < 5
        varied = spread > 0
        z = (found[role][varied] - found[f"{role}_expected"][varied]) / found[f"{role}_z"][varied]
        known = found[role][varied] != found[f"{role}_expected"][varied]
        np.testing.assert_allclose(z[known], spread[varied][known], rtol=0.15)
