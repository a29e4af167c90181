"""The consultant's records: that the files are what their truth says, and that the readers find it."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import mailbox
import re
import subprocess
import sys
import zipfile
from collections import Counter
from email.utils import getaddresses
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import vobject

import tertius as tt
from tertius.identity.same_people import same_people
from tertius.importers.linkedin.exports import read_linkedin

ROOT = Path(__file__).parents[2]
SAMPLE = tt.samples.consultant_files()
EXPORTS = ("export_2021.zip", "export_2026.zip")
ADDRESS = re.compile(r"[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)")


def truth(table: str) -> list[dict[str, str]]:
    with open(SAMPLE / "truth" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PEOPLE = truth("people")
COUNTS = {(row["file"], row["what"]): int(row["count"]) for row in truth("counts")}
HOLDER = {address: row["key"] for row in PEOPLE for address in row["addresses"].split(";") if address}


def in_state(state: str) -> list[str]:
    return [row["key"] for row in PEOPLE if row["state"] == state]


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds; of an archive each member, for other versions of zlib pack otherwise."""
    if path.suffix != ".zip":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {f"{item.filename} {item.date_time}": archive.read(item) for item in archive.infolist()}


def rows_of(export: str, member: str) -> list[list[str]]:
    with zipfile.ZipFile(SAMPLE / export) as archive:
        rows = list(csv.reader(io.StringIO(archive.read(member).decode("utf-8"))))
    header = next(number for number, row in enumerate(rows) if len(row) > 1 or row == ["Name"])
    if member == "Connections.csv":
        header = next(number for number, row in enumerate(rows) if "Connected On" in row)
    return rows[header:]


def test_making_the_sample_again_gives_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts/make_sample", tmp_path], check=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    shipped = {path.relative_to(SAMPLE) for path in SAMPLE.rglob("*") if path.is_file()}
    assert shipped - made == {Path("README.md")}
    assert made <= shipped
    for name in made:
        assert contents(tmp_path / name) == contents(SAMPLE / name), name


def test_nobody_could_be_reached_at_an_address_of_the_sample():
    for path in SAMPLE.rglob("*"):
        for content in contents(path).values() if path.is_file() else ():
            unfolded = re.sub(rb"\r\n[ \t]|=\r\n", b"", content).decode("utf-8")
            domains = {
                domain.lower().split(".", domain.count(".") - 1)[-1] for domain in ADDRESS.findall(unfolded)
            }
            assert domains <= {"example.com", "example.net", "example.org"}, path.name
            profiles = set(re.findall(r"linkedin\.com/in/([^\s\"?,;]+)", unfolded))
            assert all(profile.endswith("-example") for profile in profiles), path.name


def test_six_hundred_people_stand_in_the_files_each_under_keys_of_their_own():
    assert len(PEOPLE) == 600
    assert len({row["key"] for row in PEOPLE}) == 600
    addresses = [address for row in PEOPLE for address in row["addresses"].split(";")]
    assert len(addresses) == len(set(addresses))
    assert all(row["sources"] for row in PEOPLE)
    assert {row["kind"] for row in PEOPLE} == {
        *("mentor", "mentee", "peer", "supervisor", "subordinate", "client", "provider"),
        *("contact", "cross_departmental", "advisor", "advisee", "self", ""),
    }
    assert (len(in_state("fading")), len(in_state("dormant"))) == (8, 13)


@pytest.mark.parametrize("export", EXPORTS)
def test_the_exports_hold_as_many_rows_as_the_truth_says(export):
    with zipfile.ZipFile(SAMPLE / export) as archive:
        members = archive.namelist()
    assert members[:2] == ["Connections.csv", "messages.csv"]
    for member in members:
        header, *rows = rows_of(export, member)
        assert len(rows) == COUNTS[f"{export}/{member}", "rows"], member
        assert {len(row) for row in rows} <= {len(header)}, member
    hidden = sum(row[0] == row[1] == "" for row in rows_of(export, "Connections.csv"))
    assert hidden == COUNTS[f"{export}/Connections.csv", "hidden"]


