"""The six building blocks, the types of relationships, and what explanations rest on."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import tertius as tt
from tertius.strength.building_blocks import BLOCKS

DAY = 86400


@pytest.fixture
def office():
    """Ada keeps six promises of eight to Ben, comes to all meetings and congratulates; Ben does not."""
    weeks = range(30)
    times = [7 * DAY * week for week in weeks]
    log = {
        "from": ["Ada" if week % 2 else "Ben" for week in weeks]
        + ["Ben" if week % 2 else "Ada" for week in weeks],
        "to": ["Ben" if week % 2 else "Ada" for week in weeks]
        + ["Ada" if week % 2 else "Ben" for week in weeks],
        "time": times + [time + 3600 for time in times],
        "kind": [""] * 60,
    }
    for sender, time, kind in [
        ("Ada", 10, "attended"), ("Ada", 20, "attended"), ("Ben", 10, "attended"), ("Ben", 20, "no_show"),
        ("Ada", 51, "congratulations"),
    ]:  # fmt: skip
        log["from"].append(sender)
        log["to"].append("Ben" if sender == "Ada" else "Ada")
        log["time"].append(time * DAY)
        log["kind"].append(kind)
    return tt.Network.from_frames(
        people={
            "key": ["Ada", "Ben", "Cem", "Dan"],
            "skills": [["C++", "graphs"], ["C++", "graphs"], ["excel"], ["excel"]],
        },
        relationships={"from": ["Ada"], "to": ["Ben"], "type": ["peer"]},
        interactions=log,
        commitments={
            "owner": ["Ada"] * 8,
            "to": ["Ben"] * 8,
            "made": [10 * DAY * place for place in range(8)],
            "due": [(10 * place + 5) * DAY for place in range(8)],
            "done": [(10 * place + (4 if place < 6 else 7)) * DAY for place in range(8)],
        },
        exchanges={"giver": ["Ada", "Ben"], "receiver": ["Ben", "Ada"], "time": [60 * DAY, 120 * DAY]},
        milestones={"person": ["Ben", "Ada"], "time": [50 * DAY, 100 * DAY]},
    )


@pytest.fixture
def s(office):
    return tt.tie_strengths(office)


def test_all_six_blocks_are_told_from_both_sides(s):
    blocks = s["Ada", "Ben"].building_blocks().to_frame().set_index("block")
    assert list(blocks.index) == list(BLOCKS)
    assert blocks["pair"].notna().all()
    for side in ("pair", "forward", "backward"):
        known = blocks[blocks[side].notna()]
        assert (known[side + "_low"] <= known[side]).all()
        assert (known[side] <= known[side + "_high"]).all()
        assert known[side].between(0, 1).all()
    assert blocks.loc["respect", "forward"] > blocks.loc["respect", "backward"]
    # One milestone answered and one let pass, 153 and 103 days before the last record; two years halve them.
    answered, passed = (2 ** -((29 * 7 + 1 / 24 - day) / 730) for day in (50, 100))
    assert blocks.loc["empathy", "forward"] == pytest.approx((answered + 1) / (answered + 2))
    assert blocks.loc["empathy", "backward"] == pytest.approx(1 / (passed + 2))


def test_seen_from_the_other_the_sides_change_places(s):
    one = s["Ada", "Ben"].building_blocks().to_frame()
    other = s["Ben", "Ada"].building_blocks().to_frame()
    assert set(other["person"]) == {"Ben"}
    np.testing.assert_array_equal(one["forward"], other["backward"])
    np.testing.assert_array_equal(one["pair_low"], other["pair_low"])


def test_the_blocks_of_all_ties_are_those_of_each(s):
    everybody = s.building_blocks()
    assert len(everybody) == 6 * len(s)
    frame = everybody.to_frame()
    one = frame[(frame["person"] == "Ada") & (frame["alter"] == "Ben")].reset_index(drop=True)
    assert one.equals(s["Ada", "Ben"].building_blocks().to_frame())
    strengths = s.to_frame().iloc[0]
    for block, value in zip(one["block"], one["pair"], strict=True):
        assert strengths[block] == value


def test_what_no_record_shows_is_unscored_and_wide():
    net = tt.Network.from_frames(interactions={"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [0, 9]})
    tie = tt.tie_strengths(net)["Ada", "Ben"]
    blocks = tie.building_blocks().to_frame().set_index("block")
    for block in ("respect", "alignment", "empathy"):
        assert np.isnan(blocks.loc[block, "pair"])
        assert (blocks.loc[block, "pair_low"], blocks.loc[block, "pair_high"]) == (0, 1)
    assert tie.explain().unscored == ["trust", "respect", "alignment", "empathy"]


def test_an_explanation_names_the_rows_it_rests_on(office, s):
    why = s["Ada", "Ben"].explain()
    assert why.unscored == []
    assert len(why) == 8
    assert why.records["trust"] == {"commitments": list(range(8)), "exchanges": [0, 1]}
    assert why.records["empathy"]["milestones"] == [0, 1]
    assert why.records["alignment"] == {} == why.records["setting"]
    kinds = office.interactions["kind"]
    assert {kinds[row] for row in why.records["respect"]["interactions"]} == {"attended", "no_show"}
    rows = why.records["communication"]["interactions"]
    assert rows == sorted(set(rows))
    assert 0 < len(rows) <= 33
    told = dict(zip(why.to_frame()["aspect"], why.sentences, strict=True))
    assert "Ada kept 6 of 8 promises to Ben" in told["trust"]
    assert "Ben came to 1 of 2 appointments" in told["respect"]
    assert "the skill graphs" in told["alignment"]
    assert "Ada answered to 1 of 1 milestones of Ben's" in told["empathy"]


def test_a_ledger_explains_by_what_it_has_heard():
    ledger = tt.TieLedger()
    ledger.append({"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [0, 9]})
    tie = ledger.tie_strengths()["Ada", "Ben"]
    why = tie.explain()
    assert all(records == {} for records in why.records.values())
    assert why.base + why.to_frame()["log_odds"].sum() == pytest.approx(why.log_odds, abs=1e-9)
    assert tie.building_blocks().to_frame()["pair"].isna().all()


def test_better_conduct_never_lowers_a_strength(office):
    def strength(done):
        commitments = {name: office.commitments[name].tolist() for name in ("owner", "to", "made", "due")}
        return tt.tie_strengths(
            tt.Network.from_frames(
                interactions={name: office.interactions[name].tolist() for name in ("from", "to", "time")},
                commitments={**commitments, "done": done},
            ),
            at=210 * DAY,
            model="shipped",
        )["Ada", "Ben"].strength

    due = office.commitments["due"].tolist()
    kept = [strength(_moved(due, late)) for late in range(9)]
    assert all(more >= less for more, less in itertools.pairwise(kept))
    assert kept[0] > kept[8]


def _moved(due, late):
    """When each was done: the last `late` of them two days late."""
    seconds = np.array(due, dtype="datetime64[s]").astype(np.int64)
    return (seconds + np.where(np.arange(len(due)) >= len(due) - late, 2 * DAY, -DAY)).tolist()


def test_types_are_inferred_and_declared_ones_stand(office):
    guesses = tt.infer_types(office).to_frame()
    declared = guesses[guesses["declared"]]
    assert declared[["person", "alter", "type", "probability"]].values.tolist() == [
        ["Ada", "Ben", "peer", 1.0]
    ]
    net = tt.Network.from_frames(
        interactions={name: office.interactions[name].tolist() for name in ("from", "to", "time")}
    )
    inferred = tt.infer_types(net).to_frame()
    assert inferred["probability"].sum() == pytest.approx(1)
    assert not inferred["declared"].any()
    assert inferred["probability"].is_monotonic_decreasing
    assert tt.infer_types(net, at=0).to_frame()["probability"].sum() == pytest.approx(1)


def test_types_of_nobody_are_no_rows():
    assert len(tt.infer_types(tt.Network.from_frames(people={"key": ["Ada"]}))) == 0
    with pytest.raises(TypeError, match="Network"):
        tt.infer_types([1])


def test_results_show_themselves_and_are_not_pickled(s):
    import pickle

    blocks = s.building_blocks()
    assert repr(blocks) == "BuildingBlocks of 1 tie: 6 of 6 on record"
    assert "<table>" in blocks._repr_html_()
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(blocks)
