"""Plots of what was found: each draws on Matplotlib axes and returns them.

They need ``pip install 'tertius[plots]'``. Without `ax` each makes a figure of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tertius import options
from tertius.brokerage import constraints
from tertius.display import counted, plain_text
from tertius.errors import InvalidInput, UnknownTie
from tertius.graph import TieGraph
from tertius.keys import Key
from tertius.network import Network
from tertius.people import HasTies, require_ties
from tertius.strength_model import StrengthModel
from tertius.strengths import tie_strengths

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tertius.clusters import Clusters

COLOURS = ("#0072b2", "#d98e00", "#009e73", "#c4609c", "#4aa8de", "#d55e00", "#9a8c00")
"""One a cluster, the largest first: told apart by people who see colours differently."""
REST = "#8b93a0"
"""The colour of all other clusters."""

_ACCENT, _WARM, _INK, _SOFT, _RULE = "#0f6b66", "#b4501a", "#1b222c", "#5a6472", "#d9d5cc"
_DAY = 86400
_BINS = 10
_BARS = 40
_Z = 1.645
_EVENT_ROWS = 3
_LETTER = 5.5
_LINE = 10.0


def strength_over_time(
    net: Network,
    a: Key,
    b: Key,
    moments: int = 60,
    horizon_days: float = 90,
    model: StrengthModel | str = "shipped",
    ax: Axes | None = None,
) -> Axes:
    """How strong the tie between two people was over the years, with its interval and what happened.

    Each strength is judged on what was recorded by then. Below stand the contacts, from either side; dashed
    lines are milestones, promises, gifts and introductions of the two.

    moments
        How often to judge, 2 to 1000, from their first contact to the last record.
    horizon_days, model
        As of tie_strengths().

    Raises UnknownPerson; UnknownTie if the two were never tied; InvalidOption; ModuleNotFoundError.

    >>> import tertius as tt
    >>> ax = tt.plots.strength_over_time(tt.samples.enron(), "e107", "e114", moments=5)  # doctest: +SKIP
    """
    ax = _axes(ax)
    options.whole("moments", moments, 2, 1000)
    ends = (net._people.index(a), net._people.index(b))
    forth, back = _contacts(net, a, b), _contacts(net, b, a)
    if not len(forth) + len(back):
        raise UnknownTie(f"{a!r} and {b!r} have no contact on record")
    first, last = min([*forth, *back]), int(net.interactions["time"].max().astype(np.int64))
    times = np.unique(np.linspace(first, last, moments).astype(np.int64))
    judged = np.full((3, len(times)), np.nan)
    for place, time in enumerate(times.tolist()):
        s = tie_strengths(net, at=time, horizon_days=horizon_days, model=model)
        found = s._core.find(*ends)
        if found is not None:
            tie = s._core.tie(found)
            judged[:, place] = tie["strength"], tie["low"], tie["high"]
    dates = times.astype("datetime64[s]")
    ax.fill_between(
        dates, judged[1], judged[2], color=_ACCENT, alpha=0.15, linewidth=0, label="90 % interval"
    )
    ax.plot(dates, judged[0], color=_ACCENT, linewidth=2, label="strength")
    names = [_name(net, place) for place in ends]
    for row, (contacts, sender, colour) in enumerate(
        zip((forth, back), names, (_WARM, COLOURS[0]), strict=True)
    ):
        ax.vlines(
            contacts.astype("datetime64[s]"), -0.06 - 0.05 * row, -0.02 - 0.05 * row,
            color=colour, linewidth=0.8, label=f"contact from {sender}",
        )  # fmt: skip
    _mark_events(ax, _events_of(net, a, b, first, last))
    ax.set_ylim(-0.14, 1.02)
    ax.set_ylabel(f"chance of contact within {horizon_days:g} days")
    _finish(ax, f"{names[0]} and {names[1]}")
    _legend(ax, loc="upper left", bbox_to_anchor=(0, -0.1), ncols=4)
    return ax


def calibration(
    net: Network,
    at: Any = None,
    horizon_days: float = 90,
    model: StrengthModel | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Whether strengths mean what they say: of the ties said to have a chance of 70 %, did 70 % have contact?

    Strengths are judged at a moment of the past, knowing nothing later, and held against the contacts of the
    horizon after it. A dot is a tenth of the ties, with the 90 % interval of the share that had contact
    (Wilson's); on the dashed line chance and share agree.

    at
        A datetime, a date or Unix seconds; None: one horizon before the last record.
    horizon_days, model
        As of tie_strengths().

    Raises InvalidInput if nothing is recorded after `at`, or there are no ties by then; InvalidOption;
    ModuleNotFoundError.

    >>> import tertius as tt
    >>> ax = tt.plots.calibration(tt.samples.enron(), at=1_001_894_400)  # doctest: +SKIP
    """
    ax = _axes(ax)
    interactions = net.interactions
    times = interactions["time"].astype(np.int64)
    moment = options.moment("at", at)
    span = round(options.number("horizon_days", horizon_days) * _DAY)
    if moment is None and len(times):
        moment = int(times.max()) - span
    if moment is None or not (times > moment).any():
        raise InvalidInput("no interaction is recorded after the moment that is judged at", "plot.no_future")
    s = tie_strengths(net, at=moment, horizon_days=horizon_days, model=model)
    if not len(s):
        raise InvalidInput("no two people are tied at the moment that is judged at", "plot.no_ties")
    later = (times > moment) & (times <= moment + span)
    ends = [net._people.indices(interactions[end][later], end).astype(np.int64) for end in ("from", "to")]
    met = np.unique(np.minimum(*ends) * net._people.size + np.maximum(*ends))
    columns = s._core.columns()
    low, high = (
        pick(columns["person"], columns["alter"]).astype(np.int64) for pick in (np.minimum, np.maximum)
    )
    happened = np.isin(low * net._people.size + high, met)
    order = np.argsort(columns["strength"], kind="stable")
    parts = [part for part in np.array_split(order, _BINS) if len(part)]
    foretold = np.array([columns["strength"][part].mean() for part in parts])
    share, down, up = np.array([_wilson(int(happened[part].sum()), len(part)) for part in parts]).T
    ax.plot([0, 1], [0, 1], color=_SOFT, linewidth=1, linestyle=(0, (4, 4)), zorder=1)
    ax.errorbar(
        foretold, share, yerr=np.array([share - down, up - share]), fmt="o", color=_ACCENT, markersize=7,
        markeredgecolor="white", ecolor=_ACCENT, elinewidth=1.5, capsize=0, zorder=2,
    )  # fmt: skip
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.02, 1.02)
    ax.set_aspect("equal")
    ax.set_xlabel("strength: the chance that was given")
    ax.set_ylabel(f"share in contact within {s.horizon_days:g} days")
    _finish(ax, f"{counted(len(s), 'tie')}, judged on {s.at.astype('datetime64[D]')}")
    return ax


