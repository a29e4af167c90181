"""A store keeps what is recorded, through crashes and second thoughts, and forgets whom it is told to."""

from __future__ import annotations

import base64
import gc
import os
import pickle
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

import tertius as tt
from tertius._core import SCHEMA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.tertius"


def colleagues() -> tt.Network:
    """Ada, Ben and Cleo: a mentor, two equal calls of one log, a mail known by its id, a promise and more."""
    return tt.Network.from_frames(
        people={
            "key": ["ada", "ben", "cleo"],
            "name": ["Ada Lovelace", "Benjamin Okafor", None],
            "organisation": ["Acme", None, "Bolt"],
            "level": [3.0, None, 1.0],
            "skills": [["law", "tax"], [], ["sailing"]],
            "aliases": [[], ["ben.okafor@example.org"], []],
        },
        relationships={"from": ["ada"], "to": ["ben"], "type": ["mentor"], "since": [1_600_000_000]},
        interactions={
            "from": ["ada", "ada", "ben"],
            "to": ["ben", "ben", "cleo"],
            "time": [1_700_000_000, 1_700_000_000, 1_700_086_400],
            "channel": ["call", "call", "email"],
            "source": [None, None, "mailbox"],
            "record": [None, None, "m1"],
            "confidence": [None, None, 0.5],
        },
        commitments={"owner": ["ben"], "to": ["ada"], "made": [1_700_000_000], "quality": [0.5]},
        exchanges={"giver": ["ada"], "receiver": ["cleo"], "time": [1_700_000_000], "kind": ["advice"]},
        introductions={
            "broker": ["ben", "ada"],
            "a": ["ada", "ben"],
            "b": ["cleo", "cleo"],
            "time": [1_700_000_000, 1_700_000_000],
            "outcome": ["proposed", "met"],
        },
        milestones={"person": ["cleo"], "kind": ["promotion"], "time": [1_700_000_000]},
    )


def tables(net: tt.Network) -> dict[str, dict[str, list[object]]]:
    return {
        name: {column: list(map(str, getattr(net, name)[column])) for column in getattr(net, name).columns}
        for name in SCHEMA
    }


def test_everything_comes_back_as_it_was(path):
    with tt.open_store(path) as store:
        assert store.append(colleagues()) == (9, 0, 0, 0)
        assert tables(store.network()) == tables(colleagues())
    with tt.open_store(path, create=False) as store:
        assert tables(store.network()) == tables(colleagues())


def test_the_store_knows_whose_it_is_until_they_are_erased(path):
    with tt.open_store(path) as store:
        assert store.owner is None
        store.append(colleagues(), owner="ben")
        store.append(colleagues())
        store.unite([tt.SamePerson("ada", "ben", "one of them said so")])
        assert store.owner == "ada"
    with tt.open_store(path) as store:
        store.part("ben")
        assert store.owner == "ben"
        store.erase("ben")
        assert store.owner is None
        with pytest.raises(tt.UnknownPerson):
            store.append(colleagues(), owner="dora")


