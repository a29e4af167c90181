"""What is written as tables is read back as it was, and no spreadsheet takes a name for a formula."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tertius as tt
from tertius._core import SCHEMA

WORDS = st.text(st.sampled_from("=+-@'\"\t,;\n aé漢"), max_size=6)
TAGS = st.lists(st.text(st.sampled_from("=+-@'\",aé"), min_size=1, max_size=4), max_size=3)


def tables(net: tt.Network) -> dict[str, dict[str, list[str]]]:
    return {
        name: {column: list(map(str, records[column])) for column in records.columns}
        for name in SCHEMA
        if len(records := getattr(net, name))
    }


def test_a_bare_carriage_return_breaks_no_table(tmp_path):
    net = tt.Network.from_frames(
        people={"key": ["bob", "ann"], "name": ["Bob\rBauer", "x\r=HYPERLINK(1)"]},
        interactions={"from": ["bob"], "to": ["ann"], "time": [1_600_000_000]},
    )
    tt.write_csv(net, tmp_path / "t")
    assert b"\r" not in (tmp_path / "t/people.csv").read_bytes()
    again = tt.read_csv(tmp_path / "t", strict=True)
    assert again.people["key"].tolist() == ["bob", "ann"]
    assert again.people["name"].tolist() == ["Bob\nBauer", "x\n=HYPERLINK(1)"]


@given(
    names=st.lists(WORDS, min_size=3, max_size=3),
    tags=st.lists(TAGS, min_size=3, max_size=3),
    level=st.one_of(st.none(), st.floats(-1e6, 1e6)),
    time=st.integers(0, 4_000_000_000),
    key=st.text(st.sampled_from("=+-@'ab"), min_size=1, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(tmp_path_factory, names, tags, level, time, key):
    net = tt.Network.from_frames(
        people={"key": [key, "x", "y"], "name": names, "skills": tags, "level": [level, None, -3.5]},
        interactions={"from": ["x"], "to": ["y"], "time": [time], "thread": [names[0]]},
        relationships={"from": [key], "to": ["x"], "type": ["mentor"], "until": [None]},
        exchanges={"giver": ["y"], "receiver": [key], "time": [time], "size": [0.1]},
    )
    folder = tmp_path_factory.mktemp("tables")
    tt.write_csv(net, folder)
    assert tables(tt.read_csv(folder, strict=True)) == tables(net)


def test_a_thousand_random_networks_are_read_back(tmp_path):
    """From tables each of them, from a store every tenth: a store waits for the disk at each step."""
    random = np.random.default_rng(14)
    for turn in range(1000):
        people, count = int(random.integers(2, 12)), int(random.integers(1, 20))
        source = random.integers(0, people, count)
        target = (source + random.integers(1, people, count)) % people
        net = tt.Network.from_frames(
            people={"key": [f"p{person}" for person in range(people)]},
            relationships={
                "from": [f"p{person}" for person in source],
                "to": [f"p{person}" for person in target],
                "type": random.choice(["mentor", "peer", "contact"], count),
                "weight": random.exponential(size=count),
                "since": random.integers(0, 2**31, count),
            },
        )
        tt.write_csv(net, tmp_path / "tables", overwrite=True)
        assert tables(tt.read_csv(tmp_path / "tables", strict=True)) == tables(net)
        if turn % 10 == 0:
            with tt.open_store(tmp_path / f"{turn}.tertius") as store:
                store.append(net)
                assert tables(store.network()) == tables(net)


def test_the_samples_are_read_back(tmp_path, enron):
    for name, net in (("enron", enron), ("consultant", tt.samples.consultant())):
        tt.write_csv(net, tmp_path / name)
        again = tt.read_csv(tmp_path / name, strict=True, self_ties="refuse")
        assert tables(again) == tables(net)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_a_name_is_no_formula_to_a_spreadsheet(name, tmp_path):
    net = tt.Network.from_frames(people={"key": ["a"], "name": [name], "level": [-1.5]})
    tt.write_csv(net, tmp_path)
    with (tmp_path / "people.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"] == f"'{name}"
    assert row["level"] == "-1.5"  # a number stays one


def test_tables_that_are_there_are_kept_unless_they_may_go(tmp_path, enron):
    tt.write_csv(enron, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    net = tt.Network.from_frames(people={"key": ["ada"]})
    with pytest.raises(tt.InvalidInput) as caught:
        tt.write_csv(net, tmp_path)
    assert caught.value.code == "export.exists"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    tt.write_csv(net, tmp_path, overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_what_no_table_can_hold_leaves_the_folder_as_it_was(tmp_path):
    for wrong in ({"skills": [["a;b"]]}, {"skills": [[" a"]]}, {"name": ["a\0b"]}):
        with pytest.raises(tt.InvalidInput) as caught:
            tt.write_csv(tt.Network.from_frames(people={"key": ["ada"], **wrong}), tmp_path)
        assert caught.value.code == "export.cell"
        assert not list(tmp_path.iterdir())


def test_files_are_their_owner_s_alone(tmp_path, enron):
    tt.write_csv(enron, tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()} == {0o600}


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, enron):
    with pytest.raises(FileNotFoundError):
        tt.write_csv(enron, tmp_path / "no" / "such")
    with pytest.raises(TypeError, match="must be a Network"):
        tt.write_csv([1], tmp_path)
