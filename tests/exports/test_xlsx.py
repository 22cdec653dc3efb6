"""XLSX: read back cell by cell, long texts, its paper, its properties, and what must not be in it."""

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia.assessment import HistoryRow
from pia.exports import export, write_outline
from pia.exports.xlsx.names import foot
from pia.outline import change_table_outline, outline
from pia.outline.continuation import MARK
from tests.builders import assessment
from tests.exports.xlsx_reading import (
    LEGEND,
    expected_rows,
    explained,
    opened,
    sheets_of,
    xlsx_rows,
)
from tests.outline.documents import (
    NAMES,
    changed,
    empty,
    newest,
    sample,
    two_files,
    unreadable,
    without_lists,
)

BUILDS = [*(lambda name=name: sample(name) for name in NAMES), unreadable, without_lists, empty]
IDS = [*NAMES, "unreadable", "without_lists", "empty"]
SENTENCE = "本市は、番号法第9条第1項及び別表の規定に基づき、届出の受理と記録の照会を行う。"


def written(document):
    return opened(export(document, "xlsx"))


def said(text):
    """A row of 別添2 with one text in every cell."""
    return HistoryRow(text, text, text, text, text, text)


def assert_read_back(document):
    assert xlsx_rows(export(document, "xlsx")) == expected_rows(outline(document))


@pytest.mark.parametrize("build", BUILDS, ids=IDS)
def test_the_file_is_read_back_cell_by_cell(build):
    assert_read_back(build())


def test_the_change_table_alone_is_read_back():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    book = opened(write_outline(alone, "xlsx"))
    assert book.sheetnames == ["別添2 変更箇所"]
    assert xlsx_rows(write_outline(alone, "xlsx")) == expected_rows(alone)


def test_the_signs_are_explained_below_the_list_of_parts():
    assert explained(export(newest(), "xlsx")) == LEGEND


# --- what people typed -------------------------------------------------------------------------

TYPED = [
    "=1+1",
    "-1",
    "+81",
    "@SUM(A1)",
    "007",
    "3.10",
    "2025-06-30",
    "https://mihon.example",
    "_x000D_甲",
    "  前に空き",
    "一行目\n\n三行目",
    "{=1}",
    "TRUE",
    "#REF!",
    "髙﨑𠮷①〈〉☑",
    "辻󠄀",
    MARK,
    f"{MARK}\n{MARK}",
]


def test_what_people_typed_is_text_and_stays_as_it_is():
    rows = [said(typed) for typed in TYPED]
    assert_read_back(replace(empty(), change_history=tuple(rows)))


@pytest.mark.parametrize("typed", ["=1+1", MARK])
def test_a_typed_answer_of_any_width_is_text(typed):
    assert_read_back(empty(special_notes=typed, organisation=typed, title=typed, declaration=typed))


def test_every_value_is_a_text_that_stays_one_after_an_edit_and_nothing_is_a_link():
    book = written(changed(newest(), title="=1+1", special_notes="https://mihon.example"))
    for sheet in book.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells)
        assert not any(cell.hyperlink for cell in cells)


# --- long texts --------------------------------------------------------------------------------

