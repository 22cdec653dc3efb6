"""Two answers of one item: whether the difference makes a row, or why it is not printed."""

from __future__ import annotations

from typing import Any

from pia.official import Item
from pia.official.kinds import EMPTY_OR_DASH, KINDS, is_blank, is_unknown
from pia.revision.cells import print_answer
from pia.revision.timing.typography import differ_in_space_only

ROW = "row"
MOVE, WHITE_SPACE, EMPTY = "move", "white-space", "empty"
CANNOT_TELL, NOT_IN_TABLE = "cannot-tell", "not-in-change-table"


def difference(item: Item, old: Any, new: Any) -> str | None:
    """Return None for equal answers, ROW, or the reason why the difference is not printed."""
    if old == new:
        return None
    if not item.in_change_table:
        return NOT_IN_TABLE
    if is_blank(old) and is_blank(new):
        return EMPTY
    if is_unreadable(old) or is_unreadable(new):
        return CANNOT_TELL
    before, after = print_answer(item, old), print_answer(item, new)
    if before == after:
        return EMPTY
    return WHITE_SPACE if differ_in_space_only(before, after) else ROW


def is_unreadable(value: Any) -> bool:
    """Return whether an answer could not be read. 「空欄か—か」 says nothing either way: it can."""
    return is_unknown(value) and value["unknown"] != EMPTY_OR_DASH


def is_text_of(item: Item, value: Any) -> bool:
    """Return whether an answer is a text whose spans can change."""
    return isinstance(value, str) and not KINDS[item.kind].has_choices and not is_blank(value)
