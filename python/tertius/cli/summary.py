"""What a report says of one person's network as a whole."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

import tertius as tt
from tertius.cli.canvas import Canvas, Cells, Columns, number, span
from tertius.spoken import figure, percent

_NAMES_OF_A_LAYER = 8


def figures_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    cells: Cells = []
    for row in range(len(rows)):
        value, low, high = (float(rows[name][row]) for name in ("value", "low", "high"))
        interval = f"{low:.2g} to {high:.2g}" if low == low and high == high and low != high else ""
        known = Text(figure(value)) if value == value else Text("unknown", "dim")
        cells.append([str(rows["name"][row]).replace("_", " "), known, Text(interval, "dim")])
    columns: Columns = ["figure", number("value"), number("90 %")]
    return canvas.part("The network as a whole", canvas.rows(columns, cells, "", rows["sentence"].tolist()))


def layers_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    cells: Cells = []
    for layer in dict.fromkeys(rows["layer"].tolist()):
        within = [row for row in range(len(rows)) if rows["layer"][row] == layer]
        names = canvas.names(rows["alter"][row] for row in within[:_NAMES_OF_A_LAYER])
        if len(within) > _NAMES_OF_A_LAYER:
            names.append(f" and {len(within) - _NAMES_OF_A_LAYER} more", "dim")
        least = min(float(rows["contacts_a_month"][row]) for row in within)
        cells.append([Text(f"the {layer}"), Text(str(len(within))), Text(f"{least:.1f}"), names])
    columns: Columns = ["layer", number("people"), number("contacts a month, at least"), "who"]
    return canvas.part("Layers", canvas.rows(columns, cells))


def types_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    cells: Cells = []
    for row in range(len(rows)):
        alive = int(rows["alive"][row])
        kind = str(rows["type"][row]).replace("_", "-")
        cells.append(
            [kind, str(rows["ties"][row]), Text(str(alive) if alive else "none", "" if alive else "yellow")]
        )
    return canvas.part(
        "Types of relationship",
        canvas.rows(["type", number("ties"), number("alive")], cells),
        note="Alive: within the usual pace. A tie whose type nobody declared counts for its likeliest.",
    )


def dormant_shown(canvas: Canvas, rows: tt.Rows) -> RenderableType:
    cells: Cells = [
        [
            canvas.person(rows["alter"][row]),
            span(rows["silence_days"][row]),
            percent(rows["strength"][row]),
            f"{rows['opportunity'][row]:.2f}",
        ]
        for row in range(len(rows))
    ]
    columns: Columns = ["with", number("silent for"), number("strength"), number("opportunity")]
    return canvas.part(
        "Dormant ties worth waking", canvas.rows(columns, cells, "why", rows["reason"].tolist())
    )
