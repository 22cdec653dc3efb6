"""The change table (別添2 in 様式3) as a part of a document, or alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pia.official import Form
from pia.outline.cover import tag_of
from pia.outline.lines import broken, label
from pia.outline.model import (
    Cell,
    CellRole,
    Outline,
    Part,
    PartKind,
    Row,
    RowRole,
    Run,
    Table,
)


class ChangeRow(Protocol):
    """Whatever has the six printed cells of a row: a HistoryRow, a row of a comparison."""

    def cells(self) -> tuple[str, str, str, str, str, str]:
        """Return the cells in the order of the form's columns."""
        ...


def change_table_outline(form: Form, rows: Iterable[ChangeRow], title: str) -> Outline:
    """Return a change table alone, headed `title` (a 評価書名); dated by the form's month."""
    return Outline(
        title=change_title(form),
        name=title,
        organisation="",
        published_on="",
        dated=form.month,
        tag=tag_of(form),
        verified=form.verified,
        parts=(change_part(form, rows),),
    )


def change_part(form: Form, rows: Iterable[ChangeRow]) -> Part:
    """Return 別添2. Without rows one blank row is printed, as on the paper."""
    keys = tuple(key for key, _ in form.change_table.columns)
    path = form.change_table.path
    printed = tuple(_row(row, f"{path}-{n}") for n, row in enumerate(rows, start=1))
    blank = Row(RowRole.EMPTY, tuple(Cell(CellRole.VALUE) for _ in keys))
    table = Table(
        caption=change_title(form),
        columns=keys,
        rows=printed or (blank,),
        header=Row(RowRole.HEADER, tuple(label(w) for _, w in form.change_table.columns)),
        anchor=f"{path}-table",
    )
    return Part(PartKind.CHANGE_TABLE, change_title(form), path, (table,))


def change_title(form: Form) -> str:
    """Return the heading of the table: 「(別添2) 変更箇所」."""
    return f"({form.change_table.number}) {form.change_table.title}"


def _row(row: ChangeRow, anchor: str) -> Row:
    first, *others = (_cell(text) for text in row.cells())
    return Row(RowRole.CHANGE, (Cell(first.role, first.lines, anchor=anchor), *others))


def _cell(text: str) -> Cell:
    return Cell(CellRole.VALUE, broken((Run(text),)) if text else ())