def cluster_sizes(p: Clusters, ax: Axes | None = None) -> Axes:
    """How many people each cluster has, the largest first; the smallest of very many stand together.

    Raises ModuleNotFoundError.

    >>> import tertius as tt
    >>> p = tt.detect_clusters(tt.tie_strengths(tt.samples.enron()))
    >>> ax = tt.plots.cluster_sizes(p)  # doctest: +SKIP
    """
    ax = _axes(ax)
    order = np.argsort(-p.sizes, kind="stable")
    sizes = p.sizes[order[:_BARS]]
    rank = np.arange(len(sizes))
    bars = ax.bar(rank, sizes, color=[_colour(place) for place in rank.tolist()], width=0.8)
    if len(sizes) <= _BARS // 2:
        ax.bar_label(bars, padding=2, color=_SOFT)
    ax.margins(y=0.12)
    ax.set_xticks(rank, [str(cluster) for cluster in order[:_BARS].tolist()], fontsize=9)
    ax.set_xlabel("cluster")
    ax.set_ylabel("people")
    rest = p.count - len(sizes)
    title = f"{counted(p.count, 'cluster')} of {counted(len(p.labels), 'person')}"
    _finish(ax, title + (f"; {rest:,} smaller ones left out" if rest else ""))
    return ax


def constraint_against_strength(
    g: HasTies, clusters: Clusters | None = None, named: int = 6, ax: Axes | None = None
) -> Axes:
    """Who stands between: everybody's constraint against the sum of the strengths (or weights) of their ties.

    Low constraint: contacts who do not know each other, so a person between them. Those with the lowest
    constraint for their strength carry their names: low and to the right are the brokers.

    g
        TieStrengths, or an undirected TieGraph.
    clusters
        Colours everybody by their cluster.
    named
        How many names to write, from 0.

    Raises InvalidInput for a directed graph; InvalidOption; ModuleNotFoundError.

    >>> import tertius as tt
    >>> ax = tt.plots.constraint_against_strength(tt.tie_strengths(tt.samples.enron()))  # doctest: +SKIP
    """
    ax = _axes(ax)
    ties = require_ties(g)
    options.whole("named", named, 0, options.MOST_ROWS)
    graph = TieGraph(ties._ties)
    weights = np.ones(len(graph.alters)) if graph.weights is None else graph.weights.astype(np.float64)
    ego = np.repeat(np.arange(graph.size), graph.degrees)
    strength = np.bincount(ego, weights=weights, minlength=graph.size)
    constraint = constraints(g).values
    known = np.flatnonzero(~np.isnan(constraint) & (strength > 0))
    colours = [_ACCENT] * len(known) if clusters is None else _colours_of(clusters, known)
    ax.scatter(strength[known], constraint[known], s=34, c=colours, alpha=0.75, linewidths=0)
    score = np.log(np.maximum(constraint[known], 1e-12)) - 0.5 * np.log(strength[known])
    brokers = known[np.argsort(score, kind="stable")[:named]]
    ax.set_xlabel("sum of the strengths of a person's ties")
    ax.set_ylabel("constraint (low: stands between)")
    for axis, scale in ((ax.xaxis, ax.set_xscale), (ax.yaxis, ax.set_yscale)):
        scale("log" if len(known) else "linear")
        axis.set_major_formatter("{x:g}")
        axis.set_minor_formatter("")
    names = [plain_text(ties._people.display_name(place)) for place in brokers.tolist()]
    _write_names(ax, np.column_stack([strength[brokers], constraint[brokers]]), names)
    _finish(ax, f"{counted(len(known), 'person')} with ties")
    return ax


