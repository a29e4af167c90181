"""The most reliable chain between two people by tertius and by its rivals, in one run.

Needs tertius, numpy, igraph and networkit in one environment:

    pip install numpy igraph networkit
    python benchmarks/peers/warm_paths.py path/to/data

Asks com-dblp, every tie with a strength of its own, about pairs of people one by one: drawn at random, and
such as a walk of three steps joins. tertius looks for the three best chains of at most three hops; the
rivals, which know no bound on hops, for the one shortest path by -ln(strength * willingness). The answers are
compared where the shortest path is short enough, and no times are printed unless they agree. Prints the
median and the 99th percentile of a question, and the ratio of the medians to that of tertius.
"""

import argparse
import math
import time
from pathlib import Path

import igraph
import networkit
import numpy as np
from brokerage import com_dblp

import tertius as tt

WILLINGNESS = 0.8
HOPS = 3


class Twins:
    """One network in each library's own form; lengths are what the rivals add up."""

    def __init__(self, people, ties):
        strength = 0.05 + 0.9 * np.random.default_rng(2).random(len(ties))
        length = -np.log(strength * WILLINGNESS)
        self.tertius = tt.TieGraph.from_arrays(ties[:, 0], ties[:, 1], strength, size=people)
        self.igraph = igraph.Graph(n=people, edges=ties, edge_attrs={"length": length})
        self.networkit = networkit.Graph(people, weighted=True)
        for (a, b), weight in zip(ties.tolist(), length.tolist(), strict=True):
            self.networkit.addEdge(a, b, weight)

    def by_tertius(self, seeker, target):
        """The probability of the best chain; 0 if there is none."""
        rows = tt.warm_paths(self.tertius, seeker, target, max_hops=HOPS, willingness=WILLINGNESS)
        return float(rows["probability"][0]) if len(rows) else 0.0

    def by_igraph(self, seeker, target):
        path = self.igraph.get_shortest_paths(seeker, target, weights="length", output="epath")[0]
        return self._probability(sum(self.igraph.es[tie]["length"] for tie in path), len(path))

    def by_networkit(self, seeker, target):
        search = networkit.distance.BidirectionalDijkstra(self.networkit, seeker, target)
        search.run()
        # Its path leaves out both ends.
        return self._probability(search.getDistance(), len(search.getPath()) + 1)

    @staticmethod
    def _probability(length, hops):
        """None if the shortest path has too many hops to say anything of chains of at most three."""
        return math.exp(-length) / WILLINGNESS if hops <= HOPS else None


def random_pairs(graph, count):
    return np.random.default_rng(4).integers(0, graph.size, (count, 2)).tolist()


def near_pairs(graph, count):
    """Each a walk of three steps apart."""
    random = np.random.default_rng(5)
    pairs = []
    while len(pairs) < count:
        seeker = target = int(random.integers(graph.size))
        for _ in range(3):
            first, last = graph.offsets[target : target + 2].tolist()
            target = int(graph.alters[random.integers(first, last)])
        if seeker != target:
            pairs.append((seeker, target))
    return pairs


def one_by_one(ask, pairs):
    answers, seconds = [], []
    for seeker, target in pairs:
        start = time.perf_counter()
        answers.append(ask(seeker, target))
        seconds.append(time.perf_counter() - start)
    return answers, np.median(seconds), np.quantile(seconds, 0.99)


def require_same(ours, theirs):
    for our, their in zip(ours, theirs, strict=False):
        assert their is None or math.isclose(our, their, rel_tol=1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder that holds com-dblp")
    parser.add_argument("--pairs", type=int, default=1000, help="asked of tertius")
    parser.add_argument("--sample", type=int, default=30, help="of these, asked of the rivals")
    given = parser.parse_args()
    twins = Twins(*com_dblp(given.data))
    for name, pairs in (
        ("random people", random_pairs(twins.tertius, given.pairs)),
        ("people three steps apart", near_pairs(twins.tertius, given.pairs)),
    ):
        ours, first, slowest = one_by_one(twins.by_tertius, pairs)
        print(f" {name}: median, 99th percentile, ratio of medians")
        print(f"  {'tertius, 3 chains':<40}{first * 1e6:>12.1f} us{slowest * 1e6:>12.1f} us{1.0:>10.1f}")
        for rival, ask in (
            ("igraph Dijkstra, 1 chain", twins.by_igraph),
            ("networkit BidirectionalDijkstra, 1 chain", twins.by_networkit),
        ):
            theirs, median, slow = one_by_one(ask, pairs[: given.sample])
            require_same(ours, theirs)
            print(
                f"  {rival:<40}{median * 1e6:>12.1f} us{slow * 1e6:>12.1f} us{median / first:>10.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
