"""Everybody's ten people to meet, and one person's, by tertius and by its rivals, in one run.

Needs tertius, numpy, scipy, networkx, igraph, networkit and python-graphblas in one environment:

    pip install numpy scipy networkx igraph networkit "python-graphblas[default]"
    python benchmarks/peers/introductions.py path/to/data --network com-dblp --threads 2

Networks: com-dblp from the data folder, and `planted`, drawn, of 1 million people and 10 million ties with
heavy tails. Rivals are asked about people drawn at random and scaled by the share of the two-step paths that
theirs are of everybody's (igraph, which makes a full row for anybody, by the share of people). Picking the
ten best is not timed for them, nor is finding strangers for those who score pairs. Scores are compared first,
and no times are printed unless they agree. A rate is all two-step paths of the network (the sum of squared
degrees) over the seconds, whichever of them a method walks. `gather` is the machine's rate of random reads
from 64 MB, by numpy on one thread.
"""

import argparse
import resource
import statistics
import time
from functools import cached_property

import graphblas as gb
import igraph
import networkit
import networks
import networkx as nx
import numpy as np
import scipy.sparse as sp

import tertius as tt

LIMIT = 10


class Twins:
    """One network in each library's own form, made when it is first asked for."""

    def __init__(self, ties, measure):
        self.size = ties.size
        self.ends = np.column_stack([ties.source, ties.target]).astype(np.int64)
        self.tertius = tt.TieGraph.from_arrays(ties.source, ties.target, size=ties.size)
        self.measure = measure
        self.degrees = np.asarray(self.tertius.degrees).astype(np.float64)
        with np.errstate(divide="ignore"):
            share = 1 / (np.log(self.degrees) if measure == "adamic_adar" else self.degrees)
        self.share = np.where(np.isfinite(share), share, 0)

    @cached_property
    def matrix(self):
        a, b = self.ends.T
        ends = (np.concatenate([a, b]), np.concatenate([b, a]))
        return sp.csr_matrix((np.ones(len(ends[0])), ends), shape=(self.size, self.size))

    @cached_property
    def shared(self):
        return (sp.diags(self.share) @ self.matrix).tocsr()

    @cached_property
    def graphblas(self):
        return gb.io.from_scipy_sparse(self.matrix), gb.io.from_scipy_sparse(self.shared)

    @cached_property
    def igraph(self):
        return igraph.Graph(n=self.size, edges=self.ends)

    @cached_property
    def networkit(self):
        graph = networkit.Graph(self.size)
        graph.addEdges((self.ends[:, 0].astype(np.uint64), self.ends[:, 1].astype(np.uint64)))
        return graph

    @cached_property
    def networkx(self):
        graph = nx.Graph()
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from(self.ends.tolist())
        return graph

    @cached_property
    def paths(self):
        """Two-step paths from each person."""
        return self.matrix @ self.degrees

    def strangers(self, person):
        """Whom a person shares a contact with, and does not know."""
        contacts = self.matrix[person].indices
        others = np.unique(self.matrix[contacts].indices)
        return np.setdiff1d(np.setdiff1d(others, contacts), [person])


def best_of_row(twins, person, columns, scores):
    """The ten best scores among strangers, falling."""
    known = [*twins.matrix[person].indices, person]
    return np.sort(scores[~np.isin(columns, known)])[::-1][:LIMIT]


class Rival:
    """How one library is asked: `ask` alone is timed, picking the ten best of what it gives is a gift."""

    def __init__(self, twins, people):
        self.twins = twins
        self.people = people

    def part(self):
        """The share of everybody's two-step paths that those of these people are."""
        return self.twins.paths[self.people].sum() / self.twins.paths.sum()


class SciPy(Rival):
    def ask(self):
        return self.twins.matrix[self.people] @ self.twins.shared

    def best(self, product):
        return [
            best_of_row(self.twins, person, row.indices, row.data)
            for person, row in zip(self.people, product, strict=True)
        ]


class GraphBLAS(Rival):
    """Told by a mask to leave out the people already known."""

    def ask(self):
        ties, shared = self.twins.graphblas
        block = ties[self.people, :].new()
        product = gb.Matrix(float, len(self.people), self.twins.size)
        product(~block.S) << block.mxm(shared, gb.semiring.plus_times)
        product.wait()
        return product

    def best(self, product):
        rows, columns, scores = product.to_coo()
        starts = np.searchsorted(rows, np.arange(len(self.people) + 1))
        return [
            best_of_row(self.twins, person, columns[start:end], scores[start:end])
            for person, start, end in zip(self.people, starts[:-1], starts[1:], strict=True)
        ]


class Pairwise(Rival):
    """Given each person's strangers at distance two, which it takes others time to find."""

    def __init__(self, twins, people):
        super().__init__(twins, people)
        self.strangers = [twins.strangers(person).tolist() for person in people]
        self.pairs = [
            [(person, other) for other in others]
            for person, others in zip(people.tolist(), self.strangers, strict=True)
        ]

    def best(self, scores):
        return [np.sort(row)[::-1][:LIMIT] for row in scores]


