"""Options of the brokerage calls that are refused, and people who are not there."""

from __future__ import annotations

import numpy as np
import pytest

import tertius as tt


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"length": "miles"}, "option.length"),
        ({"length": None}, None),
        ({"error": -0.1}, "option.error"),
        ({"error": 1.0}, "option.error"),
        ({"error": float("nan")}, "option.error"),
        ({"error": "small"}, "option.error"),
        ({"confidence": 0.0}, "option.confidence"),
        ({"confidence": 1}, "option.confidence"),
        ({"seed": -1}, "option.seed"),
        ({"seed": 0.5}, "option.seed"),
        ({"normalised": "yes"}, "option.normalised"),
        ({"threads": 0}, "option.threads"),
    ],
)
def test_betweenness_refuses_what_it_cannot_do(karate, wrong, code):
    with pytest.raises((tt.InvalidOption, TypeError)) as refused:
        tt.betweennesses(karate, **wrong)
    if code:
        assert refused.value.code == code


@pytest.mark.parametrize("max_span", [2, 0, -1, 2**32, 3.0, "3", True])
def test_a_span_is_bounded_by_a_whole_number_from_3_on(karate, max_span):
    with pytest.raises(tt.InvalidOption) as refused:
        tt.local_bridges(karate, max_span=max_span)
    assert refused.value.code == "option.max_span"


@pytest.mark.parametrize("unknown", [34, -1, "Ada", 1.0])
def test_people_who_are_not_there_are_unknown(karate, unknown):
    for ask in (
        lambda: tt.local_constraints(karate, unknown),
        lambda: tt.dispersions(karate, unknown),
        lambda: tt.brokerage_roles(karate, np.zeros(34, int), unknown),
        lambda: tt.simmelian_strength(karate, 0, unknown),
    ):
        with pytest.raises(tt.UnknownPerson):
            ask()


def test_labels_of_other_people_and_a_tie_to_oneself_are_refused(karate):
    with pytest.raises(tt.InvalidInput):
        tt.brokerage_roles(karate, [0, 1])
    with pytest.raises(tt.InvalidInput) as refused:
        tt.simmelian_strength(karate, 3, 3)
    assert refused.value.code == "tie.self_tie"


def test_a_length_of_0_is_refused_by_name():
    g = tt.TieGraph.from_arrays([0, 1], [1, 2], [1.0, 0.0])
    with pytest.raises(tt.InvalidInput, match="people 1 and 2") as refused:
        tt.betweennesses(g, length="weight")
    assert refused.value.code == "weight.zero"
    assert tt.betweennesses(g).values.tolist() == [0, 0, 0]


def test_progress_is_told(karate):
    shares = []
    tt.betweennesses(karate, progress=shares.append)
    assert shares[-1] == 1
