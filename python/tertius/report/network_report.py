"""A network at a glance: strongest and fading ties, introductions, clusters, brokers, and a page of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import options
from tertius.answers import Rows
from tertius.brokerage.structural_holes import brokers
from tertius.clusters.detecting import Clusters, detect_clusters
from tertius.display import counted, plain_text
from tertius.introductions.suggesting import suggest_introductions
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.strength.fading import count_fading_ties, fading_ties
from tertius.strength.reasons import what_raises
from tertius.strength.strengths import TieStrengths, tie_strengths
from tertius.upkeep.celebrating import celebrations
from tertius.upkeep.dormant import dormant_among
from tertius.upkeep.due import due_contacts
from tertius.upkeep.figures import figures_of
from tertius.upkeep.giving import gifts
from tertius.upkeep.promising import open_commitments
from tertius.upkeep.surrounding import circles_around, without_loners
from tertius.upkeep.tie_courses import courses_of, layers_of, types_of
from tertius.upkeep.tips import Tips, tips
from tertius.upkeep.touching import touch_plan

_DAY = 86400
_BROKERS_ASKED = 5
_LOOKED_AT = 10
_MOST_ASKED = 2
_SUGGESTED = ("a", "b", "score", "benefit_a", "benefit_b", "accept_a", "accept_b", "reasons_a", "reasons_b")


@dataclass(frozen=True, eq=False, repr=False)
class NetworkReport:
    """What :func:`network_report` found, part by part, and the page that shows it."""

    network: Network
    strengths: TieStrengths
    earlier: TieStrengths
    """The strengths one horizon before."""
    ego: Key | None
    ties: Rows
    """The strongest: person, alter, strength, low, high, evidence, reason."""
    fading: Rows
    """As of fading_ties."""
    introductions: Rows
    """broker, and the columns of suggest_introductions."""
    clusters: Clusters
    """Of an ego those of circles_around: who knows only the ego is in no circle."""
    circles: Rows
    """The clusters of two and more, largest first: cluster, people, inside (the share of their strength that
    stays inside), central (up to three of their people)."""
    brokers: Rows
    """As of brokers; whoever is in no circle of the ego's does not count as a cluster."""
    layers: Rows | None = None
    """As of contact_layers. This and all below: of the ego; None without one."""
    types: Rows | None = None
    """As of living_types."""
    figures: Rows | None = None
    """As of network_figures."""
    dormant: Rows | None = None
    """As of dormant_ties."""
    due: Rows | None = None
    """As of due_contacts."""
    plan: Rows | None = None
    """As of touch_plan."""
    celebrations: Rows | None = None
    """As of celebrations."""
    commitments: Rows | None = None
    """As of open_commitments."""
    gifts: Rows | None = None
    """As of gifts."""
    tips: Tips | None = None
    """As of tips."""

    def to_html(self, path: str | Path, overwrite: bool = False) -> None:
        """Writes the page: one self-contained HTML file, which loads nothing from anywhere.

        It draws the network, finds people by name, tells of the strongest ties what speaks for them and what
        passed, and drafts the notes of each introduction. Without script it is a document to read and print.

        overwrite
            Whether another file of that name may be replaced. An earlier report always is.

        The file is there whole or not at all. Raises InvalidInput (export.exists); OSError if it cannot be.
        """
        from tertius.report.page import render, write_page

        write_page(Path(path), render(self), overwrite)

    def _repr_html_(self) -> str:
        from tertius.report.page import framed, render

        return framed(render(self, scripted=False))

    def __repr__(self) -> str:
        whose = "everybody" if self.ego is None else plain_text(str(self.ego))
        parts = [
            counted(len(self.network), "person"),
            counted(len(self.strengths), "tie"),
            f"{count_fading_ties(self.strengths, self.earlier, self.ego)} fading",
            counted(len(self.introductions), "introduction"),
            counted(int((self.clusters.sizes > 1).sum()), "cluster"),
        ]
        return f"NetworkReport of {whose} at {self.strengths.at.astype('datetime64[D]')}: {', '.join(parts)}"


