"""Plots draw what was found, say it in plain words, and take names for text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import tertius as tt

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

from matplotlib import pyplot  # noqa: E402

DAY = 86400
START = 1_500_000_000
FORMULA = r"$\frac{<b>Ada</b>"


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def pair() -> tt.Network:
    """Ada writes to Ben for 100 days, then falls silent; Cleo and Dan write on for another 100."""
    days = [(0, 1, day) for day in range(0, 100, 5)] + [(1, 0, day + 1) for day in range(0, 100, 10)]
    days += [(2, 3, day) for day in range(0, 200, 5)]
    keys = np.array(["a", "b", "c", "d"], dtype=object)
    return tt.Network.from_frames(
        people={"key": keys.tolist(), "name": [FORMULA, "Ben", "Cleo", "Dan"]},
        interactions={
            "from": [keys[one] for one, _, _ in days],
            "to": [keys[other] for _, other, _ in days],
            "time": [START + day * DAY for _, _, day in days],
        },
        milestones={"person": ["b", "c"], "kind": ["new_position", "award"], "time": [START + 40 * DAY] * 2},
        commitments={"owner": ["a"], "to": ["b"], "made": [START + 50 * DAY]},
        exchanges={"giver": ["b", "c"], "receiver": ["a", "a"], "time": [START + 60 * DAY] * 2},
        introductions={"broker": ["c"], "a": ["b"], "b": ["a"], "time": [START + 2 * DAY]},
    )


def texts(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_strength_over_time_is_what_was_known_at_each_moment(pair: tt.Network) -> None:
    ax = tt.plots.strength_over_time(pair, "a", "b", moments=5)
    line = ax.lines[0]
    assert line.get_label() == "strength"
    last = int(pair.interactions["time"].max().astype(np.int64))
    for moment, strength in zip(
        np.linspace(START, last, 5).astype(int).tolist(), line.get_ydata(), strict=True
    ):
        assert strength == tt.tie_strengths(pair, at=moment, model="shipped")["a", "b"].strength
    assert line.get_ydata()[-1] < line.get_ydata()[2]


def test_strength_over_time_shows_every_contact_and_the_events_of_the_two(pair: tt.Network) -> None:
    ax = tt.plots.strength_over_time(pair, "a", "b", moments=3)
    contacts = {c.get_label(): len(c.get_segments()) for c in ax.collections if hasattr(c, "get_segments")}
    assert contacts[f"contact from {FORMULA}"] == 20
    assert contacts["contact from Ben"] == 10
    assert texts(ax) == ["introduced", "new position", "promise", "gift"]


def test_names_are_text_and_never_formulas(pair: tt.Network) -> None:
    ax = tt.plots.strength_over_time(pair, "a", "b", moments=2)
    assert ax.get_title(loc="left") == f"{FORMULA} and Ben"
    tt.plots.constraint_against_strength(tt.tie_strengths(pair))
    for number in pyplot.get_fignums():
        pyplot.figure(number).canvas.draw()  # a formula cut short would raise


def test_before_two_are_tied_nothing_is_drawn() -> None:
    net = tt.Network.from_frames(
        relationships={"from": ["a"], "to": ["b"], "type": ["peer"]},
        interactions={
            "from": ["a", "b", "c"],
            "to": ["b", "c", "b"],
            "time": [START, START, START + 9 * DAY],
        },
    )
    with pytest.raises(tt.UnknownTie, match="'a' and 'c' have no contact on record"):
        tt.plots.strength_over_time(net, "a", "c")
    with pytest.raises(tt.UnknownPerson):
        tt.plots.strength_over_time(net, "a", "nobody")
    with pytest.raises(tt.InvalidOption):
        tt.plots.strength_over_time(net, "a", "b", moments=1)


def test_calibration_holds_chances_against_what_came(pair: tt.Network) -> None:
    # On day 105 both pairs are tied; in the 90 days after it only Cleo and Dan have contact.
    ax = tt.plots.calibration(pair, at=START + 105 * DAY, model="shipped")
    dots = ax.containers[0][0]
    s = tt.tie_strengths(pair, at=START + 105 * DAY, model="shipped")
    expected = sorted([(s["a", "b"].strength, 0.0), (s["c", "d"].strength, 1.0)])
    assert sorted(zip(dots.get_xdata(), dots.get_ydata(), strict=True)) == expected
    bars = ax.containers[0][2][0].get_segments()
    # One case, none true: Wilson's 90 % interval is 0 to z^2 / (1 + z^2), z = 1.645: 0.7302.
    lengths = [abs(segment[1][1] - segment[0][1]) for segment in bars]
    np.testing.assert_allclose(lengths, 0.7302, atol=1e-3)


def test_calibration_needs_a_future_and_ties(pair: tt.Network) -> None:
    with pytest.raises(tt.InvalidInput, match="no interaction is recorded after the moment"):
        tt.plots.calibration(pair, at=START + 1000 * DAY)
    with pytest.raises(tt.InvalidInput, match="no two people are tied at the moment"):
        tt.plots.calibration(pair, at=START - DAY)


def test_without_a_moment_calibration_judges_one_horizon_ago(enron: tt.Network) -> None:
    assert "judged on 2002-03-23" in tt.plots.calibration(enron, model="shipped").get_title(loc="left")


def test_cluster_sizes_are_bars_from_the_largest() -> None:
    g = tt.TieGraph.from_arrays([0, 1, 2, 3, 5], [1, 2, 0, 4, 6], size=8)
    p = tt.detect_clusters(g)
    ax = tt.plots.cluster_sizes(p)
    assert [bar.get_height() for bar in ax.patches] == [3, 2, 2, 1]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "1", "2", "3"]
    assert ax.get_title(loc="left") == "4 clusters of 8 people"


def test_of_very_many_clusters_the_largest_are_drawn() -> None:
    p = tt.detect_clusters(tt.TieGraph.from_arrays(np.arange(0, 200, 2), np.arange(1, 200, 2)))
    ax = tt.plots.cluster_sizes(p)
    assert len(ax.patches) == 40
    assert "60 smaller ones left out" in ax.get_title(loc="left")


def test_constraint_is_drawn_against_the_strength_of_all_ties(karate: tt.TieGraph) -> None:
    ax = tt.plots.constraint_against_strength(karate, tt.detect_clusters(karate), named=3)
    dots = ax.collections[0].get_offsets()
    np.testing.assert_array_equal(dots[:, 0], karate.degrees)
    np.testing.assert_array_equal(dots[:, 1], tt.constraints(karate).values)
    assert set(texts(ax)) <= {"0", "2", "31", "32", "33"}  # the two leaders, and those between them
    assert texts(ax)


@pytest.mark.parametrize("draw", [tt.plots.cluster_sizes, tt.plots.constraint_against_strength])
def test_nobody_makes_an_empty_plot(draw: Any) -> None:
    g = tt.TieGraph.from_arrays([], [], size=0)
    ax = draw(g if draw is tt.plots.constraint_against_strength else tt.detect_clusters(g))
    ax.figure.canvas.draw()


def test_a_plot_can_be_drawn_on_axes_of_ones_own(karate: tt.TieGraph) -> None:
    _, (left, right) = pyplot.subplots(1, 2)
    assert tt.plots.cluster_sizes(tt.detect_clusters(karate), ax=right) is right
    assert not left.patches


def test_without_matplotlib_the_error_names_what_to_install(
    karate: tt.TieGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot", raising=False)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'tertius\[plots\]'"):
        tt.plots.cluster_sizes(tt.detect_clusters(karate))
