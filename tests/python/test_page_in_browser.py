"""The report's page in a browser: what a reader with mouse, keyboard, screen reader or phone meets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tertius as tt
from page_reports import HOSTILE, OCTOBER, full_report, hostile_report

pytest.importorskip("jinja2")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRAWING_ON_THE_PROCESSOR = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
    pytest.mark.filterwarnings("default::DeprecationWarning"),  # of playwright's own
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = [*DRAWING_ON_THE_PROCESSOR, "--no-sandbox", "--disable-dev-shm-usage"]  # as in a container
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(enron: tt.Network, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    report = tt.network_report(enron, ego="e107", at=OCTOBER, limit=5)
    written = {"enron": full_report(report, report.ties["alter"].tolist()), "hostile": hostile_report()}
    for name, shown in written.items():
        shown.to_html(folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in written}


class Visit:
    """A page that is looked at, with all that it asks for and complains of."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri())

    def find(self, name: str) -> None:
        self.page.fill("#search", name)
        self.page.keyboard.press("Enter")

    def wait_for_frames(self) -> None:
        """Until what was begun is drawn."""
        for _ in range(3):
            self.page.evaluate("new Promise(drawn => requestAnimationFrame(drawn))")

    def panel(self) -> str:
        return self.page.inner_text("#panel")


@pytest.fixture
def visit(browser: Browser, pages: dict[str, Path]) -> Iterator[Any]:
    visits: list[Visit] = []

    def start(name: str = "enron", **options: Any) -> Visit:
        visits.append(Visit(browser, pages[name], **options))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()


def test_the_network_is_drawn_without_a_request_or_a_complaint(visit: Any, pages: dict[str, Path]) -> None:
    seen = visit()
    seen.page.wait_for_selector("#stage canvas.sigma-nodes", state="attached")
    assert seen.page.is_hidden(".network")
    assert seen.requests == [pages["enron"].as_uri()]
    assert seen.complaints == []


def test_whoever_is_searched_for_is_told_of(visit: Any) -> None:
    seen = visit()
    seen.find("e082")
    told = seen.panel()
    for part in (
        "e082",
        "CEO",
        "chance that e082 and e107 are in contact within 90 days",
        "communication",
        "77 since",
    ):
        assert part in told
    assert seen.page.evaluate("document.activeElement.id") == "panel"


def test_the_search_is_answered_to_keys_and_heard(visit: Any) -> None:
    page = visit().page
    page.focus("#search")
    page.keyboard.type("e00")
    options = page.locator("#found [role=option]")
    assert options.count() == 8
    assert page.get_attribute("#search", "aria-expanded") == "true"
    assert page.inner_text("#heard") == "8 found"
    page.keyboard.press("ArrowDown")
    second = options.nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert page.get_attribute("#search", "aria-activedescendant") == second.get_attribute("id")
    name = second.locator("bdi").inner_text()
    page.keyboard.press("Escape")
    assert page.is_hidden("#found")
    page.fill("#search", "e00")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == name


def test_nobody_found_is_said(visit: Any) -> None:
    page = visit().page
    page.fill("#search", "nobody of this name")
    assert page.inner_text("#heard") == "nobody found"
    page.keyboard.press("Enter")
    assert page.is_hidden("#panel")


def test_whoever_is_out_of_sight_is_brought_to_the_middle_and_answers_a_click(visit: Any) -> None:
    seen = visit()
    for _ in range(5):
        seen.page.click("#nearer")
        seen.wait_for_frames()
    seen.find("e169")  # stands in a cluster at the rim
    seen.wait_for_frames()
    seen.page.keyboard.press("Escape")
    seen.wait_for_frames()
    seen.page.locator("#stage").click()
    assert seen.page.inner_text("#panel-title") == "e169"


def test_a_name_in_the_text_leads_to_the_person_and_from_there_to_their_ties(visit: Any) -> None:
    page = visit().page
    page.locator("#ties button.person").first.click()
    person = page.inner_text("#panel-title")
    other = page.locator("#panel .ties button").first
    name = other.inner_text()
    other.click()
    assert set(page.locator("#panel-title bdi").all_inner_texts()) == {person, name}
    assert page.inner_text("#panel .strength .figure").endswith("%")


def test_the_panel_closes_and_gives_the_focus_back(visit: Any) -> None:
    page = visit().page
    opener = page.locator("#ties button.person").first
    opener.focus()
    page.keyboard.press("Enter")
    assert page.is_visible("#panel")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert opener.evaluate("button => button === document.activeElement")


def test_a_note_is_copied(visit: Any) -> None:
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    seen.page.locator("details.notes summary").first.click()
    seen.page.locator("[data-copy]").first.click()
    playwright.expect(seen.page.locator("[data-copy]").first).not_to_have_text("Copy")
    told = seen.page.inner_text("#heard")
    note = seen.page.locator(".note pre").first.inner_text()
    assert told in ("Copied", "Selected: copy with Ctrl C")
    if told == "Copied":
        assert seen.page.evaluate("navigator.clipboard.readText()") == note


def test_the_shade_turns_dark_and_back(visit: Any) -> None:
    page = visit(color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#shade")
    dark = page.evaluate(paper)
    assert dark != light
    assert page.get_attribute("#shade", "aria-pressed") == "true"
    page.click("#shade")
    assert page.evaluate(paper) == light
    assert visit(color_scheme="dark").page.evaluate(paper) == dark


@pytest.mark.parametrize("name", ["enron", "hostile"])
def test_a_phone_shows_all_without_moving_sideways(visit: Any, name: str) -> None:
    seen = visit(name, viewport=PHONE, has_touch=True, is_mobile=True)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    seen.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    seen.find("p1" if name == "hostile" else "e082")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_name_stays_text_wherever_it_is_shown(visit: Any) -> None:
    seen = visit("hostile")
    for name in HOSTILE:
        seen.find(name)
        assert seen.page.inner_text("#panel-title") == name
    assert seen.complaints == []
    assert seen.page.locator("#panel script, #panel b, main script").count() == 0


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_no_serious_fault_of_accessibility_is_found(visit: Any, shade: str) -> None:
    seen = visit(color_scheme=shade)
    seen.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for chosen in ("", "e082"):
        if chosen:
            seen.find(chosen)
        found = axe.Axe().run(seen.page).response["violations"]
        serious = [
            (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_without_script_the_page_is_whole(visit: Any) -> None:
    page = visit(java_script_enabled=False).page
    assert page.is_visible(".network")
    assert page.is_hidden("#stage")
    assert page.is_hidden(".finder")
    assert page.is_visible("#ties table")
    assert page.locator("section").count() == 11


def test_on_paper_the_still_picture_stands_for_the_lively_one(visit: Any) -> None:
    page = visit().page
    page.emulate_media(media="print")
    assert page.is_visible(".network")
    assert page.is_hidden("#stage")
    assert page.is_hidden("nav")


def test_the_policy_stops_whatever_else_gets_onto_the_page(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    foreign = '<img src="https://example.invalid/dot.png" alt=""><script>alert(1)</script></main>'
    changed = tmp_path / "changed.html"
    changed.write_text(pages["enron"].read_text("utf-8").replace("</main>", foreign), "utf-8")
    seen = Visit(browser, changed)
    assert len([told for told in seen.complaints if "Content Security Policy" in told]) == 2
    seen.context.close()
