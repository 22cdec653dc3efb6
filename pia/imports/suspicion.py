"""Signs that an answer may be another item's: a table that was laid out as text, words that fit nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from pia.imports.grid import Row
from pia.imports.printed import label_key
from pia.imports.scopes import TWICE, Slot

_TOGETHER = "項目名が続けて並んでいて、どの答えがどの項目のものか分かりません。"
_SCATTERED = "原本に、どの項目にも入らない文字が多く、答えが入れ違っているかもしれません。"
#: Words between the first label and the last that belong to no item: more than this share, and so many.
_MUCH, _LEAST = 0.1, 500


def doubt_scattered(slots: Sequence[Slot], amid: int) -> None:
    """Doubt answers that repeat their label; all, where so many signs `amid` them fit nowhere."""
    is_much = amid > _LEAST and amid > _MUCH * (amid + sum(len(slot.raw) for slot in slots))
    for slot in slots:
        own = TWICE if _says_label_again(slot) else ""
        slot.doubt = slot.doubt or own or (_SCATTERED if is_much else "")


def _says_label_again(slot: Slot) -> bool:
    """Return whether an answer begins with a line that is its own label: it is caption and heading."""
    first = next((cell.text for cell in slot.cells if not cell.is_blank), "")
    line, rest, _ = first.partition("\n")
    return bool(rest) and label_key(line) == label_key(slot.label.text)


def doubt_together(above: Slot, slot: Slot) -> None:
    """Doubt a label that is the next line of a text behind one whose answer cannot be missing.

    Where a table was laid out as text, the answers of both may follow one after the other.
    """
    here, there = above.label.place, slot.label.place
    is_next = not here.part and here.row[:2] == there.row[:2] and there.line - here.line == 1
    if is_next and above.item.needed and not above.rows:
        above.doubt = slot.doubt = _TOGETHER


def doubt_of_box(slot: Slot, row: Row) -> str:
    """Return the doubt of the empty box beside a label: something in it may not be seen."""
    if not all(cell.is_blank for cell in slot.cells):
        return ""
    here = slot.label.place.column
    return next(
        (c.doubt for c in row.cells if c.is_blank and c.place.column > here and c.doubt), ""
    )
