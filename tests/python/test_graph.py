"""TieGraph: from arrays, SciPy and NetworkX, and back."""

from __future__ import annotations

import copy
import pickle

import networkx as nx
import numpy as np
import pytest
import scipy.sparse as sp
import tertius as tt
from hypothesis import given
from hypothesis import strategies as st


def test_three_friends_each_have_two_ties():
    g = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0])
    assert (g.size, g.tie_count, g.is_weighted, g.is_directed) == (3, 3, False, False)
    assert g.offsets.tolist() == [0, 2, 4, 6]
    assert g.alters.tolist() == [1, 2, 0, 2, 0, 1]
    assert g.weights is None
    assert g.degrees.tolist() == [2, 2, 2]


def test_people_nobody_is_tied_to_are_counted_where_the_size_says_so():
    assert tt.TieGraph.from_arrays([0], [1], size=5).degrees.tolist() == [1, 1, 0, 0, 0]


def test_parallel_ties_add_up_or_leave_the_largest_or_are_refused():
    ties = ([0, 1], [1, 0], [1.0, 2.0])
    assert tt.TieGraph.from_arrays(*ties).weights.tolist() == [3.0, 3.0]
    assert tt.TieGraph.from_arrays(*ties, parallel_ties="largest").weights.tolist() == [2.0, 2.0]
    with pytest.raises(tt.InvalidInput) as refused:
        tt.TieGraph.from_arrays(*ties, parallel_ties="refuse")
    assert refused.value.code == "tie.parallel"


def test_a_tie_to_oneself_is_refused_with_its_position_or_dropped_and_counted():
    with pytest.raises(tt.InvalidInput, match="tie 1"):
        tt.TieGraph.from_arrays([0, 5], [1, 5])
    dropped = tt.TieGraph.from_arrays([0, 5], [1, 5], self_ties="drop")
    assert (dropped.size, dropped.tie_count, dropped.dropped_self_ties) == (6, 1, 1)


def test_a_directed_tie_is_stored_at_its_source_alone():
    g = tt.TieGraph.from_arrays([0, 0], [1, 2], directed=True)
    assert g.degrees.tolist() == [2, 0, 0]
    assert repr(g) == "TieGraph: 3 people, 2 ties, directed, unweighted"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (np.array([0.5, 2], np.float32), np.float32),
        (np.array([0.5, 2], np.float16), np.float32),
        (np.array([0.5, 2], np.float64), np.float64),
        (np.array([3, 2], np.int32), np.float64),
        ([0.5, 2], np.float64),
    ],
)
def test_weights_keep_their_precision(given, kept):
    g = tt.TieGraph.from_arrays([0, 1], [1, 2], given)
    assert g.weights.dtype == kept
    assert g.weights.tolist() == [given[0], given[0], given[1], given[1]]


@pytest.mark.parametrize("dtype", ["i1", "u1", "<i2", ">i4", "<u4", ">u8", "<i8"])
def test_whole_numbers_of_any_width_and_byte_order_are_the_same_people(dtype):
    g = tt.TieGraph.from_arrays(np.array([0, 1], dtype), np.array([1, 2], dtype))
    assert g.alters.tolist() == [1, 0, 2, 1]


def test_strided_reversed_and_read_only_arrays_are_read_as_they_show():
    both = np.array([[0, 9, 1], [7, 7, 7], [2, 9, 3]])
    both.setflags(write=False)
    source, target = both[::2, 0], both[::2, 2]
    assert tt.TieGraph.from_arrays(source, target).alters.tolist() == [1, 0, 3, 2]
    assert tt.TieGraph.from_arrays(source[::-1], target[::-1]).alters.tolist() == [1, 0, 3, 2]
    assert both.tolist() == [[0, 9, 1], [7, 7, 7], [2, 9, 3]]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.floats(0, 1e6))), st.booleans())
