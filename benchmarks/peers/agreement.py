"""Whether the clusters are those that people know, and as good as igraph's for less time.

    python benchmarks/peers/agreement.py FOLDER            # both tables, on the real sets of the folder

First table: on the sets that say who truly belongs together, the mean over seeds of the normalised mutual
information (arithmetic mean of the entropies) with that truth, for each weighting of the ties. People whose
cluster is unknown are left out of the comparison, not of the network.

Second table: on all sets, the mean modularity and the median seconds of tertius balanced against igraph's
Leiden with 10 iterations. Asked for: no more than .0005 below igraph's modularity, in at most .10 of its time
with two threads and .15 with one.

What a set's records come to as a network: networks.read_set. `--types` takes only records of these types.
"""

import argparse
import statistics
import time
from pathlib import Path

import clusters
import networks
import numpy as np

LABELLED = (
    "email-eu-core",
    "workplace-invs15-static",
    "lazega-lawyers",
    "uk-faculty",
    "physicians-ckm",
    "krackhardt-managers",
    "freeman-eies",
    "icts-grants",
)
WEIGHTINGS = ("none", "raw", "log")
AGAINST = clusters.Contender("igraph", "leiden", "10")
JUDGED = (
    *(clusters.Contender("tertius", "leiden", effort) for effort in ("fast", "balanced", "best")),
    AGAINST,
    clusters.Contender("igraph", "multilevel", ""),
    clusters.Contender("leidenalg", "leiden", "2"),
    clusters.Contender("leidenalg", "leiden", "10"),
)


def entropy(counts):
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log(share)).sum())


def mutual_information(a, b):
    """Of two partitions, over the mean of their entropies: 1 if they are the same, 0 if unrelated."""
    joint = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(joint, (a, b), 1)
    alone = entropy(joint.sum(axis=1)), entropy(joint.sum(axis=0))
    if sum(alone) == 0:
        return 1.0
    return (sum(alone) - entropy(joint.ravel())) / (sum(alone) / 2)


def searches(one, ties, seeds):
    """The labels that every seed leads to, and the seconds each took."""
    start = getattr(clusters, f"start_{one.library}")
    search, labels_of = start(one, ties)
    labels, seconds = [], []
    for seed in range(seeds):
        begin = time.perf_counter()
        found = search(seed)
        seconds.append(time.perf_counter() - begin)
        labels.append(clusters.checked(labels_of(found), ties))
    return labels, seconds


def agreements(data, sets, types, seeds):
    print("agreement with what people know (mean NMI)")
    print(f"{'set':<26}{'weights':<9}" + "".join(f"{one.name:>25}" for one in JUDGED))
    for name in sets:
        recorded = networks.read_set(data / name, types)
        known = recorded.truth >= 0
        for weighting in WEIGHTINGS if recorded.weight is not None else WEIGHTINGS[:1]:
            ties = recorded.weighted(weighting)
            row = f"{name:<26}{weighting:<9}"
            for one in JUDGED:
                labels, _ = searches(one, ties, seeds)
                mean = statistics.fmean(mutual_information(each[known], ties.truth[known]) for each in labels)
                row += f"{mean:>25.4f}"
            print(row, flush=True)


def qualities(data, sets, weightings, seeds):
    print("\nmodularity (mean) and time (median) against igraph leiden 10")
    print(
        f"{'set':<26}{'weights':<9}{'ties':>9}{'tertius':>9}{'igraph':>9}{'more':>9}"
        f"{'igraph ms':>11}{'1 thread':>10}{'2 threads':>10}  missed"
    )
    for name in sets:
        recorded = networks.read_set(data / name)
        for weighting in weightings if recorded.weight is not None else ["none"]:
            ties = recorded.weighted(weighting)
            found = {
                one: searches(one, ties, seeds)
                for one in (
                    AGAINST,
                    *(clusters.Contender("tertius", "leiden", "balanced", n) for n in (1, 2)),
                )
            }
            quality, seconds = [], []
            for labels, taken in found.values():
                quality.append(statistics.fmean(clusters.modularity(each, ties) for each in labels))
                seconds.append(statistics.median(taken))
            more, shares = quality[1] - quality[0], [each / seconds[0] for each in seconds[1:]]
            bars = {"quality": more >= -0.0005, "1 thread": shares[0] <= 0.15, "2 threads": shares[1] <= 0.10}
            print(
                f"{name:<26}{weighting:<9}{len(ties.source):>9}{quality[1]:>9.5f}{quality[0]:>9.5f}{more:>+9.5f}"
                f"{1000 * seconds[0]:>11.2f}{shares[0]:>10.3f}{shares[1]:>10.3f}  "
                + ", ".join(bar for bar, held in bars.items() if not held),
                flush=True,
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder of the real sets")
    parser.add_argument("--sets", nargs="+", help="only these sets")
    parser.add_argument("--types", nargs="+", help="take only records of these types")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--weightings", nargs="+", choices=WEIGHTINGS, default=["none", "raw"])
    parser.add_argument("--only", choices=("agreement", "quality"), help="one of the two tables")
    options = parser.parse_args()
    sets = options.sets or sorted(path.name for path in options.data.iterdir() if path.is_dir())
    if options.only != "quality":
        agreements(options.data, [name for name in LABELLED if name in sets], options.types, options.seeds)
    if options.only != "agreement":
        qualities(options.data, sets, options.weightings, options.seeds)


if __name__ == "__main__":
    main()
