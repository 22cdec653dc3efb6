"""Web pages into a grid."""

import pytest

from pia.errors import InputRefused
from pia.imports import SourceFile
from pia.imports.grid import LOST_MARK, readable
from pia.imports.html_reader import is_html, read_html


def grid(body, encoding="utf-8"):
    (found,) = read_html(SourceFile("評価書.html", body.encode(encoding)))
    return found


def texts(body):
    return [[cell.text for cell in row.cells] for row in grid(body).rows]


def test_blocks_and_breaks_outside_tables_are_lines():
    body = "<h2>Ⅰ 基本情報</h2><p>一<br>二</p><ul><li>三<li>四</ul>五"
    assert texts(body) == [["Ⅰ 基本情報"], ["一"], ["二"], ["三"], ["四"], ["五"]]


def test_a_row_of_a_table_is_a_row():
    table = "<table><thead><tr><th>甲<th>乙</thead><tbody><tr><td>丙<td>丁</table>"
    assert texts(table) == [["甲", "乙"], ["丙", "丁"]]


def test_merged_cells_are_read_once_and_push_their_neighbours():
    table = (
        '<table><tr><th rowspan="2">再委託</th><th>④</th><td>しない</td></tr>'
        '<tr><th>⑤</th><td>—</td></tr><tr><th colspan="2">⑥</th><td>—</td></tr></table>'
    )
    rows = grid(table).rows
    assert texts(table) == [["再委託", "④", "しない"], ["⑤", "—"], ["⑥", "—"]]
    assert [[cell.place.column for cell in row.cells] for row in rows] == [
        [1, 2, 3],
        [2, 3],
        [1, 3],
    ]
    assert rows[0].cells[0].rows == 2


@pytest.mark.parametrize("span", ["0", "-1", "abc", "", "99999999999", "２"])
def test_an_odd_span_is_no_reason_to_stop(span):
    table = f'<table><tr><td rowspan="{span}" colspan="{span}">甲<td>乙<tr><td>丙</table>'
    assert sorted(text for row in texts(table) for text in row) == sorted(["甲", "乙", "丙"])


def test_lines_of_the_source_are_spaces_and_spaces_in_a_line_stay():
    assert texts("<table><tr><td>\n  [○] 紙\n  [ ]  電話 \n</td></tr></table>") == [
        ["[○] 紙 [ ]  電話"]
    ]


def test_a_table_inside_a_cell_is_text_of_the_cell():
    inner = "<table><tr><td>1) 甲<td>2) 乙<tr><td>3) 丙</table>"
    assert texts(f"<table><tr><th>人数<td>[ 甲 ]{inner}</table>") == [
        ["人数", "[ 甲 ]\n1) 甲 2) 乙\n3) 丙"]
    ]


def test_a_table_that_only_frames_others_is_no_table():
    inner = "<table><tr><th>甲<td>乙</table>"
    assert texts(f"<table><tr><td><h2>Ⅰ</h2>{inner}</table>") == [["Ⅰ"], ["甲", "乙"]]


def test_a_table_inside_one_row_of_a_larger_one_frames_nothing():
    inner = "<table><tr><td>一<td>二</table>"
    table = f"<table><tr><th>甲<td>乙<tr><td colspan=2>{inner}</table>"
    assert texts(table) == [["甲", "乙"], ["一 二"]]


def test_a_caption_stands_before_the_table_line_by_line():
    table = "<table><caption><h3>4. 委託</h3><p>[ ] 委託しない</caption><tr><td>甲</table>"
    assert texts(table) == [["4. 委託"], ["[ ] 委託しない"], ["甲"]]


def test_what_is_hidden_or_belongs_to_the_site_is_not_read():
    body = (
        "<head><title>題</title></head><header>市</header><nav>一覧</nav>"
        '<p class="sr-only">声</p><p style="display: none">隠</p><p hidden>隠</p>'
        "<script>1</script><!-- 注 --><p>本<del>旧</del>文</p><footer>市役所</footer>"
    )
    assert texts(body) == [["本文"]]


def test_the_main_part_of_a_page_is_the_document():
    assert texts("<div>案内</div><main><p>本文</p></main>") == [["本文"]]


def test_the_mark_of_an_input_is_lost_and_its_claim_shown():
    (row,) = grid('<table><tr><td><input type="checkbox" checked>紙</table>').rows
    assert row.cells[0].text.startswith(LOST_MARK)
    assert readable(row.cells[0].text) == "☑紙"
    assert texts('<p><input type="radio">紙<input type="hidden" value="x"></p>')[0] != ["紙"]
    assert texts('<p>氏名<input value="甲"></p>') == [["氏名甲"]]


def test_no_page_can_hold_a_lost_mark_by_itself():
    found = grid("<p>甲&#xFDD0;乙\ufdd0&#8;</p>")
    assert found.rows[0].cells[0].text == "甲乙"
    assert found.removed_controls >= 2


@pytest.mark.parametrize("name", ["Shift_JIS", "EUC-JP", "iso-2022-jp", "utf-8"])
def test_a_page_is_read_in_the_encoding_that_it_names(name):
    body = f'<html><head><meta charset="{name}"></head><body><p>公表日</p></body></html>'
    codec = {"Shift_JIS": "cp932"}.get(name, name)
    assert grid(body, codec).rows[0].cells[0].text == "公表日"


def test_a_page_that_names_the_wrong_encoding_is_read_in_the_right_one():
    assert texts('<meta charset="Shift_JIS"><p>公表日</p>') == [["公表日"]]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "<!DOCTYPE html>\n<p>甲", True),
        ("a.txt", "<!-- 保存 -->\n<HTML>", True),
        ("a.txt", '<?xml version="1.0"?><html>', True),
        ("a.txt", "<table><tr><td>甲", True),
        ("a.html", "<div>甲</div>", True),
        ("a.html", "公表日\n甲", False),
        ("a.txt", "公表日\t<table><tr><td>甲</td></tr></table>", False),
        ("a.txt", "<ガバメントクラウド>", False),
    ],
)
def test_a_page_is_known_by_its_beginning_then_by_its_name(name, text, expected):
    assert is_html(SourceFile(name, b""), text) is expected


@pytest.mark.parametrize("body", ["<div>" * 5_000 + "甲", f"<p>{'a' * 10_000_001}"])
def test_a_page_too_deep_or_too_long_to_be_read_whole_is_refused(body):
    with pytest.raises(InputRefused, match="HTMLの入れ子か文章が大きすぎます"):
        grid(body)


def test_a_page_that_names_euc_jp_may_hold_circled_numbers():
    page = grid('<meta charset="EUC-JP"><p>①部署</p><p>Ⅰ 基本情報</p>', "euc_jis_2004")
    assert [[cell.text for cell in row.cells] for row in page.rows] == [["①部署"], ["Ⅰ 基本情報"]]


def test_rows_of_a_workbook_saved_as_a_page_continue_those_above_them():
    rows = "<tr><td><td>変更前<td>甲の<tr><td>続き<td><td>続き<tr><td><td>変更後<td>乙"
    assert texts(f"<table>{rows}</table>") == [["変更前", "甲の続き"], ["変更後", "乙"]]


def test_a_first_column_that_says_more_than_that_rows_go_on_is_read():
    rows = "<tr><td>項目<td>甲<tr><td>続き<td>乙"
    assert texts(f"<table>{rows}</table>") == [["項目", "甲"], ["続き", "乙"]]
