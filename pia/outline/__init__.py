"""The printed document without a format: parts → tables → rows → cells.

Enters: an Assessment (and through it its Form). Leaves: `Outline`, which every writer prints and
every reader can be measured against. Each value cell carries the id path of its item. Labels and
choices come from the Form; widths, page breaks and type sizes belong to the writers.
Imports `assessment`, `official` and the rooms below; writers and doors may import it.
"""

from pia.outline.change_table import change_table_outline
from pia.outline.document import outline
from pia.outline.kind_cells import KIND_CELLS
from pia.outline.model import (
    Cell,
    CellRole,
    Outline,
    Part,
    PartKind,
    Row,
    RowRole,
    Run,
    RunRole,
    Table,
)

__all__ = [
    "KIND_CELLS",
    "Cell",
    "CellRole",
    "Outline",
    "Part",
    "PartKind",
    "Row",
    "RowRole",
    "Run",
    "RunRole",
    "Table",
    "change_table_outline",
    "outline",
]
