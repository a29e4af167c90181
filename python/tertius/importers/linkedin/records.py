"""What the tables of a LinkedIn export become: relationships, interactions, exchanges, milestones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tertius.addresses import email_address, profile_slug
from tertius.importers.dates import (
    american,
    month_and_year,
    named_month,
    only_year,
    slashes,
    year_first,
)
from tertius.importers.gathering import digest
from tertius.importers.limits import DAY
from tertius.importers.linkedin.messages import Message, partners
from tertius.importers.linkedin.names import full_name, unresolved
from tertius.importers.linkedin.owner import Invitation, Reading
from tertius.importers.linkedin.tables import CONNECTIONS, POSITIONS, SKILLS, Table

_INFERRED = 0.9
"""How sure it is that the others of a conversation were meant, or that a connection accepted."""
_BY_NAME = 0.7
"""How sure it is that a name means the one connection of that name."""
_GUESSED = 0.5
"""Of a day in a year, and of what somebody was congratulated on."""

_Who = tuple[str, float | None]
"""A key, and how sure it is."""


def add_career(reading: Reading) -> None:
    """The member's skills and positions: the current one is theirs, all but the first are milestones."""
    skills: dict[str, None] = {}
    for entry in reading.export.entries(SKILLS):
        skills[entry["name"]] = None
        reading.writer.imported()
    positions = []
    for entry in reading.export.entries(POSITIONS):
        if not entry["started on"]:
            reading.writer.skip("no_start")
            continue
        start = entry.time("started on", (month_and_year, only_year, named_month, year_first), "Mon YYYY")
        if start is not None:
            is_guess = len(entry["started on"]) == 4
            positions.append(
                (start, entry["company name"], entry["title"], not entry["finished on"], is_guess)
            )
            reading.writer.imported()
    positions.sort()
    for start, company, title, _, is_guess in positions[1:]:
        reading.gathering.milestone(
            person=reading.owner,
            time=start,
            kind="new_position",
            record=digest("position", company, title, str(start)),
            confidence=_GUESSED if is_guess else None,
        )
    current = [(company, title) for _, company, title, is_current, _ in positions if is_current]
    company, title = current[-1] if current else ("", reading.headline)
    reading.gathering.person(
        reading.owner, organisation=company, position=title, skills=list(filter(None, skills))
    )


def add_connections(reading: Reading) -> None:
    """Contacts of the member since the day they connected."""
    alike: Counter[tuple[str, ...]] = Counter()
    forms = (named_month, year_first, american, slashes)
    for entry in reading.export.entries(CONNECTIONS):
        name = full_name(entry["first name"], entry["last name"])
        slug, address = (
            profile_slug(entry["url"]),
            (email_address(entry["email address"]) or ""),
        )
        if not (name or slug or address):
            reading.writer.skip("hidden_member")
            continue
        since = entry.time("connected on", forms, "DD Mon YYYY") if entry["connected on"] else None
        if since is None and entry["connected on"]:
            continue
        key = reading.key(slug) or address
        if not key:
            alike[entry.everything] += 1
            key = unresolved(name, *entry.everything, str(alike[entry.everything]))
        if key in reading.connected or key == reading.owner:
            reading.writer.skip("repeated")
            continue
        reading.connected.add(key)
        reading.names.add(name, entry["company"], key)
        reading.gathering.person(
            key,
            name=name,
            organisation=entry["company"],
            position=entry["position"],
            aliases=[alias for alias in (f"linkedin.com/in/{slug}" if slug else "", address) if alias],
        )
        reading.gathering.relationship(
            **{"from": reading.owner}, to=key, type="contact", since=since, record=digest("connection", key)
        )
        reading.writer.imported()


def add_messages(reading: Reading, messages: Sequence[Message]) -> None:
    """A row for each recipient."""
    wrote = partners(messages)
    for message in messages:
        sender = _sender(reading, message)
        if sender is None:
            reading.writer.skip("sender_unknown")
            continue
        recipients, confidence = _recipients(reading, message, sender[0], wrote)
        if not recipients:
            reading.writer.skip("recipient_unknown")
            continue
        confidence = min((sure for sure in (sender[1], confidence) if sure is not None), default=None)
        for recipient in recipients:
            reading.gathering.interaction(
                **{"from": sender[0]},
                to=recipient,
                time=message.time,
                channel="linkedin",
                kind=message.kind,
                thread=message.conversation or None,
                message=message.record,
                record=message.record,
                confidence=confidence,
            )
        if message.kind == "congratulations" and len(recipients) == 1:
            reading.gathering.milestone(
                person=recipients[0],
                time=message.time,
                kind="congratulated",
                record=digest(message.record, "congratulated"),
                confidence=_GUESSED,
            )
        reading.writer.imported()


def _sender(reading: Reading, message: Message) -> _Who | None:
    if message.sender:
        return reading.met(message.sender, message.sender_name), None
    if message.is_mine:
        return reading.owner, None
    if not message.is_named_only:
        return None
    if reading.is_owners_name(message.sender_name):
        return reading.owner, _INFERRED
    bearers = reading.names.find(message.sender_name)
    return (bearers[0], _BY_NAME) if len(bearers) == 1 else None


