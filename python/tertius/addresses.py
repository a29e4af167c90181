"""E-mail and profile addresses: what they say about who somebody is."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tertius.word_lists import word_list

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+")
_EMAIL_LENGTH = 254
_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)
_SLUG_LENGTH = 200
_PROFILES = "linkedin.com/in/"

_SHARED_MAILBOXES = word_list("shared_mailboxes")
_PRIVATE_MAIL = word_list("private_mail")
_SECOND_LEVELS = frozenset(["ac", "co", "com", "edu", "gov", "net", "or", "org"])


def email_address(text: str) -> str | None:
    """The address with its domain in lower case and its local part as written; None if it is none."""
    bare = text.strip().strip("<>")
    if bare[:7].lower() == "mailto:":
        bare = bare[7:]
    if len(bare) > _EMAIL_LENGTH or not _EMAIL.fullmatch(bare):
        return None
    local, domain = bare.split("@")
    return f"{local}@{domain.lower().rstrip('.')}"


def profile_address(text: str) -> str | None:
    """``linkedin.com/in/<slug>`` of a profile's web address, however it is written; None if it is none."""
    found = _PROFILE.match(text.strip())
    if not found:
        return None
    try:
        slug = unquote(found[1], errors="strict").lower()
    except UnicodeDecodeError:
        return None
    plain = len(slug) <= _SLUG_LENGTH and slug.isprintable() and not set(slug) & set(" /")
    return f"{_PROFILES}{slug}" if plain else None


def is_profile(text: str) -> bool:
    return text.startswith(_PROFILES)


def profile_name(profile: str) -> str:
    """What a person with that profile goes by: the last part of its address."""
    return profile.removeprefix(_PROFILES)


def is_shared_mailbox(email: str) -> bool:
    """Whether the local part names a desk and no person: info@, office@."""
    return email.partition("@")[0].lower() in _SHARED_MAILBOXES


def employer_label(email: str) -> str | None:
    """What in a domain names an organisation: "acme" of ada@mail.acme.co.uk; None of private mail."""
    domain = email.rpartition("@")[2].lower()
    labels = domain.split(".")
    if domain in _PRIVATE_MAIL or len(labels) < 2:
        return None
    if len(labels) > 2 and labels[-2] in _SECOND_LEVELS:
        labels.pop()
    return labels[-2]
