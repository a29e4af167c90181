"""One message of a mailbox: who wrote to whom and when, or why it tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tertius.importers.addressees import Addressee, AddressFault, Owner, addressees, decoded, key_of
from tertius.importers.gathering import digest
from tertius.importers.limits import DAY, Limits
from tertius.importers.mail.dates import seconds_of_date
from tertius.importers.mail.headers import Field, Header
from tertius.importers.mail.mime_parts import Body
from tertius.importers.phrases import introduces_in, said_in
from tertius.importers.report import quoted

_ID = re.compile(r"<[^<>]*>|[^\s<>]+")
_MACHINE = re.compile(
    r"(?:.*[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer[-_.]?daemon|postmaster|bounces?)(?:[-_.+].*)?"
)
_BULK = ("bulk", "list", "junk", "auto_reply")
_SET_ASIDE = {
    "draft": "draft",
    "drafts": "draft",
    "entwürfe": "draft",
    "brouillons": "draft",
    "borradores": "draft",
    "bozze": "draft",
    "rascunhos": "draft",
    "concepten": "draft",
    "spam": "spam",
    "junk": "spam",
    "trash": "trash",
    "bin": "trash",
    "papierkorb": "trash",
    "corbeille": "trash",
    "papelera": "trash",
    "cestino": "trash",
    "lixeira": "trash",
    "prullenbak": "trash",
}
_REPLY = re.compile(r"\s*(?:re|aw|sv|vs|antw|r|odp|fwd?|wg|tr)\s*(?:\[\d+\])?:", re.IGNORECASE)


class NothingToTake(Exception):
    """A message that is left out for a reason: its argument."""


class CannotBe(Exception):
    """A message that cannot be what it says: code, message, line."""

    def __init__(self, code: str, message: str, line: int) -> None:
        super().__init__(message)
        self.code = code
        self.line = line


@dataclass(slots=True)
class Message:
    """Who wrote to whom; ids are digests, and nothing of the text is kept."""

    time: int
    sender: str
    recipients: tuple[str, ...]
    """Each once, in the order of their keys, without the sender."""
    record: str
    answers: str | None
    """The record of the message that it answers to."""
    root: str
    """The record of the oldest message that it knows in its thread."""
    says: str | None = None
    """What it plainly says: thanks, congratulations ..."""
    introduces: bool = False
    """Whether it says that it introduces people."""


class MessageReader:
    """Makes messages of headers; keeps how people call themselves, and what belongs to one thread."""

    def __init__(
        self, owner: Owner, limits: Limits, now: float, warn: Callable[[str], object], *, texts: bool
    ) -> None:
        self.threads = Threads()
        self.names: dict[str, tuple[bool, int, str]] = {}
        """For each person: whether it is their own word, when it was said, and the name."""
        self._owner = owner
        self._limits = limits
        self._latest = now + limits.days_ahead * DAY
        self._warn = warn
        self._texts = texts

    def read(self, header: Header, body: Body, line: int) -> Message:
        """The message that begins at `line`. Raises NothingToTake, CannotBe."""
        if body.too_deep:
            depth = self._limits.mime_depth
            raise CannotBe("limit.mime_depth", f"parts are nested more than {depth} deep", body.too_deep)
        if not header.whole:
            size = self._limits.header_bytes
            raise CannotBe("limit.header_bytes", f"the header has more than {size} bytes", line)
        _refuse_machines(header)
        sender = self._sender(header, line)
        time = self._time(header)
        recipients = self._recipients(header, sender.address)
        self._hear_name(sender, time, own=True)
        for recipient in recipients:
            self._hear_name(recipient, time, own=False)
        keys = [recipient.address for recipient in recipients]
        return self._message(header, body.text, time, sender.address, keys)

    def _sender(self, header: Header, line: int) -> Addressee:
        written = header.get("from", Field("", line))
        writers = _listed(written)
        if not writers:
            raise CannotBe("mime.address", "nobody is named as the sender", written.line)
        key = _key(writers[0].address, written.line)
        if _MACHINE.fullmatch(key.rpartition("@")[0].lower()):
            raise NothingToTake("automatic")
        return Addressee(self._owner.known_as(key), writers[0].name)

    def _time(self, header: Header) -> int:
        written = header.get("date")
        if not written or not written.text:
            raise NothingToTake("no_date")
        try:
            time = seconds_of_date(written.text)
        except ValueError:
            raise CannotBe("date.invalid", f"{quoted(written.text)} is no date", written.line) from None
        if time > self._latest:
            self._warn("time.future")
            raise CannotBe("time.future", f"{quoted(written.text)} has not come yet", written.line)
        if time < self._limits.earliest:
            raise CannotBe("time.range", f"{quoted(written.text)} is before all that is read", written.line)
        return time

    def _recipients(self, header: Header, sender: str) -> list[Addressee]:
        """The first of To, Cc and Bcc, each person once, without the sender."""
        found: dict[str, str] = {}
        faults: list[CannotBe] = []
        others = 0
        for written in filter(None, map(header.get, ("to", "cc", "bcc"))):
            for one in _listed(written):
                try:
                    key = self._owner.known_as(_key(one.address, written.line))
                except CannotBe as fault:
                    faults.append(fault)
                    continue
                others += key == sender
                if key == sender or key in found:
                    continue
                if len(found) == self._limits.recipients:
                    self._warn("mime.too_many_recipients")
                    break
                found[key] = one.name
        if not found and faults:
            raise faults[0]
        if not found:
            raise NothingToTake("to_self" if others else "no_recipients")
        for unusable in faults:
            self._warn(unusable.code)
        return [Addressee(key, name) for key, name in found.items()]

    def _hear_name(self, person: Addressee, time: int, *, own: bool) -> None:
        """Of several names the person's own counts, then the latest, whatever the order of the messages."""
        if person.name:
            told = (own, time, person.name)
            self.names[person.address] = max(told, self.names.get(person.address, told))

    def _message(self, header: Header, text: str, time: int, sender: str, recipients: list[str]) -> Message:
        told = tuple(sorted(recipients))
        own = _ids(header.text("message-id"))
        record = digest(own[0]) if own else digest("", sender, str(time), *told)
        parents = [digest(one) for one in _ids(header.text("in-reply-to"))[:1]]
        references = [digest(one) for one in _ids(header.text("references"))] or parents
        thread = header.text("x-gm-thrid")
        for other in (*references, *parents, *([digest("thread", thread)] if thread else [])):
            self.threads.unite(record, other)
        answers = next(iter(parents or references[-1:]), None)
        root = references[0] if references else record
        if not self._texts:
            return Message(time, sender, told, record, answers, root)
        subject = decoded(header.text("subject"))
        plain = text if _REPLY.match(subject) else f"{subject}\n{text}"
        return Message(time, sender, told, record, answers, root, said_in(plain), introduces_in(plain))


