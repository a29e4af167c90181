"""Long calls tell how far they are, answer Ctrl-C, and let a callback's exception out."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import tertius as tt
from conftest import random_graph


class StopHere(Exception):
    """Raised by a callback."""


def complete_graph(people: int) -> tt.TieGraph:
    """Everybody knows everybody: constraint then takes time with the cube of the people."""
    source, target = np.triu_indices(people, 1)
    return tt.TieGraph.from_arrays(source, target, size=people)


@pytest.fixture(scope="module")
def slow() -> tt.TieGraph:
    return complete_graph(2000)


def test_progress_is_told_in_ascending_shares_that_end_at_one(slow):
    shares: list[float] = []
    tt.constraints(slow, progress=shares.append)
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_progress_true_writes_a_line(karate, capsys):
    tt.constraints(karate, progress=True)
    assert capsys.readouterr().err == "\r100%\n"


def test_a_callbacks_exception_comes_out_and_ends_the_work(slow):
    calls: list[float] = []

    def stop(share: float) -> None:
        calls.append(share)
        raise StopHere

    with pytest.raises(StopHere):
        tt.constraints(slow, progress=stop)
    assert len(calls) == 1
    assert calls[0] < 1


def test_a_signal_during_the_work_is_answered_before_it_is_done(slow):
    def interrupt(number, frame):
        raise KeyboardInterrupt

    before = slow.alters.copy()
    handler = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            tt.constraints(slow, threads=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    np.testing.assert_array_equal(slow.alters, before)


@pytest.mark.parametrize(
    "call",
    [
        "tt.constraints(complete_graph(5000), threads=1)",
        "tt.people_to_meet(random_graph(60_000, 6_000_000, 1), measure='l3', threads=1)",
        "tt.detect_clusters(random_graph(400_000, 6_000_000, 1), effort='best', threads=1)",
    ],
)
def test_control_c_ends_a_call_that_would_take_long(call):
    script = f"""
import sys
sys.path.insert(0, {str(__file__.rsplit("/", 1)[0])!r})
import tertius as tt
from conftest import random_graph
from test_interrupts import complete_graph
graph = {call[call.index("(") + 1 :].split("), ")[0]})
print("ready", flush=True)
try:
    {call[: call.index("(")]}(graph, {call.split("), ", 1)[1]}
    print("done")
except KeyboardInterrupt:
    print("interrupted", graph.tie_count == len(graph.alters) // 2)
"""
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=120)
    assert rest == "interrupted True\n"


def test_a_short_call_needs_no_interruption():
    assert random_graph(10, 20, seed=1).size == 10
