"""The sheet for a 所管課 as an Excel workbook that is filled in and comes back.

Only the cells for answers can be written; the protection has no password, it keeps from slips. The
keys stand in a hidden column, the lists of choices on a hidden sheet: a list inside a validation
holds 255 signs, less than the words of many items.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from pia.assessment.wareki import to_wareki
from pia.outline import inquiry as words
from pia.outline.continuation import pieces
from pia.outline.inquiry import InquirySheet, Line
from pia.outline.lines import width

#: A font of every Windows since 2018, made for documents of public bodies.
FONT = "BIZ UDPGothic"
COLUMNS = (words.NUMBER, words.ITEM, words.PRESENT, words.ANSWER, words.REMARK, words.KEY)
#: In half-width signs; the last holds the keys and is hidden.
WIDTHS = (6, 30, 52, 52, 22, 40)
_ANSWER, _REMARK, _KEY = 3, 4, 5
#: Points of a line, and the most that a row can have.
_LINE_POINTS, _HIGHEST = 14, 409
_A4 = 9
_EDITABLE = "#FFF9DB"
HOW = (
    "1　変更がない項目は、回答欄を空のままにしてください。",
    "2　変更する項目は、変更した後の記載の全文を回答欄に書いてください。",
    f"3　記載をなくす項目は、回答欄に「{words.CLEAR}」と書いてください。",
    "4　選択と印の項目は、回答欄を選ぶと出る一覧から選んでください。",
    "5　長い記載は、いくつかの行に分けてあります。変更する行だけに書いてください。",
    "6　色の付いた欄だけに書けます。保存したファイルを、そのまま返送してください。",
)


def write(sheet: InquirySheet) -> bytes:
    """Return the workbook; the same sheet has the same bytes."""
    data = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(data, options) as book:
        made_at = datetime.combine(sheet.made_on, time())
        book.set_properties({"title": sheet.title, "created": made_at})
        _Writer(book, sheet).write()
    return _growing(data)


def _growing(data: BytesIO) -> bytes:
    """Return the workbook with rows that grow with what is typed in them.

    XlsxWriter marks every height as set by hand, and without one LibreOffice cuts texts off.
    """
    made = BytesIO()
    with ZipFile(data) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = part.replace(b' customHeight="1"', b"")
            new.writestr(entry, part, ZIP_DEFLATED)
    return made.getvalue()


class _Writer:
    def __init__(self, book: Any, sheet: InquirySheet) -> None:
        self.book, self.sheet = book, sheet
        self.page = book.add_worksheet("照会票")
        self.choices = book.add_worksheet("選択肢")
        #: Choices → where their list stands.
        self.lists: dict[tuple[str, ...], str] = {}
        self.row = 0

    def write(self) -> None:
        """Write both sheets."""
        for column, chars in enumerate(WIDTHS):
            hidden = {"hidden": column == _KEY}
            self.page.set_column(column, column, chars, None, hidden)
        self.head()
        first = self.row
        self.headings()
        for line in self.sheet.lines:
            self.line(line)
        self.set_up(first)
        self.choices.hide()
        self.choices.protect()

    def head(self) -> None:
        """Write what is asked, by when, how to answer, and the cell of who answers."""
        sheet = self.sheet
        self.wide(f"照会票（第{sheet.number}号）　{sheet.title}", bold=True, font_size=14)
        self.wide(f"評価書：{sheet.subject}")
        due = f"回答期限：{to_wareki(sheet.due_on)}　" if sheet.due_on else ""
        asked = f"{sheet.division}　御中　" if sheet.division else ""
        self.wide(f"{asked}{due}作成日：{to_wareki(sheet.made_on)}")
        for paragraph in sheet.note.split("\n") if sheet.note else ():
            self.wide(paragraph)
        self.row += 1
        for sentence in HOW:
            self.wide(sentence, font_color="#333333")
        self.page.merge_range(self.row, 0, self.row, 1, words.ANSWERER, self.style(bold=True))
        self.page.write_blank(self.row, 2, None, self.style(**_open()))
        self.row += 2

    def headings(self) -> None:
        """Write the titles of the columns."""
        style = self.style(bold=True, bg_color="#E6E6E6", border=1, align="center")
        for column, title in enumerate(COLUMNS):
            self.page.write_string(self.row, column, title, style)
        self.row += 1

    def line(self, line: Line) -> None:
        """Write one row, as high as its texts."""
        shut, written = self.style(border=1), self.style(**_open())
        texts = (line.number, line.label, line.present)
        high = max(_lines(text, chars) for text, chars in zip(texts, WIDTHS, strict=False))
        self.page.set_row(self.row, min(high * _LINE_POINTS + 2, _HIGHEST))
        for column, text in enumerate(texts):
            self.page.write_string(self.row, column, text, shut)
        self.page.write_blank(self.row, _ANSWER, None, written)
        self.page.write_blank(self.row, _REMARK, None, written)
        self.page.write_string(self.row, _KEY, line.key, shut)
        if line.options:
            self.page.data_validation(self.row, _ANSWER, self.row, _ANSWER, self.listed(line))
        self.row += 1

    def listed(self, line: Line) -> dict[str, Any]:
        """Return the validation of a cell in which something is chosen."""
        if line.options not in self.lists:
            column = len(self.lists)
            self.choices.write_column(0, column, line.options)
            first, last = (
                xlsxwriter.utility.xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
                for row in (0, len(line.options) - 1)
            )
            self.lists[line.options] = f"='選択肢'!{first}:{last}"
        return {
            "validate": "list",
            "source": self.lists[line.options],
            "error_title": "一覧から選んでください",
            "error_message": "この欄には、一覧にある言葉だけを入れられます。",
        }

    def wide(self, text: str, **style: Any) -> None:
        """Write a text over the whole width, as high as it needs; a long one takes several rows."""
        size = style.get("font_size", 10) / 10
        chars, most = int(sum(WIDTHS[:_KEY]) / size), int(_HIGHEST / (_LINE_POINTS * size)) - 1
        for piece in pieces(text, most, lambda said: _lines(said, chars)) if text else ("",):
            self.page.set_row(self.row, _lines(piece, chars) * _LINE_POINTS * size + 2)
            self.page.merge_range(self.row, 0, self.row, _REMARK, "", self.style(**style))
            self.page.write_string(self.row, 0, piece, self.style(**style))
            self.row += 1

    def set_up(self, first: int) -> None:
        """Set printing, filter and protection; frozen rows would take the screen of a laptop."""
        page, last = self.page, max(self.row - 1, first)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(first)
        page.print_area(0, 0, last, _REMARK)
        page.set_footer(f"&L照会票（第{self.sheet.number}号）&R&P／&N")
        page.autofilter(first, 0, last, _KEY)
        allowed = ("format_rows", "format_columns", "autofilter", "sort")
        page.protect("", dict.fromkeys(allowed, True))

    def style(self, **more: Any) -> Any:
        """Return a cell format; texts are texts, whatever they begin with."""
        usual = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
        return self.book.add_format(usual | {"num_format": "@"} | more)


def _lines(text: str, chars: int) -> int:
    """Return how many lines a text takes in so many half-width signs, at the least."""
    return sum(max(1, ceil(2 * width(line) / (chars - 1))) for line in text.split("\n"))


def _open() -> dict[str, Any]:
    """Return the format of a cell that people write in."""
    return {"locked": False, "bg_color": _EDITABLE, "border": 1}
