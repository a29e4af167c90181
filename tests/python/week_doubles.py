"""Stand-ins for the answers about the week and the tips, made of the columns that those have."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pytest

import tertius as tt
import tertius.report
from command_line import rows

NAN = float("nan")


class Tips:
    """As network_report and tips give them."""

    def __init__(self, ego: tt.Rows, ties: tt.Rows) -> None:
        self.ego, self.ties = ego, ties


def due_contacts(net: tt.Network, ego: Any, at: Any = None, limit: int | None = None) -> tt.Rows:
    first, second = others(net, ego)
    return rows(
        alter=[first, second],
        alive=[0.93, 0.71],
        overdue=[0.97, 0.64],
        silence_days=[41.0, 9.0],
        usual_gap_days=[12.0, NAN],
        due=["2026-06-01", "NaT"],
        reason=["You usually hear from each other every 12 days, now 41 have passed.", "=cmd()\x1b[2J"],
    )


def touch_plan(
    net: tt.Network,
    ego: Any,
    touches: int = 10,
    importance: Any = None,
    at: Any = None,
    horizon_days: float = 90,
    model: Any = None,
) -> tt.Rows:
    first, second = others(net, ego)
    return rows(
        alter=[first, second],
        gain=[0.41, 0.2],
        before=[0.35, 0.5],
        after=[0.76, 0.7],
        importance=[(importance or {}).get(first, 1.0), 1.0],
        reason=["A contact now keeps a fading tie.", "It is the only way into another circle."],
    )


def celebrations(net: tt.Network, ego: Any, at: Any = None, within_days: float = 90) -> tt.Rows:
    first, _ = others(net, ego)
    return rows(
        person=[first],
        kind=["new_position"],
        time=["2026-06-20"],
        age_days=[10.0],
        strength=[0.8],
        reason=["Nobody has seen you congratulate them yet."],
    )


def open_commitments(net: tt.Network, ego: Any, at: Any = None) -> tt.Rows:
    first, second = others(net, ego)
    return rows(
        owner=[ego, second],
        to=[first, ego],
        made=["2026-06-01", "2026-06-10"],
        due=["2026-06-28", "NaT"],
        days_left=[-2.0, NAN],
        risk=[1.0, 0.3],
        reason=["You are two days late.", "No day was named."],
    )


def gifts(net: tt.Network, ego: Any, at: Any = None, limit: int = 10) -> tt.Rows:
    first, second = others(net, ego)
    return rows(
        alter=[first, first],
        need=["law", "pricing"],
        kind=["contact", "advice"],
        through=[second, None],
        score=[0.7, 0.4],
        reason=["They could meet somebody who offers law.", "You offer pricing."],
    )


def tips(net: tt.Network, ego: Any, at: Any = None) -> Tips:
    first, _ = others(net, ego)
    groups = ["be authentic", "mutual respect", "show interest", "offer value", "keep in touch"]
    groups += ["become reliable"]
    names = ["consistency", "openness", "appreciation", "listening", "curiosity", "breadth", "generosity"]
    names += ["introductions_made", "check_ins", "celebrations", "reliability", "steadiness"]
    of_ego = rows(
        group=[group for group in groups for _ in range(2)],
        tip=names,
        value=[NAN, *np.linspace(0.1, 0.9, 11).tolist()],
        low=[0.0, *np.linspace(0.0, 0.8, 11).tolist()],
        high=[1.0, *np.linspace(0.3, 1.0, 11).tolist()],
        evidence=list(range(12)),
        advice=["The records cannot say.", *["Write to them this week."] * 11],
    )
    of_ties = rows(
        alter=[first] * 2,
        tip=names[:2],
        value=[0.5, NAN],
        low=[0.2, NAN],
        high=[0.8, NAN],
        evidence=[3, 0],
        advice=["Answer a little sooner.", "The records cannot say."],
    )
    return Tips(of_ego, of_ties)


@dataclass(frozen=True, eq=False, repr=False)
class FullReport(tt.NetworkReport):
    """A report with all that one on a person holds."""

    figures: tt.Rows | None = None
    types: tt.Rows | None = None
    layers: tt.Rows | None = None
    dormant: tt.Rows | None = None
    due: tt.Rows | None = None
    plan: tt.Rows | None = None
    celebrations: tt.Rows | None = None
    commitments: tt.Rows | None = None
    gifts: tt.Rows | None = None
    tips: Tips | None = None


def full_report(net: tt.Network, ego: Any = None, **options: Any) -> FullReport:
    """What network_report gives on a person, with the doubles of what it does not give yet."""
    report = REAL_REPORT(net, ego, **options)
    first, second = others(net, ego)
    return FullReport(
        **{field.name: getattr(report, field.name) for field in fields(report)},
        figures=rows(
            name=["diversity", "given"],
            value=[0.71, NAN],
            low=[0.6, NAN],
            high=[0.8, NAN],
            sentence=["Your contacts are spread over many circles.", "Nothing given is on record."],
        ),
        types=rows(type=["mentor", "cross_departmental"], ties=[3, 0], alive=[2, 0]),
        layers=rows(layer=[5, 15], alter=[first, second], contacts_a_month=[4.5, 1.2]),
        dormant=rows(
            alter=[second],
            silence_days=[500.0],
            opportunity=[0.8],
            strength=[0.1],
            reason=["They moved into a circle that you do not reach."],
        ),
        due=due_contacts(net, ego),
        plan=touch_plan(net, ego),
        celebrations=celebrations(net, ego),
        commitments=open_commitments(net, ego),
        gifts=gifts(net, ego),
        tips=tips(net, ego),
    )


REAL_REPORT = tt.network_report
CENTRAL = tertius.report.central_people


def others(net: tt.Network, ego: Any) -> list[Any]:
    keys = [key for key in net.people["key"].tolist() if key != ego]
    return keys[:2]


def stand_in(patch: pytest.MonkeyPatch) -> None:
    """Lets the doubles answer instead."""
    for double in (due_contacts, touch_plan, celebrations, open_commitments, gifts, tips):
        patch.setattr(tt, double.__name__, double, raising=False)
    patch.setattr(tt, "network_report", full_report)
    patch.setattr(tt, "circles_around", lambda s, ego: tt.detect_clusters(s), raising=False)
    patch.setattr(
        "tertius.report.central_people", lambda s, clusters, limit, ego=None: CENTRAL(s, clusters, limit)
    )
