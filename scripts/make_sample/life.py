"""How the consultant lives with each person: rhythm, who writes first, who answers, what about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drawing import Draw
from people import DAY, EXPORT_2021, LAST_DAY, MARA, SEED, Person
from records import Diary, Gift, Mail, Meeting, Message, Milestone, Promise, at_work, awake


@dataclass(frozen=True)
class Habit:
    """What is usual between the consultant and people of one kind."""

    days: float
    """From one occasion to the next."""
    consultant_starts: float
    answers: float
    """How likely each next mail of a thread is, either side."""
    hours: float
    """To an answer."""
    meeting_weeks: int
    """From one standing meeting to the next; 0: they meet only when there is a reason."""
    promises: float
    """How often an occasion brings a promise."""
    openings: tuple[str, ...]
    replies: tuple[str, ...]


HABITS = {
    "supervisor": Habit(
        20, 0.35, 0.6, 3, 1, 0.15,
        ("Where do we stand with {topic}?", "Please take over {topic} from Monday.",
         "Can you show me {topic} before the meeting?"),
        ("Will do.", "Good, keep me posted.", "Fine with me, go ahead."),
    ),
    "subordinate": Habit(
        34, 0.6, 0.55, 4, 1, 0.15,
        ("Could you draft {topic} this week?", "How far are you with {topic}?", "I am stuck with {topic}."),
        ("On it.", "Nearly there, tomorrow you have it.", "Let us look at it together."),
    ),
    "mentor": Habit(
        32, 0.75, 0.75, 30, 4, 0.08,
        ("May I ask for your view on {topic}?", "I would value your advice about {topic}."),
        ("I would begin with the people, not the plan.", "You know more than you think; try it and tell me.",
         "That helps me a lot."),
    ),
    "mentee": Habit(
        42, 0.3, 0.65, 20, 4, 0.1,
        ("May I ask for your view on {topic}?", "I am unsure about {topic} and would like your advice."),
        ("Ask yourself who would miss it.", "Write one page, then call me.", "Thank you, I will try that."),
    ),
    "peer": Habit(
        52, 0.5, 0.6, 6, 2, 0.12,
        ("What do you make of {topic}?", "Have you seen the news about {topic}?", "Lunch, and {topic}?"),
        ("Good point.", "I see it differently, let us talk.", "Yes, gladly."),
    ),
    "client": Habit(
        64, 0.45, 0.55, 8, 0, 0.3,
        ("We need to talk about {topic}.", "Here is where we are with {topic}.", "A question about {topic}."),
        ("Thank you, that is clear.", "Understood, I will come back to you.", "Good, let us go on."),
    ),
    "provider": Habit(
        85, 0.6, 0.5, 16, 0, 0.3,
        ("Could you look at {topic}?", "A reminder about {topic}.", "The papers for {topic} are ready."),
        ("Thank you, received.", "Signed and returned.", "I will see to it."),
    ),
    "advisor": Habit(
        85, 0.65, 0.65, 40, 13, 0.05,
        ("I would like to hear what you think of {topic}.", "May I put {topic} before you?"),
        ("Take your time over it.", "I would not do it, and this is why.", "Thank you, that settles it."),
    ),
    "advisee": Habit(
        60, 0.35, 0.65, 18, 0, 0.1,
        ("What should we do about {topic}?", "Here are our numbers, before {topic}."),
        ("Talk to ten customers first.", "Thank you, we will.", "Keep it simple."),
    ),
    "cross_departmental": Habit(
        80, 0.5, 0.5, 10, 0, 0.12,
        ("Our side needs a word on {topic}.", "Who on your side looks after {topic}?"),
        ("That would be me.", "I will ask and tell you.", "Thanks, noted."),
    ),
    "contact": Habit(
        360, 0.5, 0.5, 48, 0, 0.02,
        ("It was good to hear about {topic}.", "How have you been? I thought of you because of {topic}.",
         "A short note about {topic}."),
        ("Thank you for writing.", "Good to hear from you.", "Let us have a coffee one day."),
    ),
}  # fmt: skip

FADING_DAYS = 21
"""So close were those whose tie is fading."""

_THINGS = (
    "the figures",
    "the draft",
    "the contact",
    "the notes of our talk",
    "the reading list",
    "the offer",
)
_GIFTS = ("advice", "article", "contact", "feedback", "work")
_MILESTONES = ("promotion", "new_job", "jubilee", "award", "birthday", "setback")


def live(person: Person, diary: Diary) -> None:
    """Everything that passes between the consultant and one person."""
    draw = Draw(SEED, "life", person.key)
    habit = HABITS[person.kind]
    milestones = _milestones(person, draw)
    diary.milestones += milestones
    for milestone in milestones:
        _congratulate(person, milestone, habit, diary, draw)
    if person.calendar and habit.meeting_weeks and person.start < person.stop:
        diary.meetings.append(_standing_meeting(person, habit.meeting_weeks, draw))
    days = FADING_DAYS if person.state == "fading" else habit.days * draw.between(0.8, 1.3)
    if person.kind == "contact" and person.state == "dormant":
        days = 45
    day = person.start + draw.between(0, min(days, 60)) * DAY
    while day < person.stop:
        _occasion(person, day, habit, diary, draw)
        day += max(1, round(days * draw.between(0.5, 1.5))) * DAY


def _occasion(person: Person, day: dt.date, habit: Habit, diary: Diary, draw: Draw) -> None:
    time = at_work(day, draw)
    if time.date() > LAST_DAY:
        return
    by_profile = person.slug and draw.chance({"contact": 0.55, "peer": 0.15}.get(person.kind, 0.06))
    if by_profile:
        _chat(person, time, habit, diary, draw)
    elif person.calendar and draw.chance(0.18):
        diary.meetings.append(_single_meeting(person, time, draw))
    elif draw.chance(habit.promises):
        _promise(person, time, habit, diary, draw)
    else:
        _thread(person, time, habit, diary, draw)
    if draw.chance(0.04):
        giver, receiver = (MARA, person) if draw.chance(0.5) else (person, MARA)
        diary.gifts.append(Gift(giver, receiver, draw.pick(_GIFTS), float(draw.whole(1, 3)), time))


def _both(person: Person, habit: Habit, draw: Draw) -> tuple[Person, Person]:
    """Who begins, and with whom."""
    return (MARA, person) if draw.chance(habit.consultant_starts) else (person, MARA)


def _thread(person: Person, time: dt.datetime, habit: Habit, diary: Diary, draw: Draw) -> None:
    sender, receiver = _both(person, habit, draw)
    topic = draw.pick(person.circle.topics)
    body = draw.pick(habit.openings).format(topic=topic)
    mail = diary.mail(time, sender, [receiver], topic[0].upper() + topic[1:], body)
    _answers(mail, sender, receiver, habit, diary, draw)


def _answers(mail: Mail, sender: Person, receiver: Person, habit: Habit, diary: Diary, draw: Draw) -> None:
    """The thread goes on, by turns, until somebody does not answer."""
    for _ in range(3):
        sender, receiver = receiver, sender
        if not draw.chance(habit.answers):
            return
        hours = habit.hours * draw.between(0.2, 2.2)
        if awake(mail.time + dt.timedelta(hours=hours)).date() > min(LAST_DAY, receiver.stop):
            return
        mail = diary.answer(mail, sender, hours, draw.pick(habit.replies))


def _chat(person: Person, time: dt.datetime, habit: Habit, diary: Diary, draw: Draw) -> None:
    sender, receiver = _both(person, habit, draw)
    content = draw.pick(habit.openings).format(topic=draw.pick(person.circle.topics))
    for _ in range(4):
        diary.messages.append(Message(time, sender, [receiver], person.key, content))
        if not draw.chance(habit.answers):
            return
        sender, receiver = receiver, sender
        time = awake(time + dt.timedelta(hours=habit.hours * draw.between(0.1, 1.5)))
        if time.date() > LAST_DAY:
            return
        content = draw.pick(habit.replies)


def _promise(person: Person, time: dt.datetime, habit: Habit, diary: Diary, draw: Draw) -> None:
    """Somebody says what they will send and by when; most keep their word."""
    owner, to = (person, MARA) if draw.chance(0.55) else (MARA, person)
    thing = draw.pick(_THINGS)
    due = time.replace(hour=17, minute=0, second=0) + draw.whole(2, 12) * DAY
    body = f"I will send you {thing} by {due.day} {due:%B}."
    mail = diary.mail(time, owner, [to], thing[0].upper() + thing[1:], body)
    reliability = 0.95 if owner is MARA else Draw(SEED, "reliable", person.key).between(0.55, 1)
    kept = draw.chance(reliability)
    late = 0 if kept else draw.whole(1, 9)
    done = due - dt.timedelta(hours=draw.between(1, 40)) if kept else due + late * DAY
    done = max(awake(done), time + dt.timedelta(hours=1))
    if (not kept and draw.chance(0.4)) or done.date() > LAST_DAY:
        diary.promises.append(Promise(owner, to, time, due, None, None))
        return
    hours = (done - time) / dt.timedelta(hours=1)
    delivery = diary.mail(
        awake(time + dt.timedelta(hours=hours)), owner, [to], f"Re: {mail.subject}",
        f"As promised, here is {thing}." if kept else f"Sorry for the delay: {thing}, at last.", [], mail,
    )  # fmt: skip
    quality = round(draw.between(0.6, 1) if kept else draw.between(0.3, 0.8), 2)
    diary.promises.append(Promise(owner, to, time, due, delivery.time, quality))
    if draw.chance(0.6) and delivery.time.date() < LAST_DAY - DAY:
        diary.answer(delivery, to, draw.between(1, 20), f"Thank you for {thing}, much appreciated.")


def _milestones(person: Person, draw: Draw) -> list[Milestone]:
    if person.kind == "contact" and not draw.chance(0.15):
        return []
    span = (person.stop - person.start).days
    if span < 60:
        return []
    days = sorted(draw.whole(20, span - 20) for _ in range(draw.whole(0, 2)))
    found = [Milestone(person, draw.pick(_MILESTONES), person.start + day * DAY) for day in days]
    if person.moved:
        found.append(Milestone(person, "new_job", person.moved))
    return found


def _congratulate(person: Person, milestone: Milestone, habit: Habit, diary: Diary, draw: Draw) -> None:
    if not draw.chance(0.7):
        return
    time = at_work(milestone.day + draw.whole(1, 6) * DAY, draw)
    occasion = milestone.kind.replace("_", " ")
    if milestone.kind == "setback":
        subject, body = "Thinking of you", "I am sorry to hear it. Is there anything I can do?"
    elif milestone.kind == "birthday":
        subject, body = "Happy birthday", "Happy birthday, and a good year to you!"
    else:
        subject, body = f"Your {occasion}", f"Congratulations on your {occasion}, well deserved!"
    mail = diary.mail(time, MARA, [person], subject, body)
    if draw.chance(habit.answers + 0.1) and time.date() < LAST_DAY - 5 * DAY:
        diary.answer(mail, person, habit.hours * draw.between(0.3, 2), "Thank you, that is kind of you.")


def _standing_meeting(person: Person, weeks: int, draw: Draw) -> Meeting:
    """Every so many weeks, but for a holiday or two; some have one occurrence that moved."""
    first = person.start + draw.whole(1, 7) * DAY
    start = at_work(first, draw).replace(minute=draw.pick((0, 30)), second=0)
    count = ((person.stop - start.date()).days // 7) // weeks + 1
    left_out = sorted({draw.whole(1, count - 1) for _ in range(draw.whole(0, 3))}) if count > 4 else []
    meeting = Meeting(
        f"{person.given} / Mara", start, 30 if weeks < 4 else 60,
        MARA if person.kind in ("subordinate", "mentee") else person, [(person, "ACCEPTED")],
        weeks=weeks, count=count, left_out=left_out,
    )  # fmt: skip
    if count > 12 and draw.chance(0.25):
        free = [number for number in range(2, count - 1) if number not in left_out]
        meeting.moved[draw.pick(free)] = dt.timedelta(days=1, hours=1)
    if person.circle.key == "clients":
        meeting.zone = "W. Europe Standard Time"
    return meeting


def _single_meeting(person: Person, time: dt.datetime, draw: Draw) -> Meeting:
    """One of the two asks, the other answers."""
    answer = "DECLINED" if draw.chance(0.08) else "TENTATIVE" if draw.chance(0.1) else "ACCEPTED"
    hers = draw.chance(0.5)
    topic = draw.pick(person.circle.topics)
    return Meeting(
        topic[0].upper() + topic[1:],
        time.replace(minute=draw.pick((0, 15, 30)), second=0), draw.pick((30, 45, 60, 90)),
        MARA if hers else person, [(person, answer if hers else "ACCEPTED")], "ACCEPTED" if hers else answer,
        zone="W. Europe Standard Time" if person.circle.key == "clients" else "Europe/Stockholm",
        cancelled=draw.chance(0.05), room="Room Halden" if draw.chance(0.2) else "",
    )  # fmt: skip


def chat_before_the_mailbox(person: Person, diary: Diary) -> None:
    """What was written on LinkedIn before the three years that the other sources tell of."""
    draw = Draw(SEED, "before", person.key)
    habit = HABITS[person.kind or "contact"]
    since = max(person.met, dt.date(2019, 7, 1))
    until = EXPORT_2021 + 500 * DAY
    if not person.slug or since >= until or not draw.chance(0.4 if person.kind else 0.1):
        return
    for _ in range(draw.whole(1, 3)):
        day = since + draw.whole(0, (until - since).days - 1) * DAY
        _chat(person, at_work(day, draw), habit, diary, draw)
