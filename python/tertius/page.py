"""The report as a page: one HTML file that loads nothing, runs no script and takes names for mere text."""

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
from tertius.fading import count_fading_ties
from tertius.keys import Key

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
        page=Page(report),
        report=report,
        percent=percent,
        signed=signed,
        plain=plain_text,
        version=version,
        style=Markup(style),
        style_hash=f"sha256-{digest}",
    )


def write_page(path: Path, page: str, overwrite: bool) -> None:
    """Writes the file whole or not at all; replaces an earlier report, but nothing else unasked."""
    if path.exists() and not overwrite and not _is_report(path):
        raise InvalidInput(
            f"{path} exists and is not a report of tertius; name another file, or allow to overwrite it",
            "export.exists",
        )
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
        return spoken_date(self._report.strengths.at) if self._dated else "the last record"

    @property
    def before(self) -> str:
        return spoken_date(self._report.earlier.at) if self._dated else "the day one horizon before"

    @property
    def _dated(self) -> bool:
        """Whether the report's time was given or is on record; else it is the epoch for want of any."""
        return bool(self._report.strengths.at.astype(np.int64)) or len(self._report.network.interactions) > 0

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
        refined = (
            f"refined on {stretches} of this network's own past"
            if s.refined_on
            else "not refined on this network"
        )
        return f"{s.model.rstrip('.')}; {refined}"

    @cached_property
    def figures(self) -> list[tuple[str, str, str]]:
        """The headline: figure, what it counts, and a remark."""
        report, s = self._report, self._report.strengths
        strength, others = self._own_ties()
        contacts, since = self._contacts()
        fading = count_fading_ties(s, report.earlier, report.ego)
        return [
            (
                f"{others:,}",
                "people with ties" if report.ego is None else "people known",
                f"of {s.size:,} in the records",
            ),
            (
                f"{int((strength >= _ALIVE).sum()):,}",
                "ties alive",
                f"of {len(strength):,}: more likely than not to be used",
            ),
            (f"{fading:,}", "ties fading", f"since {self.before}"),
            (f"{self.groups:,}", "clusters", f"modularity {report.clusters.quality:.2f}"),
            (f"{contacts:,}", "contacts on record", since),
        ]

    @property
    def groups(self) -> int:
        """How many clusters have two people or more."""
        return int((self._report.clusters.sizes > 1).sum())

    def _own_ties(self) -> tuple[Any, int]:
        """The strengths of ego's ties, or of all, and how many others (or people) have them."""
        columns = self._report.strengths._core.columns()
        if self._report.ego is None:
            return columns["strength"], len(np.union1d(columns["person"], columns["alter"]))
        me = self._people.index(self._report.ego)
        mine = columns["strength"][(columns["person"] == me) | (columns["alter"] == me)]
        return mine, len(mine)

    def _contacts(self) -> tuple[int, str]:
        """How many interactions there were up to the report's time, ego's or all, and since when."""
        interactions = self._report.network.interactions
        times = interactions["time"]
        kept = times <= self._report.strengths.at
        if self._report.ego is not None:
            kept &= (interactions["from"] == self._report.ego) | (interactions["to"] == self._report.ego)
        return int(
            kept.sum()
        ), f"since {spoken_date(times[kept].min())}" if kept.any() else "only declared relationships"

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
        return ", ".join(f"{role} ({count})" for role, count in commonest)

    def position(self, key: Key) -> str:
        return plain_text(self._positions[self._people.index(key)] or "")

    @cached_property
    def _positions(self) -> Any:
        people = self._report.network.people
        return people["position"] if "position" in people.columns else [""] * len(people)

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
        names = [self.name(key) for key in self._keys]
        return draw(ties, names, ego, [self._people.index(key) for key in dict.fromkeys(named)])

    def key(self, person: int) -> Key:
        return self._keys[person]

    @cached_property
    def _keys(self) -> list[Key]:
        keys: list[Key] = self._people.named().tolist()
        return keys


def spoken_date(time: Any) -> str:
    """1 October 2001."""
    day = np.datetime64(time, "s").astype("datetime64[D]").item()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def signed(number: float) -> str:
    """A number with its sign, typeset; 0 for what rounds to it."""
    shown = f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")
    return "0" if shown[1:] == "0.00" else shown
