"""Warm paths to one or to any of several, what a seeker may learn of, and previews of an introduction."""

from __future__ import annotations

import itertools
import signal
import time

import numpy as np
import pandas as pd
import pytest

import tertius as tt
from conftest import directed_graph, random_graph


def strengths_of(people: int, ties: int, seed: int, too_strong: bool = False) -> tt.TieGraph:
    g = random_graph(people, ties, seed)
    random = np.random.default_rng(seed)
    egos = np.repeat(np.arange(people), g.degrees)
    once = egos < g.alters
    weight = random.random(once.sum())
    if too_strong:
        weight[random.integers(len(weight))] = 1.5
    return tt.TieGraph.from_arrays(egos[once], g.alters[once], weight, size=people)


def without(g: tt.TieGraph, hidden: tuple[int, int]) -> tt.TieGraph:
    egos = np.repeat(np.arange(g.size), g.degrees)
    kept = (egos < g.alters) & ~((egos == hidden[0]) & (g.alters == hidden[1]))
    return tt.TieGraph.from_arrays(egos[kept], g.alters[kept], g.weights[kept], size=g.size)


def some_tie(g: tt.TieGraph, seed: int) -> tuple[int, int]:
    egos = np.repeat(np.arange(g.size), g.degrees)
    once = np.flatnonzero(egos < g.alters)
    place = np.random.default_rng(seed).choice(once)
    return int(egos[place]), int(g.alters[place])


def answer(ask) -> object:
    """All that is told, errors included, to the last bit."""
    try:
        rows = ask()
    except tt.Error as error:
        return error.code, str(error)
    return {name: [repr(item) for item in rows[name].tolist()] for name in rows}


@pytest.fixture(scope="module")
def firm() -> tt.Network:
    return tt.Network.from_frames(
        people={
            "key": ["Ada", "Ben", "Cleo", "Dora", "Ed"],
            "organisation": ["Acme", "Bolt", "Bolt", None, "Acme"],
            "offers": ["", "tax; law", "law", "tax", ""],
            "level": [1, 2, 3, 4, 5],
        },
        relationships={
            "from": ["Ada", "Ben", "Ada", "Dora"],
            "to": ["Ben", "Cleo", "Dora", "Cleo"],
            "type": ["peer"] * 4,
        },
    )


def test_any_of_several_will_do(firm):
    s = tt.tie_strengths(firm)
    bolt = tt.people_with(firm, organisation="Bolt")
    assert bolt.tolist() == ["Ben", "Cleo"]
    chains = tt.warm_paths(s, "Ada", bolt)["chain"].tolist()
    assert {chain[-1] for chain in chains} == {"Ben", "Cleo"}
    assert all(not {"Ben", "Cleo"} & set(chain[:-1]) for chain in chains)
    for several in (
        ["Ben", "Cleo"],
        ("Cleo", "Ben"),
        {"Ben", "Cleo"},
        np.array(["Ben", "Cleo"], dtype=object),
    ):
        assert tt.warm_paths(s, "Ada", several)["chain"].tolist() == chains
    assert tt.warm_paths(s, "Ada", ["Ada", "Ben"])["chain"].tolist() == [("Ada",)]
    assert len(tt.warm_paths(s, "Ada", [])) == 0
    assert (
        tt.warm_paths(s, "Ada", ["Cleo"])["chain"].tolist()
        == tt.warm_paths(s, "Ada", "Cleo")["chain"].tolist()
    )


def test_somebody_who_offers_it(firm):
    assert tt.people_with(firm, offers="tax").tolist() == ["Ben", "Dora"]
    assert tt.people_with(firm, offers="tax", organisation="Bolt").tolist() == ["Ben"]
    assert tt.people_with(firm, offers="ta").tolist() == []
    assert len(tt.people_with(firm)) == 5
    for column, code in (
        ("skills", "column.missing"),
        ("colour", "column.missing"),
        ("level", "column.kind"),
    ):
        with pytest.raises(tt.InvalidInput) as refused:
            tt.people_with(firm, **{column: "x"})
        assert refused.value.code == code
    with pytest.raises(tt.InvalidInput):
        tt.people_with(firm, organisation=5)
    with pytest.raises(TypeError, match="Network"):
        tt.people_with(tt.tie_strengths(firm), organisation="Acme")


@pytest.mark.parametrize("seed", range(6))
def test_disjoint_chains_share_nobody_in_between(seed):
    g = strengths_of(14, 45, seed)
    every = tt.warm_paths(g, 0, 9, limit=10_000, max_hops=4)["chain"].tolist()
    kept, met = [], set()
    for chain in every:
        if not met & set(chain[1:-1]):
            kept.append(chain)
            met |= set(chain[1:-1])
    assert tt.warm_paths(g, 0, 9, limit=100, max_hops=4, disjoint=True)["chain"].tolist() == kept


