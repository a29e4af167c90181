"""Mailboxes as networks: what counts as a message, from whom to whom, and what hostile files get."""

from __future__ import annotations

import base64
import os
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import tertius as tt
from conftest import PEAK_OF_MEMORY, balanced, in_a_process, rows
from tertius.errors import InvalidInput, InvalidOption
from tertius.importers.addressees import AddressFault, addressees, key_of
from tertius.importers.limits import Limits
from tertius.importers.mail.dates import parts_messages, seconds_of_date
from tertius.importers.mail.mailboxes import read_mbox
from tertius.importers.phrases import introduces_in, said_in

DAY = 86_400
START = 1_500_000_000  # Fri, 14 Jul 2017 02:40:00 UTC
SEPARATOR = "From 1575@xxx Fri Aug 04 14:53:42 +0000 2017\n"


def date_of(seconds: int) -> str:
    return time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(seconds))


def mail(
    sender: str = "ada@x.org",
    to: str | Sequence[str] = "ben@x.org",
    seconds: int = START,
    *,
    name: str | None = None,
    body: str = "Hello.\n",
    **fields: str,
) -> str:
    """A message of a mailbox; further fields by name, `_` standing for `-`."""
    headers = {
        "From": sender,
        "To": to if isinstance(to, str) else ", ".join(to),
        "Date": date_of(seconds),
        "Message-ID": f"<{name}@x.org>" if name else None,
        **{field.replace("_", "-"): value for field, value in fields.items()},
    }
    head = "".join(f"{field}: {value}\n" for field, value in headers.items() if value is not None)
    return f"{SEPARATOR}{head}\n{body}\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tt.Network]:
    """Reads texts or bytes as a mailbox each."""

    def reader(*boxes: str | bytes, **options: Any) -> tt.Network:
        paths = []
        for number, box in enumerate(boxes):
            paths.append(tmp_path / f"box{number}")
            paths[-1].write_bytes(box if isinstance(box, bytes) else box.encode())
        return read_mbox(paths if len(paths) != 1 else paths[0], **options)

    return reader


def everything(network: tt.Network) -> list[Any]:
    """All that a network says of interactions and people, in an order of its own."""
    columns = ("from", "to", "time", "channel", "kind", "thread", "message", "reply_to", "record")
    return [rows(network, *columns), rows(network, "key", "name", table="people")]


# What a message tells


def test_a_message_ties_its_sender_to_each_recipient(read: Callable[..., tt.Network]) -> None:
    box = mail("Ada <ada@x.org>", "Ben <ben@x.org>", Cc="cleo@x.org", Bcc="Dora <dora@x.org>", name="1")
    network = read(box)
    assert rows(network, "from", "to", "channel") == [
        ("ada@x.org", "ben@x.org", "email"),
        ("ada@x.org", "cleo@x.org", "email"),
        ("ada@x.org", "dora@x.org", "email"),
    ]
    assert {seconds.astype(int) for seconds in network.interactions["time"]} == {START}
    assert len(set(network.interactions["message"])) == 1
    assert rows(network, "key", "name", table="people") == [
        ("ada@x.org", "Ada"),
        ("ben@x.org", "Ben"),
        ("cleo@x.org", None),
        ("dora@x.org", "Dora"),
    ]
    report = balanced(network)
    assert (report.source, report.rows_read, report.people, report.ties) == ("mailbox", 1, 4, 3)


def test_an_answer_points_to_its_message_and_stands_in_its_thread(read: Callable[..., tt.Network]) -> None:
    question = mail(name="q")
    answer = mail("ben@x.org", "ada@x.org", START + 60, name="a", In_Reply_To="<q@x.org>")
    other = mail("ben@x.org", "ada@x.org", START + 90, name="o", In_Reply_To="<unseen@x.org>")
    network = read(question + answer + other)
    found = dict(zip(network.interactions["time"].astype(int).tolist(), range(3), strict=True))
    message, reply_to, thread = (network.interactions[name] for name in ("message", "reply_to", "thread"))
    assert reply_to[found[START + 60]] == message[found[START]]
    assert reply_to[found[START]] is None
    assert reply_to[found[START + 90]] is None
    assert thread[found[START + 60]] == thread[found[START]]
    assert thread[found[START + 90]] != thread[found[START]]


