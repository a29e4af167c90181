"""What the stubs say of the compiled part is what the compiled part is."""

from __future__ import annotations

import subprocess
import sys

# pybind11 gives every class its own metaclass, and those not made by calling them an __init__ that refuses.
ALLOWED = r"""
tertius\._core\.(IntroductionRequest|LearnedMeetings|MeetingModel|Network|Store|StrengthExplainer|StrengthModel|TieCourses|TieGraph|TieLedger|TieStrengths)
tertius\._core\.(Network|TieGraph|TieStrengths)\.__init__
"""


def test_the_stubs_agree_with_the_module(tmp_path):
    allowed = tmp_path / "allowed"
    allowed.write_text(ALLOWED)
    command = [
        sys.executable,
        "-m",
        "mypy.stubtest",
        "tertius._core",
        "--concise",
        "--allowlist",
        str(allowed),
    ]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_typed_package_passes_the_strict_checks_of_its_own_configuration():
    checked = subprocess.run([sys.executable, "-m", "mypy"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
