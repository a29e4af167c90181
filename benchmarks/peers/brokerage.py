"""Constraint, effective size and betweenness by tertius and by its rivals, in one run.

Needs tertius, numpy, scipy, networkx, igraph and networkit in one environment:

    pip install numpy scipy networkx igraph networkit
    python benchmarks/peers/brokerage.py path/to/data --threads 2

Networks: com-dblp from the data folder, and a made one with heavy hubs (most people know one of a few). The
answers are compared, and no times are printed unless they agree. Where NetworkX would take hours it is asked
about people drawn at random, which takes the share of the time that they are of everybody. Prints the median
seconds of each and the ratio to tertius.
"""

import argparse
import csv
import gzip
import statistics
import time
from functools import cached_property
from pathlib import Path

import igraph
import networkit
import networkx as nx
import numpy as np

import tertius as tt


def com_dblp(folder):
    """Both ends of every tie, people numbered from 0 in the order of people.csv.gz."""
    with gzip.open(folder / "com-dblp" / "people.csv.gz", "rt", newline="") as file:
        number = {row["id"]: place for place, row in enumerate(csv.DictReader(file))}
    with gzip.open(folder / "com-dblp" / "relationships.csv.gz", "rt", newline="") as file:
        ties = [(number[row["from"]], number[row["to"]]) for row in csv.DictReader(file)]
    return len(number), np.array(ties)


def hubs(people, ties):
    """Low numbers are drawn far more often: the first ones know a large part of everybody."""
    random = np.random.default_rng(3)
    drawn = (people * random.random((ties, 2)) ** [1, 6]).astype(np.int64)
    drawn = np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1)
    return people, np.unique(drawn, axis=0)


class Twins:
    """One network in each library's own form, made when it is first asked for."""

    def __init__(self, people, ties, threads):
        self.size = people
        self.ties = ties
        self.threads = threads
        self.tertius = tt.TieGraph.from_arrays(ties[:, 0], ties[:, 1], size=people)

    @cached_property
    def igraph(self):
        return igraph.Graph(n=self.size, edges=self.ties)

    @cached_property
    def networkx(self):
        graph = nx.Graph()
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from(self.ties.tolist())
        return graph

    @cached_property
    def networkit(self):
        graph = networkit.Graph(self.size)
        for a, b in self.ties.tolist():
            graph.addEdge(a, b)
        return graph


def timed(call, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = call()
        seconds.append(time.perf_counter() - start)
    return answer, statistics.median(seconds)


def row(name, seconds, first, note=""):
    print(f"  {name:<44}{seconds:>11.4f} s{seconds / first:>11.1f}  {note}", flush=True)


def drawn_people(twins, count):
    """People drawn at random among those with ties."""
    known = np.flatnonzero(twins.tertius.degrees > 0)
    return np.random.default_rng(1).choice(known, min(count, len(known)), replace=False).tolist()


def constraint(twins, repeats, sample):
    ours, first = timed(lambda: tt.constraints(twins.tertius, threads=twins.threads), repeats)
    theirs, igraphs = timed(twins.igraph.constraint, repeats)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9)
    people = drawn_people(twins, sample)
    graph = twins.networkx
    some, networkxs = timed(lambda: nx.constraint(graph, people), 1)
    np.testing.assert_allclose([ours[person] for person in people], list(some.values()), rtol=1e-9)
    matrices = None
    if twins.tertius.degrees.max() < 1000:  # else it is out for gigabytes
        everybody, matrices = timed(lambda: nx.constraint(graph), 1)
        np.testing.assert_allclose(ours, list(everybody.values()), rtol=1e-9)
    print(" constraint of everybody")
    row(f"tertius, {twins.threads} threads", first, first)
    row("igraph", igraphs, first)
    row("networkx", networkxs * twins.size / len(people), first, f"scaled from {len(people)} people")
    if matrices:
        row("networkx, by sparse matrices", matrices, first)


