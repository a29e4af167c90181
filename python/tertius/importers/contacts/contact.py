"""What an address book tells of one person, and how the entries of a book become a network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tertius.addresses import email_address, is_shared_mailbox, profile_address, profile_name
from tertius.identity.person_names import names_agree, person_name
from tertius.importers.gathering import Gathering, digest
from tertius.importers.report import ReportWriter
from tertius.network.network import Network

_CONTROLS_AND_SPACES = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
SOURCE = "contacts"


def one_line(text: str) -> str:
    """The text without line breaks and control characters, so that no value can pose as two."""
    return _CONTROLS_AND_SPACES.sub(" ", text).strip()


@dataclass(frozen=True)
class Contact:
    """One entry of an address book; what it does not tell is empty."""

    line: int
    """Where the entry begins in its file."""
    name: str = ""
    emails: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    organisation: str = ""
    department: str = ""
    position: str = ""
    location: str = ""
    key: str = ""
    """What the entry itself says to call the person."""
    marks: tuple[str, ...] = ()
    """What tells the entry from a namesake's: the book's own id of it, telephone numbers."""


def contact_of(
    line: int, name: str, emails: Iterable[str], sites: Iterable[str], marks: Iterable[str], **told: str
) -> Contact:
    """A contact from texts as they stand in a file; whatever is no address is left out."""
    addresses = tuple(dict.fromkeys(filter(None, map(email_address, emails))))
    if email_address(name):
        name = ""
    return Contact(
        line,
        one_line(name),
        addresses,
        tuple(dict.fromkeys(filter(None, map(profile_address, sites)))),
        marks=tuple(sorted(set(filter(None, map(one_line, marks))))),
        **{what: one_line(text) for what, text in told.items()},
    )


def network_of(contacts: Iterable[Contact], me: str | None, writer: ReportWriter) -> Network:
    """Everybody in an address book, known to `me` where given.

    A person's key is the first of their e-mail addresses that is theirs alone, else their profile's name,
    else one made of their name. An entry that holds `me` among its addresses is the owner's own.
    """
    taken = [contact for contact in contacts if _tells_of_somebody(contact, writer)]
    keys = _Keys(taken, me)
    people = Gathering(SOURCE)
    for contact in taken:
        key = people.person(
            keys.of(contact),
            name=contact.name,
            organisation=contact.organisation,
            department=contact.department,
            position=contact.position,
            location=contact.location,
        )
        people.person(key, aliases=[one for one in (*contact.emails, *contact.profiles) if one != key])
        writer.imported()
    if me is not None:
        _know(people, me, keys.given)
    return people.network(writer)


def _tells_of_somebody(contact: Contact, writer: ReportWriter) -> bool:
    if not (contact.name or contact.emails or contact.profiles or contact.key):
        writer.skip("nobody named")
        return False
    if not contact.name:
        writer.warn("contacts.no_name")
    return True


def _know(people: Gathering, me: str, keys: Iterable[str]) -> None:
    people.person(me)
    for key in dict.fromkeys(keys):
        if key != me:
            people.relationship(**{"from": me, "to": key, "type": "contact", "record": digest(me, key)})


class _Keys:
    """Hands out keys: the same for the same entry whatever stands around it, as far as the entry tells."""

    def __init__(self, contacts: Iterable[Contact], me: str | None) -> None:
        self.given: list[str] = []
        self._me = me
        self._shared = _shared_emails(contacts)
        self._unmarked: Counter[str] = Counter()

    def of(self, contact: Contact) -> str:
        profiles = (profile_name(profile) for profile in contact.profiles)
        own = [one for one in (*contact.emails, *profiles) if one not in self._shared]
        own[:0] = filter(None, [contact.key])
        if self._me is not None and self._me in (*own, *contact.profiles):
            key = self._me
        else:
            key = own[0] if own else self._unresolved(contact)
        self.given.append(key)
        return key

    def _unresolved(self, contact: Contact) -> str:
        """A key of the entry's own: nobody is taken for a namesake."""
        told = (contact.name, *contact.marks, *contact.emails)
        if not contact.marks and not contact.emails:
            self._unmarked[contact.name] += 1
            told = (contact.name, str(self._unmarked[contact.name]))
        return f"{contact.name or contact.emails[0]} ({SOURCE} {digest(*told)})"


def _shared_emails(contacts: Iterable[Contact]) -> set[str]:
    """Addresses that stand for a desk, or for several people who are called differently."""
    first_holder: dict[str, str] = {}
    shared = set()
    for contact in contacts:
        if not contact.name:
            continue
        for email in contact.emails:
            holder = first_holder.setdefault(email, contact.name)
            differs = not names_agree(person_name(holder), person_name(contact.name))
            if differs or is_shared_mailbox(email):
                shared.add(email)
    return shared
