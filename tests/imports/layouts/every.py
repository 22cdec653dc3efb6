"""Every layout by name: what makes its file, and the file's ending."""

from collections.abc import Callable
from functools import partial

from tests.imports.layouts import books, pages, texts, words

LAYOUTS: dict[str, tuple[Callable[..., bytes], str]] = {
    "1つの広い表": (pages.wide_table, "html"),
    "見出しを左に結合した表": (pages.columns_of_headings, "html"),
    "項目ごとの小さな表": (pages.small_tables, "html"),
    "項目名の下に答え(表)": (pages.under, "html"),
    "1つの欄に項目名と答え(改行)": (pages.one_cell, "html"),
    "1つの欄に項目名と答え(：)": (partial(pages.one_cell, between="："), "html"),
    "1つの欄に項目名と答え(空白)": (partial(pages.one_cell, between="　"), "html"),
    "定義リスト": (pages.definition_list, "html"),
    "市のページ(CMS)": (pages.cms, "html"),
    "タブ区切り": (texts.tabs, "txt"),
    "項目名：答え": (texts.colons, "txt"),
    "項目名　答え": (texts.spaces, "txt"),
    "項目名の下に答え(文章)": (texts.lines, "txt"),
    "ページ番号入り": (texts.pages, "txt"),
    "2列のExcel": (books.two_columns, "xlsx"),
    "番号だけの列があるExcel": (books.number_cells, "xlsx"),
    "項目名の下に答え(Excel)": (books.under, "xlsx"),
    "1つの欄に項目名と答え(Excel)": (books.inside, "xlsx"),
    "見出しを毎行書く一覧": (books.repeated, "xlsx"),
    "段落だけのWord": (words.paragraphs, "docx"),
    "タブ位置のWord": (words.tab_stops, "docx"),
    "1列の表のWord": (words.one_cell, "docx"),
    "入力欄のあるWord": (words.controls, "docx"),
    "見出しがテキストボックスのWord": (words.text_boxes, "docx"),
    "自動番号のWord": (words.numbered, "docx"),
}


def made(name, document, **how):
    """The name and the bytes of a file in one of the layouts."""
    make, ending = LAYOUTS[name]
    return f"{name}.{ending}", make(document, **how)