def network_report(
    net: Network,
    ego: Key | None = None,
    at: Any = None,
    horizon_days: float = 90,
    model: str | None = None,
    limit: int = 10,
    threads: int | None = None,
    progress: Progress = None,
) -> NetworkReport:
    """A network at a glance: strengths, what fades, introductions, clusters and brokers, with a page to show.

    Of an ego also layers of attention, living types, figures with their meaning, and dormant ties.

    ego
        Whose ties and introductions: a key; None: the whole network's, introductions by its first brokers.
    at, horizon_days, model
        As of tie_strengths. Fading compares `at` with one horizon before, each by the records up to it.
    limit
        At most so many rows in each part; layers, types and figures are whole.

    Raises UnknownPerson, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import datetime
    >>> import tertius as tt
    >>> report = tt.network_report(tt.samples.enron(), ego="e107", at=datetime.datetime(2001, 10, 1))
    >>> report.ties.columns
    ['person', 'alter', 'strength', 'low', 'high', 'evidence', 'reason']
    >>> report.to_html("enron.html")  # doctest: +SKIP
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    if ego is not None:
        net._people.index(ego)
    options.whole("limit", limit, 1, 2**31 - 1)
    done = as_callback(progress)
    judged: dict[str, Any] = {"horizon_days": horizon_days, "model": model, "threads": threads}
    now = tie_strengths(net, at=at, **judged, progress=_part(done, 0.0, 0.45))
    one_horizon_ago = int(now.at.astype(np.int64)) - round(now.horizon_days * _DAY)
    before = tie_strengths(net, at=one_horizon_ago, **judged, progress=_part(done, 0.45, 0.8))
    clusters, apart = _clusters(now, ego, threads, _part(done, 0.8, 0.9))
    between = brokers(now, apart, limit=limit, threads=threads)
    introducers = [ego] if ego is not None else between["person"][:_BROKERS_ASKED].tolist()
    report = NetworkReport(
        network=net,
        strengths=now,
        earlier=before,
        ego=ego,
        ties=strongest_ties(now, ego, limit),
        fading=fading_ties(now, before, ego, limit),
        introductions=introductions_by(net, now, introducers, clusters, limit),
        clusters=clusters,
        circles=central_people(now, clusters, limit, ego),
        brokers=between,
        **({} if ego is None else _of_ego(net, now, ego, clusters, limit, threads)),
    )
    if done:
        done(1.0)
    return report


def _of_ego(
    net: Network, now: TieStrengths, ego: Key, clusters: Clusters, limit: int, threads: int | None
) -> dict[str, Any]:
    """What is told of one person besides, part by part."""
    courses = courses_of(net, ego, now.at, now.horizon_days, threads)
    return {
        "layers": layers_of(net, courses),
        "types": types_of(net, courses),
        "figures": figures_of(net, now, ego, courses, clusters),
        "dormant": dormant_among(now, courses, limit, clusters),
        "due": due_contacts(net, ego, now.at, limit, threads),
        "plan": touch_plan(net, ego, limit, s=now, threads=threads),
        "celebrations": celebrations(net, ego, now.at, s=now),
        "commitments": open_commitments(net, ego, now.at),
        "gifts": gifts(net, ego, now.at, limit, s=now),
        "tips": tips(net, ego, now.at, threads),
    }


def _clusters(
    s: TieStrengths, ego: Key | None, threads: int | None, progress: Callable[[float], object] | None
) -> tuple[Clusters, Clusters | NDArray[np.uint32]]:
    """The clusters, and those that somebody may stand between."""
    if ego is None:
        clusters = detect_clusters(s, threads=threads, progress=progress)
        return clusters, clusters
    clusters = circles_around(s, ego, threads, progress)
    return clusters, without_loners(clusters, s._people.index(ego))


def strongest_ties(s: TieStrengths, ego: Key | None = None, limit: int = 10) -> Rows:
    """The strongest ties, of one person or of all, each with the reason that raises it most."""
    columns = s._core.columns()
    person, alter = columns["person"], columns["alter"]
    kept = np.ones(len(person), dtype=bool)
    if ego is not None:
        me = s._people.index(ego)
        kept = (person == me) | (alter == me)
        person, alter = np.where(alter == me, alter, person), np.where(alter == me, person, alter)
    order = np.flatnonzero(kept)
    order = order[np.lexsort((alter[order], person[order], -columns["strength"][order]))][:limit]
    people, alters = s._people.named(person[order]), s._people.named(alter[order])
    numbers = {name: columns[name][order] for name in ("strength", "low", "high", "evidence")}
    reasons = [what_raises(s, *pair) for pair in zip(people.tolist(), alters.tolist(), strict=True)]
    return Rows(
        "Strongest ties", {"person": people, "alter": alters, **numbers, "reason": reasons}, s._library
    )


def introductions_by(
    net: Network, s: TieStrengths, introducers: list[Key], clusters: Clusters, limit: int
) -> Rows:
    """The best introductions that some people could make, equally many each; nobody is asked thrice."""
    each = max(1, limit // max(1, len(introducers)))
    columns: dict[str, list[Any]] = {"broker": [], **{name: [] for name in _SUGGESTED}}
    asked: Counter[Key] = Counter()
    met: set[frozenset[Key]] = set()
    for broker in introducers:
        found = suggest_introductions(net, s, broker, limit=_LOOKED_AT * limit, clusters=clusters)
        taken = 0
        for row, pair in enumerate(zip(found["a"].tolist(), found["b"].tolist(), strict=True)):
            if taken < each and frozenset(pair) not in met and max(asked[key] for key in pair) < _MOST_ASKED:
                taken += 1
                asked.update(pair)
                met.add(frozenset(pair))
                columns["broker"].append(broker)
                for name in _SUGGESTED:
                    columns[name].append(found[name][row])
    return Rows("Introductions", columns, s._library)


def central_people(s: TieStrengths, clusters: Clusters, limit: int, ego: Key | None = None) -> Rows:
    """The largest clusters, how much of their members' strength stays inside, and who holds most of it.

    An ego's own ties are left out, as everybody has one.
    """
    ties = s._core.columns()
    if ego is not None:
        me = s._people.index(ego)
        others = (ties["person"] != me) & (ties["alter"] != me)
        ties = {name: ties[name][others] for name in ("person", "alter", "strength")}
    labels, strength = clusters.labels, ties["strength"]
    same = labels[ties["person"]] == labels[ties["alter"]]
    total, inside = np.zeros(s.size), np.zeros(s.size)
    for end in (ties["person"], ties["alter"]):
        np.add.at(total, end, strength)
        np.add.at(inside, end[same], strength[same])
    sizes = clusters.sizes
    largest = [label for label in np.argsort(-sizes, kind="stable")[:limit].tolist() if sizes[label] > 1]
    members = [np.flatnonzero(labels == label) for label in largest]
    central = [who[np.argsort(-inside[who], kind="stable")][:3] for who in members]
    columns = {
        "cluster": np.array(largest, dtype=np.int64),
        "people": np.array([len(who) for who in members], dtype=np.int64),
        "inside": np.array([inside[who].sum() / max(total[who].sum(), 1e-300) for who in members]),
        "central": [tuple(s._people.named(who).tolist()) for who in central],
    }
    return Rows("Clusters", columns, s._library)


def _part(
    done: Callable[[float], object] | None, first: float, last: float
) -> Callable[[float], object] | None:
    """The progress of one step of the whole."""
    return None if done is None else lambda share: done(first + (last - first) * share)
