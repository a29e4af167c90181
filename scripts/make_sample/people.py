"""Who the consultant knows: six hundred invented people in the circles of one working life."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from circles import (
    CIRCLES,
    DORMANT,
    ELSEWHERE,
    FADING,
    FAMILY_ENDS,
    FAMILY_ROOTS,
    GIVEN,
    KINDS,
    NAMESAKES,
    UNUSUAL,
    Circle,
)
from drawing import Draw

SEED = 2026
FIRST_DAY = dt.date(2023, 7, 1)
LAST_DAY = dt.date(2026, 6, 30)
EXPORT_2021 = dt.date(2021, 3, 15)
EXPORT_2026 = LAST_DAY
LEFT_KESTREL = dt.date(2023, 12, 31)
DAY = dt.timedelta(days=1)


@dataclass
class Person:
    given: str
    family: str
    circle: Circle
    organisation: str
    department: str
    position: str
    addresses: list[str] = field(default_factory=list)
    slug: str = ""
    kind: str = ""
    """What they are to the consultant: mentor, mentee ...; empty: somebody they are only connected with."""
    state: str = "lively"
    """lively, fading (strong, then silent), dormant (silent for long), ended (with the job they shared)."""
    met: dt.date = dt.date(2019, 1, 1)
    start: dt.date = FIRST_DAY
    stop: dt.date = LAST_DAY
    moved: dt.date | None = None
    """When they took another job, with the address that is last in the list."""
    family_2021: str = ""
    given_2021: str = ""
    mail_spelling: str = ""
    """How their mails spell the name; "-": not at all."""
    card: str = ""
    """The version of their address card; empty: they have none."""
    card_has_profile: bool = False
    in_2021: bool = False
    in_2026: bool = False
    calendar: bool = False

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def key(self) -> str:
        """What a reader can know them by: the profile, else the first address."""
        return self.slug or self.addresses[0]

    @property
    def name_2021(self) -> str:
        return f"{self.given_2021 or self.given} {self.family_2021 or self.family}".strip()

    def address_at(self, day: dt.date, draw: Draw) -> str:
        if self.moved and day >= self.moved:
            return self.addresses[-1]
        usable = self.addresses[:-1] if self.moved else self.addresses
        return usable[-1] if len(usable) > 1 and draw.chance(0.25) else usable[0]

    def mail_name(self) -> str:
        return "" if self.mail_spelling == "-" else self.mail_spelling or self.name


MARA = Person(
    "Mara", "Lindqvist", CIRCLES[6], "Lindqvist Advisory", "Practice", "Consultant",
    ["mara@lindqvist.example.com", "mara.lindqvist@kestrelvane.example.com"], "mara-lindqvist-example",
)  # fmt: skip


def ascii_name(name: str) -> str:
    """A name as addresses and profiles spell it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", ".", plain).strip(".")


def domain_of(organisation: str) -> str:
    return f"{ascii_name(organisation).replace('.', '')}.example.com"


