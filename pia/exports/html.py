"""HTML: one page that needs nothing else, for the public site and for paper.

No script, no external file. Everything the template shows is made ready here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia.exports.templating import templates
from pia.outline import (
    Cell,
    CellRole,
    Outline,
    PartKind,
    Row,
    RowRole,
    Run,
    RunRole,
    Table,
    legend,
)
from pia.outline.model import Line

#: Runs that a person typed.
_TYPED = (RunRole.TEXT, RunRole.DETAIL)
#: A row of these begins a group of rows that it heads.
_HEADS = (RowRole.BAND, RowRole.RISK, RowRole.THING, RowRole.CAPTION)


@dataclass(frozen=True)
class PageCell:
    """A cell with its element: `th` heads a row, a group of rows or a column."""

    cell: Cell
    element: str
    scope: str
    css: str
    span: int
    #: Lines of boxes; a box is kept together.
    lines: tuple[tuple[Line, ...], ...]

    @property
    def role(self) -> str:
        """Its ARIA role, said outright: a narrow screen sets cells as blocks, which are mute."""
        if self.element == "td":
            return "cell"
        return "columnheader" if self.scope == "col" else "rowheader"

    @property
    def keeps_spaces(self) -> bool:
        """Whether its text has spaces that a page would not show, or begins or ends with a break."""
        lines = self.cell.lines
        if self.cell.role != CellRole.VALUE or not lines:
            return False
        if not (lines[0] and lines[-1]) or any(_is_a_space(line) for line in lines):
            return True
        runs = (run.text for line in lines for run in line if run.role in _TYPED)
        return any(_has_odd_spaces(text) for text in runs)


@dataclass(frozen=True)
class PageRow:
    """A row with its class."""

    role: str
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class PageTable:
    """A table with its rows in groups, each a `tbody`."""

    table: Table
    bar: PageRow | None
    header: PageRow | None
    groups: tuple[tuple[PageRow, ...], ...]

    @property
    def one_heading(self) -> bool:
        """Whether it is a box of the cover: a narrow screen may set its cells below each other."""
        return self.header is not None and len(self.header.cells) == 1


def write(outline: Outline) -> bytes:
    """Return the outline as a page in UTF-8."""
    page = templates().get_template("html/document.html")
    tables = {part.anchor: [_table(t) for t in part.tables] for part in outline.parts}
    links = [part for part in outline.parts if part.kind not in (PartKind.COVER, PartKind.CONTENTS)]
    first = links[0]
    text = page.render(
        outline=outline,
        tables=tables,
        links=links,
        kinds=PartKind,
        skip_to=first.anchor,
        skip_title=first.title,
        title=_title(outline),
        legend=legend,
    )
    return text.encode("utf-8")


def _title(outline: Outline) -> str:
    return "｜".join(word for word in (outline.name, outline.title, outline.organisation) if word)


def _table(table: Table) -> PageTable:
    return PageTable(
        table=table,
        bar=_row(table.bar) if table.bar else None,
        header=_row(table.header) if table.header else None,
        groups=tuple(_groups(table.rows)),
    )


def _groups(rows: Iterable[Row]) -> Iterator[tuple[PageRow, ...]]:
    group: list[PageRow] = []
    for row in rows:
        if group and row.role in _HEADS:
            yield tuple(group)
            group = []
        group.append(_row(row))
    yield tuple(group)


def _row(row: Row) -> PageRow:
    indents = sum(cell.role == CellRole.INDENT for cell in row.cells)
    shown = [cell for cell in row.cells if cell.role != CellRole.INDENT]
    first, *others = (_cell(cell, row) for cell in shown)
    if indents:
        css = f"{first.css} indented"
        first = PageCell(
            first.cell, first.element, first.scope, css, first.span + indents, first.lines
        )
    return PageRow(row.role.value, (first, *others))


def _cell(cell: Cell, row: Row) -> PageCell:
    heads = cell.role in (CellRole.LABEL, CellRole.BAND)
    return PageCell(
        cell=cell,
        element="th" if heads else "td",
        scope=_scope(row) if heads else "",
        css=cell.role.value,
        span=cell.span,
        lines=tuple(tuple(_boxes(line)) for line in cell.lines),
    )


def _scope(row: Row) -> str:
    if row.role == RowRole.HEADER:
        return "col"
    return "rowgroup" if row.role in _HEADS else "row"


def _is_a_space(line: Line) -> bool:
    """Return whether a space is all that stands on a line; in an empty `( )件` it is not."""
    return len(line) == 1 and line[0].text == " "


def _has_odd_spaces(text: str) -> bool:
    return text != " " and ("  " in text or "\xa0" in text or text != text.strip(" "))


def _boxes(line: Line) -> Iterator[Line]:
    """Yield the pieces of a line between its spaces, so that a narrow screen breaks there."""
    box: list[Run] = []
    for run in line:
        if run.role == RunRole.SPACE:
            yield tuple(box)
            box = []
        else:
            box.append(run)
    yield tuple(box)