def test_a_thread_is_joined_through_messages_that_are_not_there(read: Callable[..., tt.Network]) -> None:
    one = mail(name="1", References="<root@x.org> <2@x.org>")
    other = mail("ben@x.org", "ada@x.org", START + 60, name="3", References="<root@x.org>")
    apart = mail("ben@x.org", "ada@x.org", START + 70, name="4", X_GM_THRID="77")
    with_it = mail("ada@x.org", "ben@x.org", START + 80, name="5", X_GM_THRID="77")
    threads = [thread for _, thread in sorted(rows(read(one + other + apart + with_it), "time", "thread"))]
    assert threads[0] == threads[1] != threads[2] == threads[3]


def test_the_name_that_people_give_themselves_counts_then_the_latest(read: Callable[..., tt.Network]) -> None:
    boxes = [
        mail("Ada Lovelace <ada@x.org>", name="1"),
        mail("ben@x.org", '"The Countess" <ada@x.org>', START + 9, name="2"),
        mail("ben@x.org", "Old <cleo@x.org>", START, name="3"),
        mail("ben@x.org", "New <cleo@x.org>", START + 9, name="4"),
    ]
    for order in (boxes, boxes[::-1]):
        people = dict(rows(read("".join(order)), "key", "name", table="people"))
        assert (people["ada@x.org"], people["cleo@x.org"]) == ("Ada Lovelace", "New")


def test_the_owner_is_one_person_by_the_first_address(read: Callable[..., tt.Network]) -> None:
    box = mail("ada@home.org", "ben@x.org", name="1") + mail(
        "ben@x.org", ["ada@X.org", "ada@home.org"], name="2"
    )
    network = read(box, me=["ada@X.org", "ada@Home.org"])
    assert rows(network, "from", "to") == [("ada@x.org", "ben@x.org"), ("ben@x.org", "ada@x.org")]
    assert network.people["aliases"].tolist()[network.people["key"].tolist().index("ada@x.org")] == (
        "ada@home.org",
    )
    with pytest.raises(InvalidOption, match="is no address"):
        read(box, me="Ada")


def test_what_programs_send_and_the_owner_set_aside_is_left_out(read: Callable[..., tt.Network]) -> None:
    box = (
        mail(List_Id="<all.x.org>")
        + mail(Auto_Submitted="auto-replied")
        + mail(Precedence="bulk")
        + mail(Return_Path="<>")
        + mail("no-reply@x.org")
        + mail("MAILER-DAEMON@x.org")
        + mail("bounces+123@x.org")
        + mail(X_Gmail_Labels="Spam,Opened")
        + mail(X_Gmail_Labels='=?UTF-8?Q?"Entw=C3=BCrfe"?=')
        + mail(X_Gmail_Labels="Important,Trash")
        + mail("ada@x.org", "Ada <ada@x.org>")
        + mail("ada@x.org", "undisclosed-recipients:;")
        + mail("noreplyson@x.org", Auto_Submitted="no")
    )
    report = balanced(read(box))
    assert report.skipped == {
        "automatic": 7,
        "spam": 1,
        "draft": 1,
        "trash": 1,
        "to_self": 1,
        "no_recipients": 1,
    }
    assert report.imported == 1


def test_without_texts_nothing_is_made_of_what_a_message_says(read: Callable[..., tt.Network]) -> None:
    box = mail(Subject="Congratulations!", name="1")
    assert "kind" not in read(box).interactions.columns
    network = read(box, texts=True)
    assert rows(network, "to", "kind") == [("ben@x.org", "congratulations")]
    assert rows(network, "person", "kind", "confidence", table="milestones") == [
        ("ben@x.org", "congratulated", 0.5)
    ]


