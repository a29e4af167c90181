"""Plain tables: every fault has its place, every spelling of a table gives one network."""

from __future__ import annotations

import codecs
import contextlib
import csv
import gzip
import io
import itertools
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tertius as tt
from conftest import PEAK_OF_MEMORY
from tertius.importers.files.csv_rows import CsvRows
from tertius.importers.limits import KIB, MIB, Limits
from tertius.importers.report import ReportWriter
from tertius.importers.tables.folders import read_csv

NAMES = "key,name,organisation,department,position,location,skills"
SEVEN = f"{NAMES}\na,Ada,Acme,,,,\n"


def rows_of(content: bytes, *, limits: Limits | None = None, chunk: int = 64 * KIB) -> list[list[str]]:
    """The file's rows as lists of cells."""
    limits = limits or Limits()
    chunks = (content[at : at + chunk] for at in range(0, len(content), chunk))
    writer = ReportWriter("test", "file.csv", strict=True, limits=limits)
    return [row.cells for row in CsvRows(chunks, writer, limits)]


def people(tmp_path: Path, content: bytes | str, name: str = "people.csv", **options) -> tt.Network:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(path, **options)


# What is refused, and where.

FAULTS: list[tuple[str, bytes, str, str]] = [
    ("C1", b'key,name\na,"b', "csv.unterminated_quote", "people.csv:2:3: "),
    ("C1-far", b'key,name\na,"b\n' + b"c,d\n" * 50_000, "csv.unterminated_quote", "people.csv:2:3: "),
    ("C3", b'"a"b,c\n', "csv.text_after_quote", "people.csv:1:4: "),
    ("C3-below", b'key,name\na,"x\ny" z\n', "csv.text_after_quote", "people.csv:3:3: "),
    (
        "C4",
        SEVEN.encode() + b"b,Ben,Acme,,\n",
        "csv.column_count",
        "people.csv:3: expected 7 fields, found 5",
    ),
    (
        "C4-more",
        b"key,name\na,Ada\nb,Ben,x\n",
        "csv.column_count",
        "people.csv:3: expected 2 fields, found 3",
    ),
    (
        "C7",
        b'key,name\na,"A\nda"\nb,Ben\nc,C\nd\n',
        "csv.column_count",
        "people.csv:6: expected 2 fields, found 1 (row 4)",
    ),
    (
        "C11",
        b"key,name\na,Ada\nb,R\xc3\xa9mi Ren\xe9\n",
        "enc.invalid_utf8",
        "people.csv:3:11: byte 0xE9 at offset 26",
    ),
    ("C12-overlong", b"key,name\na,\xc0\xaf\n", "enc.invalid_utf8", "people.csv:2:3: byte 0xC0 at offset 11"),
    (
        "C12-surrogate",
        b"key,name\na,x\xed\xa0\x80\n",
        "enc.invalid_utf8",
        "people.csv:2:4: byte 0xED at offset 12",
    ),
    (
        "C12-above",
        b"key,name\na,\xf4\x90\x80\x80\n",
        "enc.invalid_utf8",
        "people.csv:2:3: byte 0xF4 at offset 11",
    ),
    ("C12-cut", b"key,name\na,\xc3", "enc.invalid_utf8", "people.csv:2:3: byte 0xC3 at offset 11"),
    ("C13", b"key,name\na,A\0da\n", "csv.nul_byte", "people.csv:2:4: "),
    (
        "C17",
        b"kee,name\na,Ada\n",
        "csv.missing_column",
        "column key is missing; found kee, name; nearest match: kee",
    ),
    ("C21", b"key,name\n" + b"a" * (MIB + 1), "limit.line_bytes", "people.csv:2: "),
    (
        "C23",
        b",".join(b"c%d" % n for n in range(1025)),
        "limit.columns",
        "people.csv:1: more than 1024 columns",
    ),
    ("field", b"key,name\na," + b"x" * (64 * KIB + 1), "limit.field_bytes", "people.csv:2:3: name is larger"),
    (
        "field-quoted",
        b'key,name\na,"' + b"x\n" * 33_000 + b'"\n',
        "limit.field_bytes",
        "people.csv:2:3: name",
    ),
    ("twice", b"key,name, Name\na,b,c\n", "csv.duplicate_column", "'name' stands there twice"),
    ("empty", b"", "csv.empty", "the file is empty"),
    (
        "utf-16",
        codecs.BOM_UTF16_LE + "key\n".encode("utf-16-le") + b"\x00\xd8\n\x00",
        "enc.invalid_utf16",
        ":2:1: ",
    ),
    ("no-key", b"key,name\n,Ada\n", "key.missing", "people.csv:2:1: key is missing (row 1)"),
    ("key-twice", b"key,name\na,Ada\nb,Ben\na,Ann\n", "key.repeated", "people.csv:4:1: key is 'a'"),
    ("unknown", b"key,nmae\na,Ada\n", "column.unknown", "unknown column 'nmae'; did you mean name?"),
    ("gzip", b"\x1f\x8b broken", "gzip.format", "is no whole gzip file"),
    (
        "gzip-cut",
        gzip.compress(b"key\n" + bytes(random.Random(1).choices(b"abc", k=5000)))[:-40],
        "gzip.format",
        "whole",
    ),
]

