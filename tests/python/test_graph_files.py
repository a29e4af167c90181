"""Graphs written for other programs are read by them, and by read_graph, as they were."""

from __future__ import annotations

import json
import stat

import networkx as nx
import numpy as np
import pydot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tertius as tt

WRITTEN = ("graphml", "json")
NAMES = [
    'Ada "A" O\'Neil',
    "{Ben} [x=1]; }",
    "Cle\no\r\n\t",
    "<Dan> & ]]> </data>",
    "E\\",
    '\\n\\"',
    "漢字 é 🐙",
    "",
]


def random_ties(random: np.random.Generator) -> tt.TieGraph:
    """From no people to thirty; directed or not, weighted or not."""
    size, directed, weighted = int(random.integers(0, 31)), bool(random.integers(2)), bool(random.integers(2))
    count = int(random.integers(0, 60)) if size > 1 else 0
    source = random.integers(0, max(size, 1), count)
    target = (source + random.integers(1, max(size, 2), count)) % max(size, 1)
    weight = random.exponential(size=count) if weighted else None
    if weighted and random.integers(2):
        weight = weight.astype(np.float32)
    kept = "sum" if weighted else "largest"
    return tt.TieGraph.from_arrays(source, target, weight, size, directed, parallel_ties=kept)


def same(g: tt.TieGraph, again: tt.TieGraph) -> bool:
    weights = [np.ones(len(one.alters)) if one.weights is None else one.weights for one in (g, again)]
    return (
        g.is_directed == again.is_directed
        and np.array_equal(g.offsets, again.offsets)
        and np.array_equal(g.alters, again.alters)
        and np.array_equal(*weights)
    )


def test_a_thousand_random_graphs_are_read_back(tmp_path):
    random = np.random.default_rng(14)
    for _ in range(1000):
        g = random_ties(random)
        for ending in WRITTEN:
            path = tmp_path / f"ties.{ending}"
            tt.write_graph(g, path, overwrite=True)
            assert same(g, tt.read_graph(path))


def labelled(names: list[str]) -> tt.TieGraph:
    graph = nx.path_graph(len(names))
    return tt.TieGraph.from_networkx(nx.relabel_nodes(graph, dict(enumerate(names))))


@pytest.mark.parametrize("ending", WRITTEN)
def test_hostile_names_are_read_back(ending, tmp_path):
    g = labelled(NAMES)
    tt.write_graph(g, tmp_path / f"g.{ending}", clusters=list(range(len(NAMES))))
    again = tt.read_graph(tmp_path / f"g.{ending}")
    assert again.labels == tuple(NAMES)
    assert same(g, again)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_name_is_read_back_from_every_form(tmp_path_factory, names):
    g, folder = labelled(names), tmp_path_factory.mktemp("graphs")
    for ending in WRITTEN:
        tt.write_graph(g, folder / f"g.{ending}")
        assert tt.read_graph(folder / f"g.{ending}").labels == tuple(names)


def test_networkx_reads_what_is_written(tmp_path, karate):
    clusters = tt.detect_clusters(karate)
    weighted = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0], [0.5, 0.1, 2], directed=True)
    for g, labels in ((karate, clusters), (weighted, None)):
        for ending in WRITTEN:
            tt.write_graph(g, tmp_path / f"g.{ending}", labels, overwrite=True)
        by_graphml = nx.read_graphml(tmp_path / "g.graphml", node_type=int)
        told = json.loads((tmp_path / "g.json").read_text())
        by_json = nx.node_link_graph(told, edges="edges")
        for read in (by_graphml, by_json):
            assert read.is_directed() == g.is_directed
            assert same(tt.TieGraph.from_networkx(read), g)
    assert nx.get_node_attributes(by_json, "cluster") == {}
    tt.write_graph(karate, tmp_path / "k.graphml", clusters)
    found = nx.get_node_attributes(nx.read_graphml(tmp_path / "k.graphml", node_type=int), "cluster")
    assert [found[person] for person in range(34)] == clusters.labels.tolist()


def unquoted(text: str) -> str:
    """What Graphviz shows of a label: in quotes, with its escapes undone."""
    plain = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}
    shown, rest = "", text[1:-1]
    while rest:
        taken = 2 if rest[:2] in plain else 1
        shown, rest = shown + plain.get(rest[:2], rest[0]), rest[taken:]
    return shown


