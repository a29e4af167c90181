"""How well same_people finds who is one person in three sources, on a made-up world whose truth is known.

    python benchmarks/evaluation/linkage.py [people] [seed ...]

A world has people with names as they are spread (few common, many rare), employers large and small, families
who work at one firm, and namesakes. A LinkedIn export, an address book and a mailbox each know some of them,
each in its own way: slips, accents dropped, short forms, "Last, First", initials, titles, surnames changed,
former employers, private addresses, no name, a desk's mailbox for several.

Printed are, for pairs of keys of one person, precision, recall and F1 of what is taken for sure, over all
pairs and over those that a careful human could tell: by a shared address, or by a name that is there (its
given name as an initial only where the surname is not a common one) and an employer that both sources tell,
where the world has no namesake there; recall by kind of corruption; and how many merges rest on a name alone,
in the world as it is and in one that tells nothing but names.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import tertius as tt
from tertius.identity.same_people import Identities, same_people

ME = "me"
GIVEN = [
    "Anna", "Maria", "Peter", "Thomas", "Michael", "Andreas", "Stefan", "Julia", "Laura", "Sarah",
    "David", "Daniel", "Martin", "Christian", "Katharina", "Robert", "William", "James", "Elizabeth",
    "Jennifer", "Richard", "Joseph", "Charles", "Margaret", "Patricia", "Christopher", "Matthew",
    "Anthony", "Steven", "Susan", "José", "Luis", "Carlos", "Ana", "Lucía", "Javier", "Miguel", "Sofía",
    "Élodie", "Camille", "Benoît", "François", "Hélène", "Zoë", "Renée", "Chloé", "Jürgen", "Günther",
    "Jörg", "Björn", "Søren", "Åsa", "Łukasz", "Agnieszka", "Katarzyna", "Wei", "Ming", "Yuki",
    "Hiroshi", "Priya", "Rahul", "Ananya", "Arjun", "Fatima", "Omar", "Yusuf", "Aisha", "Olga",
    "Dmitri", "Svetlana", "Xiomara", "Ingrid", "Thaddeus", "Ottoline", "Benedikt", "Leopold",
    "Veronika", "Timothy", "Gregory", "Samantha", "Rebecca",
]  # fmt: skip
FAMILY = [
    "Schmidt", "Müller", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz",
    "Hoffmann", "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "García",
    "Martínez", "López", "Sánchez", "Pérez", "Rodríguez", "Fernández", "Nguyen", "Wang", "Li", "Zhang",
    "Chen", "Singh", "Kumar", "Patel", "Kim", "Lee", "Park", "Rossi", "Russo", "Ferrari", "Dubois",
    "Bernard", "Petit", "Lefèvre", "Jansen", "Nielsen", "Hansen", "Kowalski", "Nowak", "Wójcik",
    "Ivanov", "Petrov", "Tanaka",
]  # fmt: skip
SYLLABLES = [
    "bar", "bel", "cor", "dan", "del", "fen", "gar", "hal", "hol", "kas", "kel", "lin", "lom", "mar",
    "mel", "nor", "or", "pen", "quil", "ran", "ros", "sel", "tan", "tor", "ul", "ven", "wes", "wil",
    "zar",
]  # fmt: skip
ENDINGS = [
    "berg", "by", "dale", "er", "feather", "field", "ford", "hart", "heim", "ing", "man", "ner", "ova",
    "ow", "ski", "son", "stein", "ton", "vale", "well", "worth",
]  # fmt: skip
SHORT = {
    "William": "Bill", "Robert": "Bob", "Elizabeth": "Liz", "Jennifer": "Jen", "Richard": "Dick",
    "Joseph": "Joe", "Charles": "Chuck", "Margaret": "Peggy", "Patricia": "Trish",
    "Christopher": "Chris", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve", "Susan": "Sue",
    "Michael": "Mike", "Thomas": "Tom", "Katharina": "Kathi", "Timothy": "Tim", "Gregory": "Greg",
    "Samantha": "Sam", "Rebecca": "Becky", "Daniel": "Dan", "David": "Dave", "James": "Jim",
    "Benedikt": "Ben", "Leopold": "Poldi", "Veronika": "Vroni", "Dmitri": "Dima",
}  # fmt: skip
FORMS = ["", "", " Inc.", " GmbH", " Ltd", " AG", " S.A."]
TITLES = [
    "Engineer",
    "Sales Manager",
    "Head of Research",
    "Consultant",
    "Designer",
    "Chief Financial Officer",
    "Lawyer",
]
CITIES = [
    "Berlin",
    "London",
    "Paris",
    "Madrid",
    "Zürich",
    "Boston",
    "Austin",
    "Mumbai",
    "Tokyo",
    "Graz",
    "Lyon",
    "Leeds",
]
PRIVATE = ["gmail.com", "gmx.de", "yahoo.com", "icloud.com", "outlook.com"]
MIDDLES = "ABCDEFGHJKLMNPRSTW"


@dataclass
class Human:
    """Somebody in truth."""

    number: int
    given: str
    family: str
    middle: str
    firm: str
    former_firm: str
    city: str
    position: str
    work_email: str = ""
    private_email: str = ""


@dataclass
class Entry:
    """Somebody in one source."""

    human: Human
    source: str
    key: str
    name: str = ""
    organisation: str = ""
    position: str = ""
    location: str = ""
    aliases: list[str] = field(default_factory=list)
    corruption: set[str] = field(default_factory=set)

    @property
    def emails(self) -> set[str]:
        return {one.lower() for one in (self.key, *self.aliases) if "@" in one}

    @property
    def firms(self) -> set[str]:
        """Whom they work for, as far as the entry tells."""
        told = {bare(self.organisation)} if self.organisation else set()
        return told | {email.partition("@")[2].split(".")[0] for email in self.emails if not private(email)}


def bare(firm: str) -> str:
    """A firm's name as its domain has it."""
    for form in FORMS[2:]:
        firm = firm.removesuffix(form)
    return ascii_only(firm).lower().replace(" ", "")


