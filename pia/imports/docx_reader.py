"""Word (DOCX) → Grid: paragraphs and tables of the body in their order, each merged cell once.

Read is what a person sees on the pages of the body: text that was deleted with tracked changes,
hidden text, prompts of empty fields, headers, footers, notes, comments and pictures are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from pia.imports.building import GridBuilder, Laid
from pia.imports.docx_fields import show_drawn
from pia.imports.docx_shown import show
from pia.imports.grid import Grid
from pia.imports.package import Parts, damaged, main_part, parse_part, read_parts
from pia.imports.sight import without_doubts
from pia.imports.source import SourceFile

#: Word's own namespace, and the one of files that were saved as "strict".
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = ("0", "false", "off")
#: What holds paragraphs, rows or runs without being one; `sdt` is a content control.
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple"}
    | {"dir", "bdo", "rubyBase"}
)
#: Characters that a run holds as elements.
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
#: Most columns that are counted; Word itself takes 63.
_MAX_COLUMNS = 1_000


@dataclass(frozen=True)
class _Cell:
    text: str
    column: int
    #: "restart" begins a cell over several rows, "continue" belongs to the one above.
    merge: str


def read_docx(source: SourceFile) -> list[Grid]:
    """Return the grid of a Word file. Raises InputRefused."""
    parts = read_parts(source, "docx")
    root = parse_part(source, parts, main_part(parts, "docx"))
    body = next((child for child in root if _tag(child) == "body"), None)
    if body is None:
        raise damaged(source)
    show_drawn(root)
    show(root, *(_part(source, parts, name) for name in ("numbering", "styles")))
    builder = GridBuilder(source.name)
    _flow(builder, body)
    return [builder.grid()]


def _part(source: SourceFile, parts: Parts, name: str) -> etree._Element | None:
    path = f"word/{name}.xml"
    return parse_part(source, parts, path) if path in parts else None


def _flow(builder: GridBuilder, holder: etree._Element) -> None:
    """Add paragraphs and tables in their order; a text box stands behind its paragraph."""
    for block in _inside(holder, "p", "tbl"):
        if _tag(block) == "tbl":
            builder.table(map(_with_doubts, row) for row in _laid(block))
            continue
        boxes, text = _boxes_of(block), _paragraph(block)
        is_only_anchor = bool(boxes) and not text.strip()
        if not (is_only_anchor or (not text and _runs_on(block))):
            builder.text(*without_doubts(text))
        for box in boxes:
            _flow(builder, box)


def _with_doubts(cell: Laid) -> Laid:
    text, doubt = without_doubts(cell.text)
    return replace(cell, text=text, doubt=doubt) if doubt else cell


def _boxes_of(paragraph: etree._Element) -> list[etree._Element]:
    has_any = next(paragraph.iter("{*}txbxContent"), None) is not None
    return list(_text_boxes(paragraph)) if has_any else []


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a paragraph; of two versions of one, for new Word and old, the first."""
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _text_boxes(child[0]) if len(child) else ()
        else:
            yield from _text_boxes(child)


def _tag(element: etree._Element) -> str:
    """Return the name of an element of Word's, "" for one of another namespace."""
    return _name(str(element.tag))


