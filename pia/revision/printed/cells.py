"""A printed cell as an answer of its item: choices and boxes by their printed words."""

from __future__ import annotations

import re
from typing import Any

from pia.errors import InputRefused
from pia.official import Item
from pia.official.folding import fold
from pia.official.form import Choice
from pia.official.kinds import is_unknown
from pia.official.kinds.boxes import print_box
from pia.official.kinds.choice import find_choice
from pia.revision.cells import print_answer
from pia.revision.printed.keys import Key

_BOX = re.compile(r"[\[［]\s*([^\]］\s]?)\s*[\]］]|([☑☒■☐□])")
_BOXED = re.compile(r"[\[［]\s*(.*?)\s*[\]］]", re.DOTALL)
_COUNT = re.compile(r"[(（\[［]?\s*(\d+)\s*[)）\]］]?\s*件?")
_CHECKED = frozenset("○◯〇●✓✔レ☑☒■")
_DETAIL = re.compile(r"[(（](.*)[)）]\s*", re.DOTALL)


def answer_of(item: Item, cell: str) -> Any:
    """Return what a cell says as a stored answer. Raises InputRefused where it says none."""
    if item.kind == "choice":
        return find_choice(item, _chosen(cell), item.path).key
    if item.kind == "count":
        return _counted(cell)
    return _boxes(item, cell) if item.kind == "boxes" else cell


def says(item: Item, value: Any, cell: str, key: Key) -> bool:
    """Return whether an answer is what a cell prints; of boxes, those that the cell names."""
    if value is None or is_unknown(value):
        return False
    if item.kind == "choice":
        cell = re.sub(r"^[0-9]+\)", "", fold(_chosen(cell)))
    if item.kind == "count":
        cell = _counted(cell)
    if item.kind != "boxes":
        return key(print_answer(item, value)).text == key(cell).text
    named = [choice for choice, _, _ in _named_boxes(item, cell)]
    printed = " ".join(print_box(choice, value) for choice in named)
    return bool(named) and key(printed).text == key(_plain_marks(cell)).text


def changed_boxes(item: Item, value: Any, before: str, after: str) -> Any:
    """Return an answer with the boxes as `after` has them; those it does not name stay.

    Raises InputRefused where the two cells name different boxes.
    """
    named = {choice.key for choice, _, _ in _named_boxes(item, after)}
    if named != {choice.key for choice, _, _ in _named_boxes(item, before)}:
        raise InputRefused("二つの欄でチェック欄の数が違います", where=item.path)
    told = _boxes(item, after)
    checked = {*told["checked"], *(set(value["checked"]) - named)}
    kept = {k: text for k, text in value["detail"].items() if k not in named}
    return {
        "checked": [c.key for c in item.choices if c.key in checked],
        "detail": kept | told["detail"],
    }


def _boxes(item: Item, cell: str) -> dict[str, Any]:
    named = _named_boxes(item, cell)
    found = {
        "checked": [choice.key for choice, checked, _ in named if checked],
        "detail": {choice.key: detail for choice, _, detail in named if detail},
    }
    if not named or fold(" ".join(print_box(c, found) for c, _, _ in named)) != fold(
        _plain_marks(cell)
    ):
        raise InputRefused("チェック欄として読めません", where=item.path)
    return found


def _named_boxes(item: Item, cell: str) -> list[tuple[Choice, bool, str]]:
    """Return each box that a cell names: choice, whether it is checked, its text."""
    marks = list(_BOX.finditer(cell))
    found: list[tuple[Choice, bool, str]] = []
    for number, mark in enumerate(marks, start=1):
        end = marks[number].start() if number < len(marks) else len(cell)
        words = cell[mark.end() : end].strip()
        meant = [c for c in item.choices if fold(words).startswith(fold(c.words))]
        choice = max(meant, key=lambda c: len(c.words), default=None)
        if choice is None or choice in [one for one, _, _ in found]:
            return []
        detail = _DETAIL.search(words, len(choice.words)) if choice.detail else None
        checked = (mark[1] or mark[2] or "") in _CHECKED
        found.append((choice, checked, detail[1].strip() if detail else ""))
    return found


def _chosen(cell: str) -> str:
    """Return a choice without the box around it: [ 10万人以上30万人未満 ]."""
    found = _BOXED.fullmatch(cell.strip())
    return found[1] if found else cell


def _counted(cell: str) -> str:
    """Return a number without its unit and box: (3)件, 3 件."""
    found = _COUNT.fullmatch(cell.strip())
    return found[1] if found else cell


def _plain_marks(cell: str) -> str:
    """Return a cell with every mark as the form prints it."""
    return _BOX.sub(lambda m: "[○]" if (m[1] or m[2] or "") in _CHECKED else "[ ]", cell)
