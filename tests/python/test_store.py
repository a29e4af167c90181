"""Stores in Python: what is kept, what is forgotten, who may open the file, and hostile input."""

from __future__ import annotations

import base64
import copy
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import numpy as np
import pytest

import tertius as tt
from tertius.store import open_store, salvage_store

DAY = 86400
EVENTS = {"from": ["Ada", "Ben", "Cleo"], "to": ["Ben", "Ada", "Ada"], "time": [100, 200, 300]}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "me.tertius"


def told(net: tt.Network) -> dict[str, list[str]]:
    """All columns of all tables, as texts: what is not recorded equals itself there."""
    tables = (net.people, net.relationships, net.interactions, net.commitments)
    tables += (net.exchanges, net.introductions, net.milestones)
    return {
        f"{table.name}.{name}": list(map(repr, table[name].tolist()))
        for table in tables
        for name in table.columns
    }


def code_of(call) -> str:
    with pytest.raises(tt.Error) as caught:
        call()
    return caught.value.code


def diary() -> tt.Network:
    """Something in every table; Ben is in each."""
    return tt.Network.from_frames(
        people={
            "key": ["Ada", "Ben", "Cleo"],
            "name": ["Ada Abel", "Ben Bodenlos", "Cleo Clark"],
            "level": [1.5, None, 3],
            "skills": [["law", "go"], [], ["law"]],
            "aliases": [[], ["bodenlos@umbra.example"], []],
        },
        relationships={"from": ["Ada"], "to": ["Ben"], "type": ["mentor"], "since": [5]},
        interactions={
            "from": ["Ada", "Ben", "Ada"],
            "to": ["Ben", "Cleo", "Cleo"],
            "time": [100, 200, 300],
            "thread": ["a", None, "on Ben Bodenlos"],
            "source": ["mailbox", "mailbox", "mailbox"],
            "record": ["m1", "m2", "m3"],
        },
        commitments={"owner": ["Ben"], "to": ["Ada"], "made": [100], "quality": [0.5]},
        exchanges={"giver": ["Ada"], "receiver": ["Ben"], "time": [100], "kind": ["advice"]},
        introductions={
            "broker": ["Ben"],
            "a": ["Ada"],
            "b": ["Cleo"],
            "time": [400],
            "outcome": ["proposed"],
        },
        milestones={"person": ["Ben"], "time": [500], "kind": ["jubilee"]},
    )


def test_a_store_gives_back_what_it_was_given(path):
    net = diary()
    with open_store(path) as store:
        assert store.append(net).added == 8
        assert told(store.network()) == told(net)
    with open_store(path) as store:
        assert told(store.network()) == told(net)
        again = store.append(net)
        assert (again.added, again.changed, again.known) == (0, 0, 8)


def test_number_keys_stay_numbers(path):
    with open_store(path) as store:
        store.append({"from": [7, 8], "to": [8, 2**62], "time": [1, 2]})
        assert store.network().people["key"].tolist() == [7, 8, 2**62]
        assert code_of(lambda: store.append(EVENTS)) == "key.mixed"
        assert store.erase(np.int64(8)).records == 2


def test_data_frames_of_interactions_are_taken(path):
    frame = pytest.importorskip("polars").DataFrame(EVENTS)
    with open_store(path) as store:
        assert store.append(frame).added == 3
        assert store.append(EVENTS).known == 3


def test_who_is_one_person_comes_with_a_network_and_can_be_parted(path):
    net = tt.Network.from_frames(
        interactions={"from": ["ada", "a@x.org"], "to": ["ben", "ben"], "time": [0, 60]}
    )
    one = net.unite([tt.SamePerson("ada", "a@x.org", "their own signature", 0.9)])
    with open_store(path) as store:
        store.append(one)
        assert store.same_people == one.same_people
        assert told(store.network()) == told(one)
        assert len(store.network().part("a@x.org")) == 3
        store.part("a@x.org")
        assert store.same_people == ()
        assert len(store.network()) == 3
        assert code_of(lambda: store.part("a@x.org")) == "person.unknown"
        store.unite(iter([tt.SamePerson("ada", "a@x.org", "by hand")]))
    with open_store(path) as store:
        assert [decision.reason for decision in store.same_people] == ["by hand"]
        with pytest.raises(TypeError, match="must be of SamePerson"):
            store.unite([("ada", "ben")])


