"""What a report says of one person: circles, layers, types, figures, and ties worth waking."""

from __future__ import annotations

import csv
import datetime
import math

import numpy as np
import pytest

import tertius as tt

DAY = 86400
OCTOBER = datetime.datetime(2001, 10, 1)


@pytest.fixture(scope="module")
def report(consultant: tt.Network) -> tt.NetworkReport:
    return tt.network_report(consultant, ego="mara")


@pytest.fixture(scope="module")
def consultant() -> tt.Network:
    return tt.samples.consultant()


def weekly(*weeks: tuple[str, str, range]) -> tt.Network:
    """Who writes to whom, in which weeks."""
    rows = [(a, b, week * 7 * DAY) for a, b, when in weeks for week in when]
    source, target, time = zip(*rows, strict=True)
    return tt.Network.from_frames(interactions={"from": source, "to": target, "time": time})


def declared(*pairs: str, kind: str = "contact") -> tt.Network:
    return tt.Network.from_frames(
        relationships={
            "from": [p[0] for p in pairs],
            "to": [p[1] for p in pairs],
            "type": [kind] * len(pairs),
        }
    )


def figure(rows: tt.Rows, name: str) -> tuple[float, str]:
    place = rows["name"].tolist().index(name)
    return float(rows["value"][place]), str(rows["sentence"][place])


def test_who_knows_only_the_ego_is_in_no_circle() -> None:
    net = declared("OA", "OB", "OC", "OD", "OE", "OF", "OG", "AB", "BC", "CA", "DE")
    circles = tt.circles_around(tt.tie_strengths(net), "O")
    found = {tuple(circles.members(place)) for place in range(circles.count)}
    assert found == {("A", "B", "C", "O"), ("D", "E"), ("F",), ("G",)}


def test_an_ego_without_circles_stands_alone() -> None:
    circles = tt.circles_around(tt.tie_strengths(declared("OA", "OB")), "O")
    assert circles.count == 3
    lonely = tt.circles_around(tt.tie_strengths(declared("AB", "CD")), "A")
    assert lonely.count == 3  # B knows only A


def test_clusters_are_numbered_by_their_first_person() -> None:
    net = declared("ZA", "ZB", "AB", "ZC", "ZD", "CD", "DE", "CE", "ZE")
    people = tt.Network.from_frames(people={"key": list("ZABCDE")}).merge(net)
    labels = tt.circles_around(tt.tie_strengths(people), "Z").labels
    assert labels.tolist() == [0, 1, 1, 0, 0, 0]


def test_a_person_s_report_has_circles_instead_of_one_heap(report: tt.NetworkReport) -> None:
    people = report.circles["people"].tolist()
    assert max(people) < 0.2 * len(report.network)
    assert all("mara" not in central for central in report.circles["central"])
    assert (report.circles["inside"] > 0.5).all()


def test_who_knows_many_without_a_circle_bridges_no_more_for_it(report: tt.NetworkReport) -> None:
    row = report.brokers["person"].tolist().index("mara")
    assert report.brokers["clusters"][row] <= int((report.clusters.sizes > 1).sum())


def test_without_an_ego_nothing_is_told_of_one(enron: tt.Network) -> None:
    report = tt.network_report(enron, at=OCTOBER, limit=1)
    assert (report.layers, report.types, report.figures, report.dormant) == (None, None, None, None)


def test_the_report_tells_what_the_single_questions_answer(
    consultant: tt.Network, report: tt.NetworkReport
) -> None:
    s, circles = report.strengths, report.clusters
    told = {
        "layers": tt.contact_layers(consultant, "mara", s.at),
        "types": tt.living_types(consultant, "mara", s.at),
        "figures": tt.network_figures(consultant, s, "mara", circles),
        "dormant": tt.dormant_ties(consultant, s, "mara", clusters=circles),
    }
    for name, rows in told.items():
        part = getattr(report, name)
        assert part.columns == rows.columns
        for column in rows:
            np.testing.assert_array_equal(part[column], rows[column])


