"""Every result shows itself in a notebook, and names stay text there."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

import tertius as tt

SCRIPT = "<script>alert(1)</script>"
DAY = 86400
NO_RESULTS = {"Limits"}  # what a caller hands in


def network() -> tt.Network:
    """Two circles whose people, places and words are all scripts."""
    keys = [f"{SCRIPT}{place}" for place in range(8)]
    pairs = [
        (a, b) for a in range(8) for b in range(a + 1, 8) if a // 4 == b // 4 or (a, b) in {(3, 4), (0, 7)}
    ]
    events = [(a, b, day) for day in range(0, 400, 20) for a, b in (pairs + [(b, a) for a, b in pairs])]
    return tt.Network.from_frames(
        people={
            "key": keys,
            "name": keys,
            "organisation": [SCRIPT] * 8,
            "skills": [SCRIPT if place < 4 else "law" for place in range(8)],
        },
        relationships={"from": keys[:1], "to": keys[1:2], "type": ["peer"]},
        interactions={
            "from": [keys[a] for a, _, _ in events],
            "to": [keys[b] for _, b, _ in events],
            "time": [1_600_000_000 + day * DAY for _, _, day in events],
        },
    )


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A value of every result class, by the class's name."""
    net = network()
    keys = net.people["key"].tolist()
    s = tt.tie_strengths(net)
    tie = s[keys[0], keys[1]]
    p = tt.detect_clusters(s)
    folder = tmp_path_factory.mktemp(SCRIPT.replace("/", ""))
    with tt.open_store(folder / "store.tertius") as store:
        appended = store.append(net)
        erased = store.erase(keys[2])
    salvaged = tt.salvage_store(store.path)
    ledger = tt.TieLedger()
    ledger.append({"from": keys[:1], "to": keys[1:2], "time": [1_600_000_000]})
    people = tt.people_to_meet(s)
    suggested = tt.suggest_introductions(net, s, broker=keys[3])
    return {
        "Agreement": tt.agreement(p, p),
        "Appended": appended,
        "Betweennesses": tt.betweennesses(s),
        "BuildingBlocks": tie.building_blocks(),
        "Circles": tt.detect_circles(s),
        "ClusterDescription": tt.describe_clusters(net, p)[0],
        "ClusterDescriptions": tt.describe_clusters(net, p),
        "ClusterMatches": tt.match_clusters(p, p),
        "ClusterValues": tt.conductances(s, p),
        "Clusters": p,
        "ConsensusClusters": tt.consensus_clusters(s, runs=3),
        "Erased": erased,
        "Explanation": tie.explain(),
        "GroupFigures": tt.group_figures(net, s),
        "Identities": tt.same_people(net),
        "ImportReport": _import_report(folder),
        "IntroductionPlan": tt.plan_introductions(suggested, capacity=1),
        "IntroductionPreview": tt.preview_introduction(s, keys[1], keys[5]),
        "IntroductionRequest": tt.IntroductionRequest(net, keys[3], keys[0], keys[4], 1_700_000_000),
        "MeetingModel": tt.fit_meeting_model(net),
        "Network": net,
        "NetworkReport": tt.network_report(net, keys[0]),
        "PairValues": tt.meeting_scores(s, [(keys[0], keys[5])], "jaccard"),
        "PersonValues": tt.constraints(s),
        "Records": net.interactions,
        "ResolutionProfile": tt.resolution_profile(s),
        "Rows": people,
        "Salvaged": salvaged,
        "SamePerson": tt.SamePerson(keys[0], keys[1], SCRIPT),
        "Store": store,
        "StrengthModel": tt.fit_strength_model(net),
        "TieGraph": s.graph(),
        "TieLedger": ledger,
        "TieStrength": tie,
        "TieStrengths": s,
        "Tips": tt.tips(net, keys[0]),
    }


def _import_report(folder: Path) -> tt.ImportReport:
    report = tt.ImportReport("tables", SCRIPT)
    report.skipped[SCRIPT] += 1
    return report


def result_classes() -> list[str]:
    classes = [name for name in tt.__all__ if inspect.isclass(getattr(tt, name))]
    return [
        name
        for name in classes
        if name not in NO_RESULTS and not issubclass(getattr(tt, name), (Exception, Warning))
    ]


@pytest.mark.parametrize("name", result_classes())
def test_a_result_shows_itself_in_a_notebook_and_names_stay_text(values: dict[str, Any], name: str) -> None:
    value = values[name]
    assert type(value) is getattr(tt, name)
    shown = value._repr_html_()
    assert "<p>" in shown or "<pre>" in shown or "<iframe" in shown
    assert "<script" not in shown.replace(SCRIPT.replace("<", "&lt;"), "").lower()


@pytest.mark.parametrize(
    "name", ["Clusters", "Explanation", "TieStrength", "TieStrengths", "SamePerson", "Rows", "ImportReport"]
)
def test_hostile_names_are_there_to_read(values: dict[str, Any], name: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in values[name]._repr_html_()
