"""Word files by zipfile and lxml, from the rules of WordprocessingML alone."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.gate.readers.paper import Paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = ("Title", "Heading1", "Heading2", "Tag")


def read(data: bytes) -> Paper:
    """Rows of the body; what stands in no table and is no heading stands around."""
    paper = Paper()
    with ZipFile(BytesIO(data)) as package:
        (body,) = etree.fromstring(package.read("word/document.xml"))
        paper.edges = [_text_of(etree.fromstring(package.read(name))) for name in _edges(package)]
    for block in body:
        if block.tag == f"{W}tbl":
            paper.rows += _rows(block)
        elif block.tag == f"{W}p" and _style(block) in _HEADINGS:
            paper.rows.append(tuple(_text(block).split("\t")))
        elif words := _text_of(block):
            paper.around.append(words)
    return paper


def _edges(package: ZipFile) -> list[str]:
    return [n for n in package.namelist() if n.startswith(("word/footer", "word/header"))]


def _rows(table: etree._Element) -> list[tuple[str, ...]]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows = []
    for tr in table.findall(f"{W}tr"):
        cells = tr.findall(f"{W}tc")
        assert sum(map(_span, cells)) == columns, "a row does not fill its grid"
        rows.append(tuple(_cell(tc) for tc in cells if not _is_continued(tc)))
    return rows


def _span(tc: etree._Element) -> int:
    span = tc.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", "1"))


def _is_continued(tc: etree._Element) -> bool:
    merge = tc.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _cell(tc: etree._Element) -> str:
    """The paragraphs as lines; a tab stop stands where the outline has a space."""
    return "\n".join(_text(p) for p in tc.findall(f"{W}p")).replace("\t", " ")


def _style(block: etree._Element) -> str:
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _text(paragraph: etree._Element) -> str:
    return "".join(_sign(node) for node in paragraph.iter())


def _sign(node: etree._Element) -> str:
    """What one element prints; a tab stop's definition stands in w:tabs and prints nothing."""
    if node.tag == f"{W}t":
        return node.text or ""
    parent = node.getparent()
    if node.tag == f"{W}tab" and parent is not None and parent.tag == f"{W}r":
        return "\t"
    return "\n" if node.tag in (f"{W}br", f"{W}cr") else ""


def _text_of(block: etree._Element) -> str:
    return "\n".join(filter(None, (_text(p) for p in block.iter(f"{W}p"))))
