"""The networks that the comparisons run on: drawn ones, and the real sets of a data folder.

How a list of records becomes a network is said here, once: `read_set`.
"""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DRAWN = ("planted", "kronecker")
# What is not a record of contact: the rank that somebody gave from memory, 1 the highest.
LEFT_OUT = {"bk-office": {"recalled_rank"}}


@dataclass(frozen=True)
class Ties:
    """A network as arrays: how many people, both ends of every tie, maybe weights and true clusters."""

    size: int
    source: np.ndarray  # each pair once, nobody tied to themselves
    target: np.ndarray
    weight: np.ndarray | None = None  # None: all 1
    truth: np.ndarray | None = None  # a label a person, -1 where unknown

    def weighted(self, weighting):
        """The same ties weighted anew: "none" (all 1), "raw" (as recorded), "log" (log(1 + w))."""
        if weighting == "none" or self.weight is None:
            return Ties(self.size, self.source, self.target, None, self.truth)
        weight = np.log1p(self.weight) if weighting == "log" else self.weight
        return Ties(self.size, self.source, self.target, weight, self.truth)


def load(name, data=None, kept=None):
    """The network of this name, drawn or read from the folder `data`; drawn ones are kept in `kept`."""
    if name not in DRAWN:
        return read_set(Path(data) / name)
    if kept is None:
        return globals()[name]()
    path = Path(kept) / name
    if not path.with_suffix(".size").exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        ties = globals()[name]()
        ties.source.astype("<u4").tofile(path.with_suffix(".source"))
        ties.target.astype("<u4").tofile(path.with_suffix(".target"))
        path.with_suffix(".size").write_text(f"{ties.size}\n")
    size = int(path.with_suffix(".size").read_text())
    return Ties(size, *(np.fromfile(path.with_suffix(end), dtype="<u4") for end in (".source", ".target")))


def rows_of(folder, table):
    """The rows of a table of the set as dicts; none if the set has no such table."""
    for path, opened in ((folder / f"{table}.csv", open), (folder / f"{table}.csv.gz", gzip.open)):
        if path.exists():
            with opened(path, "rt", newline="", encoding="utf-8") as file:
                yield from csv.DictReader(file)


def read_set(folder, types=None):
    """A real set as an undirected network of everybody in its people.csv.

    Ties come from its relationships; from its log where it has none. A pair's weight is the sum over its
    records, of all types (or of `types`) and in both directions: of the recorded weight, or 1 where none is.
    A pair whose records sum to 0 is not tied. The true clusters are those of truth.csv; of somebody with
    several, the first.
    """
    number = {row["id"]: place for place, row in enumerate(rows_of(folder, "people"))}
    left_out = LEFT_OUT.get(folder.name, set())
    sums = {}
    for table in ("relationships", "interactions"):
        for row in rows_of(folder, table):
            kind = row.get("type", row.get("channel"))
            if kind in left_out or (types is not None and kind not in types):
                continue
            a, b = sorted((number[row["from"]], number[row["to"]]))
            sums[a, b] = sums.get((a, b), 0.0) + float(row.get("weight") or 1)
        if sums:
            break
    ends = np.array([pair for pair, weight in sums.items() if weight > 0], dtype=np.uint32).reshape(-1, 2)
    weight = np.array([weight for weight in sums.values() if weight > 0])
    names = {}
    truth = np.full(len(number), -1, dtype=np.int64)
    for row in rows_of(folder, "truth"):
        person = number[row["id"]]
        if truth[person] < 0:
            truth[person] = names.setdefault(row["cluster"], len(names))
    source, target = (np.ascontiguousarray(column) for column in ends.T)
    recorded = None if (weight == 1).all() else weight
    return Ties(len(number), source, target, recorded, truth if names else None)


def power_law(random, count, exponent, least, most):
    """Continuous draws between `least` and `most` with density proportional to x ** -exponent."""
    power = 1 - exponent
    low, high = least**power, most**power
    return (low + random.random(count) * (high - low)) ** (1 / power)


def contains(ascending, values):
    """Which of the values are in the ascending array."""
    place = np.searchsorted(ascending, values)
    place[place == len(ascending)] = 0
    return ascending[place] == values if len(ascending) else np.zeros(len(values), dtype=bool)


