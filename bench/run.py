"""Run the benchmarks: `python -m bench.run [NAME ...]` for bench/bench_NAME.py, or for all.

A module's `cases()` returns its cases; its `ROUNDS`, if it has any, says how often each is run. They
take turns, round by round, so that a slow moment of the machine falls on all of them; a case that
names a peer is printed with the ratio of the medians.
"""

import gc
import importlib
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 25
WARM_UP = 2


@dataclass(frozen=True)
class Case:
    """One thing to time.

    `peer` names the case it is compared with; `note` says what time alone does not.
    """

    name: str
    run: Callable[[], object]
    peer: str = ""
    note: str = ""


def percentile(times: Sequence[float], share: float) -> float:
    """Nearest-rank percentile."""
    return sorted(times)[math.ceil(share * len(times)) - 1]


def measure(cases: Sequence[Case], rounds: int) -> list[list[float]]:
    """Seconds of each round, by case."""
    times: list[list[float]] = [[] for _ in cases]
    for number in range(WARM_UP + rounds):
        print(f"\r  round {number + 1} of {WARM_UP + rounds}", end="", file=sys.stderr, flush=True)
        for case, taken in zip(cases, times, strict=True):
            gc.collect()  # what the case before left behind is not this one's to clear away
            start = time.perf_counter()
            case.run()
            elapsed = time.perf_counter() - start
            if number >= WARM_UP:
                taken.append(elapsed)
    print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)
    return times


def report(title: str, cases: Sequence[Case], rounds: int) -> None:
    print(f"\n{title} ({rounds} rounds)")
    print(f"  {'':44}{'p50 ms':>10}{'p95 ms':>10}{'ratio':>8}")
    times = measure(cases, rounds)
    medians = {case.name: percentile(taken, 0.5) for case, taken in zip(cases, times, strict=True)}
    for case, taken in zip(cases, times, strict=True):
        p50, p95 = medians[case.name], percentile(taken, 0.95)
        ratio = f"{p50 / medians[case.peer]:.2f}" if case.peer else ""
        line = f"  {case.name:44}{p50 * 1000:10.2f}{p95 * 1000:10.2f}{ratio:>8}"
        print(f"{line}  {case.note}".rstrip(), flush=True)


def main(names: Sequence[str]) -> None:
    here = Path(__file__).resolve().parent
    for name in names or [
        path.stem.removeprefix("bench_") for path in sorted(here.glob("bench_*.py"))
    ]:
        module = importlib.import_module(f"bench.bench_{name}")
        title = (module.__doc__ or name).partition("\n")[0]
        report(title, list(module.cases()), getattr(module, "ROUNDS", ROUNDS))


if __name__ == "__main__":
    main(sys.argv[1:])
