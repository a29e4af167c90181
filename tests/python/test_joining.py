"""Inferred ties, requests on their way through double opt-in, and who joins people, in Python."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import tertius as tt

PEOPLE = ["Ola", "Ada", "Ben", "Cem", "Dee"]


@pytest.fixture
def star() -> tt.Network:
    """Ola's contacts, as an export has them: two of Acme and two of Initech, no ties among them."""
    return tt.Network.from_frames(
        people={"key": PEOPLE, "organisation": [None, "Acme", "Acme", "Initech", "Initech"]},
        relationships={"from": ["Ola"] * 4, "to": PEOPLE[1:], "type": ["contact"] * 4},
    )


def test_ties_are_inferred_among_colleagues_and_marked(star):
    s = tt.tie_strengths(star)
    rows = tt.inferred_ties(star, s, "Ola")
    assert rows.columns == ["a", "b", "chance", "same_unit", "source"]
    assert list(zip(rows["a"], rows["b"], strict=True)) == [("Ada", "Ben"), ("Cem", "Dee")]
    assert set(rows["source"]) == {"inferred"}
    assert rows["same_unit"].all()
    assert ((rows["chance"] > 0.5) & (rows["chance"] < 1)).all()
    assert len(s) == 4
    assert len(tt.inferred_ties(star, s, "Ola", least=0.001)) == 6
    assert len(tt.inferred_ties(star, s, "Ada")) == 0
    known = tt.suggest_introductions(star, s, "Ola")
    assert known.columns[-3:] == ["both_accept", "chance_known", "lasts"]


def test_inferring_refuses_what_it_cannot_answer(star):
    s = tt.tie_strengths(star)
    with pytest.raises(tt.UnknownPerson):
        tt.inferred_ties(star, s, "nobody")
    for wrong in ({"least": 0}, {"least": 2}, {"least": "half"}, {"consider": 1}):
        with pytest.raises(tt.InvalidOption):
            tt.inferred_ties(star, s, "Ola", **wrong)
    with pytest.raises(TypeError):
        tt.inferred_ties(s, s, "Ola")


def test_a_request_goes_its_way_and_is_recorded(star):
    asked = tt.IntroductionRequest(star, "Ola", "Ada", "Cem", datetime.datetime(2024, 5, 1), patience_days=10)
    assert (asked.stage, asked.whose_turn, asked.outcome) == ("proposed", "Ola", None)
    on = [datetime.date(2024, 5, day) for day in range(1, 7)]
    agreed = asked.agree("Ola", on[1]).agree("Ada", on[2]).agree("Cem", on[3])
    made = agreed.introduce(on[4])
    assert (made.stage, made.whose_turn) == ("introduced", None)
    assert made.seen_by_seeker(on[3]) == "open"
    assert made.seen_by_seeker(on[4]) == "introduced"
    assert repr(made) == "Introduction of Ada and Cem by Ola: introduced, until 2024-05-11T00:00:00"
    kept = made.note_outcome("works together").record_in(agreed.record_in(star))
    assert kept.introductions["outcome"].tolist() == ["works together"]
    assert kept.introductions["agreed_b"].astype(str).tolist() == ["2024-05-04T00:00:00"]
    going_on = tt.IntroductionRequest.recorded(agreed.record_in(star), 0, patience_days=10)
    assert (going_on.stage, going_on.whose_turn) == ("b_agreed", "Ola")


def test_the_seeker_cannot_tell_refusal_from_silence(star):
    silent = tt.IntroductionRequest(star, "Ola", "Ada", "Cem", 0, patience_days=3)
    ends = [
        silent,
        silent.decline("Ola", 5),
        silent.agree("Ola", 5).decline("Ada", 6),
        silent.agree("Ola", 5).agree("Ada", 6).decline("Cem", 7),
        silent.agree("Ola", 5).agree("Ada", 6),
    ]
    for at in range(0, 5 * 86400, 3600):
        assert len({request.seen_by_seeker(at) for request in ends}) == 1
    assert silent.has_expired(3 * 86400)


def test_steps_out_of_turn_are_refused_with_whose_turn_it_is(star):
    asked = tt.IntroductionRequest(star, "Ola", "Ada", "Cem", 0)
    with pytest.raises(tt.InvalidInput, match="turn of the broker to answer; a cannot agree"):
        asked.agree("Ada", 5)
    with pytest.raises(tt.InvalidInput, match="when it is b_agreed"):
        asked.introduce(5)
    with pytest.raises(tt.UnknownPerson):
        asked.agree("nobody", 5)
    with pytest.raises(tt.InvalidOption):
        asked.agree("Ola", None)
    with pytest.raises(tt.InvalidOption):
        asked.note_outcome(5)
    with pytest.raises(tt.InvalidInput):
        tt.IntroductionRequest(star, "Ola", "Ada", "Ada", 0)
    with pytest.raises(tt.InvalidOption):
        tt.IntroductionRequest(star, "Ola", "Ada", "Cem", 0, patience_days=0)
    with pytest.raises(tt.InvalidInput):
        tt.IntroductionRequest.recorded(star, 0)
    with pytest.raises(TypeError):
        tt.IntroductionRequest(None, "Ola", "Ada", "Cem", 0)


def test_a_request_is_recorded_only_where_its_people_stand_in_its_order(star):
    asked = tt.IntroductionRequest(star, "Ola", "Ada", "Cem", 0)
    turned = tt.Network.from_frames(
        people={"key": PEOPLE[::-1]}, relationships={"from": ["Ola"], "to": ["Ada"], "type": ["peer"]}
    )
    with pytest.raises(tt.InvalidOption, match="another order"):
        asked.record_in(turned)


def test_who_made_introductions_that_lasted_has_the_highest_index():
    year = 365 * 86400
    contacts = [
        ("Ola", "Ada"),
        ("Ola", "Ben"),
        ("Ola", "Cem"),
        ("Dee", "Ben"),
        ("Dee", "Cem"),
        ("Ada", "Ben"),
    ]
    net = tt.Network.from_frames(
        people={"key": PEOPLE},
        interactions={
            "from": [a for a, _ in contacts] * 2,
            "to": [b for _, b in contacts] * 2,
            "time": [0] * len(contacts) + [year] * len(contacts),
        },
        introductions={"broker": ["Ola", "Dee"], "a": ["Ada", "Ben"], "b": ["Ben", "Cem"], "time": [0, 0]},
    )
    s = tt.tie_strengths(net)
    rows = tt.joiner_indices(net, s).to_frame().set_index("person")
    assert rows.loc["Ola", ["made", "lasted", "pending"]].tolist() == [1, 1, 0]
    assert rows.loc["Dee", ["made", "lasted"]].tolist() == [1, 0]
    assert rows["index"].idxmax() == "Ola"
    scored = rows[rows["index"].notna()]
    assert ((scored["low"] <= scored["index"]) & (scored["index"] <= scored["high"])).all()
    assert tt.joiner_index(net, s, "Ola") == rows.loc["Ola", "index"]
    with pytest.raises(tt.UnknownPerson):
        tt.joiner_index(net, s, "nobody")
    with pytest.raises(TypeError):
        tt.joiner_indices(s, s)


def test_without_introductions_nobody_is_scored(star):
    rows = tt.joiner_indices(star, tt.tie_strengths(star))
    assert np.isnan(rows["index"]).all()
    assert rows["chances"].tolist() == [6, 0, 0, 0, 0]
