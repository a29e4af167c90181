"""Whose export it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tertius.addresses import profile_slug
from tertius.importers.dates import american, year_first
from tertius.importers.gathering import Gathering
from tertius.importers.linkedin.messages import Message, always_there, senders_called
from tertius.importers.linkedin.names import Names, folded, full_name
from tertius.importers.linkedin.tables import INVITATIONS, PROFILE, Export


@dataclass(frozen=True)
class Invitation:
    """Who asked whom to connect: by profile where the export names it, else by name."""

    time: int
    is_mine: bool
    mine: str
    """The member's own profile."""
    other: str
    other_name: str


class Reading:
    """What is known while an export is read: whose it is, who the connections are."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.writer = export.writer
        self.gathering = Gathering("linkedin")
        self.names = Names()
        self.connected: set[str] = set()
        self.owner = ""
        self.owner_name = ""
        self.headline = ""
        """What the member calls themselves; stands for a position where none is told."""
        self._own_profiles: set[str] = set()

    def key(self, slug: str) -> str:
        """The key of whom a profile shows."""
        return self.owner if slug in self._own_profiles else slug

    def met(self, slug: str, name: str = "") -> str:
        """Notes whom a profile shows. Returns their key."""
        key = self.key(slug)
        if name or key not in self.gathering:
            self.gathering.person(key, name=name, aliases=[f"linkedin.com/in/{slug}"])
        return key

    def is_owners_name(self, name: str) -> bool:
        return bool(self.owner_name) and folded(name) == folded(self.owner_name)

    def meet_owner(
        self, me: str | None, messages: Sequence[Message], invitations: Sequence[Invitation]
    ) -> None:
        """Finds who the member is. Raises InvalidInput if `me` is not given and the export does not tell."""
        location = ""
        for entry in self.export.entries(PROFILE):
            self.owner_name = full_name(entry["first name"], entry["last name"])
            self.headline, location = entry["headline"], entry["geo location"]
            self.writer.imported()
        profiles = self._profiles(messages, invitations)
        if me is None:
            if not profiles:
                self.writer.file = self.writer.report.path
                self.writer.refuse(
                    "linkedin.owner_unknown", "does not tell whose export it is; name the member: me=..."
                )
            self.owner = profiles[0]
        else:
            given = profile_slug(me) or me.strip()
            self.owner = given.lower() if given.lower() in profiles else given
        self._own_profiles = {self.owner, *profiles}
        self.gathering.person(
            self.owner,
            name=self.owner_name,
            location=location,
            aliases=[f"linkedin.com/in/{profile}" for profile in profiles],
        )

    def _profiles(self, messages: Sequence[Message], invitations: Iterable[Invitation]) -> list[str]:
        """The member's own profiles, most told first: addresses may change."""
        told = Counter(invitation.mine for invitation in invitations if invitation.mine)
        told.update(message.sender for message in messages if message.is_mine and message.sender)
        if told:
            return [profile for profile, _ in told.most_common()]
        for candidates in (senders_called(messages, self.owner_name), always_there(messages)):
            if len(candidates) == 1:
                return list(candidates)
        return []


def read_invitations(export: Export) -> list[Invitation]:
    """All invitations, sent and received."""
    found: list[Invitation] = []
    for entry in export.entries(INVITATIONS):
        time = entry.time("sent at", (american, year_first), "M/D/YY, h:mm AM")
        if time is None:
            continue
        inviter, invitee = (
            profile_slug(entry["inviterprofileurl"]),
            profile_slug(entry["inviteeprofileurl"]),
        )
        is_mine = entry["direction"].casefold().startswith("out")
        mine, other = (inviter, invitee) if is_mine else (invitee, inviter)
        found.append(Invitation(time, is_mine, mine, other, entry["to" if is_mine else "from"]))
    return found