def test_a_graph_is_what_scipy_adds_up(ties, directed):
    ties = [(a, b, w) for a, b, w in ties if a != b]
    source, target, weight = (
        (np.array(column) for column in zip(*ties, strict=True)) if ties else ([], [], [])
    )
    g = tt.TieGraph.from_arrays(source, target, weight, size=21, directed=directed)
    expected = np.zeros((21, 21))
    for a, b, w in ties:
        expected[a, b] += w
        if not directed:
            expected[b, a] += w
    np.testing.assert_allclose(g.to_scipy().toarray(), expected, rtol=1e-12)


@pytest.mark.parametrize("directed", [False, True])
def test_a_graph_comes_back_from_scipy_unchanged(directed):
    g = tt.TieGraph.from_arrays([0, 3, 2], [1, 2, 1], [0.5, 2.0, 3.0], size=6, directed=directed)
    again = tt.TieGraph.from_scipy(g.to_scipy(), directed=directed)
    assert again.to_scipy().toarray().tolist() == g.to_scipy().toarray().tolist()
    assert again.size == 6


def test_a_scipy_view_shares_the_graphs_weights():
    g = tt.TieGraph.from_arrays([0, 1], [1, 2], [0.5, 2.0])
    matrix = g.to_scipy()
    assert np.shares_memory(matrix.data, g.weights)
    assert np.shares_memory(matrix.indices, g.alters)


@pytest.mark.parametrize("kind", [sp.csr_array, sp.csc_matrix, sp.coo_array, sp.lil_array])
def test_any_scipy_sparse_matrix_is_taken(kind):
    g = tt.TieGraph.from_scipy(kind(np.array([[0, 2.0], [2.0, 0]])))
    assert g.weights.tolist() == [2.0, 2.0]


def test_an_asymmetric_matrix_is_refused_unless_directed():
    matrix = sp.csr_array(np.array([[0, 2.0], [0, 0]]))
    with pytest.raises(tt.InvalidInput, match="directed=True"):
        tt.TieGraph.from_scipy(matrix)
    assert tt.TieGraph.from_scipy(matrix, directed=True).tie_count == 1


def test_a_networkx_graph_keeps_its_order_its_weights_and_its_names():
    graph = nx.Graph()
    graph.add_edge("Cleo", "Ada", weight=2.5)
    graph.add_edge("Ada", "Ben")
    g = tt.TieGraph.from_networkx(graph)
    assert g.labels == ("Cleo", "Ada", "Ben")
    assert g.to_scipy().toarray().tolist() == [[0, 2.5, 0], [2.5, 0, 1], [0, 1, 0]]
    assert sorted(g.to_networkx().edges(data="weight")) == [("Ada", "Ben", 1.0), ("Cleo", "Ada", 2.5)]


def test_parallel_edges_of_a_multigraph_are_summed():
    graph = nx.MultiGraph([(0, 1, {"weight": 1.5}), (0, 1, {"weight": 2})])
    assert tt.TieGraph.from_networkx(graph).weights.tolist() == [3.5, 3.5]


def test_a_directed_networkx_graph_stays_directed():
    g = tt.TieGraph.from_networkx(nx.DiGraph([(0, 1), (1, 0), (1, 2)]))
    assert (g.is_directed, g.tie_count) == (True, 3)
    assert sorted(g.to_networkx().edges) == [(0, 1), (1, 0), (1, 2)]


def test_a_graph_is_not_pickled_and_need_not_be_copied(karate):
    with pytest.raises(TypeError, match="to_scipy"):
        pickle.dumps(karate)
    assert copy.copy(karate) is karate
    assert copy.deepcopy(karate) is karate


def test_a_graph_says_in_one_line_what_it_is(karate):
    assert repr(karate) == "TieGraph: 34 people, 78 ties, undirected, unweighted"
    assert repr(tt.TieGraph.from_arrays([], [])) == "TieGraph: 0 people, 0 ties, undirected, unweighted"


def test_a_graph_is_only_made_by_its_makers():
    with pytest.raises(TypeError, match="from_arrays"):
        tt.TieGraph([0], [1])
