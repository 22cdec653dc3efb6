"""PDF: only what a person sees is read; rules are cells; lines of the page are not lines of the text."""

import re

import pikepdf
import pytest

from pia.imports.pdf.lines import GUESSED
from tests.imports.pages import cells, edited, page, seen

UNSEEN = {
    "white on white": "#text(fill: white)[秘密]",
    "under a black bar": "#box[秘密#place(top, rect(width: 40pt, height: 12pt, fill: black))]",
    "under a white bar": "#box[秘密#place(top, rect(width: 40pt, height: 12pt, fill: white))]",
    "too small": "#text(size: 1pt)[秘密]",
    "beside the page": "#place(dx: -200pt)[秘密]",
    "cut off": "#box(clip: true, width: 1pt, height: 9pt)[#h(5pt)秘密]",
    "without colour": "#text(fill: rgb(0, 0, 0, 0))[秘密]",
}


@pytest.mark.parametrize("hidden", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_is_not_read(hidden):
    text = str(seen(page(f"見える\n\n{hidden}\n\nこれも")))
    assert "見える" in text
    assert "これも" in text
    assert "秘" not in text


def test_the_text_that_a_scanner_lays_under_its_picture_is_not_read():
    data = page("見える\n\n#text(size: 20pt)[秘密]")

    def unseen(pdf):
        content = pdf.pages[0].Contents.read_bytes()
        changed, count = re.subn(rb"0 Tr(?=/f\d+ 20 Tf)", b"3 Tr", content)
        assert count
        pdf.pages[0].Contents = pdf.make_stream(changed)

    assert seen(edited(data, unseen)) == [["見える"]]


def test_white_words_on_a_dark_bar_are_read():
    assert seen(page("#box(fill: black)[#text(fill: white)[Ⅰ 基本情報]]")) == [["Ⅰ 基本情報"]]


GRID = """
#let b(x, y, w, h, body) = place(dx: x * 1pt, dy: y * 1pt,
  block(width: w * 1pt, height: h * 1pt, stroke: 0.5pt, inset: 3pt, text(size: 9pt, body)))
"""


def ruled(body):
    return page(GRID + body)


def test_what_rules_enclose_is_a_cell():
    data = ruled("#b(0, 0, 60, 20)[公表日] #b(60, 0, 150, 20)[令和7年6月30日]")
    assert seen(data) == [["公表日", "令和7年6月30日"]]


def test_a_merged_cell_reaches_over_the_rows_beside_it():
    found = cells(
        ruled(
            "#b(0, 0, 60, 60)[再委託]"
            "#b(60, 0, 150, 20)[一] #b(60, 20, 150, 20)[二] #b(60, 40, 150, 20)[三]"
        )
    )
    assert [
        (found[text].place.line, found[text].rows) for text in ("再委託", "一", "二", "三")
    ] == [
        (1, 3),
        (1, 1),
        (2, 1),
        (3, 1),
    ]
    assert found["一"].place.column == found["三"].place.column == 2


def test_a_table_without_sides_has_cells_too():
    data = ruled(
        "#place(line(length: 210pt)) #place(dy: 20pt, line(length: 210pt))"
        "#place(dx: 60pt, line(length: 20pt, angle: 90deg))"
        "#place(dx: 3pt, dy: 5pt, text(size: 9pt)[公表日])"
        "#place(dx: 63pt, dy: 5pt, text(size: 9pt)[未定])"
    )
    assert seen(data) == [["公表日", "未定"]]


def test_lines_that_the_paper_broke_are_one_line():
    text = "特定個人情報を取り扱う職員は毎年研修を受けその結果を所属長が確認する"
    assert seen(ruled(f"#b(0, 0, 120, 60)[{text}]")) == [[text]]


def test_a_line_that_ends_early_was_broken_by_the_writer():
    assert seen(ruled("#b(0, 0, 120, 60)[一行目 \\ 二行目]")) == [["一行目\n二行目"]]


def test_an_entry_of_a_list_begins_a_line():
    text = "特定個人情報を取り扱う職員は研修を"
    data = ruled(f"#b(0, 0, {9 * len(text) + 7}, 60)[{text} \\ ・受ける]")
    assert seen(data) == [[f"{text}\n・受ける"]]


def test_a_sentence_that_ends_with_the_line_leaves_a_doubt():
    text = "特定個人情報を取り扱う職員は研修を受ける。"
    (cell,) = cells(ruled(f"#b(0, 0, {9 * len(text) + 7}, 60)[{text}その後は毎年]")).values()
    assert cell.text == f"{text}その後は毎年"
    assert cell.doubt == GUESSED


def test_the_list_of_choices_is_read_behind_the_chosen_words():
    data = ruled(
        "#b(0, 0, 250, 40)[#place(dy: 9pt)[\\[ 実施する \\]]"
        "#place(dx: 90pt)[＜選択肢＞ \\ 1) 実施する \\ 2) 実施しない]]"
    )
    assert seen(data) == [["[ 実施する ]\n＜選択肢＞\n1) 実施する\n2) 実施しない"]]


TWO_PAGES = """
#set page(footer: context [評価書 #h(1fr) #counter(page).display() / 2])
#b(0, 100, 60, 40)[保管場所] #b(60, 100, 190, 40)[{first}]
#pagebreak()
#b(0, 0, 60, 40)[{label}] #b(60, 0, 190, 40)[{second}]
"""


def over_two_pages(first, label, second):
    body = GRID + TWO_PAGES.format(first=first, label=label, second=second)
    return page(body)


def test_a_cell_that_the_page_cut_goes_on_and_the_feet_of_pages_are_left_away():
    first = "庁舎の三階にあるサーバー室で保管し入退室"
    rows = seen(over_two_pages(first, "", "は記録する。"))
    assert rows == [["保管場所", f"{first}は記録する。"]]


def test_a_new_row_on_the_next_page_stays_a_row():
    rows = seen(over_two_pages("サーバー室", "消去方法", "溶解する。"))
    assert rows == [["保管場所", "サーバー室"], ["消去方法", "溶解する。"]]


#: How what is drawn is turned, and the paper with it, where the page is said to be turned.
TURNED = {
    90: ("0 1 -1 0 200 0", (200, 300)),
    180: ("-1 0 0 -1 300 200", (300, 200)),
    270: ("0 -1 1 0 0 300", (200, 300)),
}


@pytest.mark.parametrize("degrees", TURNED)
def test_a_page_that_lies_on_its_side_is_read_upright(degrees):
    turn, (wide, high) = TURNED[degrees]

    def turned(pdf):
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, wide, high])
        pdf.pages[0].contents_add(f"q {turn} cm".encode(), prepend=True)
        pdf.pages[0].contents_add(b"Q")
        pdf.pages[0].Rotate = degrees

    data = ruled("#b(0, 0, 60, 20)[公表日] #b(60, 0, 150, 20)[未定]")
    assert seen(edited(data, turned)) == [["公表日", "未定"]]
