"""Everything recorded about some people and what passes between them."""

from __future__ import annotations

import difflib
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from numpy.typing import NDArray

from tertius import _core, columns, frames
from tertius.display import Table, counted
from tertius.errors import DataWarning, InvalidInput, UnknownPerson
from tertius.keys import Key
from tertius.network.same_person import SamePerson
from tertius.people import People

if TYPE_CHECKING:
    from tertius.importers.report import ImportReport

_ALSO_CALLED = {("people", "id"): "key"}


class Records(Table):
    """One table of a network: its recorded columns, each a read-only array.

    Times are ``datetime64[s]`` in UTC (NaT: not recorded), words are texts (None: not recorded), tags are
    tuples of texts, numbers are floats (NaN: not recorded), people stand by their keys.
    """

    def __init__(self, network: Network, name: str) -> None:
        self.name = name
        self._network = network
        self._library = network._library

    @cached_property
    def _coded(self) -> dict[str, Any]:
        return self._network._core.columns(self.name)

    @property
    def columns(self) -> list[str]:
        """The names of the columns that were recorded."""
        return list(self._coded)

    def __getitem__(self, column: str) -> NDArray[Any]:
        if column not in self._coded:
            found = ", ".join(self._coded)
            raise KeyError(f"{self.name} has no column {column!r}; recorded are {found}")
        kind, _ = _core.SCHEMA[self.name][column]
        return columns.decode(kind, self._coded[column], self._network._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._coded)

    def __len__(self) -> int:
        return len(self[self.columns[0]])

    def _columns(self) -> Mapping[str, Any]:
        return {name: self[name] for name in self._coded}

    def __repr__(self) -> str:
        return f"{self.name}: {counted(len(self), 'row')} of {', '.join(self._coded)}"


