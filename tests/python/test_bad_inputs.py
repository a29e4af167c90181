"""Bad input gets a clear error with a stable code, or the right answer: a table of cases, each by its name.

Where the answer differs from what one might expect, the reason stands beside it.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import tertius as tt
from conftest import random_graph

OK = "OK"
TIE = ([0], [1])


@dataclass(frozen=True)
class Case:
    id: str
    what: str
    call: Callable[[], object]
    expected: str | type[Exception] = OK  # OK: the call itself asserts its answer
    says: str = ""  # what the message must hold
    reason: str = ""  # why this answer and no other


def graph(*columns, **options):
    return lambda: tt.TieGraph.from_arrays(*columns, **options)


def mails(**columns):
    return lambda: tt.Network.from_frames(interactions={"from": ["a"], "to": ["b"], "time": [5], **columns})


def bonds(**columns):
    return lambda: tt.Network.from_frames(
        relationships={"from": ["a"], "to": ["b"], "type": ["peer"], **columns}
    )


def holds(condition) -> None:
    assert condition


def keys_of(*keys):
    return tt.Network.from_frames(people={"key": list(keys)}).people["key"].tolist()


def many_keys(keys) -> None:
    net = tt.Network.from_frames(
        interactions={"from": keys[:-1], "to": keys[1:], "time": [5] * (len(keys) - 1)}
    )
    assert len(net) == len(keys)


def numbers(*given):
    return bonds(weight=list(given))().relationships["weight"].tolist()


def same_as_plain(source, target):
    g = tt.TieGraph.from_arrays(source, target)
    assert g.alters.tolist() == tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3]).alters.tolist()


EDGE_LIST = [
    Case("E1", "negative key", lambda: keys_of(-1), "key.negative", "row 0"),
    Case("E1 index", "negative index", graph([0, -1], [1, 1]), "array.id_range", "tie 1: source is -1"),
    Case("E3", "keys 0 and 4000000000", lambda: holds(keys_of(0, 4_000_000_000) == [0, 4_000_000_000])),
    Case(
        "E3 index",
        "indices 0 and 4000000000",
        graph([0], [4_000_000_000]),
        "array.id_gap",
        "Network.from_frames",
        reason="indices number people: 32 GB for people nobody speaks of; keys may be any number",
    ),
    Case("E4", "key 12.0", lambda: keys_of(12.0), "array.dtype", "a float"),
    Case(
        "E5",
        "007 and 7",
        lambda: (holds(keys_of("007", "7") == ["007", "7"]), holds(keys_of(7) == [7])),
        reason="texts stay texts and numbers numbers; no text is read as a number, so no zero is lost",
    ),
    Case("E7", "empty key", lambda: keys_of("a", ""), "key.missing", "row 1"),
    Case("E8", "weight NaN", graph(*TIE, [np.nan]), "weight.nan", "tie 0"),
    Case("E8 -nan", "weight -NaN", graph(*TIE, [-np.nan]), "weight.nan", "tie 0"),
    Case(
        "E8 record",
        "recorded weight NaN",
        lambda: holds(np.isnan(numbers(float("nan"))).all()),
        reason="data frames write 'not recorded' as NaN; a measure then says what it could not see",
    ),
    Case("E9", "weight infinite", graph(*TIE, [np.inf]), "weight.not_finite", "tie 0"),
    Case("E9 -inf", "weight -infinite", graph(*TIE, [-np.inf]), "weight.not_finite", "tie 0"),
    Case("E9 1e999", "weight 1e999", graph(*TIE, [float("1e999")]), "weight.not_finite", "tie 0"),
    Case("E9 record", "recorded weight infinite", lambda: numbers(np.inf), "number.not_finite", "row 0"),
    Case("E10", "weight -0.5", graph([0, 1], [1, 2], [1, -0.5]), "weight.negative", "tie 1"),
    Case("E10 record", "recorded weight -0.5", lambda: numbers(-0.5), "number.negative", "row 0"),
    Case("E12", "smallest denormal", lambda: finite_everywhere([5e-324, 5e-324, 5e-324])),
    Case(
        "E12 float", "smallest denormal float", lambda: finite_everywhere(np.array([1e-45] * 3, np.float32))
    ),
    Case("E14", 'weight "1,5"', graph(*TIE, ["1,5"]), "array.dtype", "use 1.5"),
    Case("E14 record", 'recorded weight "1,5"', lambda: numbers("1,5"), "number.type", "row 0"),
    Case("E16", 'weight "1.5abc"', lambda: numbers("1.5abc"), "number.type", "row 0"),
    *(
        Case(f"E18 {text}", "odd number", lambda text=text: numbers(text), "number.type", "row 0")
        for text in ("0x1p3", "1_000", "1d5")
    ),
    Case("E20", "a mantissa of 100,000 digits", lambda: numbers("1" * 100_000), "number.type", "..."),
    Case(
        "E21",
        "tie to oneself",
        graph([5], [5]),
        "tie.self_tie",
        "tie 0",
        reason="refused unless asked for: a record of oneself is most often a mistake in the key",
    ),
    Case(
        "E21 drop",
        "tie to oneself, dropped",
        lambda: holds(tt.TieGraph.from_arrays([5], [5], self_ties="drop").dropped_self_ties == 1),
    ),
    Case("E21 record", "mail to oneself", mails(to=["a"]), "tie.self_tie", "row 0"),
    Case(
        "E22",
        "parallel ties add up",
        lambda: holds(tt.TieGraph.from_arrays([0, 0], [1, 1], [1, 2]).weights.tolist() == [3, 3]),
    ),
    Case(
        "E22 largest",
        "parallel ties, the largest",
        lambda: holds(
            tt.TieGraph.from_arrays([0, 0], [1, 1], [1, 2], parallel_ties="largest").weights.tolist()
            == [2, 2]
        ),
    ),
    Case(
        "E22 refuse",
        "parallel ties refused",
        graph([0, 0], [1, 1], [1, 2], parallel_ties="refuse"),
        "tie.parallel",
    ),
    Case(
        "E22 odd",
        "parallel ties, an odd wish",
        graph(*TIE, parallel_ties="last"),
        "option.parallel_ties",
        "largest",
    ),
    Case(
        "E24",
        "a record of somebody who is not in people",
        lambda: tt.Network.from_frames(
            people={"key": ["a"]}, interactions={"from": ["a"], "to": ["b"], "time": [5]}
        ),
        "person.unknown",
        "row 0",
    ),
    Case("E24 index", "an index beyond the size", graph([0], [7], size=2), "tie.person_range", "tie 0"),
    Case("E27", "2^32 people", graph(*TIE, size=2**32), "graph.index_overflow"),
    Case(
        "E29",
        "100,000 keys that are multiples of a hash table's size",
        lambda: many_keys(np.arange(100_000, dtype=np.int64) * (2**61 - 1) % 2**62),
    ),
    Case("E30", "100,000 texts alike", lambda: many_keys([f"{'a' * 50}{i}" for i in range(100_000)])),
    Case("E32", "keys that differ by normal form", lambda: twins()),
    Case("E33", "a person called #1 Sales", lambda: holds(keys_of("#1 Sales") == ["#1 Sales"])),
]


def finite_everywhere(weight) -> None:
    g = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0], weight)
    found = tt.detect_clusters(g)
    for number in (found.quality, *tt.constraints(g).values, *tt.effective_sizes(g).values):
        assert np.isfinite(number)


def twins() -> None:
    with pytest.warns(tt.DataWarning, match="normalisation_twin"):
        assert len(keys_of("Ren\u00e9", "Rene\u0301")) == 2


def crafted_texts() -> pa.Table:
    """An Arrow text column whose offsets run backwards."""
    offsets = pa.py_buffer(np.array([0, 6, 2, 6], np.int32).tobytes())
    texts = pa.StringArray.from_buffers(3, offsets, pa.py_buffer(b"abcdef"))
    return pa.table({"from": texts, "to": ["x", "y", "z"], "time": [5, 6, 7]})


ARRAYS = [
    Case("N1", "float indices", graph([1.0, 2.0], [0, 0]), "array.dtype", "astype"),
    Case("N1 array", "float64 indices", graph(np.array([1.0]), [0]), "array.dtype", 'astype("int64")'),
    Case(
        "N2",
        "float indices with NaN",
        graph(np.array([1.0, np.nan]), [0, 0]),
        "array.dtype",
        "tie 1: source is NaN",
    ),
    Case(
        "N3",
        "indices above 2^53 as floats",
        graph(np.array([2.0**60]), [0]),
        "array.dtype",
        "digits are lost",
    ),
    Case("N4", "index -1", graph(np.array([0, -1]), [1, 1]), "array.id_range", "tie 1"),
    Case("N5", "index 2^32 + 7", graph(np.array([0, 2**32 + 7]), [1, 1]), "array.id_range", "tie 1"),
    Case("N5 nobody", "index 2^32 - 1", graph(np.array([2**32 - 1]), [1]), "array.id_range", "tie 0"),
    *(
        Case(
            f"N7 {dtype}",
            "narrow whole numbers",
            lambda dtype=dtype: same_as_plain(np.array([0, 1, 2], dtype), np.array([1, 2, 3], dtype)),
        )
        for dtype in ("i1", "u1", "i4", "u8")
    ),
    Case("N7 bool", "booleans", graph(np.array([True]), [0]), "array.dtype"),
    Case(
        "N9",
        "objects with None",
        graph(np.array([0, None], object), [1, 1]),
        "array.missing",
        "tie 1",
        reason="the same finding under the code of its like, N19 and N21: missing",
    ),
    Case("N9 text", "objects with a text", graph(np.array([0, "x"], object), [1, 1]), "array.dtype", "tie 1"),
    Case(
        "N11",
        "NaT among times",
        mails(
            **{"from": ["a", "a"], "to": ["b", "b"], "time": np.array(["2020-01-01", "NaT"], "datetime64[s]")}
        ),
        "time.missing",
        "row 1",
    ),
    Case("N11 None", "None among times", mails(time=[None]), "time.missing", "row 0"),
    Case("N12", "big-endian", lambda: same_as_plain(np.array([0, 1, 2], ">i8"), np.array([1, 2, 3], ">u4"))),
    Case(
        "N12 weight",
        "big-endian weights",
        lambda: holds(tt.TieGraph.from_arrays(*TIE, np.array([2.5], ">f8")).weights.tolist() == [2.5, 2.5]),
    ),
    Case(
        "N13",
        "strided and reversed",
        lambda: same_as_plain(np.arange(6)[::2][::-1] // 2, np.array([3, 9, 2, 9, 1])[::2]),
    ),
    Case("N13 transposed", "transposed", lambda: same_as_plain(*np.array([[0, 1], [1, 2], [2, 3]]).T)),
    Case("N13 table", "two dimensions", graph(np.array([[0, 1]]), [0]), "array.shape"),
    Case("N14", "read-only", lambda: read_only()),
    Case(
        "N16",
        "empty arrays",
        lambda: holds(tt.TieGraph.from_arrays(np.array([], int), np.array([], int)).size == 0),
    ),
    Case("N16 lists", "empty lists", lambda: holds(tt.TieGraph.from_arrays([], []).tie_count == 0)),
    Case(
        "N16 frame",
        "empty frame",
        lambda: holds(
            len(
                tt.Network.from_frames(
                    interactions=pd.DataFrame({"from": [], "to": [], "time": []}, dtype="int64")
                )
            )
            == 0
        ),
    ),
    Case("N18", "changed by another thread", lambda: changed_meanwhile()),
    Case(
        "N19",
        "masked indices",
        graph(np.ma.array([0, 1], mask=[False, True]), [2, 2]),
        "array.missing",
        "tie 1",
    ),
    Case(
        "N19 pandas",
        "Int64 keys with NA",
        lambda: tt.Network.from_frames(people=pd.DataFrame({"key": pd.array([1, None], "Int64")})),
        "key.missing",
        "row 1",
        reason="in a record the thing missing is a key",
    ),
    Case(
        "N19 array",
        "Int64 indices with NA",
        graph(pd.array([1, None], "Int64"), [0, 0]),
        "array.missing",
        "tie 1",
    ),
    Case(
        "N21",
        "Arrow keys with nulls",
        lambda: tt.Network.from_frames(people=pa.table({"key": [1, None]})),
        "key.missing",
        "row 1",
        reason="in a record the thing missing is a key",
    ),
    Case(
        "N22",
        "Arrow texts with crafted offsets",
        lambda: tt.Network.from_frames(interactions=crafted_texts()),
        "array.arrow_invalid",
    ),
    Case("N23", "Arrow slice of chunks", lambda: arrow_slice()),
    Case(
        "N25",
        "Arrow stream",
        lambda: holds(len(tt.Network.from_frames(people=Stream())) == 2),
        reason="the stream is taken in by PyArrow, which releases it",
    ),
    Case(
        "N29",
        "10**30 as an index",
        graph([10**30], [0]),
        "array.id_range",
        "tie 0",
        reason="one family of errors; an OverflowError would not say where",
    ),
    Case("N29 key", "10**30 as a key", lambda: keys_of(10**30), "array.id_range", "row 0"),
    Case("N29 surrogate", "a lone surrogate", lambda: keys_of("a", "\ud800"), "text.surrogate", "row 1"),
    Case(
        "N29 bytes",
        "bytes as a key",
        lambda: keys_of(b"Ada"),
        "array.dtype",
        "row 0",
        reason="one family of errors, with the row; also a ValueError",
    ),
    Case(
        "N30",
        "pickling a graph",
        lambda: pickle.dumps(tt.TieGraph.from_arrays(*TIE)),
        TypeError,
        "from_scipy",
    ),
    Case(
        "N30 network",
        "pickling a network",
        lambda: pickle.dumps(tt.Network.from_frames()),
        TypeError,
        "from_frames",
    ),
    Case(
        "N31",
        "an error inside parallel work",
        graph([0] * 3, [1] * 3, parallel_ties="refuse"),
        "tie.parallel",
        reason="carried out of the workers as it is",
    ),
    Case("N36", "fork after a parallel call", lambda: holds(run_script(FORK) == "alive\n")),
    Case("N37", "a thousand repeats keep no memory", lambda: repeats()),
    Case("N39", "eight readers of one graph", lambda: eight_readers()),
]


class Stream:
    def __arrow_c_stream__(self, requested_schema=None):
        return pa.table({"key": ["a", "b"]}).__arrow_c_stream__(requested_schema)


def read_only() -> None:
    source, target, weight = np.array([1, 0]), np.array([2, 1]), np.array([0.5, 1])
    for column in (source, target, weight):
        column.setflags(write=False)
    assert tt.TieGraph.from_arrays(source, target, weight).tie_count == 2
    assert (source.tolist(), target.tolist(), weight.tolist()) == ([1, 0], [2, 1], [0.5, 1])


def changed_meanwhile() -> None:
    source, target = np.zeros(200_000, np.uint32), np.ones(200_000, np.uint32)
    done = threading.Event()

    def change() -> None:
        while not done.is_set():
            target[::2] = 4_000_000_000
            target[::2] = 2

    other = threading.Thread(target=change)
    other.start()
    try:
        for _ in range(20):
            try:
                g = tt.TieGraph.from_arrays(source, target, size=3)
            except tt.InvalidInput as error:
                assert error.code in ("array.id_range", "tie.person_range")  # noqa: PT017 - either answer is right
            else:
                assert g.alters.max() <= 2
    finally:
        done.set()
        other.join()


def arrow_slice() -> None:
    chunks = pa.chunked_array([["x", "a"], ["b", "c"]])
    table = pa.table({"key": chunks, "level": pa.array([0.0, 1, 2, 3])}).slice(1)
    net = tt.Network.from_frames(people=table)
    assert net.people["key"].tolist() == ["a", "b", "c"]
    assert net.people["level"].tolist() == [1, 2, 3]


FORK = """
import os, warnings
import numpy as np
import tertius as tt
warnings.simplefilter("ignore")
random = np.random.default_rng(1)
source = random.integers(0, 5000, 50_000)
graph = tt.TieGraph.from_arrays(source, (source + 1 + random.integers(0, 4000, 50_000)) % 5000)
expected = tt.detect_clusters(graph, threads=2).labels
child = os.fork()
if child == 0:
    same = np.array_equal(tt.detect_clusters(graph, threads=2).labels, expected)
    os._exit(0 if same else 1)