_TIE = b"from,to,time,minutes\na,b,"
VALUES: list[tuple[str, bytes, str, str]] = [
    (
        "L7",
        b"2024-02-31,\n",
        "date.invalid",
        "interactions.csv:2:5: time is '2024-02-31', a day that does not exist; ",
    ),
    ("noon", b"noon,\n", "date.invalid", ":2:5: time is 'noon'; expected Unix seconds or ISO 8601"),
    ("no-time", b",\n", "time.missing", ":2:5: time is missing"),
    ("T1", b"1700000000000,\n", "time.range", "it looks like milliseconds"),
    ("T2", b"-5,\n", "time.range", ":2:5: time is -5"),
    ("T3", b"9223372036854775807,\n", "time.range", ":2:5: "),
    ("T3-less", b"-9223372036854775808,\n", "time.range", ":2:5: "),
    ("T3-more", b"99999999999999999999,\n", "date.invalid", ":2:5: "),
    ("E8", b"5,nan\n", "number.nan", "interactions.csv:2:7: minutes is 'nan'"),
    ("E9", b"5,-inf\n", "number.not_finite", ":2:7: "),
    ("E9-1e999", b"5,1e999\n", "number.not_finite", ":2:7: "),
    ("E10", b"5,-0.5\n", "number.negative", "minutes is -0.5; must be >= 0 and <= 10080"),
    ("E14", b'5,"1,5"\n', "number.decimal_comma", "write 1.5, not 1,5"),
    ("E16", b"5,1.5abc\n", "number.trailing_characters", ":2:7: "),
    ("E18", b"5,0x1p3\n", "number.format", ":2:7: "),
    ("E18-underscore", b"5,1_000\n", "number.format", ":2:7: "),
    ("E18-fortran", b"5,1d5\n", "number.format", ":2:7: "),
    ("E20", b"5," + b"1" * 60_000 + b"\n", "limit.number_bytes", ":2:7: "),
    ("week", b"5,10081\n", "number.range", ":2:7: "),
]


