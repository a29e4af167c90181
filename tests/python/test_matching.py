"""Clusters over time; the events themselves are worked out by hand in the tests of the compiled part."""

from __future__ import annotations

import numpy as np
import pytest

import tertius as tt


def by_key(*clusters):
    return {person: label for label, people in enumerate(clusters) for person in people}


def test_every_event_is_told_with_its_clusters_and_overlaps():
    before = by_key("abcd", "efgh", "ij", "kl", "mno")
    after = by_key("abcdx", "ef", "gh", "ijkl", "yz")
    found = tt.match_clusters(before, after)
    rows = list(
        zip(*(found[name].tolist() for name in ("change", "before", "after", "overlaps")), strict=True)
    )
    assert rows == [
        ("continued", (0,), (0,), (0.8,)),
        ("split", (1,), (1, 2), (0.5, 0.5)),
        ("died", (4,), (), ()),
        ("merged", (2, 3), (3,), (0.5, 0.5)),
        ("born", (), (4,), ()),
    ]
    np.testing.assert_allclose(found["growth"], [0.25, 0, np.nan, 0, np.nan])
    assert found.carried_on == {0: 0, 1: 1, 3: 2}
    assert repr(found) == "ClusterMatches: 1 continued, 1 split, 1 merged, 1 died, 1 born"
    assert len(found.to_frame()) == len(found.to_frame(like="polars")) == 5


def test_people_are_matched_by_key_not_by_place():
    found = tt.match_clusters({"Ada": "x", "Ben": "x", "Cleo": "y"}, {"Cleo": 7, "Ben": 5, "Ada": 5})
    assert found["before"].tolist() == [(0,), (1,)]
    assert found["after"].tolist() == [(1,), (0,)]


def test_clusters_of_a_network_are_matched_by_its_keys(enron):
    early = tt.tie_strengths(enron, at=978307200, model="shipped")
    late = tt.tie_strengths(enron, at=1001894400, model="shipped")
    before, after = tt.detect_clusters(early), tt.detect_clusters(late)
    found = tt.match_clusters(before, after)
    as_dicts = tt.match_clusters(
        *(dict(zip(p._people.named().tolist(), p.labels, strict=True)) for p in (before, after))
    )
    assert found["change"].tolist() == as_dicts["change"].tolist()
    assert sum(map(len, found["before"])) >= before.count
    followed = tt.follow_clusters({"early": before, "late": after})
    assert followed["people"].sum() == 2 * len(enron)
    later = followed["identity"][before.count :]
    assert {new: old for new, old in enumerate(later.tolist()) if old < before.count} == found.carried_on


def test_a_cluster_keeps_its_identity_through_the_years():
    years = {2001: by_key("abc", "def"), 2002: by_key("defg", "bc"), 2003: by_key("xyz", "bc", "efg")}
    found = tt.follow_clusters(years)
    assert found["time"].tolist() == [2001, 2001, 2002, 2002, 2003, 2003, 2003]
    assert found["cluster"].tolist() == [0, 1, 0, 1, 0, 1, 2]
    assert found["identity"].tolist() == [0, 1, 1, 0, 2, 0, 1]
    assert found["people"].tolist() == [3, 3, 4, 2, 3, 2, 3]
    assert tt.follow_clusters(list(years.values()))["time"].tolist() == [0, 0, 1, 1, 2, 2, 2]


def test_nobody_and_no_time_have_their_answers():
    assert len(tt.follow_clusters([])) == 0
    assert len(tt.match_clusters({}, {})) == 0
    assert tt.match_clusters([], [1, 1, 2])["change"].tolist() == ["born", "born"]
    assert tt.match_clusters({}, {}).to_frame().shape == (0, 5)


def test_what_cannot_be_matched_is_refused():
    for overlap in (0, 1.5, float("nan"), "much", True):
        with pytest.raises(tt.InvalidOption) as refused:
            tt.match_clusters([0, 1], [0, 1], overlap=overlap)
        assert refused.value.code == "option.overlap"
    with pytest.raises(tt.InvalidInput) as refused:
        tt.match_clusters({"Ada": 0}, [0, 1])
    assert refused.value.code == "key.mixed"
    for key in (1.5, None, True, ("Ada",)):
        with pytest.raises(tt.InvalidInput):
            tt.match_clusters({key: 0}, {"Ada": 0})
    with pytest.raises(tt.InvalidInput):
        tt.match_clusters({"Ada": None}, {"Ada": 0})
    for series in ("ab", 7, None):
        with pytest.raises(TypeError):
            tt.follow_clusters(series)
