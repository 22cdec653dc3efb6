"""A program of its own that saves a draft again and again: `writer.py ADDRESS DRAFT TIMES STAY`.

It prints the number of each save. With STAY it then changes the draft once more and stays in the
middle of that write, until it is killed.
"""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

from pia.store.work import Store, Work

AT = datetime(2026, 4, 1, tzinfo=UTC)


def save(work: Work, number: int) -> int:
    """Save one more change, with the number that was seen before."""
    draft = work.drafts.locked(number)
    answers = draft.document.answers | {"department": f"{draft.sequence + 1}課"}
    document, ops = replace(draft.document, answers=answers), {"seen": draft.sequence}
    work.drafts.change(draft, document, what="edit", ops=ops, by=draft.made_by, at=AT)
    work.audit.add("save", f"draft {number}", at=AT)
    return draft.sequence + 1


def say(word: object) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


address, draft, times, stay = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
store = Store.at(address)
for _ in range(times):
    with store.writing() as work:
        saved = save(work, draft)
    say(saved)
if stay:
    with store.writing() as work:
        save(work, draft)
        say("in the middle")
        time.sleep(60)
store.close()
