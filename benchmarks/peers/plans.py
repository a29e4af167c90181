"""How good and how fast the plans of a round of introductions are.

Needs tertius, numpy and scipy in one environment:

    pip install numpy scipy
    python benchmarks/peers/plans.py --threads 2

First 200 drawn rounds of 20 to 200 people against the best choice, as integer programming (HiGHS, in SciPy)
finds it within a limit of time; where it does not, against its upper bound, counted apart. Half of the rounds
have brokers, half have people who are in far more candidates than others; everybody bears 0 to 5. Then the
seconds of a plan over many drawn candidates.

Every plan is checked: capacities kept, no pair twice, rows unchanged, the score their sum.
"""

import argparse
import itertools
import time
from collections import Counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

import tertius as tt

ROLES = ("a", "b", "broker")


def roles_of(rows):
    """The people of each row: a, b and, where there are any, the broker."""
    return np.column_stack([rows[role] for role in ROLES if role in rows])


def pairs_of(rows):
    return np.sort(roles_of(rows)[:, :2], axis=1)


def times_asked(rows, taken, people):
    return np.bincount(roles_of(rows)[taken].ravel(), minlength=people)


def planned(rows, capacities, options, spread=0.0):
    """A plan, its seconds, and how often it does what it must not."""
    allowed = dict(enumerate(capacities.tolist()))
    start = time.perf_counter()
    plan = tt.plan_introductions(rows, allowed, spread, threads=options.threads)
    seconds = time.perf_counter() - start
    taken = plan["row"]
    wrong = (times_asked(rows, taken, len(capacities)) > capacities).sum()
    wrong += len(taken) - len(np.unique(pairs_of(rows)[taken], axis=0))
    wrong += sum((plan[name] != column[taken]).sum() for name, column in rows.items())
    return plan, seconds, wrong + (not np.isclose(plan.score, rows["score"][taken].sum(), rtol=1e-9))


def drawn_rows(random, people, count, brokers, heavy):
    """Candidates with scores in [0, 1), of different people; `heavy`: low numbers are drawn more often."""
    drawn = (people * random.random((count, 3 if brokers else 2)) ** (2 if heavy else 1)).astype(np.int64)
    ascending = np.sort(drawn, axis=1)
    drawn = drawn[(ascending[:, 1:] != ascending[:, :-1]).all(axis=1)]
    rows = dict(zip(ROLES, drawn.T, strict=False))
    return {**rows, "score": random.random(len(drawn)), "row": np.arange(len(drawn))}


def drawn_capacities(random, people):
    return np.where(random.random(people) < 0.1, 0, random.integers(1, 6, people))


def places_of(rows, people):
    """Who is in each candidate: everybody is a row, then every pair is; each candidate is a column."""
    pairs, pair = np.unique(pairs_of(rows), axis=0, return_inverse=True)
    places = np.column_stack([roles_of(rows), people + pair.ravel()])
    columns = np.repeat(rows["row"], places.shape[1])
    shape = (people + len(pairs), len(places))
    return csr_matrix((np.ones(places.size), (places.ravel(), columns)), shape)


def best_by_milp(rows, capacities, limit):
    """The sum of the best choice found, a sum that none exceeds, and whether the first is proven the best."""
    places = places_of(rows, len(capacities))
    most = np.concatenate([capacities, np.ones(places.shape[0] - len(capacities))])
    found = milp(
        -rows["score"],
        constraints=LinearConstraint(places, ub=most),
        integrality=np.ones(len(rows["row"])),
        bounds=Bounds(0, 1),
        options={"time_limit": limit, "mip_rel_gap": 0},
    )
    return 0 if found.fun is None else -found.fun, -found.mip_dual_bound, found.status == 0


def rounds(options):
    """Drawn rounds against the best choice there is."""
    ratios = {True: [], False: []}  # by whether integer programming came to its end
    seconds, proofs, broken = [], Counter(), 0
    for seed in range(options.rounds):
        random = np.random.default_rng(seed)
        people = int(random.integers(20, 201))
        count = people * int(random.integers(3, 9))
        rows = drawn_rows(random, people, count, brokers=seed % 2 == 1, heavy=seed // 2 % 2 == 1)
        capacities = drawn_capacities(random, people)
        plan, ours, wrong = planned(rows, capacities, options)
        start = time.perf_counter()
        best, bound, proven = best_by_milp(rows, capacities, options.limit)
        seconds.append((ours, time.perf_counter() - start))
        contradicted = plan.upper_bound < best * (1 - 1e-6) or plan.score > bound * (1 + 1e-6)
        broken += wrong + contradicted
        ratios[proven].append(plan.score / (best if proven else bound))
        proofs[plan.exact, proven] += 1
    print(f"{options.rounds} drawn rounds: {broken} violations")
    for proven, found in ratios.items():
        if found:
            share = np.array(found)
            print(
                f"  {len(share):>3} against {'the best choice' if proven else 'a bound on it':<16}"
                f"min {share.min():.4f}  mean {share.mean():.4f}  median {np.median(share):.4f}  "
                f"as good {(share > 1 - 1e-6).sum()}"
            )
    print(
        f"  proven by both {proofs[True, True]}, by tertius alone {proofs[True, False]}, by milp alone "
        f"{proofs[False, True]}, by neither {proofs[False, False]}"
    )
    for name, taken in zip(("tertius", "milp"), np.array(seconds).T, strict=True):
        print(
            f"  {name:<8} median {np.median(taken):.3f} s, most {taken.max():.3f} s, all {taken.sum():.0f} s"
        )


def times(options):
    """Seconds of a plan over many drawn candidates."""
    for count, brokers, spread in itertools.product(options.candidates, (False, True), (0.0, 0.02)):
        random = np.random.default_rng(7)
        rows = drawn_rows(random, count // 10, count, brokers, heavy=True)
        plan, seconds, wrong = planned(rows, drawn_capacities(random, count // 10), options, spread)
        print(
            f"{len(rows['row']):>8} candidates, {'with' if brokers else 'no':<4} brokers, spread {spread:<5}"
            f"{seconds:>8.2f} s  {len(plan)} made, {plan.score / plan.upper_bound:.4f} of the bound, "
            f"{wrong} violations",
            flush=True,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--limit", type=float, default=2, help="seconds of integer programming a round")
    parser.add_argument("--candidates", type=int, nargs="+", default=[100_000, 1_000_000])
    options = parser.parse_args()
    rounds(options)
    times(options)


if __name__ == "__main__":
    main()
