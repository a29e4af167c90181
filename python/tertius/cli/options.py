"""What can be asked for, in the same words by every command."""

from __future__ import annotations

import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Sample(str, Enum):
    """Networks that ship with the package."""

    enron = "enron"
    consultant = "consultant"


def _moment(text: str) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write 2001-10-01 or 2001-10-01T09:30:00") from None
    return at.astimezone(datetime.timezone.utc).replace(tzinfo=None) if at.tzinfo else at


Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="A store; or LinkedIn exports, mailboxes, calendars, address books, folders of tables.",
        show_default=False,
    ),
]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="FILE", help="What was imported before.", show_default=False),
]
SampleName = Annotated[Sample | None, typer.Option("--sample", help="A network that ships with the package.")]
Me = Annotated[
    list[str] | None,
    typer.Option(
        "--me",
        metavar="PERSON",
        help="Whose network: key, address or name; again for their other addresses. [default: the owner]",
        show_default=False,
    ),
]
Everybody = Annotated[
    bool, typer.Option("--everybody", help="All people's, although the store has an owner.")
]
At = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--at",
        parser=_moment,
        metavar="DATE",
        help="Later records are not looked at. [default: the last]",
        show_default=False,
    ),
]
HorizonDays = Annotated[float, typer.Option("--horizon-days", help="How far ahead a strength looks.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many rows in a table.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")]
