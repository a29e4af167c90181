"""The consultant brings people together, by mail and in person, and others bring people to her."""

from __future__ import annotations

import datetime as dt

from drawing import Draw
from groups import groups
from people import DAY, FIRST_DAY, LAST_DAY, MARA, SEED, Person, Population
from records import Diary, Introduction, at_work

BY_MAIL = 18
IN_PERSON = 16
TO_MARA = 10

_OUTCOMES = ("met", "met", "project", "met", "nothing", "hired", "project", "nothing")
_ONLY_ASKED = ("proposed", "declined")
_INTRODUCING = (
    "{a}, meet {b}. {b}, meet {a}. You should talk about {topic}.",
    "{a}, I would like you to meet {b} (in copy), who knows {topic} well.",
    "{a}, let me introduce {b}, in copy: nobody knows more about {topic}.",
    "I am putting you two in touch because of {topic}. The rest is up to you.",
)


def introduce(population: Population, diary: Diary) -> None:
    draw = Draw(SEED, "introductions")
    known = [
        p for p in population.everybody
        if p.kind and p.state == "lively" and p.stop == LAST_DAY and p.circle.key != "rowing"
    ]  # fmt: skip
    in_mail_since = _first_mails(diary)
    strangers = _strangers([p for p in known if p.key in in_mail_since], population, draw)
    for number, (a, b) in enumerate(strangers):
        since = max(in_mail_since[a.key], in_mail_since[b.key]) + 20 * DAY
        day = since + draw.whole(0, max(0, (LAST_DAY - since).days - 60)) * DAY
        if number < BY_MAIL:
            _introduce_by_mail(a, b, day, number, diary, draw)
        else:
            _introduce_in_person(a, b, day, number, diary, draw)
    late = [p for p in known if p.start > FIRST_DAY + 60 * DAY]
    brokers = [p for p in known if p.kind in ("peer", "mentor", "client", "advisor", "cross_departmental")]
    for number, newcomer in enumerate(draw.some(late, TO_MARA)):
        able = [p for p in brokers if p.start < newcomer.start - 30 * DAY]
        _introduce_to_mara(draw.pick(able), newcomer, number, diary, draw)


def _first_mails(diary: Diary) -> dict[str, dt.date]:
    """Since when the consultant is in mail contact with each, early enough to introduce them."""
    found: dict[str, dt.date] = {}
    for mail in sorted(diary.mails, key=lambda one: one.time):
        if mail.sender is MARA or MARA in (*mail.to, *mail.cc):
            others = (*mail.to, *mail.cc) if mail.sender is MARA else (mail.sender,)
            for other in others:
                found.setdefault(other.key, mail.time.date())
    return {key: day for key, day in found.items() if day < LAST_DAY - 120 * DAY}


def _strangers(known: list[Person], population: Population, draw: Draw) -> list[tuple[Person, Person]]:
    """Pairs of different circles and groups, each pair once."""
    told = {member.key: group.name for group in groups(population) for member in group.members}
    pairs: dict[frozenset[str], tuple[Person, Person]] = {}
    while len(pairs) < BY_MAIL + IN_PERSON:
        a, b = draw.pick(known), draw.pick(known)
        if a.circle.key != b.circle.key and (a.key not in told or told[a.key] != told.get(b.key)):
            pairs.setdefault(frozenset((a.key, b.key)), (a, b))
    return list(pairs.values())


def _introduce_by_mail(a: Person, b: Person, day: dt.date, number: int, diary: Diary, draw: Draw) -> None:
    time = at_work(day, draw)
    body = _INTRODUCING[number % 4].format(a=a.given, b=b.given, topic=draw.pick(b.circle.topics))
    to, copied = ([a, b], []) if number % 4 in (0, 3) else ([a], [b])
    mail = diary.mail(time, MARA, to, f"Introduction: {a.given} and {b.given}", body, copied)
    outcome = _OUTCOMES[number % len(_OUTCOMES)]
    diary.introductions.append(Introduction(MARA, a, b, time, outcome, mail))
    if outcome != "nothing":
        body = f"Thank you Mara. {b.given}, when would suit you?"
        thanks = diary.answer(mail, a, draw.between(2, 30), body, everybody=True)
        diary.answer(thanks, b, draw.between(2, 40), "Tuesday at ten is good.", everybody=True)
    _tell_what_came(a, b, time, outcome, diary, draw)


def _introduce_in_person(a: Person, b: Person, day: dt.date, number: int, diary: Diary, draw: Draw) -> None:
    """Nothing but the notes tells of it, unless they thank her."""
    time = at_work(day, draw)
    outcome = _ONLY_ASKED[number // 4 % 2] if number % 4 == 3 else _OUTCOMES[number % len(_OUTCOMES)]
    agreed_a, agreed_b = (time - draw.whole(1, 5) * DAY for _ in range(2))
    if outcome in _ONLY_ASKED:
        diary.introductions.append(Introduction(MARA, a, b, time, outcome))
        return
    diary.introductions.append(Introduction(MARA, a, b, time, outcome, None, agreed_a, agreed_b))
    _tell_what_came(a, b, time, outcome, diary, draw)


def _tell_what_came(a: Person, b: Person, time: dt.datetime, outcome: str, diary: Diary, draw: Draw) -> None:
    news = {"project": "we start a project together", "hired": "I was hired"}.get(outcome)
    if news:
        later = at_work(time.date() + 25 * DAY, draw)
        body = f"Thank you for introducing us, Mara: {news}."
        diary.mail(later, b, [MARA], "What came of it", body, [a])


def _introduce_to_mara(broker: Person, newcomer: Person, number: int, diary: Diary, draw: Draw) -> None:
    time = at_work(newcomer.start - 2 * DAY, draw)
    topic = draw.pick(newcomer.circle.topics)
    body = f"Mara, meet {newcomer.given}, in copy. {newcomer.given} wants to talk about {topic}."
    mail = diary.mail(time, broker, [MARA], f"Introducing {newcomer.given}", body, [newcomer])
    outcome = ("met", "project", "met", "nothing")[number % 4]
    diary.introductions.append(Introduction(broker, MARA, newcomer, time, outcome, mail))
    if outcome != "nothing":
        body = f"Thank you. {newcomer.given}, shall we speak on Monday?"
        diary.answer(mail, MARA, draw.between(1, 20), body, everybody=True)
