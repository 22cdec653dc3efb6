"""`make fuzz`: thousands of changed files in two processes; ARGS="--from N --count N" repeats some."""

import argparse
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.test_fuzz import MEMORY
from tests.fuzz.worker import QUICK, Reader


def main():
    """Read, print what went wrong, and return how many did."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--from", dest="first", type=int, default=0)
    options.add_argument("--count", type=int, default=5_000)
    given = options.parse_args()
    numbers = range(given.first, given.first + given.count)
    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(_read, (numbers[0::2], numbers[1::2]))
        outcomes = [one for half in halves for one in half]
    bad = [one for one in outcomes if is_bad(one)]
    slowest = max(outcomes, key=lambda one: one.seconds)
    lines = [f"{o.number} {o.name} {o.result} {o.seconds:.1f} s\n{o.words}" for o in bad]
    lines += [f"{count} {result}" for result, count in Counter(o.result for o in outcomes).items()]
    lines += [f"slowest {slowest.seconds:.2f} s ({slowest.number} {slowest.name})"]
    lines += [f"most memory {max(one.memory for one in outcomes):.0f} MB"]
    sys.stdout.write("\n".join(lines) + "\n")
    return min(len(bad), 1)


def is_bad(outcome):
    """Whether a file hurt: it may be read or refused, quickly and in little memory."""
    went = outcome.result in ("read", "refused")
    return not went or outcome.seconds >= QUICK or outcome.memory >= MEMORY


def _read(numbers):
    reader = Reader()
    try:
        return [reader.outcome(number) for number in numbers]
    finally:
        reader.close()


if __name__ == "__main__":
    sys.exit(main())
