"""Who is tied to whom, and by how much: the compact, unchanging graph that every algorithm runs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core
from tertius.display import Facts, counted
from tertius.errors import InvalidInput
from tertius.graph import tie_columns
from tertius.people import People

if TYPE_CHECKING:
    import networkx as nx
    import scipy.sparse as sp


class TieGraph(Facts):
    """People as indices 0, 1, 2 ... and the ties between them, undirected or directed, weighted or not.

    Made by :meth:`from_arrays`, :meth:`from_scipy` or :meth:`from_networkx`; unchanging, so it may be
    shared between threads. It never holds a self-tie, a parallel tie, or a weight that is not finite and >=
    0.

    >>> import tertius as tt
    >>> tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0], weight=[1.0, 2.0, 0.5])
    TieGraph: 3 people, 3 ties, undirected, weighted
    """

    def __init__(self, core: _core.TieGraph, labels: Sequence[Any] | None = None) -> None:
        """Used by tertius itself; see :meth:`from_arrays`."""
        if not isinstance(core, _core.TieGraph):
            raise TypeError("a TieGraph is made by TieGraph.from_arrays, from_scipy or from_networkx")
        self._core = core
        self._labels = None if labels is None else tuple(labels)

    @classmethod
    def from_arrays(
        cls,
        source: ArrayLike,
        target: ArrayLike,
        weight: ArrayLike | None = None,
        size: int | None = None,
        directed: bool = False,
        parallel_ties: str = "sum",
        self_ties: str = "refuse",
    ) -> TieGraph:
        """A graph with a tie from source[i] to target[i] for every i.

        source, target
            People's indices, each of shape (ties,): whole numbers from 0 to 4294967294. Floats, booleans,
            negative and missing ones are refused with their position, never cast.
        weight
            Shape (ties,), finite and >= 0; None: all 1. float32 is kept as such, everything else becomes
            float64.
        size
            How many people there are; None: one more than the largest index.
        parallel_ties
            What several ties of the same two people make: "sum", "largest", or "refuse".
        self_ties
            "refuse", or "drop" (counted in `dropped_self_ties`).

        Raises InvalidInput naming the tie by its position, InvalidOption.

        >>> import tertius as tt
        >>> g = tt.TieGraph.from_arrays([0, 0, 1], [1, 1, 2])
        >>> g.size, g.tie_count, g.weights.tolist()
        (3, 2, [2.0, 2.0, 1.0, 1.0])
        """
        sources, targets = tie_columns.person_ids(source, "source"), tie_columns.person_ids(target, "target")
        people = tie_columns.size_of(sources, targets) if size is None else tie_columns.given_size(size)
        weights = None if weight is None else tie_columns.weights_of(weight)
        core = _core.TieGraph.from_columns(
            sources, targets, weights, people, directed, parallel_ties, self_ties
        )
        return cls(core)

    @classmethod
    def from_scipy(cls, matrix: Any, directed: bool = False, self_ties: str = "refuse") -> TieGraph:
        """A graph with a tie for each stored entry of a square SciPy sparse matrix or array.

        An undirected graph needs a symmetric matrix: pass ``directed=True`` for any other. Entries on the
        diagonal are self-ties. Raises InvalidInput.

        >>> import scipy.sparse, tertius as tt
        >>> tt.TieGraph.from_scipy(scipy.sparse.csr_array([[0, 2.0], [2.0, 0]]))
        TieGraph: 2 people, 1 tie, undirected, weighted
        """
        import scipy.sparse as sp

        if not sp.issparse(matrix):
            raise TypeError(
                f"matrix is of type {type(matrix).__name__}; must be a SciPy sparse matrix or array"
            )
        if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
            raise InvalidInput(f"the matrix has the shape {matrix.shape}; must be square", "matrix.shape")
        rows = sp.csr_array(matrix, copy=True)
        rows.sum_duplicates()
        if not directed:
            _require_symmetric(rows)
            rows = sp.triu(rows, format="csr")
        entries = rows.tocoo()
        weight = None if entries.dtype == np.bool_ else entries.data
        size = rows.shape[0]
        return cls.from_arrays(entries.row, entries.col, weight, size, directed, "refuse", self_ties)

    @classmethod
    def from_networkx(
        cls, graph: nx.Graph, weight: str | None = "weight", self_ties: str = "refuse"
    ) -> TieGraph:
        """A NetworkX graph's ties; people are numbered in the order of its nodes, which stand in `labels`.

        weight
            The edge attribute that holds the weight, 1 where an edge lacks it; None: all weights are 1.

        Parallel edges of a multigraph are summed. Raises InvalidInput.

        >>> import networkx, tertius as tt
        >>> g = tt.TieGraph.from_networkx(networkx.Graph([("Ada", "Ben"), ("Ben", "Cleo")]))
        >>> g.labels, g.degrees.tolist()
        (('Ada', 'Ben', 'Cleo'), [1, 2, 1])
        """
        labels = list(graph)
        index = {label: place for place, label in enumerate(labels)}
        ends = [(index[a], index[b]) for a, b in graph.edges()]
        source, target = np.array(ends, dtype=np.int64).reshape(-1, 2).T
        weights = None if weight is None else [value for _, _, value in graph.edges(data=weight, default=1)]
        made = cls.from_arrays(source, target, weights, len(labels), graph.is_directed(), "sum", self_ties)
        return cls(made._core, labels)

    @property
    def _ties(self) -> _core.TieGraph:
        return self._core

    @property
    def _people(self) -> People:
        return People(self.size)

    @property
    def size(self) -> int:
        """How many people there are."""
        return self._core.size

    @property
    def tie_count(self) -> int:
        """How many ties there are, each counted once."""
        return self._core.tie_count

    @property
    def is_weighted(self) -> bool:
        """False if every weight is 1 and none is stored."""
        return self._core.is_weighted

    @property
    def is_directed(self) -> bool:
        """Whether a tie from a to b does not say that b is tied to a."""
        return self._core.is_directed

    @property
    def labels(self) -> tuple[Any, ...] | None:
        """What the people were called in the NetworkX graph, by index; None for a graph from elsewhere."""
        return self._labels

    @property
    def dropped_self_ties(self) -> int:
        """How many ties were left out because they joined a person to themselves."""
        return self._core.dropped_self_ties

    @property
    def offsets(self) -> NDArray[np.uint64]:
        """Where each person's ties begin in `alters`, shape (size + 1,). Read-only, no copy."""
        return self._core.offsets

    @property
    def alters(self) -> NDArray[np.uint32]:
        """Each person's alters in ascending order, one person after the other. Read-only, no copy."""
        return self._core.alters

    @property
    def weights(self) -> NDArray[np.float32] | NDArray[np.float64] | None:
        """The ties' weights beside `alters`; None if all are 1. Read-only, no copy."""
        return self._core.weights

    @property
    def degrees(self) -> NDArray[np.int64]:
        """How many ties each person has (away from them, if directed), shape (size,)."""
        offsets = self.offsets.view(np.int64)
        return offsets[1:] - offsets[:-1]

    def to_scipy(self) -> sp.csr_array:
        """The weights as a SciPy sparse array, row a, column b for the tie from a to b.

        The matrix shares memory with the graph, and is read-only; take a ``copy()`` to change it.

        >>> import tertius as tt
        >>> tt.TieGraph.from_arrays([0], [1]).to_scipy().toarray().tolist()
        [[0.0, 1.0], [1.0, 0.0]]
        """
        import scipy.sparse as sp

        weights = np.ones(len(self.alters)) if self.weights is None else self.weights
        # SciPy keeps columns of 32 bits as they are if the offsets are of 32 bits too.
        narrow = max(self.size, len(self.alters)) <= np.iinfo(np.int32).max
        columns = self.alters.view(np.int32) if narrow else self.alters.astype(np.int64)
        offsets = self.offsets.astype(np.int32 if narrow else np.int64)
        return sp.csr_array((weights, columns, offsets), shape=(self.size, self.size))

    def to_networkx(self, weight: str = "weight") -> nx.Graph:
        """A NetworkX Graph or DiGraph of the people's indices (or `labels`), weights in `weight`.

        >>> import tertius as tt
        >>> list(tt.TieGraph.from_arrays([0, 1], [1, 2]).to_networkx().edges)
        [(0, 1), (1, 2)]
        """
        import networkx as nx

        graph: nx.Graph = nx.DiGraph() if self.is_directed else nx.Graph()
        names = list(range(self.size)) if self._labels is None else list(self._labels)
        graph.add_nodes_from(names)
        source, target, weights = self._each_once()
        ties = [(names[a], names[b]) for a, b in zip(source, target, strict=True)]
        if weights is None:
            graph.add_edges_from(ties)
        else:
            graph.add_weighted_edges_from(
                [(*tie, w) for tie, w in zip(ties, weights.tolist(), strict=True)], weight
            )
        return graph

    def _each_once(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any] | None]:
        """Source, target and weight of each tie; from_arrays makes the same graph of them."""
        egos = np.repeat(np.arange(self.size), self.degrees)
        once = slice(None) if self.is_directed else egos < self.alters
        return egos[once], self.alters[once], None if self.weights is None else self.weights[once]

    def _facts(self) -> dict[str, Any]:
        degrees = self.degrees
        facts: dict[str, Any] = {"people": self.size, "ties": self.tie_count}
        if self.size:
            facts |= {"ties a person": degrees.mean(), "most ties": degrees.max()}
        return facts if self._labels is None else {**facts, "first people": self._labels[:5]}

    def __repr__(self) -> str:
        kind = "directed" if self.is_directed else "undirected"
        weighted = "weighted" if self.is_weighted else "unweighted"
        return (
            f"TieGraph: {counted(self.size, 'person')}, {counted(self.tie_count, 'tie')}, {kind}, {weighted}"
        )

    def __copy__(self) -> TieGraph:
        return self

    def __deepcopy__(self, memo: object) -> TieGraph:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a TieGraph is not pickled; save() its to_scipy() with scipy.sparse, and read it with from_scipy"
        )


def _require_symmetric(rows: Any) -> None:
    columns = rows.T.tocsr()
    same = np.array_equal(rows.indptr, columns.indptr) and np.array_equal(rows.indices, columns.indices)
    if not same or not np.array_equal(rows.data, columns.data, equal_nan=rows.dtype.kind == "f"):
        raise InvalidInput(
            "the matrix is not symmetric; pass directed=True, or symmetrise it: matrix + matrix.T",
            "matrix.asymmetric",
        )
