"""Clusters of com-dblp by tertius and by its rivals, in one run.

Needs tertius, numpy, igraph and networkit in one environment:

    pip install numpy igraph networkit
    python benchmarks/peers/clusters.py path/to/data --threads 2

Prints, for each, the modularity (worked out by one routine from the labels), the number of clusters, the
median seconds of the search alone (the graph is built before) and the ratio to tertius fast, the first row.
"""

import argparse
import csv
import gzip
import statistics
import time
from pathlib import Path

import igraph
import networkit
import numpy as np

import tertius as tt


def com_dblp(folder):
    """Both ends of every tie, people numbered from 0 in the order of people.csv.gz."""
    with gzip.open(folder / "com-dblp" / "people.csv.gz", "rt", newline="") as file:
        number = {row["id"]: place for place, row in enumerate(csv.DictReader(file))}
    with gzip.open(folder / "com-dblp" / "relationships.csv.gz", "rt", newline="") as file:
        ties = [(number[row["from"]], number[row["to"]]) for row in csv.DictReader(file)]
    ends = np.array(ties, dtype=np.uint32)
    return (
        len(number),
        np.ascontiguousarray(ends[:, 0]),
        np.ascontiguousarray(ends[:, 1]),
    )


def modularity(labels, source, target):
    labels = np.asarray(labels)
    ties = len(source)
    inside = np.count_nonzero(labels[source] == labels[target]) / ties
    ends = np.bincount(labels[source], minlength=labels.max() + 1)
    ends = ends + np.bincount(labels[target], minlength=labels.max() + 1)
    return inside - float(np.sum((ends / (2 * ties)) ** 2))


def by_tertius(size, source, target, effort, threads):
    graph = tt.TieGraph.from_arrays(source, target, size=size)
    return lambda seed: tt.detect_clusters(graph, effort=effort, seed=seed, threads=threads).labels


def by_igraph(size, source, target, iterations):
    graph = igraph.Graph(n=size, edges=np.column_stack([source, target]))
    return lambda seed: (
        graph.community_leiden(objective_function="modularity", n_iterations=iterations).membership
    )


def by_networkit(size, source, target, iterations):
    graph = networkit.Graph(size)
    for a, b in zip(source.tolist(), target.tolist(), strict=True):
        graph.addEdge(a, b)
    graph.indexEdges()

    def search(seed):
        networkit.setSeed(seed, False)
        return (
            networkit.community.ParallelLeiden(graph, iterations=iterations).run().getPartition().getVector()
        )

    return search


def measured(search, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        labels = search(0)
        seconds.append(time.perf_counter() - start)
    return labels, statistics.median(seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder that holds com-dblp")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()

    network = com_dblp(options.data)
    networkit.setNumberOfThreads(options.threads)
    rows = [
        (f"tertius {effort}", by_tertius(*network, effort, options.threads))
        for effort in ("fast", "balanced", "best")
    ]
    rows += [(f"igraph leiden, {n} iterations", by_igraph(*network, n)) for n in (1, 2, 10)]
    rows += [(f"networkit ParallelLeiden, {n} iterations", by_networkit(*network, n)) for n in (1, 3)]

    print(f"{'search':<38}{'quality':>9}{'clusters':>10}{'seconds':>9}{'ratio':>8}")
    first = None
    for name, search in rows:
        labels, seconds = measured(search, options.repeats)
        first = first or seconds
        quality = modularity(labels, *network[1:])
        print(
            f"{name:<38}{quality:>9.5f}{len(set(labels)):>10}{seconds:>9.3f}{seconds / first:>8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