@pytest.mark.parametrize(("case", "content", "code", "said"), FAULTS, ids=[case for case, *_ in FAULTS])
def test_a_fault_is_told_with_its_place(
    case: str, content: bytes, code: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(tt.InvalidInput) as refused:
        people(tmp_path, content, strict=True)
    assert refused.value.code == code, case
    assert said in str(refused.value)
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize(("case", "cells", "code", "said"), VALUES, ids=[case for case, *_ in VALUES])
def test_a_cell_that_is_no_such_thing_is_told_with_its_place(
    case: str, cells: bytes, code: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(tt.InvalidInput) as refused:
        people(tmp_path, _TIE + cells, "interactions.csv", strict=True)
    assert refused.value.code == code, case
    assert said in str(refused.value)
    report = people(tmp_path, _TIE + cells + b"b,c,7,\n", "interactions.csv").imports[0]
    assert (report.rejected, report.imported) == ({code: 1}, 1)


@pytest.mark.parametrize(
    ("table", "content", "code", "said"),
    [
        (
            "relationships",
            "from,to,type\na,b,rival\n",
            "type.unknown",
            ":2:5: type is 'rival'; must be mentor",
        ),
        ("relationships", "from,to,type\na,b,\n", "type.missing", ":2:5: type is missing"),
        ("relationships", "from,to,type,since,until\na,b,peer,9,8\n", "time.order", ":2:12: until is 8"),
        ("interactions", "from,to,time\na,a,5\n", "tie.self_tie", ":2:3: to is the same person"),
        ("introductions", "broker,a,b,time\nc,a,a,5\n", "tie.self_tie", ":2:5: b is the same person"),
        ("milestones", "person,time\n,5\n", "key.missing", ":2:1: person is missing"),
    ],
)
def test_a_row_at_odds_with_itself_is_told_with_its_place(
    table: str, content: str, code: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(tt.InvalidInput) as refused:
        people(tmp_path, content, f"{table}.csv", strict=True, self_ties="refuse")
    assert refused.value.code == code
    assert f"{table}.csv{said}" in str(refused.value)


def test_E24_who_is_not_among_the_people_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("key\na\nb\n")
    (tmp_path / "interactions.csv").write_text("from,to,time\na,b,5\na,c,6\n")
    with pytest.raises(
        tt.InvalidInput, match=r"interactions.csv:3:3: to is 'c', who is not in the table"
    ) as refused:
        read_csv(tmp_path, strict=True)
    assert refused.value.code == "person.unknown"
    assert len(read_csv(tmp_path).interactions) == 1


# What is read all the same.


def test_C6_a_delimiter_too_many_in_every_row_is_warned_of_once(tmp_path: Path) -> None:
    net = people(tmp_path, "key,name\na,Ada,\nb,Ben,\n")
    assert net.people["name"].tolist() == ["Ada", "Ben"]
    assert net.imports[0].warnings == {"csv.trailing_delimiter": 1}
    report = people(tmp_path, "key,name\na,Ada,\nb,Ben\nc,Cleo,x\n").imports[0]
    assert report.rejected == {"csv.column_count": 2}
    assert [problem.line for problem in report.problems] == [3, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64 * KIB])
def test_C8_line_ends_make_no_difference(end: str, chunk: int) -> None:
    ends = itertools.cycle(["\n", "\r\n", "\r"] if end == "mixed" else [end])
    lines = ["key,name", 'a,"Ada', "", 'Lovelace"', "", "b,Zo\u00eb"]
    content = "".join(line + next(ends) for line in lines).encode()
    expected = [["key", "name"], ["a", "Ada\n\nLovelace"], [""], ["b", "Zo\u00eb"]]
    assert rows_of(content, chunk=chunk) == expected
    assert rows_of(content.rstrip(b"\r\n"), chunk=chunk) == expected  # C27


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("chunk", [1, 5, 64 * KIB])
def test_C9_a_byte_order_mark_is_no_part_of_a_name(encoding: str, chunk: int) -> None:
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    content = mark + "First Name\tLast\r\nZo\u00eb\t\U0001f600\r\n".encode(encoding)
    assert rows_of(content, chunk=chunk) == [["First Name\tLast"], ["Zo\u00eb\t\U0001f600"]]


def test_C15_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    net = people(tmp_path, "key,name\n")
    assert len(net) == 0
    assert net.imports[0].warnings == {"csv.no_rows": 1}


def test_C18_columns_are_found_whatever_their_case_and_blanks(tmp_path: Path) -> None:
    assert people(tmp_path, '" ID ",\tNAME \na,Ada\n').people["name"].tolist() == ["Ada"]


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", ""])
def test_C20_a_spreadsheets_delimiter_is_taken(first: str, tmp_path: Path) -> None:
    net = people(tmp_path, first + 'key;name\na;"L, A"\nb\n')
    assert net.people["name"].tolist()[0] == "L, A"
    assert net.imports[0].problems[0].line == (4 if first else 3)


def test_C25_blank_lines_are_counted(tmp_path: Path) -> None:
    report = people(tmp_path, "\nkey,name\n\na,Ada\n  \n\nb\n").imports[0]
    assert report.skipped == {"blank": 3}
    assert (report.rows_read, report.imported) == (5, 1)
    assert report.problems[0].line == 7


def test_C28_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.csv")
    for path in (tmp_path, tmp_path / "people.csv"):
        with pytest.raises(tt.InvalidInput) as refused:
            read_csv(path)
        assert refused.value.code == "io.not_regular_file"


def test_C30_a_name_full_of_tricks_is_shown_escaped(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"my \n\x1b[2J \xff.csv")
    with open(path, "wb") as file:
        file.write(b"from,to,time\na,b,5\nc\n")
    net = read_csv(os.fsdecode(path))
    assert len(net.interactions) == 1
    assert str(net.imports[0].problems[0]).startswith("my \\n\\x1b[2J ")
    assert not {"\n", "\x1b"} & set(net.imports[0].path)


def test_C31_ten_thousand_faults_are_counted_and_a_hundred_kept(tmp_path: Path) -> None:
    report = people(tmp_path, "key,name\n" + "x\n" * 10_000 + "a,Ada\n").imports[0]
    assert report.rejected == {"csv.column_count": 10_000}
    assert len(report.problems) == 100
    assert report.rows_read == report.imported + report.rejected.total() + report.skipped.total() == 10_001


def test_E33_a_name_that_looks_like_a_comment_is_a_name(tmp_path: Path) -> None:
    assert people(tmp_path, "key,name\n#1,#1 Sales\n").people["name"].tolist() == ["#1 Sales"]


def test_T5_a_leap_second_is_the_second_before(tmp_path: Path) -> None:
    net = people(tmp_path, "from,to,time\na,b,2016-12-31T23:59:60Z\n", "interactions.csv")
    assert str(net.interactions["time"][0]) == "2016-12-31T23:59:59"


def test_a_person_whose_row_is_wrong_is_still_somebody(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("key,name,level\na,Ada,3\nb,Ben,high\na,Ann,1\n")
    (tmp_path / "interactions.csv").write_text("from,to,time\na,b,5\n")
    net = read_csv(tmp_path)
    assert net.people["key"].tolist() == ["a", "b"]
    assert net.people["name"].tolist() == ["Ada", None]
    assert len(net.interactions) == 1
    assert net.imports[0].rejected == {"number.format": 1, "key.repeated": 1}


def test_what_a_network_has_no_place_for_is_left_out_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,age,level\n" + "".join(f"p{n},{n},manager\n" for n in range(12)))
    (tmp_path / "relationships.csv").write_text("from,to,type\np0,p1,advice\np1,p2,mentee\n")
    net = read_csv(tmp_path)
    assert net.imports[0].warnings == {"column.unknown": 1, "column.words": 1, "type.unknown": 1}
    assert net.people.columns == ["key"]
    assert net.relationships["type"].tolist() == ["contact", "mentor"]
    assert net.relationships["from"].tolist() == ["p0", "p2"]
    assert (net.imports[0].people, net.imports[0].ties) == (12, 2)


def test_ties_to_oneself_are_counted(tmp_path: Path) -> None:
    net = people(tmp_path, "from,to,unix_time\na,a,5\na,b,6\n", "interactions.csv")
    assert len(net.interactions) == 1
    assert net.imports[0].skipped == {"self_tie": 1}


def test_a_file_of_any_name_is_known_by_its_columns(tmp_path: Path) -> None:
    assert len(people(tmp_path, "from,to,type\na,b,peer\n", "mine.csv").relationships) == 1
    with pytest.raises(tt.InvalidInput, match="found height"):
        people(tmp_path, "height\n5\n", "mine.csv")


def test_a_folder_without_tables_or_with_two_of_a_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tt.InvalidInput, match=r"holds none of people.csv"):
        read_csv(tmp_path)
    (tmp_path / "people.csv").write_text("key\na\n")
    (tmp_path / "people.csv.gz").write_bytes(gzip.compress(b"key\na\n"))
    with pytest.raises(tt.InvalidInput, match=r"holds both people.csv and people.csv.gz"):
        read_csv(tmp_path)


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    people(tmp_path, SEVEN, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


# Packed tables.

TABLE = {
    "from": ["a", "b", "a"],
    "to": ["b", "c", "c"],
    "time": [1_700_000_000, 1_700_000_060, 1_700_000_120],
    "minutes": [5.5, None, 30.0],
    "kind": ["call", None, "mail"],
}


def as_csv() -> bytes:
    cells = ([("" if item is None else str(item)) for item in column] for column in TABLE.values())
    return "\n".join([",".join(TABLE), *map(",".join, zip(*cells, strict=True))]).encode()


def test_a_table_is_the_same_in_all_three_forms(tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_bytes(as_csv())
    (tmp_path / "interactions.csv.gz").write_bytes(gzip.compress(as_csv()))
    pq.write_table(pa.table(TABLE), tmp_path / "interactions.parquet")
    nets = [read_csv(tmp_path / f"interactions.{end}") for end in ("csv", "csv.gz", "parquet")]
    for net in nets:
        assert net.interactions["from"].tolist() == TABLE["from"]
        assert net.interactions["kind"].tolist() == TABLE["kind"]
        assert np.array_equal(net.interactions["minutes"], [5.5, np.nan, 30.0], equal_nan=True)
        assert net.interactions["time"].astype(int).tolist() == TABLE["time"]
        assert net.imports[0].imported == 3


def test_a_parquet_file_may_hold_whole_keys_times_and_lists(tmp_path: Path) -> None:
    stamp = pa.array([0, 60_000], pa.timestamp("ms", tz="UTC"))
    pq.write_table(pa.table({"id": [1, 2], "skills": [["a", "b"], []]}), tmp_path / "people.parquet")
    pq.write_table(pa.table({"from": [1, 2], "to": [2, 1], "time": stamp}), tmp_path / "interactions.parquet")
    net = read_csv(tmp_path)
    assert net.people["key"].tolist() == ["1", "2"]
    assert net.people["skills"].tolist() == [("a", "b"), ()]
    assert net.interactions["time"].astype(int).tolist() == [0, 60]


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        (pa.table({"from": ["a"], "to": ["b"], "time": [[1]]}), "parquet.type", "column time is of type"),
        (
            pa.table({"from": ["a", "b"], "to": ["b", "c"], "time": [1, -1]}),
            "time.range",
            ".parquet:2:3: time is -1",
        ),
        (
            pa.table({"from": ["a"], "to": ["b"]}),
            "csv.missing_column",
            "column time is missing; found from, to",
        ),
    ],
)
def test_a_parquet_file_is_judged_like_any_other(
    table: pa.Table, code: str, said: str, tmp_path: Path
) -> None:
    pq.write_table(table, tmp_path / "interactions.parquet")
    with pytest.raises(tt.InvalidInput) as refused:
        read_csv(tmp_path, strict=True)
    assert refused.value.code == code
    assert said in str(refused.value)


@pytest.mark.parametrize("place", [0, 4, 40, -20, -1])
def test_a_damaged_parquet_file_is_refused_or_read(place: int, tmp_path: Path) -> None:
    path = tmp_path / "interactions.parquet"
    pq.write_table(pa.table(TABLE), path)
    content = bytearray(path.read_bytes())
    content[place] ^= 0x5A
    path.write_bytes(content)
    with contextlib.suppress(tt.InvalidInput):
        read_csv(path)


MEASURED = f"""
import sys
import tertius as tt
from tertius.importers.tables.folders import read_csv

{PEAK_OF_MEMORY}
before = peak_mb()
try:
    read_csv(sys.argv[1])
except tt.InvalidInput as error:
    print(error.code, peak_mb() - before)
"""


@pytest.mark.parametrize(
    ("case", "build", "code"),
    [
        ("C21", lambda: b"x" * (100 * MIB), "limit.line_bytes"),
        ("C1", lambda: b'key,name\na,"' + b"some words,\n" * (4 * MIB), "csv.unterminated_quote"),
        ("bomb", lambda: gzip.compress(b"\0" * (100 * MIB)), "csv.nul_byte"),
        (
            "bomb-rows",
            lambda: gzip.compress(b"key,name\n" + (b"a," + b"x" * 60_000 + b"\n") * 1_000),
            "limit.zip_ratio",
        ),
    ],
)
def test_a_hostile_file_takes_little_memory(
    case: str, build: Callable[[], bytes], code: str, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_bytes(build())
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / "people.csv")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert told[0] == code, case
    assert float(told[1]) < (
        32 if case == "bomb-rows" else 16
    )  # those rows are taken until they are too many


# Laws.

_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6)
_ROWS = st.lists(st.lists(_CELL, min_size=2, max_size=5), min_size=1, max_size=6)


@given(
    rows=_ROWS, delimiter=st.sampled_from(",;\t"), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
)
@settings(max_examples=200, deadline=None)
def test_what_the_csv_module_writes_is_read_as_it_reads_it(
    rows: list[list[str]], delimiter: str, quoting: int
) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)
    written = f"sep={delimiter}\n{file.getvalue()}".encode()
    assert rows_of(written, chunk=3) == rows


