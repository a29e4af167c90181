"""Graphs from files that write_graph or another program has written."""

from __future__ import annotations

import os
from pathlib import Path

from tertius.columns import shown
from tertius.errors import InvalidOption
from tertius.graph.tie_graph import TieGraph
from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.graphs.graphml import gathered_graphml
from tertius.importers.graphs.node_links import gathered_node_links
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter

_LIMITS = Limits()
_FORMS = {".graphml": gathered_graphml, ".json": gathered_node_links}


def read_graph(
    path: str | os.PathLike[str],
    *,
    weight: str | None = "weight",
    parallel_ties: str = "sum",
    self_ties: str = "refuse",
    limits: Limits = _LIMITS,
) -> TieGraph:
    """Reads who is tied to whom, from GraphML (.graphml) or JSON in node-link form (.json).

    People are numbered in the order in which they are declared; what the file calls them stands in `labels`.

    weight
        What the file calls the ties' weights, 1 where a tie has none; None: all weights are 1.
    parallel_ties, self_ties
        As of :meth:`TieGraph.from_arrays`.

    Nothing outside the file is opened; a document type, with which a file could ask for it, is refused.
    Raises InvalidOption for another ending; InvalidInput naming line and column of what cannot be, and
    nothing of a broken file is taken. OSError.

    >>> import pathlib, tempfile, tertius as tt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "ties.json")
    ...     _ = file.write_text('{"nodes": [{"id": "Ada"}, {"id": "Ben"}], '
    ...         '"edges": [{"source": "Ben", "target": "Ada", "weight": 0.5}]}')
    ...     g = tt.read_graph(file)
    >>> g.labels, g.weights.tolist()
    (('Ada', 'Ben'), [0.5, 0.5])
    """
    gathered_of = _FORMS.get(Path(path).suffix.lower())
    if gathered_of is None:
        raise InvalidOption(
            f"the file's name ends in {shown(Path(path).suffix)}; must end in {' or '.join(_FORMS)}",
            "option.path",
        )
    writer = ReportWriter("graph", shown_path(path), strict=True, limits=limits)
    with regular_file(path, limits).open("rb") as file:
        gathered = gathered_of(file, weight, writer)
    return gathered.graph(parallel_ties, self_ties)
