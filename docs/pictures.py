"""Makes the pictures of the README: a week in a terminal as week.svg, the report's page as report.png.

Needs what the report needs, Pillow, and a chromium.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import TerminalTheme

import tertius as tt
from tertius.cli.canvas import Canvas
from tertius.cli.week import week_shown

HERE = Path(__file__).parent
PAPER, INK, SOFT = (250, 249, 246), (27, 34, 44), (90, 100, 114)
WARM, GREEN, BLUE, PINK = (180, 80, 26), (15, 107, 102), (0, 114, 178), (196, 96, 156)
THEME = TerminalTheme(
    PAPER,
    INK,
    [INK, WARM, GREEN, WARM, BLUE, PINK, GREEN, SOFT],
    [SOFT, WARM, GREEN, WARM, BLUE, PINK, GREEN, INK],
)
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#faf9f6" stroke="#e3e0d9" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> None:
    report = tt.network_report(tt.samples.consultant(), "mara")
    draw_week(report)
    photograph(report)


def draw_week(report: tt.NetworkReport) -> None:
    console = Console(record=True, width=112, highlight=False, file=io.StringIO(), force_terminal=True)
    week = {name: getattr(report, name) for name in ("due", "plan", "celebrations", "commitments", "gifts")}
    console.print(week_shown(Canvas(report.network, console), week, report.ego, limit=4))
    console.save_svg(str(HERE / "week.svg"), title="", theme=THEME, code_format=FRAME, unique_id="tertius")


def photograph(report: tt.NetworkReport) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    if browser is None:
        raise SystemExit("error: report.png needs a chromium")
    with tempfile.TemporaryDirectory() as folder:
        page, photo = Path(folder) / "report.html", Path(folder) / "report.png"
        report.to_html(page)
        drawn = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--virtual-time-budget=4000"]
        flags = ["--headless", "--no-sandbox", "--hide-scrollbars", *drawn]
        where = [f"--user-data-dir={folder}/user", f"--screenshot={photo}", "--window-size=1280,1600"]
        subprocess.run([browser, *flags, *where, page.as_uri()], check=True)
        Image.open(photo).convert("RGB").quantize(192).save(HERE / "report.png", optimize=True)


if __name__ == "__main__":
    main()
