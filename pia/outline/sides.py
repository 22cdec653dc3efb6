"""新旧対照表 as a part of its own: 項目, the two sides as the city sets them, 提出時期."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    RunRole,
    Table,
)
from pia.revision.sides import SideRow
from pia.revision.spans import Segment

TITLE = "新旧対照表"


@dataclass(frozen=True)
class Sides:
    """What stands above the two columns, and in which order they stand."""

    #: 「新（令和7年5月1日公表予定）」 and 「旧（令和5年11月6日公表）」.
    new: str
    old: str
    is_new_left: bool = True


def sides_outline(form: Form, rows: Iterable[SideRow], sides: Sides, title: str) -> Outline:
    """Return a 新旧対照表 alone, of a document with a title; dated by the form's month."""
    heads = [(sides.new, "after"), (sides.old, "before")]
    (first, _), (second, _) = heads if sides.is_new_left else reversed(heads)
    columns = ("item", "after", "before") if sides.is_new_left else ("item", "before", "after")
    printed = tuple(_row(row, sides, f"sides-{n}") for n, row in enumerate(rows, start=1))
    blank = Row(RowRole.EMPTY, tuple(Cell(CellRole.VALUE) for _ in range(4)))
    table = Table(
        caption=TITLE,
        columns=(*columns, "timing"),
        rows=printed or (blank,),
        header=Row(RowRole.HEADER, tuple(map(label, ("項目", first, second, "提出時期")))),
        anchor="sides-table",
    )
    return Outline(
        title=TITLE,
        name=title,
        organisation="",
        published_on="",
        dated=form.month,
        tag=tag_of(form),
        verified=form.verified,
        parts=(Part(PartKind.CHANGE_TABLE, TITLE, "sides", (table,)),),
    )


def _row(row: SideRow, sides: Sides, anchor: str) -> Row:
    pair = (row.new, row.old) if sides.is_new_left else (row.old, row.new)
    head = Cell(CellRole.VALUE, broken((Run(row.item),)), anchor=anchor)
    timing = Cell(CellRole.VALUE, broken((Run(row.timing),)))
    return Row(RowRole.CHANGE, (head, *map(_side, pair), timing))


def _side(segments: tuple[Segment, ...]) -> Cell:
    runs = (Run(text, RunRole.TEXT if sign == "=" else RunRole.CHANGED) for sign, text in segments)
    return Cell(CellRole.VALUE, broken(tuple(runs)))
