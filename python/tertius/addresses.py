"""E-mail and profile addresses: what they say about who somebody is."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

from tertius.word_lists import word_list

_ATOM = r"[^\s@<>()\[\],;:\"\\\x00-\x20\x7f]+"
_EMAIL = re.compile(rf'(?:{_ATOM}|"[^"\\\x00-\x1f\x7f]+")@{_ATOM}')
_EMAIL_LENGTH = 320
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:in|pub)/([^/?#\s]+)[^\s]*", re.IGNORECASE
)
_SLUG_LENGTH = 200
_PROFILES = "linkedin.com/in/"

_SHARED_MAILBOXES = word_list("shared_mailboxes")
_PRIVATE_MAIL = word_list("private_mail")
_GMAIL = frozenset(["gmail.com", "googlemail.com"])
# "example" is kept for examples, beneath which any organisation may stand (RFC 2606).
_SECOND_LEVELS = frozenset(["ac", "co", "com", "edu", "example", "gov", "net", "or", "org"])


def email_address(text: str) -> str | None:
    """The address with its domain in lower case and its local part as written; None if it is none."""
    bare = text.strip().strip("<>")
    if bare[:7].lower() == "mailto:":
        bare = bare[7:]
    if len(bare) > _EMAIL_LENGTH or not _EMAIL.fullmatch(bare):
        return None
    local, _, domain = bare.rpartition("@")
    return f"{local}@{domain.lower().rstrip('.')}"


def mailbox(email: str) -> str:
    """What two addresses of one mailbox have in common: no case; at Gmail no dots, nothing from a + on."""
    local, _, domain = email.lower().rpartition("@")
    if domain not in _GMAIL:
        return f"{local}@{domain}"
    return f"{local.partition('+')[0].replace('.', '')}@gmail.com"


def profile_address(text: str) -> str | None:
    """``linkedin.com/in/<slug>`` of a profile's web address, however it is written; None if it is none."""
    found = _PROFILE.fullmatch(text.strip())
    if not found:
        return None
    written = found[1]
    try:
        decoded = unquote_to_bytes(written).decode()
    except UnicodeDecodeError:
        decoded = written
    plain = decoded.isprintable() and not set(decoded) & set(" /")
    slug = unicodedata.normalize("NFC", decoded if plain else written).lower()
    return f"{_PROFILES}{slug}" if len(slug) <= _SLUG_LENGTH else None


def is_profile(text: str) -> bool:
    return text.startswith(_PROFILES)


def profile_name(profile: str) -> str:
    """What a person with that profile goes by: the last part of its address."""
    return profile.removeprefix(_PROFILES)


def profile_slug(text: str) -> str:
    """ada-lovelace, of https://www.linkedin.com/in/Ada-Lovelace/?x=1; empty if it is no profile's address."""
    profile = profile_address(text)
    return profile_name(profile) if profile else ""


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
