"""The command line as a program: pipes, terminals, signals and codes."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("typer")
pytest.importorskip("jinja2")

from command_line import ENRON, command, run


def test_a_pipe_gets_no_colours_and_a_narrow_terminal_everything() -> None:
    for columns in ("40", "60", "80", "200"):
        told = run("strengths", *ENRON, "--me", "e107", COLUMNS=columns, PYTHONIOENCODING="utf-8")
        shown = told.stdout.decode()
        assert "\x1b" not in shown
        assert told.stderr == b""
        assert len(re.findall(r"^e\d{3}", shown, re.MULTILINE)) == 10
        assert len(re.findall(r"\d %", shown)) >= 10
        assert max(map(len, shown.splitlines())) <= int(columns)


def test_a_terminal_without_unicode_gets_ascii(tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_text("from,to,time\nZoë,Ben,5\nBen,Zoë,6\n", "utf-8")
    told = run("report", str(tmp_path), COLUMNS="120", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert told.stdout.isascii()
    assert b"Zo\\xeb" in told.stdout


def at_a_terminal(
    *arguments: str, program: Sequence[str] = ("-m", "tertius.cli"), **environment: str
) -> tuple[bytes, bytes]:
    """What a person at a terminal sees of standard output and of standard error, and the code is 0."""
    seen = []
    for watched in ("stdout", "stderr"):
        ours, theirs = pty.openpty()
        other = "stderr" if watched == "stdout" else "stdout"
        running = subprocess.Popen(
            [sys.executable, *program, *arguments],
            **{watched: theirs, other: subprocess.DEVNULL},
            env={"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", **environment},
        )
        os.close(theirs)
        seen.append(all_of(ours))
        assert running.wait() == 0
    return seen[0], seen[1]


def all_of(terminal: int) -> bytes:
    read = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # nobody writes any more
            part = b""
        if not part:
            os.close(terminal)
            return read
        read += part


def test_colours_are_for_terminals_whose_owner_wants_them() -> None:
    shown, _ = at_a_terminal("strengths", *ENRON, "--limit", "2")
    assert re.search(rb"\x1b\[[\d;]*3[1-7]m", shown)
    shown, _ = at_a_terminal("strengths", *ENRON, "--limit", "2", NO_COLOR="1")
    assert not re.search(rb"\x1b\[[\d;]*3[1-7]m", shown)


def test_a_name_cannot_steer_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("key,name\na,Ada\x1b[2J\x07\x9b31m\nb,[red]=cmd()[/red]\n", "utf-8")
    (tmp_path / "interactions.csv").write_text("from,to,time\na,b,5\nb,a,6\n")
    shown, said = at_a_terminal("strengths", str(tmp_path), COLUMNS="200")
    assert b"Ada\\x1b[2J\\x07\\x9b31m" in shown
    assert b"[red]=cmd()[/red]" in shown
    assert b"\x1b[2J" not in shown + said
    assert b"\x07" not in shown + said


def test_progress_is_told_to_whoever_waits_at_a_terminal() -> None:
    impatient = "import tertius.cli.screen as s; s._PATIENCE_SECONDS = 0; from tertius.cli import app; app()"
    shown, said = at_a_terminal("strengths", *ENRON, program=["-c", impatient])
    assert b"Judging ties" in said
    assert b"Judging ties" not in shown


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    program = subprocess.Popen(
        command("clusters", *ENRON, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.read(1)
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0


def test_ctrl_c_ends_with_130_and_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    rows = "".join(f"p{n % 997},q{n % 991},{n}\n" for n in range(400_000))
    (tmp_path / "interactions.csv").write_text("from,to,time\n" + rows)
    program = subprocess.Popen(
        command("import", "interactions.csv", "--store", "me.tertius"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    place = Path(f"/proc/{program.pid}/fd")
    while program.poll() is None and not reads(place, tmp_path / "interactions.csv"):
        time.sleep(0.01)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate()
    assert (program.returncode, out, err) == (130, b"", b"stopped\n")
    assert not (tmp_path / "me.tertius").exists()


def reads(descriptors: Path, file: Path) -> bool:
    """Whether the program has the file open."""
    return any(os.path.realpath(one) == str(file) for one in list(descriptors.iterdir()))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["strengths", "--sample", "enron", "--limit", "1"], 0, b""),
        (["strengths", "--store", "none.tertius"], 1, b"error: "),
        (["strengths"], 2, b"error: "),
    ],
)
def test_the_codes_are_those_that_the_help_names(
    arguments: list[str], code: int, said: bytes, tmp_path: Path
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert done.stderr.count(b"\n") == (code > 0)
    told = " ".join(run("--help", COLUMNS="200").stdout.decode().split())
    assert "0 answered; 1 a fault in data or store; 2 wrongly asked; 130 stopped by Ctrl-C" in told
