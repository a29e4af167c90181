"""Everything of mine in one call: what each file is, who is one person, and who I am."""

from __future__ import annotations

import zipfile

import pytest

import tertius as tt
from tertius.importers.limits import Limits
from tertius.importers.records import kind_of, read_records

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ben,Ito,https://www.linkedin.com/in/ben-ito,,Bolt Works,Engineer,08 Feb 2024\n"
    "Cleo,Diaz,https://www.linkedin.com/in/cleo-diaz,cleo@x.org,Crown,Lawyer,09 Feb 2024\n"
)
MAIL = (
    "From ben@boltworks.com Thu Feb 01 10:00:00 2024\n"
    "From: Ben Ito <ben@boltworks.com>\nTo: Ada <ada@x.org>\nMessage-ID: <1@x>\n"
    "Date: Thu, 1 Feb 2024 10:00:00 +0000\nSubject: hello\n\nhello\n\n"
    "From ada@home.org Thu Feb 01 11:00:00 2024\n"
    "From: Ada <ada@home.org>\nTo: cleo@x.org\nMessage-ID: <2@x>\n"
    "Date: Thu, 1 Feb 2024 11:00:00 +0000\n\nhello\n\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240301T100000Z\r\n"
    "DTEND:20240301T110000Z\r\nORGANIZER;CN=Ada:mailto:ada@x.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:cleo@x.org\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@x.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cleo Diaz\r\nEMAIL:cleo@x.org\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Ode\r\nEMAIL:ada@home.org\r\nEND:VCARD\r\n"
)
GOOGLE = "First Name,Last Name,Labels,E-mail 1 - Value\nCleo,Diaz,* myContacts,cleo@x.org\n"
TABLE = "from,to,time\nada@x.org,dan@x.org,2024-05-01\n"


@pytest.fixture
def folder(tmp_path):
    files = {
        "all.mbox": MAIL,
        "dates": CALENDAR,
        "deep/in/it/people": CARDS,
        "deep/google.csv": GOOGLE,
        "export/Connections.csv": CONNECTIONS,
        "tables/interactions.csv": TABLE,
        "photo.jpg": "\xff\xd8",
        ".DS_Store": "\x00",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return tmp_path


def people(net: tt.Network) -> list[str]:
    return sorted(net.people["key"].tolist())


def test_what_a_file_is_its_content_tells(folder):
    kinds = {
        "all.mbox": "mailbox",
        "dates": "calendar",
        "deep/in/it/people": "contacts",
        "deep/google.csv": "contacts",
        "export": "linkedin",
        "tables": "tables",
        "tables/interactions.csv": "tables",
        "deep": None,
        "photo.jpg": None,
    }
    assert {name: kind_of(folder / name) for name in kinds} == kinds


def test_an_archive_is_a_linkedin_export(tmp_path):
    with zipfile.ZipFile(tmp_path / "export", "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    assert kind_of(tmp_path / "export") == "linkedin"


def test_a_table_of_any_name_is_known_by_its_columns(tmp_path):
    (tmp_path / "log.csv").write_text(TABLE)
    assert kind_of(tmp_path / "log.csv") == "tables"


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 100, b"a,b\n1,2\n", b"\x89PNG"])
def test_what_is_nothing_known_is_refused_with_what_would_be(tmp_path, content):
    (tmp_path / "what").write_bytes(content)
    for path in (tmp_path / "what", tmp_path):
        with pytest.raises(tt.InvalidInput) as raised:
            read_records(path, me="ada@x.org")
        assert raised.value.code == "records.unknown_kind"
        for known in ("LinkedIn", "mbox", "iCalendar", "vCard", "Google", "people.csv"):
            assert known in str(raised.value)


def test_one_who_has_three_addresses_is_one_by_the_first(tmp_path):
    book = tmp_path / "book.vcf"
    book.write_text(CARDS)
    net = read_records(book, me=["ada", "Ada@HOME.org", "https://linkedin.com/in/ada-ode"])
    assert people(net) == ["ada", "cleo@x.org"]
    assert [(one.kept, one.other, one.reason) for one in net.same_people] == [
        ("ada", "ada@home.org", "given as me")
    ]
    assert net.relationships["to"].tolist() == ["cleo@x.org"]


