"""別添2 of a grid: the rows behind the header with the six column titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia.imports.grid import Cell, Row, readable
from pia.official import Form
from pia.official.folding import fold


@dataclass(frozen=True)
class PrintedRow:
    """The six cells of a row as printed, and where it stands."""

    cells: tuple[str, ...]
    first: Cell


def split_history(
    form: Form, rows: Sequence[Row]
) -> tuple[list[Row], list[PrintedRow], list[Cell]]:
    """Part the rows of one file into its body, the rows of its 別添2, and cells left over there.

    The table goes to the end of the file; its header may be printed again on every page.
    """
    start = next((n for n, row in enumerate(rows) if _is_header(form, row)), None)
    if start is None:
        return list(rows), [], []
    table = [row for row in rows[start:] if row.filled and not _is_header(form, row)]
    full = [row for row in table if _is_full(form, row)]
    left = [cell for row in table if not _is_full(form, row) for cell in row.filled]
    return list(rows[:start]), [_printed(form, row) for row in full], left


def _is_header(form: Form, row: Row) -> bool:
    titles = [fold(title) for _, title in form.change_table.columns]
    return [fold(cell.text) for cell in row.filled] == titles


def _is_full(form: Form, row: Row) -> bool:
    """Return whether a row has the table's columns, and more than one of them is filled."""
    columns = len(form.change_table.columns)
    beyond = any(not cell.is_blank for cell in row.cells[columns:])
    return len(row.cells) >= columns and len(row.filled) > 1 and not beyond


def _printed(form: Form, row: Row) -> PrintedRow:
    texts = [readable(cell.text) for cell in row.cells[: len(form.change_table.columns)]]
    return PrintedRow(tuple(texts), row.filled[0])