class Network:
    """People, their typed relationships, and the record of what passes between them. Unchanging.

    Made by :meth:`from_frames`. ``people``, ``relationships``, ``interactions``, ``commitments``,
    ``exchanges``, ``introductions`` and ``milestones`` are its tables.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [1700000000, 1700003600]}
    ... )
    >>> net
    Network: 2 people, 0 relationships, 2 interactions, 2023-11-14 to 2023-11-14
    >>> net.interactions["from"].tolist()
    ['Ada', 'Ben']
    """

    def __init__(
        self,
        core: _core.Network,
        library: frames.Library = None,
        imports: tuple[ImportReport, ...] = (),
        apart: Network | None = None,
        same_people: tuple[SamePerson, ...] = (),
    ) -> None:
        """Used by tertius itself; see :meth:`from_frames`."""
        if not isinstance(core, _core.Network):
            raise TypeError("a Network is made by Network.from_frames(...)")
        self._core = core
        self._library = library
        self.imports = imports
        """What the readers of files say of what they took and left out."""
        self.same_people = same_people
        """Who was taken for one person, with the reason of each; see :meth:`unite`."""
        self._apart = apart or self

    @classmethod
    def from_frames(
        cls,
        *,
        people: Any = None,
        relationships: Any = None,
        interactions: Any = None,
        commitments: Any = None,
        exchanges: Any = None,
        introductions: Any = None,
        milestones: Any = None,
        self_ties: str = "refuse",
        min_time: int = _core.MIN_TIME,
        max_time: int = _core.MAX_TIME,
    ) -> Network:
        """Reads a network from data frames (pandas, Polars, PyArrow, DuckDB ...) or dicts of columns.

        people
            key (also called id), and any of name, organisation, department, position, location (texts),
            level, capacity (numbers), skills, goals, values, offers, needs (lists of texts, or texts parted
            by ";"). Without people there is everybody whom another table names, in the order of their keys.
        relationships
            from, to, type (mentor, peer, supervisor, provider, contact, cross_departmental or advisor, or
            the other side's role: mentee, client ...), and any of since, until, weight.
        interactions
            from, to, time, and any of channel, kind, minutes, thread, message, reply_to. A message to n
            people is n rows of one sender and time.
        commitments
            owner, to, made, and any of due, done, quality.
        exchanges
            giver, receiver, time, and any of kind, size.
        introductions
            broker, a, b, time, and any of agreed_a, agreed_b, outcome.
        milestones
            person, time, and kind where recorded.

        Keys are texts or whole numbers, the same kind everywhere. Times are datetimes (without a zone:
        UTC), dates, or Unix seconds between `min_time` and `max_time`; fractions of a second are cut off
        downwards. `self_ties`: "refuse" or "drop" records that join a person to themselves.

        Raises InvalidInput naming table, row and column. Warns (DataWarning) of keys that differ only by
        their Unicode normal form.

        >>> import tertius as tt
        >>> tt.Network.from_frames(
        ...     people={"key": [1, 2, 3], "name": ["Ada", "Ben", "Cleo"]},
        ...     relationships={"from": [1], "to": [2], "type": ["mentor"]},
        ... )
        Network: 3 people, 1 relationship, 0 interactions
        """
        given = {
            "people": people,
            "relationships": relationships,
            "interactions": interactions,
            "commitments": commitments,
            "exchanges": exchanges,
            "introductions": introductions,
            "milestones": milestones,
        }
        tables: dict[str, dict[str, Any]] = {}
        library: frames.Library = None
        for name, table in given.items():
            if table is None:
                continue
            raw, its_library = frames.columns_of(table, name)
            library = library or its_library
            tables[name] = _encoded(name, raw)
        network = cls(_core.Network.from_records(tables, self_ties, min_time, max_time), library)
        _warn_of_twins(network._keys)
        return network

    @property
    def people(self) -> Records:
        """Who the people are."""
        return Records(self, "people")

    @property
    def relationships(self) -> Records:
        """Typed bonds that somebody declared."""
        return Records(self, "relationships")

    @property
    def interactions(self) -> Records:
        """What passed between people: mails, calls, meetings."""
        return Records(self, "interactions")

    @property
    def commitments(self) -> Records:
        """What somebody promised, and whether it was kept."""
        return Records(self, "commitments")

    @property
    def exchanges(self) -> Records:
        """What somebody gave: advice, an article, a contact, work."""
        return Records(self, "exchanges")

    @property
    def introductions(self) -> Records:
        """Who brought whom together, and what came of it."""
        return Records(self, "introductions")

    @property
    def milestones(self) -> Records:
        """What happened in somebody's working life."""
        return Records(self, "milestones")

    @property
    def dropped_self_ties(self) -> int:
        """How many records were left out because they joined a person to themselves."""
        return self._core.dropped_self_ties

    def merge(self, other: Network) -> Network:
        """Both networks' people and records as one.

        A record that both hold stands in the result as often as in the one that has it more often, so
        merging the same export twice changes nothing; rows that name a source's record are known by it. Who
        is one person in either is one in the result. Raises InvalidInput if one network's keys are texts and
        the other's whole numbers.

        >>> import tertius as tt
        >>> a = tt.Network.from_frames(relationships={"from": ["Ada"], "to": ["Ben"], "type": ["peer"]})
        >>> b = tt.Network.from_frames(relationships={"from": ["Ben"], "to": ["Cleo"], "type": ["peer"]})
        >>> a.merge(b)
        Network: 3 people, 2 relationships, 0 interactions
        """
        if not isinstance(other, Network):
            raise TypeError(f"other is of type {type(other).__name__}; must be a Network")
        merged = Network(
            self._apart._core.merged(other._apart._core),
            self._library or other._library,
            (*self.imports, *other.imports),
        )
        return merged.unite(dict.fromkeys((*self.same_people, *other.same_people)))

    def unite(self, same: Iterable[SamePerson]) -> Network:
        """The network in which those who are the same person are one, by the key that is kept.

        Nothing is lost: :meth:`part` undoes it. The other keys become aliases; rows of one record that now
        have the same people become one; rows that would join a person to themselves are left out and counted.
        Raises UnknownPerson, and InvalidInput for somebody who is said to be two people or themselves.

        >>> import tertius as tt
        >>> net = tt.Network.from_frames(
        ...     interactions={"from": ["ada", "ada@x.org"], "to": ["ben", "ben"], "time": [0, 60]}
        ... )
        >>> one = net.unite([tt.SamePerson("ada", "ada@x.org", "their own signature")])
        >>> one.interactions["from"].tolist(), len(one.part("ada@x.org"))
        (['ada', 'ada'], 3)
        """
        known = {decision.other: decision for decision in self.same_people}
        for decision in same:
            if not isinstance(decision, SamePerson):
                raise TypeError(f"same holds a {type(decision).__name__}; must be of SamePerson")
            earlier = known.setdefault(decision.other, decision)
            if earlier.kept != decision.kept:
                raise InvalidInput(
                    f"{columns.shown(decision.other)} is said to be both {columns.shown(earlier.kept)} and "
                    f"{columns.shown(decision.kept)}",
                    "same_person.twice",
                )
        return self._with_people_united(tuple(known.values()))

    def part(self, other: Key) -> Network:
        """The network in which `other` is a person of their own again. Raises UnknownPerson."""
        left = tuple(decision for decision in self.same_people if decision.other != other)
        if len(left) == len(self.same_people):
            raise UnknownPerson(f"{columns.shown(other)} was not taken for anybody else")
        return self._with_people_united(left)

    def _with_people_united(self, same: tuple[SamePerson, ...]) -> Network:
        apart = self._apart
        if not same:
            return apart.with_imports(self.imports)
        core = apart._core.united([one.kept for one in same], [one.other for one in same])
        return Network(core, self._library, self.imports, apart, same)

    def with_imports(self, imports: tuple[ImportReport, ...]) -> Network:
        """The same network with other reports of what was read."""
        apart = None if self._apart is self else self._apart
        return Network(self._core, self._library, imports, apart, self.same_people)

    @cached_property
    def _keys(self) -> NDArray[Any]:
        return columns.key_array(self._core.keys)

    @cached_property
    def _people(self) -> People:
        return People(len(self), self._keys, self._library, self._core.display_name)

    def __len__(self) -> int:
        return self._core.size

    def __contains__(self, key: object) -> bool:
        return self._people.find(key) is not None

    def __repr__(self) -> str:
        parts = [
            counted(len(self), "person"),
            counted(len(self.relationships), "relationship"),
            counted(len(self.interactions), "interaction"),
        ]
        times = self.interactions["time"]
        if len(times):
            parts.append(f"{times.min().astype('datetime64[D]')} to {times.max().astype('datetime64[D]')}")
        return "Network: " + ", ".join(parts)

    def _repr_html_(self) -> str:
        return self.people._repr_html_().replace(repr(self.people), repr(self), 1)

    def __copy__(self) -> Network:
        return self

    def __deepcopy__(self, memo: object) -> Network:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Network is not pickled; send its tables' to_frame() and read them with from_frames"
        )


