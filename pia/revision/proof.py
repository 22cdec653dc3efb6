"""The proof that a change table is whole: rebuilt from its own operations, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pia.assessment import Add, Op, Path, Remove, apply
from pia.assessment.canonical import canonical_json
from pia.assessment.paths import get
from pia.assessment.value import Answers
from pia.errors import PiaError
from pia.official import Form
from pia.revision.cells import NOTHING, print_answer, print_thing
from pia.revision.comparison import GROUP, ChangeRow, Unprinted
from pia.revision.spans import joined


def is_complete(
    form: Form,
    old: Answers,
    new: Answers,
    rows: Iterable[ChangeRow],
    unprinted: Iterable[Unprinted],
) -> bool:
    """Return whether the operations give NEW byte for byte and every cell is its own rendering."""
    rows = tuple(rows)
    ops = [op for row in rows for op in row.ops] + [op for part in unprinted for op in part.ops]
    try:
        rebuilt = canonical_json(apply(old, ops)) == canonical_json(new)
        return rebuilt and all(_says_its_ops(form, old, row) for row in rows)
    except PiaError:
        return False


def rendered(form: Form, old: Answers, row: ChangeRow) -> tuple[str, str]:
    """Return what 変更前 and 変更後 must print, from the old answers and the row's ops alone."""
    last = row.ops[-1]
    if row.mode == GROUP:
        return _thing_cells(form, last)
    path = Path.parse(last.at)
    item, key = form.item(path.pattern), path.last.key
    before = get(old, path)
    alone = {} if before is None else {key: before}
    changed = apply(alone, [replace(op, at=key) for op in row.ops])
    return print_answer(item, before), print_answer(item, changed.get(key))


def _thing_cells(form: Form, op: Op) -> tuple[str, str]:
    repeat = form.repeat(Path.parse(op.at).pattern)
    match op:
        case Add():
            return NOTHING, print_thing(form, repeat, op.new)
        case Remove():
            return print_thing(form, repeat, op.old), NOTHING
    return NOTHING, NOTHING


def _says_its_ops(form: Form, old: Answers, row: ChangeRow) -> bool:
    cells = (joined(row.segments, "=-"), joined(row.segments, "=+"))
    return (row.before, row.after) == cells == rendered(form, old, row)
