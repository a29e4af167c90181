"""Rounds of introductions in Python: who is asked, how often, and how good the plan is."""

from __future__ import annotations

import collections
import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import tertius as tt


def random_round(people: int, rows: int, brokers: bool, seed: int) -> pd.DataFrame:
    """Candidates among people of whom some are far more popular than others."""
    rng = np.random.default_rng(seed)
    trios = (rng.random((rows, 3)) ** 2 * people).astype(int)
    different = [len(set(trio[: 3 if brokers else 2])) == (3 if brokers else 2) for trio in trios]
    frame = pd.DataFrame(trios[different], columns=["a", "b", "broker"]).astype(str)
    frame["score"] = rng.random(len(frame))
    return frame if brokers else frame.drop(columns="broker")


def best_sum(candidates: pd.DataFrame, capacity: int) -> float:
    """The exact optimum, by SciPy's integer programs."""
    roles = [name for name in ("a", "b", "broker") if name in candidates]
    pairs = [frozenset(pair) for pair in zip(candidates["a"], candidates["b"], strict=True)]
    limits = [
        ((candidates[roles] == person).any(axis=1).to_numpy(), capacity)
        for person in np.unique(candidates[roles])
    ]
    limits += [(np.array([other == pair for other in pairs]), 1) for pair in set(pairs)]
    rows, room = zip(*limits, strict=True)
    found = milp(
        -candidates["score"].to_numpy(),
        constraints=LinearConstraint(np.array(rows, dtype=float), ub=np.array(room)),
        integrality=np.ones(len(candidates)),
        bounds=Bounds(0, 1),
    )
    return float(-found.fun)


def asked(plan: tt.IntroductionPlan) -> collections.Counter:
    roles = [plan[name].tolist() for name in ("a", "b", "broker") if name in plan.columns]
    return collections.Counter(itertools.chain.from_iterable(roles))