def effective_size(twins, repeats, sample):
    ours, first = timed(lambda: tt.effective_sizes(twins.tertius, threads=twins.threads), repeats)
    people = drawn_people(twins, sample)
    graph = twins.networkx
    some, networkxs = timed(lambda: nx.effective_size(graph, people), 1)
    np.testing.assert_allclose([ours[person] for person in people], list(some.values()), rtol=1e-9)
    print(" effective size of everybody")
    row(f"tertius, {twins.threads} threads", first, first)
    row("networkx", networkxs * twins.size / len(people), first, f"scaled from {len(people)} people")


def exact_betweenness(twins, sample):
    ours, first = timed(lambda: tt.betweennesses(twins.tertius, threads=twins.threads), 1)
    graph = twins.igraph
    theirs, igraphs = timed(graph.betweenness, 1)
    pairs = (twins.size - 1) * (twins.size - 2) / 2
    np.testing.assert_allclose(ours.values, np.array(theirs) / pairs, atol=1e-9)
    measure = networkit.centrality.Betweenness(twins.networkit, normalized=False)
    _, networkits = timed(measure.run, 1)
    np.testing.assert_allclose(ours.values, np.array(measure.scores()) / 2 / pairs, atol=1e-9)
    sources = drawn_people(twins, sample)
    graph = twins.networkx
    _, networkxs = timed(lambda: nx.betweenness_centrality_subset(graph, sources, list(graph)), 1)
    print(" betweenness of everybody, exact")
    row(f"tertius, {twins.threads} threads", first, first)
    row(f"networkit, {twins.threads} threads", networkits, first)
    row("igraph", igraphs, first)
    row("networkx", networkxs * twins.size / len(sources), first, f"scaled from {len(sources)} sources")


def sampled_betweenness(twins, error):
    ours, first = timed(
        lambda: tt.betweennesses(twins.tertius, error=error, confidence=0.9, threads=twins.threads), 1
    )
    kadabra = networkit.centrality.KadabraBetweenness(twins.networkit, error, 0.1)
    _, kadabras = timed(kadabra.run, 1)
    # Two answers that are each within the error of the truth are within twice the error of each other.
    assert np.abs(ours.values - np.array(kadabra.scores())).max() <= 2 * error
    print(f" betweenness of everybody, off by at most {error} with 90 % confidence")
    row(f"tertius, {twins.threads} threads", first, first, f"{ours.samples} samples")
    row(f"networkit KadabraBetweenness, {twins.threads} threads", kadabras, first)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder that holds com-dblp")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--sample", type=int, default=300, help="people whom NetworkX is asked about")
    parser.add_argument("--error", type=float, default=0.01)
    parser.add_argument("--network", choices=["com-dblp", "hubs"], help="one network alone")
    parser.add_argument(
        "--only", choices=["constraint", "effective_size", "exact", "sampled"], help="one measure alone"
    )
    options = parser.parse_args()
    networkit.setNumberOfThreads(options.threads)

    networks = {"com-dblp": lambda: com_dblp(options.data), "hubs": lambda: hubs(100_000, 400_000)}
    for name, network in networks.items():
        if options.network not in (None, name) or options.only == "exact":
            continue
        twins = Twins(*network(), options.threads)
        print(f"{name}: {twins.size} people, {twins.tertius.tie_count} ties{'ratio':>42}")
        if options.only in (None, "constraint"):
            constraint(twins, options.repeats, options.sample)
        if options.only in (None, "effective_size"):
            effective_size(twins, options.repeats, options.sample)
        if options.only in (None, "sampled"):
            sampled_betweenness(twins, options.error)
    if options.only in (None, "exact"):
        small = Twins(*hubs(4_000, 16_000), options.threads)
        print(f"small hubs: {small.size} people, {small.tertius.tie_count} ties{'ratio':>42}")
        exact_betweenness(small, options.sample)


if __name__ == "__main__":
    main()
