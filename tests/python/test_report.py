"""The report of a network."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys

import numpy as np
import pytest

import tertius as tt

pytest.importorskip("jinja2")

OCTOBER = datetime.datetime(2001, 10, 1)


@pytest.fixture(scope="module")
def report(enron: tt.Network) -> tt.NetworkReport:
    return tt.network_report(enron, ego="e107", at=OCTOBER)


def test_the_strongest_ties_of_ego_are_those_of_the_strengths(report: tt.NetworkReport) -> None:
    rows = report.strengths.to_frame(like={}, both=True)
    mine = np.sort(rows["strength"][rows["person"] == "e107"])[::-1]
    assert report.ties["strength"].tolist() == mine[:10].tolist()
    assert set(report.ties["person"]) == {"e107"}


def test_fading_ties_were_alive_and_have_lost_a_tenth(report: tt.NetworkReport) -> None:
    fading = report.fading
    assert len(fading) == 10
    assert (fading["before"] >= 0.5).all()
    assert (fading["before"] - fading["strength"] >= 0.1).all()
    assert (np.diff(fading["loss"]) <= 0).all()
    for row in range(len(fading)):
        then = report.earlier["e107", fading["alter"][row]]
        now = report.strengths["e107", fading["alter"][row]]
        assert fading["loss"][row] == then.strength - now.strength
        assert fading["sure"][row] == (now.high < then.low)


def test_someone_who_fell_silent_fades_and_someone_who_did_not_does_not() -> None:
    day = 86400
    chatty = [("Ada", "Ben", when) for when in range(0, 400, 4)] + [
        ("Ben", "Ada", when) for when in range(1, 400, 4)
    ]
    silent = [("Ada", "Cleo", when) for when in range(0, 300, 4)] + [
        ("Cleo", "Ada", when) for when in range(1, 300, 4)
    ]
    source, target, time = zip(
        *[(a, b, 1_000_000_000 + when * day) for a, b, when in chatty + silent], strict=True
    )
    net = tt.Network.from_frames(interactions={"from": source, "to": target, "time": time})
    report = tt.network_report(net, model="shipped")
    assert list(zip(report.fading["person"], report.fading["alter"], strict=True)) == [("Ada", "Cleo")]
    assert "the last 3 months ago" in report.fading["reason"][0]


def test_fading_is_refused_backwards(report: tt.NetworkReport) -> None:
    with pytest.raises(tt.InvalidInput, match="before not later than now"):
        tt.fading_ties(report.earlier, report.strengths)


def test_nobody_is_asked_for_more_than_two_introductions(enron: tt.Network, report: tt.NetworkReport) -> None:
    for made in (report.introductions, tt.network_report(enron, at=OCTOBER).introductions):
        asked = [*made["a"], *made["b"]]
        assert len(made) == 10
        assert max(map(asked.count, asked)) == 2
        pairs = {frozenset(pair) for pair in zip(made["a"], made["b"], strict=True)}
        assert len(pairs) == 10


def test_without_ego_the_first_brokers_introduce(enron: tt.Network) -> None:
    report = tt.network_report(enron, at=OCTOBER)
    assert list(dict.fromkeys(report.introductions["broker"])) == report.brokers["person"][:5].tolist()


def test_the_central_people_of_a_cluster_are_in_it(report: tt.NetworkReport) -> None:
    for row, cluster in enumerate(report.circles["cluster"].tolist()):
        members = report.clusters.members(cluster)
        assert report.circles["people"][row] == len(members) > 1
        assert set(report.circles["central"][row]) <= set(members)
        assert 0 < report.circles["inside"][row] <= 1
    assert (np.diff(report.circles["people"]) <= 0).all()


def test_it_says_what_it_is_in_one_line(report: tt.NetworkReport) -> None:
    assert re.fullmatch(
        r"NetworkReport of e107 at 2001-10-01: 184 people, \d+ ties, \d+ fading, .* clusters", repr(report)
    )


def test_progress_rises_to_one(enron: tt.Network) -> None:
    shares: list[float] = []
    tt.network_report(enron, at=OCTOBER, limit=2, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"ego": "nobody"}, tt.UnknownPerson),
        ({"horizon_days": 0}, tt.InvalidOption),
        ({"horizon_days": float("nan")}, tt.InvalidOption),
        ({"limit": 0}, tt.InvalidOption),
        ({"model": "guess"}, tt.InvalidOption),
    ],
)
def test_what_cannot_be_answered_is_refused(
    enron: tt.Network, options: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        tt.network_report(enron, **options)  # type: ignore[arg-type]


def test_before_the_first_record_nothing_is_known(enron: tt.Network) -> None:
    report = tt.network_report(enron, at=datetime.datetime(1990, 1, 1))
    assert (len(report.ties), len(report.fading), len(report.introductions), len(report.circles)) == (
        0,
        0,
        0,
        0,
    )


def test_importing_the_package_needs_none_of_the_extras() -> None:
    code = "import sys, tertius; sys.exit(bool({'jinja2', 'rich', 'typer', 'markupsafe'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
