"""Whether strengths mean what they say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tertius import options
from tertius.display import counted
from tertius.errors import InvalidInput
from tertius.network.network import Network
from tertius.plots.axes import axes_for, finish
from tertius.plots.colours import ACCENT, SOFT
from tertius.spoken import whole_days
from tertius.strength.strength_model import StrengthModel
from tertius.strength.strengths import TieStrengths, tie_strengths

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_DAY = 86400
_BINS = 10
_Z = 1.645


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
    times = net.interactions["time"].astype(np.int64)
    moment = options.moment("at", at)
    span = round(options.number("horizon_days", horizon_days) * _DAY)
    if moment is None and len(times):
        moment = int(times.max()) - span
    if moment is None or not (times > moment).any():
        raise InvalidInput("no interaction is recorded after the moment that is judged at", "plot.no_future")
    s = tie_strengths(net, at=moment, horizon_days=horizon_days, model=model)
    if not len(s):
        raise InvalidInput("no two people are tied at the moment that is judged at", "plot.no_ties")
    strength = s._core.columns()["strength"]
    happened = _in_contact(s, net, (times > moment) & (times <= moment + span))
    order = np.argsort(strength, kind="stable")
    parts = [part for part in np.array_split(order, _BINS) if len(part)]
    foretold = np.array([strength[part].mean() for part in parts])
    share, down, up = np.array([_wilson(int(happened[part].sum()), len(part)) for part in parts]).T
    ax = axes_for(ax)
    ax.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle=(0, (4, 4)), zorder=1)
    ax.errorbar(
        foretold, share, yerr=np.array([share - down, up - share]), fmt="o", color=ACCENT, markersize=7,
        markeredgecolor="white", ecolor=ACCENT, elinewidth=1.5, capsize=0, zorder=2,
    )  # fmt: skip
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.02, 1.02)
    ax.set_aspect("equal")
    ax.set_xlabel("strength: the chance that was given")
    ax.set_ylabel(f"share in contact within {whole_days(s.horizon_days)}")
    finish(ax, f"{counted(len(s), 'tie')}, judged on {s.at.astype('datetime64[D]')}")
    return ax


def _in_contact(s: TieStrengths, net: Network, later: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the ties have one of those interactions."""
    ends = [net._people.indices(net.interactions[end][later], end) for end in ("from", "to")]
    columns = s._core.columns()
    return np.isin(_pairs(columns["person"], columns["alter"]), _pairs(*ends))


def _pairs(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number for each two people, whoever is named first."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    return (low << np.uint64(32)) | high


def _wilson(hits: int, cases: int) -> tuple[float, float, float]:
    """The share, and its 90 % interval."""
    share, z2 = hits / cases, _Z * _Z
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = _Z / (1 + z2 / cases) * math.sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases))
    return share, min(share, middle - half), max(share, middle + half)