def test_the_columns_are_the_promised_ones(report: tt.NetworkReport) -> None:
    assert report.layers is not None
    assert report.layers.columns == ["layer", "alter", "contacts_a_month"]
    assert report.types is not None
    assert report.types.columns == ["type", "ties", "alive"]
    assert report.figures is not None
    assert report.figures.columns == ["name", "value", "low", "high", "sentence"]
    assert report.figures["name"].tolist() == [
        "diversity",
        "constraint",
        "effective_size",
        "reach",
        "type_variety",
        "given",
        "received",
        "balance",
        "introductions_made",
        "introductions_lasting",
    ]
    assert report.dormant is not None
    assert report.dormant.columns == ["alter", "silence_days", "opportunity", "strength", "reason"]


def test_layers_fill_from_the_inside(report: tt.NetworkReport) -> None:
    assert report.layers is not None
    layers = report.layers["layer"]
    assert (np.diff(layers.astype(int)) >= 0).all()
    assert (np.diff(report.layers["contacts_a_month"]) <= 0).all()
    for size in (5, 15, 50, 150):
        assert (layers <= size).sum() <= size


def test_the_types_alive_are_those_of_lively_people(consultant: tt.Network, report: tt.NetworkReport) -> None:
    assert report.types is not None
    types = dict(zip(report.types["type"], report.types["alive"].tolist(), strict=True))
    assert types["peer"] > 0
    assert len(types) == 7
    assert (report.types["alive"] <= report.types["ties"]).all()


def test_the_dormant_are_silent_and_the_lively_are_not_among_them(
    consultant: tt.Network, report: tt.NetworkReport
) -> None:
    assert report.dormant is not None
    everybody = tt.dormant_ties(consultant, report.strengths, "mara", 1000, report.clusters)
    alters = report.dormant["alter"].tolist()
    assert everybody["alter"].tolist()[: len(alters)] == alters
    assert (everybody["silence_days"] >= 180).all()
    assert (everybody["strength"] < 0.5).all()
    assert everybody["opportunity"].tolist() == sorted(everybody["opportunity"].tolist(), reverse=True)
    by_strength = everybody["alter"][np.argsort(-everybody["strength"], kind="stable")]
    assert by_strength.tolist() != everybody["alter"].tolist()
    for alter, reason in zip(alters, report.dormant["reason"], strict=True):
        assert consultant._people.display_name(consultant._people.index(alter)) in reason


def test_a_bridge_says_between_how_many_circles() -> None:
    net = declared("OA", "OB", "OC", "OD", "OE", "OF", "AB", "CD", "EF")
    s = tt.tie_strengths(net)
    value, sentence = figure(tt.network_figures(net, s, "O"), "constraint")
    assert value == tt.constraint(s, "O")
    assert sentence.endswith("3 of 15 pairs; you are the only bridge between 3 of your circles.")


def test_circles_that_meet_elsewhere_are_one_group() -> None:
    cliques = ["AB", "BC", "CA", "DE", "EF", "FD", "GH", "HI", "IG"]
    net = declared(*("O" + who for who in "ABCDEFGHI"), *cliques, "AD")
    _, sentence = figure(tt.network_figures(net, tt.tie_strengths(net), "O"), "constraint")
    assert "the only bridge between 2 groups of your 3 circles" in sentence
    joined = declared(*("O" + who for who in "ABCDEFGHI"), *cliques, "AD", "FG")
    _, sentence = figure(tt.network_figures(joined, tt.tie_strengths(joined), "O"), "constraint")
    assert sentence.endswith("your circles also meet without you.")


def test_figures_agree_with_the_single_measures(report: tt.NetworkReport, consultant: tt.Network) -> None:
    assert report.figures is not None
    s = report.strengths
    assert figure(report.figures, "diversity")[0] == pytest.approx(tt.diversity(s, "mara"), rel=1e-12)
    assert figure(report.figures, "constraint")[0] == pytest.approx(tt.constraint(s, "mara"), rel=1e-12)
    assert figure(report.figures, "effective_size")[0] == pytest.approx(
        tt.effective_size(s, "mara"), rel=1e-12
    )
    joiners = tt.joiner_indices(consultant, s)
    place = joiners["person"].tolist().index("mara")
    assert figure(report.figures, "introductions_made")[0] == joiners["made"][place]
    assert figure(report.figures, "introductions_lasting")[0] == joiners["lasted"][place]


