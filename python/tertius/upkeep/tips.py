"""Twelve habits that keep relationships alive: how far somebody follows them, and what to do."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import numpy as np

from tertius import _core, options
from tertius.answers import Rows
from tertius.columns import shown
from tertius.display import plain_text
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import People
from tertius.progress import Progress, as_callback

TIPS = (
    "consistency",
    "openness",
    "appreciation",
    "listening",
    "curiosity",
    "breadth",
    "generosity",
    "introductions_made",
    "check_ins",
    "celebrations",
    "reliability",
    "steadiness",
)
_EGO_COLUMNS = ("group", "tip", "value", "low", "high", "evidence", "advice")
_LEFT = ' style="text-align:left"'
_TIE_COLUMNS = ("alter", "tip", "value", "low", "high", "evidence", "advice")


class Tips:
    """How far one person follows each of the twelve tips; made by :func:`tips`."""

    def __init__(
        self, at: int, ego: int, overall: Mapping[str, Any], ties: Mapping[str, Any], people: People
    ) -> None:
        """Used by tertius itself; see :func:`tips`."""
        self._people = people
        self._ego = ego
        self._overall = overall
        self._ties = ties
        self.person: Key = people.named(ego)
        """Whose tips they are."""
        self.at = np.datetime64(at, "s")
        """The moment that they are judged at, in UTC."""
        self.ego = Rows(
            f"Tips for {self._name()}", {name: overall[name] for name in _EGO_COLUMNS}, people.library
        )
        """Twelve rows, in the order of the tips: group, tip, value, low, high, evidence, advice."""
        alters = {"alter": people.named(ties["alter"])}
        self.ties = Rows(
            f"Tips for {self._name()} by tie",
            {name: {**ties, **alters}[name] for name in _TIE_COLUMNS},
            people.library,
        )
        """Twelve rows a tie, those most in contact first: alter, tip, value, low, high, evidence, advice."""

    def records(self, tip: str, alter: Key | None = None) -> Rows:
        """The records that a tip rests on, towards one person or, by default, everybody.

        Columns: table (interactions, commitments, exchanges, introductions or milestones) and row, its place
        in that table of the network. Raises InvalidInput for no such tip or tie, UnknownPerson.
        """
        if tip not in TIPS:
            raise InvalidInput(f"tip is {shown(tip)}; must be one of {', '.join(TIPS)}", "tips.tip")
        columns, place = (
            (self._overall, TIPS.index(tip)) if alter is None else (self._ties, self._place(tip, alter))
        )
        first, last = columns["offsets"][place : place + 2]
        tables = np.array(_core.RECORD_TABLES)[columns["tables"][first:last]]
        rows = columns["rows"][first:last].astype(np.int64)
        return Rows(f"Records of {tip}", {"table": tables, "row": rows}, self._people.library)

    def _place(self, tip: str, alter: Key) -> int:
        alters = self._ties["alter"][:: len(TIPS)]
        found = np.flatnonzero(alters == self._people.index(alter))
        if not len(found):
            raise InvalidInput(f"nothing is on record between {self._name()} and {shown(alter)}", "tips.tie")
        return int(found[0]) * len(TIPS) + TIPS.index(tip)

    def _name(self) -> str:
        return self._people.display_name(self._ego)

    def __repr__(self) -> str:
        values = dict(zip(TIPS, self.ego["value"].tolist(), strict=True))
        known = {tip: value for tip, value in values.items() if value == value}
        told = f"{len(known)} of {len(TIPS)} known"
        if known:
            best, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
            told += f", best {best} ({known[best]:.2f}), least {least} ({known[least]:.2f})"
        return f"Tips for {plain_text(self._name())} at {self.at.astype('datetime64[D]')}: {told}"

    def _repr_html_(self) -> str:
        head = "".join(f"<th{_LEFT}>{heading}</th>" for heading in ("", "tip", "", "90 %", "what to do"))
        rows = "".join(self._html_row(place) for place in range(len(TIPS)))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f"<p>{html.escape(repr(self))}</p>{table}"

    def _html_row(self, place: int) -> str:
        """One tip; before the first of a group's two the group's name."""
        group, tip, value, low, high, _, advice = (self.ego[name][place] for name in _EGO_COLUMNS)
        known = bool(value == value)
        interval = f"{100 * low:.0f} to {100 * high:.0f}" if known else "unknown"
        cells = (
            html.escape(tip.replace("_", " ")),
            _bar(value, low, high) if known else "",
            f'<span style="white-space:nowrap;opacity:.7">{interval}</span>',
            html.escape(advice),
        )
        of_group = "" if place % 2 else f'<th rowspan="2"{_LEFT}>{html.escape(group)}</th>'
        return f"<tr>{of_group}" + "".join(f"<td{_LEFT}>{cell}</td>" for cell in cells) + "</tr>"


def _bar(value: float, low: float, high: float) -> str:
    """A value between 0 and 1 in a notebook, its interval behind it; it takes the page's own colours."""
    return (
        f'<svg width="120" height="12" role="img" aria-label="{100 * value:.0f} %" fill="currentColor">'
        '<rect y="5" width="120" height="2" opacity=".15"/>'
        f'<rect x="{120 * low:.1f}" y="4" width="{120 * (high - low):.1f}" height="4" rx="2" fill="#3aa79b"/>'
        f'<circle cx="{4 + 112 * value:.1f}" cy="6" r="4" fill="#0f6b66"/></svg>'
    )


def tips(
    net: Network, ego: Key, at: Any = None, threads: int | None = None, progress: Progress = None
) -> Tips:
    """How far somebody follows the twelve tips, overall and in each tie: a number, how sure, what to do.

    be authentic
        consistency (the same to everybody, by kinds and channels), openness (messages that tell of oneself).
    mutual respect
        appreciation (gifts thanked for), listening (turns answered and left to the other).
    show interest
        curiosity (taking up what the other began, asking), breadth (of kinds and channels).
    offer value
        generosity (gifts unasked), introductions_made (pairs of whom something came).
    keep in touch
        check_ins (contact before the silence is twice the normal one), celebrations (milestones reacted to).
    become reliable
        reliability (promises kept), steadiness (of rhythm, and of the quality delivered).

    at
        A datetime, a date or Unix seconds: later records are not looked at; None: the last record.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    The answer's `ego` has a row a tip: group, tip, value (in [0, 1]; NaN: the records cannot say), low and
    high (the 90 % interval, 0 to 1 where unknown), evidence (records or cases it rests on, some counted by
    what age has left of them), advice (one sentence that names people). `ties` has the same for each tie, by
    alter; `records(tip, alter)` names the rows it rests on. Openness goes by recorded kinds alone.
    Raises UnknownPerson, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> found = tt.tips(tt.samples.consultant(), "mara")
    >>> len(found.ego), found.ego.columns
    (12, ['group', 'tip', 'value', 'low', 'high', 'evidence', 'advice'])
    >>> bool(found.ego["value"][found.ego["tip"] == "openness"] >= 0)  # no kind of message tells of oneself
    False
    >>> found.records("reliability")["table"][:1].tolist()
    ['commitments']
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    place = net._people.index(ego)
    moment, overall, ties = _core.tips(
        net._core, place, options.moment("at", at), options.thread_count(threads), as_callback(progress)
    )
    return Tips(moment, place, overall, ties, net._people)
