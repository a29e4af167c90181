"""Data frames in and out: the same network from every library."""

from __future__ import annotations

import datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tertius as tt

TIMES = [datetime.datetime(2020, 1, day) for day in (1, 2, 3)]
MAILS = {
    "from": ["Ada", "Ben", "Ada"],
    "to": ["Ben", "Cleo", "Cleo"],
    "time": TIMES,
    "minutes": [1.5, None, 3.0],
    "channel": ["mail", None, "call"],
}
PEOPLE = {
    "key": ["Ada", "Ben", "Cleo"],
    "skills": [["maths", "poetry"], [], ["maths"]],
    "level": [1, 2, None],
}


def _duckdb(columns):
    return duckdb.from_arrow(pa.table(columns))


def _categorical(columns):
    frame = pd.DataFrame(columns)
    return frame.assign(
        **{name: frame[name].astype("category") for name in frame if name in ("from", "to", "channel")}
    )


MAKERS = {
    "dict": dict,
    "dict of arrays": lambda columns: {
        name: np.array(column, dtype=object) if name != "time" else np.array(column, "datetime64[us]")
        for name, column in columns.items()
    },
    "dict of series": lambda columns: {name: pl.Series(column) for name, column in columns.items()},
    "pandas": pd.DataFrame,
    "pandas categories": _categorical,
    "pandas on arrow": lambda columns: pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "polars categories": lambda columns: pl.DataFrame(columns).with_columns(
        pl.col(pl.String).cast(pl.Categorical)
    ),
    "pyarrow": pa.table,
    "pyarrow chunks": lambda columns: pa.concat_tables(
        [pa.table(columns).slice(0, 1), pa.table(columns).slice(1)]
    ),
    "pyarrow dictionary": lambda columns: pa.table(
        {
            name: pa.array(column).dictionary_encode()
            if name in ("from", "to", "channel")
            else pa.array(column)
            for name, column in columns.items()
        }
    ),
    "duckdb": _duckdb,
}


@pytest.mark.parametrize("maker", MAKERS)
def test_every_library_gives_the_same_network(maker):
    people = PEOPLE if maker != "dict of arrays" else {"key": PEOPLE["key"], "skills": PEOPLE["skills"]}
    make = MAKERS[maker]
    net = tt.Network.from_frames(people=people if "dict" in maker else make(people), interactions=make(MAILS))
    assert net.people["key"].tolist() == ["Ada", "Ben", "Cleo"]
    assert net.people["skills"].tolist() == [("maths", "poetry"), (), ("maths",)]
    assert net.interactions["from"].tolist() == MAILS["from"]
    assert net.interactions["to"].tolist() == MAILS["to"]
    assert net.interactions["time"].tolist() == TIMES
    np.testing.assert_array_equal(net.interactions["minutes"], [1.5, np.nan, 3.0])
    assert net.interactions["channel"].tolist() == MAILS["channel"]


@pytest.mark.parametrize(
    ("maker", "kind"),
    [
        ("dict", pd.DataFrame),
        ("pandas", pd.DataFrame),
        ("polars", pl.DataFrame),
        ("pyarrow", pa.Table),
        ("duckdb", duckdb.DuckDBPyRelation),
    ],
)
def test_answers_come_in_the_library_that_the_network_came_from(maker, kind):
    net = tt.Network.from_frames(interactions=MAKERS[maker](MAILS))
    assert isinstance(net.interactions.to_frame(), kind)
    assert isinstance(net.merge(net).people.to_frame(), kind)


@pytest.mark.parametrize(
    ("like", "kind"),
    [
        (pl.DataFrame(), pl.DataFrame),
        (pd.DataFrame(), pd.DataFrame),
        (pa.table({"a": [1]}), pa.Table),
        ("polars", pl.DataFrame),
        ({}, dict),
    ],
)
def test_answers_come_in_the_library_of_like(like, kind):
    net = tt.Network.from_frames(interactions=MAILS)
    assert isinstance(net.interactions.to_frame(like=like), kind)


@pytest.mark.parametrize("maker", ["pandas", "polars", "pyarrow", "duckdb"])
def test_what_goes_out_comes_in_again_unchanged(maker):
    net = tt.Network.from_frames(people=MAKERS[maker](PEOPLE), interactions=MAKERS[maker](MAILS))
    again = tt.Network.from_frames(people=net.people.to_frame(), interactions=net.interactions.to_frame())
    for table in ("people", "interactions"):
        first, second = getattr(net, table), getattr(again, table)
        assert first.columns == second.columns
        for column in first:
            np.testing.assert_array_equal(first[column], second[column])


def test_anything_with_an_arrow_stream_is_read():
    class Stream:
        def __arrow_c_stream__(self, requested_schema=None):
            return pa.table(MAILS).__arrow_c_stream__(requested_schema)

    assert len(tt.Network.from_frames(interactions=Stream()).interactions) == 3


def test_a_zone_is_taken_into_account():
    zoned = pl.DataFrame(MAILS).with_columns(pl.col("time").dt.replace_time_zone("America/New_York"))
    net = tt.Network.from_frames(interactions=zoned)
    assert net.interactions["time"][0] == np.datetime64("2020-01-01T05:00:00")


@pytest.mark.parametrize("maker", ["pandas", "polars", "pyarrow", "duckdb"])
def test_times_that_were_not_recorded_are_nat(maker):
    bonds = {
        "from": ["Ada", "Ben"],
        "to": ["Ben", "Cleo"],
        "type": ["peer", "mentor"],
        "since": [TIMES[0], None],
    }
    net = tt.Network.from_frames(relationships=MAKERS[maker](bonds))
    assert net.relationships["since"].tolist() == [TIMES[0], None]


@pytest.mark.parametrize("maker", ["polars", "pyarrow", "duckdb"])
def test_dates_are_read(maker):
    mails = {**MAILS, "time": [time.date() for time in TIMES]}
    assert tt.Network.from_frames(interactions=MAKERS[maker](mails)).interactions["time"].tolist() == TIMES


@pytest.mark.parametrize("maker", ["pandas", "polars", "pyarrow", "duckdb"])
def test_number_keys_of_every_library_stay_numbers(maker):
    mails = {"from": [3, 1], "to": [1, 2], "time": [5, 6]}
    net = tt.Network.from_frames(interactions=MAKERS[maker](mails))
    assert net.people["key"].tolist() == [1, 2, 3]
    assert net.people["key"].dtype == np.int64


def test_what_is_no_frame_is_refused():
    with pytest.raises(TypeError, match="interactions is of type list"):
        tt.Network.from_frames(interactions=[1, 2])
    with pytest.raises(TypeError, match="from"):
        tt.Network.from_frames(interactions={"from": "Ada", "to": ["Ben"], "time": [1]})