def _encoded(table: str, raw: dict[str, columns.Raw]) -> dict[str, Any]:
    schema = _core.SCHEMA[table]
    named = {_ALSO_CALLED.get((table, name), name) if "key" not in raw else name: raw[name] for name in raw}
    for name, (_, required) in schema.items():
        if required and name not in named:
            nearest = difflib.get_close_matches(name, named, n=1, cutoff=0.4)
            hint = f"; nearest match: {nearest[0]}" if nearest else ""
            found = ", ".join(named) or "no columns"
            raise InvalidInput(f"{table}: column {name} is missing; found {found}{hint}", "column.missing")
    for name in named:
        if name not in schema:
            nearest = difflib.get_close_matches(name, schema, n=1, cutoff=0.4)
            hint = f"; did you mean {nearest[0]}?" if nearest else f"; known are {', '.join(schema)}"
            raise InvalidInput(f"{table}: unknown column {name}{hint}", "column.unknown")
    return {
        name: columns.encode(schema[name][0], column, columns.Place(table, name))
        for name, column in named.items()
    }


def _warn_of_twins(keys: NDArray[Any]) -> None:
    """Two people whose keys differ only by Unicode normal form are most likely one."""
    if keys.dtype != object:
        return
    first_of: dict[str, str] = {}
    for key in keys:
        normal = key if key.isascii() else unicodedata.normalize("NFC", key)
        other = first_of.setdefault(normal, key)
        if other != key:
            warnings.warn(
                f"people {other!a} and {key!a} differ only by Unicode normal form; they are kept apart "
                "(id.normalisation_twin)",
                DataWarning,
                stacklevel=3,
            )
