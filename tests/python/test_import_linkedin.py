"""LinkedIn exports of every vintage: who is in them, what passed between them, and what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tertius as tt
from tertius.addresses import email_address, profile_slug
from tertius.importers.dates import NotADate, american, named_month, read_date, slashes, year_first
from tertius.importers.limits import Limits
from tertius.importers.linkedin.exports import read_linkedin
from tertius.importers.linkedin.texts import saying
from tertius.importers.report import ImportReport

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see email addresses, if allowed. See https://www.linkedin.com/help/261"\n'
    "\n"
)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
IN = "https://www.linkedin.com/in/"

CONNECTIONS = (
    PREAMBLE
    + HEADER
    + f"Ben,Ito,{IN}Ben-Ito,Ben@ACME.org,Acme,Engineer,08 Feb 2023\n"
    + f'Cleo,"Quist, PhD",{IN}cl%C3%A9o/,,"Quist, Ltd",,10 Mar 2023\n'
    + "Dan,Ito,http://linkedin.com/in/dan?trk=x,,Beta,Chair,11 Mar 2023\n"
    + "Eve,Moss,,eve@Moss.example,,,12 Mar 2023\n"
    + "Finn,Lee,,,Acme,,13 Mar 2023\n"
    + "Finn,Lee,,,Acme,,13 Mar 2023\n"
    + ",,,,,,14 Mar 2023"
)

MESSAGES_HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)
MESSAGES = (
    MESSAGES_HEADER
    + f"c1,,Ada Lovelace,{IN}ada,Ben Ito,{IN}ben-ito,2024-01-02 10:00:00 UTC,Hi,Thank you!,INBOX,,No\n"
    + f'c1,,Ben Ito,{IN}ben-ito,Ada Lovelace,{IN}ada,2024-01-02 11:00:00 UTC,,"No,\nthanks.",ARCHIVE,,No\n'
    + f'c2,Trip,Ben Ito,{IN}ben-ito,"Ada Lovelace, Dan Ito, Cleo Quist, PhD",'
    + f'"{IN}ada,{IN}dan,{IN}cl%C3%A9o",2024-01-03 11:00:00 UTC,,<b>Hello</b>,INBOX,,No\n'
    + f"c3,,Ada Lovelace,{IN}ada,Dan Ito,{IN}dan,2024-01-04 11:00 UTC,,Congratulations!,INBOX,,No\n"
    + f"c3,,Ada Lovelace,{IN}ada,Dan Ito,{IN}dan,2024-01-04 11:00 UTC,,Thanks for it,INBOX,,No\n"
    + f"c3,,Ada Lovelace,{IN}ada,Dan Ito,{IN}dan,2024-01-04 11:05:00 UTC,,half a thought,INBOX,,Yes\n"
    + f"c4,,Zed,{IN}zed,Ada Lovelace,{IN}ada,2024-01-05 11:00:00 UTC,,buy,SPAM,,No\n"
    + f"c5,Sponsored Conversation,Shop,,Ada Lovelace,{IN}ada,2024-01-05 11:00:00 UTC,,buy,INBOX,,No\n"
    + f"c6,,LinkedIn Member,,Ada Lovelace,{IN}ada,2024-01-05 12:00:00 UTC,,hello,INBOX,,No\n"
)

FILES = {
    "Connections.csv": CONNECTIONS,
    "messages.csv": MESSAGES,
    "Invitations.csv": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Ada Lovelace,Gus Park,"1/31/24, 9:05 PM",,OUTGOING,{IN}ada,{IN}gus\n'
        f'Ben Ito,Ada Lovelace,"2/7/23, 12:10 AM",Let us connect,INCOMING,{IN}ben-ito,{IN}ada\n'
    ),
    "Endorsement_Received_Info.csv": (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
        "Endorsement Status\n"
        "2023/05/01 10:00:10 UTC,Logic,Ben,Ito,www.linkedin.com/in/ben-ito,ACCEPTED\n"
        "2023/05/01 10:00:05 UTC,Poetry,Ben,Ito,www.linkedin.com/in/ben-ito,PENDING\n"
        "2023/05/02 10:00:05 UTC,Music,Ben,Ito,www.linkedin.com/in/ben-ito,ACCEPTED\n"
    ),
    "Endorsement_Given_Info.csv": (
        "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,"
        "Endorsement Status\n"
        "2023/06/01 10:00:10 UTC,Go,Cleo,Quist,www.linkedin.com/in/cl\u00e9o,ACCEPTED\n"
    ),
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Dan,Ito,Beta,Chair,"She is\nbrilliant","03/04/23, 01:30 PM",VISIBLE\n'
        'Finn,Lee,Acme,,Fine,"03/05/23, 01:30 PM",HIDDEN\n'
        'Ben,Ito,Acme,,Fine,"03/06/23, 01:30 PM",PENDING\n'
    ),
    "Recommendations_Given.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Ben,Ito,,,Good,"12/31/23, 11:59 PM",VISIBLE\n'
    ),
    "Profile.csv": "First Name,Last Name,Headline,Geo Location\nAda,Lovelace,Counting,London\n",
    "Positions.csv": (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Engines,Countess,,,Mar 2021,\n"
        "Looms,Analyst,,,2015,Feb 2021\n"
        "School,Pupil,,,Jan 2010,2014\n"
    ),
    "Skills.csv": "Name\nMathematics\n",
    "Jobs/Saved Jobs.csv": "not,read\n",
}

OLD = {
    "Connections.csv": (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Ben,Ito,ben@acme.org,Acme,Engineer,04-Apr-18\n"
        "Cleo,Quist,,Quist Ltd,,08 Feb 2019\n"
    ),
    "Messages.csv": (
        "From,To,Date,Subject,Content,Direction,Folder\n"
        "Ada Lovelace,Ben Ito,2018-05-01 10:00:00 UTC,Hi,Hello,OUTGOING,INBOX\n"
        "Ben Ito,Ada Lovelace,2018-05-02 10:00:00 UTC,Hi,Hello,INCOMING,INBOX\n"
        "Nobody Known,Ada Lovelace,2018-05-03 10:00:00 UTC,Hi,Hello,INCOMING,INBOX\n"
    ),
    "Profile.csv": "First Name,Last Name\nAda,Lovelace\n",
    "Recommendations Given.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Cleo,Quist,Quist Ltd,,Good,"05/31/19, 11:59 PM",VISIBLE\n'
    ),
}


def write(folder: Path, files: dict[str, str | bytes], name: str = "export.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return path


def with_connections(folder: Path, *rows: str, header: str = HEADER, **options: Any) -> tt.Network:
    content = header + "".join(row + "\n" for row in rows)
    options.setdefault("me", "ada")
    return read_linkedin(write(folder, {"Connections.csv": content}), **options)


def table(net: tt.Network, name: str, *columns: str) -> list[tuple[Any, ...]]:
    rows = getattr(net, name)
    return list(zip(*(rows[column].astype(str).tolist() for column in columns), strict=True))


def assert_adds_up(report: ImportReport) -> None:
    assert report.rows_read == report.imported + report.rejected.total() + report.skipped.total()


def times(net: tt.Network, name: str) -> list[str]:
    return [str(time) for time in getattr(net, name)["time"]]


@pytest.fixture
def net(tmp_path: Path) -> tt.Network:
    return read_linkedin(write(tmp_path, FILES))


# What an export becomes.


def test_the_owner_is_found_and_described(net: tt.Network) -> None:
    frame = net.people.to_frame(like={})
    row = frame["key"].tolist().index("ada")
    assert row == 0
    assert frame["name"][row] == "Ada Lovelace"
    assert (frame["organisation"][row], frame["position"][row]) == ("Engines", "Countess")
    assert frame["location"][row] == "London"
    assert frame["skills"][row] == ("Mathematics", "Logic", "Music")
    assert frame["aliases"][row] == ("linkedin.com/in/ada",)


def test_connections_are_contacts_since_their_day(net: tt.Network) -> None:
    told = table(net, "relationships", "from", "type", "since", "source")
    assert len(told) == 6
    assert told[0] == ("ada", "contact", "2023-02-08T00:00:00", "linkedin")
    keys = net.relationships["to"].tolist()
    assert keys[:4] == ["ben-ito", "cl\u00e9o", "dan", "eve@moss.example"]
    assert all(key.startswith("Finn Lee [") for key in keys[4:])
    frame = net.people.to_frame(like={})
    ben = frame["key"].tolist().index("ben-ito")
    assert frame["aliases"][ben] == ("linkedin.com/in/ben-ito", "Ben@acme.org")
    assert frame["name"][frame["key"].tolist().index("cl\u00e9o")] == "Cleo Quist, PhD"


def test_L12_two_people_of_one_name_without_addresses_stay_two(net: tt.Network) -> None:
    finns = [key for key in net.people["key"] if key.startswith("Finn Lee [")]
    assert len(set(finns)) == 3  # two connections, and a recommendation that may be of either
    assert net.imports[0].warnings["linkedin.name_ambiguous"] == 1


def test_hidden_members_are_counted_and_nobody(net: tt.Network) -> None:
    assert net.imports[0].skipped["hidden_member"] == 1
    assert "" not in net.people["key"].tolist()


def test_messages_are_a_row_for_each_recipient(net: tt.Network) -> None:
    rows = table(net, "interactions", "from", "to", "time", "kind")
    assert rows[:7] == [
        ("ada", "ben-ito", "2024-01-02T10:00:00", "None"),
        ("ben-ito", "ada", "2024-01-02T11:00:00", "None"),
        ("ben-ito", "ada", "2024-01-03T11:00:00", "None"),
        ("ben-ito", "dan", "2024-01-03T11:00:00", "None"),
        ("ben-ito", "cl\u00e9o", "2024-01-03T11:00:00", "None"),
        ("ada", "dan", "2024-01-04T11:00:00", "None"),
        ("ada", "dan", "2024-01-04T11:00:00", "None"),
    ]
    threads, messages = net.interactions["thread"][:7], net.interactions["message"][:7]
    assert threads[0] == threads[1] != threads[2]
    assert len(set(messages)) == 5
    assert set(net.interactions["channel"]) == {"linkedin"}


def test_a_stranger_who_wrote_has_a_name(tmp_path: Path) -> None:
    row = f"c7,,Ida Ray,{IN}ida,Ada Lovelace,{IN}ada,2024-01-05 12:00:00 UTC,,hello,INBOX,,No\n"
    net = read_linkedin(write(tmp_path, FILES | {"messages.csv": MESSAGES + row}))
    frame = net.people.to_frame(like={})
    ida = frame["key"].tolist().index("ida")
    assert (frame["name"][ida], frame["aliases"][ida]) == ("Ida Ray", ("linkedin.com/in/ida",))


def test_drafts_spam_and_advertisements_are_counted(net: tt.Network) -> None:
    skipped = net.imports[0].skipped
    assert (skipped["draft"], skipped["spam"], skipped["sponsored"], skipped["sender_unknown"]) == (
        1,
        1,
        1,
        1,
    )
    assert "zed" not in net


def test_an_invitation_of_a_connection_was_accepted(net: tt.Network) -> None:
    rows = table(net, "interactions", "from", "to", "time", "kind")[7:]
    assert rows == [
        ("ada", "gus", "2024-01-31T21:05:00", "invitation"),
        ("ben-ito", "ada", "2023-02-07T00:10:00", "accepted_invitation"),
    ]
    sure = net.interactions["confidence"][7:]
    assert np.isnan(sure[0])
    assert 0 < sure[1] < 1


def test_endorsements_of_a_day_are_one_gift(net: tt.Network) -> None:
    rows = table(net, "exchanges", "giver", "receiver", "kind", "time")
    assert rows[:3] == [
        ("ben-ito", "ada", "endorsement", "2023-05-01T10:00:05"),
        ("ben-ito", "ada", "endorsement", "2023-05-02T10:00:05"),
        ("ada", "cl\u00e9o", "endorsement", "2023-06-01T10:00:10"),
    ]
    assert net.exchanges["size"][:3].tolist() == [2, 1, 1]
    frame = net.people.to_frame(like={})
    assert frame["skills"][frame["key"].tolist().index("cl\u00e9o")] == ("Go",)


def test_recommendations_are_of_whoever_bears_the_name(net: tt.Network) -> None:
    rows = table(net, "exchanges", "giver", "receiver", "kind", "time")[3:]
    assert rows[0] == ("dan", "ada", "recommendation", "2023-03-04T13:30:00")
    assert rows[1][0].startswith("Finn Lee [")
    assert rows[2] == ("ada", "ben-ito", "recommendation", "2023-12-31T23:59:00")
    assert net.imports[0].skipped["pending"] == 1


def test_every_position_but_the_first_is_a_milestone(net: tt.Network) -> None:
    rows = table(net, "milestones", "person", "kind", "time", "confidence")
    assert rows == [
        ("ada", "new_position", "2015-01-01T00:00:00", "0.5"),
        ("ada", "new_position", "2021-03-01T00:00:00", "nan"),
    ]


def test_texts_are_looked_at_only_when_asked_and_never_kept(tmp_path: Path) -> None:
    net = read_linkedin(write(tmp_path, FILES), texts=True)
    kinds = net.interactions["kind"].tolist()[:7]
    assert kinds == ["thanks", None, None, None, None, "congratulations", "thanks"]  # "No, thanks" is none
    assert table(net, "milestones", "person", "kind", "time", "confidence")[-1] == (
        "dan",
        "congratulated",
        "2024-01-04T11:00:00",
        "0.5",
    )
    everything = repr(
        [getattr(net, name).to_frame(like={}) for name in ("people", "interactions", "exchanges")]
    )
    assert not any(word in everything for word in ("Hello", "brilliant", "Thank you", "Let us connect"))


def test_every_row_is_accounted_for(net: tt.Network) -> None:
    report = net.imports[0]
    assert_adds_up(report)
    assert report.rows_read == 7 + 9 + 2 + 4 + 4 + 1 + 3 + 1
    assert (report.people, report.source, report.path) == (len(net), "linkedin", "export.zip")
    assert report.ties == 9  # ada with six connections and gus, ben with dan and cleo
    assert not report.rejected


def test_an_old_export_without_profiles_goes_by_names(tmp_path: Path) -> None:
    net = read_linkedin(write(tmp_path, OLD), me="ada@x.org")
    assert net.relationships["to"].tolist()[0] == "ben@acme.org"
    assert table(net, "interactions", "from", "to", "time") == [
        ("ada@x.org", "ben@acme.org", "2018-05-01T10:00:00"),
        ("ben@acme.org", "ada@x.org", "2018-05-02T10:00:00"),
    ]
    assert (net.interactions["confidence"] < 1).all()
    assert net.imports[0].skipped == {"sender_unknown": 1}
    giver, receiver = table(net, "exchanges", "giver", "receiver")[0]
    assert (giver, receiver) == ("ada@x.org", net.relationships["to"][1])
    assert_adds_up(net.imports[0])


def test_recipients_that_are_not_told_are_those_who_answered(tmp_path: Path) -> None:
    messages = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        f"c1,,Ada Lovelace,{IN}ada,Ben Ito,2022-01-02 10:00:00 UTC,,Hi,INBOX\n"
        f"c1,,Ben Ito,{IN}ben-ito,Ada Lovelace,2022-01-02 11:00:00 UTC,,Hi,INBOX\n"
        f"c2,,Ada Lovelace,{IN}ada,Nobody,2022-01-02 10:00:00 UTC,,Hi,INBOX\n"
    )
    files = {name: FILES[name] for name in ("Connections.csv", "Profile.csv")} | {"messages.csv": messages}
    net = read_linkedin(write(tmp_path, files))
    assert table(net, "interactions", "from", "to", "confidence") == [
        ("ada", "ben-ito", "0.9"),
        ("ben-ito", "ada", "0.9"),
    ]
    assert net.imports[0].skipped["recipient_unknown"] == 1


# Laws.


def test_L19_the_same_export_twice_adds_nothing(tmp_path: Path) -> None:
    for files, options in ((FILES, {"texts": True}), (OLD, {"me": "ada"})):
        net = read_linkedin(write(tmp_path, files), **options)
        twice = net.merge(read_linkedin(write(tmp_path, files), **options))
        for name in ("people", "relationships", "interactions", "exchanges", "milestones"):
            assert len(getattr(twice, name)) == len(getattr(net, name)) > 0 or name in (
                "milestones",
                "exchanges",
            )


def test_a_later_export_adds_only_what_is_new(tmp_path: Path, net: tt.Network) -> None:
    row = f"c9,,Dan Ito,{IN}dan,Ada Lovelace,{IN}ada,2024-03-04 11:00:00 UTC,,new,INBOX,,No\n"
    newest_first = MESSAGES_HEADER + row + MESSAGES.removeprefix(MESSAGES_HEADER)
    later = read_linkedin(write(tmp_path, FILES | {"messages.csv": newest_first}))
    merged = net.merge(later)
    assert len(merged) == len(net)
    assert len(merged.interactions) == len(net.interactions) + 1
    assert len(merged.relationships) == len(net.relationships)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_C8_line_ends_make_no_difference(end: str, tmp_path: Path, net: tt.Network) -> None:
    files = {name: text.replace("\n", end).encode() for name, text in FILES.items()}
    assert_same(net, read_linkedin(write(tmp_path, files)))


def test_an_archive_and_its_folder_are_one(tmp_path: Path, net: tt.Network) -> None:
    with zipfile.ZipFile(write(tmp_path, FILES)) as archive:
        archive.extractall(tmp_path / "folder")
    assert_same(net, read_linkedin(tmp_path / "folder"))


def test_a_folder_in_the_archive_and_other_spellings_are_found(tmp_path: Path, net: tt.Network) -> None:
    spelt = {f"Basic Export/{name.replace('_', ' ').upper()}": text for name, text in FILES.items()}
    assert_same(net, read_linkedin(write(tmp_path, spelt)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_C9_a_spreadsheets_encoding_makes_no_difference(
    encoding: str, tmp_path: Path, net: tt.Network
) -> None:
    files = {name: text.encode(encoding) for name, text in FILES.items()}
    assert_same(net, read_linkedin(write(tmp_path, files)))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_C20_a_spreadsheets_delimiter_makes_no_difference(
    delimiter: str, tmp_path: Path, net: tt.Network
) -> None:
    files: dict[str, str | bytes] = {}
    for name, text in FILES.items():
        rows = csv.reader(io.StringIO(text.removeprefix(PREAMBLE), newline=""))
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        files[name] = written.getvalue().encode("utf-16")
    assert_same(net, read_linkedin(write(tmp_path, files)))


def assert_same(one: tt.Network, other: tt.Network) -> None:
    assert repr(one) == repr(other)
    for name in ("people", "relationships", "interactions", "exchanges", "milestones"):
        left, right = (getattr(net, name).to_frame(like={}) for net in (one, other))
        assert list(left) == list(right)
        for column in left:
            assert [str(item) for item in left[column]] == [str(item) for item in right[column]]


# Cases of the tables of bad input.


def test_L1_errors_below_the_notes_name_physical_lines(tmp_path: Path) -> None:
    rows = "Ada,B,,,,,08 Feb 2026\nB,C,,,,,never\n"
    with pytest.raises(
        tt.InvalidInput, match=r"^Connections.csv:6:9: connected on is 'never'; expected DD Mon YYYY"
    ) as refused:
        read_linkedin(
            write(
                tmp_path,
                {"Connections.csv": PREAMBLE + HEADER.replace("Connected On", "connected on") + rows},
            ),
            me="a",
            strict=True,
        )
    assert refused.value.code == "date.invalid"


DATES = [
    (
        "L7",
        "31 Feb 2024",
        "date.invalid",
        "Connected On is '31 Feb 2024', a day that does not exist; expected DD Mon YYYY",
    ),
    ("L8", "03/04/24", "date.ambiguous", "Connected On is '03/04/24', which may be either of two days"),
    ("L8-long", "03/04/2024", "date.ambiguous", "either of two days"),
    ("L9", "08 Sty 2024", "date.month_name", "Connected On is '08 Sty 2024', whose month is not known"),
    ("future", "01 Jan 2099", "time.future", "still to come"),
    ("words", "yesterday", "date.invalid", "expected DD Mon YYYY"),
    ("hour", '"2/28/24, 13:05 PM"', "date.invalid", "no time of day"),
]


@pytest.mark.parametrize(("case", "date", "code", "said"), DATES, ids=[case for case, *_ in DATES])
def test_a_day_that_is_none_is_told_with_its_place(
    case: str, date: str, code: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(tt.InvalidInput) as refused:
        with_connections(tmp_path, f"Ben,Ito,{IN}ben,,,,{date}", strict=True)
    assert refused.value.code == code, case
    assert str(refused.value).startswith(f"Connections.csv:2:{len(f'Ben,Ito,{IN}ben,,,,') + 1}: ")
    assert said in str(refused.value)
    report = with_connections(tmp_path, f"Ben,Ito,{IN}ben,,,,{date}", f"Cy,Do,{IN}cy,,,,08 Feb 2024").imports[
        0
    ]
    assert (report.rejected, report.imported) == ({code: 1}, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Feb 2026", "2026-02-08"),
        ("4-Apr-21", "2021-04-04"),
        ("2/13/18, 09:05 AM", "2018-02-13T09:05"),
        ("2024-02-29", "2024-02-29"),
        ("04/13/2024", "2024-04-13"),
        ("13/04/2024", "2024-04-13"),
        ("04/04/24", "2024-04-04"),
        ("8. M\u00e4rz 2024", "2024-03-08"),
        ("08 f\u00e9vr. 2024", "2024-02-08"),
        ("08 ao\u00fbt 2024", "2024-08-08"),
        ("8 de fev. de 2024", "2024-02-08"),
        ("08 ene 2024", "2024-01-08"),
        ("08 giu 2024", "2024-06-08"),
        ("08 mrt. 2024", "2024-03-08"),
        ("08 Okt 2024", "2024-10-08"),
        ("2016-12-31 23:59:60 UTC", "2016-12-31T23:59:59"),
        ("2/29/24, 12:00 AM", "2024-02-29T00:00"),
        ("2/29/24, 12:00 PM", "2024-02-29T12:00"),
    ],
)
def test_L9_days_are_read_in_the_forms_and_languages_of_exports(text: str, day: str) -> None:
    seconds = read_date(text, (named_month, year_first, american, slashes), "a day")
    assert seconds == int(np.datetime64(day, "s").astype(int))


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01", "2024-01-01 24:00:00", ""]
)
def test_no_day_is_made_up(text: str) -> None:
    with pytest.raises(NotADate) as refused:
        read_date(text, (named_month, year_first, american, slashes), "a day")
    assert refused.value.code == "date.invalid"


def test_L3_a_header_below_thirty_lines_is_not_found(tmp_path: Path) -> None:
    for lines, is_found in ((19, True), (20, False), (30, False)):
        path = write(
            tmp_path, {"Connections.csv": "a note\n" * lines + HEADER + f"A,B,{IN}x,,,,08 Feb 2024\n"}
        )
        if is_found:
            assert len(read_linkedin(path, me="ada")) == 2
            continue
        with pytest.raises(tt.InvalidInput, match="expected First Name, Last Name, Connected On") as refused:
            read_linkedin(path, me="ada")
        assert refused.value.code == "linkedin.header_not_found"


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n",
        "Pr\u00e9nom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connect\u00e9 le\n",
        "Nombre,Apellidos,URL,Direcci\u00f3n de correo electr\u00f3nico,Empresa,Cargo,Conectado el\n",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op\n",
        '" first  name ",LAST NAME,Url,email address,company,position, connected on\n',
    ],
)
def test_L4_C18_a_header_is_read_in_other_languages_and_spellings(header: str, tmp_path: Path) -> None:
    net = with_connections(tmp_path, f"Ben,Ito,{IN}ben,b@x.org,Acme,Chair,08 Feb 2024", header=header)
    frame = net.people.to_frame(like={})
    assert frame["name"][1] == "Ben Ito"
    assert (frame["organisation"][1], frame["position"][1]) == ("Acme", "Chair")
    assert frame["aliases"][1] == ("linkedin.com/in/ben", "b@x.org")


def test_L4_a_header_of_an_unknown_language_is_shown(tmp_path: Path) -> None:
    with pytest.raises(
        tt.InvalidInput, match="columns are Imi\u0119, Nazwisko, URL, Data; expected First Name"
    ) as refused:
        with_connections(tmp_path, "A,B,,x", header="Imi\u0119,Nazwisko,URL,Data\n")
    assert refused.value.code == "linkedin.header_unknown"


def test_C17_a_missing_column_is_named_with_its_nearest(tmp_path: Path) -> None:
    with pytest.raises(
        tt.InvalidInput, match=r"column Connected On is missing; found .*; nearest match: conected on"
    ) as refused:
        with_connections(tmp_path, header=HEADER.replace("Connected", "Conected"))
    assert refused.value.code == "csv.missing_column"


def test_L5_people_without_addresses_are_known_by_profile(tmp_path: Path) -> None:
    rows = [f"P{n},Q,{IN}p{n},{'x@y.org' if n == 7 else ''},,,08 Feb 2024" for n in range(20)]
    assert len(with_connections(tmp_path, *rows)) == 21


def test_L11_one_name_and_two_profiles_are_two_people(tmp_path: Path) -> None:
    net = with_connections(
        tmp_path, f"A,B,{IN}x,,,,08 Feb 2024", f"A,B,{IN}y,,,,08 Feb 2024", f"A,B,{IN}x/,,,,08 Feb 2024"
    )
    assert net.people["key"].tolist() == ["ada", "x", "y"]
    assert net.imports[0].skipped == {"repeated": 1}


def test_L14_a_formula_stays_what_it_is(tmp_path: Path) -> None:
    formula = '=HYPERLINK("x","y")'
    net = with_connections(tmp_path, f'"=HYPERLINK(""x"",""y"")",,{IN}x,,,,08 Feb 2024')
    assert net.people["name"][1] == formula


def test_L16_an_archive_without_connections_says_what_it_holds(tmp_path: Path) -> None:
    path = write(tmp_path, {"messages.csv": MESSAGES, "Jobs/x.csv": "a\n"})
    with pytest.raises(
        tt.InvalidInput, match=r"has no Connections.csv; it holds Jobs/x.csv, messages.csv"
    ) as refused:
        read_linkedin(path)
    assert refused.value.code == "linkedin.missing_member"


@pytest.mark.parametrize("broken", [name for name in FILES if "/" not in name])
def test_L18_the_file_that_is_broken_is_named(broken: str, tmp_path: Path) -> None:
    files = FILES | {broken: FILES[broken].rstrip("\n") + '\n"never closed\n'}
    with pytest.raises(tt.InvalidInput, match=rf"^{broken}:\d+:1: ") as refused:
        read_linkedin(write(tmp_path, files))
    assert refused.value.code == "csv.unterminated_quote"


def test_Z10_a_damaged_member_commits_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    path.write_bytes(path.read_bytes().replace(b"Engineer", b"engineer"))
    with pytest.raises(tt.InvalidInput) as refused:
        read_linkedin(path, me="ada")
    assert refused.value.code == "zip.crc"


@pytest.mark.parametrize("me", ["ada", f"{IN}Ada/", "ADA"])
def test_whoever_says_who_they_are_is_that(me: str, tmp_path: Path) -> None:
    assert "ada" in read_linkedin(write(tmp_path, FILES), me=me)


def test_a_key_of_ones_own_stands_for_all_ones_profiles(tmp_path: Path) -> None:
    net = read_linkedin(write(tmp_path, FILES), me="me@x.org")
    assert "ada" not in net
    assert "linkedin.com/in/ada" in net.people["aliases"][0]
    assert set(net.relationships["from"]) == {"me@x.org"}


def test_an_export_that_does_not_tell_whose_it_is_asks(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("Connections.csv", "Profile.csv")}
    with pytest.raises(tt.InvalidInput, match="me=") as refused:
        read_linkedin(write(tmp_path, files))
    assert refused.value.code == "linkedin.owner_unknown"
    with pytest.raises(tt.InvalidOption):
        read_linkedin(write(tmp_path, files), me=" ")


def test_a_contact_who_always_wrote_is_not_taken_for_the_owner(tmp_path: Path) -> None:
    header = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE\n"
    rows = "".join(f"c{n},Ben Ito,{IN}ben-ito,Ada,2022-01-02 10:00:00 UTC\n" for n in range(3))
    with pytest.raises(tt.InvalidInput) as refused:
        read_linkedin(write(tmp_path, {"Connections.csv": HEADER, "messages.csv": header + rows}))
    assert refused.value.code == "linkedin.owner_unknown"


def test_who_is_in_every_conversation_is_the_owner(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("Connections.csv", "messages.csv")}
    assert read_linkedin(write(tmp_path, files)).people["key"][0] == "ada"


def test_a_message_to_hundreds_is_capped_and_told_of(tmp_path: Path) -> None:
    urls = ",".join(f"{IN}p{n}" for n in range(500))
    row = f'c1,,Ada,{IN}ada,many,"{urls}",2024-01-02 10:00:00 UTC,,,INBOX,,No\n'
    files = {"Connections.csv": HEADER, "messages.csv": MESSAGES_HEADER + row}
    net = read_linkedin(write(tmp_path, files), me="ada", limits=Limits(recipients=20))
    assert (len(net.interactions), len(net)) == (20, 21)
    assert net.imports[0].warnings["linkedin.too_many_recipients"] == 1


def test_C15_an_export_without_rows_is_one_person(tmp_path: Path) -> None:
    files = {"Connections.csv": PREAMBLE + HEADER, "messages.csv": ""}
    net = read_linkedin(write(tmp_path, files), me="ada")
    assert len(net) == 1
    assert net.imports[0].warnings == {"csv.no_rows": 2}


def test_R17_an_error_shows_little_of_what_it_found(tmp_path: Path) -> None:
    with pytest.raises(tt.InvalidInput) as refused:
        with_connections(tmp_path, f"Secretname,Ito,{IN}secret,,,,{'x' * 500}", strict=True)
    assert "ecret" not in str(refused.value)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (f"{IN}Ada-Lovelace", "ada-lovelace"),
        ("www.linkedin.com/in/cl\u00e9o", "cl\u00e9o"),
        ("https://de.linkedin.com/in/cl%C3%89o/?locale=de#top", "cl\u00e9o"),
        ("linkedin.com/in/x%2", "x%2"),
        ("linkedin.com/in/%FF", "%ff"),
        ("linkedin.com/in/a%00b%0A", "a%00b%0a"),
        ("https://evil.org/linkedin.com/in/ada", ""),
        ("https://notlinkedin.com/in/ada", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_profile_is_the_last_part_of_its_address(url: str, slug: str) -> None:
    assert profile_slug(url) == slug


def test_an_address_keeps_its_local_part() -> None:
    assert email_address(" A.B@X.Org ") == "A.B@x.org"
    assert email_address("no address") is email_address("a@b@c") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Thanks a lot!", "thanks"),
        ("<p>Vielen&nbsp;Dank</p>", "thanks"),
        ("Merci beaucoup", "thanks"),
        ("No thanks.", None),
        ("Thanks in advance", None),
        ("Herzlichen Gl\u00fcckwunsch zur neuen Stelle", "congratulations"),
        ("\u00a1Enhorabuena!", "congratulations"),
        ("Parab\u00e9ns!", "congratulations"),
        ("Thank you for your congratulations", "thanks"),
        ("My sincere condolences", "condolences"),
        ("Mein herzliches Beileid", "condolences"),
        ("Thanksgiving is near", None),
        ("Shall we meet?", None),
        ("<" * 100_000, None),
    ],
)
def test_a_text_says_what_it_plainly_says(content: str, said: str | None) -> None:
    assert saying(content) == said


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_export_is_refused_by_name_or_read(seed: int, tmp_path: Path) -> None:
    random_number = random.Random(seed)
    files = {name: bytearray(text.encode()) for name, text in FILES.items()}
    for content in random_number.sample(list(files.values()), 4):
        for _ in range(random_number.randint(1, 4)):
            place = random_number.randrange(len(content))
            content[place : place + random_number.randint(0, 3)] = random_number.choice(
                [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"", b"99999999999", b"/", b"sep=;\n", b"\xc3\xa9"]
            )
    path = write(tmp_path, {name: bytes(content) for name, content in files.items()})
    with contextlib.suppress(tt.Error):
        assert_adds_up(read_linkedin(path, me="ada", texts=True).imports[0])


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_archive_is_refused_by_name_or_read(seed: int, tmp_path: Path) -> None:
    random_number = random.Random(seed)
    path = write(tmp_path, FILES)
    content = bytearray(path.read_bytes())
    for _ in range(random_number.randint(1, 3)):
        content[random_number.randrange(len(content))] = random_number.randrange(256)
    if seed % 5 == 0:
        del content[random_number.randrange(len(content)) :]
    path.write_bytes(content)
    with contextlib.suppress(tt.Error):
        assert_adds_up(read_linkedin(path).imports[0])