@pytest.mark.parametrize(
    ("body", "fields", "kind"),
    [
        ("Thank you for the book.\n", {}, "thanks"),
        ("> Thank you for the book.\nYes.\n", {}, None),
        ("Yes.\n\nOn Monday Ada wrote:\nThank you for the book.\n", {}, None),
        ("Hi\n", {"Subject": "Re: Congratulations"}, None),
        ("Vielen Dank f=C3=BCr alles\n", {"Content_Transfer_Encoding": "quoted-printable"}, "thanks"),
        (
            base64.b64encode(b"Mein herzliches Beileid.").decode() + "\n",
            {"Content_Transfer_Encoding": "base64", "Content_Type": "text/plain; charset=utf-8"},
            "condolences",
        ),
        ("<p>We are <b>here</b> for you</p>\n", {"Content_Type": "text/html"}, "support"),
        ("f\xfcr: thanks for it", {"Content_Type": "text/plain; charset=no-such"}, "thanks"),
        (
            "--b\nContent-Type: image/png\n\nthanks for it\n--b\nContent-Type: text/plain\n\n"
            "thanks for that\n--b--\n",
            {"Content_Type": 'multipart/mixed; boundary="b"'},
            "thanks",
        ),
        (
            "--b\nContent-Type: image/png\n\nthanks for it\n--b--\n",
            {"Content_Type": 'multipart/mixed; boundary="b"'},
            None,
        ),
    ],
)
def test_set_phrases_in_the_first_text_make_the_kind(
    read: Callable[..., tt.Network], body: str, fields: dict[str, str], kind: str | None
) -> None:
    assert rows(read(mail(body=body, name="1", **fields), texts=True), "kind", "to") in (
        [(kind, "ben@x.org")],
        [] if kind is None else None,
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Congrats on the new job, and thanks for the call", "congratulations"),
        ("So sorry for your loss. Thank you for telling me", "condolences"),
        ("Best\nThanks,\nAda", None),
        ("Thank you for your patience", None),
        ("恭喜你升职", "congratulations"),
        ("Merci\npour le livre", "thanks"),
        ("I\u2019m grateful for it", "thanks"),
        ("thanks forward", None),
    ],
)
def test_what_a_text_plainly_says(text: str, kind: str | None) -> None:
    assert said_in(text) == kind


def test_an_introduction_in_words_is_told_from_a_meeting() -> None:
    for text in (
        "Ada, meet Ben.",
        "I'd like to introduce Ben",
        "Connecting you both",
        "I would like you to meet Cleo",
        "She\u2019d love you two to meet Ben Ito",
        "Darf ich euch vorstellen",
    ):
        assert introduces_in(text), text
    for text in (
        "Let's meet at noon",
        "Ada, meet me there",
        "We want you to meet your targets",
        "I'd like you to meet the deadline",
        "the introduction of the euro",
    ):
        assert not introduces_in(text), text


# Introductions


def five_mails() -> list[str]:
    """Bea knows ada and cleo; on day 2 she puts them together; ada writes to cleo on days 5 and 50."""
    return [
        mail("bea@x.org", "ada@x.org", START, name="1"),
        mail("cleo@x.org", "bea@x.org", START + DAY, name="2"),
        mail("bea@x.org", ["ada@x.org", "cleo@x.org"], START + 2 * DAY, name="3", Subject="Ada, meet Cleo"),
        mail("ada@x.org", "cleo@x.org", START + 5 * DAY, name="4"),
        mail("cleo@x.org", "ada@x.org", START + 50 * DAY, name="5"),
    ]


INTRODUCTION = ("broker", "a", "b", "outcome", "confidence")


def introduced(network: tt.Network) -> list[tuple[Any, ...]]:
    return rows(network, *INTRODUCTION, table="introductions")


def test_a_broker_who_knows_both_introduces_them(read: Callable[..., tt.Network]) -> None:
    mails = five_mails()
    three = ("bea@x.org", "ada@x.org", "cleo@x.org")
    assert introduced(read("".join(mails))) == [(*three, "lasted", 0.6)]
    assert introduced(read("".join(mails), texts=True)) == [(*three, "lasted", 0.9)]
    assert introduced(read("".join(mails[:4]))) == [(*three, "met", 0.6)]
    assert introduced(read("".join(mails[:3]))) == [(*three, None, 0.3)]
    network = read("".join(reversed(mails)))
    assert introduced(network) == [(*three, "lasted", 0.6)]
    assert network.introductions["time"].astype(int).tolist() == [START + 2 * DAY]


