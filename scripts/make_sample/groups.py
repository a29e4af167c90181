"""Groups that write to one another and meet, the consultant among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drawing import Draw
from people import DAY, FIRST_DAY, LAST_DAY, LEFT_KESTREL, MARA, SEED, Person, Population
from records import Diary, Meeting, Message, at_work, awake


@dataclass(frozen=True)
class Group:
    name: str
    members: list[Person]
    days: float
    """From one mail to all to the next."""
    stop: dt.date = LAST_DAY
    meeting_weeks: int = 0


def groups(population: Population) -> list[Group]:
    """Those of each circle who also write to one another, with the consultant among them."""

    def of(circle: str, count: int, organisation: str = "", skip: int = 0) -> list[Person]:
        known = [p for p in population.in_circle(circle) if p.kind and p.state in ("lively", "ended")]
        found = [p for p in known if organisation in ("", p.organisation) and not p.moved]
        return found[skip : skip + count]

    return [
        Group("Harbour Trust board", of("board", 8), 40, meeting_weeks=13),
        Group("Masters crew", of("rowing", 9), 30, meeting_weeks=2),
        Group("Nordhav alumni", of("nordhav", 9), 70),
        Group("Pricing study team", of("kestrel", 8), 14, LEFT_KESTREL, 1),
        Group("Kestrel reunion", of("kestrel", 9, skip=8), 75),
        Group("Spring seminar", of("almsund", 9), 45, meeting_weeks=4),
        Group("Lindqvist team", of("lindqvist", 4), 20, meeting_weeks=2),
        Group("Fenmere steering group", of("clients", 7, "Fenmere Health"), 30, meeting_weeks=4),
        Group("Ormvik project", of("clients", 6, "Ormvik Rail"), 40, meeting_weeks=6),
        Group("Caldmere project", of("clients", 6, "Caldmere Dairies"), 45),
        Group("Founders' table", of("conferences", 8), 60),
    ]


_TO_ALL = (
    "We must meet the deadline: please send your part of {topic} by Friday.",
    "Here is the agenda; {topic} comes first.",
    "Minutes are done. Next time we take up {topic}.",
    "Who can look after {topic} this month?",
)
_FROM_ALL = ("I can take it.", "Fine by me.", "I shall be five minutes late.", "Done, see the folder.")


def live_in_group(group: Group, diary: Diary) -> None:
    draw = Draw(SEED, "group", group.name)
    day = FIRST_DAY + draw.whole(0, 10) * DAY
    while day < group.stop:
        sender, *others = draw.some([*group.members, MARA], draw.whole(3, len(group.members) + 1))[::-1]
        if MARA not in others and sender is not MARA:
            others.append(MARA)
        present = [p for p in (sender, *others) if p.start <= day < p.stop]
        if sender in present and len(present) > 2:
            _mail_to_all(group, present, day, diary, draw)
        day += round(group.days * draw.between(0.6, 1.4)) * DAY
    if group.meeting_weeks:
        diary.meetings.append(_group_meeting(group, draw))


def _mail_to_all(group: Group, present: list[Person], day: dt.date, diary: Diary, draw: Draw) -> None:
    sender, *others = present
    topic = draw.pick(sender.circle.topics if sender is not MARA else others[0].circle.topics)
    copied = others[3:] if draw.chance(0.5) else []
    to = others[: len(others) - len(copied)]
    if MARA in copied and draw.chance(0.5):
        copied.remove(MARA)
        to.append(MARA)
    body = draw.pick(_TO_ALL).format(topic=topic)
    mail = diary.mail(at_work(day, draw), sender, to, f"{group.name}: {topic}", body, copied)
    for other in draw.some(others, draw.whole(0, 1)):
        if mail.time.date() < LAST_DAY - 3 * DAY:
            diary.answer(mail, other, draw.between(1, 30), draw.pick(_FROM_ALL), everybody=True)


def _group_meeting(group: Group, draw: Draw) -> Meeting:
    start = at_work(FIRST_DAY + draw.whole(2, 20) * DAY, draw).replace(minute=0, second=0)
    count = ((group.stop - start.date()).days // 7) // group.meeting_weeks + 1
    answers = ("ACCEPTED", "ACCEPTED", "ACCEPTED", "ACCEPTED", "TENTATIVE", "DECLINED", "NEEDS-ACTION")
    return Meeting(
        group.name, start, 90,
        group.members[0],
        [(group.members[0], "ACCEPTED"), *((p, draw.pick(answers)) for p in group.members[1:])],
        weeks=group.meeting_weeks, count=count, left_out=[count // 2] if count > 6 else [],
        room="Boathouse" if "crew" in group.name else "Room Halden",
    )  # fmt: skip


def chat_in_group(population: Population, diary: Diary) -> None:
    """One conversation of several on LinkedIn."""
    draw = Draw(SEED, "group chat")
    members = [p for p in population.in_circle("conferences") if p.kind and p.slug][:5]
    time = at_work(dt.date(2025, 9, 18), draw)
    for number in range(14):
        sender = draw.pick([MARA, *members])
        others = [p for p in (MARA, *members) if p is not sender]
        diary.messages.append(
            Message(time, sender, others, "group", f"Table {number + 1} is free on the 2nd.")
        )
        time = awake(time + dt.timedelta(hours=draw.between(1, 30)))
