"""Strengths in Python: what is shown, how it adds up, from which side it is seen."""

from __future__ import annotations

import datetime
import math
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest

import tertius as tt

COLUMNS = [
    *("person", "alter", "strength", "low", "high", "evidence", "forward", "backward"),
    *("trust", "communication", "respect", "reciprocity", "alignment", "empathy"),
]


@pytest.fixture(scope="module")
def s(enron) -> tt.TieStrengths:
    return tt.tie_strengths(enron)


def test_a_frame_has_one_row_a_pair(s):
    frame = s.to_frame()
    assert list(frame.columns) == COLUMNS
    assert len(frame) == len(s) == len(frame[["person", "alter"]].drop_duplicates())
    assert frame["strength"].between(0, 1).all()
    assert (frame["low"] <= frame["strength"]).all()
    assert (frame["strength"] <= frame["high"]).all()
    assert frame["evidence"].gt(0).all()


def test_from_either_side_each_pair_stands_twice_and_turned_round(s):
    one, both = s.to_frame(), s.to_frame(both=True)
    assert list(both.columns) == COLUMNS
    assert len(both) == 2 * len(one)
    turned = both.merge(both, left_on=["person", "alter"], right_on=["alter", "person"])
    assert (turned["forward_x"] == turned["backward_y"]).all()
    assert (turned["strength_x"] == turned["strength_y"]).all()
    keys = list(zip(both["person"], both["alter"], strict=True))
    assert keys == sorted(keys)


def test_one_tie_is_seen_from_the_first_of_the_two(s):
    row = s.to_frame().iloc[7]
    tie, back = s[row["person"], row["alter"]], s[row["alter"], row["person"]]
    assert (tie.person, tie.alter, tie.strength) == (row["person"], row["alter"], row["strength"])
    assert (back.person, back.alter, back.strength) == (row["alter"], row["person"], row["strength"])
    assert (tie.forward, tie.backward) == (back.backward, back.forward) == (row["forward"], row["backward"])
    assert set(tie.blocks) == set(COLUMNS[8:])


def test_an_explanation_adds_up_to_the_log_odds_of_the_strength(s):
    for person, alter in s.to_frame()[["person", "alter"]].iloc[::200].itertuples(index=False):
        tie = s[person, alter]
        why = tie.explain()
        total = why.base + why.to_frame()["log_odds"].sum()
        assert total == pytest.approx(why.log_odds, abs=1e-9)
        assert total == pytest.approx(math.log(tie.strength / (1 - tie.strength)), abs=1e-9)
        assert list(why.to_frame().columns) == ["aspect", "log_odds", "sentence"]
        assert len(why.sentences) == len(why) > 0


def test_strangers_and_the_unknown_are_told_apart(s):
    keys = s._people.named().tolist()
    tied = {frozenset(pair) for pair in s.to_frame()[["person", "alter"]].itertuples(index=False)}
    stranger = next(key for key in keys[1:] if frozenset((keys[0], key)) not in tied)
    with pytest.raises(tt.UnknownTie):
        s[keys[0], stranger]
    with pytest.raises(tt.UnknownPerson):
        s[keys[0], "nobody"]
    with pytest.raises(TypeError, match="both people"):
        s[keys[0]]


def test_strengths_serve_wherever_a_graph_is_wanted_with_people_by_key(s):
    clusters = tt.detect_clusters(s)
    assert clusters.to_frame()["person"].tolist() == [f"e{place:03}" for place in range(184)]
    assert clusters.labels.tolist() == tt.detect_clusters(s.graph()).labels.tolist()
    assert tt.constraint(s, "e107") == tt.constraint(s.graph(), 107)
    assert tt.brokers(s, clusters, limit=1)["person"][0].startswith("e")
    assert set(tt.people_to_meet(s, "e107")["person"]) == {"e107"}
    assert tt.meeting_scores(s, [("e001", "e002")]).to_frame()["other"].tolist() == ["e002"]


def test_the_graph_of_strengths_is_weighted_by_them(s):
    g = s.graph()
    assert (g.size, g.tie_count) == (184, len(s))
    row = s.to_frame().iloc[0]
    assert g.to_scipy()[int(row["person"][1:]), int(row["alter"][1:])] == row["strength"]


