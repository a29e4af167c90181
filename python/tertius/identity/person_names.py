"""People's names taken apart, so that the same name is found however it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property, lru_cache

from tertius.word_lists import word_lines, word_list

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "\u0131": "i"}
)
_UMLAUT_SPELT_OUT = re.compile(r"ae|oe|(?<![aeiouq])ue")
_ASIDE = re.compile(r'[(\["“”„«]([^()\[\]"“”„«»]*)[)\]"“”»]')
_APOSTROPHES = re.compile("['`\u00b4\u02bc\u2018\u2019]")
_NAME_LENGTH = 200
_LAST_VOWELS = "aeo"
_SHORTEST_FORM, _SHORTEST_WITH_SLIP = 3, 4
_ALIKE = 0.92

_TITLES = word_list("titles")
_TITLES_THAT_ARE_NAMES_TOO = frozenset(["ba", "ir", "ma", "mag", "mas", "md", "pe", "rev", "rn"])
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4"}
_PARTICLES = word_list("particles")
_NO_NAMES = frozenset(
    ["he", "him", "his", "she", "her", "hers", "they", "them", "nee", "ne", "geb", "born", "aka"]
)


def folded(text: str) -> str:
    """Lower case without accents; ä, ae and a are the same, so that Müller, Mueller and Muller are."""
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _UMLAUT_SPELT_OUT.sub(lambda found: found[0][0], bare)


def words_of(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits."""
    spaced = (letter if letter.isalnum() else " " for letter in _APOSTROPHES.sub("", folded(text)))
    return "".join(spaced).split()


