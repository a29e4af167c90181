"""What a caller is told when a question cannot be answered as put."""

from __future__ import annotations


class Error(Exception):
    """Any error of tertius. ``code`` is stable across releases: ``"weight.negative"``.

    The message names the record, the field and what was allowed. A failed call has changed nothing.
    """

    code: str

    def __init__(self, message: str, code: str = "error") -> None:
        super().__init__(message, code)
        self.code = code

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownPerson(Error, KeyError):
    """Somebody was named who is not in the network; also a ``KeyError``."""

    def __init__(self, message: str, code: str = "person.unknown") -> None:
        super().__init__(message, code)


class UnknownTie(Error, KeyError):
    """Two people were named who are not tied; also a ``KeyError``."""

    def __init__(self, message: str, code: str = "tie.unknown") -> None:
        super().__init__(message, code)


class InvalidInput(Error, ValueError):
    """A record cannot be what it says: out of range, missing, at odds with another; also a ``ValueError``."""


class InvalidOption(Error, ValueError):
    """An option lies outside the range its description gives; also a ``ValueError``."""


class StoreError(Error):
    """A store's file cannot be opened, read or written: ``"store.locked"``, ``"store.corrupt"`` ..."""


class DataWarning(UserWarning):
    """The records can be read, but look like a mistake."""
