"""What leaves a trace: mails, messages, meetings, promises, milestones, introductions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from drawing import Draw
from people import Person

HOME = ZoneInfo("Europe/Stockholm")


@dataclass
class Mail:
    id: str
    time: dt.datetime
    """In the consultant's own time."""
    sender: Person
    to: list[Person]
    subject: str
    body: str
    cc: list[Person] = field(default_factory=list)
    reply_to: Mail | None = None


@dataclass
class Message:
    time: dt.datetime
    sender: Person
    to: list[Person]
    conversation: str
    content: str


@dataclass
class Meeting:
    summary: str
    start: dt.datetime
    """Wall-clock time in `zone`."""
    minutes: int
    organiser: Person
    attendees: list[tuple[Person, str]]
    """With the answer of each: ACCEPTED, DECLINED, TENTATIVE, NEEDS-ACTION."""
    own_answer: str = "ACCEPTED"
    zone: str = "Europe/Stockholm"
    weeks: int = 0
    """0: once; else every so many weeks."""
    count: int = 1
    left_out: list[int] = field(default_factory=list)
    """Which occurrences did not take place."""
    moved: dict[int, dt.timedelta] = field(default_factory=dict)
    cancelled: bool = False
    room: str = ""

    def occurrence(self, number: int) -> dt.datetime:
        return self.start + dt.timedelta(weeks=self.weeks * number)

    def held(self) -> list[dt.datetime]:
        """When it took place, by the wall clock."""
        if self.cancelled or self.own_answer not in ("ACCEPTED", "TENTATIVE"):
            return []
        numbers = [number for number in range(self.count) if number not in self.left_out]
        return [self.occurrence(number) + self.moved.get(number, dt.timedelta()) for number in numbers]


@dataclass
class Promise:
    owner: Person
    to: Person
    made: dt.datetime
    due: dt.datetime
    done: dt.datetime | None
    quality: float | None


@dataclass
class Milestone:
    person: Person
    kind: str
    day: dt.date


@dataclass
class Introduction:
    broker: Person
    a: Person
    b: Person
    time: dt.datetime
    outcome: str
    """proposed, declined; or what came of it once it was made: met, project, hired, nothing."""
    mail: Mail | None = None
    agreed_a: dt.datetime | None = None
    agreed_b: dt.datetime | None = None


@dataclass
class Gift:
    giver: Person
    receiver: Person
    kind: str
    size: float
    time: dt.datetime


class Diary:
    """All that happened, in the order in which it was noted."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.messages: list[Message] = []
        self.meetings: list[Meeting] = []
        self.promises: list[Promise] = []
        self.milestones: list[Milestone] = []
        self.introductions: list[Introduction] = []
        self.gifts: list[Gift] = []

    def mail(
        self,
        time: dt.datetime,
        sender: Person,
        to: list[Person],
        subject: str,
        body: str,
        cc: list[Person] | None = None,
        reply_to: Mail | None = None,
    ) -> Mail:
        host = sender.addresses[0].partition("@")[2]
        mail = Mail(f"{len(self.mails):x}@{host}", time, sender, to, subject, body, cc or [], reply_to)
        self.mails.append(mail)
        return mail

    def answer(self, mail: Mail, sender: Person, hours: float, body: str, everybody: bool = False) -> Mail:
        """A reply to the sender, or to everybody on the mail."""
        others = [p for p in (*mail.to, *mail.cc) if p is not sender and p is not mail.sender]
        subject = mail.subject if mail.subject.startswith("Re: ") else f"Re: {mail.subject}"
        time = awake(mail.time + dt.timedelta(hours=hours))
        return self.mail(time, sender, [mail.sender], subject, body, others if everybody else [], mail)


def at_work(day: dt.date, draw: Draw) -> dt.datetime:
    """A moment of a working day on or after the day."""
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return dt.datetime(day.year, day.month, day.day, draw.whole(8, 17), draw.whole(0, 59), draw.whole(0, 59))


def awake(time: dt.datetime) -> dt.datetime:
    """The same moment, or early next morning if it falls into the night."""
    if 7 <= time.hour < 22:
        return time
    morning = time if time.hour < 7 else time + dt.timedelta(days=1)
    return morning.replace(hour=7)
