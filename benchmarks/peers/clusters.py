"""Clusters by tertius and by its rivals: the same graphs, one table a graph.

Needs tertius, numpy, scipy, igraph, leidenalg, networkit and scikit-network in one environment:

    pip install numpy scipy igraph leidenalg networkit scikit-network
    python benchmarks/peers/clusters.py --data FOLDER --graphs com-dblp planted
    python benchmarks/peers/clusters.py --data FOLDER --curve        # quality at a time budget, as CSV

Every contender runs in a process of its own. It builds its graph from the same arrays; the search alone is
timed, again and again with seeds 0, 1, ...; medians are told, by the clock and (`cpu`) of all processors
together, which a busy machine disturbs less. One routine checks the answers: everybody has
a label, the quality (modularity, worked out from the labels) is at most 1, and how many clusters are not
connected. `memory` is how far the process rose above the loaded graph in its first search. `times` is the
time as a multiple of that of the tertius row named behind it, the one of the like effort and threads.
"""

import argparse
import ctypes
import importlib
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import networks
import numpy as np

SMALL = 500_000  # ties: what takes hours on more is left out

MODULES = {
    "tertius": ["tertius"],
    "igraph": ["igraph"],
    "leidenalg": ["igraph", "leidenalg"],
    "networkit": ["networkit"],
    "scikit-network": ["scipy.sparse", "sknetwork.clustering"],
}


class NotOffered(Exception):
    """This version has no such search."""


@dataclass(frozen=True)
class Contender:
    library: str
    method: str
    effort: str
    threads: int = 1
    like: tuple[str, str] = ("leiden", "balanced")  # method and effort of tertius to compare with
    small_only: bool = False

    @property
    def name(self):
        return f"{self.library} {self.method} {self.effort}".strip()


def contenders():
    """Everybody, tertius first."""
    rows = [
        Contender("tertius", method, effort, threads, (method, effort), method == "spectral")
        for method in ("leiden", "louvain", "label_propagation", "spectral")
        for effort in ("fast", "balanced", "best")
        for threads in (1, 2)
    ]
    iterations = {"1": "fast", "2": "balanced", "10": "best"}
    rows += [Contender("igraph", "leiden", n, 1, ("leiden", like)) for n, like in iterations.items()]
    rows += [
        Contender("igraph", "multilevel", "", 1, ("louvain", "balanced")),
        Contender("igraph", "label_propagation", "", 1, ("label_propagation", "balanced"), small_only=True),
        Contender("leidenalg", "leiden", "1", 1, ("leiden", "fast")),
        Contender("leidenalg", "leiden", "2", 1, ("leiden", "balanced")),
        Contender("networkit", "ParallelLeiden", "1", 2, ("leiden", "fast")),
        Contender("networkit", "ParallelLeiden", "3", 2, ("leiden", "balanced")),
        Contender("networkit", "PLM", "", 2, ("louvain", "balanced")),
        Contender("networkit", "PLP", "", 2, ("label_propagation", "balanced")),
        Contender("scikit-network", "Louvain", "", 1, ("louvain", "balanced")),
        Contender("scikit-network", "Leiden", "", 1, ("leiden", "fast")),
        Contender("scikit-network", "PropagationClustering", "", 1, ("label_propagation", "balanced")),
    ]
    return rows


# Each of these builds the library's graph and returns search(seed) -> answer and labels(answer).


def start_tertius(one, ties):
    import tertius as tt

    graph = tt.TieGraph.from_arrays(ties.source, ties.target, ties.weight, size=ties.size)
    asked = {"method": one.method, "effort": one.effort, "threads": one.threads}
    pair = tt.TieGraph.from_arrays([0], [1])
    try:
        tt.detect_clusters(pair, **asked)
    except tt.InvalidOption as why:
        raise NotOffered from why
    return lambda seed: tt.detect_clusters(graph, seed=seed, **asked), lambda found: found.labels


def start_igraph(one, ties):
    import igraph

    graph = igraph.Graph(n=ties.size, edges=np.column_stack([ties.source, ties.target]))
    if ties.weight is not None:
        graph.es["weight"] = ties.weight
    weights = "weight" if ties.weight is not None else None

    def search(seed):
        random.seed(seed)  # igraph draws from Python's generator
        if one.method == "leiden":
            return graph.community_leiden("modularity", weights=weights, n_iterations=int(one.effort))
        if one.method == "multilevel":
            return graph.community_multilevel(weights=weights)
        return graph.community_label_propagation(weights=weights)

    return search, lambda found: found.membership


