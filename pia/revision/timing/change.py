"""What a rule may read of one row: the items concerned and what is printed before and after."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pia.official import Form, Item
from pia.official.kinds import KINDS
from pia.official.kinds.boxes import BOXES, CHECKED, UNCHECKED
from pia.revision.spans import Segment, segments
from pia.revision.timing.names import Renaming

#: Where a text says something: its first sign and the one behind its last.
Span = tuple[int, int]

#: Signs on either side of a difference that a rule may look at: longer than any word of its lists.
_NEAR = 40


@dataclass(frozen=True)
class Fragment:
    """One place where two texts differ: `before[old_at:old_end]` became `after[new_at:new_end]`."""

    old_at: int
    old_end: int
    new_at: int
    new_end: int


@dataclass(frozen=True)
class Change:
    """One row to be decided on."""

    form: Form
    #: The changed item; for a whole thing every item of it that has an answer.
    items: tuple[Item, ...]
    before: str
    after: str
    #: A whole thing (委託事項, file, システム …) was added or removed.
    whole: bool = False
    #: Nothing stood there, or nothing stands there now.
    one_side_blank: bool = False
    #: How `after` differs from `before`; () where nobody worked it out yet.
    segments: tuple[Segment, ...] = ()
    #: What the city's own list says was renamed.
    names: tuple[Renaming, ...] = ()
    #: The municipality itself (みほん市): behind its name the name of a 課 begins.
    city: str = ""

    @property
    def important(self) -> bool:
        """Whether an item concerned is ※."""
        return any(item.important for item in self.items)

    @property
    def is_chosen_anew(self) -> bool:
        """Whether an answer may be chosen or ticked otherwise; texts beside equal ticks are written."""
        return any(
            KINDS[item.kind].has_choices
            and (item.kind != BOXES.name or not _are_ticked_alike(item, self.before, self.after))
            for item in self.items
        )

    @cached_property
    def parts(self) -> tuple[Segment, ...]:
        """How `after` differs from `before`."""
        return self.segments or segments(self.before, self.after)

    @cached_property
    def fragments(self) -> tuple[Fragment, ...]:
        """Where the texts differ; their borders may cut a word or a citation."""
        return tuple(_fragments(self.parts))

    def meeting(self, old: Sequence[Span], new: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the spans of each text that meet one difference, if at its border.

        Spans stand in order and apart. The work grows with the differences, not with all pairs.
        """
        ends = [end for _, end in old], [end for _, end in new]
        found: dict[tuple[int, int], None] = {}
        for part in self.fragments:
            later = list(_touching(new, ends[1], part.new_at, part.new_end))
            for one in _touching(old, ends[0], part.old_at, part.old_end) if later else ():
                found |= dict.fromkeys((one, other) for other in later)
        yield from found

    @cached_property
    def near(self) -> tuple[str, str]:
        """Both texts as far as they stand near a difference; what is left out is equal."""
        return _near(self.parts, "-"), _near(self.parts, "+")

    @property
    def verified(self) -> bool:
        """Whether nobody disputes the ※ of the items, and somebody has read the form."""
        return self.form.verified and all(item.important_verified for item in self.items)


def _touching(spans: Sequence[Span], ends: Sequence[int], at: int, end: int) -> Iterator[int]:
    """Yield the numbers of the spans that meet the place from `at` to `end`."""
    number = bisect_left(ends, at)
    while number < len(spans) and spans[number][0] <= end:
        yield number
        number += 1


def _are_ticked_alike(item: Item, before: str, after: str) -> bool:
    """Return whether both cells print the boxes of an item with equal marks."""
    marks = [_marks(item, cell) for cell in (before, after)]
    return marks[0] == marks[1] and bool(marks[0])


def _marks(item: Item, cell: str) -> tuple[str, ...]:
    """Return the marks of the boxes that a cell prints, () where it prints no such boxes."""
    mark = f"({re.escape(CHECKED)}|{re.escape(UNCHECKED)})"
    boxes = (f"{mark}{re.escape(choice.words)}(?:\\([^\\[\\]]*\\))?" for choice in item.choices)
    found = re.fullmatch(" ".join(boxes), cell)
    return found.groups() if found else ()


def _fragments(parts: tuple[Segment, ...]) -> Iterator[Fragment]:
    """Yield neighbouring - and + together."""
    old = new = old_at = new_at = 0
    for sign, text in (*parts, ("=", "")):
        if sign == "=":
            if (old, new) != (old_at, new_at):
                yield Fragment(old_at, old, new_at, new)
            old, new = old + len(text), new + len(text)
            old_at, new_at = old, new
        else:
            old, new = old + len(text) * (sign == "-"), new + len(text) * (sign == "+")


def _near(parts: tuple[Segment, ...], sign: str) -> str:
    pieces = (text if kind == sign else _ends(text) for kind, text in parts if kind in ("=", sign))
    return "".join(pieces)


def _ends(text: str) -> str:
    return text if len(text) <= 2 * _NEAR else f"{text[:_NEAR]}\n{text[-_NEAR:]}"
