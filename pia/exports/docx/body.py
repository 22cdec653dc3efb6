"""The body of the file: each part with its heading, its bars and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pia.exports.docx.content import bookmark, words
from pia.exports.docx.grid import MARGIN, row_xml
from pia.exports.docx.pieces import Piece
from pia.exports.docx.tracked import GOES, TrackedPart, end_mark, sign_of, tracked_runs
from pia.exports.docx.xml import Tab, bookmarked, paragraph, tab, text
from pia.exports.paper.placing import placed_rows
from pia.exports.paper.widths import LANDSCAPE, PORTRAIT, column_widths
from pia.outline import CellRole, Outline, Part, PartKind, Row, RowRole, Table, legend
from pia.outline.lines import label

_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def body(outline: Outline) -> str:
    """Return the inside of w:body."""
    pieces: list[str] = []
    for number, part in enumerate(outline.parts, start=1):
        across = part.kind == PartKind.CHANGE_TABLE
        if across and pieces:
            pieces.append(_section_end())
        pieces += _part(part, number, breaks=number > 1 and not across)
    if outline.parts[-1].kind == PartKind.CHANGE_TABLE:
        return "".join(pieces) + paragraph("", more=_TINY) + section(across=True)
    return "".join(pieces) + section(across=False)


def section(*, across: bool) -> str:
    """Return the properties of a section: A4, its footer, its margins."""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if across
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    footer = "footer2" if across else "footer1"
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:type w:val="nextPage"/>{size}'
        '<w:pgMar w:top="1134" w:right="964" w:bottom="1077" w:left="964" '
        'w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
    )


def _section_end() -> str:
    return paragraph("", more=_TINY + section(across=False))


def _part(part: Part, number: int, *, breaks: bool) -> Iterator[str]:
    end = end_mark(sign_of(part))
    yield _heading(part, number, breaks=breaks)
    for place, table in enumerate(part.tables):
        if place and table.bar is None:
            yield paragraph("", "Gap", more=end)
        if table.bar is not None:
            yield _bar(table.bar)
        yield _table(table, part.kind)
    if part.kind == PartKind.CONTENTS:
        yield from _legend()
    if part.foot:
        foot = part.under if isinstance(part, TrackedPart) else label(part.foot)
        yield paragraph(words(foot), "Tag", more=end)


def _heading(part: Part, number: int, *, breaks: bool) -> str:
    """Return the title of a part; one that went is no aim of a link any more."""
    style = "Title" if part.kind == PartKind.COVER else "Heading1"
    more = "" if breaks or style == "Title" else '<w:pageBreakBefore w:val="0"/>'
    runs = words(part.head if isinstance(part, TrackedPart) else label(part.heading))
    if sign_of(part) != GOES:
        runs = bookmarked(runs, number, bookmark(part.anchor))
    return paragraph(runs, style, more=more + end_mark(sign_of(part)))


def _legend() -> Iterator[str]:
    yield paragraph(text(legend.TITLE), "FormLegendHead")
    for sign, meaning in legend.LEGEND:
        yield paragraph(text(sign) + tab() + text(meaning), "FormLegend")


def _bar(row: Row) -> str:
    """Return a section bar; boxes beside it (委託しない) stand at the right."""
    first, *others = row.cells
    gap = tracked_runs([(sign_of(row), Piece(" ", is_tab=True))])
    boxes = "".join(gap + words(cell) for cell in others)
    stops = [Tab(PORTRAIT - 120, "right")] if others else []
    return paragraph(words(first) + boxes, "Heading2", tabs=stops, more=end_mark(sign_of(row)))


def _table(table: Table, kind: PartKind) -> str:
    across = kind == PartKind.CHANGE_TABLE
    total = LANDSCAPE if across else PORTRAIT
    widths = column_widths(table.columns, total)
    rows = [row for row in table.all_rows() if row is not table.bar]
    printed = "".join(
        row_xml(row, widths, cover=kind == PartKind.COVER) for row in placed_rows(rows)
    )
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f"<w:tbl><w:tblPr>{_table_properties(table, total)}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{printed}</w:tbl>"
    )


def _table_properties(table: Table, total: int) -> str:
    return (
        '<w:tblStyle w:val="Frame"/>'
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{MARGIN}" w:type="dxa"/>'
        f'<w:right w:w="{MARGIN}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(table.caption)}"/>'
        f'<w:tblDescription w:val="{escape(_description(table))}"/>'
    )


def _description(table: Table) -> str:
    """Return how a table is read, for those who cannot see it."""
    header = next((row for row in table.all_rows() if row.role == RowRole.HEADER), None)
    if header is not None:
        columns = "、".join(cell.text for cell in header.cells)
        return f"見出しは {columns} です。"
    labelled = any(cell.role == CellRole.LABEL for row in table.rows for cell in row.cells)
    return "左の欄が項目名、右の欄が記載です。" if labelled else "記載だけの表です。"
