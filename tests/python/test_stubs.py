"""What the stubs say of the compiled part is what the compiled part is."""

from __future__ import annotations

import subprocess
import sys


def test_the_stubs_agree_with_the_module():
    checked = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "tertius._core", "--concise"], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
