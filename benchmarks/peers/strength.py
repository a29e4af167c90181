"""What a log of events comes to, pair by pair, by tertius and by its rivals, in one run.

Needs tertius, numpy, duckdb and polars in one environment, and for the second task the benchmarks, built:

    pip install numpy duckdb polars pyarrow
    python benchmarks/peers/strength.py --threads 2 --histories build/release/benchmarks/time_tie_histories

Task 1: one decayed sum for every directed pair. Task 2: everything a TieHistory keeps, for every pair: 4 x 10
decayed sums, counts, first, last, gaps, turns and answers; in DuckDB alone, the others have no such windows.

All get the same arrays in memory (a table of DuckDB's own, a Polars frame, a Network), made before the clock
starts; each tool runs in a process of its own. The answers are compared, or nothing is printed. Prints median
seconds by the clock and of the processors (fairer on a busy machine), the memory of the process at its
peak (arrays included), and both times as multiples of those of tertius.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import tempfile
import time

EVENTS_A_PERSON = 160
HALF_LIFE_DAYS = 30
WEEK = 7 * 86400
RUNGS = 10
LONGEST = 600 * 4 ** (RUNGS - 1)  # the half-life of the highest rung


def mail(events, people):
    """As benchmarks/support/events.hpp: 50 million events of 312,500 people are of 7.9 million pairs."""
    import numpy as np

    random = np.random.default_rng(42)
    writer = (people * random.random(events) ** 2).astype(np.uint64)
    alter = (30 * random.random(events) ** 3).astype(np.uint64)
    mixed = (writer * np.uint64(64) + alter) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    step = (mixed >> np.uint64(32)) % np.uint64(people - 1)
    recipient = (writer + np.uint64(1) + step) % np.uint64(people)
    years = 3 * 365 * 86400
    moment = 1_500_000_000 + np.arange(events, dtype=np.int64) * years // events
    return writer.astype(np.uint32), recipient.astype(np.uint32), moment


def tertius_network(log):
    import tertius as tt

    sender, recipient, moment = log
    return tt.Network.from_frames(interactions={"from": sender, "to": recipient, "time": moment})


def decayed_by_tertius(log, threads):
    from tertius import _core

    net = tertius_network(log)
    at = int(log[2].max())

    def ask():
        answer = _core.faded_contacts(net._core, HALF_LIFE_DAYS, at, threads, None)
        return lambda: answer[2]

    return ask


def histories_by_tertius(log, program, threads, repeats):
    """Of task 2: what time_tie_histories prints. It reads the log from files, before its clock starts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, column in zip(("sender.u32", "recipient.u32", "moment.i64"), log, strict=True):
            column.tofile(f"{folder}/{name}")
        command = [program, folder, str(threads), str(repeats)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def duckdb_table(log, threads):
    import duckdb
    import pyarrow as pa

    sender, recipient, moment = log
    connection = duckdb.connect()
    connection.register("log", pa.table({"sender": sender, "recipient": recipient, "moment": moment}))
    connection.execute(f"set threads = {threads}")
    connection.execute("create table events as select * from log")
    return connection, int(moment.max())


def decayed_by_duckdb(log, threads):
    connection, at = duckdb_table(log, threads)
    query = f"""create or replace table answer as
        select sender, recipient, sum(pow(2.0, (moment - {at}) / {HALF_LIFE_DAYS * 86400}.0)) as faded
        from events group by sender, recipient"""

    def ask():
        connection.execute(query)
        return lambda: connection.execute("select faded from answer order by sender, recipient").fetchnumpy()[
            "faded"
        ]

    return ask


def decayed_by_polars(log, threads):
    import polars as pl

    sender, recipient, moment = log
    at = int(moment.max())
    rate = 0.6931471805599453 / (HALF_LIFE_DAYS * 86400)
    events = pl.DataFrame({"sender": sender, "recipient": recipient, "moment": moment}).lazy()
    query = events.group_by("sender", "recipient").agg(
        ((pl.col("moment") - at) * rate).exp().sum().alias("faded")
    )

    def ask():
        answer = query.collect()
        return lambda: answer.sort("sender", "recipient")["faded"].to_numpy()

    return ask


def columns_of_history():
    """The columns of task 2 as expressions over one row a contact, with what is left of it in k0 to k9."""
    step = {rung: f"least(1.0, gap * 20 / {600 * 4**rung}.0)" for rung in range(RUNGS)}
    columns = {}
    for rung in range(RUNGS):
        columns[f"sessions_{rung}"] = f"sum(k{rung} * coalesce({step[rung]}, 1.0))"
        columns[f"shares_{rung}"] = f"sum(k{rung} * share)"
        columns[f"forward_{rung}"] = f"sum(case when forward then k{rung} else 0 end)"
        columns[f"backward_{rung}"] = f"sum(case when forward then 0 else k{rung} end)"
    columns |= {
        "contacts_forward": "count(*) filter (forward)",
        "contacts_backward": "count(*) filter (not forward)",
        "first": "min(moment)",
        "last": "max(moment)",
        "log_gaps": "sum(ln(gap + 60))",
        "square_log_gaps": "sum(ln(gap + 60) * ln(gap + 60))",
        "evidence": "sum(share)",
        "last_gap": "coalesce(arg_max(gap, place), 0)",
    }
    for way, sent in (("forward", "forward"), ("backward", "not forward")):
        columns[f"turns_{way}"] = f"count(*) filter ({sent} and begins)"
        columns[f"answers_{way}"] = f"count(*) filter ({sent} and answers)"
        columns[f"log_delays_{way}"] = f"sum(ln(gap + 60)) filter ({sent} and answers)"
    return columns


def history_query(at):
    """One window for a contact's message, one for what it comes after, then one group-by.

    One exponential a contact: what is left of it at a rung is the fourth power of that at the next one.
    """
    faded = f"pow(2.0, (moment - {at}) / {LONGEST}.0) as k{RUNGS - 1}"
    source = f"(select *, gap > {WEEK} as late, {faded} from contacts)"
    for rung in reversed(range(RUNGS - 1)):
        power = " * ".join([f"k{rung + 1}"] * 4)
        source = f"(select *, {power} as k{rung} from {source})"
    columns = ", ".join(f"{what} as {name}" for name, what in columns_of_history().items())
    return f"""create or replace table answer as
        with messages as (
            select least(sender, recipient) as low, greatest(sender, recipient) as high, moment,
                   sender < recipient as forward,
                   1.0 / count(*) over (partition by sender, moment) as share
            from events
        ), following as (
            select *, moment - lag(moment) over pair as gap, lag(forward) over pair as former,
                   row_number() over pair as place
            from messages window pair as (partition by low, high order by moment, forward)
        ), contacts as (
            select *, gap is null or gap > {WEEK} or forward != former as begins,
                   gap > 0 and gap <= {WEEK} and forward != former as answers
            from following
        )
        select low, high, {columns} from {source} group by low, high"""


def histories_by_duckdb(log, threads):
    connection, at = duckdb_table(log, threads)
    query = history_query(at)
    totals = ", ".join(f"sum({name}) as {name}" for name in columns_of_history())

    def ask():
        connection.execute(query)
        return lambda: connection.execute(f"select count(*) as pairs, {totals} from answer").fetchnumpy()

    return ask


def measured(make, repeats, answers):
    """In a process of its own: sends the answer, the median seconds and the peak of memory."""
    ask = make()
    shown = ask()()
    seconds, processor = [], []
    for _ in range(repeats):
        start, clock = time.perf_counter(), time.process_time()
        ask()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - clock)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answers.send((shown, statistics.median(seconds), statistics.median(processor), megabytes))


