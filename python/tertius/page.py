"""The report as a page: one HTML file that loads nothing, runs no script and takes every name for mere text."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import os
from collections import Counter
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tertius._core import version
from tertius.display import plain_text
from tertius.drawing import Drawing, Ties, draw
from tertius.errors import InvalidInput
from tertius.network import Key

if TYPE_CHECKING:
    from tertius.report import NetworkReport

_GENERATOR = '<meta name="generator" content="tertius '
_COLOURS = 7
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ALIVE = 0.5


def render(report: NetworkReport) -> str:
    """The page's text: the same report gives the same bytes."""
    import jinja2
    from markupsafe import Markup

    templates = files("tertius").joinpath("templates")
    style = templates.joinpath("report.css").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(templates.joinpath("report.html").read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(
        page=Page(report), report=report, percent=percent, plain=plain_text, version=version,
        style=Markup(style), style_hash=f"sha256-{digest}",
    )


def write_page(path: Path, page: str, overwrite: bool) -> None:
    """Writes the file whole or not at all; replaces an earlier report, but nothing else unasked."""
    if path.exists() and not overwrite and not _is_report(path):
        raise InvalidInput(f"{path} exists and is not a report of tertius; name another file, or allow to overwrite it", "export.exists")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("x", encoding="utf-8", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        return _GENERATOR.encode() in file.read(400)


def framed(page: str) -> str:
    """The page inside another one, as a notebook shows it."""
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox title="Network report" '
        'style="width: 100%; height: 48rem; border: 1px solid #8884; border-radius: 8px"></iframe>'
    )


class Page:
    """What the template asks for, in the words of the page."""

    def __init__(self, report: NetworkReport) -> None:
        self._report = report
        self._people = report.network._people

    def name(self, key: Key) -> str:
        return plain_text(self._people.display_name(self._people.index(key)))

    def role(self, key: Key) -> str:
        """What a person is in their organisation, as far as recorded; else "" ."""
        place = self._people.index(key)
        parts = [column[place] for column in self._roles if column[place]]
        return plain_text(", ".join(dict.fromkeys(parts)))

    @cached_property
    def _roles(self) -> list[Any]:
        people = self._report.network.people
        return [people[name] for name in ("position", "department", "organisation") if name in people.columns]

    @property
    def at(self) -> str:
        return spoken_date(self._report.strengths.at)

    @property
    def before(self) -> str:
        return spoken_date(self._report.earlier.at)

    @property
    def horizon(self) -> str:
        return f"{self._report.strengths.horizon_days:g} days"

    @property
    def title(self) -> str:
        ego = self._report.ego
        return "Network report" if ego is None else f"The network of {self.name(ego)}"

    @property
    def origin(self) -> str:
        """Where the strengths' weights come from."""
        s = self._report.strengths
        stretches = f"{s.refined_on} stretch{'' if s.refined_on == 1 else 'es'}"
        refined = f"refined on {stretches} of this network's own past" if s.refined_on else "not refined on this network"
        return f"{s.model.rstrip('.')}; {refined}"

    @cached_property
    def figures(self) -> list[tuple[str, str, str]]:
        """The headline: figure, what it counts, and a remark."""
        report, s = self._report, self._report.strengths
        columns = s._core.columns()
        strength = columns["strength"]
        if report.ego is not None:
            me = self._people.index(report.ego)
            strength = strength[(columns["person"] == me) | (columns["alter"] == me)]
        alive = int((strength >= _ALIVE).sum())
        within = f"likelier than not to be used within {self.horizon}"
        whose = "people with ties" if report.ego is None else "people you have ties with"
        count = self._tied if report.ego is None else len(strength)
        return [
            (f"{count:,}", whose, f"of {len(report.network):,} in the records"),
            (f"{alive:,}", "ties alive", f"of {len(strength):,}, {within}"),
            (f"{len(report.fading):,}", "ties fading", f"the largest losses since {self.before}"),
            (f"{len(report.circles):,}", "clusters", f"modularity {report.clusters.quality:.2f}"),
            (f"{self._contacts:,}", "contacts on record", self._period),
        ]

    @property
    def _tied(self) -> int:
        columns = self._report.strengths._core.columns()
        return len(np.union1d(columns["person"], columns["alter"]))

    @cached_property
    def _times(self) -> Any:
        times = self._report.network.interactions["time"] if len(self._report.network.interactions) else []
        return [time for time in times if time <= self._report.strengths.at]

    @property
    def _contacts(self) -> int:
        return len(self._times)

    @property
    def _period(self) -> str:
        return f"since {spoken_date(min(self._times))}" if self._times else "only declared relationships"

    @cached_property
    def rank_of(self) -> dict[int, int]:
        """Each cluster's place by size, from 0."""
        sizes = self._report.clusters.sizes
        return {int(label): rank for rank, label in enumerate(np.argsort(-sizes, kind="stable"))}

    def rank(self, key: Key) -> int:
        return self.rank_of[int(self._report.clusters.labels[self._people.index(key)])]

    def colour(self, rank: int) -> str:
        """The class that colours a cluster; small ones beyond the palette share one."""
        return f"c{rank}" if rank < _COLOURS else "c-other"

    def roles_in(self, cluster: int) -> str:
        """The commonest roles among a cluster's people."""
        roles = Counter(self.position(key) for key in self._report.clusters.members(cluster))
        roles.pop("", None)
        commonest = sorted(roles.items(), key=lambda item: (-item[1], item[0]))[:3]
        return ", ".join(f"{count} × {role}" for role, count in commonest)

    def position(self, key: Key) -> str:
        people = self._report.network.people
        if "position" not in people.columns:
            return ""
        return plain_text(people["position"][self._people.index(key)] or "")

    def reasons(self, person: Key, alter: Key) -> list[dict[str, Any]]:
        """Why a tie is as strong as it is, the weightiest reason first, each with its bar of -50 to 50."""
        rows = self._report.strengths[person, alter].explain().to_frame(like={})
        return [
            {
                "aspect": aspect,
                "log_odds": value,
                "start": round(50 + min(0.0, bar), 1),
                "length": round(abs(bar), 1),
                "sentence": plain_text(sentence),
            }
            for aspect, value, sentence in zip(*rows.values(), strict=True)
            for bar in [max(-50.0, min(50.0, 12.5 * float(value)))]
        ]

    @cached_property
    def drawing(self) -> Drawing:
        report = self._report
        columns = report.strengths._core.columns()
        ties = Ties(
            columns["person"].astype(np.intp),
            columns["alter"].astype(np.intp),
            columns["strength"],
            np.array([self.rank_of[label] for label in report.clusters.labels.tolist()], dtype=np.intp),
        )
        ego = None if report.ego is None else self._people.index(report.ego)
        central = [key for group in report.circles["central"] for key in group[:1]]
        named = [*central, *report.brokers["person"][:5], *report.ties["alter"][:5]]
        names = [self.name(key) for key in self._people.named().tolist()]
        return draw(ties, names, ego, [self._people.index(key) for key in dict.fromkeys(named)])

    def key(self, person: int) -> Key:
        return self._people.named().tolist()[person]  # type: ignore[no-any-return]


def spoken_date(time: Any) -> str:
    """1 October 2001."""
    day = np.datetime64(time, "s").astype("datetime64[D]").item()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"
