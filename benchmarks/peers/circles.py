"""Circles of planted overlapping networks by tertius and by karateclub's EgoNetSplitter, in one run.

Needs tertius, numpy, networkx, python-louvain, tqdm and karateclub in one environment. karateclub asks for
old numpy and networkx; of it only the splitter and its base class are loaded, which run with today's:

    pip install numpy networkx python-louvain tqdm
    pip install --no-deps karateclub
    python benchmarks/peers/circles.py --threads 2

Everybody is in one circle, a share of people in several; `mixing` is the share of ties to anybody. For each
network and each search it prints the number of circles, the overlapping NMI with the planted ones (McDaid),
omega, the median seconds (the graph is built before) and the ratio to tertius; "3+" judges circles of three
people or more, for whoever is in one. EgoNetSplitter adds a tie from everybody to themselves first, so ego
holds all alters together and nobody gets a second persona; "ego left out" is the same class without these
ties, as the paper has it. With --data, com-dblp follows: by tertius only, judged on the people and circles
of its truth.
"""

import argparse
import csv
import functools
import gzip
import importlib.util
import itertools
import statistics
import sys
import time
import types
from pathlib import Path

import networkx as nx
import numpy as np

import tertius as tt

# people, size of a circle, share in several, in how many, mean degree, mixing
NETWORKS = [
    (1_000, 30, 0.1, 2, 14, 0.1),
    (1_000, 30, 0.1, 2, 14, 0.3),
    (5_000, 12, 0.5, 2, 16, 0.05),
    (5_000, 20, 0.5, 3, 24, 0.1),
    (5_000, 30, 0.3, 2, 20, 0.2),
    (20_000, 50, 0.2, 2, 20, 0.3),
    (20_000, 30, 0.1, 2, 20, 0.1),
]


