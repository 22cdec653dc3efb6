"""Files that were changed at random: each is read or refused with a sentence, quickly, in little memory."""

import pytest

from tests.fuzz.worker import QUICK, Reader

#: Most memory of a process that has read many such files, in MB.
MEMORY = 300
#: Each test reads this many; `make fuzz` reads thousands.
EACH, TESTS = 50, 6


@pytest.fixture(scope="module")
def reader():
    one = Reader()
    yield one
    one.close()


@pytest.mark.parametrize("block", range(TESTS))
def test_a_changed_file_is_read_or_refused_and_never_hurts(reader, block):
    for number in range(block * EACH, (block + 1) * EACH):
        outcome = reader.outcome(number)
        assert outcome.result in ("read", "refused"), f"{number} {outcome.name}\n{outcome.words}"
        assert outcome.seconds < QUICK, outcome
        assert outcome.memory < MEMORY, outcome
        assert outcome.result == "read" or outcome.words.endswith("。"), outcome
