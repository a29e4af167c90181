"""Ledgers in Python: events out of order, delivered twice or late, and files that were damaged."""

from __future__ import annotations

import json
import struct
import zlib

import numpy as np
import pytest

import tertius as tt

DAY = 86400


def taken(*events, **options) -> tt.TieLedger:
    """A ledger that got the events one call each."""
    ledger = tt.TieLedger(**options)
    for sender, recipient, time in events:
        ledger.append({"from": [sender], "to": [recipient], "time": [time]})
    return ledger


@pytest.fixture(scope="module")
def some() -> tt.TieLedger:
    return taken(("Ada", "Ben", 100), ("Ben", "Ada", 9000), ("Zoë", "Ada", 9001), window_days=0.01)


def strengths_of(ledger: tt.TieLedger) -> str:
    return ledger.tie_strengths().to_frame().to_csv()


def test_events_out_of_order_inside_the_window_judge_as_the_whole(enron):
    interactions = enron.interactions
    times = interactions["time"].astype(np.int64)
    random = np.random.default_rng(3)
    order = np.argsort(times + random.integers(0, 5 * DAY, len(times)), kind="stable")
    ledger = tt.TieLedger(window_days=5)
    for part in np.array_split(order, 40):
        ledger.append({name: interactions[name][part] for name in ("from", "to", "time")})
    heard = ledger.tie_strengths(horizon_days=30).to_frame(like={})
    log = tt.Network.from_frames(interactions={name: interactions[name] for name in ("from", "to", "time")})
    whole = tt.tie_strengths(log, horizon_days=30, model="shipped")
    assert len(ledger) == len(whole)
    for person, alter, strength in zip(heard["person"], heard["alter"], heard["strength"], strict=True):
        assert whole[person, alter].strength == pytest.approx(strength, rel=1e-6)


def test_what_is_late_is_refused_or_dropped_as_asked():
    ledger = taken(("Ada", "Ben", 100 * DAY), ("Ben", "Ada", 99 * DAY), window_days=1)
    with pytest.raises(tt.InvalidInput, match=r"interactions row 1: time is .* before the window"):
        ledger.append({"from": ["Ada", "Ada"], "to": ["Ben", "Cleo"], "time": [100 * DAY, 98 * DAY]})
    assert ledger.tie_strengths()["Ada", "Ben"].evidence == 2
    assert taken(("Ada", "Ben", 100), ("Ada", "Ben", 99), late="drop").dropped == 1


def test_what_is_delivered_twice_counts_once_where_that_is_asked_for():
    events = [("Ada", "Ben", 100), ("Ada", "Ben", 100)]
    assert taken(*events).tie_strengths()["Ada", "Ben"].evidence == 1  # two rows of one message: a half each
    assert taken(*events, ("Ada", "Ben", 101)).tie_strengths().to_frame()["evidence"].sum() == 2
    for duplicates, contacts in (("keep", 3), ("drop", 2)):
        ledger = taken(*events, ("Ada", "Ben", 101), duplicates=duplicates)
        assert f"{contacts} contacts" in " ".join(ledger.tie_strengths()["Ada", "Ben"].explain().sentences)


def test_options_outside_their_range_are_refused():
    for options in (
        {"window_days": -1},
        {"window_days": float("nan")},
        {"late": "keep"},
        {"duplicates": "?"},
    ):
        with pytest.raises(tt.InvalidOption):
            tt.TieLedger(**options)


@pytest.mark.parametrize("names", [["Ada", "Ben", "Zoë"], [7, 8, 2**62]])
def test_a_ledger_that_was_saved_and_loaded_goes_on_as_if_nothing_had_been(tmp_path, names):
    a, b, c = names
    ledger = taken((a, b, 100), (c, a, 5000), window_days=2, late="drop", duplicates="drop")
    ledger.save(tmp_path / "office.ledger")
    other = tt.TieLedger.load(tmp_path / "office.ledger")
    for each in (ledger, other):
        each.append({"from": [b, a], "to": [a, b], "time": [200, 100]})
    assert strengths_of(other) == strengths_of(ledger)
    assert repr(other) == repr(ledger)
    assert [entry.name for entry in tmp_path.iterdir()] == ["office.ledger"]


def test_equal_ledgers_give_equal_files_and_a_file_replaces_another(tmp_path, some):
    for name in ("a", "b", "b"):
        some.save(str(tmp_path / name))
    tt.TieLedger.load(tmp_path / "a").save(tmp_path / "c")
    assert len({(tmp_path / name).read_bytes() for name in "abc"}) == 1
    with pytest.raises(OSError, match="nowhere"):
        some.save(tmp_path / "nowhere" / "a")
    with pytest.raises(FileNotFoundError):
        tt.TieLedger.load(tmp_path / "nobody")


def test_a_file_with_any_byte_changed_or_missing_is_refused(tmp_path, some):
    file = tmp_path / "ledger"
    some.save(file)
    whole = file.read_bytes()
    for place in range(len(whole)):
        for damaged in (
            whole[:place],
            whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :],
            whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :],
        ):
            file.write_bytes(damaged)
            with pytest.raises(tt.InvalidInput):
                tt.TieLedger.load(file)
    file.write_bytes(whole + b"?")
    with pytest.raises(tt.InvalidInput, match="goes on after its end"):
        tt.TieLedger.load(file)


@pytest.mark.parametrize(
    "people",
    [
        [],
        {"keys": 3},
        {"keys": ["Ada", "Ada", "Ben"], "library": None},
        {"keys": ["Ada", 1, "Ben"], "library": None},
        {"keys": [-1, 1, 2], "library": None},
        {"keys": [True, 2, 3], "library": None},
        {"keys": ["Ada", "", "Ben"], "library": None},
        {"keys": ["Ada", "\ud800", "Ben"], "library": None},
        {"keys": ["Ada", "Ben"], "library": None},
        {"keys": ["Ada", "Ben", "Zoë"], "library": 3},
    ],
)
def test_people_that_cannot_be_are_refused(tmp_path, some, people):
    file = tmp_path / "ledger"
    some.save(file)
    whole = file.read_bytes()
    name, version, length, _ = struct.unpack_from("<16sIQI", whole)
    forged = json.dumps(people).encode()
    head = struct.pack("<16sIQI", name, version, len(forged), zlib.crc32(forged))
    file.write_bytes(head + forged + whole[32 + length :])
    with pytest.raises(tt.InvalidInput, match="is damaged"):
        tt.TieLedger.load(file)
    newer = struct.pack("<16sIQI", name, version + 1, len(forged), zlib.crc32(forged))
    file.write_bytes(newer + forged)
    with pytest.raises(tt.InvalidInput, match="is of version 2"):
        tt.TieLedger.load(file)
