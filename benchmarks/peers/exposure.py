"""How evenly people are asked by plans of introductions and by plain ranking, on real logs.

Needs tertius, numpy and scipy in one environment:

    pip install numpy scipy
    python benchmarks/peers/exposure.py path/to/data --threads 2

Candidates are everybody's ten people to meet, with their introducers, and what the thirty with the strongest
ties could do for their contacts. Either everybody's time is short, or that of those thirty alone. Plain
ranking makes as many introductions as the plan does, without a limit: `top`, those of the highest scores; or
`each`, everybody's first choice, then everybody's second and so on. How even it could be at a loss of 2 %
says `milp` (HiGHS, in SciPy), by least squares, for at most 3000 candidates.

`Gini` is over everybody among the candidates, in all roles; then how much lower it is than that of plain
ranking. `most` is how often one person is asked, `loss` that of the score against the plan without spread.
"""

import argparse
from collections import Counter
from pathlib import Path

import networks
import numpy as np
from plans import ROLES, pairs_of, places_of, planned, roles_of, times_asked
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, eye_array, kron

import tertius as tt

SETS = ["enron-email", "email-eu-core", "workplace-invs15", "mathoverflow"]


def gini(counts):
    ranks = np.arange(1, len(counts) + 1)
    return ((2 * ranks - len(counts) - 1) * np.sort(counts)).sum() / (len(counts) * counts.sum())


def meetings(net, strengths, options):
    """Everybody's ten people to meet, asked for through the introducer."""
    found = tt.people_to_meet(strengths, limit=10, threads=options.threads)
    return {"a": found["person"], "b": found["other"], "broker": found["introducer"], "score": found["score"]}


def suggestions(net, strengths, options):
    """What the thirty with the strongest ties could do for their contacts, each other left out."""
    held = strengths.graph().to_scipy().sum(axis=1)
    brokers = net.people["key"][np.argsort(-np.asarray(held).ravel(), kind="stable")[:30]].tolist()
    found = []
    for broker in brokers:
        rows = tt.suggest_introductions(net, strengths, broker, limit=100, threads=options.threads)
        found += [
            (a, b, broker, score) for a, b, score in zip(rows["a"], rows["b"], rows["score"], strict=True)
        ]
    others = [row for row in found if not {row[0], row[1]} & set(brokers)]
    return dict(zip((*ROLES, "score"), map(np.array, zip(*others, strict=True)), strict=True))


def numbered(rows):
    """The candidates worth something, people numbered from 0, and how many people these are."""
    rows = {name: column[rows["score"] > 0] for name, column in rows.items()}
    keys, numbers = np.unique(roles_of(rows), return_inverse=True)
    people = dict(zip(ROLES, numbers.reshape(len(rows["score"]), -1).T, strict=True))
    return {**people, "score": rows["score"], "row": np.arange(len(rows["score"]))}, len(keys)


def plain_rankings(rows, made, asking):
    """The rows taken by somebody who looks at scores alone: `made` pairs, whatever people can bear."""
    falling = np.argsort(-rows["score"], kind="stable")
    _, first = np.unique(pairs_of(rows)[falling], axis=0, return_index=True)
    top = falling[np.sort(first)]
    choices, turns = Counter(), []
    for person in rows[asking][top].tolist():
        turns.append(choices[person])
        choices[person] += 1
    return {"top": top[:made], "each": top[np.argsort(turns, kind="stable")][:made]}


def most_even_by_milp(rows, capacities, made, least, limit):
    """Which candidates: `made`, of a sum of at least `least`; asking somebody for the kth time costs k."""
    people, count = len(capacities), len(rows["row"])
    places = places_of(rows, people)
    turns = int(min(capacities.max(), 30))
    turn = np.tile(np.arange(1, turns + 1), people)
    asked = kron(eye_array(people), np.ones((1, turns)))
    sums = np.vstack([rows["score"], np.ones(count)])
    lowest = np.zeros(places.shape[0])
    highest = np.repeat([0, 1], [people, places.shape[0] - people])
    found = milp(
        np.concatenate([np.zeros(count), turn]),
        constraints=LinearConstraint(
            block_array([[places[:people], -asked], [places[people:], None], [sums, None]]),
            np.concatenate([lowest, [least, made]]),
            np.concatenate([highest, [np.inf, made]]),
        ),
        integrality=np.repeat([1, 0], [count, len(turn)]),
        bounds=Bounds(0, np.concatenate([np.ones(count), turn <= np.repeat(capacities, turns)])),
        options={"time_limit": limit},
    )
    return np.flatnonzero(found.x[:count] > 0.5) if found.x is not None else None


def compare_exposure(name, rows, capacities, asking, options):
    best, _, wrong = planned(rows, capacities, options)
    made, whole = len(best), rows["score"][best["row"]].sum()
    choices = {f"plain, {kind}": taken for kind, taken in plain_rankings(rows, made, asking).items()}
    plain = [gini(times_asked(rows, taken, len(capacities))) for taken in choices.values()]
    choices["plan"] = best["row"]
    for spread in options.spreads:
        even, _, also_wrong = planned(rows, capacities, options, spread)
        choices[f"plan, spread {spread}"] = even["row"]
        wrong += also_wrong
    if len(rows["row"]) <= 3000:
        choices["milp"] = most_even_by_milp(rows, capacities, made, 0.98 * whole, options.limit)
    print(
        f"  {name + f': {made} made, {wrong} violations':<38}score  most   Gini  than top than each      loss"
    )
    for choice, taken in choices.items():
        if taken is not None:
            counts, score = times_asked(rows, taken, len(capacities)), rows["score"][taken].sum()
            shares = [*(1 - gini(counts) / other for other in plain), 1 - score / whole]
            cells = "".join(f"{100 * share:>8.1f} %" for share in shares)
            print(f"    {choice:<30}{score:>9.4g}{counts.max():>6}{gini(counts):>7.3f}{cells}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder of sets with interactions")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=float, default=20, help="seconds of integer programming a table")
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--capacities", type=int, nargs="+", default=[3, 10])
    parser.add_argument("--spreads", type=float, nargs="+", default=[0.01, 0.02, 0.05])
    options = parser.parse_args()
    for name in options.sets:
        log = list(networks.rows_of(options.data / name, "interactions"))
        columns = {column: [row[column] for row in log] for column in ("from", "to")}
        net = tt.Network.from_frames(interactions={**columns, "time": [int(row["unix_time"]) for row in log]})
        strengths = tt.tie_strengths(net, threads=options.threads)
        for candidates, asking in ((meetings, "a"), (suggestions, "broker")):
            rows, people = numbered(candidates(net, strengths, options))
            print(f"{name}, {candidates.__name__}: {len(rows['row'])} candidates, {people} people")
            for capacity in options.capacities:
                limits = {f"everybody {capacity}": np.full(people, capacity)}
                if asking == "broker":
                    limits[f"brokers {capacity}"] = np.full(people, len(rows["row"]))
                    limits[f"brokers {capacity}"][rows["broker"]] = capacity
                for who, capacities in limits.items():
                    compare_exposure(who, rows, capacities, asking, options)


if __name__ == "__main__":
    main()
