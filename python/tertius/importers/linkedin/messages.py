"""The messages of a LinkedIn export: who wrote to whom, in which conversation. Their texts are not kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tertius.addresses import profile_slug
from tertius.importers.dates import american, year_first
from tertius.importers.gathering import digest
from tertius.importers.linkedin.names import folded
from tertius.importers.linkedin.tables import MESSAGES, Entry, Export
from tertius.importers.linkedin.texts import saying

_SPONSORED_TITLE = "sponsored conversation"
_SPONSORED_MARKUP = '<p class="spinmail-quill-editor'
_YES = ("yes", "true", "1")
_EXPECTED = "YYYY-MM-DD HH:MM:SS UTC"


@dataclass(frozen=True)
class Message:
    """Who wrote to whom: by profile where the export names it, else by the names as shown."""

    time: int
    conversation: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    recipient_names: str
    is_mine: bool | None
    """What the export says; None where it does not."""
    is_named_only: bool
    """Whether the export has no column for profiles, so that names have to do."""
    kind: str | None
    record: str


def read_messages(export: Export, texts: bool) -> list[Message]:
    """All messages that passed between people; the others are told to the report."""
    found: list[Message] = []
    alike: Counter[tuple[str, int, str]] = Counter()
    for entry in export.entries(MESSAGES):
        reason = _nothing_to_take(entry)
        if reason:
            export.writer.skip(reason)
            continue
        time = entry.time("date", (year_first, american), _EXPECTED)
        if time is None:
            continue
        conversation, sender = (
            entry["conversation id"],
            profile_slug(entry["sender profile url"]),
        )
        same = conversation, time, sender or entry["from"]
        alike[same] += 1
        direction = entry["direction"].casefold()
        found.append(
            Message(
                time,
                digest(conversation) if conversation else "",
                sender,
                entry["from"],
                tuple(dict.fromkeys(_slugs(entry["recipient profile urls"]))),
                entry["to"],
                direction.startswith("out") if direction else None,
                "sender profile url" not in entry,
                saying(entry["content"]) if texts else None,
                digest("message", *map(str, same), str(alike[same])),
            )
        )
    return found


def partners(messages: Iterable[Message]) -> dict[str, list[str]]:
    """By conversation, all who wrote in it."""
    wrote: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for message in messages:
        if message.conversation and message.sender:
            wrote[message.conversation][message.sender] = None
    return {conversation: list(senders) for conversation, senders in wrote.items()}


def senders_called(messages: Iterable[Message], name: str) -> set[str]:
    """The profiles of all who wrote under a name."""
    wanted = folded(name)
    return {m.sender for m in messages if wanted and m.sender and folded(m.sender_name) == wanted}


def always_there(messages: Iterable[Message]) -> set[str]:
    """The profiles that take part in every conversation; nobody if there is only one, or not all is told."""
    there: defaultdict[str, set[str]] = defaultdict(set)
    for message in messages:
        if not (message.conversation and message.recipients):
            return set()
        there[message.conversation].update(filter(None, (message.sender, *message.recipients)))
    return set.intersection(*there.values()) if len(there) > 1 else set()


def _nothing_to_take(entry: Entry) -> str | None:
    if entry["is message draft"].casefold() in _YES or entry["is conversation draft"].casefold() in _YES:
        return "draft"
    if entry["folder"].casefold() == "spam":
        return "spam"
    if entry["conversation title"].casefold() == _SPONSORED_TITLE:
        return "sponsored"
    if entry["content"].startswith(_SPONSORED_MARKUP):
        return "sponsored"
    return None


def _slugs(urls: str) -> Iterator[str]:
    """Addresses are joined by commas, which none of them holds; names are not used."""
    for url in urls.split(","):
        if slug := profile_slug(url):
            yield slug