@cache
def _families() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, names in enumerate(word_lines("given_names")):
        for name in names:
            families.setdefault(folded(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


def given_name_families(given: str) -> frozenset[int]:
    """Numbers of the families of names that this one is of: Bill and William are of one."""
    return _families().get(given, frozenset())


@dataclass(frozen=True)
class PersonName:
    """A name's folded parts; what it does not tell is empty."""

    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    generation: str = ""
    """jr, sr, 2, 3 or 4."""
    also: tuple[str, ...] = ()
    """What stands in brackets or quotes: a nickname, a maiden name."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every part that is there, also the ones in brackets."""
        return tuple(word for word in (self.given, *self.middle, self.family, *self.also) if word)

    @property
    def is_full(self) -> bool:
        return bool(self.given and self.family)

    def __bool__(self) -> bool:
        return bool(self.given)


@lru_cache(maxsize=65536)
def person_name(text: str) -> PersonName:
    """A written name taken apart: "Dr. Ada Lovelace, PhD", "Lovelace, Ada" and "ADA LOVELACE" are the same.

    A single word counts as given name. An e-mail address is no name.
    """
    if "@" in text or len(text) > _NAME_LENGTH:
        return PersonName()
    also = [word for aside in _ASIDE.findall(text) for word in words_of(aside)]
    first, *rest = _ASIDE.sub(" ", text).split(",")
    parts = [_told(words_of(first)), *(_told(words_of(part), _TITLES_THAT_ARE_NAMES_TOO) for part in rest)]
    generations = [_GENERATIONS[word] for part in parts for word in part if word in _GENERATIONS]
    named = [part for part in ([word for word in part if word not in _GENERATIONS] for part in parts) if part]
    family_first = len(named) > 1 and len(_without_particles(named[0])) <= 2
    words = [*named[1], *named[0]] if family_first else [word for part in named[:1] for word in part]
    words = _without_particles(words)
    return PersonName(
        given=words[0] if words else "",
        middle=tuple(words[1:-1]),
        family=words[-1] if len(words) > 1 else "",
        generation=generations[0] if generations else "",
        also=tuple(word for word in _told(also) if word not in _NO_NAMES and word not in words),
    )


def _told(words: list[str], titles: frozenset[str] = frozenset()) -> list[str]:
    return [word for word in words if not (word in _TITLES or word in titles or word.isdigit())]


def _without_particles(words: list[str]) -> list[str]:
    """Drops the van and de between names; at either end they may be names."""
    inner = [word for word in words[1:-1] if word not in _PARTICLES]
    return [*words[:1], *inner, *words[1:][-1:]]


@lru_cache(maxsize=65536)
def name_in_email(local_part: str) -> PersonName:
    """The name that a local part spells with its parts apart (ada.lovelace, a_lovelace), else none."""
    words = [word.strip("0123456789") for word in re.split(r"[._-]", folded(local_part.partition("+")[0]))]
    if len(words) not in (2, 3) or not all(word.isalpha() for word in words) or max(map(len, words)) < 3:
        return PersonName()
    return PersonName(words[0], tuple(words[1:-1]), words[-1])


def spellings_in_email(name: PersonName) -> dict[str, PersonName]:
    """How a full name is run together before the @, with what is told of it there.

    adalovelace, lovelaceada; alovelace and lovelacea tell of Ada but the initial, adal of Lovelace.
    """
    if not name.is_full:
        return {}
    given, family = name.given, name.family
    whole = PersonName(given, (), family)
    initialled = PersonName(given[0], (), family)
    forms = {
        given + family[0]: PersonName(given, (), family[0]),
        given[0] + family: initialled,
        family + given[0]: initialled,
        given + family: whole,
        family + given: whole,
    }
    return {form: told for form, told in forms.items() if len(form) > 3}


def letters_of_email(local_part: str) -> str:
    """A local part's letters alone, to be held against :func:`spellings_in_email`."""
    return "".join(letter for letter in folded(local_part.partition("+")[0]) if letter.isalpha())


class Likeness(Enum):
    """How near two words of names are, the nearest that holds."""

    same = auto()
    initial = auto()
    """One is the other's first letter."""
    form = auto()
    """Forms of one given name (Bill, William), or the beginning of the other (Benedikt, Ben)."""
    slip = auto()
    """One letter added, lost, changed, or swapped with its neighbour."""
    alike = auto()
    """More than that, and still near (Jaro-Winkler)."""
    ending = auto()
    """A last vowel, which tells Paul from Paula."""
    different = auto()


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str) -> Likeness:
    """How near two words of names are."""
    if one == other:
        return Likeness.same
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return Likeness.initial if longer.startswith(shorter) else Likeness.different
    if given_name_families(one) & given_name_families(other):
        return Likeness.form
    if longer.rstrip(_LAST_VOWELS) == shorter.rstrip(_LAST_VOWELS):
        return Likeness.ending
    if longer.startswith(shorter) and len(shorter) >= _SHORTEST_FORM:
        return Likeness.form
    if _is_slip(shorter, longer):
        return Likeness.slip
    return Likeness.alike if jaro_winkler(one, other) >= _ALIKE else Likeness.different


def jaro_winkler(one: str, other: str) -> float:
    """The similarity of two words, 0 to 1."""
    try:
        from rapidfuzz.distance import JaroWinkler
    except ImportError:
        raise ImportError("comparing names needs rapidfuzz: pip install 'tertius[imports]'") from None
    return JaroWinkler.similarity(one, other)


def _is_slip(shorter: str, longer: str) -> bool:
    if len(shorter) < _SHORTEST_WITH_SLIP or len(longer) - len(shorter) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[first:] == longer[first + 1 :]
    swapped = shorter[first + 1 : first + 2] + shorter[first : first + 1] + shorter[first + 2 :]
    return shorter[first + 1 :] == longer[first + 1 :] or swapped == longer[first:]


def parts_agree(one: str, other: str) -> bool:
    """Whether two words may be one person's."""
    return likeness(one, other) in (Likeness.same, Likeness.initial, Likeness.form, Likeness.slip)


def names_agree(one: PersonName, other: PersonName) -> bool:
    """Whether two names may be one person's: by the given name, or by two parts in any order.

    A surname may have changed; a surname alone says that two are family. Nobody's name agrees with all.
    """
    if not one or not other:
        return True
    if one.generation and other.generation and one.generation != other.generation:
        return False
    if any(parts_agree(a, b) for a in (one.given, *one.also) for b in (other.given, *other.also)):
        return True
    if not one.is_full or not other.is_full:
        return any(parts_agree(a, b) for a in one.words for b in other.words)
    return sum(any(parts_agree(a, b) for b in other.words) for a in one.words) > 1
