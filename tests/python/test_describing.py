"""What clusters are called, and by what."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

import tertius as tt


@pytest.fixture(scope="module")
def two_teams():
    """0 to 7 all know each other, and 8 to 15; 7 and 8 too."""
    pairs = [(a, b) for first in (0, 8) for a in range(first, first + 8) for b in range(a + 1, first + 8)]
    source, target = zip(*pairs, (7, 8), strict=True)
    return tt.TieGraph.from_arrays(source, target)


TEAMS = [0] * 8 + [1] * 8


def test_a_cluster_is_called_by_what_all_and_most_have(two_teams):
    traits = {"office": ["Rome"] * 8 + ["Bonn"] * 8, "work": ["law"] * 6 + ["tax"] * 2 + ["tax"] * 7 + [None]}
    found = tt.describe_clusters(two_teams, TEAMS, traits)
    assert found["name"].tolist() == ["Rome, mostly law (6 of 8)", "Bonn, tax"]
    law = found[0].traits[1]
    assert (law.column, law.value, law.count, law.known, law.total) == ("work", "law", 6, 8, 6)
    assert law.lift == pytest.approx((6 / 8) / (6 / 15))
    assert law.surprise == pytest.approx(-np.log(hypergeom(15, 6, 8).sf(5)))
    assert found["traits"][0] == ("office: Rome (8 of 8)", "work: law (6 of 8)")
    assert (
        repr(found) == "ClusterDescriptions of 2 clusters, 0: Rome, mostly law (6 of 8) (8); 1: Bonn, tax (8)"
    )


def test_without_traits_a_cluster_is_called_by_its_core(two_teams):
    found = tt.describe_clusters(two_teams, TEAMS)
    # All have 7 inside; 7 and 8 have one more outside.
    assert found["name"].tolist() == ["around 0, 1 and 2", "around 8, 9 and 10"]
    assert found["core"].tolist() == [(0, 1, 2), (8, 9, 10)]
    assert found["bridges"].tolist() == [(7,), (8,)]
    assert found["bridges_to"].tolist() == [(1,), (0,)]
    assert found[0].bridges[0] == (7, 1.0, 1 / 8, 1)
    np.testing.assert_array_equal(found["conductance"], tt.conductances(two_teams, TEAMS))
    np.testing.assert_array_equal(found["density"], tt.densities(two_teams, TEAMS))


def test_a_name_says_what_most_have_or_else_what_is_telling(two_teams):
    def names(*values):
        return tt.describe_clusters(two_teams, TEAMS, {"room": values}, significance=1)["name"].tolist()

    # 5 and 3 of the first eight: only what most have is named. Numbers are told with their column.
    assert names(*[1] * 5, *[2] * 3, *[3] * 8) == ["mostly room 1 (5 of 8)", "room 3"]
    assert names(*[1] * 4, *[2] * 4, *[3] * 8)[0] == "partly room 1 (4 of 8), partly room 2 (4 of 8)"


def test_clusters_that_would_be_called_alike_are_told_apart():
    twelve = tt.TieGraph.from_arrays([0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9, 11])
    found = tt.describe_clusters(
        twelve,
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
        {"office": ["Rome"] * 8 + ["Bonn"] * 4},
        significance=0.5,
    )
    assert found["name"].tolist() == ["Rome, around 0", "Rome, around 4", "Bonn"]


def test_one_person_is_called_by_their_name():
    net = tt.Network.from_frames(
        people={"key": ["a", "b", "c"], "name": ["Ada", "Ben", None]},
        relationships={"from": ["a"], "to": ["b"], "type": ["peer"]},
    )
    assert tt.describe_clusters(net, [0, 0, 1])["name"].tolist() == ["around Ada and Ben", "c alone"]


def test_a_network_brings_its_people_and_its_ties(enron):
    strengths = tt.tie_strengths(enron, model="shipped")
    clusters = tt.detect_clusters(strengths)
    found = tt.describe_clusters(strengths, clusters)
    assert found["people"].tolist() == clusters.sizes.tolist()
    columns = {trait.column for one in range(len(found)) for trait in found[one].traits}
    assert columns <= {"organisation", "department", "position", "location"}
    assert columns
    for one in range(len(found)):
        for member in found[one].core:
            assert clusters.labels[enron.people["key"].tolist().index(member.person)] == one
    of_net = tt.describe_clusters(enron, clusters, traits=["department"], significance=1)
    assert {trait.column for one in range(len(of_net)) for trait in of_net[one].traits} == {"department"}
    by_frame = tt.describe_clusters(
        strengths, clusters, pd.DataFrame({"department": enron.people["department"]}), significance=1
    )
    assert by_frame[0].traits == of_net[0].traits


def test_what_a_network_records_counts_as_its_ties():
    net = tt.Network.from_frames(
        relationships={"from": [1, 2], "to": [2, 3], "type": ["peer", "mentor"]},
        interactions={"from": [1, 2, 3], "to": [2, 1, 4], "time": [0, 1, 2]},
    )
    found = tt.describe_clusters(net, [0, 0, 1, 1])
    # 1 and 2: a relationship and two interactions; 2 and 3, 3 and 4: one each.
    assert found[0].core[0] == (1, 3.0, 1.0, 0)
    assert found[1].core == ((4, 1.0, 1.0, 1),)
    assert found[1].bridges == ((3, 1.0, 0.5, 0),)


def test_several_values_a_person_count_one_by_one(two_teams):
    skills = [["law", "tax", "law"]] * 8 + [["tax"]] * 8
    found = tt.describe_clusters(two_teams, TEAMS, {"skills": skills})
    assert [(trait.value, trait.count, trait.total) for trait in found[0].traits] == [("law", 8, 8)]
    assert found[1].traits == ()
    same = tt.describe_clusters(two_teams, TEAMS, {"skills": ["law;tax"] * 8 + ["tax"] * 8})
    assert same[0].traits == found[0].traits


@pytest.mark.parametrize("like", ["pandas", "polars", "pyarrow"])
def test_descriptions_are_a_frame(two_teams, like):
    found = tt.describe_clusters(two_teams, TEAMS, {"office": ["Rome"] * 8 + ["Bonn"] * 8})
    frame = found.to_frame(like=like)
    assert list(getattr(frame, "columns" if like != "pyarrow" else "column_names")) == found.columns
    assert "Rome" in found._repr_html_()


def test_random_traits_seldom_set_anybody_apart():
    random = np.random.default_rng(5)
    g = tt.TieGraph.from_arrays([], [], size=600)
    labels = np.arange(600) // 20
    told = 0
    for _ in range(20):
        values = random.integers(0, 40, 600)
        found = tt.describe_clusters(g, labels, {"desk": values})
        told += sum(bool(found[cluster].traits) for cluster in range(30))
    assert told < 0.1 * 600


def test_nobody_and_isolates_are_described():
    assert len(tt.describe_clusters(tt.TieGraph.from_arrays([], []), [])) == 0
    assert (
        repr(tt.describe_clusters(tt.TieGraph.from_arrays([], []), [])) == "ClusterDescriptions of 0 clusters"
    )
    alone = tt.describe_clusters(tt.TieGraph.from_arrays([], [], size=3), [4, 4, 2])
    assert alone["name"].tolist() == ["around 0 and 1", "2 alone"]
    assert alone["core"].tolist() == [(), ()]


def test_what_cannot_be_described_is_refused(karate, two_teams):
    def refused(code, *given, **options):
        with pytest.raises(tt.Error) as error:
            tt.describe_clusters(*given, **options)
        assert error.value.code == code

    refused("partition.size", karate, [0, 1])
    refused("trait.size", two_teams, TEAMS, {"office": ["Rome"]})
    refused("word.type", two_teams, TEAMS, {"share": [0.5] * 16})
    refused("column.unknown", two_teams, TEAMS, ["office"])
    refused("tags.type", two_teams, TEAMS, {"skills": [["law"]] * 15 + [7]})
    for limit in (0, -1, 1.5, None):
        refused("option.limit", karate, [0] * 34, limit=limit)
    for significance in (0, 2, float("nan"), "low"):
        refused("option.significance", karate, [0] * 34, significance=significance)
    refused("graph.directed", tt.TieGraph.from_arrays([0], [1], directed=True), [0, 0])
    with pytest.raises(TypeError):
        tt.describe_clusters(karate.to_networkx(), [0] * 34)
    with pytest.raises(TypeError):
        tt.describe_clusters(karate, [0] * 34, 7)