class NetworKit(Pairwise):
    def __init__(self, twins, people):
        super().__init__(twins, people)
        kinds = networkit.linkprediction
        kind = kinds.AdamicAdarIndex if twins.measure == "adamic_adar" else kinds.ResourceAllocationIndex
        self.index = kind(twins.networkit)

    def ask(self):
        return [[score for _, score in self.index.runOn(pairs)] if pairs else [] for pairs in self.pairs]


class NetworkX(Pairwise):
    def ask(self):
        adamic_adar = self.twins.measure == "adamic_adar"
        index = nx.adamic_adar_index if adamic_adar else nx.resource_allocation_index
        return [[score for _, _, score in index(self.twins.networkx, pairs)] for pairs in self.pairs]


class Igraph(Rival):
    def ask(self):
        return [
            self.twins.igraph.similarity_inverse_log_weighted(vertices=[person])[0] for person in self.people
        ]

    def part(self):
        return len(self.people) / self.twins.size

    def best(self, rows):
        everybody = np.arange(self.twins.size)
        return [
            best_of_row(self.twins, person, everybody, np.array(row))
            for person, row in zip(self.people, rows, strict=True)
        ]


def agrees(ours, theirs):
    """Equal scores; a rival may list strangers who score 0."""
    theirs = theirs[theirs > 0]
    return len(ours) == len(theirs) and np.allclose(ours, theirs, rtol=1e-9)


def gather_rate():
    random = np.random.default_rng(1)
    table = np.zeros(8 << 20)
    places = random.integers(0, len(table), 1 << 23)
    return len(places) / timed(lambda: table.take(places), 3)[1]


def timed(call, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = call()
        seconds.append(time.perf_counter() - start)
    return answer, statistics.median(seconds)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def everybody(twins, threads, repeats, sample):
    before = peak()
    rows, first = timed(
        lambda: tt.people_to_meet(twins.tertius, limit=LIMIT, measure=twins.measure, threads=threads), repeats
    )
    memory = peak() - before
    starts = np.searchsorted(rows["person"], np.arange(twins.size + 1))
    all_paths = twins.paths.sum()
    gather = gather_rate()
    print(f" {twins.measure} of everybody, the {LIMIT} best{'seconds':>17}{'ratio':>9}{'M paths/s':>11}")
    rate = all_paths / first / 1e6
    print(
        f"  {f'tertius, {threads} threads':<36}{first:>10.3f}{1:>9.1f}{rate:>11.1f}"
        f"  {rate * 1e6 / gather:.2f} of gather; {memory:.0f} MB more at the peak, rows included"
    )
    random = np.random.default_rng(2)
    for kind, count in rivals(twins.measure, sample):
        people = random.choice(twins.size, min(twins.size, count), replace=False)
        kind(twins, people[:1]).ask()  # makes its form of the network
        rival = kind(twins, people)
        answer, seconds = timed(rival.ask, 1)
        for person, theirs in zip(people, rival.best(answer), strict=True):
            assert agrees(rows["score"][starts[person] : starts[person + 1]], theirs), (kind, person)
        scaled = seconds / rival.part()
        print(
            f"  {kind.__name__:<36}{scaled:>10.1f}{scaled / first:>9.1f}{all_paths / scaled / 1e6:>11.2f}"
            f"  scaled from {len(people)} people",
            flush=True,
        )


def rivals(measure, sample):
    """Who is asked, and about how many people."""
    few = max(10, sample // 100)
    asked = [(GraphBLAS, sample), (SciPy, sample), (NetworKit, few), (NetworkX, few)]
    return [*asked, (Igraph, 10)] if measure == "adamic_adar" else asked


def one_person(twins, count):
    people = np.random.default_rng(3).choice(twins.size, count, replace=False)
    print(f" {twins.measure} of one person{'median ms':>24}{'99 % ms':>10}")
    asked = {
        "tertius": [
            lambda person=int(person): tt.people_to_meet(
                twins.tertius, person, limit=LIMIT, measure=twins.measure, threads=1
            )
            for person in people
        ]
    }
    for kind, _ in rivals(twins.measure, 0):
        some = people[:20] if kind is Igraph else people
        asked[kind.__name__] = [kind(twins, some[place : place + 1]).ask for place in range(len(some))]
    for name, questions in asked.items():
        milliseconds = [timed(question, 1)[1] * 1e3 for question in questions]
        median, late = np.percentile(milliseconds, [50, 99])
        print(f"  {name:<36}{median:>12.3f}{late:>10.3f}  {len(questions)} people", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", help="folder that holds com-dblp")
    parser.add_argument("--network", choices=["com-dblp", "planted"], default="com-dblp")
    parser.add_argument("--kept", help="folder where drawn networks are kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sample", type=int, default=2000, help="people in the rivals' block")
    parser.add_argument("--people", type=int, default=1000, help="people asked about one by one")
    parser.add_argument("--measure", choices=["adamic_adar", "resource_allocation"])
    options = parser.parse_args()
    networkit.setNumberOfThreads(options.threads)
    gb.ss.config["nthreads"] = options.threads

    ties = networks.load(options.network, options.data, options.kept)
    for measure in [options.measure] if options.measure else ["adamic_adar", "resource_allocation"]:
        twins = Twins(ties, measure)
        print(f"{options.network}: {twins.size} people, {twins.tertius.tie_count} ties")
        everybody(twins, options.threads, options.repeats, options.sample)
        one_person(twins, options.people)


if __name__ == "__main__":
    main()
