"""How a tie changed over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tertius import options
from tertius.display import plain_text
from tertius.errors import UnknownTie
from tertius.keys import Key
from tertius.network.network import Network
from tertius.plots.axes import axes_for, finish, legend_of
from tertius.plots.colours import ACCENT, COLOURS, SOFT, WARM
from tertius.spoken import whole_days
from tertius.strength.strength_model import StrengthModel
from tertius.strength.strengths import tie_strengths

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EVENT_ROWS = 3


def strength_over_time(
    net: Network,
    a: Key,
    b: Key,
    moments: int = 60,
    horizon_days: float = 90,
    model: StrengthModel | str | None = "shipped",
    ax: Axes | None = None,
) -> Axes:
    """How strong the tie between two people was over the years, with its interval and what happened.

    Each strength is judged on what was recorded by then. Below stand the contacts, from either side; dashed
    lines are milestones, promises, gifts and introductions of the two.

    moments
        How often to judge, 2 to 1000, from their first contact to the last record.
    horizon_days, model
        As of tie_strengths(); None refines the weights anew at every moment, which takes a while.

    Raises UnknownPerson; UnknownTie if the two have no contact on record; InvalidOption; ModuleNotFoundError.

    >>> import tertius as tt
    >>> ax = tt.plots.strength_over_time(tt.samples.enron(), "e107", "e114", moments=5)  # doctest: +SKIP
    """
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
        if found is not None:  # else they are not tied yet
            tie = s._core.tie(found)
            judged[:, place] = tie["strength"], tie["low"], tie["high"]
    ax = axes_for(ax)
    dates = times.astype("datetime64[s]")
    ax.fill_between(dates, judged[1], judged[2], color=ACCENT, alpha=0.15, linewidth=0, label="90 % interval")
    ax.plot(dates, judged[0], color=ACCENT, linewidth=2, label="strength")
    names = [_name(net, place) for place in ends]
    for row, (contacts, sender, colour) in enumerate(
        zip((forth, back), names, (WARM, COLOURS[0]), strict=True)
    ):
        ax.vlines(
            contacts.astype("datetime64[s]"), -0.06 - 0.05 * row, -0.02 - 0.05 * row,
            color=colour, linewidth=0.8, label=f"contact from {sender}",
        )  # fmt: skip
    _mark_events(ax, _events_of(net, a, b, first, last))
    ax.set_ylim(-0.14, 1.02)
    ax.set_ylabel(f"chance of contact within {whole_days(horizon_days)}")
    finish(ax, f"{names[0]} and {names[1]}")
    legend_of(ax, loc="upper left", bbox_to_anchor=(0, -0.1), ncols=4)
    return ax


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
        ax.axvline(date, color=SOFT, linewidth=0.7, linestyle=(0, (2, 3)), zorder=0)
        ax.annotate(
            plain_text(what.replace("_", " ")), (date, 0.99 - 0.055 * (place % _EVENT_ROWS)),
            xytext=(2, 0), textcoords="offset points", fontsize=7.5, color=SOFT, va="top", parse_math=False,
        )  # fmt: skip
