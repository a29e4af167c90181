"""How far partitions agree: as igraph says, and as SciPy's hypergeometric chances say."""

from __future__ import annotations

import itertools

import igraph
import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

import tertius as tt


def adjusted_by_definition(a, b):
    """(I - E[I]) / (mean entropy - E[I]), E[I] over the chances of every two clusters."""
    n = len(a)
    sizes_a, sizes_b = np.bincount(a), np.bincount(b)
    sizes_a, sizes_b = sizes_a[sizes_a > 0], sizes_b[sizes_b > 0]
    expected = 0.0
    for i, j in itertools.product(sizes_a, sizes_b):
        k = np.arange(max(1, i + j - n), min(i, j) + 1)
        expected += (k / n * np.log(n * k / (i * j)) * hypergeom(n, i, j).pmf(k)).sum()
    of_a, of_b = (-(s / n * np.log(s / n)).sum() for s in (sizes_a, sizes_b))
    shared = (of_a + of_b - igraph.compare_communities(a, b, "vi")) / 2
    return (shared - expected) / ((of_a + of_b) / 2 - expected)


@pytest.mark.parametrize("seed", range(8))
def test_agreement_is_that_of_igraph_and_of_its_definition(seed):
    random = np.random.default_rng(seed)
    a = random.integers(0, 2 + 3 * seed, 150)
    b = np.where(random.random(150) < 0.5, a, random.integers(0, 6, 150))
    found = tt.agreement(a, b)
    first, second = a.tolist(), b.tolist()
    assert found.normalised_mutual_information == pytest.approx(
        igraph.compare_communities(first, second, "nmi"), abs=1e-9
    )
    assert found.adjusted_rand == pytest.approx(
        igraph.compare_communities(first, second, "adjusted_rand"), abs=1e-9
    )
    assert found.variation_of_information == pytest.approx(
        igraph.compare_communities(first, second, "vi"), abs=1e-9
    )
    assert found.adjusted_mutual_information == pytest.approx(adjusted_by_definition(a, b), abs=1e-9)


def test_clusters_numbers_and_texts_are_labels_alike(karate):
    clusters = tt.detect_clusters(karate)
    words = [f"team {label}" for label in clusters.labels]
    same = [
        clusters,
        clusters.labels.astype(np.int64) - 5,
        clusters.labels.tolist(),
        words,
        np.array(words),
        pd.Series(words),
        pd.Series(words, dtype="category"),
    ]
    for labels in same:
        assert tt.agreement(clusters, labels) == tt.Agreement(1.0, 1.0, 1.0, 0.0)
        assert tt.modularity(karate, labels) == tt.modularity(karate, clusters)


def test_the_answer_says_itself():
    expected = "Agreement: mutual information 0.800 normalised, "
    expected += "0.744 adjusted; adjusted Rand 0.696; variation 0.347 nats"
    assert repr(tt.agreement([0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 2, 2, 2, 2])) == expected
    assert tt.agreement([], []) == tt.agreement(["Ada"], [3]) == tt.Agreement(1.0, 1.0, 1.0, 0.0)


def test_thousands_of_clusters_are_compared_at_once():
    labels = np.arange(300_000) // 3
    found = tt.agreement(labels, np.random.default_rng(0).permutation(labels))
    assert abs(found.adjusted_mutual_information) < 1e-4
    assert found.normalised_mutual_information > 0.9


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ([0, 1], "partition.size"),
        ([0.5, 1.5, 2.5], "array.dtype"),
        ([[0, 1, 2]], "array.dtype"),
        ([True, False, True], "array.dtype"),
        (["a", None, "b"], "label.missing"),
        (["a", "", "b"], "label.missing"),
        (["a", float("nan"), "b"], "label.missing"),
        (["a", 1.5, ["b"]], "word.type"),
        ([None, None, None], "label.missing"),
        (7, "array.dtype"),
        ("abc", "array.dtype"),
    ],
)
def test_labels_that_cannot_be_are_refused(labels, code):
    if code == "word.type":
        labels = np.array(["a", 1.5, "b"], dtype=object)
    with pytest.raises(tt.InvalidInput) as refused:
        tt.agreement([0, 1, 2], labels)
    assert refused.value.code == code