def planted(people, circle, share, hats, degree, mixing, seed):
    """Both ends of every tie, and each person's circles."""
    random = np.random.default_rng(seed)
    count = np.where(random.permutation(people) < share * people, hats, 1)
    person = np.repeat(np.arange(people), count)
    sizes = random.integers(circle // 2, circle * 3 // 2 + 1, 4 * len(person) // circle)
    label = random.permutation(np.repeat(np.arange(len(sizes)), sizes)[: len(person)])
    person, label = np.unique(np.column_stack([person, label]), axis=0).T
    by_circle = person[np.argsort(label, kind="stable")]
    start = np.searchsorted(np.sort(label), np.arange(len(sizes) + 1))
    first = np.searchsorted(person, np.arange(people + 1))

    source = np.repeat(np.arange(people), random.poisson(degree / 2, people))
    own = first[source] + (random.random(len(source)) * np.diff(first)[source]).astype(int)
    low, high = start[label[own]], start[label[own] + 1]
    inside = by_circle[low + (random.random(len(source)) * (high - low)).astype(int)]
    anybody = random.integers(0, people, len(source))
    target = np.where(random.random(len(source)) < mixing, anybody, inside)
    ties = np.sort(np.column_stack([source, target])[source != target], axis=1)
    return np.unique(ties, axis=0), [label[a:b].tolist() for a, b in itertools.pairwise(first)]


@functools.cache
def ego_net_splitter():
    """karateclub's class, without the rest of the package and what that needs."""
    folder = Path(importlib.util.find_spec("karateclub").submodule_search_locations[0])
    for name in ("", ".community_detection", ".community_detection.overlapping"):
        package = types.ModuleType(f"karateclub{name}")
        package.__path__ = [str(folder.joinpath(*name.split(".")))]
        sys.modules[package.__name__] = package
    return importlib.import_module("karateclub.community_detection.overlapping.ego_splitter").EgoNetSplitter


@functools.cache
def ego_left_out():
    class Mended(ego_net_splitter()):
        def _check_graph(self, graph):
            return graph

    return Mended


def by_tertius(people, ties, threads):
    graph = tt.TieGraph.from_arrays(ties[:, 0], ties[:, 1], size=people)
    return lambda: tt.detect_circles(graph, threads=threads)


def by_karateclub(people, ties, kind):
    graph = nx.Graph()
    graph.add_nodes_from(range(people))
    graph.add_edges_from(ties.tolist())

    def search():
        model = kind()
        model.fit(graph.copy())
        return model.get_memberships()

    return search


def measured(search, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = search()
        seconds.append(time.perf_counter() - start)
    return found, statistics.median(seconds)


def circles_of(found, people):
    """Each person's circles; somebody whom the search left out is alone."""
    if isinstance(found, tt.Circles):
        listed = [[] for _ in range(people)]
        frame = found.to_frame(like={})
        for person, circle in zip(frame["person"].tolist(), frame["circle"].tolist(), strict=True):
            listed[person].append(circle)
        return listed
    return [found[person] or [-1 - person] for person in range(people)]


def of_three_or_more(circles):
    size = {}
    for own in circles:
        for circle in set(own):
            size[circle] = size.get(circle, 0) + 1
    return [[circle for circle in own if size[circle] > 2] or own for own in circles]


def agreement(circles, truth):
    return tt.overlapping_mutual_information(circles, truth), tt.omega(circles, truth)


def row(name, circles, truth, seconds, first):
    count = len({circle for own in circles for circle in own})
    information, omega = agreement(circles, truth)
    large, large_omega = agreement(of_three_or_more(circles), truth)
    ratio = seconds / first
    print(
        f"{name:<24}{count:>10}{information:>10.4f}{omega:>10.4f}{large:>10.4f}{large_omega:>10.4f}"
        f"{seconds:>10.4f}{ratio:>10.1f}",
        flush=True,
    )


def compare(options):
    heads = "".join(
        f"{head:>10}" for head in ("circles", "NMI", "omega", "NMI 3+", "omega 3+", "seconds", "ratio")
    )
    print(f"{'':<24}{heads}")
    for place, shape in enumerate(NETWORKS):
        people, circle, share, hats, _, mixing = shape
        if people > options.most:
            continue
        ties, truth = planted(*shape, seed=place)
        print(
            f"{people} people, {len(ties)} ties; {len({c for own in truth for c in own})} circles "
            f"of {circle}, {share:.0%} in {hats}, mixing {mixing}"
        )
        found, first = measured(by_tertius(people, ties, options.threads), options.repeats)
        again = tt.detect_circles(tt.TieGraph.from_arrays(ties[:, 0], ties[:, 1], size=people), threads=1)
        if again.to_frame().to_numpy().tobytes() != found.to_frame().to_numpy().tobytes():
            raise SystemExit("the answer depends on the threads")
        row("  tertius", circles_of(found, people), truth, first, first)
        for name, kind in (("EgoNetSplitter", ego_net_splitter()), ("ego left out", ego_left_out())):
            found, seconds = measured(by_karateclub(people, ties, kind), 1)
            row(f"  {name}", circles_of(found, people), truth, seconds, first)


def com_dblp(folder, options):
    with gzip.open(folder / "com-dblp" / "people.csv.gz", "rt", newline="") as file:
        number = {line["id"]: place for place, line in enumerate(csv.DictReader(file))}
    with gzip.open(folder / "com-dblp" / "relationships.csv.gz", "rt", newline="") as file:
        ties = np.array([(number[line["from"]], number[line["to"]]) for line in csv.DictReader(file)])
    truth = [[] for _ in number]
    with gzip.open(folder / "com-dblp" / "truth.csv.gz", "rt", newline="") as file:
        for line in csv.DictReader(file):
            truth[number[line["id"]]].append(int(line["cluster"]))
    found, seconds = measured(by_tertius(len(number), ties, options.threads), options.repeats)
    print(f"com-dblp: {found!r}")
    graph = tt.TieGraph.from_arrays(ties[:, 0], ties[:, 1], size=len(number))
    clusters, plain = measured(lambda: tt.detect_clusters(graph, threads=options.threads), options.repeats)
    told = [person for person, circles in enumerate(truth) if circles]
    known = [truth[person] for person in told]
    circles = circles_of(found, len(number))
    row("  tertius", [circles[person] for person in told], known, seconds, seconds)
    row("  tertius, clusters", [[clusters.labels[person].item()] for person in told], known, plain, seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--most", type=int, default=20_000, help="leave out networks of more people")
    parser.add_argument("--data", type=Path, help="folder that holds com-dblp")
    options = parser.parse_args()
    compare(options)
    if options.data:
        com_dblp(options.data, options)


if __name__ == "__main__":
    main()