def pair_up(random, size, stubs, group, wanted):
    """Ties between stubs (a person each) of the same `group`, or of any if None, if `wanted(a, b)`.

    Stubs that meet themselves, an earlier tie or somebody unwanted are shuffled again, a few times; the rest
    is dropped.
    """
    known = np.empty(0, dtype=np.int64)
    for _ in range(12):
        if len(stubs) < 2:
            break
        # Within a group, in random order: the random number is the low half of the key.
        key = random.integers(0, 1 << 32, len(stubs), dtype=np.int64)
        if group is not None:
            key |= group[stubs].astype(np.int64) << 32
        stubs = stubs[np.argsort(key)]
        even = len(stubs) // 2 * 2
        a, b = stubs[0:even:2], stubs[1:even:2]
        code = np.minimum(a, b).astype(np.int64) * size + np.maximum(a, b)
        right = wanted(a, b) & (a != b)
        _, first = np.unique(np.where(right, code, -1), return_index=True)
        fresh = np.zeros(len(a), dtype=bool)
        fresh[first] = True
        fresh &= right
        fresh[fresh] = ~contains(known, code[fresh])
        known = np.sort(np.concatenate([known, code[fresh]]), kind="stable")
        stubs = np.concatenate([a[~fresh], b[~fresh], stubs[even:]])
    return known


def planted(people=1_000_000, ties=10_000_000, mixing=0.3, seed=1):
    """People in clusters of 20 to 5,000 (power law, exponent 1.5), `mixing` of everybody's ties outside.

    Degrees follow a power law with exponent 2.5; numbers say nothing about clusters.
    """
    random = np.random.default_rng(seed)
    most = min(1900, people // 50)
    least = least_for_mean(2 * ties / people, 2.5, most)
    degree = np.sort(power_law(random, people, 2.5, least, most))[::-1]
    degree = np.floor(degree + random.random(people)).astype(np.int64)
    inner = np.floor(degree * (1 - mixing)).astype(np.int64)

    sizes = []
    while sum(sizes) < people:
        sizes += power_law(random, 1000, 1.5, 20, min(5000, people // 10)).astype(np.int64).tolist()
        while len(sizes) > 1 and sum(sizes[:-1]) >= people:
            sizes.pop()
    sizes = np.sort(np.array(sizes))[::-1]
    places = np.repeat(np.arange(len(sizes)), sizes)[:people]

    # From the best connected down, everybody takes a random free place in a cluster large enough for them.
    cluster = np.empty(people, dtype=np.int64)
    free = np.empty(0, dtype=np.int64)
    opened = done = 0
    need = int(inner[0])
    while done < people:
        need = max(need // 2, 8)
        upto = people if need <= 8 else int(np.searchsorted(-inner, -need, side="right"))
        room = people if need <= 8 else int(np.searchsorted(-sizes[places], -3 * need, side="right"))
        free = random.permutation(np.concatenate([free, places[opened : max(room, opened)]]))
        opened = max(room, opened)
        upto = min(upto, done + len(free))
        cluster[done:upto] = free[: upto - done]
        free, done = free[upto - done :], upto

    number = random.permutation(people)
    degree, inner, cluster = (values[np.argsort(number)] for values in (degree, inner, cluster))
    everybody = np.arange(people)
    inside = pair_up(
        random, people, np.repeat(everybody, inner), cluster, lambda a, b: cluster[a] == cluster[b]
    )
    outside = pair_up(
        random, people, np.repeat(everybody, degree - inner), None, lambda a, b: cluster[a] != cluster[b]
    )
    code = random.permutation(np.concatenate([inside, outside]))
    return Ties(people, (code // people).astype(np.uint32), (code % people).astype(np.uint32), truth=cluster)


def least_for_mean(mean, exponent, most):
    """Where the power law up to `most` must start to have this mean."""
    low, high = 1.0, mean
    for _ in range(60):
        least = (low + high) / 2
        a, b = 1 - exponent, 2 - exponent
        found = a / b * (most**b - least**b) / (most**a - least**a)
        low, high = (least, high) if found < mean else (low, least)
    return least


def kronecker(scale=20, ties_each=16, seed=1):
    """2 ** scale people, few of whom know very many (R-MAT with the odds of Graph500).

    Every tie falls into a quarter of the table of pairs with the odds .57, .19, .19 and .05, into a quarter
    of that, and so on; numbers say nothing about degrees.
    """
    random = np.random.default_rng(seed)
    count = ties_each << scale
    a = np.zeros(count, dtype=np.int64)
    b = np.zeros(count, dtype=np.int64)
    for _ in range(scale):
        draw = random.random(count, dtype=np.float32)
        a = 2 * a + (draw >= 0.76)
        b = 2 * b + (((draw >= 0.57) & (draw < 0.76)) | (draw >= 0.95))
    number = random.permutation(1 << scale)
    a, b = number[a], number[b]
    code = np.unique(np.minimum(a, b)[a != b] << scale | np.maximum(a, b)[a != b])
    code = random.permutation(code)
    return Ties(1 << scale, (code >> scale).astype(np.uint32), (code & ((1 << scale) - 1)).astype(np.uint32))