def test_the_export_of_2021_knows_no_profiles_and_that_of_2026_does():
    assert "URL" not in rows_of("export_2021.zip", "Connections.csv")[0]
    assert "URL" in rows_of("export_2026.zip", "Connections.csv")[0]
    assert "RECIPIENT PROFILE URLS" in rows_of("export_2026.zip", "messages.csv")[0]
    assert "inviterProfileUrl" not in rows_of("export_2021.zip", "Invitations.csv")[0]
    connected = Counter(source for row in PEOPLE for source in row["sources"].split(";"))
    for export in EXPORTS:
        member = f"{export}/Connections.csv"
        assert connected[export.removesuffix(".zip")] == COUNTS[member, "rows"] - COUNTS[member, "hidden"]


def test_what_the_export_of_2021_tells_of_messages_the_one_of_2026_tells_too():
    def told(export: str) -> set[tuple[str, str]]:
        header, *rows = rows_of(export, "messages.csv")
        identity, date, title = (
            header.index(name) for name in ("CONVERSATION ID", "DATE", "CONVERSATION TITLE")
        )
        return {(row[identity], row[date]) for row in rows if not row[title].startswith("Sponsored")}

    assert told("export_2021.zip") < told("export_2026.zip")


def test_mails_come_from_people_of_the_truth_and_answer_to_mails_that_are_there():
    with contextlib.closing(mailbox.mbox(SAMPLE / "mail.mbox", create=False)) as box:
        mails = list(box)
    assert len(mails) == COUNTS["mail.mbox", "messages"]
    identities = Counter(mail["Message-ID"] for mail in mails)
    assert sum(identities.values()) - len(identities) == COUNTS["mail.mbox", "duplicates"]
    assert sum("List-Id" in mail for mail in mails) == COUNTS["mail.mbox", "newsletters"]
    assert all(mail["In-Reply-To"] in identities for mail in mails if mail["In-Reply-To"])
    writers = {getaddresses([str(mail["From"])])[0][1].lower() for mail in mails}
    strangers = {writer for writer in writers if writer not in HOLDER}
    assert len(strangers) == 5  # three offices, a front desk and a newspaper
    assert {f"<{row['message']}>" for row in truth("introductions")} <= identities.keys()