@pytest.mark.parametrize("brokers", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_plan_keeps_every_capacity_and_comes_near_the_integer_programs_optimum(seed, brokers):
    candidates = random_round(25, 80, brokers, seed)
    plan = tt.plan_introductions(candidates, capacity=2)
    best = best_sum(candidates, 2)
    assert max(asked(plan).values()) <= 2
    assert dict(zip(plan.asked["person"], plan.asked["times"], strict=True)) == {
        person: asked(plan)[person] for person in plan.asked["person"]
    }
    assert plan.score == pytest.approx(plan["score"].sum())
    assert 0.95 * best <= plan.score <= best * (1 + 1e-9)
    assert plan.upper_bound >= best * (1 - 1e-9)
    if plan.exact:
        assert plan.score == pytest.approx(best)


def test_a_plan_keeps_the_columns_and_the_order_of_scores():
    candidates = random_round(30, 100, True, 1)
    candidates["note"] = [f"row {row}" for row in range(len(candidates))]
    plan = tt.plan_introductions(candidates)
    frame = plan.to_frame()
    assert list(frame.columns) == list(candidates.columns)
    assert (np.diff(frame["score"]) <= 0).all()
    again = candidates.set_index("note").loc[frame["note"]].reset_index()
    pd.testing.assert_frame_equal(again[frame.columns], frame)
    assert repr(plan).startswith(
        f"Planned introductions: {len(plan)} rows of a, b, broker, score, note; sum "
    )


def test_rows_of_suggestions_and_of_people_to_meet_are_candidates(enron):
    s = tt.tie_strengths(enron)
    suggestions = tt.suggest_introductions(enron, s, "e107", limit=20)
    plan = tt.plan_introductions(suggestions, capacity=1)
    assert max(asked(plan).values()) == 1
    assert len(plan["reasons_a"]) == len(plan)
    meetings = tt.people_to_meet(s, limit=3, measure="adamic_adar")
    plan = tt.plan_introductions(meetings, capacity=2)
    everybody = itertools.chain(plan["person"], plan["other"], plan["introducer"])
    assert max(collections.Counter(everybody).values()) == 2


def test_capacities_go_by_person_and_by_network():
    rows = {"a": [1, 1, 1], "b": [2, 3, 4], "score": [3.0, 2.0, 1.0]}
    assert len(tt.plan_introductions(rows, capacity=2)) == 2
    assert len(tt.plan_introductions(rows, capacity=0)) == 0
    assert len(tt.plan_introductions(rows, capacity={1: 1})) == 1
    assert tt.plan_introductions(rows, capacity={2: 0, 77: 5})["b"].tolist() == [3, 4]
    net = tt.Network.from_frames(
        people={"key": [1, 2, 3, 4], "capacity": [2.0, None, 0.0, 1.5]},
        relationships={"from": [1], "to": [2], "type": ["peer"]},
    )
    assert tt.plan_introductions(rows, capacity=net)["b"].tolist() == [2, 4]
    bare = tt.Network.from_frames(relationships={"from": [1], "to": [2], "type": ["peer"]})
    assert len(tt.plan_introductions(rows, capacity=bare)) == 3


def test_a_missing_broker_takes_nobodys_time():
    rows = {"a": ["A", "C"], "b": ["B", "D"], "score": [1.0, 2.0], "broker": [None, "A"]}
    assert len(tt.plan_introductions(rows, capacity=2)) == 2
    assert tt.plan_introductions(rows, capacity=1)["a"].tolist() == ["C"]


def test_whole_numbers_that_a_data_frame_made_floats_of_are_still_brokers():
    frame = pd.DataFrame({"a": [1, 3, 5], "b": [2, 4, 6], "score": [3.0, 2.0, 1.0], "broker": [np.nan, 9, 9]})
    assert frame["broker"].dtype == float
    plan = tt.plan_introductions(frame, capacity=1)
    assert plan["a"].tolist() == [1, 3]
    assert dict(zip(plan.asked["person"], plan.asked["times"], strict=True)) == {
        **dict.fromkeys([1, 2, 3, 4, 9], 1),
        **dict.fromkeys([5, 6], 0),
    }
    listed = frame.to_dict("list") | {"broker": [None, 9, 9]}
    assert tt.plan_introductions(listed, capacity=1)["a"].tolist() == [1, 3]
    unknown = frame.assign(broker=np.nan)
    assert len(tt.plan_introductions(unknown, capacity=1)) == 3


def test_a_spread_costs_what_it_may_and_asks_people_more_evenly():
    candidates = random_round(60, 600, False, 3)
    plain = tt.plan_introductions(candidates, capacity=8)
    even = tt.plan_introductions(candidates, capacity=8, spread=0.02)
    assert even.score >= 0.98 * plain.score
    assert even.gini < plain.gini


def test_no_candidates_make_an_empty_plan():
    plan = tt.plan_introductions({"a": [], "b": [], "score": []})
    assert len(plan) == 0
    assert plan.exact
    assert plan.score == 0
    assert np.isnan(plan.gini)


@pytest.mark.parametrize(
    ("rows", "error", "message"),
    [
        ({"a": ["A"], "score": [1.0]}, tt.InvalidInput, "column b is missing"),
        ({"a": ["A"], "b": ["B"]}, tt.InvalidInput, "column score is missing"),
        ({"a": ["A"], "b": ["A"], "score": [1.0]}, tt.InvalidInput, "row 0: a and b are the same person"),
        ({"a": ["A"], "b": ["B"], "score": [np.nan]}, tt.InvalidInput, "row 0: score is not a finite number"),
        ({"a": ["A"], "b": [2], "score": [1.0]}, tt.InvalidInput, "some people are texts"),
        ({"a": ["A"], "b": [None], "score": [1.0]}, tt.InvalidInput, "candidates row 0: b"),
        (
            {"a": ["A", "B"], "b": ["B"], "score": [1.0, 1.0]},
            tt.InvalidInput,
            "column b has another length than a: 1, not 2",
        ),
        (
            {"a": ["A"], "b": ["B"], "score": [1.0], "note": []},
            tt.InvalidInput,
            "column note has another length than a: 0, not 1",
        ),
        (
            {"a": ["A"], "b": ["B"], "score": [1.0], "note": ["x", "y"]},
            tt.InvalidInput,
            "column note has another length than a: 2, not 1",
        ),
        (
            {
                "a": ["A", "B", "C"],
                "b": ["B", "C", "D"],
                "score": [1.0] * 3,
                "broker": [None, None, 3.5],
            },
            tt.InvalidInput,
            "row 2: broker is 3.5",
        ),
        (
            {"a": [1, 2], "b": [2, 3], "score": [1.0] * 2, "broker": np.array([np.nan, 3.5])},
            tt.InvalidInput,
            "row 1: broker is 3.5",
        ),
        (
            {"a": [1, 2], "b": [2, 3], "score": [1.0] * 2, "broker": np.array([np.nan, 2.0**60])},
            tt.InvalidInput,
            "row 1: broker is 1.15",
        ),
        (
            {"a": ["A", "B"], "b": ["B", "C"], "score": [1.0] * 2, "broker": np.array([np.nan, 3.0])},
            tt.InvalidInput,
            "row 1: broker is 3; keys are all texts or all whole numbers",
        ),
        (
            {"a": [1], "b": [2], "score": [1.0], "broker": ["C"]},
            tt.InvalidInput,
            "some people are texts",
        ),
        (
            {"a": ["A", "B", "C"], "b": ["B", "C", "A"], "score": [1.0, 1e308, 1e308]},
            tt.InvalidInput,
            "row 1: score is 1e100 or more",
        ),
        (
            {"a": ["A"], "b": ["B"], "score": [1.0], "broker": ["A"]},
            tt.InvalidInput,
            "the broker is one of the two",
        ),
        ([1, 2], TypeError, "must be a data frame"),
    ],
)
def test_candidates_that_make_no_sense_are_refused(rows, error, message):
    with pytest.raises(error, match=message):
        tt.plan_introductions(rows)


@pytest.mark.parametrize(
    "wrong",
    [
        {"capacity": -1},
        {"capacity": 2.5},
        {"capacity": {"A": -1}},
        {"capacity": {"A": "many"}},
        {"spread": 1.0},
        {"spread": float("nan")},
        {"effort": -1},
        {"threads": 0},
    ],
)
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(tt.InvalidOption):
        tt.plan_introductions({"a": ["A"], "b": ["B"], "score": [1.0]}, **wrong)
