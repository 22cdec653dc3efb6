"""The same workbook after years of use: lists to choose from, names, rules, remarks, pictures, protection."""

from __future__ import annotations

from io import BytesIO
from itertools import count

from xlsxwriter.utility import xl_rowcol_to_cell

from tests.exports.handmade import Sheet, handmade
from tests.exports.templates import png

LISTS = "選択肢"


def used() -> bytes:
    """The workbook with everything; how lists spell choices differs from place to place."""
    return handmade(_add_everything)


def _add_everything(book, sheets: dict[str, Sheet]) -> None:
    lists, rows, kinds = book.add_worksheet(LISTS), count(), count()
    for name, sheet in sheets.items():
        for place, choices in sheet.chosen:
            spelled = _WAYS[next(kinds) % len(_WAYS)](book, lists, next(rows), choices)
            offer(sheet, place, spelled)
        for place in sheet.marks:
            offer(sheet, place, ["■", "□"] if name == "Ⅲリスク対策" else ["○"])
        _add_looks(book, sheet.sheet)
    lists.hide()
    cover, body = sheets["表紙"].sheet, sheets["Ⅰ基本情報"].sheet
    cover.insert_image("AA3", "印.png", {"image_data": BytesIO(png())})
    cover.insert_textbox("AA8", "記入例を見ること。")
    body.protect()
    for row in range(4, 20):
        body.set_row(row, None, None, {"level": 1})
    book.define_name("部署", "='Ⅰ基本情報'!$K$90")


def offer(sheet: Sheet, place: tuple[int, int], source, **more) -> None:
    """Let a cell be chosen from a list."""
    sheet.sheet.data_validation(*place, *place, {"validate": "list", "source": source} | more)


def _add_looks(book, sheet) -> None:
    """Add what belongs to the sheet and not to its cells."""
    sheet.conditional_format(
        "K1:AT300", {"type": "blanks", "format": book.add_format({"bold": True})}
    )
    sheet.write_comment("A1", "市民課が確認する。")
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
    sheet.set_h_pagebreaks([60])


# --- how a list spells choices -----------------------------------------------------------------


def _in_the_rule(book, lists, row, choices):
    """In the rule itself, which takes 255 signs and no comma; else in cells."""
    is_short = sum(map(len, choices)) < 200 and not any("," in words for words in choices)
    return choices if is_short else _in_cells(book, lists, row, choices)


def _in_cells(book, lists, row, choices):
    """In cells of a hidden sheet, each choice with its number."""
    lists.write_row(row, 0, [f"{n}) {words}" for n, words in enumerate(choices, 1)])
    last = xl_rowcol_to_cell(row, len(choices) - 1, row_abs=True, col_abs=True)
    return f"={LISTS}!$A${row + 1}:{last}"


def _by_number(book, lists, row, choices):
    """The numbers alone."""
    return [str(n) for n, _ in enumerate(choices, 1)]


def _behind_a_name(book, lists, row, choices):
    """Behind a name of the workbook, in full-width signs."""
    wide = str.maketrans("0123456789,()", "０１２３４５６７８９，（）")
    lists.write_row(row, 0, [words.translate(wide) for words in choices])
    last = xl_rowcol_to_cell(row, len(choices) - 1, row_abs=True, col_abs=True)
    book.define_name(f"選択肢_{row}", f"={LISTS}!$A${row + 1}:{last}")
    return f"=選択肢_{row}"


_WAYS = (_in_the_rule, _in_cells, _by_number, _behind_a_name)
