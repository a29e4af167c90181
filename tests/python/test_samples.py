"""The sample that ships with the package is what its README says."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import numpy as np
import tertius as tt


def test_the_enron_record_has_its_published_counts(enron):
    assert (len(enron), len(enron.interactions)) == (184, 34_427)
    channels, counts = np.unique(enron.interactions["channel"].astype(str), return_counts=True)
    assert dict(zip(channels, counts, strict=True)) == {"email_cc": 5_879, "email_to": 28_548}
    assert sum(position is None for position in enron.people["position"]) == 54
    assert str(enron.interactions["time"].min())[:10] == "1998-11-13"
    assert str(enron.interactions["time"].max())[:10] == "2002-06-21"
    assert enron.people["key"][0] == "e000"


def test_the_sample_says_where_it_comes_from_and_how_it_is_licensed():
    folder = files("tertius") / "data" / "enron"
    assert "CC BY-SA 4.0" in (folder / "LICENSE").read_text()
    readme = (folder / "README.md").read_text()
    assert "Priebe" in readme
    assert "34,427" in readme


def test_the_sample_is_read_without_any_data_frame_library():
    script = (
        "import sys; import tertius as tt; tt.samples.enron();"
        "print(sorted({'pandas', 'polars', 'pyarrow', 'duckdb', 'scipy', 'networkx'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_two_looks_give_one_network():
    assert tt.samples.enron() is tt.samples.enron()
