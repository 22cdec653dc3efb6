"""A row that knows its operations is undone by their inverse, where printed cells bear it out.

White space and moves of its edition made no row, so their operations are lost and a span may have
shifted. A span is believed where the cells say the same, or where its words stand only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pia.assessment import Add, HistoryRow, Op, Path, Remove, Replace, apply
from pia.assessment.ops import inverse, op_from_json
from pia.assessment.paths import get
from pia.assessment.value import Answers
from pia.errors import PiaError
from pia.official import Form, Item
from pia.official.nothing import is_nothing
from pia.revision.blocks import blocks
from pia.revision.cells import print_answer
from pia.revision.printed import BLOCK, FRAGMENT, ITEM, THING, exact
from pia.revision.printed.places import stretches


@dataclass(frozen=True)
class Undone:
    """The answers before a row, and how much of an item it spoke of."""

    answers: Answers
    how: str


def undone_as_recorded(form: Form, after: Answers, now: Answers, row: HistoryRow) -> Undone | None:
    """Return the answers without a row, None where its operations do not fit or are not borne out.

    `after` is the edition that the row's revision made, `now` the same with later rows undone.
    """
    if not row.ops:
        return None
    try:
        ops = [op_from_json(op, row.item) for op in row.ops]
        before = apply(now, inverse(ops))
        last = Path.parse(ops[-1].at)
        if isinstance(ops[-1], Add | Remove):
            return Undone(before, THING)
        item = form.item(last.pattern)
        texts = get(before, last), get(after, last), get(now, last)
    except PiaError:
        return None
    if not any(isinstance(op, Replace) for op in ops):
        return Undone(before, ITEM)
    said, says = print_answer(item, texts[0]), print_answer(item, texts[1])
    borne_out = _contains(said, row.before) and _contains(says, row.after)
    if not borne_out and not _stand_only_once(ops, texts[2]):
        return None
    return Undone(before, _how_much(item, texts[1], row))


def _contains(text: str, cell: str) -> bool:
    key = exact(text).text
    return is_nothing(cell) or all(exact(piece).text in key for piece in stretches(cell))


def _stand_only_once(ops: Sequence[Op], text: Any) -> bool:
    """Return whether what each operation brought is found in only one place of the text."""
    spans = [op for op in ops if isinstance(op, Replace)]
    return isinstance(text, str) and all(op.new and text.count(op.new) == 1 for op in spans)


def _how_much(item: Item, value: Any, row: HistoryRow) -> str:
    cell = exact(row.after).text
    if exact(print_answer(item, value)).text == cell:
        return ITEM
    if is_nothing(row.before) or is_nothing(row.after):
        return BLOCK
    is_block = isinstance(value, str) and any(
        exact(block.cell).text == cell for block in blocks(value)
    )
    return BLOCK if is_block else FRAGMENT