def test_the_calendar_holds_the_occurrences_that_the_truth_counts():
    calendar = icalendar.Calendar.from_ical((SAMPLE / "calendar.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == COUNTS["calendar.ics", "events"]
    assert sum("RECURRENCE-ID" in event for event in events) == COUNTS["calendar.ics", "moved"] > 0
    assert (
        sum(event.get("STATUS") == "CANCELLED" for event in events) == COUNTS["calendar.ics", "cancelled"] > 0
    )
    zones = {event["DTSTART"].params.get("TZID") for event in events}
    assert zones == {"Europe/Stockholm", "W. Europe Standard Time", None}
    occurrences = recurring_ical_events.of(calendar).between(dt.date(2023, 1, 1), dt.date(2027, 1, 1))
    held = [one for one in occurrences if one.get("STATUS") != "CANCELLED" and comes(one, "mara@")]
    assert len(held) == COUNTS["calendar.ics", "occurrences held"]


def comes(event: icalendar.Event, address: str) -> bool:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    answers = {str(one).lower().removeprefix("mailto:"): one.params["PARTSTAT"] for one in attendees}
    return any(
        who.startswith(address) and answer in ("ACCEPTED", "TENTATIVE") for who, answer in answers.items()
    )


def test_the_address_book_mixes_three_versions_and_names_people_of_the_truth():
    text = (SAMPLE / "contacts.vcf").read_bytes().decode("utf-8", "surrogateescape")
    cards = list(vobject.readComponents(text, allowQP=True))
    assert len(cards) == COUNTS["contacts.vcf", "cards"]
    assert {card.version.value for card in cards} == {"2.1", "3.0", "4.0"}
    name_of = {row["key"]: row["name"] for row in PEOPLE}
    for card in cards:
        assert name_of[HOLDER[card.email.value]] == card.fn.value


def test_namesakes_have_one_name_and_no_key_in_common():
    row_of = {row["key"]: row for row in PEOPLE}
    for namesakes in truth("namesakes"):
        one, other = row_of[namesakes["one"]], row_of[namesakes["other"]]
        assert one["name"] == other["name"] == namesakes["name"]
        assert one["key"] != other["key"]
        assert one["circle"] != other["circle"]


@pytest.fixture(scope="module")
def net() -> tt.Network:
    return tt.samples.consultant()


def who_everybody_is(net: tt.Network) -> dict[str, set[str]]:
    """For each key of the network, who of the truth is known by it or by its aliases."""
    known = HOLDER | {row["slug"]: row["key"] for row in PEOPLE if row["slug"]}
    return {
        key: {known[name] for name in (key, *(also or ())) if name in known}
        for key, also in zip(net.people["key"], net.people["aliases"], strict=True)
    }


@pytest.fixture(scope="module")
def judged(net: tt.Network) -> tt.Network:
    """The network once the owner has told who else is one person: what they do is then seen whole."""
    keys_of: dict[str, list[str]] = {}
    for key, found in who_everybody_is(net).items():
        for who in found:
            keys_of.setdefault(who, []).append(key)
    return net.unite(
        tt.SamePerson(kept, other, "the truth") for kept, *others in keys_of.values() for other in others
    )


def times_together(net: tt.Network, channel: str) -> Counter[str]:
    """How often each of the truth was in contact with the consultant, whatever they are called there."""
    holders = who_everybody_is(net)
    events = net.interactions
    counted: Counter[str] = Counter()
    for source, target, its_channel, kind in zip(
        *(events[name] for name in ("from", "to", "channel", "kind")), strict=True
    ):
        if "mara" in (source, target) and its_channel == channel and kind != "accepted_invitation":
            counted.update(holders[target if source == "mara" else source])
    return counted


def fates(net: tt.Network, kinds: tuple[str, ...]) -> dict[str, str]:
    """By the keys of the network: whether the ties to people of these kinds are lively, fading, dormant."""
    state_of = {row["key"]: row["state"] for row in PEOPLE if row["kind"] in kinds}
    return {
        key: state_of[who] for key, found in who_everybody_is(net).items() for who in found if who in state_of
    }


def test_nobody_is_taken_for_somebody_else(net):
    assert [found for found in who_everybody_is(net).values() if len(found) > 1] == []


def test_most_who_stand_in_several_sources_are_one(net):
    bearers = Counter(who for found in who_everybody_is(net).values() for who in found)
    several = [row["key"] for row in PEOPLE if len(set(row["sources"].split(";")) - {"export_2021"}) > 1]
    assert len(several) > 150
    assert sum(bearers[who] == 1 for who in several) > 0.6 * len(several)


def test_whom_two_exports_tell_of_is_for_the_owner_to_judge_and_rightly_guessed():
    """The export of 2021 has no profiles: a name, an employer and a position are not enough to be sure."""
    exports = [read_linkedin(SAMPLE / export, me="mara") for export in EXPORTS]
    name_of = dict(zip(exports[0].people["key"], exports[0].people["name"], strict=True))
    bearers: dict[str, set[str]] = {}
    for row in PEOPLE:
        if "export_2021" in row["sources"]:
            for name in (row["name"], *row["spellings"].split(";")):
                bearers.setdefault(name, set()).add(row["key"])
    identities = same_people(*exports)
    decisions = [one for one in (*identities.sure, *identities.doubtful) if one.other in name_of]
    right = {one.kept for one in decisions if one.kept in bearers.get(name_of[one.other], ())}
    in_both = [
        row["key"] for row in PEOPLE if {"export_2021", "export_2026"} <= set(row["sources"].split(";"))
    ]
    assert len(right) > 0.9 * len(in_both)
    sure = [one for one in identities.sure if one.other in name_of and one.other != "mara"]
    assert [one for one in sure if one.kept not in bearers[name_of[one.other]]] == []


def test_an_address_card_that_names_a_profile_joins_mail_and_linkedin(net):
    """Not a question of names: the card holds both."""
    text = (SAMPLE / "contacts.vcf").read_bytes().replace(b"\r\n ", b"").decode("utf-8")
    profiles = {
        HOLDER[re.search(r"^EMAIL[^:]*:(\S+)", card, re.MULTILINE)[1]]
        for card in text.split("END:VCARD")
        if "linkedin.com/in/" in card
    }
    assert len(profiles) == COUNTS["contacts.vcf", "with profile"]
    addresses = {row["key"]: set(row["addresses"].split(";")) for row in PEOPLE}
    also = dict(zip(net.people["key"], net.people["aliases"], strict=True))
    for who in profiles:
        assert addresses[who] <= set(also[who]), who


@pytest.mark.parametrize("namesakes", truth("namesakes"), ids=lambda row: row["name"])
def test_two_people_of_one_name_stay_two(net, namesakes):
    keys = {key: found for key, found in who_everybody_is(net).items() if found}
    ones = [key for key, found in keys.items() if namesakes["one"] in found]
    others = [key for key, found in keys.items() if namesakes["other"] in found]
    assert ones
    assert others
    assert set(ones).isdisjoint(others)


@pytest.mark.parametrize(
    ("channel", "column"), [("email", "mails"), ("linkedin", "messages"), ("meeting", "meetings")]
)
def test_everybody_was_in_contact_as_often_as_the_truth_says(net, channel, column):
    told = {row["key"]: int(row[column]) for row in PEOPLE if row["key"] != "mara" and int(row[column])}
    found = times_together(net, channel)
    assert {who: found[who] for who in told} == told
    assert found.keys() <= told.keys() | {"mara"}


def test_the_reports_count_what_the_truth_counts(net):
    reports = {report.path: report for report in net.imports}
    export, mail, contacts = (reports[name] for name in ("export_2026.zip", "mail.mbox", "contacts.vcf"))
    assert export.skipped == {
        "hidden_member": COUNTS["export_2026.zip/Connections.csv", "hidden"],
        "sponsored": 1,
        "draft": 1,
        "spam": 1,
        "sender_unknown": 1,
    }
    assert mail.rows_read == COUNTS["mail.mbox", "messages"]
    assert mail.skipped == {
        "automatic": COUNTS["mail.mbox", "newsletters"],
        "duplicate": COUNTS["mail.mbox", "duplicates"],
        "to_self": 1,
        "no_recipients": 1,
        "no_date": 1,
    }
    assert contacts.rows_read == contacts.imported == COUNTS["contacts.vcf", "cards"]
    assert not any(report.rejected for report in net.imports)


def test_every_relationship_of_the_notes_stands_with_its_type(net):
    types = Counter(net.relationships["type"])
    kinds = Counter(row["kind"] for row in PEOPLE)
    assert types["mentor"] == kinds["mentor"] + kinds["mentee"]
    assert types["supervisor"] == kinds["supervisor"] + kinds["subordinate"]
    assert types["provider"] == kinds["provider"] + kinds["client"]
    assert types["advisor"] == kinds["advisor"] + kinds["advisee"]
    assert types["peer"] == kinds["peer"]
    assert types["cross_departmental"] == kinds["cross_departmental"]
    mentored = {
        target
        for source, target, its_type in zip(
            *(net.relationships[name] for name in ("from", "to", "type")), strict=True
        )
        if its_type == "mentor" and source == "mara"
    }
    assert mentored == {row["key"] for row in PEOPLE if row["kind"] == "mentee"}


def test_the_notes_name_nobody_whom_the_records_do_not_know(net):
    noted = {key for column in ("from", "to") for key in read_column("relationships", column)}
    assert noted - {"mara"} <= {row["key"] for row in PEOPLE}
    assert noted <= set(net.people["key"]) | {alias for also in net.people["aliases"] for alias in also or ()}


def read_column(table: str, column: str) -> list[str]:
    with open(SAMPLE / "notes" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def test_introductions_are_found_in_the_mails_that_made_them(net):
    holders = who_everybody_is(net)
    made = net.introductions
    found = {
        (str(time), broker): {who for key in (a, b) for who in holders[key]}
        for broker, a, b, time in zip(*(made[name] for name in ("broker", "a", "b", "time")), strict=True)
    }
    hers = [row for row in truth("introductions") if row["broker"] == "mara"]
    right = [row for row in hers if found.get((row["time"], "mara")) == {row["a"], row["b"]}]
    assert len(hers) == 18
    assert len(right) >= 16


def test_the_ties_that_fade_are_the_ones_that_were_strong_and_fell_silent(judged):
    end = dt.datetime(2026, 6, 30)
    now, before = (tt.tie_strengths(judged, at=end - dt.timedelta(days=days)) for days in (0, 220))
    fading = tt.fading_ties(now, before, ego="mara", limit=8)
    holders = who_everybody_is(judged)
    assert {who for key in fading["alter"] for who in holders[key]} == set(in_state("fading"))


def test_ties_that_fade_rank_below_the_lively_ones_of_their_kind(judged):
    kinds = ("peer", "client", "mentee", "cross_departmental")
    strengths = tt.tie_strengths(judged)
    state_of = fates(judged, kinds)
    strength_of = {
        state: [strengths["mara", key].strength for key, its_state in state_of.items() if its_state == state]
        for state in ("lively", "fading", "dormant")
    }
    lively = sorted(strength_of["lively"])
    assert max(strength_of["fading"]) < lively[len(lively) // 4]
    assert max(strength_of["dormant"]) < min(strength_of["fading"])


def test_of_contacts_with_those_who_fell_silent_little_is_left(judged):
    left = tt.faded_contacts(judged, half_life_days=30)
    state_of = fates(judged, ("peer", "client", "mentee", "cross_departmental"))
    from_them = {
        source: faded
        for source, target, faded in zip(left["from"], left["to"], left["faded"], strict=True)
        if target == "mara" and source in state_of
    }
    lively = [from_them.get(key, 0.0) for key, state in state_of.items() if state == "lively"]
    silent = [from_them.get(key, 0.0) for key, state in state_of.items() if state != "lively"]
    assert max(silent) < sorted(lively)[len(lively) // 3]


def test_the_circles_of_her_life_are_found_as_clusters(judged):
    """Without her, who joins them all."""
    circle_of = {row["key"]: row["circle"] for row in PEOPLE}
    holders = who_everybody_is(judged)
    graph = tt.tie_strengths(judged).graph()
    keys = judged.people["key"].tolist()
    without_her = [place for place, key in enumerate(keys) if key != "mara"]
    matrix = graph.to_scipy().tocsr()[without_her][:, without_her]
    clusters = tt.detect_clusters(tt.TieGraph.from_scipy(matrix), seed=1)
    placed = [
        (label, circle_of[who])
        for place, label in zip(without_her, clusters.labels.tolist(), strict=True)
        if matrix[[len([p for p in without_her if p < place])]].nnz
        for who in holders[keys[place]]
    ]
    largest = Counter(placed)
    agreeing = sum(
        max(count for (its_label, _), count in largest.items() if its_label == label)
        for label in {label for label, _ in placed}
    )
    assert len(placed) > 80
    assert agreeing > 0.75 * len(placed)


def test_those_worth_introducing_are_strangers_whom_she_knows(judged):
    strengths = tt.tie_strengths(judged)
    worth = tt.suggest_introductions(judged, strengths, broker="mara", limit=10)
    ties = strengths.to_frame()
    tied = {frozenset(pair) for pair in zip(ties["person"], ties["alter"], strict=True)}
    met = {frozenset(pair) for pair in zip(*(judged.introductions[side] for side in "ab"), strict=True)}
    assert len(worth) == 10
    for a, b in zip(worth["a"], worth["b"], strict=True):
        assert {frozenset(("mara", a)), frozenset(("mara", b))} <= tied
        assert frozenset((a, b)) not in tied | met