def test_a_moment_may_be_said_in_any_way(enron):
    ways = [
        datetime.datetime(2001, 1, 1),
        datetime.date(2001, 1, 1),
        978_307_200,
        np.datetime64("2001-01-01"),
        pd.Timestamp("2001-01-01 01:00", tz="Europe/Berlin"),
    ]
    for at in ways:
        s = tt.tie_strengths(enron, at=at, model="shipped")
        assert str(s.at) == "2001-01-01T00:00:00"
        assert (s.horizon_days, s.refined_on) == (90, 0)
    assert len(s) < len(tt.tie_strengths(enron, model="shipped"))


def test_unknown_models_are_refused_with_what_is_allowed(enron):
    with pytest.raises(tt.InvalidOption, match="shipped"):
        tt.tie_strengths(enron, model="magic")


def test_a_ledger_that_hears_events_one_part_after_the_other_judges_as_the_whole(enron):
    interactions = enron.interactions
    order = np.argsort(interactions["time"], kind="stable")
    times = interactions["time"][order]
    cut = int(np.searchsorted(times, times[17_000]))  # no message is spread over two parts
    ledger = tt.TieLedger()
    for part in (order[:cut], order[cut:]):
        ledger.append({name: interactions[name][part] for name in ("from", "to", "time")})
    heard = ledger.tie_strengths(horizon_days=30)
    log = tt.Network.from_frames(interactions={name: interactions[name] for name in ("from", "to", "time")})
    whole = tt.tie_strengths(log, horizon_days=30, model="shipped")
    assert len(ledger) == len(heard) == len(whole)
    for tie in whole.to_frame()[["person", "alter"]].iloc[::50].itertuples(index=False):
        first, second = whole[tuple(tie)], heard[tuple(tie)]
        for number in ("strength", "low", "high", "evidence", "forward", "backward"):
            assert getattr(first, number) == pytest.approx(getattr(second, number), rel=1e-6)


def test_a_ledger_refuses_what_is_earlier_and_stays_as_it_was():
    ledger = tt.TieLedger()
    ledger.append({"from": ["Ada"], "to": ["Ben"], "time": [100]})
    with pytest.raises(tt.InvalidInput):
        ledger.append({"from": ["Ada"], "to": ["Cleo"], "time": [50]})
    with pytest.raises(tt.InvalidInput) as refused:
        ledger.append({"from": [1], "to": [2], "time": [200]})
    assert refused.value.code == "key.mixed"
    assert repr(ledger) == "TieLedger: 1 tie among 2 people, up to 1970-01-01"
    ledger.append({"from": ["Ada"], "to": ["Ben"], "time": [200]})
    with pytest.raises(tt.InvalidOption):
        ledger.tie_strengths(at=50)


def test_an_empty_ledger_knows_of_no_ties():
    ledger = tt.TieLedger()
    assert len(ledger) == len(ledger.tie_strengths()) == 0
    assert repr(ledger) == "TieLedger: 0 ties among 0 people"
    ledger.append({"from": [], "to": [], "time": []})
    assert len(ledger) == 0


def test_answers_come_in_the_networks_library():
    mails = pl.DataFrame({"from": ["Ada"], "to": ["Ben"], "time": [5]})
    s = tt.tie_strengths(tt.Network.from_frames(interactions=mails))
    assert isinstance(s.to_frame(), pl.DataFrame)
    assert isinstance(s["Ada", "Ben"].explain().to_frame(), pl.DataFrame)
    assert isinstance(tt.constraints(s).to_frame(), pl.DataFrame)
    assert isinstance(s.to_frame(like=pd.DataFrame()), pd.DataFrame)


def test_strengths_show_themselves_in_a_line_and_a_table(s):
    assert repr(s).startswith("TieStrengths: ")
    assert "e000" in s._repr_html_()
    person, alter = s.to_frame()[["person", "alter"]].iloc[0]
    assert f"{person} and {alter}" in repr(s[person, alter])
    assert "Explanation" in s[person, alter].explain()._repr_html_()
    with pytest.raises(TypeError, match="to_frame"):
        pickle.dumps(s)
    with pytest.raises(TypeError, match="tie_strengths"):
        tt.TieStrengths(None, None)
