"""Faded contacts are what a data frame's own group-by gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import tertius as tt

DAY = 86400


def log_of(rows: int, people: int, seed: int) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    sender = (people * random.random(rows) ** 2).astype(np.int64)
    recipient = (sender + random.integers(1, people, rows)) % people
    return pd.DataFrame({"from": sender, "to": recipient, "time": random.integers(0, 400 * DAY, rows)})


@pytest.mark.parametrize(("rows", "people"), [(1, 2), (500, 5), (40_000, 300)])
@pytest.mark.parametrize("half_life_days", [1, 30, 1e6])
def test_a_data_frame_groups_them_to_the_same_sums(rows, people, half_life_days):
    log = log_of(rows, people, seed=rows)
    at = int(log["time"].quantile(0.8))
    seen = log[log["time"] <= at].assign(
        faded=lambda seen: 2.0 ** (-(at - seen["time"]) / (half_life_days * DAY))
    )
    expected = seen.groupby(["from", "to"], as_index=False)["faded"].sum()
    net = tt.Network.from_frames(interactions=log)
    found = tt.faded_contacts(net, half_life_days, at=at).to_frame()
    pd.testing.assert_frame_equal(found, expected, rtol=2e-7, atol=1e-37)


def test_everybody_stands_by_their_key(enron):
    faded = tt.faded_contacts(enron)
    assert repr(faded) == f"Faded contacts: {len(faded)} rows of from, to, faded"
    log = pd.DataFrame({name: enron.interactions[name] for name in ("from", "to", "time")})
    assert len(faded) == len(log[["from", "to"]].drop_duplicates())
    assert set(faded["from"]) == set(log["from"])
    assert faded["faded"].max() > 1


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_any_number_of_threads_gives_the_same_bytes(threads):
    net = tt.Network.from_frames(interactions=log_of(100_000, 1000, seed=1))
    once, again = tt.faded_contacts(net, threads=1), tt.faded_contacts(net, threads=threads)
    for column in once:
        assert once[column].tobytes() == again[column].tobytes()


def test_a_half_life_is_finite_and_above_zero(enron):
    for days in (0, -1, float("inf"), float("nan"), "30"):
        with pytest.raises(tt.InvalidOption):
            tt.faded_contacts(enron, days)
    with pytest.raises(TypeError):
        tt.faded_contacts("net")
    assert len(tt.faded_contacts(enron, at=0)) == 0