def test_whoever_met_before_or_is_no_acquaintance_is_not_introduced(read: Callable[..., tt.Network]) -> None:
    mails = five_mails()
    assert introduced(read("".join(mails[1:]))) == []  # bea never wrote to ada before
    met = mail("dan@x.org", ["ada@x.org", "cleo@x.org"], START + 1, name="0")
    assert introduced(read("".join([met, *mails]))) == []
    crowd = mail(
        "bea@x.org", ["ada@x.org", "cleo@x.org", "d@x.org", "e@x.org", "f@x.org"], START + 2 * DAY, name="3"
    )
    assert introduced(read("".join([*mails[:2], crowd, *mails[3:]]))) == []


def test_an_answer_to_all_is_no_meeting_without_the_broker(read: Callable[..., tt.Network]) -> None:
    mails = five_mails()[:3]
    to_all = mail("ada@x.org", ["bea@x.org", "cleo@x.org"], START + 3 * DAY, name="4")
    assert introduced(read("".join([*mails, to_all]))) == [
        ("bea@x.org", "ada@x.org", "cleo@x.org", None, 0.6)
    ]


def test_introductions_among_strangers_to_the_owner_are_left_out(read: Callable[..., tt.Network]) -> None:
    box = "".join(five_mails()) + mail("me@x.org", "zoe@x.org", START, name="9")
    assert introduced(read(box, me="me@x.org")) == []
    friend = mail("cleo@x.org", "me@x.org", START, name="8")
    assert len(introduced(read(box + friend, me="me@x.org"))) == 1
    assert len(introduced(read(box, me="bea@x.org"))) == 1


# Hostile input, by the names of the table


def test_m1_only_a_dated_from_line_after_a_blank_one_parts_messages(read: Callable[..., tt.Network]) -> None:
    body = (
        "From here on it rains.\n\nFrom now on too.\ntext\n"
        + SEPARATOR
        + "\nFrom a Fri Feb 31 10:00:00 2017\n"
    )
    network = read(mail(body=body, name="1") + mail(name="2"))
    assert balanced(network).imported == 2
    assert network.imports[0].warnings == {"mbox.from_in_body": 4}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("From ada@x.org Fri Aug  4 14:53:42 2017", True),
        ("From - Fri Aug 04 14:53:42 2017\r\n", True),
        ("From ada@x.org Fri Aug  4 14:53 2017", True),
        ("From ada@x.org Fri Aug  4 14:53:42 CEST 2017", True),
        ("From ada@x.org Fri Aug  4 14:53:42 2017 +0200", True),
        ("From 1575@xxx Fri Aug 04 14:53:42 +0000 2017", True),
        ("From Ada Lovelace Fri Aug  4 14:53:42 2017", True),
        ("From ada@x.org Fri Aug  4 25:53:42 2017", False),
        ("From ada@x.org Fri Agu  4 14:53:42 2017", False),
        ("From ada@x.org", False),
        ("From ada@x.org Fri Aug  4 14:53:42 2017 or so", False),
        ("From " + "Fri " * 240, False),
    ],
)
def test_what_begins_a_message(line: str, parts: bool) -> None:
    assert parts_messages(line.encode()) is parts


def test_m2_one_level_of_quoting_is_removed_from_bodies(read: Callable[..., tt.Network]) -> None:
    network = read(mail(body=">From now on: thanks for all\n>>From there\n", name="1"), texts=True)
    assert rows(network, "kind") == [("thanks",)]  # ">From" is the writer's own; else it would end the text
    assert not network.imports[0].warnings


def test_m4_a_message_without_a_date_is_skipped_and_counted(read: Callable[..., tt.Network]) -> None:
    box = mail(name="1", Date=None) + mail(name="2")  # type: ignore[arg-type]
    report = balanced(read(box))
    assert (report.skipped, report.imported) == ({"no_date": 1}, 1)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("Fri, 14 Jul 2017 02:40:00 +0000", START),
        ("14 Jul 17 02:40 UT", START),
        ("Fri, 14 Jul 2017 02:40:00 -0000", START),
        ("Thu, 13 Jul 2017 22:40:00 EDT", START),
        ("Fri, 14 Jul 2017 04:40:00 +0200 (CEST)", START),
        ("14 Jul 117 02:40:00 GMT", START),
        ("Sat, 31 Dec 2016 23:59:60 +0000", 1_483_228_799),
        ("1 Jan 70 00:00:00 Z", 0),
        ("31 Feb 2017 10:00:00 +0000", None),
        ("14 Jul 2017 02:40:00 +9999", None),
        ("14 Jul 2017 02:40:00 +0060", None),
        ("14 Jul 2017 25:40:00 +0000", None),
        ("yesterday", None),
        ("9" * 5000, None),
        ("0", None),
        (" , , ", None),
    ],
)
def test_m5_dates_in_the_forms_of_the_standard_and_no_others(written: str, seconds: int | None) -> None:
    if seconds is None:
        with pytest.raises(ValueError):  # noqa: PT011 - each says it in its own words
            seconds_of_date(written)
    else:
        assert seconds_of_date(written) == seconds