def _recipients(
    reading: Reading, message: Message, sender: str, wrote: dict[str, list[str]]
) -> tuple[list[str], float | None]:
    most = reading.export.limits.recipients
    if message.recipients:
        told = [slug for slug in message.recipients if reading.key(slug) != sender]
        if len(told) > most:
            reading.writer.warn("linkedin.too_many_recipients")
        return list(dict.fromkeys(map(reading.met, told[:most]))), None
    if sender != reading.owner:
        return [reading.owner], _INFERRED
    answered = [reading.key(slug) for slug in wrote.get(message.conversation, ())[:most]]
    if others := [key for key in dict.fromkeys(answered) if key != sender]:
        return others, _INFERRED
    bearers = reading.names.find(message.recipient_names) if message.is_named_only else []
    return (bearers if len(bearers) == 1 else []), _BY_NAME


def add_invitations(reading: Reading, invitations: Iterable[Invitation]) -> None:
    """Interactions; who became a connection has accepted."""
    for invitation in invitations:
        who = _by_profile_or_name(
            reading, invitation.other, invitation.other_name, "", f"invitation {invitation.time}"
        )
        if who is None:
            reading.writer.skip("hidden_member")
            continue
        other, confidence = who
        is_accepted = other in reading.connected
        sender, receiver = (reading.owner, other) if invitation.is_mine else (other, reading.owner)
        reading.gathering.interaction(
            **{"from": sender},
            to=receiver,
            time=invitation.time,
            channel="linkedin",
            kind="accepted_invitation" if is_accepted else "invitation",
            record=digest("invitation", str(invitation.time), sender, receiver),
            confidence=confidence if confidence is not None or not is_accepted else _INFERRED,
        )
        reading.writer.imported()


@dataclass
class _Act:
    """What one person endorsed on one day."""

    time: int
    confidence: float | None
    skills: set[str] = field(default_factory=set)


def add_endorsements(reading: Reading, table: Table, role: str) -> None:
    """One exchange for a person and day, as large as skills were endorsed; these the endorsed one has."""
    acts: dict[tuple[str, int], _Act] = {}
    skills: defaultdict[str, dict[str, None]] = defaultdict(dict)
    is_received = role == "endorser"
    for entry in reading.export.entries(table):
        time = entry.time("endorsement date", (year_first, american), "YYYY/MM/DD HH:MM:SS UTC")
        if time is None:
            continue
        name = full_name(entry[f"{role} first name"], entry[f"{role} last name"])
        who = _by_profile_or_name(
            reading,
            profile_slug(entry[f"{role} public url"]),
            name,
            "",
            f"endorsement {time // DAY}",
        )
        skill = entry["skill name"]
        if who is None or not skill:
            reading.writer.skip("hidden_member" if who is None else "no_skill")
            continue
        other, confidence = who
        act = acts.setdefault((other, time // DAY), _Act(time, confidence))
        act.time = min(act.time, time)
        act.skills.add(skill)
        if not is_received:
            skills[other][skill] = None
        elif entry["endorsement status"].upper() in ("ACCEPTED", ""):
            skills[reading.owner][skill] = None
        reading.writer.imported()
    for endorsed, tags in skills.items():
        reading.gathering.person(endorsed, skills=list(tags))
    for (other, day), act in acts.items():
        giver, receiver = (other, reading.owner) if is_received else (reading.owner, other)
        reading.gathering.exchange(
            giver=giver,
            receiver=receiver,
            kind="endorsement",
            size=float(len(act.skills)),
            time=act.time,
            record=digest("endorsement", giver, receiver, str(day)),
            confidence=act.confidence,
        )


def add_recommendations(reading: Reading, table: Table, *, received: bool) -> None:
    """Exchanges with whoever bears the name."""
    for entry in reading.export.entries(table):
        status = entry["status"].casefold()
        if status not in ("visible", "hidden", ""):
            reading.writer.skip(status if status in ("pending", "deleted") else "other_status")
            continue
        time = entry.time("creation date", (american, year_first, slashes), "MM/DD/YY, HH:MM AM")
        if time is None:
            continue
        name, company = full_name(entry["first name"], entry["last name"]), entry["company"]
        who = _by_profile_or_name(reading, "", name, company, f"recommendation {time}")
        if who is None:
            reading.writer.skip("hidden_member")
            continue
        other, confidence = who
        reading.gathering.person(other, name=name, organisation=company, position=entry["job title"])
        giver, receiver = (other, reading.owner) if received else (reading.owner, other)
        reading.gathering.exchange(
            giver=giver,
            receiver=receiver,
            kind="recommendation",
            time=time,
            record=digest("recommendation", giver, receiver, str(time)),
            confidence=confidence,
        )
        reading.writer.imported()


def _by_profile_or_name(
    reading: Reading, slug: str, name: str, organisation: str, occasion: str
) -> _Who | None:
    """Whom a row means; somebody of their own, known from this occasion, where the name does not tell."""
    if slug:
        return reading.met(slug, name), None
    if not name:
        return None
    bearers = reading.names.find(name, organisation)
    if len(bearers) == 1:
        return bearers[0], _BY_NAME
    reading.writer.warn("linkedin.name_ambiguous" if bearers else "linkedin.name_unknown")
    key = unresolved(name, organisation, occasion)
    reading.gathering.person(key, name=name)
    return key, None