LONG = {
    "sentences": SENTENCE * 2500,
    "lines": "\n".join(f"{n} {SENTENCE}" for n in range(300)),
    "one line": "あ" * 40_000,
    "one word": "A" * 40_000,
    "blank lines": "甲" + "\n" * 300 + "乙",
    "marks": "\n".join([MARK] * 500),
    "signs with selectors": "辻󠄀" * 3000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_a_long_text_goes_on_in_rows_that_show_all_of_it(text):
    row = HistoryRow("令和5年11月6日", "Ⅰ-1", text, "—", "事後", text[:900])
    document = replace(empty(special_notes=text), change_history=(row, row))
    data = export(document, "xlsx")
    assert xlsx_rows(data) == expected_rows(outline(document))
    for sheet in opened(data).worksheets:
        assert all(one.height <= 409 for one in sheet.row_dimensions.values())


def test_a_long_name_long_columns_and_a_long_label_are_read_back():
    answers = {"title": SENTENCE * 60, "organisation": SENTENCE * 60, "number": "9" * 3000}
    row = said(SENTENCE * 40)
    assert_read_back(replace(empty(**answers), change_history=(row,)))


@given(st.lists(st.tuples(*[st.integers(0, 90)] * 4), min_size=1, max_size=12))
@settings(deadline=None, max_examples=15)
def test_rows_of_every_length_are_read_back_and_no_page_overflows(lengths):
    rows = [
        HistoryRow("", SENTENCE * a, SENTENCE * b, SENTENCE * c, "", "該当" * d)
        for a, b, c, d in lengths
    ]
    alone = change_table_outline(newest().form, rows, "国民年金に関する事務")
    data = write_outline(alone, "xlsx")
    assert xlsx_rows(data) == expected_rows(alone)
    assert_pages_fit(opened(data).worksheets[0])


@pytest.mark.parametrize("count", [1, 50, 54, 58, 62, 300])
def test_a_label_over_several_rows_covers_those_that_go_on(count):
    assert_read_back(assessment(resubcontract_consent=SENTENCE * count))


def test_a_row_that_goes_on_is_marked_beside_the_table():
    table = written(replace(empty(), change_history=(_long_row(),)))["別添2 変更箇所"]
    marks = [row[0].value for row in table.iter_rows(min_row=3)]
    assert marks[0] is None
    assert set(marks[1:]) == {MARK}


def test_a_text_that_its_page_holds_is_not_parted_but_takes_several_rows_of_the_sheet():
    text = "\n".join(f"{n}　受託者は、作業の記録を保存する。" for n in range(30))
    sheet = written(empty(special_notes=text))["表紙"]
    (cell,) = (c for row in sheet.iter_rows() for c in row if c.value == text)
    (area,) = (r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    heights = [sheet.row_dimensions[n].height for n in range(area.min_row, area.max_row + 1)]
    assert len(heights) > 1
    assert max(heights) <= 409 < sum(heights)
    assert_read_back(empty(special_notes=text))


def test_a_very_long_heading_goes_on_beside_a_mark():
    document = changed(newest(), files=[newest().answers["files"][0] | {"name": "台帳" * 800}])
    document = changed(document, files=[*document.answers["files"], {"@id": "b", "name": "別"}])
    assert_read_back(document)


def _long_row():
    return HistoryRow("令和5年11月6日", "Ⅰ-1", SENTENCE * 100, "—", "事後", "該当しない")


# --- boxes and choices -------------------------------------------------------------------------


def columns_of(sheet, wanted):
    """The columns in which a sign stands on a sheet, with how often."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return Counter(cell.column for cell in cells if cell.value in wanted)


def test_boxes_stand_below_one_another_in_columns_of_their_own():
    book = written(newest())
    for name in ("Ⅰ 基本情報", "Ⅱ 特定個人情報ファイルの概要"):
        found = columns_of(book[name], ("[○]", "[ ]"))
        first, *others = sorted(found)
        assert 1 <= len(others) <= 2
        assert found[first] > sum(found[column] for column in others)


def test_the_brackets_of_choices_stand_below_one_another_around_the_chosen_words():
    sheet = written(newest())["Ⅱ 特定個人情報ファイルの概要"]
    assert len(columns_of(sheet, ("[",))) == 1
    assert len(columns_of(sheet, ("]",))) == 2  # nearer where (n)件 follows
    (opening,) = (c for row in sheet.iter_rows() for c in row if c.value == "システム用ファイル")
    assert opening.offset(0, -1).value == "["


def test_a_box_with_lines_of_its_own_stays_one_field_below_its_sign():
    detail = {"checked": ["other"], "detail": {"other": "窓口\n\n郵送 (書留)"}}
    document = assessment({"files[1].methods": detail})
    assert_read_back(document)
    texts = [c.value for s in written(document) for row in s.iter_rows() for c in row]
    assert "その他 ( 窓口\n\n郵送 (書留) )" in texts


@pytest.mark.parametrize("count", [20, 40])
def test_boxes_too_high_for_a_page_are_one_text(count):
    detail = {"checked": ["other"], "detail": {"other": SENTENCE * count}}
    assert_read_back(assessment({"files[1].methods": detail}))


def test_a_choice_longer_than_its_line_is_one_text():
    sheet = written(newest())["Ⅴ 評価実施手続"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("[ 基礎項目評価") for text in texts)


# --- paper -------------------------------------------------------------------------------------


def test_a_sheet_for_each_part_and_file():
    book = written(two_files())
    assert len(book.sheetnames) == sheets_of(outline(two_files()))
    assert book.sheetnames[:3] == ["表紙", "Ⅰ 基本情報", "Ⅱ 個人住民税課税ファイル"]
    assert book.sheetnames[-1] == "別添2 変更箇所"


def test_names_of_sheets_that_excel_refuses_are_made_fit():
    document = two_files()
    files = [dict(file, name="課税[2]:*?/\\'台帳" * 5) for file in document.answers["files"]]
    book = written(changed(document, files=files))
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert not any(set(name) & set("[]:*?/\\'") for name in book.sheetnames)
    assert len(set(book.sheetnames)) == len(book.sheetnames)


def test_the_paper_is_a4_as_wide_as_a_page_and_numbered():
    for sheet in written(newest()).worksheets:
        across = sheet.title.startswith("別添2")
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == ("landscape" if across else "portrait")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_area
        assert not sheet.sheet_view.showGridLines
        assert "&P / &N" in sheet.oddFooter.center.text
        assert "国民年金に関する事務" in sheet.oddFooter.left.text


def test_headings_of_the_change_table_are_repeated_on_every_page():
    assert written(newest())["別添2 変更箇所"].print_title_rows == "$2:$2"


def test_no_page_is_higher_than_the_paper():
    for sheet in written(two_files()).worksheets:
        assert_pages_fit(sheet)


def assert_pages_fit(sheet):
    room = 487 if sheet.page_setup.orientation == "landscape" else 734
    ends = [one.id for one in sheet.row_breaks.brk] + [sheet.max_row]
    heights = [sheet.row_dimensions[n + 1].height for n in range(sheet.max_row)]
    assert max(heights) <= 409
    for start, end in zip([0, *ends], ends, strict=False):
        repeated = heights[1] if start and sheet.print_title_rows else 0
        assert repeated + sum(heights[start:end]) <= room


FEET = {
    "国民年金に関する事務 重点項目評価書": "国民年金に関する事務 重点項目評価書",
    "新型コロナウイルス感染症対策に係る予防接種に関する事務 重点項目評価書": (
        "新型コロナウイルス感染症対策に係る予防接種に関する事務\n重点項目評価書"
    ),
    "甲" * 28: "甲" * 28,
    "甲" * 29: "甲" * 28 + "\n甲",
    "甲" * 57: "甲" * 28 + "\n" + "甲" * 27 + "…",
}


@pytest.mark.parametrize(("name", "printed"), FEET.items(), ids=map(len, FEET))
def test_a_name_at_the_foot_never_reaches_the_number_of_the_page(name, printed):
    assert foot(name) == printed


def test_names_with_the_code_sign_of_footers_are_shown_as_they_are():
    document = changed(newest(), title="甲&P乙&[Picture]丙", organisation="&" * 300)
    footer = written(document).worksheets[0].oddFooter
    assert "甲＆P乙＆[Picture]丙" in footer.left.text
    assert len(footer.right.text.split("\n")) == 2


# --- what the file says of itself --------------------------------------------------------------


def test_the_properties_are_those_of_the_document():
    core = written(newest()).properties
    assert core.title == "国民年金に関する事務 重点項目評価書"
    assert core.subject == "特定個人情報保護評価書(重点項目評価書)"
    assert core.creator == core.lastModifiedBy == "みほん市長"
    assert core.language == "ja-JP"
    assert core.created.date().isoformat() == "2025-06-30"


def test_nothing_is_in_the_file_that_no_one_sees():
    data = export(newest(), "xlsx")
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        content = {name: file.read(name) for name in file.namelist()}
    assert b"<scheme" not in content["xl/styles.xml"]
    assert not any("custom" in name or "externalLink" in name for name in content)
    assert not any(b"TargetMode" in part or b"hidden" in part for part in content.values())
    assert not any(b"<f>" in part or b"python" in part.lower() for part in content.values())


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_an_office_program_opens_and_saves_it_and_every_text_stays(tmp_path):
    rows = [said(typed) for typed in TYPED]
    document = replace(empty(special_notes=SENTENCE * 100), change_history=tuple(rows))
    given, saved = tmp_path / "a.xlsx", tmp_path / "saved"
    given.write_bytes(export(document, "xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, given]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = (saved / "a.xlsx").read_bytes()
    assert xlsx_rows(again) == expected_rows(outline(document))
    cells = [c for s in opened(again).worksheets for row in s.iter_rows() for c in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
