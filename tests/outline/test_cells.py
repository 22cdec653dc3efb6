"""Single cells: how each kind of answer is printed, readable or not."""

import pytest

from pia.official.kinds import unknown
from pia.outline import CellRole, RowRole, RunRole, change_table_outline, outline
from tests.outline.documents import changed, empty, newest, unreadable


def cells_of(document, path):
    """The value cell that prints an item, and what stands right of it."""
    for part in outline(document).parts:
        for table in part.tables:
            for row in table.all_rows():
                for place, cell in enumerate(row.cells):
                    if path in cell.items:
                        return row, row.cells[place:]
    raise AssertionError(path)


def value(document, path):
    return cells_of(document, path)[1][0]


def file_with(**answers):
    file = newest().answers["files"][0] | answers
    return changed(newest(), files=[file]), f"files[@{file['@id']}]."


def test_a_choice_stands_in_brackets_with_all_choices_at_its_right():
    cell, choices = cells_of(newest(), "linkage")[1]
    assert cell.text == "[ 実施する ]"
    assert cell.compact == "[実施する]"
    assert choices.role == CellRole.CHOICES
    assert choices.text == "＜選択肢＞\n1) 実施する 2) 実施しない\n3) 未定"


@pytest.mark.parametrize(("stored", "text"), [("", "[  ]"), (None, "[  ]"), ("—", "[ — ]")])
def test_an_empty_choice_and_a_dash_differ(stored, text):
    assert value(changed(newest(), linkage=stored), "linkage").text == text


@pytest.mark.parametrize(("stored", "text"), [("", ""), (None, ""), ("—", "—")])
def test_an_empty_text_and_a_dash_differ(stored, text):
    assert value(changed(newest(), special_notes=stored), "special_notes").text == text


def test_lines_of_a_text_stay_lines():
    cell = value(changed(newest(), special_notes="一行目\n\n三行目"), "special_notes")
    assert [len(line) for line in cell.lines] == [1, 0, 1]
    assert cell.text == "一行目\n\n三行目"


def test_boxes_are_printed_with_their_marks_and_details():
    boxes = {"checked": ["person", "other"], "detail": {"other": "庁内の閲覧画面"}}
    document, at = file_with(sources=boxes)
    lines = value(document, f"{at}sources").text.split("\n")
    assert lines[0] == "[○] 本人又は本人の代理人"
    assert lines[1] == "[ ] 評価実施機関内の他部署 (   )"
    assert lines[-1] == "[○] その他 ( 庁内の閲覧画面 )"


def test_boxes_stand_under_their_small_headings():
    document, at = file_with()
    cell = value(document, f"{at}main_records")
    assert [line for line in cell.compact.split("\n") if line.startswith("・")] == [
        "・識別情報",
        "・連絡先等情報",
        "・業務関係情報",
    ]


def test_a_count_stands_inside_the_cell_it_belongs_to():
    document, at = file_with(outsourced_count="3")
    cell = value(document, f"{at}outsourced_count")
    assert cell.text == "[ 委託する ] ( 3 )件"
    assert cell.items == (f"{at}outsourced", f"{at}outsourced_count")


def test_a_count_stands_behind_its_own_box():
    boxes = {"checked": ["provided"], "detail": {}}
    document, at = file_with(disclosure=boxes, provided_count="2", transferred_count="")
    lines = value(document, f"{at}disclosure").compact.split("\n")
    assert lines[0] == "[○]提供を行っている(2)件 [ ]移転を行っている( )件"


def test_counts_of_boxes_that_could_not_be_read_say_what_they_count():
    document, at = file_with(disclosure=unknown("marks-lost"), provided_count="2")
    assert value(document, f"{at}disclosure").compact.startswith("(読取不能) 提供を行っている(2)件")


def test_boxes_beside_a_heading_stand_in_the_bar():
    path = f"risks[@{newest().answers['risks'][0]['@id']}].not_outsourced"
    row, cells = cells_of(newest(), path)
    assert row.role == RowRole.BAR
    assert row.cells[0].text == "4. 特定個人情報ファイルの取扱いの委託"
    assert cells[0].text == "[ ] 委託しない"


def test_resubcontracting_spans_its_three_rows():
    path = "files[@bc096383].outsourcing[@f18d27f0].resubcontracted"
    row, _ = cells_of(newest(), path)
    assert (row.cells[0].text, row.cells[0].rows) == ("再委託", 3)


def test_an_item_under_another_is_indented():
    row, _ = cells_of(newest(), "files[@bc096383].scope_necessity")
    assert [cell.role for cell in row.cells] == [CellRole.INDENT, CellRole.LABEL, CellRole.VALUE]


def test_answers_that_could_not_be_read_are_seen_in_every_kind():
    document = unreadable()
    for cell in outline(document).cells():
        if cell.item:
            notes = [r.text for line in cell.lines for r in line if r.role == RunRole.NOTE]
            assert notes, cell.item
            assert set(notes) <= {"(読取不能)"}


def test_an_answer_that_is_empty_or_a_dash_prints_as_a_dash():
    cell = value(
        changed(newest(), request_special=unknown("empty-or-dash", "—")), "request_special"
    )
    assert cell.text == "—"


def test_an_answer_withheld_as_a_whole_says_so():
    document = changed(newest(), linkage=unknown("withheld", "（非公表）"))
    assert value(document, "linkage").text == "[ （非公表） ]"


def test_every_label_comes_from_the_form():
    form = newest().form
    labels = {c.text for c in outline(newest()).cells() if c.role == CellRole.LABEL}
    for item in form.items:
        if item.value == "beside" and not item.beside:
            assert any(item.title in text for text in labels), item.path


def test_the_change_table_has_the_columns_of_the_form_and_its_rows():
    form, rows = newest().form, newest().change_history
    (part,) = change_table_outline(form, rows, "題名").parts
    (table,) = part.tables
    assert part.heading == "(別添2) 変更箇所"
    assert table.header is not None
    assert [c.text for c in table.header.cells] == [words for _, words in form.change_table.columns]
    assert [tuple(c.text for c in row.cells) for row in table.rows] == [r.cells() for r in rows]


def test_a_change_table_without_rows_prints_one_blank_row():
    (part,) = change_table_outline(empty().form, [], "題名").parts
    assert [row.role for row in part.tables[0].rows] == [RowRole.EMPTY]
