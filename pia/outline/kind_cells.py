"""Value cells, one function per item kind. A new kind must be added to `KIND_CELLS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pia.official.kinds.boxes import CHECKED, UNCHECKED
from pia.outline.box_lines import arranged
from pia.outline.lines import broken, note, text_runs, width
from pia.outline.model import Cell, CellRole, Line, Run, RunRole
from pia.outline.place import Answer

CHOICES_TITLE = "＜選択肢＞"
#: Two choices stand on one line where each is at most this wide (full-width signs).
_HALF_LINE = 14.5

PAD = Run(" ", RunRole.PAD)
SPACE = Run(" ", RunRole.SPACE)


def mark(text: str, item: str = "") -> Run:
    """Return a sign of the paper."""
    return Run(text, RunRole.MARK, item)


def text_cells(answer: Answer) -> tuple[Cell, ...]:
    """Return the cell of a text or a date: as typed, line by line."""
    return (_value(answer, broken(text_runs(answer.value, answer.path))),)


def count_cells(answer: Answer) -> tuple[Cell, ...]:
    """Return the cell of a (n)件 that stands alone."""
    return (_value(answer, (count_runs(answer),)),)


def choice_cells(answer: Answer) -> tuple[Cell, ...]:
    """Return `[ 実施する ]` and the list of ＜選択肢＞ at its right."""
    chosen = answer.item.choice(answer.value) if isinstance(answer.value, str) else None
    words = text_runs(chosen.words if chosen else answer.value, answer.path, RunRole.WORDS)
    runs = (mark("["), PAD, *words, PAD, mark("]"), *_beside(answer, ""))
    return replace(_value(answer, broken(runs)), span=1), _choices(answer)


def boxes_cells(answer: Answer) -> tuple[Cell, ...]:
    """Return the cell of check boxes, in the lines of the paper."""
    said = note(answer.value)
    if said is not None:
        counts = tuple(run for other in answer.beside for run in _named_count(answer, other))
        return (_value(answer, ((Run(said, RunRole.NOTE, answer.path), *counts),)),)
    boxes = {choice.key: _box(answer, choice.key) for choice in answer.item.choices}
    lines = [piece for line in arranged(answer.item.choices, boxes) for piece in broken(line)]
    return (_value(answer, tuple(lines)),)


#: How each kind of item is printed. Keys: exactly those of `pia.official.kinds.KINDS`.
KIND_CELLS: dict[str, Callable[[Answer], tuple[Cell, ...]]] = {
    "text": text_cells,
    "date": text_cells,
    "count": count_cells,
    "choice": choice_cells,
    "boxes": boxes_cells,
}


def value_cells(answer: Answer) -> tuple[Cell, ...]:
    """Return the value cell of any item, with its ＜選択肢＞ where it has them.

    Together they take two columns: a value alone spans both.
    """
    return KIND_CELLS[answer.item.kind](answer)


def count_runs(answer: Answer) -> Line:
    """Return `( 3 )件`; the answer may be empty."""
    number = text_runs(answer.value, answer.path) or (Run(" ", RunRole.TEXT, answer.path),)
    return (mark("("), PAD, *number, PAD, mark(")件"))


def _value(answer: Answer, lines: tuple[Line, ...]) -> Cell:
    item = answer.path or None
    kept = lines if any(lines) else ()
    return Cell(CellRole.VALUE, kept, item=item, anchor=answer.anchor, span=2)


def _beside(answer: Answer, choice: str) -> Line:
    """Return the (n)件 that stand behind a box, or behind the whole answer (choice "")."""
    found: list[Run] = []
    for other in answer.beside:
        if other.item.beside and other.item.beside.choice == choice:
            found += [SPACE if not choice else PAD, *count_runs(other)]
    return tuple(found)


def _named_count(answer: Answer, other: Answer) -> Line:
    """Return a (n)件 with the words it belongs to, for boxes that are not printed themselves."""
    choice = answer.item.choice(other.item.beside.choice) if other.item.beside else None
    words = (Run(choice.words, RunRole.WORDS), PAD) if choice else ()
    return (SPACE, *words, *count_runs(other))


def _choices(answer: Answer) -> Cell:
    words = [Run(f"{n}) {c.words}", RunRole.WORDS) for n, c in enumerate(answer.item.choices, 1)]
    lines: list[Line] = [(Run(CHOICES_TITLE),)]
    if max(width(run.text) for run in words) > _HALF_LINE:
        lines += [(run,) for run in words]
    else:
        pairs = [words[n : n + 2] for n in range(0, len(words), 2)]
        lines += [(pair[0], SPACE, pair[1]) if len(pair) > 1 else (pair[0],) for pair in pairs]
    return Cell(CellRole.CHOICES, tuple(lines))


def _box(answer: Answer, key: str) -> Line:
    choice = answer.item.choice(key)
    value = answer.value or {"checked": [], "detail": {}}
    detail = value["detail"].get(key, "")
    words = choice.words if choice else key
    sign = mark(CHECKED if key in value["checked"] else UNCHECKED, answer.path)
    runs = [sign, PAD, Run(words, RunRole.WORDS), *_beside(answer, key)]
    if detail or (choice and choice.detail):
        runs += [PAD, mark("("), PAD, Run(detail or " ", RunRole.DETAIL), PAD, mark(")")]
    return tuple(runs)