class Population:
    """Everybody the consultant knows, each with what they are to them and where they leave traces."""

    def __init__(self) -> None:
        self.everybody: list[Person] = []
        self._names = {MARA.name}
        self._taken: set[str] = {MARA.slug, *MARA.addresses}
        self._circles = {circle.key: circle for circle in CIRCLES}
        self._draw = Draw(SEED, "people")
        self._add_namesakes()
        self._add_unusual()
        self._fill_circles()
        self._assign_kinds()
        self._assign_states()
        self._move_some()
        self._respell_some()
        self._place_in_sources()

    def of(self, kind: str) -> list[Person]:
        return [person for person in self.everybody if person.kind == kind]

    def in_circle(self, key: str) -> list[Person]:
        return [person for person in self.everybody if person.circle.key == key]

    def namesakes(self) -> list[tuple[Person, Person]]:
        return [(self.everybody[place], self.everybody[place + 1]) for place in range(0, 6, 2)]

    def _add_namesakes(self) -> None:
        for given, family, bearers in NAMESAKES:
            for kind, circle, on_linkedin in bearers:
                self._add(given, family, self._circles[circle], on_linkedin, kind)
            self._names.add(f"{given} {family}")

    def _add_unusual(self) -> None:
        for given, family, circle in UNUSUAL:
            self._add(given, family, self._circles[circle], True, "contact")

    def _fill_circles(self) -> None:
        for circle in CIRCLES:
            while len(self.in_circle(circle.key)) < circle.size:
                given = self._draw.pick(GIVEN)
                family = self._draw.pick(FAMILY_ROOTS) + self._draw.pick(FAMILY_ENDS)
                if f"{given} {family}" not in self._names:
                    self._names.add(f"{given} {family}")
                    self._add(given, family, circle, self._draw.chance(circle.on_linkedin))

    def _add(self, given: str, family: str, circle: Circle, on_linkedin: bool, kind: str = "") -> None:
        draw = self._draw
        organisation = circle.organisations[len(self.everybody) % len(circle.organisations)]
        person = Person(
            given, family, circle, organisation, draw.pick(circle.departments), draw.pick(circle.positions)
        )
        spelled = ascii_name(person.name) or f"member.{len(self.everybody)}"
        person.addresses = [self._untaken(spelled, f"@{circle.domain or domain_of(organisation)}")]
        if draw.chance(0.2):
            person.addresses.append(self._untaken(spelled, f"@{draw.pick(('mail', 'post'))}.example.net"))
        if on_linkedin:
            own = person.name.lower().replace(" ", "-") if family == "Bölmark" else spelled.replace(".", "-")
            person.slug = self._untaken(own, "-example")
        person.kind = kind
        year = draw.whole(*circle.met)
        person.met = min(dt.date(year, 1, 1) + draw.whole(0, 364) * DAY, LAST_DAY - 20 * DAY)
        self.everybody.append(person)

    def _untaken(self, name: str, ending: str) -> str:
        number = 1
        while (found := f"{name}{number if number > 1 else ''}{ending}") in self._taken:
            number += 1
        self._taken.add(found)
        return found

    def _assign_kinds(self) -> None:
        for kind, circle, count in KINDS:
            plain = [person for person in self.in_circle(circle) if not person.kind]
            if (kind, circle) == ("supervisor", "clients"):
                plain = [person for person in plain if person.organisation == "Fenmere Health"]
            for person in self._draw.some(plain, count):
                person.kind = kind
                if kind != "contact":
                    person.met = min(person.met, dt.date(2023, 3, 1))
                if person.circle.key == "kestrel" and kind in ("supervisor", "subordinate"):
                    person.state, person.stop = "ended", LEFT_KESTREL

    def _assign_states(self) -> None:
        for kind, count in FADING:
            for person in self._draw.some(self._steady(kind), count):
                person.state = "fading"
                person.stop = LAST_DAY - self._draw.whole(150, 210) * DAY
        for kind, count in DORMANT:
            for person in self._draw.some(self._steady(kind), count):
                person.state = "dormant"
                person.stop = FIRST_DAY + self._draw.whole(200, 330) * DAY

    def _steady(self, kind: str) -> list[Person]:
        """Those of a kind whose ways are not yet told; somebody met late cannot have faded by now."""
        early = dt.date(2023, 6, 1)
        return [p for p in self.of(kind) if p.state == "lively" and p.met < early and p.stop == LAST_DAY]

    def _move_some(self) -> None:
        """Ten of the kestrel circle take a job elsewhere and write from there."""
        stay_put = ("supervisor", "subordinate")
        movers = [p for p in self.in_circle("kestrel") if p.kind and p.kind not in stay_put and p.slug]
        for person in self._draw.some(movers, 10):
            person.moved = FIRST_DAY + self._draw.whole(250, 800) * DAY
            person.organisation = self._draw.pick(ELSEWHERE)
            spelled = ascii_name(person.name) or "member"
            person.addresses.append(self._untaken(spelled, f"@{domain_of(person.organisation)}"))

    def _respell_some(self) -> None:
        known = [person for person in self.everybody if person.kind and person.name.isascii()]
        for place, person in enumerate(self._draw.some(known[6:], 40)):
            if place < 16:
                person.mail_spelling = f"{person.family}, {person.given}"
            elif place < 28:
                person.mail_spelling = "-"
            else:
                person.mail_spelling = f"{person.given[0]}. {person.family}"
        for person in self.everybody:
            if person.family == "Bölmark":
                person.mail_spelling = "Joern Boelmark"
                person.given_2021, person.family_2021 = "JÃ¶rn", "BÃ¶lmark"
        married = [p for p in self.everybody if p.slug and p.met.year < 2019 and p.name.isascii() and p.kind]
        for person in self._draw.some(married[6:], 3):
            person.family_2021 = self._draw.pick(FAMILY_ROOTS) + self._draw.pick(FAMILY_ENDS)

    def _place_in_sources(self) -> None:
        draw = Draw(SEED, "sources")
        for person in self.everybody:
            person.in_2026 = bool(person.slug)
            person.in_2021 = bool(person.slug) and person.met < EXPORT_2021
            person.start = max(FIRST_DAY, person.met)
            close = person.kind not in ("", "contact")
            person.calendar = close or (person.kind == "contact" and draw.chance(0.25))
            if draw.chance({True: 0.8, False: 0.45 if person.kind else 0.05}[close]):
                person.card = draw.pick(("2.1", "3.0", "3.0", "3.0", "4.0", "4.0"))
                person.card_has_profile = bool(person.slug) and draw.chance(0.6)
            elif not person.slug and not person.kind:
                person.card = "3.0"  # nowhere else
        plain = [person for person in self.everybody if person.in_2021 and not person.kind]
        for person in draw.some(plain, 6):
            person.in_2026 = False  # no longer connected
