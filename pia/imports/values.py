"""Slots → answers: what a cell says for an item of each kind, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pia.assessment.publicise import MARK
from pia.imports.boxes import answer, read_boxes
from pia.imports.choices import COUNT, chosen, written
from pia.imports.cut import stops_short
from pia.imports.grid import LOST_MARK, readable
from pia.imports.marks import Marks, marked_choice, marks_of
from pia.imports.scopes import Slot
from pia.official import Item
from pia.official.folding import fold
from pia.official.kinds import unknown
from pia.outline.lines import UNREADABLE


class Status(StrEnum):
    """How sure an item of an imported document is."""

    #: Its label and its answer stand in the file and are clear.
    SURE = "sure"
    #: A person should look: the answer may be damaged, or could not be read.
    UNSURE = "unsure"
    #: The file does not have the item.
    MISSING = "missing"


@dataclass(frozen=True)
class Read:
    """An answer as it is stored, with what the report says of it."""

    value: Any
    status: Status = Status.SURE
    why: str = ""


NOT_FOUND = Read(unknown("not-in-source"), Status.MISSING, "原本にこの項目が見つかりません。")

_CUT = "文の途中で切れている可能性があります。"
_NO_MARKS = "原本の文字からチェックの印が読み取れません。"
_NO_CHOICE = "選択肢のどれとも一致しません。"
_SOME_BOXES = "原本に見つからないチェック欄があります。"
_INVISIBLE = "目に見えない文字があり、見える文や順番と違うことがあります。"
#: Signs without width or that turn the order of others; the joiners of U+200C are part of a sign.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\U000e0001-\U000e007f]"
)


def text_of(slot: Slot) -> str:
    """Return the text of a slot: rows become lines, cells of one row stand side by side.

    Blank lines around it belong to it only where it is one cell of a table.
    """
    text = "\n".join(" ".join(cell.text for cell in row) for row in slot.rows)
    if len(slot.cells) != 1 or not slot.cells[0].place.part:
        text = text.strip("\n")
    return text if text.strip() else ""


def _read_text(slot: Slot, _marks: Marks) -> Read:
    text = readable(text_of(slot))
    text = text if slot.item.kind == "text" else text.strip("\n")
    return Read(text, Status.UNSURE, _CUT) if stops_short(text) else Read(text)


def _read_choice(slot: Slot, _marks: Marks) -> Read:
    keys, words = chosen(slot.item, slot.cells), written(slot.item, slot.cells)
    keys |= {key for key in [marked_choice(slot.item, text_of(slot))] if key}
    if len(keys) == 1:
        return Read(keys.pop())
    if not words:
        return Read("")
    raw = readable(text_of(slot))
    return Read(unknown("not-a-choice", raw), Status.UNSURE, _NO_CHOICE)


def _read_boxes(slot: Slot, marks: Marks) -> Read:
    text = text_of(slot)
    if not marks.kept or LOST_MARK in text:
        return Read(unknown("marks-lost", readable(text)), Status.UNSURE, _NO_MARKS)
    boxes = read_boxes(slot.item, marks.plain(slot.item, text))
    if not boxes:
        return Read(unknown("marks-lost", text), Status.UNSURE, _NO_MARKS)
    if len({box.choice.key for box in boxes}) < len(slot.item.choices):
        return Read(answer(boxes), Status.UNSURE, _SOME_BOXES)
    return Read(answer(boxes))


#: What our own documents print in place of an answer, and why it is unknown.
_SAID = {UNREADABLE: "unreadable", MARK: "withheld"}

#: Something was written into the brackets of the last box, その他( ).
_DETAIL = re.compile(r"[(（][^()（）]+[)）]$")

#: How each kind of item is read. Keys: exactly those of `pia.official.kinds.KINDS`.
READERS: dict[str, Callable[[Slot, Marks], Read]] = {
    "text": _read_text,
    "date": _read_text,
    "count": _read_text,
    "choice": _read_choice,
    "boxes": _read_boxes,
}


def read_slot(slot: Slot, marks: Marks) -> Read:
    """Return the answer of a slot. `marks`: how the document marks its boxes."""
    said = _said_unreadable(slot)
    if said:
        return said
    read = READERS[slot.item.kind](slot, marks)
    return _doubted(read, slot)


def _doubted(read: Read, slot: Slot) -> Read:
    """Return what was read of a slot; it is only as sure as the label and the cells are."""
    doubt = slot.doubt or next((cell.doubt for cell in slot.cells if cell.doubt), "")
    doubt = doubt or (_INVISIBLE if _UNSEEN.search(text_of(slot)) else "")
    if doubt and read.status is Status.SURE:
        return replace(read, status=Status.UNSURE, why=doubt)
    return read


def _said_unreadable(slot: Slot) -> Read | None:
    """Return what a document of ours says that it could not read itself, or does not publish."""
    text = fold(text_of(slot)).removeprefix("[")
    for words, reason in _SAID.items():
        if text == fold(words) or (slot.item.choices and text.startswith(fold(words))):
            return Read(unknown(reason, words), Status.UNSURE, f"原本に{words}とあります。")
    return None


def read_beside(item: Item, owner: Slot) -> Read:
    """Return a (n)件 that is printed inside the cell of another item."""
    text = text_of(owner)
    choice = owner.item.choice(item.beside.choice) if item.beside else None
    if choice:
        start = text.find(choice.words)
        text = text[start + len(choice.words) :].split("[")[0] if start >= 0 else ""
    found = COUNT.search(text)
    return _doubted(Read(found[1].strip()), owner) if found else NOT_FOUND


def marks_in(slots: list[Slot]) -> Marks:
    """Return how a document's body marks its check boxes."""
    return marks_of((s.item, text_of(s)) for s in slots if s.item.kind == "boxes")


def says_nothing(read: Read) -> bool:
    """Return whether a printed frame's answer is empty: no text, no choice, no mark, no detail."""
    if not isinstance(read.value, dict):
        return bool(read.value == "")
    if read.value.get("unknown") == "marks-lost":
        return _DETAIL.search(read.value.get("raw", "").replace(" ", "")) is None
    if "unknown" in read.value:
        return bool(read.value["unknown"] == "not-in-source")
    return not (read.value["checked"] or read.value["detail"])
