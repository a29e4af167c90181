"""How much a file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30
DAY = 86_400


@dataclass(frozen=True)
class Limits:
    """What a reader accepts; raise one with ``Limits(recipients=200)``.

    Sizes are in bytes, counts in items, times in Unix seconds.
    """

    file_bytes: int = 64 * GIB
    line_bytes: int = 1 * MIB
    field_bytes: int = 64 * KIB
    columns: int = 1024
    zip_members: int = 10_000
    zip_bytes: int = 8 * GIB
    """Of all members of an archive together, unpacked."""
    zip_ratio: float = 200
    """How much larger a member may become than it is packed, once it is above 16 MiB."""
    header_bytes: int = 256 * KIB
    """Of one message's headers."""
    mime_depth: int = 32
    recipients: int = 50
    """Of a message, or attendees of a meeting, that become ties; the others are counted."""
    xml_depth: int = 64
    """How far elements may stand in each other."""
    xml_attributes: int = 256
    """Of one element."""
    occurrences: int = 1000
    """Of one repeating event."""
    properties: int = 100_000
    """Of one calendar component or address card."""
    earliest: int = 0
    """Events before it are left out."""
    days_ahead: float = 1
    """Events further ahead than that are left out."""
    problems: int = 100
    """How many faults a report keeps in full; all are counted."""