def test_m5_a_bad_date_is_counted_with_its_line(read: Callable[..., tt.Network]) -> None:
    box = mail(name="1") + mail(name="2", Date="31 Feb 2017 10:00:00 +0000")
    report = balanced(read(box))
    assert report.rejected == {"date.invalid": 1}
    # 8 lines of the first message, then the separator, From, To and Date
    assert (report.problems[0].line, report.problems[0].file) == (12, "box0")
    with pytest.raises(InvalidInput, match=r"^box0:12: '31 Feb 2017 10:00:00 \+0000' is no date$") as raised:
        read(box, strict=True)
    assert raised.value.code == "date.invalid"


def test_m6_what_has_not_come_yet_or_is_too_long_ago_is_rejected(read: Callable[..., tt.Network]) -> None:
    box = mail(name="1", Date="1 Jan 2099 00:00:00 GMT") + mail(name="2", Date="31 Dec 1969 23:59:59 GMT")
    report = balanced(read(box + mail(name="3")))
    assert report.rejected == {"time.future": 1, "time.range": 1}
    assert (report.warnings, report.imported) == ({"time.future": 1}, 1)


def test_m7_the_same_message_twice_is_one(read: Callable[..., tt.Network]) -> None:
    sent = mail("ada@x.org", "ben@x.org", name="1", Bcc="cleo@x.org")
    received = mail("ada@x.org", "ben@x.org", name="1")
    for boxes in ([sent + received], [received, sent], [received + sent]):
        network = read(*boxes)
        assert rows(network, "to") == [("ben@x.org",), ("cleo@x.org",)]
        assert (balanced(network).skipped, network.imports[0].imported) == ({"duplicate": 1}, 1)
    nameless = mail("ada@x.org", "ben@x.org")
    assert len(read(nameless, nameless).interactions) == 1


def test_m9_of_ten_thousand_recipients_the_first_fifty_count(read: Callable[..., tt.Network]) -> None:
    many = [f"Person Number {number} <person{number:05}@example.org>" for number in range(10_000)]
    for to in (", ".join(many), ",\n ".join(many)):
        network = read(mail(to=to, name="1", Cc="late@x.org") + mail(name="2"))
        report = balanced(network)
        assert (report.imported, report.ties) == (2, 51)
        assert report.warnings["mime.too_many_recipients"] >= 1
        assert {row[0] for row in rows(network, "from")} == {"ada@x.org"}
        assert "person00049@example.org" in network
        assert "person00050@example.org" not in network
    assert len(read(mail(to=", ".join(many)), limits=Limits(recipients=3)).interactions) == 3


def nested(depth: int, ends: bool = True) -> str:
    opens = [f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(depth - 1)]
    closes = [f"--{n}--\n" for n in reversed(range(depth))] if ends else []
    return "".join([*opens, f"--{depth - 1}\n\ntext\n", *closes])


def test_m10_parts_nested_beyond_the_limit_are_rejected_where_they_begin(
    read: Callable[..., tt.Network],
) -> None:
    top = {"Content_Type": "multipart/mixed; boundary=0"}
    assert balanced(read(mail(name="1", body=nested(32), **top))).imported == 1
    network = read(mail(name="1", body=nested(1000), **top) + mail(name="2"))
    assert balanced(network).rejected == {"limit.mime_depth": 1}
    # 7 lines of separator, headers and blank; each level takes 3, and the 32nd part declares the 33rd
    assert network.imports[0].problems[0].line == 7 + 32 * 3
    assert network.imports[0].imported == 1


