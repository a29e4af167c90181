"""The tables of a LinkedIn export, found by name and read by column, of whatever year and language."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from tertius.display import plain_text
from tertius.importers.dates import Form, NotADate, read_date
from tertius.importers.files.csv_rows import CsvRows, Row, Sheet, heading, listed, refuse_missing
from tertius.importers.files.zip_archives import Members
from tertius.importers.limits import DAY, Limits
from tertius.importers.report import ReportWriter, quoted

_LINES_BEFORE_HEADER = 20

_WORDS = {
    "first name": "vorname|prénom|nombre|nome|voornaam",
    "last name": "nachname|nom|apellidos|cognome|sobrenome|achternaam",
    "email address": (
        "e-mail-adresse|adresse e-mail|dirección de correo electrónico|indirizzo email|indirizzo e-mail|"
        "endereço de e-mail|e-mailadres"
    ),
    "company": "unternehmen|firma|entreprise|société|empresa|azienda|bedrijf",
    "position": "poste|cargo|puesto|posizione|functie",
    "connected on": (
        "verbunden am|vernetzt am|kontakt seit|connecté le|en relation depuis|relation établie le|"
        "fecha de conexión|conectado el|collegato il|data collegamento|conectado em|verbonden op|"
        "gekoppeld op"
    ),
}
"""Columns of Connections.csv in German, French, Spanish, Italian, Portuguese and Dutch."""

_ENGLISH = {word: name for name, words in _WORDS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Table:
    """One kind of file: its name, and the columns without which it says nothing."""

    file: str
    required: tuple[str, ...]


CONNECTIONS = Table("Connections.csv", ("First Name", "Last Name", "Connected On"))
MESSAGES = Table("messages.csv", ("From", "To", "Date"))
INVITATIONS = Table("Invitations.csv", ("From", "To", "Sent At", "Direction"))
ENDORSED_ME = Table("Endorsement_Received_Info.csv", ("Endorsement Date", "Skill Name"))
ENDORSED_BY_ME = Table("Endorsement_Given_Info.csv", ("Endorsement Date", "Skill Name"))
RECOMMENDED_ME = Table("Recommendations_Received.csv", ("First Name", "Last Name", "Creation Date"))
RECOMMENDED_BY_ME = Table("Recommendations_Given.csv", ("First Name", "Last Name", "Creation Date"))
PROFILE = Table("Profile.csv", ("First Name", "Last Name"))
POSITIONS = Table("Positions.csv", ("Company Name", "Title", "Started On"))
SKILLS = Table("Skills.csv", ("Name",))


class Entry:
    """One row of a table: its cells by column in small letters, trimmed; empty where there is none."""

    __slots__ = ("_export", "_places", "_row", "_sheet")

    def __init__(self, row: Row, places: dict[str, int], sheet: Sheet, export: Export) -> None:
        self._row = row
        self._places = places
        self._sheet = sheet
        self._export = export

    def __getitem__(self, column: str) -> str:
        place = self._places.get(column)
        return "" if place is None else self._row.cells[place].strip()

    def __contains__(self, column: str) -> bool:
        return column in self._places

    @property
    def everything(self) -> tuple[str, ...]:
        """All cells, for telling one row from another."""
        return tuple(self._row.cells)

    def time(self, column: str, forms: tuple[Form, ...], expected: str) -> int | None:
        """Unix seconds; None if that is no time to keep, which the report has then been told."""
        text = self[column]
        if not text:
            self._reject(column, "date.missing", f"is missing; expected {expected}")
            return None
        try:
            seconds = read_date(text, forms, expected)
        except NotADate as error:
            self._reject(column, error.code, str(error))
            return None
        if seconds < self._export.limits.earliest:
            self._export.writer.skip("before_earliest")
            return None
        if seconds > self._export.latest:
            self._reject(column, "time.future", f"is {quoted(text)}, which is still to come")
            return None
        return seconds

    def _reject(self, column: str, code: str, what: str) -> None:
        self._sheet.reject(self._row, self._places.get(column, 0), code, what)


class Export:
    """An export's members, and the report of what is read of them."""

    def __init__(self, members: Members, writer: ReportWriter, limits: Limits) -> None:
        self.writer = writer
        self.limits = limits
        self.latest = time.time() + limits.days_ahead * DAY
        self._members = members

    def entries(self, table: Table) -> Iterator[Entry]:
        """The table's rows; none if the export has no such file. Raises InvalidInput."""
        member = self._find(table)
        if member is None:
            return
        self.writer.file = plain_text(member)
        rows = CsvRows(self._members[member](), self.writer, self.limits)
        sheet = self._sheet(table, rows)
        if sheet is None:
            self.writer.warn("csv.no_rows")
            return
        places: dict[str, int] = {}
        for place, name in enumerate(map(_column, sheet.names)):
            if places.setdefault(name, place) < place and name in map(heading, table.required):
                self.writer.refuse("csv.duplicate_column", f"column {quoted(name)} stands there twice")
        for row in sheet:
            yield Entry(row, places, sheet, self)

    def require(self, table: Table) -> None:
        """Raises InvalidInput if the export has no such file."""
        if self._find(table) is None:
            names = [quoted(name)[1:-1] for name in sorted(self._members)]
            self.writer.refuse(
                "linkedin.missing_member", f"has no {table.file}; it holds {listed(names) or 'nothing'}"
            )

    def _find(self, table: Table) -> str | None:
        """The member of that name, without regard to case, blanks, underscores and the folder it lies in."""
        wanted = _file_name(table.file)
        found = [member for member in self._members if _file_name(member) == wanted]
        if not found:
            return None
        depth = min(member.count("/") for member in found)
        nearest = [member for member in found if member.count("/") == depth]
        if len(nearest) > 1:
            both = " and ".join(map(quoted, nearest[:2]))
            self.writer.refuse("zip.duplicate_name", f"{both} are both {table.file}")
        return nearest[0]

    def _sheet(self, table: Table, rows: CsvRows) -> Sheet | None:
        """The table below its header, which may stand below some notes; None for an empty file."""
        wanted = {heading(name) for name in table.required}
        candidate: list[str] | None = None
        is_empty = True
        source = iter(rows)
        for row in source:
            if row.is_blank:
                continue
            is_empty = False
            for delimiter in (rows.delimiter, ";", "\t"):
                names = row.cells if delimiter == rows.delimiter else ",".join(row.cells).split(delimiter)
                if wanted <= set(map(_column, names)):
                    rows.delimiter = delimiter
                    return Sheet(names, source, self.writer)
            if candidate is None and _looks_like_header(row.cells):
                candidate = row.cells
            if rows.line >= _LINES_BEFORE_HEADER:
                break
        if is_empty:
            return None
        if candidate is not None:
            self._refuse_header(table, candidate)
        self.writer.refuse(
            "linkedin.header_not_found",
            f"no header within {_LINES_BEFORE_HEADER} lines; expected {', '.join(table.required)}",
        )

    def _refuse_header(self, table: Table, found: list[str]) -> None:
        known = set(map(_column, found))
        lacking = [name for name in table.required if heading(name) not in known]
        if len(lacking) < len(table.required):
            refuse_missing(self.writer, lacking[0], found)
        self.writer.refuse(
            "linkedin.header_unknown", f"columns are {listed(found)}; expected {', '.join(table.required)}"
        )


def _column(name: str) -> str:
    folded = heading(name)
    return _ENGLISH.get(folded, folded)


def _file_name(member: str) -> str:
    return member.rsplit("/", 1)[-1].replace(" ", "").replace("_", "").casefold()


def _looks_like_header(cells: list[str]) -> bool:
    """Several short names, none twice."""
    names = [cell.strip() for cell in cells]
    return len(names) >= 3 and all(0 < len(name) <= 40 for name in names) and len(set(names)) == len(names)
