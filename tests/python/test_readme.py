"""The README's programs do what it says they do."""

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```(python|cpp|text)\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


def program_and_output(language):
    place = [kind for kind, _ in BLOCKS].index(language)
    assert BLOCKS[place + 1][0] == "text"
    return BLOCKS[place][1], BLOCKS[place + 1][1]


def test_the_python_program_prints_what_readme_shows():
    program, output = program_and_output("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "README.md", "exec"), {})
    assert printed.getvalue() == output


def test_the_cpp_program_is_the_one_that_outside_projects_compile():
    program, output = program_and_output("cpp")
    consumer = ROOT / "tests/consumer"
    assert program == (consumer / "main.cpp").read_text()
    assert output == (consumer / "expected.txt").read_text()


def test_the_programs_are_short():
    for language in ("python", "cpp"):
        program, _ = program_and_output(language)
        assert len(program.splitlines()) <= 25
