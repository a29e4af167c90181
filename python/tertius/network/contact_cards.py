"""People written down as an address book."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tertius.addresses import email_address, profile_address
from tertius.columns import shown
from tertius.errors import InvalidInput
from tertius.importers.contacts.cards import KEY_PROPERTY
from tertius.importers.contacts.contact import one_line
from tertius.network.network import Network
from tertius.whole_files import whole_file

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TOLD = ("name", "organisation", "department", "position", "location", "skills", "aliases")


def write_contacts(net: Network, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Writes everybody in a network as address cards (vCard 3.0), which any address book takes in.

    Name, organisation, department, position, location, e-mail and profile addresses, and skills (as
    categories). :func:`read_contacts` gives the same people by the same keys, without their skills: other
    books hold groups there. Other aliases, and what is recorded beside people, are left out. A line break in
    a text stays inside it; other control characters become blanks. The file is its owner's alone, there whole
    or not at all.

    net
        The network; ``store.pseudonymised()`` gives one without names.
    overwrite
        Whether a file that is there may be replaced.

    Raises InvalidInput: export.exists, and export.cell for a key that no line of a card can hold. OSError.

    >>> import pathlib, tempfile, tertius as tt
    >>> net = tt.Network.from_frames(people={"key": ["ada@x.org"], "name": ["Ada\\nEMAIL:eve@x.org"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     book = pathlib.Path(folder, "people.vcf")
    ...     tt.write_contacts(net, book)
    ...     again = tt.read_contacts(book)
    >>> again.people["key"].tolist(), again.people["name"].tolist()
    (['ada@x.org'], ['Ada EMAIL:eve@x.org'])
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    with whole_file(path, overwrite=overwrite) as file:
        for key, told in _people(net):
            file.write(_card(key, told))


def _people(net: Network) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each person's key and what is recorded of them."""
    people = net.people
    recorded = [name for name in _TOLD if name in people.columns]
    columns = [people[name].tolist() for name in recorded]
    for row, (key, *told) in enumerate(zip(map(str, people["key"].tolist()), *columns, strict=True)):
        if key != one_line(key):
            raise InvalidInput(f"people row {row}: no card can hold the key {shown(key)}", "export.cell")
        yield key, {name: item for name, item in zip(recorded, told, strict=True) if item}


def _card(key: str, told: Mapping[str, Any]) -> str:
    try:
        import vobject  # type: ignore[import-untyped]
    except ImportError:
        raise ImportError("address cards need vobject: pip install 'tertius[imports]'") from None
    card = vobject.vCard()
    name = _text(told.get("name", ""))
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(given=name)  # which part is the family's is not recorded
    card.add(KEY_PROPERTY).value = key
    for address in _addresses(key, told.get("aliases", ())):
        card.add("email").value = address
    for profile in filter(_is_profile, told.get("aliases", ())):
        card.add("url").value = f"https://www.{profile}"
    organisation = [_text(told.get(part, "")) for part in ("organisation", "department")]
    if any(organisation):
        card.add("org").value = organisation
    if "position" in told:
        card.add("title").value = _text(told["position"])
    if "location" in told:
        card.add("adr").value = vobject.vcard.Address(city=_text(told["location"]))
    if "skills" in told:
        card.add("categories").value = list(map(_text, told["skills"]))
    written: str = card.serialize()
    return written


def _text(text: str) -> str:
    return _NO_TEXT.sub(" ", text)


def _addresses(key: str, aliases: tuple[str, ...]) -> list[str]:
    return [text for text in (key, *aliases) if email_address(text) == text]


def _is_profile(alias: str) -> bool:
    return profile_address(alias) == alias
