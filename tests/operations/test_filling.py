"""A document into workbooks that cities have: everything is found, and read again from there."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from pia.assessment import parse_assessment
from pia.exports import export
from pia.exports.xlsx_template import Kind
from pia.imports import SourceFile, import_files
from pia.imports.template import find_frames
from pia.official.kinds import unknown
from pia.operations.filling import fill_template
from tests.builders import assessment, changed, patient, row, with_rows, with_thing
from tests.exports.templates import (
    FRAMES,
    blank,
    narrow,
    spelled_otherwise,
    wide,
    with_everything,
)
from tests.gate.assessments import assessments
from tests.imports.packages import parts_of

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*/*.json"))
NEWEST = [max(folder.glob("*.json")) for folder in sorted({f.parent for f in SAMPLES})]
TEMPLATES = {
    "narrow": narrow,
    "wide": wide,
    "wide, spelled otherwise": lambda document: wide(document, words=spelled_otherwise),
    "narrow, spelled otherwise, with macros": with_everything,
    "our own": lambda document: export(document, "xlsx"),
}
#: One frame of each thing, so that a test is quick.
SMALL = dict.fromkeys(FRAMES, 1)


def sample(file):
    return parse_assessment(json.loads(file.read_text(encoding="utf-8")))


def filled(document, template, name="様式.xlsx"):
    return fill_template(document, SourceFile(name, template))


def small(document, layout=wide, **options):
    return filled(document, layout(blank(**SMALL), **options))


def cells(data):
    """The text of every cell, as a program reads it that knows nothing of ours."""
    book = openpyxl.load_workbook(BytesIO(data), read_only=True)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def cells_by_sheet(data):
    return {name for name, _ in cells(data)}


def kinds(result):
    return {said.kind for said in result.unplaced}


def without_ids(value):
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    if isinstance(value, dict):
        return {key: without_ids(one) for key, one in value.items() if key != "@id"}
    return value


def texts_of(value):
    """Every text of an answer, however deep it lies."""
    if isinstance(value, dict):
        return {text for key, one in value.items() if key != "@id" for text in texts_of(one)}
    if isinstance(value, list):
        return {text for one in value for text in texts_of(one)}
    return {value} if isinstance(value, str) else set()


# --- everything finds its place ----------------------------------------------------------------


@pytest.mark.parametrize("template", sorted(TEMPLATES.keys() - {"narrow"}))
@pytest.mark.parametrize("file", NEWEST, ids=lambda f: f.parent.name)
def test_a_sample_finds_its_place_in_every_template_and_is_read_again(file, template):
    document = sample(file)
    frames = {"files": len(document.answers["files"])}
    result = filled(document, TEMPLATES[template](blank(**frames)))
    assert [said.sentence() for said in result.unplaced] == []
    if template == "wide":
        again = import_files([SourceFile("記入済み.xlsx", result.data)])
        assert without_ids(again.assessment.answers) == without_ids(document.answers)
        rows = [one.cells() for one in again.assessment.change_history]
        assert rows == [one.cells() for one in document.change_history]


@pytest.mark.parametrize("file", sorted(set(SAMPLES) - set(NEWEST)), ids=str)
def test_an_older_sample_finds_its_place_too(file):
    document = sample(file)
    result = filled(document, wide(blank(files=len(document.answers["files"]))))
    assert [said.sentence() for said in result.unplaced] == []


@pytest.mark.parametrize("template", ["narrow", "wide", "our own"])
def test_filled_again_the_workbook_is_the_same_to_the_byte(template):
    document = with_rows(assessment(), row(), row(before="一"))
    once = filled(document, TEMPLATES[template](blank(**SMALL)))
    again = filled(document, once.data)
    assert again.data == once.data
    assert not again.unplaced


AWKWARD = [
    {
        "title": "=1+1",
        "number": "007",
        "files[1].storage": "一行目\n\n　三行目",
        "files[1].outsourced": "—",
        "files[1].sources": {"checked": ["other"], "detail": {"other": "か)っこ(を"}},
    },
    {
        "title": "_x000D_ と𠮷髙﨑①Ⅱ",
        "number": "",
        "files[1].storage": "a & <b> ]]> &amp;",
        "files[1].outsourced": "",
        "files[1].outsourced_count": "約3",
        "files[1].record_items": "○甲\n\n　乙 丙\n丁",
    },
]


@pytest.mark.parametrize("template", ["narrow", "wide"])
@pytest.mark.parametrize("answers", AWKWARD, ids=str)
def test_an_awkward_answer_is_written_as_it_was_typed(answers, template):
    document = changed(assessment(), answers)
    result = filled(document, TEMPLATES[template](blank(**SMALL)))
    assert [said.sentence() for said in result.unplaced] == []
    escaped = answers["title"].replace("_x", "_x005F_x")
    assert {answers["title"], escaped} & set(cells(result.data).values())


def frames_of(document):
    """So many frames as a document needs."""
    files = document.answers["files"]
    inner = {
        key: max([1, *(len(file[key]) for file in files)])
        for key in ("outsourcing", "provisions", "transfers")
    }
    outer = {key: max(1, len(document.answers[key])) for key in ("systems", "files", "risks")}
    return inner | outer


@settings(patient, max_examples=6)
@given(assessments())
def test_whatever_people_write_comes_back_from_a_filled_workbook(document):
    template = wide(blank(**frames_of(document)), rows=len(document.change_history) + 1)
    assert [said.sentence() for said in filled(document, template).unplaced] == []


# --- what an older edition left behind ---------------------------------------------------------


@pytest.mark.parametrize("layout", [narrow, wide])
def test_nothing_of_an_older_edition_remains(layout):
    old = sample(NEWEST[0])
    new = changed(with_rows(assessment(), row()), {"files[1].record_items": "記録項目は一つ。"})
    result = filled(new, layout(old))
    assert kinds(result) == set()
    assert {said.kind for said in result.notes} >= {Kind.SPARE}
    printed = {text for text in texts_of(old.answers) if len(text) > 20}
    printed |= {text for one in old.change_history for text in one.cells() if len(text) > 6}
    left = printed & set(cells(result.data).values()) - texts_of(new.answers)
    assert left - {text for one in new.change_history for text in one.cells()} == set()


@pytest.mark.parametrize("layout", [narrow, wide])
def test_a_heading_names_the_new_file_and_not_the_old_one(layout):
    new = sample(NEWEST[0])
    names = {"files[1].name": "旧の課税ファイル", "files[2].name": "旧(国税)ファイル"}
    result = filled(new, layout(changed(new, names)))
    assert not result.unplaced
    texts = cells(result.data).values()
    assert not [text for text in texts if "旧の" in text or "旧(" in text]
    assert "Ⅱ 特定個人情報ファイルの概要（国税連携ファイル）" in texts
    assert "(別添1) 特定個人情報ファイル記録項目（国税連携ファイル）" in texts


def test_a_box_that_was_marked_is_unmarked_and_its_text_is_emptied():
    answer = {"checked": ["paper", "other"], "detail": {"other": "窓口"}}
    old = changed(assessment(), {"files[1].methods": answer, "files[1].outsourced": "outsourced"})
    none = {"checked": ["media"], "detail": {}}
    new = changed(old, {"files[1].methods": none, "files[1].outsourced": ""})
    for layout in (narrow, wide):
        result = filled(new, layout(old))
        assert not result.unplaced
        again = import_files([SourceFile("記入済み.xlsx", result.data)]).assessment
        assert again.answers["files"][0]["methods"] == none
        assert again.answers["files"][0]["outsourced"] == ""
        assert "窓口" not in cells(result.data).values()


def test_an_answer_in_the_cell_of_its_label_is_replaced_there():
    template = openpyxl.load_workbook(BytesIO(wide(assessment())))
    cover = template.worksheets[0]
    for line in cover.iter_rows(max_col=1):
        if line[0].value == "公表日":
            line[0].value = "公表日：令和5年11月6日"
            cover.cell(line[0].row + 1, 1).value = None
    data = BytesIO()
    template.save(data)
    result = filled(assessment(published_on="令和7年4月1日"), data.getvalue())
    assert [said.sentence() for said in result.unplaced] == []
    assert "公表日：令和7年4月1日" in cells(result.data).values()


# --- what has no place -------------------------------------------------------------------------


def test_more_things_than_frames_are_named_with_what_to_do():
    document = assessment()
    for name in "ab":
        document = with_thing(document, "files[1].outsourcing", name, title=f"{name}の委託")
    result = small(document)
    (said,) = result.unplaced
    assert said.kind == Kind.NO_FRAME
    assert said.sentence() == (
        "委託事項2～3の欄がありません（Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 "
        "委託事項2）。様式に行を増やしてから、やり直してください。"
    )


def test_rows_of_the_change_table_are_added_where_nothing_stands_below():
    document = with_rows(assessment(), *(row(before=f"{n}番") for n in range(12)))
    result = small(document, narrow, rows=3)
    assert not result.unplaced
    (note,) = (said for said in result.notes if said.kind == Kind.WORKBOOK)
    assert "9行を追加しました" in note.message
    parts = parts_of(result.data)
    sheet = etree.fromstring(parts[f"xl/worksheets/sheet{len(cells_by_sheet(result.data))}.xml"])
    rows = {line.get("r"): line for line in sheet.iterfind(".//{*}row")}
    third, last = rows["6"], rows["15"]
    assert (last.get("ht"), last.get("customHeight")) == (third.get("ht"), "1")
    assert [c.get("s") for c in last] == [c.get("s") for c in third]
    assert sheet.find(".//{*}mergeCell[@ref='M15:AD15']") is not None


def with_a_note_below(*changes):
    """A workbook of three rows of 別添2 with a note under them."""
    book = openpyxl.load_workbook(BytesIO(wide(blank(**SMALL), rows=3)))
    sheet = book.worksheets[-1]
    sheet["A9"] = "※ この表は別に保存しています。"
    sheet.merge_cells("A9:F9")
    sheet.row_dimensions[9].height = 33
    for change in changes:
        change(sheet)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


FIVE = [row(before=f"{n}番") for n in range(5)]


def test_what_stands_below_the_change_table_moves_down_for_more_rows():
    result = filled(with_rows(assessment(), *FIVE), with_a_note_below())
    assert not result.unplaced
    (note,) = (said for said in result.notes if said.kind == Kind.WORKBOOK)
    assert "2行を追加し、その下を下げました" in note.message
    sheet = openpyxl.load_workbook(BytesIO(result.data)).worksheets[-1]
    assert [sheet.cell(n, 3).value for n in range(3, 9)] == [*(f"{n}番" for n in range(5)), None]
    assert sheet["A11"].value == "※ この表は別に保存しています。"
    assert sheet.row_dimensions[11].height == 33
    assert sheet.row_dimensions[9].height != 33
    assert {"A8:E8", "A11:F11"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.dimensions == "A1:F11"


def formula_below(sheet):
    sheet["B10"] = "=COUNTA(A3:A5)"


def formula_of_its_rows(sheet):
    sheet["H1"] = "=A9"


def formula_of_another_sheet(sheet):
    sheet.parent.worksheets[0]["H1"] = f"='{sheet.title}'!A9"


def name_of_a_cell(sheet):
    sheet.parent.defined_names.add(DefinedName("注", attr_text=f"'{sheet.title}'!$A$9"))


def rule(sheet):
    given = DataValidation("list", formula1='"済,未"')
    given.add("B9")
    sheet.add_data_validation(given)


def page_break(sheet):
    sheet.row_breaks.append(Break(id=9))


def comment(sheet):
    sheet["A9"].comment = Comment("注", "市民課")


def hidden_row(sheet):
    sheet.row_dimensions[10].hidden = True


def cell_from_above(sheet):
    sheet.merge_cells("H5:H9")


#: What counts the rows of a sheet: it would point to other cells if they moved.
FIXED = [
    *(formula_below, formula_of_its_rows, formula_of_another_sheet, name_of_a_cell, rule),
    *(page_break, comment, hidden_row, cell_from_above),
]


@pytest.mark.parametrize("fixed", FIXED)
def test_rows_are_not_moved_where_something_counts_them(fixed):
    template = SourceFile("様式.xlsx", with_a_note_below(fixed))
    assert not find_frames(assessment().form, template).table.can_grow


def test_rows_are_not_added_over_what_may_not_move():
    result = filled(with_rows(assessment(), *FIVE), with_a_note_below(comment))
    (said,) = result.unplaced
    assert (said.kind, said.message) == (Kind.NO_ROW, "別添2の4～5行目の欄がありません")
    sheet = openpyxl.load_workbook(BytesIO(result.data)).worksheets[-1]
    assert sheet["A9"].value == "※ この表は別に保存しています。"


def test_a_text_longer_than_a_cell_holds_is_not_cut_but_told():
    document = changed(assessment(), {"files[1].storage": "長" * 32_768})
    result = small(document)
    (said,) = result.unplaced
    assert (said.kind, said.path) == (Kind.TOO_LONG, "files[@file1].storage")
    assert "長長" not in "".join(cells(result.data).values())


def test_a_text_higher_than_its_cell_is_written_and_noted():
    document = changed(assessment(), {"files[1].storage": "一行\n" * 40 + "終わり"})
    result = small(document, narrow)
    assert not result.unplaced
    (note,) = (n for n in result.notes if n.path == "files[@file1].storage")
    assert note.sentence().startswith("文字がセルに収まらず、一部が見えません（Ⅱ 特定")


def test_boxes_that_could_not_be_read_are_told():
    lost = unknown("marks-lost", "[ ]紙")
    document = assessment()
    answers = document.answers
    file = answers["files"][0] | {"methods": lost}
    result = small(replace(document, answers=answers | {"files": [file]}))
    (said,) = result.unplaced
    assert (said.kind, said.path) == (Kind.UNREADABLE, "files[@file1].methods")


def test_an_item_that_the_template_lacks_is_told_if_it_has_an_answer():
    template = openpyxl.load_workbook(BytesIO(wide(blank(**SMALL))))
    for sheet in template:
        for line in sheet.iter_rows():
            for cell in line:
                if str(cell.value).startswith("⑤保有開始日"):
                    cell.value = None
    data = BytesIO()
    template.save(data)
    result = filled(assessment(), data.getvalue())
    assert (Kind.NO_ITEM, "files[@file1].held_since") in {
        (said.kind, said.path) for said in result.unplaced
    }
    silent = changed(assessment(), {"files[1].held_since": ""})
    assert "files[@file1].held_since" not in {
        said.path for said in filled(silent, data.getvalue()).unplaced
    }
