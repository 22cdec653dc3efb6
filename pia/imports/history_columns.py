"""Which column of a 別添2 is which: by the words of its heads, in whatever order they stand.

Cities put No., 頁 or 備考 beside the six columns of the form, leave the last one out, or shorten the heads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pia.imports.grid import Cell, Row
from pia.official import Form
from pia.official.folding import fold

#: What the head of each column may say, folded; no head says two of them.
_HEADS = {
    "changed_on": re.compile(r"(?:変更|修正|改正)(?:した)?(?:年月日|月日|日)(?:\(.*\))?"),
    "item": re.compile(r"(?:変更|修正|該当)?(?:した)?(?:項目|箇所|個所)(?:名|番号)?(?:\(.*\))?"),
    "before": re.compile(r"(?:変更|修正|改正)前[^後]*"),
    "after": re.compile(r"(?:変更|修正|改正)後[^前]*"),
    "timing": re.compile(r"提出(?:の)?時期(?:\(.*\))?"),
    "explanation": re.compile(r"(?:提出(?:の)?時期に(?:係る|関する))?説明(?:\(.*\))?"),
}
#: Without these a table tells of no change.
_NEEDED = frozenset(("changed_on", "item", "before", "after"))
#: More signs than a head has.
_LONGEST = 40


@dataclass(frozen=True)
class Head:
    """The heads of one table: which columns they open, and what each holds."""

    #: Column of the grid that each head begins in.
    starts: tuple[int, ...]
    #: For each column of the form its head, by place among `starts`; None where there is none.
    places: tuple[int | None, ...]
    #: Titles of the columns that the form does not have, and of those that are not there.
    unread: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    def column(self, cell: Cell) -> int:
        """Return the head that a cell stands under."""
        under = [n for n, start in enumerate(self.starts) if start <= cell.place.column]
        return under[-1] if under else 0

    @property
    def known(self) -> frozenset[int]:
        """The heads that are the form's."""
        return frozenset(place for place in self.places if place is not None)

    def notes(self, table: str) -> list[str]:
        """Return what a person should know of columns that are other than the form's."""
        notes = []
        if self.unread:
            titles = "".join(f"「{title}」" for title in self.unread)
            notes.append(f"{table}の表の{titles}は様式にない列のため、読んでいません。")
        if self.lacking:
            titles = "".join(f"「{title}」" for title in self.lacking)
            notes.append(f"{table}の表に{titles}の列がないため、空欄としました。")
        return notes


def head_of(form: Form, row: Row) -> Head | None:
    """Return the heads in a row, None for a row that is not the header of 別添2."""
    if len(row.filled) < len(_NEEDED):
        return None
    kinds = [_kind(form, cell.text) for cell in row.filled]
    seen = Counter(kind for kind in kinds if kind)
    if _NEEDED - seen.keys() or max(seen.values()) > 1:
        return None
    columns = form.change_table.columns
    places = tuple(kinds.index(key) if key in seen else None for key, _ in columns)
    return Head(
        tuple(cell.place.column for cell in row.filled),
        places,
        tuple(_said(row.filled, kinds)),
        tuple(title for key, title in columns if key not in seen),
    )


def _kind(form: Form, text: str) -> str | None:
    said = fold(text[:_LONGEST])
    for key, title in form.change_table.columns:
        if said == fold(title):
            return key
    if len(text) >= _LONGEST:
        return None
    return next((key for key, head in _HEADS.items() if head.fullmatch(said)), None)


def _said(cells: Iterable[Cell], kinds: Iterable[str | None]) -> Iterable[str]:
    pairs = zip(cells, kinds, strict=True)
    return (" ".join(cell.text.split()) for cell, kind in pairs if kind is None)