@given(content=st.text(st.sampled_from('a,;"\n\r \u00e9'), max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_is_taken_is_what_the_csv_module_takes(content: str) -> None:
    try:
        rows = rows_of(content.encode(), chunk=4)
    except tt.InvalidInput:
        return
    plain = content.replace("\r\n", "\n").replace("\r", "\n")
    expected = [row or [""] for row in csv.reader(io.StringIO(plain, newline=""), strict=True)]
    assert rows == expected


@given(content=st.text(st.sampled_from('a,"\n\u00e9'), max_size=30), chunk=st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_where_a_file_is_cut_into_pieces_makes_no_difference(content: str, chunk: int) -> None:
    def told(size: int) -> list[list[str]] | str:
        try:
            return rows_of(content.encode(), chunk=size)
        except tt.InvalidInput as error:
            return str(error)

    assert told(chunk) == told(1000)


@given(content=st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    limits = Limits()
    writer = ReportWriter("test", "file.csv", strict=True, limits=limits)
    try:
        for row in CsvRows([content], writer, limits):
            assert all("\r" not in cell and "\0" not in cell for cell in row.cells)
            for cell in range(len(row.cells)):
                assert row.place(cell) >= (row.line, 1)
    except tt.InvalidInput:
        pass


def test_a_cell_knows_where_it_begins() -> None:
    content = 'a,bc,"d,e"\n"x\ny",z,"q"\n'
    limits = Limits()
    rows = list(CsvRows([content.encode()], ReportWriter("test", "f", strict=True, limits=limits), limits))
    assert [rows[0].place(cell) for cell in range(3)] == [(1, 1), (1, 3), (1, 6)]
    assert [rows[1].place(cell) for cell in range(3)] == [(2, 1), (3, 4), (3, 6)]


def test_faults_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    content = "from,to,time\na,b,noon\na,b\nb,c,5\n"
    with pytest.raises(tt.InvalidInput, match=r"interactions.csv:2:5: "):
        people(tmp_path, content, "interactions.csv", strict=True)
    with pytest.raises(tt.InvalidInput, match=r"interactions.csv:2:5: "):
        people(tmp_path, content.encode() + b"\xff", "interactions.csv", strict=True)
