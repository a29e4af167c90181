"""E-mail addresses: who stands in a header, and by which key they are known.

A key is the address with its domain in lower case; the local part is kept, for only its own domain knows
whether A and a are one. The name shown beside an address is never taken for who it is. The lists are read
here and not by ``email.utils``, which recurses once for each comment in a comment and takes a second
person out of a shown name that looks like an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from typing import NamedTuple

from tertius.addresses import email_address
from tertius.display import plain_text
from tertius.errors import InvalidOption
from tertius.importers.report import quoted

_DEEPEST_COMMENT = 32
_LONGEST_ENCODED = 1000
_LONGEST_NAME = 200

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^>]*>?|[(),;:]|[^"<(),;:]+', re.DOTALL)
_PARENTHESIS = re.compile(r"\\.|[()]", re.DOTALL)


class Addressee(NamedTuple):
    address: str
    """As written; see :func:`key_of`."""
    name: str
    """As shown beside it; empty where nothing is."""


class AddressFault(ValueError):
    """A header that cannot be a list of addresses; the message says why."""


def addressees(header: str) -> list[Addressee]:
    """Everybody in a From, To or Cc header, in order; names of groups are no people.

    Time is linear in the header. Raises AddressFault for comments nested beyond all sense.
    """
    found: list[Addressee] = []
    shown: list[str] = []
    comments: list[str] = []
    angle: str | None = None
    for piece in (*_pieces(header), ","):
        if piece in (",", ";"):
            if angle is not None:
                found.append(Addressee(angle.rpartition(":")[2].strip(), shown_name(_unquoted(shown))))
            elif any(map(str.strip, shown)):
                found.append(Addressee("".join(shown).strip(), shown_name(" ".join(comments))))
            shown, comments, angle = [], [], None
        elif piece == ":":
            shown.clear()
        elif piece[0] == "<":
            angle = piece[1:].removesuffix(">")
        elif piece[0] == "(":
            comments.append(piece[1:].removesuffix(")"))
        elif piece != ")":
            shown.append(piece)
    return found


def _pieces(header: str) -> Iterator[str]:
    at = 0
    while piece := _PIECE.match(header, at):
        end = _comment_end(header, at) if piece[0] == "(" else piece.end()
        yield header[at:end]
        at = end


def _comment_end(header: str, start: int) -> int:
    depth = 0
    for mark in _PARENTHESIS.finditer(header, start):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if depth > _DEEPEST_COMMENT:
            raise AddressFault(f"comments are nested more than {_DEEPEST_COMMENT} deep")
        if depth == 0:
            return mark.end()
    return len(header)


def _unquoted(shown: list[str]) -> str:
    return "".join(
        re.sub(r"\\(.)", r"\1", piece.strip('"'), flags=re.DOTALL) if piece[0] == '"' else piece
        for piece in shown
    )


def shown_name(shown: str) -> str:
    """A name fit to be kept: decoded, on one line; none where it only repeats some address."""
    name = "".join(decoded(shown).split("\0"))
    name = plain_text(" ".join(name.split()).strip("'\""))
    return "" if "@" in name or "\ufffd" in name else name[:_LONGEST_NAME]


def decoded(text: str) -> str:
    """A header's text with encoded words (RFC 2047) decoded; what is too long to be read is empty."""
    if len(text) > _LONGEST_ENCODED:
        return ""
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return ""
    return "".join(
        part if isinstance(part, str) else decoded_bytes(part, charset or "ascii") for part, charset in parts
    )


def decoded_bytes(text: bytes, charset: str) -> str:
    """A text in the character set it names; in UTF-8 where nobody knows that one."""
    try:
        return text.decode(charset, "replace")
    except (LookupError, ValueError):
        return text.decode("utf-8", "replace")


def key_of(address: str) -> str:
    """The key of whoever has this address. Raises AddressFault if it is none."""
    key = email_address(address)
    if key is None or plain_text(key) != key:
        raise AddressFault(f"{quoted(address)} is no address")
    return key


class Owner:
    """Whose records are read: one person, by the first of their addresses."""

    def __init__(self, me: str | Iterable[str] | None) -> None:
        """Raises InvalidOption for what is no address."""
        addresses = [me] if isinstance(me, str) else list(me or ())
        try:
            keys = [key_of(address) for address in addresses]
        except AddressFault as fault:
            raise InvalidOption(f"me: {fault}", "me.address") from None
        self.key = keys[0] if keys else None
        self.aliases = tuple(dict.fromkeys(key for key in keys if key != self.key))
        self._all = frozenset(keys)

    def known_as(self, key: str) -> str:
        """The key that somebody's records stand by: for each of the owner's addresses the first."""
        return self.key if self.key is not None and key in self._all else key
