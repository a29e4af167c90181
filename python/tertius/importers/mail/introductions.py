"""Who brought whom together by mail.

A mail introduces a and b if it is the first that both stand on, it goes to at most four people, and its
sender, the broker, was in mail contact with each of the two before. Messages to more than ten people acquaint
nobody.

How sure that is: 0.3 from this alone; 0.6 if one of the two writes to the other within 30 days; 0.9 if the
mail says that it introduces. What came of it: "lasted" if they wrote to each other without the broker at
least twice, the first and the last more than 30 days apart; "met" if they did so at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from tertius.importers.limits import DAY
from tertius.importers.mail.messages import Message

_MOST_INTRODUCED = 4
_MOST_ACQUAINTED = 10
_SOON = 30 * DAY
_LASTING = 30 * DAY


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


@dataclass(slots=True)
class Introduction:
    """One pair that a broker's mail put together."""

    broker: str
    a: str
    b: str
    time: int
    record: str
    in_words: bool
    first: int | None = None
    """When one of the two first wrote to the other."""
    alone_first: int | None = None
    alone_last: int = 0
    """When they first and last did so without the broker."""

    def hear(self, message: Message) -> None:
        """Notes a message from one of the two to the other."""
        if self.first is None:
            self.first = message.time
        if self.broker not in message.recipients:
            if self.alone_first is None:
                self.alone_first = message.time
            self.alone_last = message.time

    @property
    def confidence(self) -> float:
        if self.in_words:
            return 0.9
        return 0.6 if self.first is not None and self.first - self.time <= _SOON else 0.3

    @property
    def outcome(self) -> str | None:
        if self.alone_first is None:
            return None
        return "lasted" if self.alone_last - self.alone_first > _LASTING else "met"


def introductions(messages: Iterable[Message], me: str | None) -> list[Introduction]:
    """The introductions among messages that come in the order of their times.

    With `me` those alone of which I am one of the three, or in contact with one of them. Takes time and
    memory linear in the messages, at most 45 pairs each.
    """
    in_contact: set[tuple[str, str]] = set()
    acquainted: set[tuple[str, str]] = set()
    made: dict[tuple[str, str], Introduction] = {}
    for message in messages:
        sender, recipients = message.sender, message.recipients
        ties = [_pair(sender, recipient) for recipient in recipients]
        if 2 <= len(recipients) <= _MOST_ACQUAINTED:
            pairs = list(combinations(recipients, 2))
            if len(recipients) <= _MOST_INTRODUCED:
                for a, b in pairs:
                    known = _pair(sender, a) in in_contact and _pair(sender, b) in in_contact
                    if known and (a, b) not in acquainted and (a, b) not in in_contact:
                        made[a, b] = Introduction(
                            sender, a, b, message.time, message.record, message.introduces
                        )
            acquainted.update(pairs)
        for tie in ties:
            if tie in made:
                made[tie].hear(message)
        in_contact.update(ties)
    return [
        introduction
        for introduction in made.values()
        if me is None
        or any(
            person == me or _pair(person, me) in in_contact
            for person in (introduction.broker, introduction.a, introduction.b)
        )
    ]