def leaks(folder: Path, *texts: str) -> list[str]:
    """Which of the texts stand in which file, in whatever form."""
    found = []
    for file in folder.iterdir():
        content = file.read_bytes()
        for text in texts:
            for letters in (text, text.lower()):
                forms = [letters.encode(), letters.encode("utf-16-le"), letters.encode("utf-16-be")]
                for shift in range(3):
                    padded = b"x" * shift + letters.encode()
                    code = base64.b64encode(padded[: len(padded) // 3 * 3])
                    forms.append(code[4:] if shift else code)
                found += [f"{text} in {file.name}" for form in forms if form in content]
    return found


def test_no_byte_of_an_erased_person_stays_in_any_file(tmp_path, path):
    own = ("Ben Bodenlos", "bodenlos@umbra.example", "bodenlos")
    with open_store(path) as store:
        store.append(diary())
        assert leaks(tmp_path, *own)
        erased = store.erase("Ben")
        assert (erased.records, erased.introductions_cancelled, erased.words_redacted) == (7, 1, 1)
        assert leaks(tmp_path, *own) == []
        net = store.network()
        assert net.people["key"].tolist() == ["Ada", "Cleo"]
        assert net.interactions["thread"].tolist() == ["on [erased]"]
        assert store.append(diary()).suppressed == 8
        assert told(store.network()) == told(net)
        assert code_of(lambda: store.erase("Ben")) == "person.unknown"
    assert leaks(tmp_path, *own) == []


def test_pseudonyms_share_no_key_between_exports(path):
    with open_store(path) as store:
        store.append(diary())
        first, second = (store.pseudonymised() for _ in range(2))
        assert not set(first.people["key"]) & set(second.people["key"])
        assert len(first) == 3
        assert "name" not in first.people.columns


def test_a_store_says_where_its_records_come_from(path):
    with open_store(path) as store:
        store.append(diary(), basis="contract")
        imports = store.imports
        assert imports["basis"].tolist() == ["contract"] * len(imports)
        assert imports["rows"].sum() == 8
        assert imports["time"].dtype == "datetime64[s]"
        assert list(imports.to_frame("pandas").columns) == ["number", "source", "basis", "time", "rows"]
        rows = store.provenance("Ada", "Ben")
        assert rows["table"].tolist() == [
            "relationships",
            "interactions",
            "commitments",
            "exchanges",
            "introductions",
        ]
        assert rows["time"][0] == np.datetime64(5, "s")
        assert rows["source"].tolist() == ["", "mailbox", "", "", ""]
        assert set(rows["basis"]) == {"contract"}
        assert code_of(lambda: store.provenance("Ada", "Dora")) == "person.unknown"


def test_a_ledger_follows_the_store(path):
    def same() -> bool:
        """Whether the ledger judges as the whole log does."""
        whole = tt.tie_strengths(store.network(), model="shipped")
        heard = ledger.tie_strengths().to_frame(like={})
        rows = zip(heard["person"], heard["alter"], heard["strength"], strict=True)
        return len(whole) == len(ledger) and all(
            whole[person, alter].strength == pytest.approx(strength, rel=1e-9)
            for person, alter, strength in rows
        )

    with open_store(path) as store:
        ledger = store.ledger(window_days=1)
        assert len(ledger) == 0
        store.append({"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [10 * DAY, 11 * DAY]})
        assert same()
        store.append({"from": ["Ada", "Ada"], "to": ["Ben", "Cleo"], "time": [10 * DAY, 11 * DAY + 60]})
        assert ledger.tie_strengths()["Ada", "Ben"].evidence == 2  # one of them was known
        assert same()
        store.append({"from": ["Cleo"], "to": ["Ben"], "time": [5 * DAY]})  # from before the window
        assert same()
        store.append({"from": ["Cleo@x"], "to": ["Dora"], "time": [12 * DAY]})
        store.unite([tt.SamePerson("Cleo", "Cleo@x", "by hand")])
        assert same()
        store.append({"from": ["Cleo@x"], "to": ["Ada"], "time": [13 * DAY]})
        assert same()
        store.part("Cleo@x")
        assert same()
        store.erase("Ben")
        assert same()
        assert len(ledger) == 3
    assert len(ledger) == 3  # it outlives the store


def test_a_record_told_otherwise_changes_the_ledger(path):
    events = {
        "from": ["Ada", "Ben"],
        "to": ["Ben", "Ada"],
        "time": [100, DAY],
        "source": ["c", "c"],
        "record": ["1", "2"],
    }
    with open_store(path) as store:
        store.append(events)
        ledger = store.ledger()
        assert store.append({**events, "time": [100, 2 * DAY]}).changed == 1
        assert ledger.tie_strengths().at == np.datetime64(2 * DAY, "s")


def run(script: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Another Python with the same tertius."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)


OPENING = """
import sys
import tertius
from tertius.store import open_store
try:
    open_store(sys.argv[1])
except tertius.Error as error:
    print(error.code, error)
"""


def test_another_process_is_told_who_has_the_store(path):
    with open_store(path):
        answer = run(OPENING, path).stdout
        assert answer.startswith("store.locked")
        assert f"process {os.getpid()}" in answer
        with pytest.raises(tt.Error, match=f"process {os.getpid()}"):
            open_store(path)
    assert run(OPENING, path).stdout == ""


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_may_not_use_the_store_and_does_not_harm_it(path):
    store = open_store(path)
    store.append(EVENTS)
    child = os.fork()
    if child == 0:
        refused = 0
        for call in (
            store.network,
            lambda: store.append(EVENTS),
            lambda: store.erase("Ada"),
            lambda: store.imports,
        ):
            try:
                call()
            except tt.Error as error:
                refused += error.code == "store.forked"
        store.close()
        os._exit(0 if refused == 4 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.append({"from": ["Ada"], "to": ["Dora"], "time": [400]}).added == 1
    store.close()
    with open_store(path) as again:
        assert len(again.network().interactions) == 4


KILLED = """
import os, sys
from tertius.store import open_store
store = open_store(sys.argv[1])
store.append({"from": ["Ada"], "to": ["Ben"], "time": [1]})
os.kill(os.getpid(), 9)
"""


def test_what_was_acknowledged_survives_kill(path):
    assert run(KILLED, path).returncode == -signal.SIGKILL
    with open_store(path) as store:
        assert store.condition == "recovered"
        assert len(store.network()) == 2
    with open_store(path) as store:
        assert store.condition == "closed"


def test_a_copy_without_its_journal_warns(tmp_path, path):
    other = tmp_path / "copy.tertius"
    with open_store(path) as store:
        store.append(EVENTS)
        shutil.copy(path, other)
    with pytest.warns(tt.DataWarning, match="without its journal"):
        store = open_store(other)
    assert store.condition == "journal_missing"
    store.close()


def test_a_closed_store_says_so(path):
    store = open_store(path)
    assert repr(store) == f"Store: {path.resolve()}"
    store.close()
    store.close()
    assert repr(store).endswith(", closed")
    assert code_of(store.network) == "store.closed"
    assert code_of(lambda: store.append(EVENTS)) == "store.closed"


def test_files_that_are_no_store_are_left_alone(tmp_path, path):
    path.write_bytes(b"not a store" * 1000)
    assert code_of(lambda: open_store(path)) == "store.not_a_store"
    assert code_of(lambda: salvage_store(path)) == "store.not_a_store"
    assert path.read_bytes() == b"not a store" * 1000
    assert code_of(lambda: open_store(tmp_path / "none", create=False)) == "store.missing"
    assert code_of(lambda: open_store(tmp_path / "no folder" / "x")) == "store.io"
    os.mkfifo(tmp_path / "pipe")
    assert code_of(lambda: open_store(tmp_path / "pipe")) == "store.not_a_store"
    assert isinstance(tt.errors.StoreError("x"), tt.Error)


def test_a_damaged_store_is_refused_and_what_is_left_can_be_had(path):
    with open_store(path) as store:
        for part in range(20):
            store.append(
                {
                    "from": ["Ada"] * 100,
                    "to": ["Ben"] * 100,
                    "time": list(range(part * 100, part * 100 + 100)),
                }
            )
    content = bytearray(path.read_bytes())
    leaves = [at for at in range(4096, len(content), 4096) if content[at] == 13]
    content[leaves[len(leaves) // 2]] = 0
    path.write_bytes(content)
    with pytest.raises(tt.Error, match=r"is damaged: .*salvage") as caught:
        open_store(path)
    assert caught.value.code == "store.corrupt"
    net, rows_lost = salvage_store(path)
    assert rows_lost > 0
    assert len(net.interactions) + rows_lost == 2000
    assert path.read_bytes() == content


def test_only_the_owner_may_read(tmp_path, path):
    before = os.umask(0)
    try:
        with open_store(path) as store:
            store.append(EVENTS)
            modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["me.tertius", "me.tertius-wal", "me.tertius-lock"], 0o600)


def test_hostile_input_is_refused_and_changes_nothing(path):
    with open_store(path) as store:
        store.append(EVENTS)
        assert code_of(lambda: store.append({**EVENTS, "time": [1, 2, 10**15]})) == "time.range"
        assert code_of(lambda: store.append({**EVENTS, "from": ["\ud800", "b", "c"]})) == "text.surrogate"
        with pytest.raises(TypeError):
            store.append(7)
        with pytest.raises(TypeError, match="basis"):
            store.append(EVENTS, basis=b"consent")
        for person in (None, 1.5, True, b"Ada", ["Ada"]):
            with pytest.raises(TypeError, match="keys are texts or whole numbers"):
                store.erase(person)
        assert code_of(lambda: store.erase("Ada' OR 1=1 --")) == "person.unknown"
        assert len(store.network()) == 3
        odd = {"from": ["a\x00b", 'x"; DROP TABLE words; --'], "to": ["%s", "\u202e"], "time": [1, 2]}
        store.append(odd)
        assert {"a\x00b", 'x"; DROP TABLE words; --', "%s", "\u202e"} <= set(store.network().people["key"])


def test_a_store_is_not_pickled_or_copied(path):
    with open_store(path) as store:
        for way in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="not pickled"):
                way(store)
        with pytest.raises(TypeError):
            pickle.dumps(store._core)


def test_threads_take_turns(path):
    with open_store(path) as store:

        def append(name: str) -> None:
            for time_of_event in range(20):
                store.append({"from": [name], "to": ["Ada"], "time": [time_of_event]})

        threads = [threading.Thread(target=append, args=(f"p{number}",)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.network().interactions) == 80


INTERRUPTED = """
import os, sys, threading
import numpy as np
from tertius.store import open_store
rows = 1_500_000
events = {"from": np.zeros(rows, np.int64), "to": np.ones(rows, np.int64), "time": np.arange(rows)}
import tertius
net = tertius.Network.from_frames(interactions=events)
with open_store(sys.argv[1]) as store:
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), 2))
    timer.start()
    try:
        store.append(net)
    except KeyboardInterrupt:
        print("stopped", len(store.network()))
"""


def test_ctrl_c_stops_an_import_and_leaves_nothing_of_it(path):
    assert run(INTERRUPTED, path).stdout == "stopped 0\n"


def test_a_store_opens_without_a_warning(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        open_store(path).close()
        open_store(str(path)).close()