@lru_cache(maxsize=1_024)
def _name(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return name if namespace in _NAMESPACES else ""


def _inside(element: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Yield the wanted elements directly in another or in what only wraps them."""
    for child in element:
        tag = _tag(child)
        if tag in wanted:
            yield child
        elif tag in _WRAPPERS:
            yield from _inside(child, *wanted)


def _property(element: etree._Element, *steps: str) -> etree._Element | None:
    here: etree._Element | None = element
    for step in steps:
        if here is not None:
            here = next((child for child in here if _tag(child) == step), None)
    return here


def _value(element: etree._Element | None) -> str | None:
    """Return the `val` of a property, "" for one without; None where there is no property."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if str(k).endswith("}val")), "")


def _is_on(element: etree._Element | None) -> bool:
    value = _value(element)
    return value is not None and value not in _OFF


# --- paragraphs -------------------------------------------------------------------------------


def _runs_on(paragraph: etree._Element) -> bool:
    """Return whether the mark at a paragraph's end was deleted: the next one continues it."""
    return _property(paragraph, "pPr", "rPr", "del") is not None


def _paragraph(paragraph: etree._Element) -> str:
    return "".join(
        sign
        for run in _inside(paragraph, "r")
        if not _is_on(_property(run, "rPr", "vanish"))
        for child in run
        for sign in _signs(child)
    )


def _signs(child: etree._Element) -> Iterator[str]:
    tag = _tag(child)
    if tag == "t":
        yield child.text or ""
    elif tag == "br":
        kind = next((v for k, v in child.attrib.items() if str(k).endswith("}type")), "")
        yield "" if kind in ("page", "column") else "\n"
    elif tag == "ruby":
        yield _paragraph(child)
    elif tag == "fldChar" and (box := _property(child, "ffData", "checkBox")) is not None:
        checked = _property(box, "checked")
        yield "☑" if _is_on(_property(box, "default") if checked is None else checked) else "☐"
    else:
        yield _SIGNS.get(tag, "")


# --- tables -----------------------------------------------------------------------------------


def _laid(table: etree._Element) -> list[list[Laid]]:
    rows = [list(_cells(row)) for row in _rows(table)]
    reach: dict[int, int] = {}
    laid = []
    for row in reversed(rows):
        continued = {cell.column for cell in row if cell.merge == "continue"}
        laid.append([_one(cell, reach) for cell in row if cell.merge != "continue"])
        reach = {column: reach.get(column, 0) + 1 for column in continued}
    return laid[::-1]


def _one(cell: _Cell, reach: dict[int, int]) -> Laid:
    """Return a cell; `reach`: how many rows below continue the one of each column."""
    below = reach.get(cell.column, 0) if cell.merge == "restart" else 0
    return Laid(cell.text, cell.column, 1 + below)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _inside(table, "tr"):
        if _property(row, "trPr", "del") is None:
            yield row


def _cells(row: etree._Element) -> Iterator[_Cell]:
    column = 1 + _number(_value(_property(row, "trPr", "gridBefore")), least=0)
    for cell in _inside(row, "tc"):
        yield _Cell(_text(cell), column, _merge(cell))
        column += _number(_value(_property(cell, "tcPr", "gridSpan")), least=1)


def _merge(cell: etree._Element) -> str:
    if _value(_property(cell, "tcPr", "hMerge")) in ("", "continue"):
        return "continue"
    merge = _value(_property(cell, "tcPr", "vMerge"))
    return "continue" if merge == "" else merge or ""


def _number(value: str | None, *, least: int) -> int:
    number = int(value) if value and value.isdecimal() and len(value) < len(str(2**31)) else least
    return min(max(number, least), _MAX_COLUMNS)


def _text(cell: etree._Element) -> str:
    """Return the text of a cell: paragraphs as lines, a table inside it row by row.

    Word wants a paragraph behind a table inside a cell: an empty one there is no line.
    """
    return "\n".join(_lines(cell))


def _lines(cell: etree._Element) -> Iterator[str]:
    begun, is_behind_table = "", False
    for block in _inside(cell, "p", "tbl"):
        if _tag(block) == "tbl":
            yield from _table_lines(_laid(block))
            is_behind_table = True
            continue
        begun += _paragraph(block)
        boxes = _boxes_of(block)
        if not _runs_on(block):
            yield from [begun] if begun or not (boxes or is_behind_table) else []
            begun, is_behind_table = "", False
        for box in boxes:
            yield from _lines(box)
    if begun:
        yield begun


def _table_lines(rows: Iterable[Iterable[Laid]]) -> Iterator[str]:
    for row in rows:
        yield " ".join(filter(None, (cell.text for cell in row)))
