"""Lines of calendars and address cards: at most 75 octets, the rest on lines that begin with a space."""

from __future__ import annotations


def folded(line: str) -> bytes:
    """The line with its end. Folds may fall inside a character, as some programs let them."""
    octets = line.encode()
    pieces = [octets[:75], *(octets[start : start + 74] for start in range(75, len(octets), 74))]
    return b"\r\n ".join(pieces) + b"\r\n"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