def test_weights_however_small_or_large_are_numbers_to_graphviz(tmp_path):
    weights = [1e-5, 1e17, 1 / 3, 5e-324]
    g = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 4], weight=weights)
    tt.write_graph(g, tmp_path / "g.dot")
    text = (tmp_path / "g.dot").read_text()
    written = [line.split("weight=")[1].rstrip("];") for line in text.splitlines() if "weight=" in line]
    assert list(map(float, written)) == weights
    assert all(set(number) <= set("0123456789.") for number in written)


def test_what_dot_or_a_float_cannot_hold_is_said(tmp_path):
    (tmp_path / "g.json").write_text('{"nodes": [{"id": "\\ud800"}], "edges": []}')
    with pytest.raises(tt.InvalidInput) as caught:
        tt.write_graph(tt.read_graph(tmp_path / "g.json"), tmp_path / "g.dot")
    assert caught.value.code == "export.character"
    many = "1" + "0" * 400
    (tmp_path / "h.json").write_text(
        f'{{"nodes": [{{"id": 1}}, {{"id": 2}}], "edges": [{{"source": 1, "target": 2, "weight": {many}}}]}}'
    )
    with pytest.raises(tt.InvalidInput, match="weight"):
        tt.read_graph(tmp_path / "h.json")


@pytest.mark.filterwarnings("ignore:.*deprecated")  # pydot's own use of pyparsing
@pytest.mark.parametrize("directed", [False, True])
def test_graphviz_s_language_holds_hostile_names(directed, tmp_path):
    names = NAMES
    graph = nx.path_graph(len(names), create_using=nx.DiGraph if directed else nx.Graph)
    g = tt.TieGraph.from_networkx(nx.relabel_nodes(graph, dict(enumerate(names))))
    tt.write_graph(g, tmp_path / "g.dot", clusters=[0] * len(names))
    (read,) = pydot.graph_from_dot_data((tmp_path / "g.dot").read_bytes().decode())
    assert read.get_type() == ("digraph" if directed else "graph")
    people = [one for one in read.get_nodes() if one.get_name().isdigit()]
    assert [unquoted(one.get("key")) for one in people] == names
    assert [unquoted(one.get("label")) for one in people] == names
    assert {one.get("cluster") for one in people} == {"0"}
    ties = [(int(tie.get_source()), int(tie.get_destination())) for tie in read.get_edges()]
    assert ties == [(place, place + 1) for place in range(len(names) - 1)]


def test_strengths_are_written_under_keys_and_names(tmp_path, enron):
    net = tt.Network.from_frames(
        people={"key": ["ada", "ben"], "name": ["Ada L.", None]},
        interactions={"from": ["ada"], "to": ["ben"], "time": [1_700_000_000]},
    )
    s = tt.tie_strengths(net)
    for g in (s, net):
        tt.write_graph(g, tmp_path / "s.json", overwrite=True)
        told = json.loads((tmp_path / "s.json").read_text())
        assert told["nodes"] == [{"id": "ada", "name": "Ada L."}, {"id": "ben"}]
        (tie,) = told["edges"]
        assert (tie["source"], tie["target"]) == ("ada", "ben")
        assert tie["weight"] == pytest.approx(s["ada", "ben"].strength, abs=1e-6)
    of_many = tt.tie_strengths(enron)
    tt.write_graph(of_many, tmp_path / "enron.graphml")
    assert same(of_many.graph(), tt.read_graph(tmp_path / "enron.graphml"))


def test_what_a_form_cannot_hold_leaves_no_file(tmp_path):
    for text, ending in (("a\x01", "graphml"), ("a\ufffe", "graphml"), ("a\0", "dot"), ("a\0", "gv")):
        with pytest.raises(tt.InvalidInput) as caught:
            tt.write_graph(labelled([text, "b"]), tmp_path / f"g.{ending}")
        assert caught.value.code == "export.character"
        assert not list(tmp_path.iterdir())
    tt.write_graph(labelled(["a\0\x01", "b"]), tmp_path / "g.json")
    assert tt.read_graph(tmp_path / "g.json").labels == ("a\0\x01", "b")


