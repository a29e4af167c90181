"""Whom to be in touch with again, in Python."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import tertius as tt

DAY = 86400


@pytest.fixture(scope="module")
def mentoring() -> tt.Network:
    """Mia mentors Tom, monthly, and wrote to Zoe once; since May she has been silent."""
    may = int(datetime.datetime(2024, 5, 3, tzinfo=datetime.timezone.utc).timestamp())
    times = [may - 30 * DAY * month for month in range(5, -1, -1)]
    return tt.Network.from_frames(
        people={"key": ["mia", "tom", "zoe"], "name": ["Mia Berg", "Tom Ash", "Zoe Quist"]},
        relationships={"from": ["mia"], "to": ["tom"], "type": ["mentor"]},
        interactions={
            "from": ["mia", "tom"] * 3 + ["mia"],
            "to": ["tom", "mia"] * 3 + ["zoe"],
            "time": [*times, may - 100 * DAY],
            "channel": ["mail", "call", "mail", "mail", "call", "mail", "mail"],
        },
    )


def test_a_reason_says_how_late_one_is_what_is_usual_and_whom_it_is_about(mentoring):
    due = tt.due_contacts(mentoring, "mia", at=datetime.datetime(2024, 6, 14))
    assert due.columns == ["alter", "alive", "overdue", "silence_days", "usual_gap_days", "due", "reason"]
    row = due["alter"].tolist().index("tom")
    assert due["silence_days"][row] == 42
    assert due["usual_gap_days"][row] == pytest.approx(30, rel=1e-3)
    assert due["due"].dtype == np.dtype("datetime64[s]")
    assert abs(due["due"][row] - np.datetime64("2024-06-02")) < np.timedelta64(1, "h")
    assert due["reason"][row] == (
        "12 days past the usual 30 days between you and Tom Ash; last contact 3 May; "
        "a mentee: monthly is usual"
    )


def test_who_was_met_lately_is_due_later_and_who_was_lost_is_called_so(mentoring):
    soon = tt.due_contacts(mentoring, "tom", at=datetime.datetime(2024, 5, 13))
    assert soon["reason"].tolist() == [
        "due in 20 days: 30 days are usual with Mia Berg; last contact 3 May; a mentor: monthly is usual"
    ]
    late = tt.due_contacts(mentoring, "tom", at=datetime.datetime(2026, 5, 3))
    assert late["reason"][0].startswith(
        "Mia Berg may be lost: silent for 24 months, where 30 days are usual; last contact 3 May 2024"
    )


def test_rows_are_limited_and_later_records_are_not_looked_at(mentoring):
    assert len(tt.due_contacts(mentoring, "mia")) == 2
    assert len(tt.due_contacts(mentoring, "mia", limit=1)) == 1
    assert len(tt.due_contacts(mentoring, "mia", at=datetime.datetime(2020, 1, 1))) == 0
    assert len(tt.due_contacts(mentoring, "mia").to_frame()) == 2


def test_due_contacts_refuse_what_they_cannot_answer(mentoring):
    with pytest.raises(tt.UnknownPerson):
        tt.due_contacts(mentoring, "nobody")
    for wrong in (0, -1, 1.5, True):
        with pytest.raises(tt.InvalidOption):
            tt.due_contacts(mentoring, "mia", limit=wrong)
    with pytest.raises(TypeError):
        tt.due_contacts("mentoring", "mia")


def test_a_plan_begins_from_the_strengths_and_gains_what_it_says(enron):
    strengths = tt.tie_strengths(enron)
    plan = tt.touch_plan(enron, "e107", touches=5)
    assert plan.columns == ["alter", "gain", "before", "after", "importance", "reason"]
    for alter, before in zip(plan["alter"], plan["before"], strict=True):
        assert before == strengths["e107", alter].strength
    assert np.array_equal(plan["gain"], plan["after"] - plan["before"])
    assert (np.diff(plan["gain"]) <= 0).all()


def test_a_touch_is_worth_what_the_network_with_that_contact_in_it_says(enron):
    at = enron.interactions["time"].max() + np.timedelta64(1, "h")
    ego = "e107"
    plan = tt.touch_plan(enron, ego, touches=2, at=at, model="shipped")
    for alter, after in zip(plan["alter"], plan["after"], strict=True):
        touched = enron.merge(
            tt.Network.from_frames(interactions={"from": [ego], "to": [alter], "time": [at]})
        )
        twin = tt.tie_strengths(touched, at=at, model="shipped")
        assert after == pytest.approx(twin[ego, alter].strength, rel=1e-6)


def test_who_matters_more_comes_first_and_who_does_not_matter_is_left_out(enron):
    plain = tt.touch_plan(enron, "e107", touches=20)
    last = plain["alter"][-1]
    weighed = tt.touch_plan(enron, "e107", touches=20, importance={last: 1000, plain["alter"][0]: 0})
    assert weighed["alter"][0] == last
    assert weighed["importance"][0] == 1000
    assert plain["alter"][0] not in weighed["alter"]


def test_a_touch_names_the_person_the_channel_and_the_chances(mentoring):
    plan = tt.touch_plan(mentoring, "mia", at=datetime.datetime(2024, 8, 1), model="shipped")
    reason = dict(zip(plan["alter"], plan["reason"], strict=True))["tom"]
    assert reason.startswith(
        "Getting in touch with Tom Ash (usually by mail) raises the chance of contact within"
    )
    assert reason.endswith("; last contact 3 May")


def test_importance_that_cannot_be_is_refused(mentoring):
    with pytest.raises(tt.UnknownPerson):
        tt.touch_plan(mentoring, "mia", importance={"nobody": 1})
    for wrong in (-1, float("nan"), float("inf"), "much", True, None):
        with pytest.raises(tt.InvalidOption, match="importance"):
            tt.touch_plan(mentoring, "mia", importance={"tom": wrong})
    with pytest.raises(tt.InvalidOption, match="importance"):
        tt.touch_plan(mentoring, "mia", importance=["tom"])
    with pytest.raises(tt.InvalidOption):
        tt.touch_plan(mentoring, "mia", touches=0)
    with pytest.raises(tt.InvalidOption):
        tt.touch_plan(mentoring, "mia", model="other")


def test_hostile_names_stay_text():
    net = tt.Network.from_frames(
        people={"key": ["me", "x"], "name": ["Me", "<script>alert(1)</script>"]},
        interactions={"from": ["me", "me"], "to": ["x", "x"], "time": [0, 10 * DAY]},
    )
    due = tt.due_contacts(net, "me")
    assert "<script>" in due["reason"][0]
    assert "<script>" not in due._repr_html_()
