"""What a reader found, what it left out, and why."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tertius.display import counted, plain_text
from tertius.errors import InvalidInput
from tertius.importers.limits import Limits


@dataclass(frozen=True)
class Problem:
    """One record that could not be taken, and where it stands."""

    code: str
    file: str
    line: int | None
    """From 1, as an editor counts; None where the file has no lines."""
    column: int | None
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message}"


@dataclass
class ImportReport:
    """Rows read and what became of each: ``rows_read == imported + rejected + skipped``, always.

    A row is *skipped* when there is nothing to take from it (a draft, a declined invitation), *rejected* when
    it cannot be what it says. `strict` readers raise at the first rejection.
    """

    source: str
    """linkedin, mailbox, calendar, contacts or tables."""
    path: str
    rows_read: int = 0
    """In a calendar a row is an invitation: an attendee of an event."""
    imported: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    """Why rows were skipped, and how many."""
    rejected: Counter[str] = field(default_factory=Counter)
    """Error codes, and how many rows each."""
    warnings: Counter[str] = field(default_factory=Counter)
    """What looks like a mistake in rows that were taken, and how often."""
    problems: list[Problem] = field(default_factory=list)
    """The first rejected rows in full."""
    people: int = 0
    ties: int = 0

    def __str__(self) -> str:
        lines = [
            f"{self.path} ({self.source}): {counted(self.rows_read, 'row')} read, {self.imported} taken; "
            f"{counted(self.people, 'person')}, {counted(self.ties, 'tie')}"
        ]
        counters = {"skipped": self.skipped, "rejected": self.rejected, "warning": self.warnings}
        for what, counts in counters.items():
            lines += [f"  {what}: {count} {reason}" for reason, count in counts.most_common()]
        lines += [f"  {problem}" for problem in self.problems]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


class ReportWriter:
    """Keeps the report while a reader goes through a file."""

    def __init__(self, source: str, path: str, *, strict: bool, limits: Limits) -> None:
        self.report = ImportReport(source, plain_text(path))
        self.file = self.report.path
        """The file, or the member of an archive, that is being read."""
        self.limits = limits
        self._strict = strict

    def read(self, rows: int = 1) -> None:
        self.report.rows_read += rows

    def imported(self, rows: int = 1) -> None:
        self.report.imported += rows

    def skip(self, reason: str, rows: int = 1) -> None:
        """A row that holds nothing to take."""
        self.report.skipped[reason] += rows

    def warn(self, code: str, times: int = 1) -> None:
        self.report.warnings[code] += times

    def reject(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        """A row that cannot be what it says. Raises InvalidInput when the reader is strict."""
        problem = Problem(code, self.file, line, column, plain_text(message))
        if self._strict:
            raise InvalidInput(str(problem), code)
        self.report.rejected[code] += 1
        if len(self.report.problems) < self.limits.problems:
            self.report.problems.append(problem)

    def refuse(self, code: str, message: str, line: int | None = None, column: int | None = None) -> NoReturn:
        """A file that cannot be read on. Raises InvalidInput, strict or not."""
        raise InvalidInput(str(Problem(code, self.file, line, column, plain_text(message))), code)


def quoted(item: Any) -> str:
    """At most 40 characters of what was found, escaped."""
    text = ascii(item)
    return text if len(text) <= 40 else text[:37] + "..."
