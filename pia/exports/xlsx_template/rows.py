"""The rows of 別添2 into the rows of a workbook's table; more may follow where nothing is below."""

from __future__ import annotations

from dataclasses import replace

from pia.assessment import Assessment
from pia.exports.xlsx_template.said import Kind, Said
from pia.exports.xlsx_template.sheet import Growth
from pia.exports.xlsx_template.texts import Texts
from pia.outline.frames import Address, Hole, Rows


def fill_rows(document: Assessment, table: Rows, texts: Texts) -> tuple[str, Growth] | None:
    """Put the rows of a document into a table; return how its sheet has to grow, if it has."""
    rows = [row.cells() for row in document.change_history]
    places = _places(table, len(rows))
    number = document.form.change_table.number
    if len(rows) > len(places):
        words = f"{number}の{len(places) + 1}～{len(rows)}行目の欄がありません"
        if not table.columns:
            words = f"{number}の表が見つかりません"
        texts.said.append(Said(Kind.NO_ROW, document.form.change_table.path, words=words))
    path = document.form.change_table.path
    for n, (row, place) in enumerate(zip(rows, places, strict=False), start=1):
        for text, at in zip(row, place, strict=True):
            texts.put(Hole(at), text, f"{path}[{n}]", f"{number} {n}行目")
    for place in places[len(rows) :]:
        for at in place:
            texts.clear(at, path, number)
    more = len(places) - len(table.rows)
    return (table.columns[0].sheet, _growth(table, more)) if more > 0 else None


def _places(table: Rows, count: int) -> list[tuple[Address, ...]]:
    """Return the cells of each row, those of rows that are still to be added too."""
    places = list(table.rows)
    pattern = table.rows[-1] if table.rows else table.columns
    for n in range(count - len(places) if table.can_grow else 0):
        row = table.next_row + n * table.height
        places.append(tuple(replace(at, row=row) for at in pattern))
    return places


def _growth(table: Rows, times: int) -> Growth:
    last = table.next_row - 1
    first = last - table.height + 1 if table.rows else last
    return Growth(first, last, times, table.moves_below)