def start_leidenalg(one, ties):
    import igraph
    import leidenalg

    graph = igraph.Graph(n=ties.size, edges=np.column_stack([ties.source, ties.target]))
    weights = None if ties.weight is None else ties.weight.tolist()

    def search(seed):
        kind = leidenalg.ModularityVertexPartition
        return leidenalg.find_partition(graph, kind, weights=weights, n_iterations=int(one.effort), seed=seed)

    return search, lambda found: found.membership


def start_networkit(one, ties):
    import networkit

    networkit.setNumberOfThreads(one.threads)
    ends = (ties.source.astype(np.uint64), ties.target.astype(np.uint64))
    columns = ends if ties.weight is None else (ties.weight, ends)
    graph = networkit.GraphFromCoo(columns, n=ties.size, weighted=ties.weight is not None)

    def search(seed):
        networkit.setSeed(seed, True)
        if one.method == "ParallelLeiden":
            run = networkit.community.ParallelLeiden(graph, iterations=int(one.effort))
        else:
            run = getattr(networkit.community, one.method)(graph)
        return run.run().getPartition()

    return search, lambda found: found.getVector()


def start_scikit_network(one, ties):
    import scipy.sparse
    import sknetwork.clustering

    weight = np.ones(len(ties.source)) if ties.weight is None else ties.weight
    half = scipy.sparse.coo_matrix((weight, (ties.source, ties.target)), shape=(ties.size, ties.size))
    graph = (half + half.T).tocsr()

    def search(seed):
        kind = getattr(sknetwork.clustering, one.method)
        seeded = (
            {} if one.method == "PropagationClustering" else {"random_state": seed, "shuffle_nodes": True}
        )
        return kind(return_probs=False, return_aggregate=False, **seeded).fit(graph)

    return search, lambda found: found.labels_


def modularity(labels, ties):
    weight = np.ones(len(ties.source)) if ties.weight is None else ties.weight
    total = weight.sum()
    inside = weight[labels[ties.source] == labels[ties.target]].sum() / total
    ends = np.bincount(labels[ties.source], weight, labels.max() + 1)
    ends += np.bincount(labels[ties.target], weight, labels.max() + 1)
    return inside - float(np.sum((ends / (2 * total)) ** 2))


def disconnected(labels, ties):
    """How many clusters fall into several parts when only the ties inside clusters are left."""
    import scipy.sparse
    from scipy.sparse.csgraph import connected_components

    inside = labels[ties.source] == labels[ties.target]
    ends = (ties.source[inside], ties.target[inside])
    graph = scipy.sparse.coo_matrix(
        (np.ones(inside.sum(), dtype=np.int8), ends), shape=(ties.size, ties.size)
    )
    _, part = connected_components(graph, directed=False)
    first = np.unique(part, return_index=True)[1]  # somebody of every part
    return int((np.bincount(labels[first]) > 1).sum())


def checked(labels, ties):
    """Labels from 0 on, or an error if they cannot be those of everybody."""
    labels = np.asarray(labels)
    if labels.shape != (ties.size,) or labels.dtype.kind not in "iu" or labels.min() < 0:
        raise ValueError("not everybody has a label")
    labels = np.unique(labels, return_inverse=True)[1]
    if not modularity(labels, ties) <= 1:
        raise ValueError("the quality is above 1")
    return labels


