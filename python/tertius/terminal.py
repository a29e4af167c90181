"""Answers as tables in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from tertius.answers import Rows
from tertius.clusters import Clusters
from tertius.display import plain_text
from tertius.keys import Key
from tertius.network import Network
from tertius.page_words import PageWords, percent
from tertius.report import NetworkReport

_BAR_WIDTH = 12
_NARROW = 90


class Shower:
    """Shows one network's answers on one console: people by name, with their position."""

    def __init__(self, network: Network, console: Console) -> None:
        self._network = network
        self._people = network._people
        self._console = console
        self._wide = console.width >= _NARROW
        self._positions = network.people["position"] if "position" in network.people.columns else None

    def person(self, key: Key) -> Text:
        place = self._people.index(key)
        shown = Text(plain_text(self._people.display_name(place)), "bold")
        position = None if self._positions is None else self._positions[place]
        if position:
            shown.append(f" {plain_text(position)}", "not bold dim")
        return shown

    def people(self, keys: Iterable[Key], between: str = ", ") -> Text:
        return Text(between).join(self.person(key) for key in keys)

    def bar(self, strength: float, low: float, high: float) -> Text:
        """A strength between 0 and 1, the interval around it drawn thicker."""
        thin, thick, mark = ("-", "=", "o") if self._console.options.ascii_only else ("─", "━", "●")
        cells = [place / (_BAR_WIDTH - 1) for place in range(_BAR_WIDTH)]
        half = 0.5 / (_BAR_WIDTH - 1)
        shown = Text()
        at = round(strength * (_BAR_WIDTH - 1))
        for place, cell in enumerate(cells):
            inside = low - half <= cell <= high + half
            style = "bold cyan" if place == at else "cyan" if inside else "dim"
            shown.append(mark if place == at else thick if inside else thin, style)
        return shown

    def ties(self, rows: Rows, ego: Key | None) -> RenderableType:
        bar = [""] if self._wide else []
        table = _table(
            "with" if ego is not None else "between", *bar, "strength", "90 %", "what speaks for it"
        )
        for row in range(len(rows)):
            values = [float(rows[name][row]) for name in ("strength", "low", "high")]
            table.add_row(
                self._pair(rows, row, ego),
                *([self.bar(*values)] if self._wide else []),
                percent(values[0]),
                _range(values[1], values[2]),
                Text(plain_text(rows["reason"][row])),
            )
        return _part("The strongest ties", table, len(rows), "No tie is on record.")

    def fading(self, rows: Rows, ego: Key | None) -> RenderableType:
        table = _table("with" if ego is not None else "between", "then", "now", "lost", "silence")
        for row in range(len(rows)):
            sure = " !" if rows["sure"][row] else ""
            table.add_row(
                self._pair(rows, row, ego),
                percent(rows["before"][row]),
                percent(rows["strength"][row]),
                Text(f"-{100 * rows['loss'][row]:.0f}{sure}", "yellow"),
                Text(plain_text(rows["reason"][row])),
            )
        note = (
            "! clearly: the intervals of then and now lie apart" if len(rows) and rows["sure"].any() else ""
        )
        return _part(
            "Fading ties", table, len(rows), "No tie that was alive one horizon ago is fading.", note
        )

    def introductions(self, rows: Rows, ego: Key | None) -> RenderableType:
        by = [] if ego is not None else ["by"]
        table = _table(*by, "introduce", "says yes", "because")
        for row in range(len(rows)):
            broker = [] if ego is not None else [self.person(rows["broker"][row])]
            for side in ("a", "b"):
                reasons = Text("; ".join(plain_text(reason) for reason in rows[f"reasons_{side}"][row]))
                introduced = self.person(rows[side][row])
                table.add_row(
                    *broker,
                    introduced,
                    percent(rows[f"accept_{side}"][row]),
                    reasons,
                    end_section=side == "b",
                )
                broker = [Text()] if broker else []
        return _part("Introductions worth making", table, len(rows), "There is nobody to introduce.")

    def clusters(self, rows: Rows, clusters: Clusters) -> RenderableType:
        table = _table("cluster", "people", "central", "kept inside")
        for row in range(len(rows)):
            table.add_row(
                str(row + 1),
                str(rows["people"][row]),
                self.people(rows["central"][row]),
                percent(rows["inside"][row]),
            )
        alone = int((clusters.sizes == 1).sum())
        note = f"modularity {clusters.quality:.3f}" + (f"; {alone} stand alone" if alone else "")
        return _part("Clusters", table, len(rows), "Nobody stands in a cluster with anybody else.", note)

    def brokers(self, rows: Rows) -> RenderableType:
        table = _table("broker", "clusters", "effective size", "constraint", "participation")
        for row in range(len(rows)):
            table.add_row(
                self.person(rows["person"][row]),
                str(rows["clusters"][row]),
                f"{rows['effective_size'][row]:.1f}",
                f"{rows['constraint'][row]:.3f}",
                f"{rows['participation'][row]:.2f}",
            )
        return _part("Brokers", table, len(rows), "Nobody has ties to more than one cluster.")

    def paths(self, rows: Rows) -> RenderableType:
        arrow = " > " if self._console.options.ascii_only else " → "
        table = _table("chain", "gets through", "weakest hop", "its strength")
        for row in range(len(rows)):
            hop = (rows["weakest_person"][row], rows["weakest_alter"][row])
            weakest = Text("none") if hop[0] is None else self.people(hop, " and ")
            strength = rows["weakest_strength"][row]
            table.add_row(
                self.people(rows["chain"][row], arrow),
                percent(rows["probability"][row]),
                weakest,
                percent(strength) if strength == strength else "",
                end_section=True,
            )
        return _part("Warm paths", table, len(rows), "No chain is short enough.")

    def report(self, report: NetworkReport) -> RenderableType:
        page = PageWords(report)
        heading = Text(page.title, "bold")
        if report.ego is not None and page.role(report.ego):
            heading.append(f", {page.role(report.ego)}")
        heading.append(f"\n{page.at}, looking {page.horizon} ahead", "dim")
        figures = Text(", ").join(Text(f"{figure} {what}") for figure, what, _ in page.figures)
        return Group(
            Text(),
            heading,
            figures,
            self.ties(report.ties, report.ego),
            self.fading(report.fading, report.ego),
            self.introductions(report.introductions, report.ego),
            self.clusters(report.circles, report.clusters),
            self.brokers(report.brokers),
        )

    def _pair(self, rows: Rows, row: int, ego: Key | None) -> Text:
        keys = (rows["person"][row], rows["alter"][row])
        return self.person(keys[1]) if ego is not None else self.people(keys, " and ")


_RIGHT = {"strength", "says yes", "then", "now", "lost", "people", "clusters", "effective size", "constraint"}
_RIGHT |= {"participation", "gets through", "its strength", "kept inside"}
_WHOLE = {"90 %", ""}
_LONG = {"introduce", "central", "weakest hop"}
_LEAST_WIDTH = 8


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for place, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if heading in _RIGHT else "left"
        least = _LEAST_WIDTH if place == 0 or heading in _LONG else None
        table.add_column(heading, justify=side, no_wrap=heading in _WHOLE, overflow="fold", min_width=least)
    return table


def _part(title: str, table: Table, rows: int, otherwise: str, note: str = "") -> RenderableType:
    parts: Sequence[Any] = [Text(title, "bold green"), table if rows else Text(otherwise, "dim")]
    return Group(Text(), *parts, *([Text(note, "dim")] if note else []))


def _range(low: float, high: float) -> Text:
    return Text(f"{100 * low:.0f}-{100 * high:.0f}", "dim")