def test_several_paths_are_read_each_by_its_reader(tmp_path):
    (tmp_path / "one.vcf").write_text(CARDS)
    (tmp_path / "two.csv").write_text(GOOGLE)
    net = read_records([tmp_path / "one.vcf", str(tmp_path / "two.csv")], me="me@x.org")
    assert people(net) == ["ada@home.org", "cleo@x.org", "me@x.org"]
    assert [report.path for report in net.imports] == ["one.vcf", "two.csv"]


def test_links_within_a_folder_are_not_followed(tmp_path):
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "book.vcf").write_text(CARDS)
    (tmp_path / "secret.vcf").write_text(CARDS.replace("Cleo", "Secret").replace("cleo", "secret"))
    (tmp_path / "books" / "link.vcf").symlink_to(tmp_path / "secret.vcf")
    (tmp_path / "books" / "loop").symlink_to(tmp_path / "books")
    net = read_records(tmp_path / "books", me="me@x.org")
    assert people(net) == ["ada@home.org", "cleo@x.org", "me@x.org"]


def test_a_fault_in_one_of_several_is_told_when_strict(tmp_path):
    (tmp_path / "one.vcf").write_text(CARDS)
    (tmp_path / "two.vcf").write_text("BEGIN:VCARD\nFN:Cut\n")
    paths = [tmp_path / "one.vcf", tmp_path / "two.vcf"]
    assert read_records(paths, me="me").imports[1].rejected == {"vcard.unterminated": 1}
    with pytest.raises(tt.InvalidInput, match=r"two\.vcf:1: "):
        read_records(paths, me="me", strict=True)


def test_limits_hold_for_every_reader(tmp_path):
    (tmp_path / "one.vcf").write_text(CARDS)
    with pytest.raises(tt.InvalidInput) as raised:
        read_records(tmp_path / "one.vcf", me="me", limits=Limits(file_bytes=10))
    assert raised.value.code == "limit.file_bytes"


@pytest.mark.parametrize("me", ["", [], [""], [5], "  "])
def test_somebody_has_to_be_the_owner(tmp_path, me):
    with pytest.raises(tt.InvalidOption):
        read_records(tmp_path, me=me)


def test_all_of_a_folder_is_one_network_in_which_everybody_is_one(folder):
    shares: list[float] = []
    net = read_records(folder, me=["ada@x.org", "ada@home.org"], progress=shares.append)
    # Ben is one by name and employer (LinkedIn's Bolt Works, the mail's domain), Cleo by her address.
    assert people(net) == ["ada@x.org", "ben-ito", "cleo-diaz", "dan@x.org"]
    reasons = {one.other: one.reason for one in net.same_people}
    assert reasons == {
        "ada@home.org": "given as me",
        "ben@boltworks.com": "the same name, an e-mail address at the other's organisation",
        "cleo@x.org": "the e-mail address cleo@x.org is in both",
    }
    channels = sorted(
        set(zip(net.interactions["from"].tolist(), net.interactions["to"].tolist(), strict=True))
    )
    assert ("ben-ito", "ada@x.org") in channels
    assert ("ada@x.org", "cleo-diaz") in channels
    assert ("ada@x.org", "dan@x.org") in channels
    sources = [report.source for report in net.imports]
    assert sorted(sources) == ["calendar", "contacts", "contacts", "files", "linkedin", "mailbox", "tables"]
    assert net.imports[sources.index("files")].skipped == {"unknown kind": 2}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(net.part("ben@boltworks.com")) == len(net) + 1


def test_the_owners_key_is_kept_where_a_profile_is_theirs_too(folder):
    (folder / "mine.vcf").write_text(
        "BEGIN:VCARD\nFN:Ada Ode\nEMAIL:ada@x.org\nURL:https://www.linkedin.com/in/ada-ode\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Ada Ode\nURL:https://www.linkedin.com/in/ada-ode\nEND:VCARD\n"
    )
    net = read_records(folder, me=["ada@x.org", "ada@home.org"])
    assert people(net) == ["ada@x.org", "ben-ito", "cleo-diaz", "dan@x.org"]


def test_reading_everything_twice_adds_nothing(folder):
    once = read_records(folder, me="ada@x.org")
    twice = once.merge(read_records(folder, me="ada@x.org"))
    assert people(twice) == people(once)
    for table in ("relationships", "interactions"):
        assert len(getattr(twice, table)) == len(getattr(once, table))