def test_a_file_that_is_there_is_kept_unless_it_may_go(tmp_path, karate):
    path = tmp_path / "g.json"
    tt.write_graph(karate, path)
    with pytest.raises(tt.InvalidInput) as caught:
        tt.write_graph(karate, path)
    assert caught.value.code == "export.exists"
    tt.write_graph(karate, path, overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_said(tmp_path, karate):
    with pytest.raises(tt.InvalidOption, match=r"must end in \.graphml, \.dot, \.gv, \.json"):
        tt.write_graph(karate, tmp_path / "g.gexf")
    with pytest.raises(tt.InvalidOption, match=r"must end in \.graphml or \.json"):
        tt.read_graph(tmp_path / "g.dot")
    with pytest.raises(TypeError, match="must be a TieGraph"):
        tt.write_graph([1], tmp_path / "g.json")
    with pytest.raises(tt.InvalidInput, match="clusters are of 2 people; must be of 34"):
        tt.write_graph(karate, tmp_path / "g.json", clusters=[0, 1])
    twins = nx.Graph([(1, "1")])
    with pytest.raises(tt.InvalidInput, match="two people are labelled '1'"):
        tt.write_graph(tt.TieGraph.from_networkx(twins), tmp_path / "g.json")


GRAPHML = """<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"><default>2</default></key>
<graph edgedefault="undirected">
<edge source="a" target="b"/><edge source="b" target="c"><data key="w"> 0.5 </data></edge>
<node id="a"/><node id="b"/><node id="c"/>
</graph></graphml>"""


def test_weights_have_a_default_and_people_may_come_after_their_ties(tmp_path):
    (tmp_path / "g.graphml").write_text(GRAPHML)
    g = tt.read_graph(tmp_path / "g.graphml")
    assert g.labels == ("a", "b", "c")
    assert g.weights.tolist() == [2, 2, 0.5, 0.5]
    assert not tt.read_graph(tmp_path / "g.graphml", weight=None).is_weighted


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("[1]", "node_link.form"),
        ("{}", "node_link.form"),
        ('{"nodes": [1], "edges": []}', "node_link.form"),
        ('{"nodes": [{"id": "a"}, {"id": "a"}], "edges": []}', "node_link.duplicate_node"),
        ('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}', "node_link.unknown_node"),
        ('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "a"}]}', "node_link.self_tie"),
        ('{"nodes": [{"id": "a"}], "edges": [{"source": "a"}]}', "node_link.missing_attribute"),
        ('{"nodes": [{"id": true}], "edges": []}', "node_link.missing_attribute"),
        (
            '{"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "target": "b", "weight": NaN}]}',
            "node_link.weight",
        ),
        (
            '{"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "target": "b", "weight": -1}]}',
            "node_link.weight",
        ),
        ('{"nodes": [{"id": "a"}', "json.syntax"),
        ("[" * 100_000, "limit.json_depth"),
        ("1" * 10_000, "json.number"),
    ],
)
def test_json_that_is_no_graph_is_refused(told, code, tmp_path):
    (tmp_path / "g.json").write_text(told)
    with pytest.raises(tt.InvalidInput) as caught:
        tt.read_graph(tmp_path / "g.json")
    assert caught.value.code == code


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "g.json").write_bytes(b'{"nodes": [{"id": "\xe9"}]}')
    with pytest.raises(tt.InvalidInput) as caught:
        tt.read_graph(tmp_path / "g.json")
    assert caught.value.code == "enc.invalid_utf8"


@pytest.mark.parametrize("ending", WRITTEN)
def test_a_file_that_is_cut_off_anywhere_is_refused(ending, tmp_path):
    path = tmp_path / f"g.{ending}"
    tt.write_graph(labelled(["Ada", "Bén"]), path)
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(tt.InvalidInput):
            tt.read_graph(path)


@pytest.mark.parametrize("ending", WRITTEN)
@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_file_with_wrong_bytes_is_a_graph_or_refused(tmp_path_factory, ending, data):
    path = tmp_path_factory.mktemp("graphs") / f"g.{ending}"
    tt.write_graph(tt.TieGraph.from_arrays([0, 1], [1, 2], [0.5, 2]), path)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    try:
        assert isinstance(tt.read_graph(path), tt.TieGraph)
    except tt.InvalidInput as refused:
        assert refused.code  # noqa: PT017 - either answer is right
