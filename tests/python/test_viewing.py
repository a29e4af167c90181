"""The view of a network in a notebook: what the page is given, and what it draws."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tertius as tt

pytest.importorskip("anywidget")

SCRIPT = Path(tt.__file__).parent / "notebook" / "network_widget.js"
HOSTILE = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-headless-shell")


def two_triangles(weight: Any = None) -> tt.TieGraph:
    return tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3], weight)


def numbers(widget: Any, name: str, kind: Any) -> list[Any]:
    return np.frombuffer(getattr(widget, name), dtype=kind).tolist()


def test_everybody_stands_where_they_are_laid_out_with_the_colour_of_their_cluster() -> None:
    labels = [0, 0, 1, 1, 1, 1]
    widget = tt.view(two_triangles(), clusters=labels, seed=3)
    assert widget.positions == tt.lay_out(two_triangles(), labels, seed=3).tobytes()
    assert numbers(widget, "ranks", np.uint32) == [1, 1, 0, 0, 0, 0]


def test_each_tie_is_drawn_once_the_strongest_last() -> None:
    widget = tt.view(two_triangles([1, 2, 3, 4, 5, 6, 12]))
    ends = list(zip(numbers(widget, "source", np.uint32), numbers(widget, "target", np.uint32), strict=True))
    assert ends == [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (0, 3)]
    np.testing.assert_allclose(numbers(widget, "weights", np.float32), np.array([1, 2, 3, 4, 5, 6, 12]) / 12)


def test_of_very_many_ties_the_strongest_are_drawn() -> None:
    random = np.random.default_rng(4)
    source = random.integers(0, 2000, 60_000)
    target = (source + random.integers(1, 2000, 60_000)) % 2000
    weight = random.uniform(0, 1, 60_000)
    g = tt.TieGraph.from_arrays(source, target, weight, parallel_ties="largest")
    drawn = numbers(tt.view(g, clusters=np.zeros(2000, int)), "weights", np.float32)
    largest = np.sort(g.weights)[::-1][: 2 * 20_000 : 2]
    np.testing.assert_allclose(drawn[::-1], largest / largest[0], rtol=1e-6)


def test_people_are_called_by_their_names_labels_or_keys(enron: tt.Network) -> None:
    import networkx

    net = tt.Network.from_frames(
        people={"key": ["a", "b"], "name": ["Ada", None]},
        interactions={"from": ["a"], "to": ["b"], "time": [1_000_000_000]},
    )
    assert tt.view(tt.tie_strengths(net)).names == ["Ada", "b"]
    assert tt.view(tt.TieGraph.from_networkx(networkx.path_graph(["x", "y"]))).names == ["x", "y"]
    assert tt.view(two_triangles()).names == list("012345")
    with pytest.raises(tt.InvalidInput, match="names are of 2 people, the graph of 6"):
        tt.view(two_triangles(), names=["Ada", "Ben"])


def test_nobody_and_directed_ties_can_be_viewed() -> None:
    assert tt.view(tt.TieGraph.from_arrays([], [], size=0)).names == []
    widget = tt.view(tt.TieGraph.from_arrays([0, 1], [1, 0], directed=True))
    assert len(numbers(widget, "weights", np.float32)) == 2


def test_marks_that_turn_text_around_reach_no_page() -> None:
    assert tt.view(two_triangles(), names=["\u202eAda\x1b", *"bcdef"]).names[0] == "\\u202eAda\\x1b"


def test_the_script_loads_nothing_and_takes_names_for_text() -> None:
    source = SCRIPT.read_text("utf-8")
    assert len(source.splitlines()) < 200
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|import |https?:", source
    )


def test_importing_the_package_needs_no_widget_and_no_plots() -> None:
    code = "import sys, tertius; sys.exit(bool({'anywidget', 'matplotlib', 'traitlets'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_anywidget_the_error_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "tertius.notebook.network_widget", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'tertius\[notebook\]'"):
        tt.view(two_triangles())


PAGE = """<!doctype html><title>quiet</title><body><div id="cell"></div><script type="module">
const sent = SENT;
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const model = { get: (name) => name === "names" ? sent.names : bytes(sent[name]), on() {}, off() {} };
WIDGET
const cell = document.getElementById("cell");
render({ model, el: cell });
const network = readNetwork(model);
const canvas = cell.querySelector("canvas");
const camera = fit(network, canvas.clientWidth, canvas.clientHeight);
const box = canvas.getBoundingClientRect();
const spot = (person) => ({
  clientX: box.left + camera.x + camera.scale * network.at[2 * person],
  clientY: box.top + camera.y + camera.scale * network.at[2 * person + 1], bubbles: true,
});
const pen = canvas.getContext("2d");
const coloursDrawn = () => new Set(pen.getImageData(0, 0, canvas.width, canvas.height).data).size;
const look = (again) => {
  const spread = coloursDrawn();
  if (spread <= 10 && again > 0) return setTimeout(look, 50, again - 1);
  const said = [];
  for (const person of [0, 3]) {
    canvas.dispatchEvent(new PointerEvent("pointermove", spot(person)));
    said.push(cell.lastChild.textContent);
  }
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify({ said, spread, elements: cell.querySelectorAll("*").length });
  document.body.append(report);
};
setTimeout(look, 50, 100);
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_browser_draws_it_and_hostile_names_stay_text(tmp_path: Path) -> None:
    widget = tt.view(two_triangles(), names=[HOSTILE, *"bcdef"])
    sent = {"names": list(widget.names)}
    for name in ("positions", "ranks", "source", "target", "weights"):
        sent[name] = base64.b64encode(getattr(widget, name)).decode()
    script = SCRIPT.read_text("utf-8").replace("export default { render };", "").replace("export ", "")
    data = json.dumps(sent).replace("<", "\\u003c")
    page = PAGE.replace("SENT", data).replace("WIDGET", script)
    (tmp_path / "page.html").write_text(page, "utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--virtual-time-budget=9000",
        "--dump-dom",
    ]
    shown = subprocess.run(
        [str(CHROMIUM), *flags, f"--user-data-dir={tmp_path / 'user'}", (tmp_path / "page.html").as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    assert "<title>quiet</title>" in shown
    report = json.loads(
        re.search(r'<pre id="report">(.*?)</pre>', shown).group(1).replace("&lt;", "<").replace("&gt;", ">")
    )
    assert report["said"] == [f"{HOSTILE}: 3 ties in sight", "d: 3 ties in sight"]
    assert report["elements"] == 2
    assert report["spread"] > 10
