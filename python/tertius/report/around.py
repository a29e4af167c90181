"""A picture with one person in the middle of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_HOLLOW = 0.3
"""How far from the middle the nearest cluster begins, as a share of all clusters' extent."""
_RINGS = 0.3
"""How broad the rings of those in no cluster are, as a share of what they surround."""


def around(places: NDArray[np.float32], ego: int, is_alone: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Everybody's place, moved along their line of sight to make room for `ego` in the middle.

    places
        As of lay_out, (people, 2).
    is_alone
        Who is in no cluster, (people,): they stand in rings around all others, however many they are.
    """
    distance = np.hypot(*places.T.astype(float))
    grouped = ~is_alone
    extent = distance[grouped].max(initial=1.0)
    moved = distance + _HOLLOW * extent
    if is_alone.any():
        nearest, farthest = distance[is_alone].min(), distance[is_alone].max()
        share = (distance[is_alone] - nearest) / max(farthest - nearest, 1e-9)
        moved[is_alone] = (1.05 + _HOLLOW) * extent * (1 + _RINGS * share)
    moved[ego] = 0
    found: NDArray[np.float32] = (places * (moved / np.maximum(distance, 1e-9))[:, None]).astype(np.float32)
    return found
