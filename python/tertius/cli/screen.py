"""What is written where: answers on standard output, all else on standard error."""

from __future__ import annotations

import io
import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType

import tertius as tt
from tertius.display import plain_text

if TYPE_CHECKING:
    from tertius.cli.canvas import Canvas

_PATIENCE_SECONDS = 0.5


def complain(text: str) -> None:
    """One line on standard error."""
    print(plain_text(text.replace("\n", "; ")), file=sys.stderr)


def show(net: tt.Network, shown: Callable[[Canvas], RenderableType]) -> None:
    """Draws an answer on standard output."""
    from tertius.cli.canvas import Canvas

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without the letters of a name
    console = Console(highlight=False)
    with console.capture() as drawn:
        console.print(shown(Canvas(net, console)))
    sys.stdout.write(drawn.get())  # not by the console, which leaves by itself when a pipe breaks


def write_json(**parts: Any) -> None:
    """One JSON object: rows as lists of objects, times in ISO 8601, what is not known as null."""
    told = {name: plain(part) for name, part in parts.items()}
    sys.stdout.write(json.dumps(told, indent=1, allow_nan=False) + "\n")


def plain(item: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(item, tt.Rows):
        return [{name: plain(item[name][row]) for name in item.columns} for row in range(len(item))]
    if isinstance(item, Mapping):
        return {str(name): plain(part) for name, part in item.items()}
    if isinstance(item, (tuple, list)):
        return [plain(part) for part in item]
    if hasattr(item, "item"):
        item = item.item()
    if hasattr(item, "isoformat"):
        return item.isoformat()
    is_number = isinstance(item, float)
    return None if is_number and not abs(item) < float("inf") else item


@contextmanager
def progress(what: str) -> Iterator[Callable[[float], object] | None]:
    """A bar on standard error once the work takes a while; nothing where nobody is watching."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(what, total=None)
    waiting = threading.Timer(_PATIENCE_SECONDS, bar.start)
    waiting.daemon = True
    waiting.start()
    try:
        yield lambda share: bar.update(task, total=1.0, completed=share)
    finally:
        waiting.cancel()
        waiting.join()
        bar.stop()
