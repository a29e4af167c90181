"""Google Contacts as comma-separated values: the layout since 2024 and the one before.

Columns are found by name: how many numbered ones there are depends on the book. A cell may hold several
values, joined with " ::: ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tertius.importers.contacts.contact import Contact, contact_of

_JOINED = " ::: "
_NAMES = {"first name", "last name"}, {"given name", "family name"}
_TELLING = frozenset(
    ["e-mail 1 - value", "file as", "group membership", "labels", "organization name", "yomi name"]
)
_NUMBERED = re.compile(r"(e-mail|phone|website) \d+ - value")
_NAME_PARTS = (
    ("name prefix", "first name", "middle name", "last name", "name suffix"),
    ("name prefix", "given name", "additional name", "family name", "name suffix"),
)


def normal(title: str) -> str:
    return " ".join(title.casefold().split())


def is_google_contacts(header: Iterable[str]) -> bool:
    """Whether column titles are those of an exported address book, new or old."""
    titles = set(map(normal, header))
    return any(names <= titles for names in _NAMES) and bool(titles & _TELLING)


def google_contacts(header: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Contact]:
    """The contacts in rows, each with the line it begins on."""
    titles = [normal(title) for title in header]
    for line, row in rows:
        yield _contact(line, dict(zip(titles, row, strict=True)))


def _contact(line: int, cells: Mapping[str, str]) -> Contact:
    return contact_of(
        line,
        cells.get("name", "").strip() or _name(cells),
        _numbered(cells, "e-mail"),
        _numbered(cells, "website"),
        _numbered(cells, "phone"),
        organisation=_first(cells, "organization name", "organization 1 - name"),
        department=_first(cells, "organization department", "organization 1 - department"),
        position=_first(cells, "organization title", "organization 1 - title"),
        location=", ".join(
            filter(None, (_first(cells, f"address 1 - {part}") for part in ("city", "country")))
        ),
    )


def _name(cells: Mapping[str, str]) -> str:
    parts = max(_NAME_PARTS, key=lambda titles: sum(title in cells for title in titles))
    return " ".join(filter(None, (cells.get(title, "").strip() for title in parts)))


def _values(cell: str) -> list[str]:
    return [value for value in map(str.strip, cell.split(_JOINED)) if value]


def _first(cells: Mapping[str, str], *titles: str) -> str:
    return next((value for title in titles for value in _values(cells.get(title, ""))), "")


def _numbered(cells: Mapping[str, str], what: str) -> list[str]:
    """All values of e-mail 1, e-mail 2 ..., in the order of their columns."""
    found = ((title, _NUMBERED.fullmatch(title)) for title in cells)
    return [value for title, match in found if match and match[1] == what for value in _values(cells[title])]