assert os.waitpid(child, 0)[1] == 0
print("alive")
"""


def run_script(script: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def repeats() -> None:
    columns = ([0, 1, 2, 3], [1, 2, 3, 0], [1.0, 2.0, 3.0, 4.0])
    records = {"from": ["a", "b"], "to": ["b", "c"], "time": [1, 2]}

    def once() -> None:
        g = tt.TieGraph.from_arrays(*columns)
        tt.TieGraph.from_scipy(g.to_scipy())
        clusters = tt.detect_clusters(g)
        tt.brokers(g, clusters)
        tt.modularity(g, clusters)
        tt.effective_sizes(g)
        tt.people_to_meet(g, reasons=True)
        net = tt.Network.from_frames(interactions=records)
        net.merge(net).interactions["time"]
        strengths = tt.tie_strengths(net)
        tt.warm_paths(strengths, "a", "c")
        with pytest.raises(tt.InvalidInput):
            tt.TieGraph.from_arrays([0], [0])

    def memory() -> int:
        gc.collect()
        with open("/proc/self/statm") as pages:
            return int(pages.read().split()[1]) * resource.getpagesize()

    for _ in range(300):
        once()
    before = memory()
    for _ in range(1000):
        once()
    assert memory() - before < 2**20


def eight_readers() -> None:
    g = random_graph(2000, 10_000, seed=3)
    answers: list[bytes] = []

    def read() -> None:
        answers.append(tt.detect_clusters(g, threads=2).labels.tobytes() + tt.constraints(g).values.tobytes())

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1


BIG_TIMES = (np.iinfo(np.int64).max, np.iinfo(np.int64).min + 1)
TIMES = [
    Case("T1", "milliseconds", mails(time=[1_700_000_000_000]), "time.range", "looks like milliseconds"),
    Case("T1 at", "at in milliseconds", lambda: strengths(at=1_700_000_000_000), "option.at", "milliseconds"),
    Case("T2", "before 1970", mails(time=[-1]), "time.range", "row 0"),
    Case(
        "T2 allowed",
        "before 1970, allowed",
        lambda: holds(
            tt.Network.from_frames(interactions={"from": ["a"], "to": ["b"], "time": [-1]}, min_time=-5)
            .interactions["time"]
            .astype(int)
            == [-1]
        ),
    ),
    *(Case(f"T3 {time}", "extreme times", mails(time=[time]), "time.range", "row 0") for time in BIG_TIMES),
    Case(
        "T3 least",
        "INT64_MIN",
        mails(time=[np.iinfo(np.int64).min]),
        "time.missing",
        "row 0",
        reason="this number stands for 'not recorded'",
    ),
    *(
        Case(f"T3 at {time}", "extreme moments", lambda time=time: strengths(at=time), "option.at")
        for time in BIG_TIMES
    ),
    Case("T3 float", "1e300 seconds", mails(time=[1e300]), "time.range", "row 0"),
    Case("T7", "events in random order", lambda: shuffled_events()),
    *(
        Case(
            f"T8 {days}",
            "an odd horizon",
            lambda days=days: strengths(horizon_days=days),
            "option.horizon_days",
        )
        for days in (0, -1, float("nan"), float("inf"), "long")
    ),
    Case("T10", "many events between one pair", lambda: many_events()),
    Case(
        "T no events",
        "strengths of a network without events",
        lambda: holds(len(tt.tie_strengths(tt.Network.from_frames(people={"key": ["a"]}))) == 0),
    ),
    Case("T one", "strengths of a single event", lambda: holds(0 < strengths()["a", "b"].strength < 1)),
]


def strengths(**options):
    return tt.tie_strengths(mails()(), **options)


def shuffled_events() -> None:
    interactions = tt.samples.enron().interactions
    order = np.random.default_rng(1).permutation(len(interactions))
    people = {"key": tt.samples.enron().people["key"]}
    frames = [
        tt.tie_strengths(tt.Network.from_frames(people=people, interactions=columns)).to_frame(like={})
        for columns in (
            {name: interactions[name] for name in interactions},
            {name: interactions[name][order] for name in interactions},
        )
    ]
    for name in frames[0]:
        np.testing.assert_array_equal(frames[0][name], frames[1][name])


def many_events() -> None:
    count = 1_000_000
    net = tt.Network.from_frames(
        interactions={"from": np.zeros(count, int), "to": np.ones(count, int), "time": np.arange(count)}
    )
    tie = tt.tie_strengths(net, horizon_days=1)[0, 1]
    assert 0 <= tie.low <= tie.strength <= tie.high <= 1
    assert tie.evidence == count


def star(leaves: int) -> tt.TieGraph:
    return tt.TieGraph.from_arrays(np.zeros(leaves, int), np.arange(1, leaves + 1))


def path(people: int) -> tt.TieGraph:
    return tt.TieGraph.from_arrays(np.arange(people - 1), np.arange(1, people))


def small_graphs() -> None:
    """0 people, 1 person, 2 people without a tie: an answer everywhere, NaN only where nothing is defined."""
    for size in (0, 1, 2):
        g = tt.TieGraph.from_arrays([], [], size=size)
        found = tt.detect_clusters(g)
        assert (found.count, found.quality, len(found.labels)) == (size, 0, size)
        assert tt.detect_clusters(g, quality="cpm").count == size
        assert np.isnan(tt.constraints(g).values).all()
        assert np.isnan(tt.effective_sizes(g).values).all()
        assert len(tt.brokers(g, found)) == len(tt.people_to_meet(g)) == 0
        assert len(tt.meeting_scores(g, [])) == 0
        for answer in (found, tt.constraints(g), tt.brokers(g, found), tt.people_to_meet(g)):
            assert repr(answer)
            assert answer._repr_html_()
            assert len(answer.to_frame()) == (
                size if answer is found or isinstance(answer, tt.PersonValues) else 0
            )


SCALE = [
    Case(
        "P1",
        "a path of 300,000 people",
        lambda: holds(tt.detect_clusters(path(300_000)).quality > 0.99),
        reason="long enough for a recursion to run out of stack; shorter than asked for, to be quick",
    ),
    Case(
        "P2",
        "suggestions for one leaf of a star",
        lambda: holds(len(tt.people_to_meet(star(1_000_000), person=1, limit=5)) == 5),
    ),
    Case(
        "P4",
        "a complete graph",
        lambda: holds(tt.detect_clusters(tt.TieGraph.from_arrays(*np.triu_indices(1000, 1))).count == 1),
    ),
    Case("P5", "hardly anybody", small_graphs),
    Case(
        "P7",
        "all weights equal",
        lambda: holds(tt.people_to_meet(star(50), person=7, limit=3)["other"].tolist() == [1, 2, 3]),
    ),
    Case(
        "P8",
        "a search that is cut off",
        lambda: holds(
            isinstance(tt.detect_clusters(random_graph(2000, 6000, 2), effort="fast").converged, bool)
        ),
    ),
    *(
        Case(
            f"P9 {hops}",
            "hops out of range",
            lambda hops=hops: tt.warm_paths(path(4), 0, 3, max_hops=hops),
            "option.max_hops",
            reason="one code for every value out of range",
        )
        for hops in (-1, 65, 1000, 1.5)
    ),
    *(
        Case(
            f"P9 {hops}",
            "hops in range",
            lambda hops=hops: holds(len(tt.warm_paths(path(4), 0, 3, max_hops=hops)) == (hops >= 3)),
        )
        for hops in (0, 64)
    ),
    Case(
        "P11",
        "not enough memory",
        lambda: holds(run_script(NO_MEMORY) == "MemoryError, then 2\n"),
        reason="MemoryError is Python's word for it",
    ),
    Case(
        "P14",
        "from a person to themselves",
        lambda: holds(tt.warm_paths(path(4), 2, 2)["chain"].tolist() == [(2,)]),
    ),
    Case("P limit", "limit 0", lambda: tt.people_to_meet(path(4), limit=0), "option.limit"),
    Case("P unknown", "an unknown person", lambda: tt.people_to_meet(path(4), person=9), "person.unknown"),
    Case("P key", "a key in a bare graph", lambda: tt.constraint(path(4), "Ada"), "person.unknown"),
    Case(
        "P pair",
        "a person paired with themselves",
        lambda: tt.meeting_scores(path(4), [(1, 1)]),
        "pair.same_person",
    ),
    Case("P shape", "pairs of three", lambda: tt.meeting_scores(path(4), [(1, 2, 3)]), "array.shape"),
    Case("P float", "pairs of floats", lambda: tt.meeting_scores(path(4), [(1.0, 2.0)]), "array.dtype"),
    Case(
        "P weight",
        "weights that are no strengths",
        lambda: tt.warm_paths(tt.TieGraph.from_arrays([0], [1], [2.0]), 0, 1),
        "strength.range",
    ),
]

NO_MEMORY = """
import resource
import tertius as tt
graph = tt.TieGraph.from_arrays([0], [1])
tt.detect_clusters(graph)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 2**28, used + 2**28))
try:
    tt.TieGraph.from_arrays([0], [1], size=2**27)
