"""What cannot be printed is refused before anything is, with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pia.errors import InputRefused
from pia.official.fonts import FontSet, unprintable
from pia.outline import CellRole, Outline, Row, Table

#: A title is a bookmark too, and PDF/A allows a string 32,767 bytes: 16,383 signs, more with 𠮷.
_LONGEST_TITLE = 8_000


def refuse_unprintable(outline: Outline, fonts: FontSet) -> None:
    """Raise InputRefused for a title too long and for the first character no font has."""
    for title, where in _titles(outline):
        if len(title) > _LONGEST_TITLE:
            raise InputRefused(
                f"{len(title):,}文字あり、PDF の見出しにできません",
                where=where,
                hint=f"{_LONGEST_TITLE:,}文字までにしてください。",
            )
    for text, place in _texts(outline):
        if signs := unprintable(text, fonts):
            raise _refusal(signs[0], place())


def _refusal(sign: str, where: str) -> InputRefused:
    return InputRefused(
        f"「{sign}」(U+{ord(sign):04X})は、PDFの書体にない文字です",
        where=where,
        hint="別の文字に書き換えてから、もう一度書き出してください。",
    )


def _texts(outline: Outline) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield every printed text with what tells where it stands."""
    for part in outline.parts:
        for table in part.tables:
            first = 1 - sum(head is not None for head in (table.bar, table.header))
            for number, row in enumerate(table.all_rows(), first):
                for place, cell in enumerate(row.cells):
                    if cell.lines:
                        yield cell.text, partial(_where, part.heading, table, row, number, place)
        yield part.foot, partial(str, part.title)
    for title, where in _titles(outline):
        yield title, partial(str, where)


def _titles(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield each text that is a title, a bookmark or a property of the file, with its place."""
    yield outline.name or outline.title, "評価書名"
    yield outline.organisation, "評価実施機関名"
    for part in outline.parts:
        yield part.heading, part.title


def _where(heading: str, table: Table, row: Row, number: int, place: int) -> str:
    """Return where a cell stands in the words that are printed: part, section, row, label."""
    labels = [c.text for c in row.cells[:place] if c.role in (CellRole.LABEL, CellRole.BAND)]
    if not labels and table.header and len(table.header.cells) == len(row.cells):
        labels = [f"{number}行目", table.header.cells[place].text]
    return "、".join(dict.fromkeys(filter(None, (heading, table.caption, *labels))))