def test_m10_messages_in_messages_count_as_nested(read: Callable[..., tt.Network]) -> None:
    body = "Content-Type: message/rfc822\n\n" * 1000
    report = balanced(read(mail(name="1", body=body, Content_Type="message/rfc822") + mail(name="2")))
    assert (report.rejected, report.imported) == ({"limit.mime_depth": 1}, 1)


def test_m11_a_multipart_without_an_end_is_read_and_counted(read: Callable[..., tt.Network]) -> None:
    top = {"Content_Type": "multipart/mixed; boundary=0"}
    network = read(mail(name="1", body=nested(3, ends=False), **top) + mail(name="2", body=nested(3), **top))
    assert (balanced(network).warnings, network.imports[0].imported) == ({"mime.unterminated": 1}, 2)


def test_m13_nested_comments_are_refused_in_linear_time(read: Callable[..., tt.Network]) -> None:
    bomb = "(" * 100_000 + ")" * 100_000 + "ada@x.org"
    for fields in ({"sender": bomb}, {"to": bomb}):
        report = balanced(read(mail(name="1", **fields) + mail(name="2")))
        assert (report.rejected, report.imported) == ({"mime.address": 1}, 1)
    assert report.problems[0].line == 3
    side_by_side = "(a)" * 20_000 + "ada@x.org"
    assert [one.address for one in addressees(side_by_side)] == ["ada@x.org"]
    with pytest.raises(AddressFault, match="nested more than 32 deep"):
        addressees(bomb)


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("ada@x.org", [("ada@x.org", "")]),
        ("Ada Lovelace <ada@x.org>", [("ada@x.org", "Ada Lovelace")]),
        ('"Lovelace, Ada" <ada@x.org>, ben@x.org', [("ada@x.org", "Lovelace, Ada"), ("ben@x.org", "")]),
        ("ada@x.org (Ada Lovelace)", [("ada@x.org", "Ada Lovelace")]),
        ("ada@x.org; ben@x.org", [("ada@x.org", ""), ("ben@x.org", "")]),
        ("Team: ada@x.org, Ben <ben@x.org>;", [("ada@x.org", ""), ("ben@x.org", "Ben")]),
        ("undisclosed-recipients:;", []),
        ("boss@big.org <ada@x.org>", [("ada@x.org", "")]),
        ('"boss@big.org" <ada@x.org>', [("ada@x.org", "")]),
        ("=?UTF-8?Q?Ad=C3=A4?= <ada@x.org>", [("ada@x.org", "Adä")]),
        ("=?UTF-8?Q?boss=40big.org?= <ada@x.org>", [("ada@x.org", "")]),
        ("=?no-such?Q?Ada?= <ada@x.org>", [("ada@x.org", "Ada")]),
        ("=?UTF-8?B?!!!?= <ada@x.org>", [("ada@x.org", "")]),
        ("'Ada' <ada@x.org>", [("ada@x.org", "Ada")]),
        ('"Ada \\"A\\" L" <ada@x.org>', [("ada@x.org", 'Ada "A" L')]),
        ("<@relay.org:ada@x.org>", [("ada@x.org", "")]),
        ('"odd name"@x.org', [('"odd name"@x.org', "")]),
        ("Ada\u202e\x1b <ada@x.org>", [("ada@x.org", "Ada\\u202e\\x1b")]),
        (",,;", []),
        ('"open', [('"open', "")]),
        ("Ada (open <ada>", [("Ada", "open <ada>")]),
    ],
)
def test_m15_identity_comes_from_the_address_alone(header: str, people: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in addressees(header)] == people


def test_m17_bytes_that_are_no_text_reach_nobody(read: Callable[..., tt.Network]) -> None:
    good = mail(name="9").encode()
    latin = mail("XX <ada@x.org>", name="1", Subject="Y" * 5000).replace("XX", "\xe9").encode("latin-1")
    network = read(latin + good, texts=True)
    assert balanced(network).imported == 2
    for address, code in ((b"a\xe9@x.org", "enc.invalid_utf8"), (b"a\0@x.org", "enc.nul_byte")):
        bad = mail("SENDER", name="1").encode().replace(b"SENDER", address)
        report = balanced(read(bad + good))
        assert (report.rejected, report.problems[0].line, report.imported) == ({code: 1}, 2, 1)
        partly = mail(to="SENDER, ben@x.org", name="1").encode().replace(b"SENDER", address)
        report = balanced(read(partly + good))
        assert (report.warnings, report.imported) == ({code: 1}, 2)
    assert (
        balanced(read(mail(name="1", Subject="\0" * 2000, X="\0").encode() + good, texts=True)).imported == 2
    )


