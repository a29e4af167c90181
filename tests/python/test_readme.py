"""The README's programs do what it says they do."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```(python|cpp|text)\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


def programs_and_outputs(language):
    places = [place for place, (kind, _) in enumerate(BLOCKS) if kind == language]
    assert places
    assert all(BLOCKS[place + 1][0] == "text" for place in places)
    return [(BLOCKS[place][1], BLOCKS[place + 1][1]) for place in places]


@pytest.mark.parametrize(("program", "output"), programs_and_outputs("python"))
def test_the_python_programs_print_what_readme_shows(program, output, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "README.md", "exec"), {})
    assert printed.getvalue() == output


def test_the_cpp_program_is_the_one_that_outside_projects_compile():
    [(program, output)] = programs_and_outputs("cpp")
    consumer = ROOT / "tests/consumer"
    assert program == (consumer / "main.cpp").read_text()
    assert output == (consumer / "expected.txt").read_text()


def test_the_programs_are_short():
    for language in ("python", "cpp"):
        for program, _ in programs_and_outputs(language):
            assert len(program.splitlines()) <= 25