def told_of_paths(g: tt.TieGraph, seed: int, **privacy) -> object:
    seeker, target = np.random.default_rng(seed).choice(10, 2, replace=False).tolist()
    return answer(lambda: tt.warm_paths(g, seeker, target, limit=4, **privacy))


def told_of_people_to_meet(g: tt.TieGraph, seed: int) -> object:
    return answer(lambda: tt.people_to_meet(g, seed % 10, reasons=True))


def test_nobody_can_tell_a_hidden_tie_from_one_that_is_not_there():
    failed = 0
    for seed in range(2000):
        g = strengths_of(10, 20, seed, too_strong=seed % 4 == 0)
        hidden = some_tie(g, seed)
        absent = without(g, hidden)
        told = told_of_paths(absent, seed)
        failed += isinstance(told, tuple)
        assert told_of_paths(g, seed, hidden=[hidden[::-1]]) == told
        assert told_of_paths(g, seed, visible=lambda a, b, hidden=hidden: (a, b) != hidden) == told
        seen = tt.visible_ties(g, hidden={hidden})
        assert told_of_people_to_meet(seen, seed) == told_of_people_to_meet(absent, seed)
    assert failed > 100


def test_visible_is_asked_once_about_ties_near_the_ends_alone():
    asked = []

    def visible(a, b):
        asked.append((a, b))
        return True

    g = strengths_of(2000, 6000, seed=1)
    expected = tt.warm_paths(g, 0, 5, max_hops=4)["chain"].tolist()
    for _ in range(2):
        asked.clear()
        assert tt.warm_paths(g, 0, 5, max_hops=4, visible=visible)["chain"].tolist() == expected
        assert len(asked) == len(set(asked)) < g.tie_count / 10
        assert all(a < b and type(a) is int for a, b in asked)


def test_visible_speaks_of_people_by_their_keys(firm):
    asked = set()
    tt.warm_paths(tt.tie_strengths(firm), "Ada", "Cleo", visible=lambda a, b: asked.add((a, b)) or True)
    assert ("Ada", "Ben") in asked


def without_records(records, hidden):
    kept = [
        pair != hidden
        for pair in zip(
            map(min, records["from"], records["to"]), map(max, records["from"], records["to"]), strict=True
        )
    ]
    return {name: list(itertools.compress(column, kept)) for name, column in records.items()}


def told_of_everything(net):
    s = tt.tie_strengths(net)
    rows = [net.interactions, tt.due_contacts(net, 0)]
    rows += [tt.suggest_introductions(net, s, broker) for broker in range(len(net))]
    return repr([{column: table[column].tolist() for column in table.columns} for table in rows])


def test_what_is_hidden_is_as_if_nothing_had_passed_between_the_two():
    for seed in range(20):
        random = np.random.default_rng(seed)
        records = {
            "from": random.integers(12, size=80).tolist(),
            "time": random.integers(10**9, 10**9 + 10**7, size=80).tolist(),
        }
        records["to"] = [
            (a + 1 + b) % 12
            for a, b in zip(records["from"], random.integers(11, size=80).tolist(), strict=True)
        ]
        people = {"key": range(12)}
        net = tt.Network.from_frames(people=people, interactions=records)
        hidden = tuple(sorted((records["from"][0], records["to"][0])))
        absent = tt.Network.from_frames(people=people, interactions=without_records(records, hidden))
        told = told_of_everything(absent)
        assert told != told_of_everything(net)
        assert told_of_everything(tt.visible_records(net, hidden={hidden})) == told
        asked = []

        def visible(a, b, hidden=hidden, asked=asked):
            asked.append((a, b))
            return (a, b) != hidden

        assert told_of_everything(tt.visible_records(net, visible)) == told
        assert len(asked) == len(set(asked))
        assert hidden in asked


def test_what_visible_raises_comes_out():
    def visible(a, b):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tt.warm_paths(strengths_of(10, 30, 1), 0, 5, visible=visible)
    with pytest.raises(ZeroDivisionError):
        tt.visible_ties(strengths_of(10, 30, 1), visible)
    with pytest.raises(ZeroDivisionError):
        tt.visible_records(tt.samples.enron(), visible)


def test_control_c_is_answered_while_visible_is_asked():
    def slow(a, b):
        time.sleep(0.01)
        return True

    def interrupt(number, frame):
        raise KeyboardInterrupt

    handler = signal.signal(signal.SIGALRM, interrupt)
    started = time.perf_counter()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            tt.visible_ties(strengths_of(1000, 20_000, 1), slow)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    ("hidden", "error"),
    [
        ([(0, 1, 2)], "array.shape"),
        ([0, 1], "array.shape"),
        ([(0.0, 1.0)], "array.dtype"),
        ([(0, 99)], "person.unknown"),
        ([(-1, 0)], "person.unknown"),
    ],
)
def test_hidden_pairs_that_are_none_are_refused(hidden, error):
    g = strengths_of(10, 30, 1)
    for ask in (lambda: tt.warm_paths(g, 0, 5, hidden=hidden), lambda: tt.visible_ties(g, hidden=hidden)):
        with pytest.raises(tt.Error) as refused:
            ask()
        assert refused.value.code == error