def test_m17_lines_of_any_length_are_passed_over(read: Callable[..., tt.Network]) -> None:
    long = mail(name="1", body="x" * 3_000_000 + "\n" + "--" * 1_000_000 + "\n", Received="y" * 3_000_000)
    network = read(long + mail("x", name="2"), texts=True, limits=Limits(line_bytes=100_000))
    assert balanced(network).imported == 1
    assert network.imports[0].problems[0].line == 12  # the second message's From; long lines are lines


def test_m22_domains_are_folded_and_local_parts_kept(read: Callable[..., tt.Network]) -> None:
    network = read(mail("A@X.com", "b@y.org", name="1") + mail("a@x.COM", "b@Y.org", name="2"))
    assert sorted(network.people["key"]) == ["A@x.com", "a@x.com", "b@y.org"]
    for address in ("", "@", "a@", "@b", "a b@c", "a@b@c", "a" * 400 + "@b.c", "a@b\u202e", "a\n@b"):
        with pytest.raises(AddressFault, match="is no address"):
            key_of(address)


def test_recipients_in_several_fields_of_a_name_all_count(read: Callable[..., tt.Network]) -> None:
    twice = mail(to="ben@x.org\nTo: cleo@x.org\nTO : dora@x.org\nSubject: a\nsubject: b", name="1")
    assert rows(read(twice), "to") == [("ben@x.org",), ("cleo@x.org",), ("dora@x.org",)]
    network = read(mail(to="ben@x.org\n" + "To:\n" * 300_000, name="1") + mail(name="2"))
    assert balanced(network).rejected == {"limit.header_bytes": 1}


def test_headers_beyond_the_limit_are_rejected(read: Callable[..., tt.Network]) -> None:
    box = mail(name="1", Subject="x" * 5000) + mail(name="2")
    report = balanced(read(box, limits=Limits(header_bytes=1000)))
    assert (report.rejected, report.imported) == ({"limit.header_bytes": 1}, 1)


def test_what_is_no_mailbox_is_refused(read: Callable[..., tt.Network], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"^box0:1: a mailbox begins with From, not 'Dear Ada") as raised:
        read("Dear Ada,\n")
    assert raised.value.code == "mbox.no_separator"
    assert len(read("")) == 0
    assert len(read("\n\n" + mail())) == 2
    with pytest.raises(FileNotFoundError):
        read_mbox(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInput, match="holds no file that can be read") as raised:
        read_mbox(tmp_path / "empty")
    assert raised.value.code == "io.no_file"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput, match="no plain file") as raised:
        read_mbox(tmp_path / "pipe")
    assert raised.value.code == "io.not_regular_file"


def test_a_folder_is_read_without_its_other_files_and_links(tmp_path: Path) -> None:
    (tmp_path / "Work.sbd").mkdir()
    (tmp_path / "Inbox").write_text(mail(name="1"))
    (tmp_path / "Inbox.msf").write_text("// index")
    (tmp_path / "Work.sbd" / "Sent").write_text(mail("ada@x.org", "cleo@x.org", name="2"))
    (tmp_path / "Linked").symlink_to(tmp_path / "Inbox")
    network = read_mbox(tmp_path)
    assert rows(network, "to") == [("ben@x.org",), ("cleo@x.org",)]
    assert balanced(network).rows_read == 2


# Laws


def many_mails(count: int, seed: int) -> list[str]:
    """Seeded random messages, some without a name, that answer to earlier ones."""
    draw = random.Random(seed)
    people = [f"P{number} <p{number}@x.org>" for number in range(12)]
    made = []
    for number in range(count):
        sender, *to = draw.sample(people, draw.randint(2, 5))
        fields = {"References": f"<{draw.randrange(number)}@x.org>"} if number and draw.random() < 0.6 else {}
        name = str(number) if draw.random() < 0.9 else None
        made.append(mail(sender, to, START + draw.randrange(10**7), name=name, **fields))
    return made


