"""Who is meant: people by key, address or name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import tertius as tt
from tertius.keys import Key


def find_person(net: tt.Network, called: str) -> Key:
    """The person of that key, or the only one of that address or name. Raises UnknownPerson."""
    if called in net:
        return called
    if called.isascii() and called.isdigit() and int(called) in net:
        return int(called)
    by_spelling: dict[str, list[Key]] = {}
    for spelling, key in _spellings(net):
        by_spelling.setdefault(spelling.casefold(), []).append(key)
    wanted = " ".join(called.split()).casefold()
    found = list(dict.fromkeys(by_spelling.get(wanted, ())))
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(map(repr, found))
        raise tt.UnknownPerson(f"{called!r} may be any of {several}; say which", "person.ambiguous")
    raise tt.UnknownPerson(f"no person {called!r} among {len(net)}{_hint(wanted, by_spelling)}")


def _spellings(net: tt.Network) -> Iterator[tuple[str, Key]]:
    """All that anybody is called."""
    people = net.people
    keys = people["key"].tolist()
    for key in keys:
        yield str(key), key
    for column in ("name", "aliases"):
        if column in people.columns:
            for key, called in zip(keys, people[column].tolist(), strict=True):
                for spelling in (called,) if isinstance(called, str) else called or ():
                    yield spelling, key


def _hint(wanted: str, by_spelling: dict[str, list[Key]]) -> str:
    near = difflib.get_close_matches(wanted, by_spelling, n=1, cutoff=0.75)
    return f"; did you mean {by_spelling[near[0]][0]!r}?" if near else ""