def private(email: str) -> bool:
    return email.partition("@")[2] in PRIVATE


def ascii_only(text: str) -> str:
    stripped = unicodedata.normalize("NFKD", text.translate(str.maketrans("øłŁ", "olL")))
    return stripped.encode("ascii", "ignore").decode()


class World:
    """People, and three sources that know some of them."""

    def __init__(self, people: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.firms = [self._firm() for _ in range(max(4, people // 12))]
        self.domain = {
            firm: bare(firm) + self.random.choice([".com", ".de", ".co.uk"]) for firm in self.firms
        }
        self._used: Counter[str] = Counter()
        self.humans = [self._human(number) for number in range(people)]
        self._add_families()
        for human in self.humans:
            self._give_addresses(human)
        self.entries = [entry for human in self.humans for entry in self._entries(human)]
        self._share_mailboxes()

    def _rare_word(self) -> str:
        return (
            self.random.choice(SYLLABLES) + self.random.choice(SYLLABLES) + self.random.choice(ENDINGS)
        ).capitalize()

    def _firm(self) -> str:
        return self._rare_word() + self.random.choice([" Systems", " Partners", "", " Group", " Labs"])

    def _by_rank(self, items: list[str], head: int) -> str:
        """One of them, the first ones more often."""
        return self.random.choices(items, [1 / (rank + head) for rank in range(len(items))])[0]

    def _human(self, number: int) -> Human:
        pick = self.random
        given = self._by_rank(GIVEN, 10) if pick.random() < 0.8 else self._rare_word()
        family = self._by_rank(FAMILY, 10) if pick.random() < 0.4 else self._rare_word()
        firm = self._by_rank(self.firms, 5)
        return Human(
            number, given, family, pick.choice(MIDDLES) if pick.random() < 0.3 else "", firm,
            pick.choice(self.firms), pick.choice(CITIES), pick.choice(TITLES),
        )  # fmt: skip

    def _add_families(self) -> None:
        """Of fifty one shares surname, city and firm with somebody; a fifth of these the given name too."""
        for human in self.random.sample(self.humans, len(self.humans) // 50):
            parent = self.random.choice(self.humans)
            human.family, human.city, human.firm = parent.family, parent.city, parent.firm
            if self.random.random() < 0.2:
                human.given = parent.given

    def _give_addresses(self, human: Human) -> None:
        given, family = ascii_only(human.given).lower(), ascii_only(human.family).lower()
        domain = self.domain[human.firm]
        local = self.random.choice(
            [f"{given}.{family}", f"{given[0]}{family}", f"{given}.{family}", f"{family}"]
        )
        private_local = self.random.choice(
            [
                f"{given}.{family}",
                f"{given}{family}{human.number}",
                f"{family}.{given[0]}",
                f"star{human.number * 7919 % 9973}x",
            ]
        )
        human.work_email = self._unused(local, domain)
        human.private_email = self._unused(private_local, self.random.choice(PRIVATE))

    def _unused(self, local: str, domain: str) -> str:
        self._used[f"{local}@{domain}"] += 1
        count = self._used[f"{local}@{domain}"]
        return f"{local}{count if count > 1 else ''}@{domain}"

    def _entries(self, human: Human) -> Iterator[Entry]:
        if self.random.random() < 0.7:
            yield self._on_linkedin(human)
        if self.random.random() < 0.6:
            yield self._in_contacts(human)
        if self.random.random() < 0.7:
            yield self._in_mail(human)

    def _on_linkedin(self, human: Human) -> Entry:
        slug = f"{ascii_only(human.given)}-{ascii_only(human.family)}-{human.number}".lower()
        entry = Entry(human, "linkedin", slug, self._written(human), human.firm, human.position)
        entry.aliases = [f"linkedin.com/in/{slug}"]
        if self.random.random() < 0.05:
            entry.aliases.append(human.private_email)
        self._corrupt(entry, titles=0.15, accents=0.05, short=0.08, married=0.02, slip=0.01)
        return entry

    def _in_contacts(self, human: Human) -> Entry:
        emails = [email for email in (human.work_email, human.private_email) if self.random.random() < 0.5]
        key = emails[0] if emails else f"{human.given} {human.family} (contacts {human.number:x})"
        entry = Entry(human, "contacts", key, self._written(human), aliases=emails[1:])
        if not emails:
            entry.corruption.add("no address")
        if self.random.random() < 0.75:
            entry.organisation = human.firm + self.random.choice(FORMS)
        if self.random.random() < 0.15 and entry.organisation:
            entry.organisation = human.former_firm
            entry.corruption.add("former employer")
        if self.random.random() < 0.4:
            entry.location = f"{human.city}, Somewhere"
        self._corrupt(entry, accents=0.25, short=0.15, turned=0.1, initial=0.06, slip=0.06, married=0.03)
        return entry

    def _in_mail(self, human: Human) -> Entry:
        email = human.work_email if self.random.random() < 0.65 else human.private_email
        if self.random.random() < 0.05:
            email = email.partition("@")[0].title() + "@" + email.partition("@")[2]
        entry = Entry(human, "mailbox", email, self._written(human))
        self._corrupt(
            entry, accents=0.3, short=0.15, turned=0.15, initial=0.08, slip=0.02, married=0.02, unnamed=0.15
        )
        return entry

    def _written(self, human: Human) -> str:
        middle = f" {human.middle}." if human.middle and self.random.random() < 0.3 else ""
        return f"{human.given}{middle} {human.family}"

    def _corrupt(self, entry: Entry, **chances: float) -> None:
        for kind, chance in chances.items():
            if entry.name and self.random.random() < chance:
                changed = getattr(self, f"_{kind}")(entry.name)
                if changed != entry.name:
                    entry.name = changed
                    entry.corruption.add(kind)

    def _titles(self, name: str) -> str:
        return self.random.choice(
            [f"Dr. {name}", f"{name}, PhD", f"{name}, MBA", f"{name} (he/him)", f"Prof. {name}"]
        )

    def _accents(self, name: str) -> str:
        return ascii_only(name)

    def _short(self, name: str) -> str:
        given, _, rest = name.partition(" ")
        return f"{SHORT.get(given, given)} {rest}"

    def _married(self, name: str) -> str:
        return f"{name.rpartition(' ')[0]} {self._rare_word()}"

    def _turned(self, name: str) -> str:
        given, _, family = name.rpartition(" ")
        return self.random.choice([f"{family}, {given}", f"{family} {given}", f"{family.upper()} {given}"])

    def _initial(self, name: str) -> str:
        given, _, rest = name.partition(" ")
        return name if given.endswith(",") else f"{given[0]}. {rest}"

    def _slip(self, name: str) -> str:
        at = self.random.randrange(1, len(name) - 1)
        if not name[at].isalpha() or not name[at + 1].isalpha() or not name[at - 1].isalpha():
            return name
        return self.random.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + name[at] + name[at:],
            ]
        )

    def _unnamed(self, name: str) -> str:
        return ""

    def _share_mailboxes(self) -> None:
        """Some in the address book have their firm's info@ beside or instead of an address of their own."""
        for entry in self.entries:
            if entry.source == "contacts" and self.random.random() < 0.05:
                entry.aliases.append(f"info@{self.domain[entry.human.firm]}")
                entry.corruption.add("desk's mailbox")

    def network(self, names_only: bool = False) -> tt.Network:
        """The three sources merged; `names_only`: nothing but names, under keys that tell nothing."""
        unique: dict[str, Entry] = {}
        for entry in self.entries:
            unique.setdefault(f"{entry.source} {len(unique)}" if names_only else entry.key, entry)
        people = {
            "key": [ME, *unique],
            "name": ["", *(entry.name for entry in unique.values())],
        }
        if not names_only:
            for what in ("organisation", "position", "location", "aliases"):
                people[what] = [
                    [] if what == "aliases" else "",
                    *(getattr(entry, what) for entry in unique.values()),
                ]
        known = list(unique.items())
        bonds = [(key, entry.source) for key, entry in known if entry.source != "mailbox"]
        mails = [
            (key, 1_600_000_000 + 3600 * at)
            for at, (key, entry) in enumerate(known)
            if entry.source == "mailbox"
        ]
        return tt.Network.from_frames(
            people=people,
            relationships={
                "from": [ME] * len(bonds), "to": [key for key, _ in bonds], "type": ["contact"] * len(bonds),
                "source": [source for _, source in bonds],
            },
            interactions={
                "from": [key for key, _ in mails], "to": [ME] * len(mails), "time": [at for _, at in mails],
                "source": ["mailbox"] * len(mails),
            },
        )  # fmt: skip

    def truth(self) -> dict[str, int]:
        """Whose each key is."""
        return {entry.key: entry.human.number for entry in reversed(self.entries)}


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def found_groups(found: Identities) -> list[set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for decision in found.sure:
        groups[str(decision.kept)] |= {str(decision.kept), str(decision.other)}
    return list(groups.values())


class Scores:
    """What was found in a world, held against its truth."""

    def __init__(self, world: World) -> None:
        start = time.perf_counter()
        net = world.network()
        self.found = same_people(net)
        self.seconds = time.perf_counter() - start
        self.world = world
        groups: dict[int, set[str]] = defaultdict(set)
        for key, number in world.truth().items():
            groups[number].add(key)
        self.true = pairs_of(groups.values())
        self.sure = pairs_of(found_groups(self.found))
        self.tellable = self._tellable()
        self.by_name_alone = sum(_says_name_alone(decision.reason) for decision in self.found.sure)
        self.in_names_only = len(same_people(world.network(names_only=True)).sure)

    @property
    def precision(self) -> float:
        return len(self.sure & self.true) / max(1, len(self.sure))

    def recall(self, pairs: set[tuple[str, str]]) -> float:
        return len(self.sure & pairs) / max(1, len(pairs))

    def f1(self, pairs: set[tuple[str, str]]) -> float:
        precision, recall = self.precision, self.recall(pairs)
        return 2 * precision * recall / max(1e-9, precision + recall)

    def _tellable(self) -> set[tuple[str, str]]:
        """Pairs of one person that a careful human could tell, and what follows from two of them."""
        entries = {entry.key: entry for entry in reversed(self.world.entries)}
        groups = _Joined()
        for one, other in self.true:
            if self._can_tell(entries[one], entries[other]):
                groups.join(one, other)
        return pairs_of(groups.groups()) & self.true

    def _can_tell(self, one: Entry, other: Entry) -> bool:
        if any(not email.startswith("info@") for email in one.emails & other.emails):
            return True
        if not one.firms & other.firms or not _is_told_in_full(one) or not _is_told_in_full(other):
            return False
        corruption = one.corruption | other.corruption
        if "married" in corruption or ("initial" in corruption and one.human.family in FAMILY):
            return False
        return self._namesakes[_telling(one.human)] == 1

    @property
    def _namesakes(self) -> Counter[tuple[str, ...]]:
        if not hasattr(self, "_counted"):
            self._counted = Counter(_telling(human) for human in self.world.humans)
        return self._counted

    def by_corruption(self) -> dict[str, tuple[int, float]]:
        """For each kind how many tellable pairs it touches, and the share of them that is found."""
        entries = {entry.key: entry for entry in reversed(self.world.entries)}
        touched: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for pair in self.tellable:
            for kind in entries[pair[0]].corruption | entries[pair[1]].corruption or {"none"}:
                touched[kind].add(pair)
        return {kind: (len(pairs), self.recall(pairs)) for kind, pairs in sorted(touched.items())}

    def wrong(self) -> list[str]:
        return [f"{one} | {other}" for one, other in sorted(self.sure - self.true)]


class _Joined:
    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}

    def join(self, one: str, other: str) -> None:
        members = self._members.get(one, {one}) | self._members.get(other, {other})
        for member in members:
            self._members[member] = members

    def groups(self) -> list[set[str]]:
        return list({id(members): members for members in self._members.values()}.values())


def _telling(human: Human) -> tuple[str, ...]:
    """Initial, surname and firm: who shares these cannot be told apart with care."""
    return ascii_only(human.given)[0], human.family, human.firm


def _is_told_in_full(entry: Entry) -> bool:
    """Whether the name is there, if only with the initial of the given name."""
    local = entry.key.partition("@")[0].lower()
    spelt = f"{ascii_only(entry.human.given)}.{ascii_only(entry.human.family)}".lower()
    return "unnamed" not in entry.corruption or local == spelt


def _says_name_alone(reason: str) -> bool:
    return reason.partition(" (with ")[0] in ("the same name", "names that may be one")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seeds = [int(seed) for seed in sys.argv[2:]] or [1, 2, 3]
    for seed in seeds:
        scores = Scores(World(people, seed))
        wrong, sure = len(scores.sure - scores.true), len(scores.sure)
        print(
            f"people {people} seed {seed}: keys {len(scores.world.truth())}, {scores.found}, "
            f"{scores.seconds:.1f} s"
        )
        print(f"  precision {scores.precision:.4f} ({wrong} wrong of {sure})")
        for name, pairs in (("all pairs", scores.true), ("tellable", scores.tellable)):
            print(f"  {name}: {len(pairs)}, recall {scores.recall(pairs):.3f}, F1 {scores.f1(pairs):.3f}")
        print(f"  merged by name alone: {scores.by_name_alone}; in a world of names: {scores.in_names_only}")
        for kind, (count, recall) in scores.by_corruption().items():
            print(f"    {kind:16} {count:5} pairs, recall {recall:.3f}")
        for pair in scores.wrong()[:8]:
            print(f"    wrong: {pair}")


if __name__ == "__main__":
    main()
