"""Reads written files back, by means that the writers do not use."""

from html.parser import HTMLParser
from io import BytesIO

from docx import Document
from docx.table import Table, _Cell

from pia.outline import CellRole, RowRole


def docx_rows(data):
    """Every row of a Word file as texts; a tab stop prints the space of the outline."""
    rows = []
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            rows += [_docx_row(block, tr) for tr in block._tbl.tr_lst]
        elif _style(block) == "Heading 2":
            rows.append(block.text.split("\t"))
    return rows


def _docx_row(table, tr):
    cells = [tc for tc in tr.tc_lst if tc.vMerge != "continue"]
    return [_Cell(tc, table).text.replace("\t", " ") for tc in cells]


def docx_headings(data):
    found = Document(BytesIO(data)).paragraphs
    return [p.text for p in found if _style(p) in ("Title", "Heading 1")]


def _style(paragraph):
    return paragraph.style.name


def outline_rows(outline):
    """The same rows as the outline has them."""
    rows = [r for p in outline.parts for t in p.tables for r in t.all_rows()]
    return [[cell.text for cell in row.cells] for row in rows]


class Page(HTMLParser):
    """Texts, ids, links and elements of a page."""

    KEPT = ("td", "th", "h1", "h2", "h3", "p", "a", "dt", "dd")

    def __init__(self, text):
        super().__init__()
        self.texts, self.ids, self.links, self.elements = [], [], [], []
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag in self.KEPT:
            self.open.append([tag, ""])
        elif tag == "br" and self.open:
            self.open[-1][1] += "\n"

    def handle_data(self, data):
        if self.open:
            self.open[-1][1] += data

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.texts.append(self.open.pop()[1])


def text_rows(data):
    """Rows of a text file: a line that begins with a TAB continues the row above, per column."""
    rows: list[list[str]] = []
    for line in data.decode("utf-8").split("\n"):
        cells = line.split("\t")
        if line.startswith("\t"):
            for place, more in enumerate(cells):
                if place and _continues(rows[-1], place, cells):
                    rows[-1][place] += f"\n{more}"
        else:
            rows.append(cells)
    return rows


def _continues(row, place, cells):
    """A later column that has ended leaves nothing behind; a shorter one before it a hole."""
    return place == len(cells) - 1 or cells[place] != ""


def expected_text_rows(outline):
    """The same rows from the outline; a value over the whole width has one row per line."""
    rows = []
    for part in outline.parts:
        for table in part.tables:
            for row in (r for r in table.all_rows() if r.role != RowRole.EMPTY):
                texts = [_compact(c) for c in row.cells if c.role != CellRole.INDENT]
                first, *more = texts[0].split("\n")
                first = first or (" " if texts[1:] else "")
                rows.append([first, *texts[1:]])
                rows += [[line] for line in more]
                assert not more or row.role in (RowRole.VALUE, RowRole.BAR)
    return rows


def _compact(cell):
    if cell.role != CellRole.CHOICES:
        return cell.compact
    return cell.compact.replace("＜選択肢＞", "<選択肢>").replace("\n", " ")
