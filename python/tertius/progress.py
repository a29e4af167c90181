"""Telling how far a long call is."""

from __future__ import annotations

import sys
from collections.abc import Callable

Progress = None | bool | Callable[[float], object]
"""None or False: silent; True: a line on standard error; or a function called with the share done, 0 to 1."""


def as_callback(progress: Progress) -> Callable[[float], object] | None:
    """The function to call with the share done, or None."""
    if progress is None or progress is False:
        return None
    if progress is True:
        return _write_share
    if not callable(progress):
        raise TypeError(f"progress is {progress!r}; must be None, True or a function of the share done")
    return progress


def _write_share(share: float) -> None:
    sys.stderr.write(f"\r{share:4.0%}" + ("\n" if share >= 1 else ""))
    sys.stderr.flush()