def _axes(ax: Axes | None) -> Axes:
    """The axes given, or those of a new figure."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "plots need Matplotlib: pip install 'tertius[plots]'", name=error.name
        ) from None
    return pyplot.subplots(figsize=(8, 4.5), layout="constrained")[1]


def _finish(ax: Axes, title: str) -> None:
    """Quiet axes, and a title in which nothing is taken for a formula."""
    ax.set_title(title, loc="left", fontsize=12, fontweight="bold", color=_INK, parse_math=False)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(_RULE)
    ax.tick_params(colors=_SOFT, length=3)
    ax.xaxis.label.set_color(_SOFT)
    ax.yaxis.label.set_color(_SOFT)
    ax.grid(axis="y", color=_RULE, linewidth=0.6, alpha=0.7)
    ax.set_axisbelow(True)


def _legend(ax: Axes, **where: Any) -> None:
    legend = ax.legend(frameon=False, fontsize=9, labelcolor=_SOFT, handlelength=1.4, **where)
    for text in legend.get_texts():
        text.set_parse_math(False)


def _name(net: Network, place: int) -> str:
    return plain_text(net._people.display_name(place))


def _contacts(net: Network, sender: Key, receiver: Key) -> NDArray[np.int64]:
    """When one turned to the other, in Unix seconds."""
    rows = net.interactions
    times: NDArray[np.int64] = rows["time"][(rows["from"] == sender) & (rows["to"] == receiver)].astype(
        np.int64
    )
    return times


def _events_of(net: Network, a: Key, b: Key, first: int, last: int) -> list[tuple[int, str]]:
    """What else is on record of the two, by time: (when, what)."""
    events: list[tuple[int, str]] = []
    both = {a, b}
    for row, person in enumerate(net.milestones["person"].tolist()):
        if person in both and "kind" in net.milestones.columns:
            events.append(
                (_second(net.milestones, "time", row), str(net.milestones["kind"][row] or "milestone"))
            )
    pairs = (
        ("commitments", "owner", "to", "made", "promise"),
        ("exchanges", "giver", "receiver", "time", "gift"),
        ("introductions", "a", "b", "time", "introduced"),
    )
    for table, one, other, time, what in pairs:
        rows = getattr(net, table)
        if one not in rows.columns or other not in rows.columns or time not in rows.columns:
            continue
        for row in np.flatnonzero(
            ((rows[one] == a) & (rows[other] == b)) | ((rows[one] == b) & (rows[other] == a))
        ).tolist():
            events.append((_second(rows, time, row), what))
    return sorted(event for event in events if first <= event[0] <= last)


def _second(rows: Any, time: str, row: int) -> int:
    return int(rows[time][row].astype(np.int64))


def _mark_events(ax: Axes, events: list[tuple[int, str]]) -> None:
    for place, (time, what) in enumerate(events):
        date: Any = np.datetime64(time, "s")
        ax.axvline(date, color=_SOFT, linewidth=0.7, linestyle=(0, (2, 3)), zorder=0)
        ax.annotate(
            plain_text(what.replace("_", " ")), (date, 0.99 - 0.055 * (place % _EVENT_ROWS)),
            xytext=(2, 0), textcoords="offset points", fontsize=7.5, color=_SOFT, va="top", parse_math=False,
        )  # fmt: skip


def _write_names(ax: Axes, spots: NDArray[np.float64], names: list[str]) -> None:
    """Beside each spot its name, where it covers no other; else it is left out."""
    ax.autoscale_view()
    scale = 72 / ax.figure.dpi
    taken: list[tuple[float, float, float]] = []
    for spot, pixels, name in zip(spots, ax.transData.transform(spots) * scale, names, strict=True):
        half = _LETTER * len(name) / 2
        for right, up in ((half + 7, 0), (-half - 7, 0), (0, 12), (0, -12), (half, 18), (-half, -18)):
            x, y = pixels[0] + right, pixels[1] + up
            if all(abs(x - ox) > half + other or abs(y - oy) > _LINE for ox, oy, other in taken):
                taken.append((x, y, half))
                ax.annotate(
                    name, spot, xytext=(right, up), textcoords="offset points", ha="center", va="center",
                    fontsize=9, color=_INK, parse_math=False,
                )  # fmt: skip
                break


def _wilson(hits: int, cases: int) -> tuple[float, float, float]:
    """The share, and its 90 % interval."""
    share, z2 = hits / cases, _Z * _Z
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = _Z / (1 + z2 / cases) * math.sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases))
    return share, min(share, middle - half), max(share, middle + half)


def _colour(rank: int) -> str:
    return COLOURS[rank] if rank < len(COLOURS) else REST


def _colours_of(clusters: Clusters, people: NDArray[np.intp]) -> list[str]:
    """Each person's colour, by their cluster's rank of size."""
    rank = np.empty(clusters.count, dtype=np.intp)
    rank[np.argsort(-clusters.sizes, kind="stable")] = np.arange(clusters.count)
    return [_colour(place) for place in rank[clusters.labels[people]].tolist()]
