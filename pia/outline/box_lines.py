"""Which check boxes stand on one line: three in a row where they are short, two where not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pia.official import Choice
from pia.outline.lines import width
from pia.outline.model import Line, Run, RunRole

#: Widest box of a line of three or of two, in full-width signs of the value column.
THIRD, HALF = 12.5, 22.0

_SPACE = Run(" ", RunRole.SPACE)


def arranged(choices: Sequence[Choice], boxes: Mapping[str, Line]) -> Iterator[Line]:
    """Yield the lines of a cell: small headings (・識別情報), then the boxes that stand under them.

    A box with a text of its own (その他) has a line of its own.
    """
    many = per_line([c for c in choices if not c.detail], boxes)
    for under, members in groupby(choices, key=lambda c: c.under):
        if under:
            yield (Run(f"・{under}"),)
        for line in _filled(list(members), many):
            yield _joined([boxes[c.key] for c in line])


def per_line(choices: Sequence[Choice], boxes: Mapping[str, Line]) -> int:
    """Return how many boxes of these stand on one line: 3, 2 or 1."""
    widest = max((_box_width(boxes[c.key]) for c in choices), default=0)
    return 3 if widest <= THIRD else 2 if widest <= HALF else 1


def _filled(choices: list[Choice], many: int) -> Iterator[list[Choice]]:
    line: list[Choice] = []
    for choice in choices:
        if line and (choice.detail or line[-1].detail or len(line) == many):
            yield line
            line = []
        line.append(choice)
    yield line


def _joined(boxes: list[Line]) -> Line:
    runs = list(boxes[0])
    for box in boxes[1:]:
        runs += [_SPACE, *box]
    return tuple(runs)


def _box_width(box: Line) -> float:
    return width("".join(run.text for run in box))
