"""The proof that a change table is whole: rebuilt from its own operations, never assumed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pia.assessment import Add, Assessment, Op, Path, Remove, Replace, apply
from pia.assessment.canonical import canonical_json
from pia.assessment.ops import do
from pia.assessment.paths import get
from pia.assessment.value import Answers
from pia.errors import PiaError
from pia.official import Form, Item
from pia.revision.cells import NOTHING, print_answer, print_thing
from pia.revision.comparison import GROUP, MOVED, SENTENCE, BlockPlace, ChangeRow, Unprinted
from pia.revision.moves import move_cells, order_cells
from pia.revision.sentences import abridged
from pia.revision.spans import joined


def is_complete(  # noqa: PLR0913 - a proof reads all that the table was made from
    old: Assessment,
    new: Assessment,
    rows: Iterable[ChangeRow],
    unprinted: Iterable[Unprinted],
    matched: Mapping[str, str] | None = None,
    *,
    headings: Collection[str] = (),
) -> bool:
    """Return whether the operations give NEW byte for byte and every cell is its own rendering.

    Each row is rendered from the answers as they are when its operations come. A row that a
    person worded anew is rendered all the same, only not compared with what is printed. `matched`
    (old id path → new id path of things) is needed where a row tells a move, `headings` (those of
    the city) where it prints sentences.
    """
    rebuilt = deepcopy(old.answers)
    try:
        for row in rows:
            if row.change == MOVED:
                cells = order_cells if row.promoted else move_cells
                said = cells(old, new, row.id_paths, matched or {})
            else:
                said = rendered(old.form, rebuilt, row, headings)
            if row.rendered != said or not _joins(row):
                return False
            _do_all(rebuilt, row.ops)
        for part in unprinted:
            _do_all(rebuilt, part.ops)
    except PiaError:
        return False
    return canonical_json(rebuilt) == canonical_json(new.answers)


def _do_all(answers: Answers, ops: Iterable[Op]) -> None:
    for op in ops:
        do(answers, op)


def rendered(
    form: Form, here: Answers, row: ChangeRow, headings: Collection[str] = ()
) -> tuple[str, str]:
    """Return what 変更前 and 変更後 must print, from the row's ops and the answers they come to."""
    last = row.ops[-1]
    if row.mode == GROUP:
        return _thing_cells(form, last)
    path = Path.parse(last.at)
    before = get(here, path)
    if row.block is None:
        cells = _item_cells(form.item(path.pattern), path, before, row.ops)
    else:
        cells = _block_cells(row.block, before, row.ops)
    return abridged(*cells, headings) if row.mode == SENTENCE else cells


def _item_cells(item: Item, path: Path, before: Any, ops: Iterable[Op]) -> tuple[str, str]:
    key = path.last.key
    alone = {} if before is None else {key: before}
    changed = apply(alone, [replace(op, at=key) for op in ops])
    return print_answer(item, before), print_answer(item, changed.get(key))


def _block_cells(place: BlockPlace, text: str, ops: Iterable[Op]) -> tuple[str, str]:
    """Return the cells of a block: its span of the text, or all that its ops take and bring."""
    spans = [op for op in ops if isinstance(op, Replace)]
    if place.span is None:
        cells = ("".join(op.old for op in spans), "".join(op.new for op in spans))
    else:
        start, end = place.span
        local = [replace(op, at="text", start=op.start - start) for op in spans]
        body = text[start:end]
        cells = (body, apply({"text": body}, local)["text"])
    return cells[0].strip() or NOTHING, cells[1].strip() or NOTHING


def _thing_cells(form: Form, op: Op) -> tuple[str, str]:
    repeat = form.repeat(Path.parse(op.at).pattern)
    match op:
        case Add():
            return NOTHING, print_thing(form, repeat, op.new)
        case Remove():
            return print_thing(form, repeat, op.old), NOTHING
    return NOTHING, NOTHING


def _joins(row: ChangeRow) -> bool:
    """Return whether the inline difference is that of the two printed cells."""
    return (row.before, row.after) == (joined(row.segments, "=-"), joined(row.segments, "=+"))