def test_the_balance_is_told_against_what_is_usual() -> None:
    def told(by_ada: int, by_ben: int) -> tuple[float, str]:
        net = declared("AB", kind="mentor").merge(
            tt.Network.from_frames(
                exchanges={
                    "giver": ["A"] * by_ada + ["B"] * by_ben,
                    "receiver": ["B"] * by_ada + ["A"] * by_ben,
                    "time": range(by_ada + by_ben),
                }
            )
        )
        return figure(tt.network_figures(net, tt.tie_strengths(net), "A"), "balance")

    value, sentence = told(16, 4)
    assert value == pytest.approx(17 / 22, rel=1e-4)  # a few seconds of fading
    assert "80 % would be usual" in sentence
    assert "about even" in sentence
    assert "you receive more than is usual" in told(4, 16)[1]
    assert "you give more than is usual" in told(60, 0)[1]


def test_what_is_not_on_record_is_unknown_and_not_nought() -> None:
    net = weekly(("Ada", "Ben", range(20)))
    figures = tt.network_figures(net, tt.tie_strengths(net), "Ada")
    for name in ("given", "received", "balance", "introductions_made", "introductions_lasting", "diversity"):
        assert math.isnan(figure(figures, name)[0])
    net = tt.Network.from_frames(people={"key": ["Ada", "Ben"]})
    alone = tt.network_figures(net, tt.tie_strengths(net), "Ada")
    assert figure(alone, "reach") == (0.0, "You have no tie on record.")


def test_introductions_count_once_others_introduce() -> None:
    net = weekly(("Ada", "Ben", range(60)), ("Ada", "Cleo", range(60)), ("Ben", "Cleo", range(20, 60)))
    known = net.merge(
        tt.Network.from_frames(
            introductions={"broker": ["Ada"], "a": ["Ben"], "b": ["Cleo"], "time": [19 * 7 * DAY]}
        )
    )
    s = tt.tie_strengths(known)
    of_ada, of_ben = (tt.network_figures(known, s, ego) for ego in ("Ada", "Ben"))
    assert figure(of_ada, "introductions_made")[0] == 1
    assert figure(of_ada, "introductions_lasting")[0] == 1
    assert figure(of_ben, "introductions_made")[0] == 0
    assert math.isnan(figure(of_ben, "introductions_lasting")[0])


def test_names_from_files_stay_text() -> None:
    hostile = '<script>alert("Ben")</script>'
    net = weekly(("ada", "ben", range(40)), ("ada", "cleo", range(150)))
    named = tt.Network.from_frames(people={"key": ["ada", "ben", "cleo"], "name": ["Ada", hostile, "Cleo"]})
    whole = named.merge(net)
    dormant = tt.dormant_ties(whole, tt.tie_strengths(whole), "ada")
    assert hostile in dormant["reason"][0]
    assert "<script>" not in dormant._repr_html_()


@pytest.mark.parametrize("ask", [tt.contact_layers, tt.living_types])
def test_who_is_unknown_is_refused(ask: object) -> None:
    net = declared("AB")
    with pytest.raises(tt.UnknownPerson):
        ask(net, "nobody")  # type: ignore[operator]
    with pytest.raises(TypeError):
        ask(tt.tie_strengths(net), "A")  # type: ignore[operator]
    with pytest.raises(tt.InvalidOption):
        ask(net, "A", at="yesterday")  # type: ignore[operator]


def test_dormant_ties_refuse_what_they_cannot_answer() -> None:
    net = declared("AB")
    s = tt.tie_strengths(net)
    with pytest.raises(tt.UnknownPerson):
        tt.dormant_ties(net, s, "nobody")
    with pytest.raises(tt.InvalidOption):
        tt.dormant_ties(net, s, "A", limit=0)
    with pytest.raises(TypeError):
        tt.dormant_ties(s, s, "A")  # type: ignore[arg-type]


def test_of_the_sample_s_dormant_people_most_are_found_and_few_others(
    consultant: tt.Network, report: tt.NetworkReport
) -> None:
    with (tt.samples.consultant_files() / "truth" / "people.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    found = set(tt.dormant_ties(consultant, report.strengths, "mara", 1000)["alter"].tolist())

    def told(*states: str) -> list[bool]:
        keys = [
            {row["key"], row["slug"], *row["addresses"].split(";")}
            for row in people
            if row["state"] in states
        ]
        return [bool(names & found) for names in keys]

    silent_for_years = told("dormant", "ended")
    assert len(silent_for_years) == 16
    assert sum(silent_for_years) >= 13  # the others never wrote more than now and then
    lively = told("lively")  # some of them have not been heard of for half a year either
    assert sum(lively) < 0.005 * len(lively)
