"""`tertius erase`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import tertius as tt
from tertius.cli.naming import find_person
from tertius.cli.options import AsJson
from tertius.cli.screen import complain, progress, write_json
from tertius.display import counted, plain_text
from tertius.keys import Key


def erase(
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="Key, address or name.", show_default=False)
    ],
    store: Annotated[Path, typer.Option("--store", metavar="FILE", help="Out of what.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Forgets a person: no byte of their name, keys or addresses stays, and they stay out.

    Example: tertius erase "Amara Fenford" --store mara.tertius --yes
    """
    with tt.open_store(store, create=False) as opened:
        net = opened.network()
        key = find_person(net, person)
        whom = _described(net, key)
        if not yes and not _is_meant(f"Erase {whom} from {store} for good?"):
            complain("nothing was erased")
            raise typer.Exit(1)
        with progress("Erasing"):
            erased = opened.erase(key)
    if as_json:
        write_json(store=str(store), person=key, **erased._asdict())
    else:
        print(plain_text(f"Erased {whom}: {_told(erased)}."))
        print("Later imports leave them out. Copies and backups of the store are not reached.")


def _described(net: tt.Network, key: Key) -> str:
    """Amara Fenford (amara-fenford-example, amara@mail.example.net)."""
    place = net._people.index(key)
    name = net._people.display_name(place)
    aliases = net.people["aliases"][place] if "aliases" in net.people.columns else ()
    called = [spelling for spelling in map(str, (key, *aliases)) if spelling != name]
    return f"{name} ({', '.join(called)})" if called else name


def _is_meant(question: str) -> bool:
    print(plain_text(question), "[y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(erased: tt.Erased) -> str:
    parts = [f"{counted(erased.records, 'record')} gone"]
    if erased.introductions_cancelled:
        parts.append(f"{counted(erased.introductions_cancelled, 'introduction')} cancelled")
    if erased.words_redacted:
        parts.append(f"{counted(erased.words_redacted, 'word')} of others redacted")
    return ", ".join(parts)
