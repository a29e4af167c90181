"""Where people stand in a picture: what the layout is given, and what it answers."""

from __future__ import annotations

import numpy as np
import pytest

import tertius as tt
from conftest import directed_graph


def test_positions_are_pairs_of_floats_one_a_person(karate: tt.TieGraph) -> None:
    positions = tt.lay_out(karate)
    assert positions.shape == (34, 2)
    assert positions.dtype == np.float32
    assert np.isfinite(positions).all()
    assert len(np.unique(positions, axis=0)) == 34
    assert not positions.flags.writeable


def test_without_clusters_those_that_are_found_stand_apart(karate: tt.TieGraph) -> None:
    found = tt.detect_clusters(karate, seed=5)
    np.testing.assert_array_equal(tt.lay_out(karate, seed=5), tt.lay_out(karate, found, seed=5))


def test_clusters_can_be_told_as_labels_of_any_kind(karate: tt.TieGraph) -> None:
    labels = np.arange(34) % 3
    told = [tt.lay_out(karate, given) for given in (labels, [f"office {label}" for label in labels.tolist()])]
    np.testing.assert_array_equal(*told)


def test_strengths_serve_as_a_graph(enron: tt.Network) -> None:
    s = tt.tie_strengths(enron, model="shipped")
    p = tt.detect_clusters(s)
    np.testing.assert_array_equal(tt.lay_out(s, p), tt.lay_out(s.graph(), p))


def test_clusters_of_a_real_network_stand_apart(enron: tt.Network) -> None:
    s = tt.tie_strengths(enron, model="shipped")
    p = tt.detect_clusters(s)
    positions = tt.lay_out(s, p).astype(np.float64)
    large = np.flatnonzero(p.sizes > 1)
    middles = np.array([positions[p.labels == label].mean(axis=0) for label in large])
    radii = np.array(
        [
            np.hypot(*(positions[p.labels == label] - middle).T).max()
            for label, middle in zip(large, middles, strict=True)
        ]
    )
    apart = np.hypot(*(middles[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert (apart > radii[:, None] + radii[None, :]).all()


def test_nobody_and_directed_ties_are_laid_out_too() -> None:
    assert tt.lay_out(tt.TieGraph.from_arrays([], [], size=0)).shape == (0, 2)
    assert np.isfinite(tt.lay_out(directed_graph(50, 200, seed=1))).all()


def test_what_cannot_be_laid_out_is_refused(karate: tt.TieGraph) -> None:
    with pytest.raises(tt.InvalidInput, match="the partition has 3 people, the graph 34"):
        tt.lay_out(karate, [0, 1, 2])
    with pytest.raises(tt.InvalidOption):
        tt.lay_out(karate, seed=-1)
    with pytest.raises(TypeError):
        tt.lay_out([[0, 1]])