def test_what_is_appended_twice_is_there_once_and_equal_rows_of_one_log_stay(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        assert store.append(colleagues()).known == 9
        assert len(store.network().interactions) == 3


def test_a_known_record_told_otherwise_takes_the_old_one_s_place(path):
    known = {"source": ["mailbox"], "record": ["m1"]}
    moved = {"from": ["ben"], "to": ["cleo"], "time": [1_800_000_000], **known}
    with tt.open_store(path) as store:
        store.append(colleagues())
        assert store.append(moved).changed == 1
        assert store.network().interactions["time"].astype(int).tolist()[2] == 1_800_000_000


def test_whole_numbers_and_texts_are_keys_but_not_both(path):
    with tt.open_store(path) as store:
        store.append({"from": [1, 2**62], "to": [2, 3], "time": [0, 1]})
        assert store.network().people["key"].tolist() == [1, 2, 3, 2**62]
        with pytest.raises(tt.InvalidInput) as caught:
            store.append(colleagues())
        assert caught.value.code == "key.mixed"
        assert len(store.network()) == 4


def test_who_is_one_person_is_kept_beside_the_records(path):
    one = colleagues().unite([tt.SamePerson("ada", "cleo", "the same signature", 0.9)])
    with tt.open_store(path) as store:
        store.append(one)
        assert store.same_people == [tt.SamePerson("ada", "cleo", "the same signature", 0.9)]
        assert store.network().people["key"].tolist() == ["ada", "ben"]
        assert store.network().part("cleo").people["key"].tolist() == ["ada", "ben", "cleo"]
        store.part("cleo")
        assert len(store.network()) == 3
        with pytest.raises(tt.UnknownPerson):
            store.part("cleo")
        with pytest.raises(tt.InvalidInput):
            store.unite([tt.SamePerson("ada", "ada", "")])
        store.unite([tt.SamePerson("ada", "ben", "twins")])
        assert len(store.network()) == 2


def forms_of(word: str) -> list[bytes]:
    """A word as it may stand in a file: five encodings, in small letters as well."""
    found = []
    for text in {word, word.lower(), word.upper()}:
        found += [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
        # Of each alignment of base64 the part that does not depend on its neighbours.
        for before in range(3):
            raw = b"\0" * before + text.encode()
            first, last = -(-before * 4 // 3), len(raw) * 4 // 3
            found.append(base64.b64encode(raw + b"\0" * 3)[first + (before > 0) : last - 1])
        found.append(text.encode().hex().encode())
    return found


def left_in(folder: Path, *words: str) -> list[tuple[str, bytes]]:
    return [
        (file.name, form)
        for file in folder.iterdir()
        for word in words
        for form in forms_of(word)
        if form in file.read_bytes()
    ]


def test_nothing_of_an_erased_person_stays_in_any_file(path):
    words = ("benjamin", "ben.okafor", "okafor")
    with tt.open_store(path) as store:
        net = colleagues()
        store.append(net)
        store.append({"from": ["cleo"], "to": ["ada"], "time": [5], "thread": ["about Benjamin Okafor"]})
        assert left_in(path.parent, *words)  # the search finds what is there
        erased = store.erase("ben")
        assert erased.records == 7
        assert erased.introductions_cancelled == 1
        assert erased.words_redacted == 1
        assert not left_in(path.parent, *words)
        assert store.network().people["key"].tolist() == ["ada", "cleo"]
        with pytest.raises(tt.UnknownPerson):
            store.erase("ben")
    assert not left_in(path.parent, *words)


def test_an_erased_person_stays_out_under_any_of_their_names(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        store.erase("ben")
        assert store.append(colleagues()).suppressed > 0
        store.append({"from": ["Ben.Okafor@example.org", "ada"], "to": ["ada", "dan"], "time": [7, 8]})
        assert store.network().people["key"].tolist() == ["ada", "cleo", "dan"]


def test_everybody_whom_the_erased_one_is_goes_with_them(path):
    with tt.open_store(path) as store:
        store.append(colleagues().unite([tt.SamePerson("ada", "ben", "one and the same")]))
        store.erase("ada")
        assert store.network().people["key"].tolist() == ["cleo"]
        assert store.same_people == []


def test_pseudonyms_keep_the_structure_and_no_name(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        first, second = store.pseudonymised(), store.pseudonymised()
    assert len(first) == 3
    assert len(first.interactions) == 3
    assert not set(first.people["key"]) & {"ada", "ben", "cleo"}
    assert not set(first.people["key"]) & set(second.people["key"])
    assert "name" not in first.people.columns
    assert "aliases" not in first.people.columns


def test_every_tie_says_where_it_comes_from(path):
    with tt.open_store(path) as store:
        store.append(colleagues(), basis="consent of 2024")
        rows = store.provenance("ben", "cleo")
        assert rows["table"].tolist() == ["interactions", "introductions", "introductions"]
        assert rows["source"].tolist() == ["mailbox", None, None]
        assert rows["basis"].tolist() == ["consent of 2024"] * 3
        assert not np.isnat(rows["imported"]).any()
        assert sum(store.imports["rows"]) == 9
        assert len(store.provenance("cleo", "ada")) == 3
        with pytest.raises(tt.UnknownPerson):
            store.provenance("ben", "dan")


def test_a_ledger_follows_the_store(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        ledger = store.ledger()
        store.append({"from": ["cleo"], "to": ["ada"], "time": [1_700_200_000]})
        again = tt.TieLedger()
        again.append(dict(store.network().interactions._columns()))
        ours, theirs = ledger.tie_strengths(), again.tie_strengths()
        assert ours["cleo", "ada"].strength == theirs["cleo", "ada"].strength
        store.append({"from": ["cleo"], "to": ["ada"], "time": [5]})  # from before its window
        assert ledger.tie_strengths()["cleo", "ada"].evidence > ours["cleo", "ada"].evidence
        store.erase("ada")
        assert len(ledger) == 1
        store.unite([tt.SamePerson("ben", "cleo", "twins")])
        assert len(ledger) == 0


def test_a_second_opener_is_told_who_has_it(path):
    with tt.open_store(path):
        with pytest.raises(tt.StoreError, match=str(os.getpid())) as caught:
            tt.open_store(path)
        assert caught.value.code == "store.locked"
        code = f"import tertius as tt; tt.open_store({str(path)!r})"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "StoreError" in other.stderr
        assert str(os.getpid()) in other.stderr
    tt.open_store(path).close()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"plain text, and more of it than a header has " * 4, "store.not_a_store"),
        (b"SQLite format 3\0", "store."),
    ],
)
def test_what_is_no_store_is_left_alone(content, code, path):
    path.write_bytes(content)
    with pytest.raises(tt.StoreError) as caught:
        tt.open_store(path)
    assert caught.value.code.startswith(code)
    assert path.read_bytes() == content


def test_a_store_of_a_newer_release_is_left_alone(path):
    tt.open_store(path).close()
    content = bytearray(path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")  # SQLite's user_version
    path.write_bytes(content)
    with pytest.raises(tt.StoreError) as caught:
        tt.open_store(path)
    assert caught.value.code == "store.version"
    assert path.read_bytes() == content


def test_a_missing_store_is_only_made_where_that_is_wanted(path):
    with pytest.raises(tt.StoreError) as caught:
        tt.open_store(path, create=False)
    assert caught.value.code == "store.missing"
    assert not path.exists()
    with pytest.raises(tt.StoreError):
        tt.open_store(path.parent / "no such folder" / "me.tertius")


def test_files_are_for_their_owner_alone_whatever_the_umask(path):
    before = os.umask(0)
    try:
        with tt.open_store(path) as store:
            store.append(colleagues())
            assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(before)


def test_a_closed_store_says_so_and_is_not_pickled(path):
    store = tt.open_store(path)
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(store)
    store.close()
    store.close()
    with pytest.raises(tt.StoreError) as caught:
        store.network()
    assert caught.value.code == "store.closed"


@pytest.mark.parametrize("key", [None, 1.5, True, b"ada", ["ada"]])
def test_what_is_no_key_is_refused(key, path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        with pytest.raises(tt.InvalidInput):
            store.erase(key)
        assert len(store.network()) == 3


def test_damage_is_told_and_the_rest_can_be_had(path):
    net = tt.samples.enron()
    with tt.open_store(path) as store:
        store.append(net)
    content = bytearray(path.read_bytes())
    content[content.index(b"Vice President")] ^= 0x01
    path.write_bytes(content)
    with pytest.raises(tt.StoreError) as caught, tt.open_store(path) as store:
        store.network()
    assert caught.value.code == "store.corrupt"
    found = tt.salvage_store(path)
    assert len(found.network.interactions) + found.rows_lost >= len(net.interactions) * 0.9
    assert path.read_bytes() == content


def test_threads_wait_for_each_other(path):
    with tt.open_store(path) as store:
        events = [{"from": ["a"], "to": ["b"], "time": [time]} for time in range(40)]
        threads = [threading.Thread(target=store.append, args=(event,)) for event in events]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(store.network().interactions["time"].astype(int).tolist()) == list(range(40))


def test_a_fork_s_child_cannot_use_the_store(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        child = os.fork()
        if child == 0:  # no pytest in here
            try:
                store.network()
            except tt.StoreError as error:
                os._exit(0 if error.code == "store.forked" else 2)
            except BaseException:
                os._exit(3)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert len(store.network()) == 3


def test_what_was_appended_survives_kill_9(path):
    code = f"""
        import os, signal
        import tertius as tt
        store = tt.open_store({str(path)!r})
        store.append({{"from": ["a"], "to": ["b"], "time": [1]}})
        os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)])
    assert killed.returncode == -signal.SIGKILL
    with tt.open_store(path) as store:
        assert len(store.network().interactions) == 1


def test_a_store_that_is_forgotten_is_closed(path):
    store = tt.open_store(path)
    store.append(colleagues())
    del store
    gc.collect()
    tt.open_store(path).close()


def test_a_copy_without_its_journal_is_told_of(path, tmp_path):
    copy = tmp_path / "copy.tertius"
    with tt.open_store(path) as store:
        assert store.condition == "closed"
        store.append(colleagues())
        copy.write_bytes(path.read_bytes())
    with pytest.warns(tt.DataWarning, match=r"copy\.tertius was copied without its journal"):
        store = tt.open_store(copy)
    assert store.condition == "journal_missing"
    store.close()


def test_a_ledger_follows_a_record_that_is_told_otherwise(path):
    known = {"source": ["calendar"], "record": ["e1"]}
    with tt.open_store(path) as store:
        store.append({"from": ["ada"], "to": ["ben"], "time": [1_700_000_000], **known})
        ledger = store.ledger()
        store.append({"from": ["ada"], "to": ["ben"], "time": [1_700_864_000], **known})
        assert ledger.tie_strengths().at == np.datetime64("2023-11-24T22:13:20")
        assert ledger.tie_strengths()["ada", "ben"].evidence == 1


def test_what_is_of_another_kind_is_refused(path):
    with tt.open_store(path) as store:
        store.append(colleagues())
        with pytest.raises(TypeError, match="must be of SamePerson"):
            store.unite([("ada", "ben")])
        with pytest.raises(TypeError, match="basis"):
            store.append(colleagues(), basis=5)
        assert len(store.network()) == 3
