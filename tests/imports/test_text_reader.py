"""Text into a grid."""

from pia.imports.text_reader import read_text


def texts(text):
    return [[cell.text for cell in row.cells] for row in read_text(text, "文書.txt").rows]


def test_a_line_is_a_row_and_a_tab_parts_cells():
    assert texts("甲\t乙\n\n丙") == [["甲", "乙"], [""], ["丙"]]


def test_every_kind_of_line_end_ends_a_row():
    assert texts("甲\r\n乙\r丙\n丁") == [["甲"], ["乙"], ["丙"], ["丁"]]


def test_a_line_behind_a_tab_continues_the_cell_above():
    assert texts("保管場所\t一行目\n\t二行目\n\t\n\t四行目") == [
        ["保管場所", "一行目\n二行目\n\n四行目"]
    ]


def test_cells_of_a_row_continue_side_by_side():
    assert texts("日\t項目\t前一\t後一\n\t\t前二\t後二\n\t\t\t後三") == [
        ["日", "項目", "前一\n前二", "後一\n後二\n後三"]
    ]


def test_a_label_of_the_form_behind_a_tab_begins_a_row():
    rows = texts("主な記録項目 ※\t[○]個人番号\n\tその妥当性\t理由\n\t全ての記録項目\t")
    assert rows[1:] == [["", "その妥当性", "理由"], ["", "全ての記録項目", ""]]


def test_a_cell_knows_its_place_in_japanese():
    cell = read_text("甲\n乙\t丙", "文書.txt").rows[1].cells[1]
    assert str(cell.place) == "文書.txt 2行目 2列"


def test_control_characters_are_removed_and_counted():
    grid = read_text("甲\x00乙\t丙\x07\x0b丁", "文書.txt")
    assert [cell.text for cell in grid.rows[0].cells] == ["甲乙", "丙\n丁"]
    assert grid.removed_controls == 2


def test_spaces_at_the_beginning_of_a_line_are_kept():
    assert texts("保管場所\t　字下げ") == [["保管場所", "　字下げ"]]


def test_a_label_alone_under_an_answer_is_a_line_of_it():
    assert texts("保管場所\t庁内\n\t備考\n\t8. 監査") == [["保管場所", "庁内\n備考\n8. 監査"]]
    assert texts("再委託\t④再委託の有無\n\t⑤再委託の許諾方法") == [
        ["再委託", "④再委託の有無"],
        ["", "⑤再委託の許諾方法"],
    ]


def test_tags_that_somebody_typed_are_text_and_those_of_a_converter_are_not():
    assert texts("備考\ta & <b> &amp; <br>") == [["備考", "a & <b> &amp; <br>"]]
    assert texts('備考\t<p class="a">甲</p><p>乙</p>') == [["備考", "甲\n乙"]]
    assert texts("甲<br>乙\n丙<br>丁\n戊<br>己") == [["甲\n乙"], ["丙\n丁"], ["戊\n己"]]


def test_a_row_of_changes_under_a_merged_day_is_a_row():
    first = "令和6年4月1日\tⅠ-6-① 部署\t甲\t乙\t事後\t説明"
    rows = read_text(f"{first}\n\tⅣ-1-① 請求先\t丙\t丁\t事前\t説明\n\t\t戊\t\t\t", "文書").rows
    assert [[cell.text for cell in row.cells] for row in rows][1:] == [
        ["", "Ⅳ-1-① 請求先", "丙\n戊", "丁", "事前", "説明"]
    ]
