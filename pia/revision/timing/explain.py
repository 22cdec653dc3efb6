"""Whether the evidence found explains a change whole: nothing else differs between two texts.

The proof is a walk over both texts at once. It goes on where the signs are the same (in width and
spelling of a mark, white space apart), and over a pair that a rule explained; it stands if it
reaches the end of both. So no word, number or mark outside the evidence can have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.revision.timing.outcomes import Evidence
from pia.revision.timing.typography import same_sign


@dataclass(frozen=True)
class Explained:
    """A pair of spans that a rule explains: `evidence.old` at `old_at`, `evidence.new` at `new_at`."""

    old_at: int
    new_at: int
    evidence: Evidence

    @property
    def old_end(self) -> int:
        """Where the span of 変更前 ends."""
        return self.old_at + len(self.evidence.old)

    @property
    def new_end(self) -> int:
        """Where the span of 変更後 ends."""
        return self.new_at + len(self.evidence.new)


def explains_all(
    before: str, after: str, found: Sequence[Explained]
) -> tuple[Explained, ...] | None:
    """Return pairs that together explain every difference, left to right; None where one is left."""
    dead: set[tuple[int, int]] = set()
    open_ends: list[tuple[int, int, tuple[Explained, ...]]] = [(0, 0, ())]
    while open_ends:
        old, new, used = open_ends.pop()
        if (old, new) in dead:
            continue
        dead.add((old, new))
        reached = _same_run(before, after, old, new)
        if reached.get(len(before)) == len(after):
            return used
        steps = [one for one in found if reached.get(one.old_at) == one.new_at]
        open_ends += [(one.old_end, one.new_end, (*used, one)) for one in _longest_last(steps)]
    return None


def _longest_last(steps: list[Explained]) -> list[Explained]:
    return sorted(steps, key=lambda one: len(one.evidence.old))


def _same_run(before: str, after: str, old: int, new: int) -> dict[int, int]:
    """Return how far both texts say the same from two places on: place in one → in the other."""
    reached = {old: new}
    while old < len(before) or new < len(after):
        if old < len(before) and new < len(after) and same_sign(before, old, after, new):
            old, new = old + 1, new + 1
        elif _loose_space(before, old):
            old += 1
        elif _loose_space(after, new):
            new += 1
        else:
            break
        reached[old] = new
    return reached


def _loose_space(text: str, at: int) -> bool:
    """Return whether white space stands here that is not between two digits."""
    if not text[at : at + 1].isspace():
        return False
    return not (text[:at].rstrip()[-1:].isdigit() and text[at:].lstrip()[:1].isdigit())
