"""Workbooks of the form as cities have them: blank or filled, in several layouts, with all that Excel adds."""

import re
from io import BytesIO
from itertools import accumulate, count
from struct import pack
from zlib import compress, crc32

import xlsxwriter

from pia.assessment import Assessment
from pia.exports.paper.placing import placed_rows
from pia.official import Repeat
from pia.outline import CellRole, PartKind, Run, RunRole, outline
from tests.builders import FORM
from tests.imports.workbooks import WHOLE, WIDTHS, _Sheet

#: Frames that a template prints of each repeat.
FRAMES = {"systems": 6, "files": 1, "outsourcing": 5, "provisions": 4, "transfers": 5, "risks": 1}
#: Blank rows of 別添1 and of 別添2.
LINES, ROWS = 30, 24

_FONT = {"font_name": "游ゴシック", "font_size": 9, "text_wrap": True, "valign": "top", "border": 1}
_GREY = {"bg_color": "#D9D9D9", "bold": True}


def blank(**frames):
    """A document without answers, with so many things of each repeat: what a blank form prints."""
    numbers = count(1)

    def thing(owner):
        return {
            node.key: [
                {"@id": f"n{next(numbers)}", **thing(node.path)}
                for _ in range((FRAMES | frames)[node.key])
            ]
            for node in FORM.members(owner)
            if isinstance(node, Repeat)
        }

    return Assessment(FORM.form, FORM.edition, "template", thing(""))


def narrow(document=None, *, words=str, **options):
    """The official layout: a narrow grid of merged cells, each bracket and mark in its own."""
    return _book(document, Narrow, words, options)


def wide(document=None, *, words=str, **options):
    """A layout of few wide columns: the boxes of an answer stand in one cell, as □."""
    return _book(document, Wide, words, options)


def spelled_otherwise(text):
    """A label as somebody typed it: broken over lines, spaces inside, full-width numbers."""
    text = text.replace("公表日", "公　表　日").replace("備考", "備　考")
    text = re.sub(r"^([0-9]+)\. ", lambda n: f"{_wide_digits(n[1])}．", text)
    text = re.sub(r"(?<=[項先ム])([0-9]+)", lambda n: _wide_digits(n[1]), text)
    is_label = len(text) > 9 and not re.search(r"[\[\]()<＜0-9～\n]|選択肢", text)
    return f"{text[:6]}\n{text[6:]}" if is_label else text


def with_everything(document=None):
    """The official layout, labels spelled otherwise, with macros, a picture, a button, rules, a hidden sheet."""
    return narrow(document, words=spelled_otherwise, everything=True)


def _wide_digits(text):
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _book(document, layout, words, options):
    data = BytesIO()
    made = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    document = blank() if document is None else document
    with xlsxwriter.Workbook(data, made) as book:
        formats = {
            "label": book.add_format(_FONT | _GREY),
            "value": book.add_format(_FONT),
            "mark": book.add_format(_FONT | {"border": 0, "text_wrap": False}),
        }
        sheets = []
        for n, part in enumerate(outline(document).parts, start=1):
            name = f"{n} {part.title[:8]}".translate(str.maketrans("", "", "[]:*?/\\"))
            sheet = layout(book.add_worksheet(name), formats=formats, words=words, options=options)
            sheet.part(part)
            sheets.append(sheet.sheet)
        if options.get("everything"):
            _add_everything(book, sheets)
    return data.getvalue()


