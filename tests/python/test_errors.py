"""Errors are of one family, carry a code, and leave everything as it was."""

from __future__ import annotations

import copy
import pickle

import pytest

import tertius as tt


@pytest.mark.parametrize(
    ("kind", "also"),
    [
        (tt.UnknownPerson, KeyError),
        (tt.UnknownTie, KeyError),
        (tt.InvalidInput, ValueError),
        (tt.InvalidOption, ValueError),
    ],
)
def test_every_error_is_a_tertius_error_and_what_python_calls_it(kind, also):
    assert issubclass(kind, tt.Error)
    assert issubclass(kind, also)


def test_a_compiled_error_comes_out_as_its_python_twin():
    with pytest.raises(tt.InvalidInput) as refused:
        tt.TieGraph.from_arrays([0], [1], [-0.5])
    assert refused.value.code == "weight.negative"
    assert str(refused.value).startswith("tie 0: weight is -0.5")


def test_an_unknown_person_is_named_without_pythons_quotes_around_the_message(karate):
    with pytest.raises(tt.UnknownPerson) as refused:
        tt.constraint(karate, 99)
    assert str(refused.value) == "no person 99 among 34; people are indices 0 to 33"
    assert refused.value.code == "person.unknown"


def test_an_unknown_option_names_what_is_allowed(karate):
    with pytest.raises(tt.InvalidOption, match="modularity, cpm") as refused:
        tt.detect_clusters(karate, quality="beauty")
    assert refused.value.code == "option.quality"


def test_errors_travel_between_processes():
    for kind in (tt.UnknownPerson, tt.InvalidInput):
        error = kind("no person Zoe", "person.unknown")
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert (type(again), str(again), again.code) == (kind, "no person Zoe", "person.unknown")


@pytest.mark.parametrize(
    ("tables", "code", "says"),
    [
        ({"interactions": {"from": [1], "to": [2]}}, "column.missing", "time is missing; found from, to"),
        (
            {"interactions": {"from": [1], "to": [2], "unix_time": [3]}},
            "column.missing",
            "nearest match: unix_time",
        ),
        (
            {"interactions": {"from": [1], "to": [2], "time": [3], "minute": [4]}},
            "column.unknown",
            "did you mean minutes",
        ),
        ({"people": {"key": [1], "shoe size": [44]}}, "column.unknown", "shoe size"),
        ({"people": {"id": [1], "key": [2]}}, "column.unknown", "id"),
        ({"interactions": {"from": [1, 2], "to": [2], "time": [3, 4]}}, "column.length", "to has 1 row"),
        (
            {"interactions": {"from": ["a", None], "to": ["b", "c"], "time": [3, 4]}},
            "key.missing",
            "row 1: from",
        ),
        ({"interactions": {"from": ["a", 2], "to": ["b", "c"], "time": [3, 4]}}, "key.mixed", "row 1: from"),
        ({"interactions": {"from": ["a"], "to": [2], "time": [3]}}, "key.mixed", "to"),
        ({"people": {"key": ["a", "a"]}}, "key.repeated", "row 1"),
        ({"people": {"key": ["a"], "level": ["high"]}}, "number.type", "row 0: level"),
        ({"people": {"key": ["a"], "name": [1.5]}}, "word.type", "row 0: name"),
        ({"people": {"key": ["a"], "skills": [1.5]}}, "tags.type", "row 0: skills"),
        ({"people": {"key": ["a"], "capacity": [-1]}}, "number.negative", "row 0: capacity"),
        ({"interactions": {"from": ["a"], "to": ["b"], "time": ["today"]}}, "time.type", "row 0: time"),
        ({"relationships": {"from": ["a"], "to": ["b"], "type": ["friend"]}}, "type.unknown", "friend"),
    ],
)
def test_a_wrong_record_is_named_by_table_row_and_column(tables, code, says):
    with pytest.raises(tt.InvalidInput, match=says) as refused:
        tt.Network.from_frames(**tables)
    assert refused.value.code == code
    assert next(iter(tables)) in str(refused.value)


def test_what_was_found_is_shown_short_and_escaped():
    with pytest.raises(tt.InvalidInput) as refused:
        tt.Network.from_frames(people={"key": ["a"], "level": ["\x1b[31m" + "x" * 500]})
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize("graph", ["a graph", None, [[0, 1], [1, 0]]])
def test_what_is_no_graph_is_refused(graph):
    with pytest.raises(TypeError, match="TieGraph"):
        tt.constraints(graph)


def test_a_directed_graph_is_refused_where_ties_must_be_mutual():
    directed = tt.TieGraph.from_arrays([0], [1], directed=True)
    for ask in (tt.local_bridges, tt.dispersions, tt.detect_circles, tt.people_to_meet):
        with pytest.raises(tt.InvalidInput) as refused:
            ask(directed)
        assert refused.value.code == "graph.directed"


@pytest.mark.parametrize("threads", [0, -1, 1.5, True, "two"])
def test_a_number_of_threads_is_a_positive_whole_number(karate, threads):
    with pytest.raises(tt.InvalidOption) as refused:
        tt.detect_clusters(karate, threads=threads)
    assert refused.value.code == "option.threads"


@pytest.mark.parametrize("resolution", [0, -1, float("nan"), float("inf"), "high", None])
def test_a_resolution_is_finite_and_positive(karate, resolution):
    for ask in (
        lambda r: tt.detect_clusters(karate, resolution=r),
        lambda r: tt.modularity(karate, [0] * 34, r),
    ):
        with pytest.raises(tt.InvalidOption) as refused:
            ask(resolution)
        assert refused.value.code == "option.resolution"


def test_labels_of_other_people_are_refused(karate):
    with pytest.raises(tt.InvalidInput) as refused:
        tt.modularity(karate, [0, 1])
    assert refused.value.code == "partition.size"
    with pytest.raises(tt.InvalidInput):
        tt.modularity(karate, [0.5] * 34)


def test_progress_is_a_function_or_a_switch(karate):
    with pytest.raises(TypeError, match="progress"):
        tt.detect_clusters(karate, progress="loud")
