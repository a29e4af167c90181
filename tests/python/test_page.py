"""The report's page as a document: what stands in it, and what cannot."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tertius as tt
from page_reports import HOSTILE, OCTOBER, full_report, hostile_report
from tertius.report.drawing import Ties, draw
from tertius.report.page_data import page_data
from tertius.report.page_words import PageWords
from tertius.spoken import spoken_days

pytest.importorskip("jinja2")

WEB = Path(__file__).parents[2] / "python" / "web"


@pytest.fixture(scope="module")
def report(enron: tt.Network) -> tt.NetworkReport:
    return tt.network_report(enron, ego="e107", at=OCTOBER)


@pytest.fixture(scope="module")
def page(report: tt.NetworkReport, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    full_report(report, report.ties["alter"].tolist()).to_html(path)
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "hostile.html"
    hostile_report().to_html(path)
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def data(report: tt.NetworkReport) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page_data(PageWords(report)))
    return told


class Elements(HTMLParser):
    """The elements of a page, their attributes and their texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def numbers(text: str, kind: str) -> list[int]:
    return np.frombuffer(base64.b64decode(text), dtype=kind).tolist()


@pytest.mark.parametrize(
    ("people", "interactions", "ego"),
    [
        ({"key": []}, None, None),
        ({"key": ["Ada"]}, None, None),
        ({"key": ["Ada"]}, None, "Ada"),
        ({"key": ["Ada"]}, {"from": [], "to": [], "time": []}, None),
        ({"key": [1, 2]}, {"from": [1], "to": [2], "time": [1_000_000_000]}, 1),
        ({"key": [1, 2, 3]}, {"from": [1], "to": [2], "time": [1_000_000_000]}, 3),
    ],
    ids=["nobody", "one person", "one person asks", "no events", "one event", "an isolate asks"],
)
def test_little_is_known_and_the_page_still_stands(
    people: dict[str, list[object]],
    interactions: dict[str, list[object]] | None,
    ego: str | int | None,
    tmp_path: Path,
) -> None:
    net = tt.Network.from_frames(people=people, interactions=interactions)
    tt.network_report(net, ego=ego).to_html(tmp_path / "report.html")
    shown = Elements((tmp_path / "report.html").read_text("utf-8"))
    sections = [attributes["id"] for tag, attributes in shown.tags if tag == "section"]
    for part in ("picture", "introductions", "ties", "fading", "clusters", "brokers", "reading"):
        assert part in sections


def test_before_the_first_record_there_is_nothing_to_draw(enron: tt.Network) -> None:
    early = tt.network_report(enron, at=OCTOBER.replace(year=1990))
    assert "There is no tie to draw." in early._repr_html_()


def test_the_same_report_gives_the_same_bytes(
    enron: tt.Network, report: tt.NetworkReport, tmp_path: Path
) -> None:
    report.to_html(tmp_path / "once.html")
    tt.network_report(enron, ego="e107", at=OCTOBER, threads=1).to_html(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "once.html").read_bytes()


def test_names_stay_text(hostile: str) -> None:
    shown = Elements(hostile)
    scripts = [attributes for tag, attributes in shown.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "data"}, {}]
    for _, attributes in shown.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert (attributes.get("href") or "#").startswith("#")
    for name in HOSTILE:
        assert name in shown.texts


def test_no_name_ends_the_data_early(hostile: str) -> None:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', hostile, re.DOTALL)
    assert found
    assert not set("<>&\u2028\u2029") & set(found[1])
    assert json.loads(found[1])["people"]["names"] == HOSTILE


def test_a_name_cannot_steer_the_page() -> None:
    net = tt.Network.from_frames(
        people={"key": ["a", "b"], "name": ["Ada\x1b[31m\x00", "\u202egnp.exe"]},
        relationships={"from": ["a"], "to": ["b"], "type": ["peer"]},
    )
    report = tt.network_report(net)
    for shown in (report._repr_html_(), page_data(PageWords(report)).replace("\\\\", "\\")):
        assert "Ada\\x1b[31m\\x00" in shown
        assert "\\u202egnp.exe" in shown
        assert not set("\x00\x1b\u202e") & set(shown)


def test_the_page_asks_for_nothing_from_outside(page: str) -> None:
    for tag, attributes in Elements(page).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "form", "base"}
        assert not {"src", "srcset", "action", "xlink:href", "background"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_forbids_everything_but_its_own_style_and_script(page: str) -> None:
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    allowed = {
        name: "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for name, text in (("style", style), ("script", script))
    }
    policies = [
        a["content"] for _, a in Elements(page).tags if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        f"default-src 'none'; script-src '{allowed['script']}'; style-src '{allowed['style']}'; "
        "base-uri 'none'; form-action 'none'"
    ]


def test_every_anchor_leads_somewhere(page: str) -> None:
    tags = Elements(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = {(attributes.get("href") or "#main")[1:] for tag, attributes in tags if tag == "a"}
    labelled = {name for _, a in tags for name in (a.get("aria-labelledby") or "").split()}
    assert wanted | labelled - {"panel-title"} <= set(ids)


def test_the_page_can_be_heard(page: str) -> None:
    tags = Elements(page).tags
    order = ("header", "main", "footer", "h1", "aside")
    assert [tag for tag, _ in tags if tag in order] == ["header", "h1", "main", "aside", "footer"]
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    for tag, attributes in tags:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"


def test_every_part_of_the_report_is_on_the_page(page: str) -> None:
    sections = [attributes["id"] for tag, attributes in Elements(page).tags if tag == "section"]
    assert sections[:6] == ["picture", "week", "introductions", "ties", "fading", "dormant"]
    assert sections[6:] == ["shape", "clusters", "brokers", "tips", "reading"]
    texts = " ".join(Elements(page).texts)
    for told in (
        "60 % overdue",
        "due 3 July 2026",
        "42 % → 73 %",
        "counts 2-fold",
        "no day named",
        "no date agreed",
        "cross-departmental",
        "missing",
        "2 of 3 alive",
        "14 months",
        "0.1 to 0.15",
        "71 %",
        "rests on 34",
        "be to all what you are to one",
    ):
        assert told in texts, told


def test_a_part_that_the_report_lacks_is_left_out(report: tt.NetworkReport) -> None:
    lacking = dataclasses.replace(full_report(report, ["e082", "e078"]), tips=None, dormant=None, plan=None)
    words = PageWords(lacking)
    parts = [part for part, _ in words.parts]
    assert "week" in parts
    assert not {"tips", "dormant"} & set(parts)
    shown = Elements(lacking._repr_html_()).tags[0][1]["srcdoc"] or ""
    ids = {attributes.get("id") for _, attributes in Elements(shown).tags}
    assert "due-heading" in ids
    assert not {"tips", "dormant", "plan-heading"} & ids


def test_unknown_silences_are_said_to_be_unknown() -> None:
    told = [spoken_days(days) for days in (float("nan"), 0.4, 1.2, 40, 400, 1000)]
    assert told == ["unknown", "10 hours", "29 hours", "40 days", "13 months", "3 years"]


def test_the_data_hold_all_ties_of_ego_and_the_strongest_of_everybody(
    report: tt.NetworkReport, data: dict[str, Any]
) -> None:
    every = report.strengths.to_frame(like={})
    ends = list(zip(numbers(data["ties"]["a"], "<u2"), numbers(data["ties"]["b"], "<u2"), strict=True))
    names = data["people"]["names"]
    on_page = {frozenset((names[a], names[b])) for a, b in ends}
    pairs = [frozenset(pair) for pair in zip(every["person"], every["alter"], strict=True)]
    assert len(on_page) == len(ends) < len(pairs)
    assert {pair for pair in pairs if "e107" in pair} <= on_page
    strongest_first = [pairs[row] for row in np.argsort(-every["strength"], kind="stable")]
    for person in ("e001", "e082", "e150"):
        assert set([pair for pair in strongest_first if person in pair][:6]) <= on_page
    strengths = numbers(data["ties"]["strength"], "<u2")
    assert strengths == sorted(strengths, reverse=True)


def test_a_tie_is_told_as_the_strengths_explain_it(report: tt.NetworkReport, data: dict[str, Any]) -> None:
    names = data["people"]["names"]
    a, b = (numbers(data["ties"][end], "<u2") for end in "ab")
    place = next(tie for tie in range(len(a)) if {names[a[tie]], names[b[tie]]} == {"e107", "e082"})
    tie = report.strengths["e107", "e082"]
    reasons, run, _ = data["explained"][str(place)]
    assert [(aspect, sentence) for aspect, _, sentence in reasons] == [
        (aspect, sentence) for aspect, _, sentence in tie.explain().reasons
    ]
    assert numbers(data["ties"]["strength"], "<u2")[place] == round(1000 * tie.strength)
    assert sum(run[1:]) == 77  # as the reason of its rhythm counts them


def test_a_notebook_shows_the_page_without_script_in_a_frame(report: tt.NetworkReport) -> None:
    frame = Elements(report._repr_html_()).tags
    assert [tag for tag, _ in frame] == ["iframe"]
    assert frame[0][1]["sandbox"] is None
    inner = Elements(frame[0][1]["srcdoc"] or "")
    assert "script" not in {tag for tag, _ in inner.tags}
    assert "e082" in inner.texts


def test_another_file_is_not_replaced_unasked(report: tt.NetworkReport, tmp_path: Path) -> None:
    path = tmp_path / "thesis.html"
    path.write_text("years of work")
    with pytest.raises(tt.InvalidInput, match="exists and is not a report") as caught:
        report.to_html(path)
    assert caught.value.code == "export.exists"
    assert path.read_text() == "years of work"
    report.to_html(path, overwrite=True)
    report.to_html(path)
    assert [left.name for left in tmp_path.iterdir()] == ["thesis.html"]


def test_a_failed_export_leaves_the_old_page(
    report: tt.NetworkReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    report.to_html(path)
    old = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        report.to_html(path)
    assert path.read_bytes() == old
    assert [left.name for left in tmp_path.iterdir()] == ["report.html"]


def test_a_large_network_is_drawn_in_part() -> None:
    random = np.random.default_rng(7)
    source = random.integers(0, 3000, 9000)
    target = (source + random.integers(1, 3000, 9000)) % 3000
    ties = Ties(source, target, random.uniform(0, 1, 9000), random.integers(0, 40, 3000))
    places = random.uniform(0, 60, (3000, 2)).astype(np.float32)
    drawing = draw(ties, places, [f"p{place}" for place in range(3000)], ego=17, to_label=[1, 2, 3])
    assert len(drawing.dots) == 400 < drawing.people
    assert [dot.person for dot in drawing.dots if dot.is_ego] == [17]
    assert sum(line.of_ego for line in drawing.lines) == int(((source == 17) | (target == 17)).sum())


@pytest.mark.skipif(not WEB.exists(), reason="the script's sources are not in this tree")
def test_the_script_was_built_from_these_sources() -> None:
    sources = [
        WEB / "package.json",
        WEB / "package-lock.json",
        WEB / "notice.js",
        *sorted(WEB.glob("src/*.js")),
    ]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    script = Path(tt.__file__).with_name("report") / "templates" / "report.js"
    assert script.read_text("utf-8").rstrip().endswith(f"// sources {digest}"), "run scripts/bundle"
