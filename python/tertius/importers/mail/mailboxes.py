"""Mailboxes (mbox files: Gmail's Takeout, Thunderbird, Apple Mail) as networks."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Callable, Iterable
from pathlib import Path

from tertius.importers.addressees import Owner
from tertius.importers.files.file_lines import FileLines
from tertius.importers.files.plain_files import shown_path
from tertius.importers.files.several_files import Paths, files_of, share_of, shown_paths
from tertius.importers.gathering import Gathering
from tertius.importers.limits import Limits
from tertius.importers.mail.headers import read_header
from tertius.importers.mail.introductions import introductions
from tertius.importers.mail.messages import CannotBe, Message, MessageReader, NothingToTake
from tertius.importers.mail.mime_parts import Body, at_message
from tertius.importers.report import ReportWriter, quoted
from tertius.network.network import Network
from tertius.progress import Progress, as_callback


def read_mbox(
    path: Paths,
    *,
    me: str | Iterable[str] | None = None,
    texts: bool = False,
    strict: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - unchanging
    progress: Progress = None,
) -> Network:
    """Reads a mailbox: an mbox file, several, or a folder of them.

    Each message is an interaction from its sender to each of its recipients (channel "email"), in its thread
    and, where it answers to a message that was read, as a reply to that. People stand by their addresses, the
    domain in lower case. The same message in two files counts once. What programs and lists sent is left
    out, what the owner set aside as a draft, spam or trash, and messages without a date. Who introduced whom
    is found by the rule of :mod:`tertius.importers.mail.introductions`.

    `me`
        The owner's address, or several: the first is their key, the others become its aliases.
    `texts`
        Also look into the subject and the first text of each message for thanks, congratulations,
        condolences, support and introductions, in a few set phrases; a congratulation to one person is also
        a milestone of theirs (kind "congratulated", confidence 0.5). The texts themselves are never kept.
    `strict`
        Raise at the first message that cannot be what it says, rather than leave it out.

    A message begins with a line "From ..." that holds a date and follows a blank line; what sizes a header
    claims is not believed. Files are read once, in blocks: memory grows with the number of messages, not with
    their size. What was left out and why: ``network.imports[0]``.

    Raises OSError, InvalidInput (io.not_regular_file, limit.file_bytes, mbox.no_separator), InvalidOption.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> mail = (
    ...     "From ada@x.org Fri Jul 14 02:40:00 2017\\nMessage-ID: <1@x.org>\\nFrom: Ada <ada@x.org>\\n"
    ...     "To: Ben Ito <ben@Y.org>\\nDate: Fri, 14 Jul 2017 02:40:00 +0000\\n\\nHello\\n"
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = pathlib.Path(folder, "box").write_text(mail)
    ...     net = tt.read_mbox(pathlib.Path(folder, "box"), me="ada@x.org")
    >>> net.interactions["to"].tolist(), net.people["name"].tolist()
    (['ben@y.org'], ['Ada', 'Ben Ito'])
    """
    owner = Owner(me)
    paths = [path] if isinstance(path, (str, os.PathLike)) else list(path)
    files = files_of(paths, limits, _begins_message)
    writer = ReportWriter("mailbox", shown_paths(paths), strict=strict, limits=limits)
    mailbox = _Mailbox(owner, writer, limits, texts=texts)
    done = share_of([file.stat().st_size for file in files], as_callback(progress))
    for file in files:
        mailbox.read(file, done)
    gathering = mailbox.gathered()
    del mailbox  # its messages are no longer needed where memory is
    return gathering.network(writer)


def _begins_message(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(5) == b"From "


class _Mailbox:
    """The messages of several files, each once."""

    def __init__(self, owner: Owner, writer: ReportWriter, limits: Limits, *, texts: bool) -> None:
        self._owner = owner
        self._writer = writer
        self._limits = limits
        self._texts = texts
        self._reader = MessageReader(owner, limits, clock.time(), writer.warn, texts=texts)
        self._messages: dict[str, Message] = {}

    def read(self, file: Path, done: Callable[[int], object]) -> None:
        """Takes a file's messages. Raises OSError, InvalidInput."""
        self._writer.file = shown_path(file)
        with file.open("rb") as stream:
            lines = FileLines(stream, self._limits.line_bytes, done)
            while lines.peek(2) in (b"\n", b"\r\n"):
                lines.take()
            if lines.peek(1) and not at_message(lines):
                found = quoted(lines.peek(40).decode("utf-8", "replace"))
                self._writer.refuse("mbox.no_separator", f"a mailbox begins with From, not {found}", 1)
            while lines.take() is not None:
                self._read_message(lines)

    def _read_message(self, lines: FileLines) -> None:
        line = lines.number
        header = read_header(lines, self._limits)
        body = Body(lines, header, self._limits, texts=self._texts)
        self._writer.read()
        if body.unparted:
            self._writer.warn("mbox.from_in_body", body.unparted)
        try:
            message = self._reader.read(header, body, line)
        except NothingToTake as reason:
            self._writer.skip(str(reason))
        except CannotBe as fault:
            self._writer.reject(fault.code, str(fault), fault.line)
        else:
            if body.unterminated:
                self._writer.warn("mime.unterminated")
            self._keep(message)

    def _keep(self, message: Message) -> None:
        """Of several copies of a message the first by time and sender counts, with the recipients of all."""
        known = self._messages.setdefault(message.record, message)
        if known is message:
            self._writer.imported()
            return
        self._writer.skip("duplicate")
        if (known.time, known.sender) == (message.time, message.sender):
            together = sorted({*known.recipients, *message.recipients})
            known.recipients = tuple(together[: self._limits.recipients])
        elif (message.time, message.sender) < (known.time, known.sender):
            self._messages[message.record] = message

    def gathered(self) -> Gathering:
        """What the messages tell, in the order of their times."""
        gathering = Gathering("mailbox")
        if self._owner.key is not None:
            gathering.person(self._owner.key, aliases=self._owner.aliases)
        ordered = sorted(self._messages.values(), key=lambda message: (message.time, message.record))
        threads: dict[str, str] = {}
        for message in ordered:
            thread = threads.setdefault(self._reader.threads.of(message.record), message.root)
            self._tell(gathering, message, thread)
        for found in introductions(ordered, self._owner.key):
            gathering.introduction(
                broker=found.broker,
                a=found.a,
                b=found.b,
                time=found.time,
                outcome=found.outcome,
                record=found.record,
                confidence=found.confidence,
            )
        for key, (_, _, name) in self._reader.names.items():
            if key in gathering:
                gathering.person(key, name=name)
        return gathering

    def _tell(self, gathering: Gathering, message: Message, thread: str) -> None:
        for recipient in message.recipients:
            gathering.interaction(
                **{"from": message.sender},
                to=recipient,
                time=message.time,
                channel="email",
                kind=message.says,
                thread=thread,
                message=message.record,
                reply_to=message.answers if message.answers in self._messages else None,
                record=message.record,
            )
        if message.says == "congratulations" and len(message.recipients) == 1:
            gathering.milestone(
                person=message.recipients[0],
                kind="congratulated",
                time=message.time,
                record=message.record,
                confidence=0.5,
            )