def _refuse_machines(header: Header) -> None:
    """Raises NothingToTake for what no person wrote to persons, and for what its owner has set aside."""
    if (
        "list-id" in header
        or header.text("auto-submitted").lower() not in ("", "no")
        or header.text("precedence").lower() in _BULK
        or header.text("return-path") == "<>"
    ):
        raise NothingToTake("automatic")
    for label in decoded(header.text("x-gmail-labels")).split(","):
        aside = _SET_ASIDE.get(label.strip(' "').casefold())
        if aside:
            raise NothingToTake(aside)


def _listed(written: Field) -> list[Addressee]:
    try:
        return addressees(written.text)
    except AddressFault as fault:
        raise CannotBe("mime.address", str(fault), written.line) from None


def _key(address: str, line: int) -> str:
    if "\0" in address:
        raise CannotBe("enc.nul_byte", f"{quoted(address)} holds a NUL byte", line)
    if "\ufffd" in address:
        raise CannotBe("enc.invalid_utf8", f"{quoted(address)} is no UTF-8", line)
    try:
        return key_of(address)
    except AddressFault as fault:
        raise CannotBe("mime.address", str(fault), line) from None


def _ids(text: str) -> list[str]:
    return _ID.findall(text)


class Threads:
    """Which messages belong together: sets of ids that are united as they are found."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def unite(self, one: str, other: str) -> None:
        self._parents[self.of(one)] = self.of(other)

    def of(self, record: str) -> str:
        """What stands for all the messages that belong to one thread with this one."""
        parents = self._parents
        while (parent := parents.setdefault(record, record)) != record:
            parents[record] = parents[parent]
            record = parent
        return record
