"""Where plots are drawn, and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.plots.colours import INK, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def axes_for(ax: Axes | None) -> Axes:
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


def finish(ax: Axes, title: str) -> None:
    """Quiet axes, and a title in which nothing is taken for a formula."""
    ax.set_title(title, loc="left", fontsize=12, fontweight="bold", color=INK, parse_math=False)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(RULE)
    ax.tick_params(colors=SOFT, length=3)
    ax.xaxis.label.set_color(SOFT)
    ax.yaxis.label.set_color(SOFT)
    ax.grid(axis="y", color=RULE, linewidth=0.6, alpha=0.7)
    ax.set_axisbelow(True)


def legend_of(ax: Axes, **where: Any) -> None:
    """What the lines are, in words in which nothing is taken for a formula."""
    legend = ax.legend(frameon=False, fontsize=9, labelcolor=SOFT, handlelength=1.4, **where)
    for text in legend.get_texts():
        text.set_parse_math(False)
