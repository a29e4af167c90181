"""The twelve tips, in Python: what they answer, what they rest on, how they show themselves."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import tertius as tt

DAY = 86400
GROUPS = [
    "be authentic",
    "mutual respect",
    "show interest",
    "offer value",
    "keep in touch",
    "become reliable",
]
TIPS = [
    "consistency",
    "openness",
    "appreciation",
    "listening",
    "curiosity",
    "breadth",
    "generosity",
    "introductions_made",
    "check_ins",
    "celebrations",
    "reliability",
    "steadiness",
]


@pytest.fixture
def ada() -> tt.Network:
    """Ada has kept two of three promises to Ben, and is only known to Cleo."""
    return tt.Network.from_frames(
        people={
            "key": ["ada", "ben", "cleo", "dee"],
            "name": ["Ada A", "Ben <b>B</b>", "Cleo\x1b[31m", None],
        },
        relationships={"from": ["ada"], "to": ["cleo"], "type": ["peer"]},
        interactions={"from": ["ada", "ben"], "to": ["ben", "ada"], "time": [0, DAY]},
        commitments={
            "owner": ["ada"] * 3,
            "to": ["ben"] * 3,
            "made": [0, 0, 0],
            "due": [10 * DAY] * 3,
            "done": [9 * DAY, 9 * DAY, 11 * DAY],
        },
    )


def _value(rows: tt.Rows, tip: str) -> float:
    return float(rows["value"][rows["tip"] == tip][0])


def test_the_twelve_stand_in_the_articles_order(ada):
    found = tt.tips(ada, "ada", at=20 * DAY)
    assert found.person == "ada"
    assert found.at == np.datetime64(20 * DAY, "s")
    assert found.ego["tip"].tolist() == TIPS
    assert found.ego["group"].tolist() == [group for group in GROUPS for _ in range(2)]
    assert found.ties.columns == ["alter", "tip", "value", "low", "high", "evidence", "advice"]
    assert found.ties["alter"].tolist() == ["ben"] * 12 + ["cleo"] * 12


def test_promises_kept_are_a_share_that_rests_on_the_promises(ada):
    found = tt.tips(ada, "ada", at=10 * DAY + 1)
    # Two kept a day before and one broken now, each fading with a half-life of a year.
    kept, broken = 2 * 2 ** (-(DAY + 1) / DAY / 365), 2 ** (-1 / DAY / 365)
    assert _value(found.ego, "reliability") == pytest.approx((1 + kept) / (2 + kept + broken))
    records = found.records("reliability", "ben")
    assert records["table"].tolist() == ["commitments"] * 3
    assert records["row"].tolist() == [0, 1, 2]
    assert found.records("reliability")["row"].tolist() == [0, 1, 2]
    assert len(found.records("reliability", "cleo")) == 0


def test_what_the_records_cannot_say_is_unknown_from_nothing_to_everything(ada):
    found = tt.tips(ada, "ada")
    of_openness = {name: found.ego[name][1] for name in found.ego.columns}
    assert np.isnan(of_openness["value"])
    assert (of_openness["low"], of_openness["high"], of_openness["evidence"]) == (0, 1, 0)
    assert "personal" in of_openness["advice"]


def test_advice_names_people_as_they_are_called(ada):
    advice = tt.tips(ada, "ada", at=20 * DAY).ego["advice"].tolist()
    assert "Ben <b>B</b>" in advice[TIPS.index("reliability")]
    ties = tt.tips(ada, "ada", at=20 * DAY).ties
    assert all("Cleo" in sentence for sentence in ties["advice"][ties["alter"] == "cleo"])


def test_a_notebook_shows_bars_and_no_markup_of_others(ada):
    page = tt.tips(ada, "ada", at=20 * DAY)._repr_html_()
    assert "<b>" not in page
    assert "Ben &lt;b&gt;B" in page
    assert page.count("<tr>") == 13
    assert page.count("<svg") == page.count("aria-label")
    assert page.count("unknown") >= 1


def test_one_line_says_what_is_best_and_what_is_least(ada):
    shown = repr(tt.tips(ada, "ada", at=20 * DAY))
    assert shown.startswith("Tips for Ada A at 1970-01-21: ")
    assert "best " in shown
    assert "\x1b" not in repr(tt.tips(ada, "cleo"))
    assert repr(tt.tips(ada, "dee")).endswith("0 of 12 known")


def test_later_records_are_not_looked_at(ada):
    assert np.isnan(_value(tt.tips(ada, "ada", at=DAY).ego, "reliability"))
    moment = datetime.datetime(1970, 1, 21, tzinfo=datetime.timezone.utc)
    assert tt.tips(ada, "ada", at=moment).at == np.datetime64(20 * DAY, "s")


def test_tips_refuse_what_they_cannot_answer(ada):
    found = tt.tips(ada, "ada")
    with pytest.raises(tt.UnknownPerson):
        tt.tips(ada, "eve")
    with pytest.raises(TypeError):
        tt.tips("ada", "ada")
    with pytest.raises(tt.InvalidOption):
        tt.tips(ada, "ada", at="soon")
    with pytest.raises(tt.InvalidInput, match="steadiness"):
        found.records("charm")
    with pytest.raises(tt.UnknownPerson):
        found.records("openness", "eve")
    with pytest.raises(tt.InvalidInput, match="Ada A"):
        found.records("openness", "dee")


def test_the_consultants_tips_are_known_and_name_her_contacts():
    net = tt.samples.consultant()
    found = tt.tips(net, "mara")
    values = dict(zip(found.ego["tip"], found.ego["value"], strict=True))
    assert [tip for tip, value in values.items() if np.isnan(value)] == ["openness"]
    names = {name for name in net.people["name"] if name}
    for sentence in found.ego["advice"]:
        assert any(name in sentence for name in names)
    assert len(found.ties) % 12 == 0


def test_any_number_of_threads_gives_the_same_tips():
    net = tt.samples.enron()
    one, many = (tt.tips(net, "e107", threads=threads) for threads in (1, 4))
    for name in one.ties.columns:
        np.testing.assert_array_equal(one.ties[name], many.ties[name])
