"""The body of the file: each part with its heading, its bars and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pia.exports.docx.content import bookmark, runs
from pia.exports.docx.grid import MARGIN, row_xml
from pia.exports.docx.xml import Tab, bookmarked, paragraph, tab, text
from pia.exports.paper.placing import placed_rows
from pia.exports.paper.widths import LANDSCAPE, PORTRAIT, column_widths
from pia.outline import Outline, Part, PartKind, Row, Table

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
    style = "Title" if part.kind == PartKind.COVER else "Heading1"
    more = "" if breaks or style == "Title" else '<w:pageBreakBefore w:val="0"/>'
    words = bookmarked(text(part.heading), number, bookmark(part.anchor))
    yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{words}</w:p>'
    for place, table in enumerate(part.tables):
        if place and table.bar is None:
            yield paragraph("", "Gap")
        if table.bar is not None:
            yield _bar(table.bar)
        yield _table(table, part.kind)
    if part.foot:
        yield paragraph(text(part.foot), "Tag")


def _bar(row: Row) -> str:
    """Return a section bar; boxes beside it (委託しない) stand at the right."""
    first, *others = row.cells
    words = "".join(runs(line) for line in first.lines)
    boxes = "".join(tab() + runs(line, spread=False) for cell in others for line in cell.lines)
    stops = [Tab(PORTRAIT - 120, "right")] if others else []
    return paragraph(words + boxes, "Heading2", tabs=stops)


def _table(table: Table, kind: PartKind) -> str:
    total = LANDSCAPE if kind == PartKind.CHANGE_TABLE else PORTRAIT
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
        f'<w:tblCaption w:val="{escape(table.caption)}"/>'
    )
