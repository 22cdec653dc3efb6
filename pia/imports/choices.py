"""Printed choices: which one a cell says, whatever the paper prints around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pia.imports.grid import LOST_MARK, SAID_CHECKED, Cell
from pia.imports.marks import without_number
from pia.imports.printed import LIST_OF_CHOICES
from pia.official import Item
from pia.official.folding import DASHES, fold

#: (1)件, ( 12 ) 件: the number stands in the first group.
COUNT = re.compile(r"[(（]([^()（）]*)[)）]\s*件")  # both widths are printed
#: A box before a choice is no mark of it: the cell holds one choice anyway.
_STRAYS = re.compile(rf"[{LOST_MARK}{SAID_CHECKED}☐□]|[\[［]\s*[\]］]")  # both widths are printed
_EMPTY = re.compile(r"[\[［]\s*[\]］]")  # likewise
#: A mark in the list, or brackets with something in them.
_MARKED = re.compile(rf"[{SAID_CHECKED}○●◯☑☒✓✔■レ]|[\[［]\s*[^\s\]］]")  # likewise
_BRACKETS = re.compile(r"^[\[［](.*)[\]］]$", re.DOTALL)  # likewise


def chosen(item: Item, cells: Sequence[Cell]) -> set[str]:
    """Return the keys of the distinct choices that are written; "—" for a dash."""
    return {key for piece in written(item, cells) for key in [_key(item, piece)] if key}


def written(item: Item, cells: Sequence[Cell]) -> list[str]:
    """Return what is written for a choice, without the printed list, counts and stray boxes."""
    pieces, in_list = [], False
    if _is_empty("\n".join(cell.text for cell in cells)):
        return []
    for cell in cells:
        text = COUNT.sub("", _STRAYS.sub("", cell.text))
        head, mark, tail = _parted(text)
        if in_list:
            head = _without_list(item, head)
        in_list = in_list or bool(mark)
        pieces += [head, _without_list(item, tail)]
    return [piece for piece in (_bare(p) for p in pieces) if piece]


def _is_empty(text: str) -> bool:
    """Return whether the place of the choice is empty: 「[ ]」 before the list that the form prints."""
    head, mark, tail = _parted(text)
    return bool(mark and _EMPTY.fullmatch(head.strip()) and not _MARKED.search(tail))


def _parted(text: str) -> tuple[str, str, str]:
    """Split a cell at ＜選択肢＞, in whatever brackets it is printed."""
    found = re.search(r"[<＜〈]\s*選択肢\s*[>＞〉]", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], LIST_OF_CHOICES, text[found.end() :]


def _without_list(item: Item, text: str) -> str:
    """Return a folded text without the choices as the form lists them: 1)… 2)…."""
    left = fold(text)
    for number, choice in sorted(enumerate(item.choices, start=1), key=lambda c: -len(c[1].words)):
        left = left.replace(f"{number}){fold(choice.words)}", "")
    return left


def _bare(text: str) -> str:
    inside = _BRACKETS.fullmatch(text.strip())
    return (inside[1] if inside else text).strip()


def _key(item: Item, piece: str) -> str:
    wanted = fold(piece)
    if piece.strip() in DASHES:
        return "—"
    for number, choice in enumerate(item.choices, start=1):
        words = fold(choice.words)
        if wanted in (words, f"{number})", f"{number}.", str(number)) or without_number(
            number, choice.words, wanted
        ):
            return choice.key
    return next(_by_line(item, piece), "")


def _by_line(item: Item, piece: str) -> Iterator[str]:
    """Yield the choice that every line of a piece says: one that was printed twice."""
    lines = [line for line in piece.split("\n") if line.strip()]
    keys = {_key(item, _bare(line)) for line in lines} if len(lines) > 1 else set()
    if len(keys) == 1:
        yield from keys
