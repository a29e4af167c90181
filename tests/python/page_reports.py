"""Reports whose pages several tests look at."""

from __future__ import annotations

import dataclasses
import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np

import tertius as tt
from tertius.answers import Rows

OCTOBER = datetime.datetime(2001, 10, 1)
HOSTILE = [
    "<script>alert(1)</script>",
    'Ann "the" O\'Hara',
    "</script><b>Bob",
    "{{ 7 * 7 }}",
    "=cmd()",
    "&lt;i&gt;",
    "javascript:alert(1)",
    "<!--<script>",
]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class FullReport(tt.NetworkReport):
    """A report with every part that a page can show."""

    due: Any = None
    plan: Any = None
    celebrations: Any = None
    commitments: Any = None
    gifts: Any = None
    dormant: Any = None
    layers: Any = None
    types: Any = None
    figures: Any = None
    tips: Any = None


def full_report(report: tt.NetworkReport, alters: list[Any], word: str = "press") -> FullReport:
    """The same report with the other parts, made up of some alters of ego's."""
    first, second = alters[:2]
    day = np.array(["2026-07-03"], dtype="datetime64[s]")
    never = np.array(["NaT"], dtype="datetime64[s]")
    one = {
        "due": {
            "alter": [first],
            "alive": [0.9],
            "overdue": [0.6],
            "silence_days": [40.0],
            "usual_gap_days": [12.5],
            "due": day,
            "reason": [f"{word}: silent for 40 days, usually 12"],
        },
        "plan": {
            "alter": [second],
            "gain": [0.31],
            "before": [0.42],
            "after": [0.73],
            "importance": [2.0],
            "reason": [f"{word}: one contact would bring them back"],
        },
        "celebrations": {
            "person": [first],
            "kind": ["new_position"],
            "time": day,
            "age_days": [3.0],
            "strength": [0.8],
            "reason": [f"{word}: a new position three days ago"],
        },
        "commitments": {
            "owner": [second],
            "to": [first],
            "made": day,
            "due": never,
            "days_left": [float("nan")],
            "risk": [float("nan")],
            "reason": [f"{word}: promised, no date agreed"],
        },
        "gifts": {
            "alter": [first],
            "need": [word],
            "kind": ["contact"],
            "through": [second],
            "score": [0.4],
            "reason": [f"{word}: needs a contact whom you know"],
        },
        "dormant": {
            "alter": [second],
            "silence_days": [412.0],
            "opportunity": [0.66],
            "strength": [0.08],
            "reason": [f"{word}: silent for a year, reaches people you do not"],
        },
        "layers": {"layer": [5, 15], "alter": [first, second], "contacts_a_month": [9.5, 3.25]},
        "types": {"type": ["mentor", "cross_departmental"], "ties": [3, 0], "alive": [2, 0]},
        "figures": {
            "name": ["constraint", "diversity"],
            "value": [0.12, float("nan")],
            "low": [0.1, float("nan")],
            "high": [0.15, float("nan")],
            "sentence": [f"{word}: few contacts know each other", "the records cannot say"],
        },
    }
    tip = {
        "group": ["be authentic", "be authentic"],
        "tip": ["consistency", "openness"],
        "value": [0.71, float("nan")],
        "low": [0.6, float("nan")],
        "high": [0.8, float("nan")],
        "evidence": [34.0, 0.0],
        "advice": [f"{word}: be to all what you are to one", "Tell of what moves you"],
    }
    parts: dict[str, Any] = {
        name: Rows(name, {column: as_array(values) for column, values in columns.items()})
        for name, columns in one.items()
    }
    own = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    tips = SimpleNamespace(ego=Rows("tips", {name: as_array(values) for name, values in tip.items()}))
    return FullReport(**{**own, **parts, "tips": tips})


def as_array(values: Any) -> Any:
    return np.array(values) if isinstance(values, list) and isinstance(values[0], float) else values


def hostile_report() -> FullReport:
    """A report on people whose names would do harm if they were more than text."""
    keys = [f"p{place}" for place in range(len(HOSTILE))]
    day = 86400
    events = [*((0, b) for b in range(1, 8)), (1, 3), (5, 6), (6, 7)] * 3
    net = tt.Network.from_frames(
        people={"key": keys, "name": HOSTILE, "position": HOSTILE[::-1]},
        interactions={
            "from": [keys[a] for a, _ in events],
            "to": [keys[b] for _, b in events],
            "time": [1_000_000_000 + day * place for place in range(len(events))],
        },
        milestones={"person": keys, "time": [1_000_000_000] * 8, "kind": HOSTILE},
        exchanges={"giver": ["p0"], "receiver": ["p1"], "time": [1_000_000_000], "kind": [HOSTILE[0]]},
    )
    return full_report(tt.network_report(net, ego="p0"), ["p1", "p2"], word=HOSTILE[0])