def test_pairs_are_no_function():
    with pytest.raises(TypeError, match="hidden"):
        tt.warm_paths(strengths_of(10, 30, 1), 0, 5, visible=[(0, 1)])
    with pytest.raises(TypeError, match="hidden"):
        tt.visible_records(tt.samples.enron(), visible=[("e1", "e2")])
    with pytest.raises(TypeError, match="net is of type int"):
        tt.visible_records(3)
    with pytest.raises(tt.InvalidInput, match="directed"):
        tt.visible_ties(directed_graph(10, 30, 1), hidden=[(0, 1)])


def test_unknown_targets_are_refused():
    g = strengths_of(10, 30, 1)
    for target in (10, [1, 10], "Ada", [True]):
        with pytest.raises(tt.UnknownPerson):
            tt.warm_paths(g, 0, target)
    with pytest.raises(tt.InvalidInput):
        tt.warm_paths(g, 0, [1.5])


def measured(g: tt.TieGraph, person: int) -> dict[str, float]:
    matrix = g.to_scipy()
    matrix = (matrix + matrix.T if g.is_directed else matrix).toarray()
    row = matrix[person][matrix[person] > 0]
    near = matrix[person] > 0
    reached = near | (matrix[near] > 0).any(axis=0)
    reached[person] = False
    share = row / row.sum()
    return {
        "constraint": tt.constraint(g, person),
        "effective_size": tt.effective_size(g, person),
        "reach": reached.sum(),
        "diversity": -(share * np.log(share)).sum() / np.log(len(row)) if len(row) > 1 else np.nan,
    }


def with_tie(g: tt.TieGraph, a: int, b: int, weight: float) -> tt.TieGraph:
    matrix = g.to_scipy().tocoo()
    once = slice(None) if g.is_directed else matrix.row < matrix.col
    source, target = np.append(matrix.row[once], a), np.append(matrix.col[once], b)
    weights = np.append(matrix.data[once], weight)
    return tt.TieGraph.from_arrays(source, target, weights, size=g.size, directed=g.is_directed)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("directed", [False, True])
def test_a_preview_is_what_measuring_again_would_give(seed, directed):
    g = directed_graph(14, 30, seed) if directed else random_graph(14, 30, seed, weighted=True)
    joined = g.to_scipy().toarray()
    joined = joined + joined.T > 0
    for a, b in itertools.combinations(range(14), 2):
        if joined[a, b]:
            continue
        preview = tt.preview_introduction(g, a, b)
        after = with_tie(g, a, b, preview.weight)
        frame = preview.to_frame()
        assert list(frame.columns) == ["person", "measure", "before", "after", "change"]
        for person, rows in frame.groupby("person"):
            assert person in (a, b, preview.broker)
            expected = pd.DataFrame({"before": measured(g, person), "after": measured(after, person)})
            found = rows.set_index("measure")[["before", "after"]]
            pd.testing.assert_frame_equal(found, expected, check_names=False, rtol=1e-12, atol=1e-12)


def test_a_preview_speaks_of_people_by_their_keys(firm):
    s = tt.tie_strengths(firm)
    preview = tt.preview_introduction(s, "Ada", "Cleo", broker="Dora", weight=0.25)
    assert (preview.a, preview.b, preview.broker, preview.weight) == ("Ada", "Cleo", "Dora", 0.25)
    assert preview["Dora"]["reach"] == (3.0, 3.0)
    assert preview["Ada"]["effective_size"][0] == 2
    assert repr(preview).startswith(
        "Introduction of Ada and Cleo by Dora, a tie of weight 0.25\n  Ada: constraint "
    )
    assert "<table>" in preview._repr_html_()
    with pytest.raises(KeyError):
        preview["Ed"]
    assert tt.preview_introduction(s, "Ada", "Ed").broker is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"a": 0, "b": 0}, "introduction.self"),
        ({"a": 0, "b": 1}, "introduction.tied"),
        ({"a": 0, "b": 9}, "person.unknown"),
        ({"a": 0, "b": 2, "broker": 9}, "person.unknown"),
        ({"a": 0, "b": 2, "broker": 3}, "introduction.broker"),
        ({"a": 0, "b": 2, "broker": 0}, "introduction.broker"),
        ({"a": 0, "b": 2, "weight": 0}, "option.weight"),
        ({"a": 0, "b": 2, "weight": -1}, "option.weight"),
        ({"a": 0, "b": 2, "weight": float("nan")}, "option.weight"),
        ({"a": 0, "b": 2, "weight": float("inf")}, "option.weight"),
        ({"a": 0, "b": 2, "weight": "much"}, "option.weight"),
    ],
)
def test_an_introduction_that_cannot_be_is_refused(options, code):
    with pytest.raises(tt.Error) as refused:
        tt.preview_introduction(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3]), **options)
    assert refused.value.code == code
