"""Address books: every version of cards, Google Contacts old and new, and what hostile files get."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

import tertius as tt
from tertius.importers.contacts.address_books import read_contacts
from tertius.importers.limits import Limits

ADA = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEMAIL:ada@x.org\nEND:VCARD\n"
BEN = b"BEGIN:VCARD\nVERSION:4.0\nFN:Ben Ito\nEMAIL:ben@x.org\nEND:VCARD\n"


@pytest.fixture
def book(tmp_path):
    """Reads an address book from bytes."""

    def read(content: bytes, **options) -> tt.Network:
        path = tmp_path / "book"
        path.write_bytes(content)
        net = read_contacts(path, **options)
        report = net.imports[0]
        lost = sum(report.rejected.values()) + sum(report.skipped.values())
        assert report.rows_read == report.imported + lost
        return net

    return read


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def keys(net: tt.Network) -> list[str]:
    return net.people["key"].tolist()


def told(net: tt.Network, column: str) -> list[str | None]:
    return net.people[column].tolist() if column in net.people else [None] * len(net)


def refusal(read, content: bytes, **options) -> tt.InvalidInput:
    with pytest.raises(tt.InvalidInput) as raised:
        read(content, **options)
    return raised.value


# What cards tell


def test_a_card_tells_who_somebody_is(book):
    net = book(
        card(
            "N:Lovelace;Ada;Augusta;Dr.;PhD",
            "FN:Ada Lovelace",
            "EMAIL;TYPE=WORK:Ada@Engines.ORG",
            "EMAIL:ada@home.org",
            "ORG:Analytical Engines\\; Ltd;Research;Mills",
            "TITLE:Countess, and programmer",
            "ADR:;;1 St James's Square;London;;SW1;England",
            "URL:https://uk.linkedin.com/in/Ada-Lov%C3%A9lace/?trk=x",
            "TEL:+44 1",
            "NOTE:secret",
        )
    )
    assert keys(net) == ["Ada@engines.org"]
    assert net.people["aliases"][0] == ("ada@home.org", "linkedin.com/in/ada-lovélace")
    assert told(net, "name") == ["Ada Lovelace"]
    assert told(net, "organisation") == ["Analytical Engines; Ltd"]
    assert told(net, "department") == ["Research, Mills"]
    assert told(net, "position") == ["Countess, and programmer"]
    assert told(net, "location") == ["London, England"]
    assert len(net.milestones) == len(net.relationships) == 0


def test_a_name_is_put_together_where_a_card_has_none_written_out(book):
    assert told(book(card("N:van Beethoven;Ludwig;;Mr.;", "EMAIL:l@x.org")), "name") == [
        "Mr. Ludwig van Beethoven"
    ]


def test_versions_and_groups_mix_in_one_file(book):
    old = card(
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg",
        "EMAIL;INTERNET:j@x.org",
        version="2.1",
    )
    apple = card("FN:Ben Ito", "item1.EMAIL;type=pref:ben@x.org", "item1.X-ABLabel:_$!<Other>!$_")
    new = card("FN:Cleo Diaz", 'EMAIL;TYPE="work,home":mailto:cleo@x.org', version="4.0")
    net = book(old + apple + new)
    assert keys(net) == ["j@x.org", "ben@x.org", "cleo@x.org"]
    assert told(net, "name") == ["Jörg Müller", "Ben Ito", "Cleo Diaz"]


def test_everybody_in_my_book_is_known_to_me_and_i_am_not(book):
    mine = card("FN:Me Myself", "EMAIL:me@home.org", "EMAIL:me@x.org")
    net = book(ADA + mine + BEN, me="me@x.org")
    assert sorted(keys(net)) == ["ada@x.org", "ben@x.org", "me@x.org"]
    assert net.relationships["from"].tolist() == ["me@x.org", "me@x.org"]
    assert net.relationships["to"].tolist() == ["ada@x.org", "ben@x.org"]
    assert set(net.relationships["type"].tolist()) == {"contact"}
    assert set(net.relationships["source"].tolist()) == {"contacts"}
    assert net.people["aliases"][keys(net).index("me@x.org")] == ("me@home.org",)


def test_reading_a_book_again_adds_nothing(book):
    content = ADA + BEN + card("FN:Nobody Known") + card("FN:Nobody Known")
    net = book(content, me="me")
    again = net.merge(book(content, me="me"))
    assert (len(again), len(again.relationships)) == (len(net), len(net.relationships)) == (5, 4)


def test_two_of_one_name_and_nothing_else_stay_two(book):
    net = book(card("FN:Anna Schmidt") + card("FN:Anna Schmidt"))
    assert len(net) == 2
    assert told(net, "name") == ["Anna Schmidt"] * 2


def test_an_entry_without_address_is_known_again_wherever_it_stands(book):
    ann = card("FN:Ann Ode", "TEL:1")
    assert keys(book(ann + BEN))[0] == keys(book(BEN + ADA + ann))[2]


def test_who_has_a_profile_and_no_address_goes_by_it_as_in_an_export(book):
    net = book(card("FN:Ada Lovelace", "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ada-l"))
    assert keys(net) == ["ada-l"]
    assert net.people["aliases"][0] == ("linkedin.com/in/ada-l",)


def test_an_address_of_two_who_are_called_differently_is_nobodys_key(book):
    net = book(
        card("FN:Eva Schmidt", "EMAIL:schmidts@x.org") + card("FN:Karl Schmidt", "EMAIL:schmidts@x.org")
    )
    assert len(net) == 2
    assert "schmidts@x.org" not in keys(net)
    assert net.people["aliases"].tolist() == [("schmidts@x.org",)] * 2


def test_a_desk_is_nobodys_key(book):
    net = book(card("FN:Eva Schmidt", "EMAIL:info@x.org", "EMAIL:eva@x.org"))
    assert keys(net) == ["eva@x.org"]


def test_groups_and_companies_are_no_people(book):
    net = book(
        card("FN:Club", "X-ADDRESSBOOKSERVER-KIND:group") + card("FN:Acme", "X-ABShowAs:COMPANY")
        + card("FN:Team", "KIND:org", version="4.0") + card("TEL:5") + ADA
    )  # fmt: skip
    assert keys(net) == ["ada@x.org"]
    assert net.imports[0].skipped == {"group": 1, "organisation": 2, "nobody named": 1}


def test_what_is_no_address_is_not_taken_for_one(book):
    net = book(
        card(
            "FN:Ada Lovelace",
            "EMAIL:call me",
            "EMAIL:a@b@c",
            "EMAIL:ada@x.org",
            "URL:https://evil.org/linkedin.com/in/x",
        )
    )
    assert keys(net) == ["ada@x.org"]
    assert "aliases" not in net.people


# The table of bad inputs, group vCard


def test_v1_a_card_that_does_not_end_is_told_by_its_beginning(book):
    cut = ADA + b"BEGIN:VCARD\nVERSION:3.0\nFN:Ben\nEMAIL:b@x.org\n"
    net = book(cut)
    assert keys(net) == ["ada@x.org"]
    assert net.imports[0].rejected == {"vcard.unterminated": 1}
    assert net.imports[0].problems[0].line == 6
    error = refusal(book, cut, strict=True)
    assert error.code == "vcard.unterminated"
    assert str(error).startswith("book:6: ")


def test_v1_a_card_that_the_next_one_cuts_short_loses_itself_alone(book):
    net = book(b"BEGIN:VCARD\nFN:Lost\n" + ADA)
    assert keys(net) == ["ada@x.org"]
    assert [(problem.code, problem.line) for problem in net.imports[0].problems] == [
        ("vcard.unterminated", 1)
    ]


def test_v2_text_outside_cards_is_told_by_its_line_once(book):
    astray = b"Dear all,\nsee below\n" + ADA + b"\nregards\n" + BEN
    net = book(astray)
    assert len(net) == 2  # what can be read is, and the loss is counted: strict raises
    assert [(problem.code, problem.line) for problem in net.imports[0].problems] == [
        ("vcard.expected_begin", 1),
        ("vcard.expected_begin", 9),
    ]
    assert refusal(book, astray, strict=True).code == "vcard.expected_begin"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("fold", [b" ", b"\t"], ids=["space", "tab"])
def test_v3_folded_lines_are_one(book, end, fold):
    folded = b"BEGIN:VCARD\nFN:Ada Love\n lace\nEMA\n IL:ada@\n x.org\nEND:VCARD\n"
    net = book(folded.replace(b"\n ", b"\n" + fold).replace(b"\n", end))
    assert (keys(net), told(net, "name")) == (["ada@x.org"], ["Ada Lovelace"])


def test_v4_a_fold_inside_a_character_does_no_harm(book):
    name = "Zoë Ödegård".encode()
    for at in range(len(name) + 1):
        net = book(b"BEGIN:VCARD\r\nFN:" + name[:at] + b"\r\n " + name[at:] + b"\r\nEND:VCARD\r\n")
        assert told(net, "name") == ["Zoë Ödegård"]


def test_v5_quoted_printable_goes_on_over_soft_line_breaks(book):
    net = book(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg =\r\nM=C3=\r\n"
        b"=BCller=3D\r\nNOTE;QUOTED-PRINTABLE:ends so=\r\nEND:VCARD\r\n" + ADA
    )
    assert told(net, "name") == ["Jörg Müller=", "Ada Lovelace"]


def test_v7_a_byte_order_mark_and_blank_lines_are_passed_over(book):
    spaced = b"\xef\xbb\xbf\n\n" + ADA.replace(b"\n", b"\n\n") + b"\xef\xbb\xbf" + BEN
    net = book(spaced)
    assert keys(net) == ["ada@x.org", "ben@x.org"]
    assert not net.imports[0].rejected


@pytest.mark.parametrize(
    "name", [(), ("FN:ada@x.org",), ("FN: ", "N:;;;;")], ids=["none", "address", "empty"]
)
def test_v9_who_has_no_name_is_called_by_their_address(book, name):
    net = book(card(*name, "EMAIL:ada@x.org"))
    assert net._people.display_name(0) == "ada@x.org"
    assert net.imports[0].warnings == {"contacts.no_name": 1}  # also of CSV, so not vcard.no_name


def test_v10_a_line_break_in_a_name_makes_no_second_field(book):
    net = book(
        card("FN:Ada\\nEMAIL:evil@x.org", "EMAIL:ada@x.org")
        + card("FN;QUOTED-PRINTABLE:Ben=0D=0AEMAIL:evil@x.org")
    )
    assert keys(net)[0] == "ada@x.org"
    # A name is one line: the break has become a space, so that no export can split it again.
    assert told(net, "name") == ["Ada EMAIL:evil@x.org", "Ben EMAIL:evil@x.org"]
    assert "evil@x.org" not in keys(net)


@pytest.mark.parametrize("day", ["--0203", "1985", "---03", "19850203", "1985-02-31", "circa 1800"])
def test_v12_a_birthday_invents_no_year(book, day):
    net = book(card("FN:Ada", "EMAIL:ada@x.org", f"BDAY:{day}"))
    assert (len(net), len(net.milestones)) == (1, 0)


def cards_in(path: Path) -> int:
    from tertius.importers.contacts.cards import _cards, _properties
    from tertius.importers.report import ReportWriter

    limits = Limits()
    writer = ReportWriter("contacts", path.name, strict=True, limits=limits)
    with path.open("rb") as file:
        return sum(1 for _ in _cards(_properties(file, limits), writer, limits))


def test_v14_a_hundred_thousand_cards_are_cut_with_one_in_memory(tmp_path):
    """Cutting is what may go wrong with size; what is cut is read card by card."""
    path = tmp_path / "big.vcf"
    path.write_bytes(ADA * 100_000)
    assert cards_in(path) == 100_000
    path.write_bytes(ADA * 5000)
    tracemalloc.start()
    assert cards_in(path) == 5000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 17


# Other hostile cards


def test_bytes_that_are_no_text_lose_their_card_alone(book):
    latin = b"BEGIN:VCARD\nFN:J\xf6rg\nEND:VCARD\n"
    net = book(ADA + latin + BEN)
    assert keys(net) == ["ada@x.org", "ben@x.org"]
    assert [(one.code, one.line) for one in net.imports[0].problems] == [("enc.invalid_utf8", 6)]
    assert "line 7" in net.imports[0].problems[0].message
    assert "line 7" in str(refusal(book, latin * 2 + ADA, strict=True)).replace("line 2", "line 7")


def test_bytes_in_what_is_not_taken_are_nobodys_concern(book):
    assert len(book(b"BEGIN:VCARD\nFN:Ada\nNOTE:\xff\xfe\nEND:VCARD\n")) == 1


@pytest.mark.parametrize("charset", ["nonsense", "zip", "unicode_escape", "punycode", "idna", "utf-7"])
def test_a_character_set_that_is_none_loses_its_card(book, charset):
    net = book(card(f"FN;CHARSET={charset}:Ada") + BEN)
    assert keys(net) == ["ben@x.org"]
    assert net.imports[0].rejected == {"enc.unknown_charset": 1}


def test_a_property_that_repeats_separators_takes_no_time(book):
    """A pattern that tries every way to part these would not end."""
    net = book(
        card(
            "FN:Ada Lovelace", "EMAIL;A" + "=" * 60_000, "EMAIL;" + "," * 60_000, 'EMAIL;X="' + '";"' * 20_000
        )
        + card("FN:" + "\\" * 60_000, "N:" + ";" * 60_000, "ORG:" + "\\;" * 30_000, "EMAIL:a@x.org")
    )
    assert len(net) == 2


def test_an_endless_line_is_not_kept(book):
    long = b"BEGIN:VCARD\nFN:Ada\nEMAIL:ada@x.org\nPHOTO:" + b"A" * (8 << 20) + b"\nEND:VCARD\n"
    tracemalloc.start()
    assert keys(book(long)) == ["ada@x.org"]
    assert tracemalloc.get_traced_memory()[1] - len(long) < 4 << 20
    tracemalloc.stop()
    net = book(long.replace(b"PHOTO", b"TITLE") + BEN)
    assert keys(net) == ["ben@x.org"]
    assert net.imports[0].rejected == {"limit.field_bytes": 1}


def test_a_text_without_end_is_not_kept(book):
    folded = b"BEGIN:VCARD\nFN:Ada" + b"\n ".join([b"a" * 70] * 2000) + b"\nEND:VCARD\n"
    assert book(folded + BEN).imports[0].rejected == {"limit.field_bytes": 1}


def test_a_card_with_too_many_properties_is_lost_alone(book):
    many = card(*["TEL:1"] * 40)
    net = book(many + BEN, limits=Limits(properties=30))
    assert net.imports[0].rejected == {"limit.properties": 1}
    assert keys(net) == ["ben@x.org"]


def test_a_card_with_too_much_in_it_is_lost_alone(book):
    net = book(card(*["URL:" + "x" * 60_000] * 40) + BEN)
    assert net.imports[0].rejected == {"limit.card_bytes": 1}
    assert keys(net) == ["ben@x.org"]


def test_lines_that_are_no_properties_are_counted(book):
    assert book(card("FN:Ada", "what is this", "", "EMAIL:a@x.org")).imports[0].warnings == {
        "vcard.property": 1
    }


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"First Name,Last Name,URL,Email Address\n", b"\x00\xff" * 100]
)
def test_what_is_no_address_book_is_refused(book, content):
    assert refusal(book, content).code == "contacts.unknown_format"


def test_a_folder_or_pipe_is_no_address_book(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(tt.InvalidInput) as raised:
            read_contacts(path)
        assert raised.value.code == "io.not_regular_file"


def test_an_error_shows_no_more_than_forty_characters_of_what_was_found(book):
    error = refusal(book, b"\x1b[31m" + b"secret " * 100 + b"\n" + ADA, strict=True)
    assert "\x1b" not in str(error)
    assert str(error).count("secret") < 7


# Google Contacts

NEW = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
    "Address 1 - City,"
    "Address 1 - Country,Website 1 - Label,Website 1 - Value\n"
)
OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title\n"
)


def test_google_contacts_of_the_new_layout(book):
    net = book(
        (
            NEW
            + "Ada,,Lovelace,Dr.,,,,Analytical Engines,Countess,Research,,,,* myContacts ::: Friends,* Work,"
            'ada@X.org ::: ada@y.org,Home,ada@home.org,,"+44 1 ::: +44 2",,London,England,Profile,'
            "https://www.linkedin.com/in/ada\n"
            ",,,,,,,Only Ltd,,,,,,* myContacts,,,,,,,,,,,\n"
            ",,,,,,,,,,,,,* otherContacts,* ,ben@x.org,,,,,,,,,\n"
        ).encode("utf-8-sig")
    )
    assert keys(net) == ["ada@x.org", "ben@x.org"]
    assert net.people["aliases"][0] == ("ada@y.org", "ada@home.org", "linkedin.com/in/ada")
    assert told(net, "name") == ["Dr. Ada Lovelace", None]
    assert told(net, "organisation") == ["Analytical Engines", None]
    assert told(net, "department") == ["Research", None]
    assert told(net, "position") == ["Countess", None]
    assert told(net, "location") == ["London, England", None]
    assert net.imports[0].skipped == {"nobody named": 1}
    assert net.imports[0].warnings == {"contacts.no_name": 1}


def test_google_contacts_of_the_old_layout(book):
    net = book(
        (
            OLD
            + "Ada Lovelace,Ada,,Lovelace,,,* myContacts,* Work,ada@x.org,,,,Analytical Engines,Countess\n"
            ',Ben,K.,Ito,,"a note\nover lines",* myContacts,,,,,,,\n'
        ).encode()
    )
    assert told(net, "name") == ["Ada Lovelace", "Ben K. Ito"]
    assert told(net, "organisation") == ["Analytical Engines", None]
    assert told(net, "position") == ["Countess", None]
    assert keys(net)[0] == "ada@x.org"


def test_columns_are_found_by_name_wherever_they_stand(book):
    net = book(b"Labels,E-mail 1 - Value, LAST  name ,First Name\n* myContacts,ada@x.org,Lovelace,Ada\n")
    assert (keys(net), told(net, "name")) == (["ada@x.org"], ["Ada Lovelace"])


def test_a_row_that_is_too_short_is_told_by_its_line(book):
    net = book((OLD + "Ada Lovelace,Ada\n" + "Ben Ito,Ben,,Ito,,,,,ben@x.org,,,,,\n").encode())
    assert keys(net) == ["ben@x.org"]
    assert [(one.code, one.line) for one in net.imports[0].problems] == [("csv.column_count", 2)]


def test_a_file_is_known_by_its_content_not_its_name(tmp_path):
    (tmp_path / "book.csv").write_bytes(ADA)
    (tmp_path / "book.vcf").write_bytes((OLD + "Ada Lovelace,,,,,,,,ada@x.org,,,,,\n").encode())
    assert keys(read_contacts(tmp_path / "book.csv")) == keys(read_contacts(Path(tmp_path, "book.vcf")))


def test_progress_ends_at_one(book):
    shares: list[float] = []
    book(ADA * 3000, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