def in_a_process(make, repeats):
    """What `measured` sends; the process inherits the log."""
    here, there = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("fork").Process(target=measured, args=(make, repeats, there))
    worker.start()
    there.close()
    answer = here.recv()
    worker.join()
    return answer


def show(name, seconds, processor, megabytes, first):
    ratios = f"{seconds / first[0]:>8.2f}{processor / first[1]:>8.2f}"
    print(f"{name:<12}{seconds:>10.3f}{processor:>12.3f}{megabytes:>12}{ratios}", flush=True)


def show_head(what, events, threads):
    print(f"{what}, {events} events, {threads} threads")
    print(f"{'':<12}{'seconds':>10}{'processor':>12}{'megabytes':>12}{'ratios':>16}")


def decayed_sums(log, options):
    import numpy as np

    show_head("one decayed sum a pair", len(log[2]), options.threads)
    tools = (
        ("tertius", decayed_by_tertius, 5),
        ("duckdb", decayed_by_duckdb, 5),
        ("polars", decayed_by_polars, 3),
    )
    first = None
    for name, tool, repeats in tools:
        faded, *measures = in_a_process(lambda tool=tool: tool(log, options.threads), repeats)
        first = first or (faded, measures)
        np.testing.assert_allclose(faded, first[0], rtol=1e-6, atol=1e-30)
        show(name, *measures, first[1])
    print(f"{len(first[0])} directed pairs")


def histories(log, options):
    show_head("everything a history keeps", len(log[2]), options.threads)
    ours = histories_by_tertius(log, options.histories, options.threads, 5)
    first = [ours.pop(measure) for measure in ("seconds", "processor", "megabytes")]
    show("tertius", *first, first)
    theirs, *measures = in_a_process(lambda: histories_by_duckdb(log, options.threads), 3)
    for name in ("turns", "answers", "log_delays"):
        theirs[name] = theirs[f"{name}_forward"] + theirs[f"{name}_backward"]
    for name, total in ours.items():
        if abs(total - float(theirs[name][0])) > 1e-5 * abs(total) + 1e-9:
            raise SystemExit(f"{name}: {total} here, {float(theirs[name][0])} in DuckDB")
    show("duckdb", *measures, first)
    print(f"{ours['pairs']} pairs")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=50_000_000)
    parser.add_argument("--histories", help="the program time_tie_histories; without it task 2 is left out")
    parser.add_argument("--events-of-histories", type=int, default=10_000_000, help="for task 2")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)

    decayed_sums(mail(options.events, options.events // EVENTS_A_PERSON), options)
    if options.histories:
        events = options.events_of_histories
        histories(mail(events, events // EVENTS_A_PERSON), options)


if __name__ == "__main__":
    main()