except MemoryError:
    print("MemoryError, then", graph.size)
"""

ADA_AND_BEN = ("Ada\\nEMAIL:eve@x.org", "Ada\nEMAIL:eve@x.org", "Ada\r\nEMAIL:eve@x.org")
HOSTILE = ('"Ada" O\'Neil', "{Ben}; [x=1]", "Cle\no", "E\\")


def in_a_folder(check: Callable[[Path], object]):
    def call() -> None:
        with tempfile.TemporaryDirectory() as folder:
            check(Path(folder))

    return call


def names_kept_in_cards(folder: Path) -> None:
    people = {"key": ["a@x.org", "b@x.org", "c@x.org"], "name": list(ADA_AND_BEN)}
    tt.write_contacts(tt.Network.from_frames(people=people), folder / "book.vcf")
    again = tt.read_contacts(folder / "book.vcf", strict=True)
    assert again.people["key"].tolist() == people["key"]
    assert again.people["name"].tolist() == [ADA_AND_BEN[0], *["Ada EMAIL:eve@x.org"] * 2]
    assert "aliases" not in again.people.columns


def escaped_break_stays_inside(folder: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\\nEMAIL:evil@x.org\nEMAIL:ada@x.org\nEND:VCARD\n"
    (folder / "theirs.vcf").write_text(card)
    tt.write_contacts(tt.read_contacts(folder / "theirs.vcf"), folder / "ours.vcf")
    for book in ("theirs.vcf", "ours.vcf"):
        net = tt.read_contacts(folder / book, strict=True)
        assert (net.people["key"].tolist(), net.people["name"].tolist()) == (
            ["ada@x.org"],
            ["Ada EMAIL:evil@x.org"],
        )


def hostile_names_kept(folder: Path) -> None:
    """DOT is parsed in test_graph_files."""
    people = {"key": list(HOSTILE)}
    net = tt.Network.from_frames(
        people=people, relationships={"from": HOSTILE[:-1], "to": HOSTILE[1:], "type": ["peer"] * 3}
    )
    for ending in ("json", "graphml"):
        tt.write_graph(net, folder / f"g.{ending}")
        assert tt.read_graph(folder / f"g.{ending}").labels == HOSTILE


def exported_and_imported(folder: Path) -> None:
    """A thousand random ones are in test_graph_files and test_exporting."""
    g = random_graph(50, 200, seed=14, weighted=True)
    tt.write_graph(g, folder / "g.graphml")
    again = tt.read_graph(folder / "g.graphml")
    assert again.alters.tolist() == g.alters.tolist()
    assert again.weights.tolist() == g.weights.tolist()


EXPORTS = [
    Case("O7", "a line break and EMAIL: in a name, as a card", in_a_folder(names_kept_in_cards)),
    Case("V10", "an escaped line break and EMAIL: in a name", in_a_folder(escaped_break_stays_inside)),
    Case("O9", "quotes, braces and line breaks in names", in_a_folder(hostile_names_kept)),
    Case("O14", "a graph, exported and imported", in_a_folder(exported_and_imported)),
]


def graphml(body: str | bytes, head: str = ""):
    """Reads a file of GraphML; `body` stands inside its graph, or is all of it."""
    whole = (
        body
        if isinstance(body, bytes)
        else f"{head}<graphml><graph edgedefault='directed'>{body}</graph></graphml>"
    )

    def call() -> tt.TieGraph:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "g.graphml")
            path.write_bytes(whole if isinstance(whole, bytes) else whole.encode())
            return tt.read_graph(path)

    return call


def labels_of(body: str) -> tuple:
    return graphml(body)().labels


LAUGHS = "<!DOCTYPE g [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {two} '{f'&{one};' * 10}'>" for one, two in pairwise("abcdefghij")
)
TWO = "<node id='a'/><node id='b'/>"
KEY = "<graphml><key id='k' for='edge' attr.type='{}'/>"

GRAPHML = [
    Case("X1", "nested entities", graphml("<node id='&j;'/>", LAUGHS + "]>"), "xml.doctype", "g.graphml:1:"),
    *(
        Case(
            f"X2 {system[:5]}",
            "an external entity",
            graphml("<node id='a'>&x;</node>", f"<!DOCTYPE g [<!ENTITY x SYSTEM '{system}'>]>"),
            "xml.doctype",
            reason="refused at its first word, before any entity is declared",
        )
        for system in ("file:///etc/passwd", "http://127.0.0.1:9/x")
    ),
    Case("X4", "100,000 elements in each other", graphml("<a>" * 100_000), "limit.xml_depth", "64"),
    Case("X5", "a graph in a node", graphml("<node id='a'><graph/></node>"), "graphml.nested_graph", ":1:"),
    Case(
        "X6",
        "a tie to somebody undeclared",
        graphml(TWO + "\n<edge source='a' target='c'/>"),
        "graphml.unknown_node",
        "g.graphml:2:1",
    ),
    Case(
        "X7",
        "a person declared twice",
        graphml("<node id='a'/>\n<node id='a'/>"),
        "graphml.duplicate_node",
        "g.graphml:2:1: the person 'a' is declared twice, first in line 1",
    ),
    Case("X8", "a tie from nobody", graphml("<edge target='a'/>"), "graphml.missing_attribute", '"source"'),
    Case(
        "X10",
        "a key of two types",
        graphml((KEY.format("int") + KEY.format("double")[9:] + "</graphml>").encode()),
        "graphml.duplicate_key",
    ),
    Case(
        "X12",
        "an unknown type",
        graphml((KEY.format("decimal") + "</graphml>").encode()),
        "graphml.type",
        "expected one of boolean, int, long, float, double, string",
    ),
    Case(
        "X14", "cut off in a tag", graphml(b"<graphml>\n<graph edge"), "xml.unexpected_end", "g.graphml:2:1"
    ),
    Case(
        "X16", "a Latin-1 byte", graphml(b"<graphml>\n<a id='\xe9'/></graphml>"), "enc.invalid_utf8", ":2:1"
    ),
    Case(
        "X18",
        "1,000,000 attributes",
        graphml("<node " + " ".join(f"a{i}=''" for i in range(1_000_000)) + "/>"),
        "limit.field_bytes",
        reason="the tag is given up at 1 MiB, before its attributes are counted",
    ),
    Case(
        "X18 few",
        "300 attributes",
        graphml("<node " + " ".join(f"a{i}=''" for i in range(300)) + "/>"),
        "limit.xml_attributes",
    ),
    Case("X18 long", "an attribute of 100 MB", graphml(f"<node id='{'a' * 10**8}'/>"), "limit.field_bytes"),
    Case("X18 text", "a text of 100 kB", graphml(f"<data>{'a' * 10**5}</data>"), "limit.field_bytes"),
    Case(
        "X20",
        "CDATA, comments and instructions",
        lambda: holds(
            labels_of("<!-- <node id='x'/> --><?do it?><node id='a'><data><![CDATA[<b>]]></data></node>")
            == ("a",)
        ),
    ),
    *(
        Case(f"X22 {what}", "more than a tie of two", graphml(f"<{what}/>"), "graphml.unsupported", what)
        for what in ("hyperedge", "port")
    ),
    Case("X24", "an attribute twice", graphml("<edge id='1' id='1'/>"), "xml.duplicate_attribute"),
]

ASKED = {"broker": "ola", "a": "ada", "b": "ben", "proposed": 1_700_000_000}


def asked_for(until: str) -> tt.IntroductionRequest:
    net = tt.Network.from_frames(people={"key": ["ada", "ben", "ola"]})
    request = tt.IntroductionRequest(net, **ASKED)
    for who in ("ola", "ada", "ben"):
        request = request.agree(who, 1_700_000_100)
    return request.withdraw("ada", 1_700_000_200) if until == "withdrawn" else request


def silent_to_the_seeker() -> None:
    silence = tt.IntroductionRequest(tt.Network.from_frames(people={"key": ["ada", "ben", "ola"]}), **ASKED)
    withdrawn = asked_for("withdrawn")
    for at in (1_700_000_300, int(withdrawn.expires.astype(int)), 1_800_000_000):
        assert withdrawn.seen_by_seeker(at) == silence.seen_by_seeker(at)
    kept = withdrawn.record_in(tt.Network.from_frames(people={"key": ["ada", "ben", "ola"]})).introductions
    assert kept["outcome"].tolist() == ["withdrawn"]


def groups_of(*sizes: int) -> tt.Network:
    organisations = [name for name, size in zip("ABC", sizes, strict=False) for _ in range(size)]
    ends = np.arange(len(organisations))
    return tt.Network.from_frames(
        people={"key": ends, "organisation": organisations},
        interactions={"from": ends, "to": np.roll(ends, 1), "time": [1_700_000_000] * len(ends)},
    )


def four_are_not_shown() -> None:
    groups = tt.group_figures(groups_of(9, 8, 4), k=5).groups
    assert groups["group"].tolist() == ["A", None]
    assert groups["people"].tolist() == [9, 12]


PRIVACY = [
    Case(
        "R6",
        "consent withdrawn before the introduction",
        lambda: asked_for("withdrawn").introduce(1_700_000_300),
        "privacy.consent_expired",
    ),
    Case(
        "R6 expired",
        "consent expired before the introduction",
        lambda: asked_for("agreed").introduce(1_800_000_000),
        "privacy.consent_expired",
    ),
    Case("R6 seeker", "what the seeker sees of it", silent_to_the_seeker),
    Case("R7", "a group of four", four_are_not_shown),
    Case(
        "R8",
        "releases that differ by one person",
        lambda: tt.group_figures(groups_of(9, 8), earlier=[tt.group_figures(groups_of(9, 7))]),
        "privacy.difference",
    ),
    Case("R8 k", "k below 5", lambda: tt.group_figures(groups_of(9, 8), k=4), "option.k", "from 5"),
]

CASES = [*EDGE_LIST, *ARRAYS, *TIMES, *SCALE, *EXPORTS, *GRAPHML, *PRIVACY]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_bad_input(case: Case):
    if case.expected == OK:
        case.call()
        return
    kind = tt.Error if isinstance(case.expected, str) else case.expected
    with pytest.raises(kind) as refused:
        case.call()
    if isinstance(case.expected, str):
        assert refused.value.code == case.expected
    assert case.says in str(refused.value)


def test_every_case_has_a_name_of_its_own():
    assert len({case.id for case in CASES}) == len(CASES)