def memory_mb(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024


def start_of_peak():
    """The process's memory now, from where its peak counts anew."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return memory_mb("VmRSS")


def measure(one, folder, repeats, outcome):
    """In a process of its own: puts a dict of what was found, or an exception, into the queue."""
    try:
        columns = {path.stem: np.load(path) for path in Path(folder).glob("*.npy")}
        ties = networks.Ties(int(columns.pop("size")), **columns)
        for module in MODULES[one.library]:
            importlib.import_module(module)
        begin = time.perf_counter()
        start = globals()[f"start_{one.library.replace('-', '_')}"]
        search, labels_of = start(one, ties)
        built = time.perf_counter() - begin
        before = start_of_peak()
        seconds, processors, quality, answers = [], [], [], []
        for seed in range(repeats):
            begin, begin_all = time.perf_counter(), time.process_time()
            found = search(seed)
            seconds.append(time.perf_counter() - begin)
            processors.append(time.process_time() - begin_all)
            if seed == 0:
                memory = memory_mb("VmHWM") - before
            labels = checked(labels_of(found), ties)
            quality.append(modularity(labels, ties))
            answers.append((int(labels.max()) + 1, disconnected(labels, ties)))
        clusters, broken = (int(statistics.median_low(column)) for column in zip(*answers, strict=True))
        outcome.put(
            {
                "quality": statistics.median(quality),
                "clusters": clusters,
                "disconnected": broken,
                "seconds": statistics.median(seconds),
                "processors": statistics.median(processors),
                "memory": memory,
                "built": built,
            }
        )
    except NotOffered:
        outcome.put(None)
    except Exception as error:  # told in the table, and the others go on
        outcome.put(f"{type(error).__name__}: {error}")


def measured_apart(one, folder, repeats):
    context = multiprocessing.get_context("spawn")
    outcome = context.Queue()
    process = context.Process(target=measure, args=(one, folder, repeats, outcome))
    process.start()
    while process.is_alive() and outcome.empty():
        process.join(0.05)
    result = outcome.get() if process.exitcode in (None, 0) else f"ended with {process.exitcode}"
    process.join()
    return result


def told(one, result, baseline):
    if isinstance(result, str):
        return f"{one.name:<40}{one.threads:>4}  {result}"
    times = f"{result['seconds'] / baseline['seconds']:>8.2f} of {' '.join(one.like)}" if baseline else ""
    return (
        f"{one.name:<40}{one.threads:>4}{result['quality']:>9.5f}{result['clusters']:>9}"
        f"{result['disconnected']:>7}{result['seconds']:>9.3f}{result['processors']:>9.3f}"
        f"{result['memory']:>9.1f}{result['built']:>8.2f}{times}"
    )


def compare(graph, ties, chosen, options):
    """One table, or the points of one curve."""
    if not options.curve:
        print(f"\n{graph}: {ties.size:,} people, {len(ties.source):,} ties")
        print(
            f"{'who':<40}{'thr':>4}{'quality':>9}{'clusters':>9}{'broken':>7}"
            f"{'seconds':>9}{'cpu':>9}{'memory':>9}{'build s':>8}{'times':>8}"
        )
    by_tertius = {}
    with tempfile.TemporaryDirectory() as folder:
        for field in ("size", "source", "target", "weight"):
            if getattr(ties, field) is not None:
                np.save(Path(folder) / f"{field}.npy", getattr(ties, field))
        for one in chosen:
            if one.small_only and len(ties.source) > SMALL and not options.contenders:
                continue
            result = measured_apart(one, folder, options.repeats)
            if result is None:
                continue
            if one.library == "tertius" and isinstance(result, dict):
                by_tertius[(*one.like, one.threads)] = result
            if options.curve and isinstance(result, dict):
                print(f"{one.name},{one.threads},{result['seconds']:.4f},{result['quality']:.5f}", flush=True)
            elif not options.curve:
                baseline = None if one.library == "tertius" else by_tertius.get((*one.like, one.threads))
                print(told(one, result, baseline), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--graphs", nargs="+", default=["com-dblp"], help="planted, kronecker, or sets of --data"
    )
    parser.add_argument("--data", type=Path, help="folder of the real sets")
    parser.add_argument("--kept", type=Path, help="folder where drawn networks are kept between runs")
    parser.add_argument(
        "--contenders", nargs="+", help='only those whose name begins so: "tertius", "igraph leiden 2"'
    )
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], help="only rows of so many threads")
    parser.add_argument("--weighting", choices=("none", "raw", "log"), default="none")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--curve", action="store_true", help="print contender,threads,seconds,modularity")
    options = parser.parse_args()

    chosen = [
        one
        for one in contenders()
        if one.threads in options.threads
        and (
            not options.contenders
            or any(f"{one.name} ".startswith(f"{begin} ") for begin in options.contenders)
        )
    ]
    if options.curve:
        print("contender,threads,seconds,modularity")
    for graph in options.graphs:
        ties = networks.load(graph, options.data, options.kept).weighted(options.weighting)
        compare(graph, ties, chosen, options)


if __name__ == "__main__":
    sys.exit(main())
