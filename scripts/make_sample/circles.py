"""The circles of one working life, who is sought in each, and the names that people bear."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Circle:
    key: str
    organisations: tuple[str, ...]
    domain: str
    """Empty where every organisation has its own."""
    size: int
    departments: tuple[str, ...]
    positions: tuple[str, ...]
    topics: tuple[str, ...]
    met: tuple[int, int]
    """The years in which the consultant came to know them."""
    on_linkedin: float


CLIENTS = (
    "Brixholt Energy",
    "Caldmere Dairies",
    "Fenmere Health",
    "Ormvik Rail",
    "Tarnby Foods",
    "Ulvdahl Timber",
)
ELSEWHERE = (
    "Garrstad Media", "Halvik Labs", "Iskmere Analytics", "Jarnford Insurance", "Kelgren Studio",
    "Lorby Robotics", "Marholt Water", "Norwell Press", "Pelstad Games", "Quillund Design",
    "Ravdahl Shipping", "Selby Optics", "Thornvik Bank", "Varmere Solar", "Wynrud Textiles", "Zelford Air",
)  # fmt: skip

CIRCLES = (
    Circle(
        "nordhav", ("Nordhav Freight",), "nordhav.example.com", 140,
        ("Operations", "Sales", "Finance", "Planning"),
        ("Planner", "Shift manager", "Controller", "Account manager", "Head of routes", "Analyst"),
        ("the port contract", "winter capacity", "the routing rules", "freight rates"), (2011, 2018), 0.86,
    ),
    Circle(
        "kestrel", ("Kestrel Vane Consulting",), "kestrelvane.example.com", 130,
        ("Strategy", "Technology", "People", "Delivery"),
        ("Consultant", "Senior consultant", "Principal", "Analyst", "Partner", "Recruiter"),
        ("the pricing study", "the staffing plan", "the data platform", "the bid for the region"),
        (2018, 2023), 0.92,
    ),
    Circle(
        "almsund", ("Almsund University",), "almsund.example.org", 80,
        ("Economics", "Engineering", "Library", "Administration"),
        ("Lecturer", "Professor", "Doctoral student", "Librarian", "Programme manager"),
        ("the spring seminar", "the thesis outline", "the survey data", "the guest lecture"),
        (2016, 2025), 0.72,
    ),
    Circle(
        "board", ("Harbour Trust",), "harbourtrust.example.org", 20, ("Board", "Programmes"),
        ("Trustee", "Chair", "Treasurer", "Programme lead"),
        ("the grant round", "the annual accounts", "the youth programme"), (2019, 2024), 0.7,
    ),
    Circle(
        "rowing", ("Strandviken Rowing Club",), "strandviken.example.net", 45, ("Masters", "Juniors"),
        ("Member", "Coach", "Boat keeper"), ("Saturday's crew", "the regatta", "the new oars"),
        (2014, 2025), 0.4,
    ),
    Circle(
        "clients", CLIENTS, "", 48, ("Operations", "Finance", "Procurement", "Board office"),
        ("Director", "Programme manager", "Head of finance", "Buyer", "Engineer"),
        ("the interim report", "the steering group", "the cost model", "the next phase"), (2020, 2025), 0.75,
    ),
    Circle(
        "lindqvist", ("Lindqvist Advisory",), "lindqvist.example.com", 4, ("Practice",), ("Associate",),
        ("the client workshop", "the slide deck", "the invoice run"), (2022, 2023), 1.0,
    ),
    Circle(
        "providers", ("Dorngren Accounts", "Elmrud Legal", "Yarwell Print", "Branby Translations"), "", 12,
        ("Practice",), ("Accountant", "Lawyer", "Designer", "Translator"),
        ("the yearly filing", "the contract draft", "the brochure"), (2017, 2024), 0.6,
    ),
    Circle(
        "conferences", ELSEWHERE, "", 120, ("Management", "Product", "Research"),
        ("Founder", "Product lead", "Researcher", "Editor", "Head of data", "Investor"),
        ("your talk", "the panel", "the market map", "the funding round"), (2012, 2026), 0.95,
    ),
)  # fmt: skip

KINDS = (
    # what they are to the consultant, in which circle, how many
    ("supervisor", "kestrel", 1), ("supervisor", "clients", 1), ("subordinate", "kestrel", 2),
    ("subordinate", "lindqvist", 3), ("mentor", "nordhav", 1), ("mentor", "almsund", 1),
    ("mentee", "kestrel", 3), ("mentee", "almsund", 3), ("peer", "kestrel", 6), ("peer", "nordhav", 3),
    ("peer", "conferences", 3), ("client", "clients", 12), ("provider", "providers", 8),
    ("advisor", "board", 1), ("advisor", "nordhav", 1), ("advisor", "almsund", 1),
    ("advisee", "conferences", 4), ("cross_departmental", "kestrel", 8),
    ("cross_departmental", "clients", 4), ("contact", "nordhav", 18), ("contact", "kestrel", 16),
    ("contact", "almsund", 16), ("contact", "board", 10), ("contact", "rowing", 18),
    ("contact", "clients", 8), ("contact", "conferences", 26),
)  # fmt: skip

FADING = (("peer", 3), ("client", 2), ("mentee", 1), ("cross_departmental", 2))
DORMANT = (("contact", 12), ("peer", 1))

GIVEN = (
    "Aisha", "Akira", "Alva", "Amara", "Anders", "Anna", "Anton", "Aoife", "Arjun", "Astrid", "Beatriz",
    "Bengt", "Birgit", "Bruno", "Camille", "Carl", "Chiara", "Clara", "Dalia", "Daniel", "David",
    "Dimitri", "Edith", "Elena", "Elias", "Elif", "Emeka", "Emil", "Erik", "Esther", "Farid", "Felix",
    "Filip", "Freya", "Gabriel", "Greta", "Gustav", "Hana", "Hassan", "Hedda", "Helena", "Henrik",
    "Hugo", "Ines", "Ingrid", "Ivan", "Jakob", "Jamal", "Johanna", "Jonas", "Julia", "Karim", "Karin",
    "Kasper", "Kemal", "Kenji", "Klara", "Kofi", "Lars", "Laura", "Leila", "Lena", "Leo", "Liam",
    "Linnea", "Lucia", "Magnus", "Malin", "Marco", "Maria", "Marta", "Mateo", "Maya", "Mikael", "Mina",
    "Nadia", "Nikolai", "Nils", "Nina", "Noor", "Olga", "Oscar", "Paula", "Pavel", "Petra", "Priya",
    "Rafael", "Rania", "Rasmus", "Rosa", "Samir", "Sanna", "Sara", "Sofia", "Stella", "Sven", "Tariq",
    "Teresa", "Tomas", "Ursula", "Vera", "Viktor", "Wanda", "Xenia", "Yara", "Yusuf", "Zoe",
)  # fmt: skip
FAMILY_ROOTS = (
    "Ald", "Bram", "Bryn", "Cald", "Dorn", "Elm", "Fen", "Garr", "Hal", "Isk", "Jarn", "Kel", "Lor",
    "Mar", "Nor", "Orm", "Pel", "Quil", "Rav", "Sel", "Tarn", "Thorn", "Ulv", "Var", "Wyn", "Yar",
    "Zel",
)  # fmt: skip
FAMILY_ENDS = (
    "berg", "by", "dahl", "ford", "gren", "holt", "lund", "mere", "rud", "stad", "vik", "well",
)  # fmt: skip

# One name, two people: what each is to the consultant, and whether they are on LinkedIn.
NAMESAKES = (
    ("Anna", "Fenholt", (("contact", "nordhav", True), ("contact", "almsund", True))),
    ("David", "Thornby", (("peer", "kestrel", True), ("contact", "rowing", False))),
    ("Lena", "Ormdahl", (("contact", "conferences", True), ("client", "clients", False))),
)

# Names that break careless readers: given, family, circle.
UNUSUAL = (
    ("Priya", "Fenwell, PhD", "almsund"),
    ("Tomas 🚣", "Halvik", "rowing"),
    ("=Ida", "Ormby", "conferences"),
    ('Aoife "Fee"', "O'Fenmere", "kestrel"),
    ("Юлия", "Ормлунд", "conferences"),
    ("Ελένη", "Καλντμέρε", "almsund"),
    ("さくら", "野瑠海", "conferences"),
    ("عمر", "فينهولت", "kestrel"),
    ("Jörn", "Bölmark", "nordhav"),
    ("Åsa", "Ulvgård", "nordhav"),
)
