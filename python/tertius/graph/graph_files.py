"""Graphs written down for other programs: GraphML, DOT and JSON."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import ArrayLike

from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.columns import shown
from tertius.errors import InvalidInput, InvalidOption
from tertius.graph.tie_graph import TieGraph
from tertius.keys import Key
from tertius.network.network import Network
from tertius.strength.strengths import TieStrengths, tie_strengths
from tertius.whole_files import whole_file

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_QUOTES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def write_graph(
    g: TieGraph | TieStrengths | Network,
    path: str | os.PathLike[str],
    clusters: Clusters | ArrayLike | None = None,
    *,
    overwrite: bool = False,
) -> None:
    """Writes who is tied to whom, in the form that the file's ending names.

    .graphml
        For Gephi, Cytoscape, igraph, NetworkX. :func:`read_graph` gives the same graph again.
    .json
        Node-link form, as NetworkX, D3 and others take it. :func:`read_graph` gives the same graph again.
    .dot, .gv
        For Graphviz; people are numbered, with `label` and `key` beside.

    Each person has their key (their index in a bare graph), their name where recorded, and their cluster;
    each tie its weight, unless all are 1.

    g
        A TieGraph; TieStrengths, whose weights are the strengths; or a Network, which stands for its
        tie_strengths.
    clusters
        Clusters, or labels of shape (people,).
    overwrite
        Whether a file that is there may be replaced.

    The file is its owner's alone, there whole or not at all. Raises InvalidOption for another ending;
    InvalidInput: export.exists, export.character for a text that the form cannot hold (a control character in
    XML, NUL in DOT). OSError.

    >>> import pathlib, tempfile, tertius as tt
    >>> g = tt.TieGraph.from_arrays([0, 1], [1, 2], weight=[0.5, 2.0])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "ties.graphml")
    ...     tt.write_graph(g, file, clusters=[0, 0, 1])
    ...     again = tt.read_graph(file)
    >>> again.weights.tolist() == g.weights.tolist()
    True
    """
    write = _FORMS.get(Path(path).suffix.lower())
    if write is None:
        raise InvalidOption(
            f"the file's name ends in {shown(Path(path).suffix)}; must end in {', '.join(_FORMS)}",
            "option.path",
        )
    drawn = _drawn(g, clusters)
    with whole_file(path, overwrite=overwrite) as file:
        write(drawn, file)


@dataclass(frozen=True)
class _Drawn:
    """What is written of a graph."""

    graph: TieGraph
    keys: list[Key]
    names: list[str]
    clusters: list[int] | None

    def people(self) -> Iterator[tuple[Key, dict[str, str | int]]]:
        """Each person's key, and what else is told of them."""
        for place, (key, name) in enumerate(zip(self.keys, self.names, strict=True)):
            told: dict[str, str | int] = {} if name == str(key) else {"name": name}
            if self.clusters is not None:
                told["cluster"] = self.clusters[place]
            yield key, told

    def ties(self) -> Iterator[tuple[int, int, float | None]]:
        """Each tie's two places and its weight, None if all are 1."""
        source, target, weight = self.graph._each_once()
        weights = [None] * len(source) if weight is None else weight.astype(np.float64).tolist()
        return zip(source.tolist(), target.tolist(), weights, strict=True)


def _drawn(g: TieGraph | TieStrengths | Network, clusters: Clusters | ArrayLike | None) -> _Drawn:
    if isinstance(g, Network):
        g = tie_strengths(g)
    if not isinstance(g, (TieGraph, TieStrengths)):
        raise TypeError(f"g is of type {type(g).__name__}; must be a TieGraph, TieStrengths or a Network")
    if isinstance(g, TieStrengths):
        graph, keys = g.graph(), g._people.named().tolist()
        names = [g._people.display_name(place) for place in range(g.size)]
    else:
        graph = g
        keys = [key if type(key) is int else str(key) for key in g.labels or range(g.size)]
        names = list(map(str, keys))
        if len(set(names)) < len(names):
            twice = next(name for place, name in enumerate(names) if name in names[:place])
            raise InvalidInput(f"two people are labelled {shown(twice)}", "key.duplicate")
    labels = None if clusters is None else cluster_labels(clusters).tolist()
    if labels is not None and len(labels) != graph.size:
        raise InvalidInput(f"clusters are of {len(labels)} people; must be of {graph.size}", "array.shape")
    return _Drawn(graph, keys, names, labels)


def _write_graphml(drawn: _Drawn, file: IO[str]) -> None:
    direction = "directed" if drawn.graph.is_directed else "undirected"
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        '<key id="name" for="node" attr.name="name" attr.type="string"/>\n'
        '<key id="cluster" for="node" attr.name="cluster" attr.type="long"/>\n'
        '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n'
        f'<graph edgedefault="{direction}">\n'
    )
    ids = [quoteattr(_in_xml(str(key))) for key in drawn.keys]
    for id_, (_, told) in zip(ids, drawn.people(), strict=True):
        data = "".join(_data(name, item) for name, item in told.items())
        file.write(f"<node id={id_}>{data}</node>\n")
    for source, target, weight in drawn.ties():
        data = "" if weight is None else _data("weight", weight)
        file.write(f"<edge source={ids[source]} target={ids[target]}>{data}</edge>\n")
    file.write("</graph>\n</graphml>\n")


def _data(name: str, item: str | float) -> str:
    text = escape(_in_xml(str(item)), {"\r": "&#13;"})
    return f'<data key="{name}">{text}</data>'


def _in_xml(text: str) -> str:
    if found := _NO_XML.search(text):
        raise InvalidInput(
            f"{shown(text)} holds the character U+{ord(found[0]):04X}, which XML cannot; write .json",
            "export.character",
        )
    return text


def _write_dot(drawn: _Drawn, file: IO[str]) -> None:
    kind, arrow = ("digraph", "->") if drawn.graph.is_directed else ("graph", "--")
    file.write(f"{kind} {{\n")
    for place, (key, told) in enumerate(drawn.people()):
        cluster = f", cluster={told['cluster']}" if "cluster" in told else ""
        label, key_text = (_in_quotes(str(text)) for text in (told.get("name", key), key))
        file.write(f"{place} [label={label}, key={key_text}{cluster}];\n")
    for source, target, weight in drawn.ties():
        # DOT's numbers have no exponent
        weighed = "" if weight is None else f" [weight={np.format_float_positional(weight, trim='0')}]"
        file.write(f"{source} {arrow} {target}{weighed};\n")
    file.write("}\n")


def _in_quotes(text: str) -> str:
    if re.search("[\0\ud800-\udfff]", text):
        raise InvalidInput(f"{shown(text)} holds a character unknown to DOT; write .json", "export.character")
    return f'"{text.translate(_IN_QUOTES)}"'


def _write_json(drawn: _Drawn, file: IO[str]) -> None:
    nodes = [{"id": key, **told} for key, told in drawn.people()]
    edges: list[dict[str, Any]] = []
    for source, target, weight in drawn.ties():
        edge = {"source": drawn.keys[source], "target": drawn.keys[target]}
        edges.append(edge if weight is None else {**edge, "weight": weight})
    kind = {"directed": drawn.graph.is_directed, "multigraph": False, "graph": {}}
    file.write(json.dumps({**kind, "nodes": nodes, "edges": edges}))


_FORMS: dict[str, Callable[[_Drawn, IO[str]], None]] = {
    ".graphml": _write_graphml,
    ".dot": _write_dot,
    ".gv": _write_dot,
    ".json": _write_json,
}
