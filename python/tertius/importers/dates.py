"""The date forms of exports, read strictly: what could mean two days is refused, not guessed.

Every reader takes a text and gives Unix seconds; days stand for their midnight, times without a zone are read
as UTC. Raises NotADate.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable

from tertius.importers.report import quoted

Form = Callable[[str], int | None]
"""Unix seconds; None if the text is not of this form at all."""

_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan january januar janner janv janvier ene enero gen gennaio janeiro januari",
            "feb february februar fev fevr fevrier febrero febbraio fevereiro februari",
            "mar march marz mrz mars marzo marco mrt maart",
            "apr april avr avril abr abril aprile",
            "may mai mayo mag maggio maio mei",
            "jun june juni juin junio giu giugno junho",
            "jul july juli juil juillet julio lug luglio julho",
            "aug august aout ago agosto augustus",
            "sep sept september septembre septiembre set settembre setembro",
            "oct october okt oktober octobre octubre ott ottobre out outubro",
            "nov november novembre noviembre novembro",
            "dec december dez dezember decembre dic diciembre dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}
"""English, German, French, Spanish, Italian, Portuguese and Dutch months, without accents."""

_CLOCK = r"(?:[ T]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(?:UTC|Z|\+00:?00))?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})" + _CLOCK, re.ASCII)
_NAMED_MONTH = re.compile(
    r"([0-9]{1,2})\.?(?: |-)(?:de )?([^\W\d_]{3,12})\.?(?: |-)(?:de )?([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", re.ASCII)
_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d),? (\d{1,2}):(\d\d)(?::(\d\d))?\s(AM|PM)", re.ASCII | re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]{3,12})\.? (?:de )?([0-9]{4})", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class NotADate(ValueError):
    """A text that is no date of the forms expected; ``code`` says in what way."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_date(text: str, forms: tuple[Form, ...], expected: str) -> int:
    """Unix seconds by the first form that fits. Raises NotADate, which names the form `expected`."""
    try:
        for form in forms:
            seconds = form(text)
            if seconds is not None:
                return seconds
    except NotADate as error:
        raise NotADate(error.code, f"is {quoted(text)}{error}; expected {expected}") from None
    raise NotADate("date.invalid", f"is {quoted(text)}; expected {expected}")


def year_first(text: str) -> int | None:
    """2024-02-29, 2024/02/29 13:05:59 UTC, 2024-02-29T13:05Z."""
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        return None
    year, _, month, day, hour, minute, second = found.groups(default="0")
    return _seconds(int(year), int(month), int(day), int(hour), int(minute), int(second))


def named_month(text: str) -> int | None:
    """29 Feb 2024, 4-Apr-21, 8. März 2024, 8 de fev. de 2024."""
    found = _NAMED_MONTH.fullmatch(text)
    return _seconds(_year(found[3]), _month(found[2]), int(found[1])) if found else None


def american(text: str) -> int | None:
    """2/29/24, 1:05 PM: the month first, as AM and PM tell."""
    found = _AMERICAN.fullmatch(text)
    if not found:
        return None
    month, day, year, hour, minute, second, half = found.groups(default="0")
    if not 1 <= int(hour) <= 12:
        raise NotADate("date.invalid", ", no time of day")
    hours = int(hour) % 12 + (12 if half.upper() == "PM" else 0)
    return _seconds(_year(year), int(month), int(day), hours, int(minute), int(second))


def slashes(text: str) -> int | None:
    """02/29/2024 or 29/02/2024 where only one of the two can be meant."""
    found = _SLASHES.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    if first != second and max(first, second) <= 12 and min(first, second) >= 1:
        raise NotADate("date.ambiguous", ", which may be either of two days")
    return _seconds(year, second, first) if first > 12 else _seconds(year, first, second)


def month_and_year(text: str) -> int | None:
    """Feb 2024: its first day."""
    found = _MONTH_AND_YEAR.fullmatch(text)
    return _seconds(int(found[2]), _month(found[1]), 1) if found else None


def only_year(text: str) -> int | None:
    """2024: its first day."""
    return _seconds(int(text), 1, 1) if _YEAR.fullmatch(text) else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    month = _MONTHS.get(plain)
    if month is None:
        raise NotADate("date.month_name", ", whose month is not known")
    return month


def _seconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    if not (1 <= month <= 12 and year >= 1 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise NotADate("date.invalid", ", a day that does not exist")
    if second == 60 and (hour, minute) == (23, 59):
        second = 59  # a leap second
    if hour > 23 or minute > 59 or second > 59:
        raise NotADate("date.invalid", ", no time of day")
    return calendar.timegm((year, month, day, hour, minute, second))
