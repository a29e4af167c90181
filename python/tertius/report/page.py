"""The report as a page: one HTML file that loads nothing, runs no other script and shows names as text."""

from __future__ import annotations

import base64
import hashlib
import html
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tertius._core import version
from tertius.display import plain_text
from tertius.errors import InvalidInput
from tertius.report.page_data import page_data
from tertius.report.page_words import PageWords, signed
from tertius.spoken import figure, percent, spoken_date, spoken_days
from tertius.whole_files import whole_file

if TYPE_CHECKING:
    from tertius.report.network_report import NetworkReport

_GENERATOR = '<meta name="generator" content="tertius '


def render(report: NetworkReport, scripted: bool = True) -> str:
    """The page's text: the same report gives the same bytes.

    scripted
        Whether with the script that draws the network and answers clicks; without it the page is a document.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tertius.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = PageWords(report)
    style, script = _template("report.css"), _template("report.js") if scripted else ""
    return environment.get_template("report.html").render(
        page=words,
        report=report,
        percent=percent,
        signed=signed,
        plain=plain_text,
        date=spoken_date,
        days=spoken_days,
        figure=figure,
        version=version,
        style=Markup(style),
        style_hash=_digest(style),
        script=Markup(script),
        script_hash=_digest(script),
        data=Markup(page_data(words) if scripted else ""),
    )


def _template(name: str) -> str:
    return files("tertius.report").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    """How a content security policy names an inline text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def write_page(path: Path, page: str, overwrite: bool) -> None:
    """Writes the file whole or not at all; replaces an earlier report, but nothing else unasked."""
    if path.exists() and not overwrite and not _is_report(path):
        raise InvalidInput(
            f"{path} exists and is not a report of tertius; name another file, or allow to overwrite it",
            "export.exists",
        )
    with whole_file(path, overwrite=True) as file:
        file.write(page)


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        return _GENERATOR.encode() in file.read(400)


def framed(page: str) -> str:
    """The page inside another one, as a notebook shows it."""
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox title="Network report" '
        'style="width: 100%; height: 48rem; border: 1px solid #8884; border-radius: 8px"></iframe>'
    )