class Narrow(_Sheet):
    """A sheet of the official layout with borders, grey labels and room for texts."""

    def __init__(self, sheet, *, formats, words, options):
        self.formats, self.words, self.options = formats, words, options
        #: Whether words of a box are put, not those of a label.
        self.plain = False
        super().__init__(sheet)
        sheet.set_column_pixels(0, WHOLE - 1, 8)

    def put(self, column, text, wide=1, high=1, row=None):
        row = self.row if row is None else row
        kind = "mark" if self.plain or wide == 1 else "label" if text else "value"
        look = self.formats[kind]
        if wide > 1 or high > 1:
            self.sheet.merge_range(row, column, row + high - 1, column + wide - 1, "", look)
        if text:
            self.sheet.write_string(row, column, self.words(text), look)

    def cell(self, cell, left, wide, high):
        if cell.role == CellRole.VALUE and not cell.text and high == 1:
            self.sheet.set_row(self.row, 60)
        super().cell(cell, left, wide, high)

    def line(self, line, left, row):
        """Write one printed line; between brackets without words stands a blank cell."""
        if [run.text for run in line if run.role != RunRole.PAD][:2] == ["[", "]"]:
            line = [r for run in line for r in ((run,) if run.text != "]" else (_NO_WORDS, run))]
        self.plain = True
        super().line(line, left, row)
        self.plain = False

    def choices(self, cell, left):
        self.plain = True
        super().choices(cell, left)
        self.plain = False

    def part(self, part):
        if part.kind == PartKind.APPENDIX and not any(t.rows[0].cells[0].text for t in part.tables):
            self.put(0, part.heading, WHOLE)
            for n in range(2, 2 + LINES):
                self.put(0, "", WHOLE, row=n)
        elif part.kind == PartKind.CHANGE_TABLE:
            self._changes(part)
        else:
            super().part(part)

    def _changes(self, part):
        self.put(0, part.heading, WHOLE)
        (table,) = part.tables
        starts = list(accumulate((WIDTHS[c] for c in table.columns), initial=0))
        rows = [table.header, *table.rows, *[table.rows[-1:]] * 0]
        lines = [[cell.text for cell in row.cells] for row in rows]
        lines += [[""] * len(starts[1:])] * (self.options.get("rows", ROWS) - len(table.rows))
        for n, line in enumerate(lines, start=2):
            for text, left, end in zip(line, starts, starts[1:], strict=False):
                self.sheet.merge_range(n, left, n, end - 1, text, self.formats["value"])
            if n > 2:
                self.sheet.set_row(n, 48)


class Wide:
    """A sheet of a few wide columns."""

    def __init__(self, sheet, *, formats, words, options):
        self.sheet, self.formats, self.words, self.options = sheet, formats, words, options
        self.row = 0
        sheet.set_column(0, 0, 3)
        sheet.set_column(1, 2, 16)
        sheet.set_column(3, 3, 60)
        sheet.set_column(4, 5, 34)

    def part(self, part):
        self.put(0, part.heading, 5)
        self.row += 1
        for table in part.tables:
            self.table(table)
        if part.kind == PartKind.CHANGE_TABLE:
            for _ in range(self.options.get("rows", ROWS) - len(part.tables[0].rows)):
                for column in range(6):
                    self.put(column, "")
                self.row += 1
        self.put(0, part.foot, 5)

    def table(self, table):
        rows = list(table.all_rows())
        for placed in placed_rows(rows):
            for place in placed.cells:
                if not place.covered:
                    self.cell(place.cell, place.column)
            self.row += 1

    def cell(self, cell, column):
        text = "".join(
            {"[ ]": "□", "[○]": "☑"}.get(run.text, run.text)
            if run.role == RunRole.MARK
            else run.text
            for line in cell.lines
            for run in (*line, _BREAK)
        ).removesuffix("\n")
        self.put(column, text, cell.span, cell.rows, is_label=cell.role != CellRole.VALUE)

    def put(self, column, text, wide=1, high=1, *, is_label=True):
        look = self.formats["label" if text and is_label else "value"]
        text = self.words(text) if is_label else text
        if wide > 1 or high > 1:
            last = (self.row + high - 1, column + wide - 1)
            self.sheet.merge_range(self.row, column, *last, "", look)
        self.sheet.write_string(self.row, column, text, look)


_BREAK, _NO_WORDS = Run("\n"), Run("", RunRole.WORDS)


def _add_everything(book, sheets):
    """Add what must outlive the filling: macros, a picture, a button, rules, protection."""
    book.add_vba_project(BytesIO(b"\xd0\xcf\x11\xe0 macros of the city"), is_stream=True)
    cover, body, table = sheets[0], sheets[2], sheets[-1]
    cover.insert_image("CE2", "印.png", {"image_data": BytesIO(png()), "object_position": 3})
    cover.insert_button("CE8", {"macro": "確認", "caption": "確認する"})
    cover.write_comment("A1", "様式の注意書き")
    body.data_validation("S4", {"validate": "length", "criteria": "<=", "value": 2000})
    rule = {"type": "blanks", "format": book.add_format({"bg_color": "#FFF2CC"})}
    body.conditional_format("S4:CC60", rule)
    body.print_area("A1:CL400")
    body.protect("", {"objects": True})
    table.repeat_rows(2)
    table.set_landscape()
    hidden = book.add_worksheet("作業用")
    hidden.write_string(0, 0, "公表日")
    hidden.hide()


def png():
    """A picture of one red point."""

    def chunk(name, content):
        return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )
