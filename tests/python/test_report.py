"""The report of a network, and the page that shows it."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import tertius as tt
from tertius.drawing import Ties, draw

pytest.importorskip("jinja2")

OCTOBER = datetime.datetime(2001, 10, 1)
HOSTILE = [
    "<script>alert(1)</script>",
    'Ann "the" O\'Hara',
    "</script><b>Bob",
    "{{ 7 * 7 }}",
    "=cmd()",
    "&lt;i&gt;",
]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-headless-shell")


@pytest.fixture(scope="module")
def report(enron: tt.Network) -> tt.NetworkReport:
    return tt.network_report(enron, ego="e107", at=OCTOBER)


@pytest.fixture(scope="module")
def page(report: tt.NetworkReport, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    report.to_html(path)
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def hostile() -> tt.NetworkReport:
    keys = [f"p{place}" for place in range(len(HOSTILE))]
    day = 86400
    events = [(a, b) for a in range(5) for b in range(a + 1, 6) if (a, b) != (1, 2)] * 3
    return tt.network_report(
        tt.Network.from_frames(
            people={"key": keys, "name": HOSTILE, "position": HOSTILE[::-1]},
            interactions={
                "from": [keys[a] for a, _ in events],
                "to": [keys[b] for _, b in events],
                "time": [1_000_000_000 + day * place for place in range(len(events))],
            },
        ),
        ego="p0",
    )


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
    if interactions and not interactions["from"]:
        net = tt.Network.from_frames(people={"key": ["Ada"]}, interactions={"from": [], "to": [], "time": []})
    report = tt.network_report(net, ego=ego)
    report.to_html(tmp_path / "report.html")
    shown = Elements((tmp_path / "report.html").read_text("utf-8"))
    assert len([tag for tag, _ in shown.tags if tag == "section"]) == 7


def test_before_the_first_record_nothing_is_known(enron: tt.Network) -> None:
    report = tt.network_report(enron, at=datetime.datetime(1990, 1, 1))
    assert (len(report.ties), len(report.fading), len(report.introductions), len(report.circles)) == (
        0,
        0,
        0,
        0,
    )
    assert "There is no tie to draw." in report._repr_html_()


def test_the_same_report_gives_the_same_bytes(enron: tt.Network, page: str, tmp_path: Path) -> None:
    tt.network_report(enron, ego="e107", at=OCTOBER, threads=1).to_html(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page.encode()


def test_names_stay_text(hostile: tt.NetworkReport, tmp_path: Path) -> None:
    hostile.to_html(tmp_path / "report.html")
    shown = Elements((tmp_path / "report.html").read_text("utf-8"))
    assert "script" not in {tag for tag, _ in shown.tags}
    assert not [
        name
        for _, attributes in shown.tags
        for name in attributes
        if name.startswith("on") or name == "style"
    ]
    for name in HOSTILE:
        assert name in shown.texts


def test_a_name_cannot_steer_the_page() -> None:
    net = tt.Network.from_frames(
        people={"key": ["a", "b"], "name": ["Ada\x1b[31m\x00", "\u202egnp.exe"]},
        relationships={"from": ["a"], "to": ["b"], "type": ["peer"]},
    )
    shown = tt.network_report(net)._repr_html_()
    assert "Ada\\x1b[31m\\x00" in shown
    assert "\\u202egnp.exe" in shown
    assert not set("\x00\x1b\u202e") & set(shown)


def test_the_page_asks_for_nothing_from_outside(page: str) -> None:
    shown = Elements(page)
    for tag, attributes in shown.tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert not {"src", "srcset", "action", "xlink:href", "background"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_forbids_everything_but_its_own_style(page: str) -> None:
    policies = [
        a["content"] or ""
        for tag, a in Elements(page).tags
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'",
        policies[0],
    )


def test_every_anchor_leads_somewhere(page: str) -> None:
    tags = Elements(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = {(attributes.get("href") or "#")[1:] for tag, attributes in tags if tag == "a"}
    labelled = {name for _, a in tags for name in (a.get("aria-labelledby") or "").split()}
    assert wanted | labelled <= set(ids)


def test_the_page_can_be_heard(page: str) -> None:
    tags = Elements(page).tags
    assert [tag for tag, _ in tags if tag in ("header", "main", "footer", "h1")] == [
        "header",
        "h1",
        "main",
        "footer",
    ]
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    for tag, attributes in tags:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("role") == "img"


def test_a_notebook_shows_the_page_in_a_frame(report: tt.NetworkReport, page: str) -> None:
    frame = Elements(report._repr_html_()).tags
    assert [tag for tag, _ in frame] == ["iframe"]
    assert frame[0][1]["srcdoc"] == page
    assert "sandbox" in frame[0][1]


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


def test_importing_the_package_needs_none_of_the_extras() -> None:
    code = "import sys, tertius; sys.exit(bool({'jinja2', 'rich', 'typer', 'markupsafe'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_everybody_stands_apart_and_clusters_do_not_overlap() -> None:
    random = np.random.default_rng(6)
    ranks = np.sort(random.integers(0, 6, 150))
    source, target = random.integers(0, 150, 400), random.integers(0, 150, 400)
    kept = source != target
    ties = Ties(source[kept], target[kept], random.uniform(0.1, 1, kept.sum()), ranks)
    drawing = draw(ties, [f"p{place}" for place in range(150)], ego=None, to_label=[])
    assert [disc.rank for disc in drawing.discs] == list(range(6))
    for disc in drawing.discs:
        away = {dot.rank: [] for dot in drawing.dots}
        for dot in drawing.dots:
            away[dot.rank].append(np.hypot(dot.x - disc.x, dot.y - disc.y))
        assert max(away.pop(disc.rank)) < disc.radius < min(min(others) for others in away.values())
    places = np.array([(dot.x, dot.y) for dot in drawing.dots])
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 15


def test_a_large_network_is_drawn_in_part() -> None:
    random = np.random.default_rng(7)
    source = random.integers(0, 3000, 9000)
    target = (source + random.integers(1, 3000, 9000)) % 3000
    ties = Ties(source, target, random.uniform(0, 1, 9000), random.integers(0, 40, 3000))
    drawing = draw(ties, [f"p{place}" for place in range(3000)], ego=17, to_label=[1, 2, 3])
    assert len(drawing.dots) == 400 < drawing.people
    assert [dot.person for dot in drawing.dots if dot.is_ego] == [17]
    assert sum(line.of_ego for line in drawing.lines) == int(((source == 17) | (target == 17)).sum())


def browser_complaints(page: str, folder: Path) -> list[str]:
    """What a browser's console says about a page; every request that the page's policy stops is among it."""
    folder.mkdir()
    (folder / "page.html").write_text(page, "utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]
    flags += [
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--virtual-time-budget=2000",
        "--enable-logging=stderr",
    ]
    told = subprocess.run(
        [
            str(CHROMIUM),
            *flags,
            f"--user-data-dir={folder / 'user'}",
            "--dump-dom",
            (folder / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "<h1>" in told.stdout
    return [line for line in told.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_a_browser_has_nothing_to_complain_about(
    hostile: tt.NetworkReport, page: str, tmp_path: Path
) -> None:
    hostile.to_html(tmp_path / "hostile.html")
    assert browser_complaints(page, tmp_path / "enron") == []
    assert browser_complaints((tmp_path / "hostile.html").read_text("utf-8"), tmp_path / "hostile") == []
    asking = page.replace(
        "</main>", '<img src="https://example.invalid/dot.png" alt=""><script>alert(1)</script></main>'
    )
    assert len(browser_complaints(asking, tmp_path / "asking")) == 2
