"""Introductions in Python: keys in, keys out, a reason for each."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest

import tertius as tt
from conftest import random_graph

MEASURES = ["common_contacts", "jaccard", "adamic_adar", "resource_allocation", "l3", "degree_product"]
MEASURES += ["personal_pagerank", "random_walk"]


@pytest.fixture(scope="module")
def s(enron) -> tt.TieStrengths:
    return tt.tie_strengths(enron)


@pytest.mark.parametrize("measure", MEASURES)
def test_people_to_meet_are_strangers_with_an_introducer(karate, measure):
    twin = karate.to_networkx()
    rows = tt.people_to_meet(karate, limit=3, measure=measure)
    assert list(rows.to_frame().columns) == ["person", "other", "score", "introducer"]
    for person, other, introducer in zip(rows["person"], rows["other"], rows["introducer"], strict=True):
        assert not twin.has_edge(person, other)
        assert twin.has_edge(person, introducer)
        assert twin.has_edge(introducer, other)
    pairs = np.column_stack([rows["person"], rows["other"]])
    scores = tt.meeting_scores(karate, pairs, measure).values
    error = 1e-5 if measure == "personal_pagerank" else 0  # 1e-6 (1 + 17) / 2 at most: the busiest knows 17
    np.testing.assert_allclose(rows["score"], scores, rtol=1e-9, atol=error)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_walks_between_strangers_are_those_of_networkx(seed, weighted):
    random = np.random.default_rng(seed)
    source = random.integers(0, 30, 70)
    target = (source + 1 + random.integers(0, 29, 70)) % 30
    g = tt.TieGraph.from_arrays(source, target, 0.1 + random.random(70), size=30, parallel_ties="largest")
    twin = g.to_networkx()
    weight = "weight" if weighted else None
    matrix = nx.to_numpy_array(twin, nodelist=range(30), weight=weight)
    totals = matrix.sum(axis=1)
    step = np.divide(matrix, totals[:, None], where=totals[:, None] > 0, out=np.zeros_like(matrix))
    walked = step + step @ step + step @ step @ step
    pairs = list(nx.non_edges(twin))
    scores = tt.meeting_scores(g, pairs, "random_walk", weighted=weighted).values
    expected = [(totals[a] * walked[a, b] + totals[b] * walked[b, a]) / totals.sum() for a, b in pairs]
    np.testing.assert_allclose(scores, expected, rtol=1e-12)
    scores = tt.meeting_scores(g, pairs, "personal_pagerank", weighted=weighted, error=1e-13).values
    ends = [
        nx.pagerank(twin, personalization={person: 1}, weight=weight, tol=1e-15, max_iter=1000)
        for person in range(30)
    ]
    np.testing.assert_allclose(scores, [ends[a][b] + ends[b][a] for a, b in pairs], atol=1e-11)


@pytest.mark.parametrize(
    "walk", [{"damping": 1}, {"damping": "half"}, {"error": 0}, {"error": float("nan")}, {"steps": 1}]
)
def test_walks_that_cannot_be_taken_are_refused(karate, walk):
    option = next(iter(walk))
    for ask in (tt.people_to_meet, lambda g, **options: tt.meeting_scores(g, [(0, 9)], **options)):
        with pytest.raises(tt.InvalidOption, match=option):
            ask(karate, measure="random_walk", **walk)


def test_everybodys_rows_are_each_ones_own(karate):
    everybody = tt.people_to_meet(karate, limit=4).to_frame()
    for person in range(karate.size):
        own = tt.people_to_meet(karate, person, limit=4).to_frame()
        assert own.to_dict("list") == everybody[everybody["person"] == person].to_dict("list")


def test_reasons_call_people_by_name():
    net = tt.Network.from_frames(
        people={"key": [1, 2, 3], "name": ["Ada", "Ben", "Cleo"]},
        interactions={"from": [1, 2], "to": [2, 3], "time": [5, 6]},
    )
    rows = tt.people_to_meet(tt.tie_strengths(net), person=1, reasons=True)
    assert rows["other"].tolist() == [3]
    assert rows["reason"].tolist() == ["Ben knows you both; you share no other contact"]


def test_weights_count_where_they_are_asked_for():
    g = tt.TieGraph.from_arrays([0, 1, 0, 2], [1, 3, 2, 3], [1.0, 2.0, 3.0, 4.0])
    assert tt.meeting_scores(g, [(0, 3)], "common_contacts").values.tolist() == [2.0]
    assert tt.meeting_scores(g, [(0, 3)], "common_contacts", weighted=True).values.tolist() == [14.0]


def test_measures_that_are_not_there_are_refused_with_those_that_are(karate):
    for ask in (tt.people_to_meet, lambda g, measure: tt.meeting_scores(g, [(0, 9)], measure)):
        with pytest.raises(tt.InvalidOption, match="adamic_adar"):
            ask(karate, measure="learned")


def test_pair_scores_serve_as_an_array_and_as_a_frame(karate):
    scores = tt.meeting_scores(karate, [(0, 33), (5, 9)])
    assert np.asarray(scores).shape == (2,)
    assert list(scores.to_frame().columns) == ["person", "other", "score"]
    assert repr(scores) == "adamic_adar of 2 pairs, 0 to 2.71, median 1.36"
    assert len(tt.meeting_scores(karate, [])) == 0


def test_suggestions_are_strangers_with_reasons_for_both(enron, s):
    broker = tt.brokers(s, tt.detect_clusters(s), limit=1)["person"][0]
    rows = tt.suggest_introductions(enron, s, broker, limit=5)
    assert list(rows.to_frame().columns) == [
        *("a", "b", "score", "benefit_a", "benefit_b", "accept_a", "accept_b", "reasons_a", "reasons_b"),
        *("both_accept", "chance_known", "lasts"),
    ]
    assert len(rows) == 5
    assert (np.diff(rows["score"]) <= 0).all()
    for a, b in zip(rows["a"], rows["b"], strict=True):
        assert s[broker, a].strength > 0
        assert s[broker, b].strength > 0
        with pytest.raises(tt.UnknownTie):
            s[a, b]
    for reasons in (*rows["reasons_a"], *rows["reasons_b"]):
        assert reasons
        assert all(isinstance(reason, str) and reason for reason in reasons)


def test_suggestions_may_look_at_clusters(enron, s):
    clusters = tt.detect_clusters(s)
    assert len(tt.suggest_introductions(enron, s, "e107", clusters=clusters)) == 10
    with pytest.raises(tt.InvalidInput):
        tt.suggest_introductions(enron, s, "e107", clusters=[0, 1])


def test_suggestions_need_the_network_of_the_strengths(enron, s):
    other = tt.Network.from_frames(interactions={"from": ["e107"], "to": ["b"], "time": [5]})
    with pytest.raises(tt.InvalidInput):
        tt.suggest_introductions(other, s, "e107")
    with pytest.raises(tt.UnknownPerson):
        tt.suggest_introductions(enron, s, "nobody")
    with pytest.raises(TypeError, match="TieStrengths"):
        tt.suggest_introductions(enron, s.graph(), "e107")
    with pytest.raises(TypeError, match="Network"):
        tt.suggest_introductions(s, s, "e107")


def best_chains(g: tt.TieGraph, seeker: int, target: int, hops: int) -> list[tuple[float, tuple[int, ...]]]:
    """Every simple chain, by falling probability: the long way round."""
    twin = g.to_networkx()
    chains = nx.all_simple_paths(twin, seeker, target, cutoff=hops)
    rated = [
        (
            np.prod([twin.edges[tie]["weight"] for tie in itertools.pairwise(chain)])
            * 0.8 ** (len(chain) - 2),
            chain,
        )
        for chain in chains
    ]
    return sorted(((float(p), tuple(chain)) for p, chain in rated), key=lambda rated: -rated[0])


@pytest.mark.parametrize("seed", range(4))
def test_warm_paths_are_the_most_reliable_chains(seed):
    random = np.random.default_rng(seed)
    source = random.integers(0, 15, 40)
    target = (source + 1 + random.integers(0, 14, 40)) % 15
    g = tt.TieGraph.from_arrays(source, target, random.random(40), size=15, parallel_ties="largest")
    rows = tt.warm_paths(g, 0, 7, limit=5, max_hops=4)
    expected = best_chains(g, 0, 7, 4)[:5]
    assert rows["chain"].tolist() == [chain for _, chain in expected]
    np.testing.assert_allclose(rows["probability"], [p for p, _ in expected])
    weights = g.to_scipy()
    for chain, person, alter, strength in zip(
        rows["chain"], rows["weakest_person"], rows["weakest_alter"], rows["weakest_strength"], strict=True
    ):
        assert (person, alter) in set(itertools.pairwise(chain))
        assert strength == weights[person, alter] == min(weights[tie] for tie in itertools.pairwise(chain))


def test_a_hidden_tie_is_as_if_it_were_not_there():
    g = random_graph(12, 30, seed=5)
    strengths = tt.TieGraph.from_scipy(g.to_scipy() * 0.5)
    twin = strengths.to_networkx()
    for hidden in list(twin.edges):
        without = twin.copy()
        without.remove_edge(*hidden)
        seen = tt.warm_paths(strengths, 0, 11, visible=lambda a, b, hidden=hidden: (a, b) != hidden)
        expected = tt.warm_paths(tt.TieGraph.from_networkx(without), 0, 11)
        assert seen["chain"].tolist() == expected["chain"].tolist()
        assert seen["probability"].tolist() == expected["probability"].tolist()


def test_chains_on_strengths_are_keys_with_the_evidence_of_their_weakest_hop(s):
    frame = s.to_frame()
    tied = {frozenset(pair) for pair in frame[["person", "alter"]].itertuples(index=False)}
    target = next(
        f"e{place:03}" for place in range(1, 184) if frozenset(("e107", f"e{place:03}")) not in tied
    )
    rows = tt.warm_paths(s, "e107", target)
    assert list(rows.to_frame().columns) == [
        *("chain", "probability", "weakest_person", "weakest_alter", "weakest_strength", "evidence"),
    ]
    for chain, person, alter, evidence in zip(
        rows["chain"], rows["weakest_person"], rows["weakest_alter"], rows["evidence"], strict=True
    ):
        assert (chain[0], chain[-1]) == ("e107", target)
        assert s[person, alter].evidence == evidence


def test_no_chain_is_an_answer():
    apart = tt.TieGraph.from_arrays([0, 2], [1, 3], [0.5, 0.5])
    rows = tt.warm_paths(apart, 0, 3)
    assert len(rows) == 0
    assert rows.to_frame().columns[0] == "chain"
    with pytest.raises(tt.InvalidOption):
        tt.warm_paths(apart, 0, 1, willingness=0)
