"""Who is meant in a LinkedIn export: by profile, by e-mail address, and only where these lack by name."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

from tertius.importers.gathering import digest

_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:in|pub)/([^/?#\s]+)[^\s]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"([^@\s]+)@([^@\s]+)")


def profile_slug(url: str) -> str:
    """ada-lovelace, of https://www.linkedin.com/in/Ada-Lovelace/?x=1; empty if it is no profile's address."""
    found = _PROFILE.fullmatch(url.strip())
    if not found:
        return ""
    written = found[1]
    try:
        decoded = unquote_to_bytes(written).decode()
    except UnicodeDecodeError:
        return written.lower()
    return unicodedata.normalize("NFC", decoded if decoded.isprintable() else written).lower()


def address_key(text: str) -> str:
    """Ada@x.org, of Ada@X.org: the domain in small letters, the local part as it is; empty if it is none."""
    found = _ADDRESS.fullmatch(text.strip())
    return f"{found[1]}@{found[2].lower()}" if found else ""


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
