"""People written as address cards are the same people when read again, whatever their names hold."""

from __future__ import annotations

import re
import stat

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

import tertius as tt

TOLD = ("name", "organisation", "department", "position", "location")
TEXTS = st.text(st.sampled_from('ab,;:\\\n\r\t"\x00\x1b\x85\u2028é漢=EMAIL'), max_size=90)
KEYS = st.text(st.sampled_from("ab,;:\\\"@.é漢'"), min_size=1, max_size=9)


def one_line(text: str | None) -> str | None:
    """Text as a reader of cards keeps it: control characters and blanks are one blank."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", " ", text or "").strip() or None


def people(net: tt.Network) -> dict[str, tuple]:
    columns = [
        net.people[name].tolist() if name in net.people.columns else [None] * len(net) for name in TOLD
    ]
    told = [tuple(map(one_line, row)) for row in zip(*columns, strict=True)]
    return dict(zip(map(str, net.people["key"].tolist()), told, strict=True))


def written_and_read(net: tt.Network, folder) -> tt.Network:
    tt.write_contacts(net, folder / "people.vcf", overwrite=True)
    return tt.read_contacts(folder / "people.vcf", strict=True)


@given(st.dictionaries(KEYS, st.tuples(*[TEXTS] * len(TOLD)), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whoever_is_written_is_read_back(tmp_path_factory, told):
    columns = {name: [row[place] for row in told.values()] for place, name in enumerate(TOLD)}
    net = tt.Network.from_frames(people={"key": list(told), **columns})
    assert people(written_and_read(net, tmp_path_factory.mktemp("book"))) == people(net)


def test_the_sample_s_people_are_read_back_with_their_addresses(tmp_path):
    net = tt.samples.consultant()
    again = written_and_read(net, tmp_path)
    assert people(again) == people(net)
    kept = {
        key: {alias for alias in aliases if "@" in alias or "/" in alias}
        for key, aliases in zip(net.people["key"], net.people["aliases"], strict=True)
    }
    assert dict(zip(again.people["key"], map(set, again.people["aliases"]), strict=True)) == kept


def test_a_card_says_what_is_known_of_a_person(tmp_path):
    net = tt.Network.from_frames(
        people={
            "key": ["ada-l"],
            "name": ["Ada Lovelace"],
            "organisation": ["Engines; Co"],
            "department": ["Analysis"],
            "position": ["Countess"],
            "location": ["London, UK"],
            "skills": [["mathematics", "poetry, applied"]],
            "aliases": [["ada@x.org", "linkedin.com/in/ada-l", "Enchantress"]],
        }
    )
    tt.write_contacts(net, tmp_path / "ada.vcf")
    card = vobject.readOne((tmp_path / "ada.vcf").read_text())
    assert card.fn.value == "Ada Lovelace"
    assert card.org.value == ["Engines; Co", "Analysis"]
    assert card.title.value == "Countess"
    assert card.adr.value.city == "London, UK"
    assert card.categories.value == ["mathematics", "poetry, applied"]
    assert card.email.value == "ada@x.org"
    assert card.url.value == "https://www.linkedin.com/in/ada-l"
    assert "Enchantress" not in (tmp_path / "ada.vcf").read_text()


def test_lines_are_folded_and_no_character_is_cut(tmp_path):
    net = tt.Network.from_frames(people={"key": ["a"], "name": ["漢字" * 200]})
    tt.write_contacts(net, tmp_path / "a.vcf")
    for line in (tmp_path / "a.vcf").read_bytes().split(b"\r\n"):
        assert len(line) <= 76  # 75 and the blank of a fold
        line.decode()


def test_people_who_are_numbers_come_back_as_texts(tmp_path):
    net = tt.Network.from_frames(people={"key": [7, 12], "name": ["Ada", None]})
    assert people(written_and_read(net, tmp_path)) == {"7": (*("Ada",), *[None] * 4), "12": (None,) * 5}


@pytest.mark.parametrize("key", ["a\nb", " a", "a  b", "a\x1b"])
def test_a_key_that_no_line_holds_is_refused_and_nothing_written(key, tmp_path):
    with pytest.raises(tt.InvalidInput) as caught:
        tt.write_contacts(tt.Network.from_frames(people={"key": ["a", key]}), tmp_path / "a.vcf")
    assert caught.value.code == "export.cell"
    assert not list(tmp_path.iterdir())


def test_a_book_that_is_there_is_kept_unless_it_may_go(tmp_path):
    book = tmp_path / "book.vcf"
    ada, ben = (tt.Network.from_frames(people={"key": [key]}) for key in ("ada", "ben"))
    tt.write_contacts(ada, book)
    before = book.read_bytes()
    with pytest.raises(tt.InvalidInput) as caught:
        tt.write_contacts(ben, book)
    assert caught.value.code == "export.exists"
    assert book.read_bytes() == before
    tt.write_contacts(ben, book, overwrite=True)
    assert tt.read_contacts(book).people["key"].tolist() == ["ben"]
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [book]


def test_only_networks_are_written_as_cards(tmp_path):
    with pytest.raises(TypeError, match="must be a Network"):
        tt.write_contacts([1], tmp_path / "a.vcf")
    with pytest.raises(FileNotFoundError):
        tt.write_contacts(tt.samples.consultant(), tmp_path / "no" / "a.vcf")
