"""Who is meant in a LinkedIn export: by profile, by e-mail address, and only where these lack by name."""

from __future__ import annotations

import unicodedata

from tertius.importers.gathering import digest


def full_name(first: str, last: str) -> str:
    return f"{first} {last}".strip()


def unresolved(name: str, *particulars: str) -> str:
    """The key of somebody of whom no more than a row is known: nobody else has it."""
    return f"{name} [{digest(name, *particulars)}]"


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


class Names:
    """The connections by name."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[str]] = {}

    def add(self, name: str, organisation: str, key: str) -> None:
        for of in dict.fromkeys(("", folded(organisation))):
            self._found.setdefault((folded(name), of), []).append(key)

    def find(self, name: str, organisation: str = "") -> list[str]:
        """The keys of all who bear the name; of those at the organisation, if there are any."""
        there = self._found.get((folded(name), folded(organisation)))
        return there or self._found.get((folded(name), ""), [])
