"""Word files into a grid: what a person sees in the body, and nothing else."""

import pytest

from pia.imports import SourceFile
from pia.imports.docx_reader import read_docx
from tests.imports.packages import word


def grid(body):
    (found,) = read_docx(SourceFile("評価書.docx", word(body)))
    return found


def texts(body):
    return [[cell.text for cell in row.cells] for row in grid(body).rows]


def p(inner):
    return f"<w:p>{inner}</w:p>"


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(inner, properties=""):
    inner = inner if inner.startswith("<") else p(r(inner))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_paragraphs_and_tables_keep_the_order_of_the_body():
    body = p(r("前")) + tbl(tr(tc("甲"), tc("乙"))) + p(r("後"))
    assert texts(body) == [["前"], ["甲", "乙"], ["後"]]


def test_a_tab_parts_the_label_of_a_section_bar_from_its_box():
    bar = p(r("4. 委託") + "<w:r><w:tab/></w:r>" + r("[ ] 委託しない"))
    assert texts(bar) == [["4. 委託", "[ ] 委託しない"]]


def test_a_tab_inside_a_cell_is_a_space_and_a_break_a_new_line():
    cell = p(r("[○]") + "<w:r><w:tab/></w:r>" + r("紙") + "<w:r><w:br/></w:r>" + r("[ ]")) + p(
        r("備")
    )
    assert texts(tbl(tr(tc(cell)))) == [["[○] 紙\n[ ]\n備"]]


def test_a_page_break_is_no_line():
    assert texts(p(r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("乙"))) == [["甲乙"]]


def test_a_cell_merged_over_columns_and_rows_is_read_once():
    table = tbl(
        tr(tc("再委託", '<w:vMerge w:val="restart"/>'), tc("④"), tc("しない")),
        tr(tc("", "<w:vMerge/>"), tc("⑤", '<w:gridSpan w:val="2"/>')),
        tr(tc("", '<w:vMerge w:val="continue"/>'), tc("⑥"), tc("—")),
    )
    assert texts(table) == [["再委託", "④", "しない"], ["⑤"], ["⑥", "—"]]
    first, second, third = grid(table).rows
    assert [cell.rows for cell in first.cells] == [3, 1, 1]
    assert [cell.place.column for row in (second, third) for cell in row.cells] == [2, 2, 3]


def test_a_table_inside_a_cell_is_text_of_the_cell():
    inner = tbl(tr(tc("1) 甲"), tc("2) 乙")), tr(tc("3) 丙")))
    cell = p(r("[ 甲 ]")) + inner + p("")
    assert texts(tbl(tr(tc("人数"), tc(cell)))) == [["人数", "[ 甲 ]\n1) 甲 2) 乙\n3) 丙"]]


def test_deleted_text_is_not_read_and_inserted_text_is():
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('元')}</w:moveFrom>"
    inserted = f"<w:ins>{r('新')}</w:ins>"
    assert texts(p(r("前") + deleted + moved + inserted)) == [["前新"]]


def test_a_paragraph_and_a_row_that_were_deleted_are_gone():
    gone = p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    table = tbl(tr(tc("旧"), properties="<w:del/>"), tr(tc("新")))
    assert texts(p(r("甲")) + gone + table) == [["甲"], ["新"]]


@pytest.mark.parametrize(("value", "seen"), [("", "甲"), (' w:val="0"', "甲隠")])
def test_hidden_text_is_not_read(value, seen):
    assert texts(p(r("甲") + r("隠", f"<w:vanish{value}/>"))) == [[seen]]


def test_fields_notes_and_pictures_are_not_text_but_links_and_controls_are():
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    link = f"<w:hyperlink>{r('別添1')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>"
    assert texts(p(field + note + link + control)) == [["別添1☒"]]


@pytest.mark.parametrize(
    ("state", "sign"),
    [("<w:checked/>", "☑"), ('<w:checked w:val="0"/><w:default/>', "☐"), ("<w:default/>", "☑")],
)
def test_a_form_box_is_read_as_a_box(state, sign):
    field = f"<w:fldChar><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>"
    assert texts(p(f"<w:r>{field}</w:r>" + r("紙"))) == [[f"{sign}紙"]]


def test_control_characters_are_removed_and_counted():
    found = grid(p(r("甲&#x85;乙&#xFDD0;")))
    assert found.rows[0].cells[0].text == "甲乙"
    assert found.removed_controls == 2


def test_places_count_the_rows_of_each_table():
    rows = grid(p(r("甲")) + tbl(tr(tc("乙")), tr(tc("丙")))).rows
    assert str(rows[0].cells[0].place) == "評価書.docx 1行目 1列"
    assert str(rows[2].cells[0].place) == "評価書.docx 表1 2行目 1列"


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings 2", "F0A3", "□"), ("Wingdings", "F04A", "")],
)
def test_boxes_of_symbol_fonts_are_read(font, char, sign):
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'
    assert texts(p(symbol + r("紙"))) == [[f"{sign}紙"]]


def test_the_prompt_of_an_empty_control_is_no_text():
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('入力')}</w:sdtContent></w:sdt>"
    assert texts(p(r("備考") + prompt)) == [["備考"]]
