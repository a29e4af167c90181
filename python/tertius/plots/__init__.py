"""Plots of what was found: each draws on Matplotlib axes and returns them.

They need ``pip install 'tertius[plots]'``. Without `ax` each makes a figure of its own.
"""

from tertius.plots.calibrating import calibration
from tertius.plots.changing import strength_over_time
from tertius.plots.cluster_bars import cluster_sizes
from tertius.plots.colours import COLOURS, REST
from tertius.plots.standing_between import constraint_against_strength

__all__ = [
    "COLOURS",
    "REST",
    "calibration",
    "cluster_sizes",
    "constraint_against_strength",
    "strength_over_time",
]