def test_the_order_of_messages_does_not_matter(read: Callable[..., tt.Network]) -> None:
    mails = many_mails(300, seed=1)
    network = read("".join(mails))
    shuffled = random.Random(2).sample(mails, len(mails))
    again = read("".join(shuffled))
    assert everything(again) == everything(network)
    assert introduced(again) == introduced(network)
    assert introduced(network)
    assert again.people["key"].tolist() == network.people["key"].tolist()


def test_reading_twice_adds_nothing(read: Callable[..., tt.Network]) -> None:
    box = "".join(many_mails(100, seed=3))
    network = read(box)
    assert everything(network.merge(read(box))) == everything(network)
    assert len(network.merge(read(box)).introductions) == len(network.introductions)


def test_two_files_that_share_messages_are_their_union(read: Callable[..., tt.Network]) -> None:
    mails = many_mails(200, seed=4)
    one, other = "".join(mails[:120]), "".join(mails[80:])
    told = ("from", "to", "time", "record")
    together = read(one, other)
    assert (
        rows(together, *told)
        == rows(read("".join(mails)), *told)
        == rows(read(one).merge(read(other)), *told)
    )
    assert balanced(together).skipped["duplicate"] == 40


def test_line_ends_do_not_matter(read: Callable[..., tt.Network]) -> None:
    box = "".join(many_mails(50, seed=5))
    assert everything(read(box.replace("\n", "\r\n"))) == everything(read(box))


def test_random_damage_ends_in_a_network_or_an_error_of_ours(read: Callable[..., tt.Network]) -> None:
    top = {"Content_Type": "multipart/mixed; boundary=0", "Subject": "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?="}
    whole = "".join([*many_mails(5, seed=6), mail(name="m", body=nested(4), **top), *five_mails()]).encode()
    draw = random.Random(7)
    codes = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(draw.randint(1, 30)):
            at = draw.randrange(len(damaged))
            match draw.randrange(4):
                case 0:
                    damaged[at] = draw.randrange(256)
                case 1:
                    del damaged[at : at + draw.randrange(50)]
                case 2:
                    damaged[at:at] = draw.choice(
                        [b'"', b"(", b"\n", b"\0", b"=?", b"<", b"\n\n", b"\xff", b"--0\n"]
                    )
                case 3:
                    damaged[at:at] = damaged[at : at + draw.randrange(200)]
        try:
            balanced(read(bytes(damaged), texts=True))
        except InvalidInput as error:
            codes.add(error.code)
    assert codes <= {"mbox.no_separator"}


MEASURE = """
from tertius.importers.mail.mailboxes import read_mbox
print(read_mbox({path!r}, texts=True).imports[0].imported, int(peak_mb()))
"""


def test_m19_m20_a_huge_attachment_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    line = base64.b64encode(bytes(range(57))) + b"\n"
    top = {"Content_Type": "multipart/mixed; boundary=0"}
    head, end = mail(name="1", body="--0\nContent-Transfer-Encoding: base64\n\n#--0--\n", **top).split("#")
    with path.open("wb") as stream:
        stream.write(head.encode())
        for _ in range(300):
            stream.write(line * (2**20 // len(line)))
        stream.seek(2**30, os.SEEK_CUR)  # a gap that takes no room on the disk: one line of 1 GiB
        stream.write(b"\n" + end.encode() + mail(name="2").encode())
    imported, peak = map(int, in_a_process(PEAK_OF_MEMORY + MEASURE.format(path=str(path))).split())
    assert imported == 2
    assert peak < 128


def test_the_machine_s_own_zone_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_text("".join(many_mails(20, seed=8)) + mail(name="z", Date="14 Jul 2017 02:40"))
    code = f"""
        from tertius.importers.mail.mailboxes import read_mbox
        network = read_mbox({str(path)!r})
        print({{name: network.interactions[name].tolist() for name in network.interactions.columns}})
    """
    assert in_a_process(code, TZ="UTC") == in_a_process(code, TZ="Pacific/Apia")


def test_progress_reaches_the_whole(read: Callable[..., tt.Network]) -> None:
    shares: list[float] = []
    read(*["".join(many_mails(400, seed=seed)) for seed in (1, 2)], progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
