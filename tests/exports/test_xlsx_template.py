"""A filled workbook is the workbook that was given: only the words of cells are others."""

import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from pia.exports.xlsx_template import Kind
from pia.exports.xlsx_template.answers import FILLERS
from pia.exports.xlsx_template.container import replaced
from pia.exports.xlsx_template.sheet import SheetPart
from pia.imports import SourceFile
from pia.official.kinds import KINDS
from pia.operations.filling import fill_template
from pia.outline.frames import Address
from tests.builders import assessment, changed, row, with_rows
from tests.exports.templates import FRAMES, blank, wide, with_everything
from tests.exports.untouched import MAIN, assert_only_words_changed, changed_parts
from tests.imports.packages import parts_of

SMALL = dict.fromkeys(FRAMES, 1)


@pytest.fixture(scope="module")
def template():
    return with_everything(blank(**SMALL))


@pytest.fixture(scope="module")
def result(template):
    document = with_rows(assessment(), row(), row(before="一"))
    return fill_template(document, SourceFile("様式.xlsm", template))


def test_only_the_words_of_cells_are_others(template, result):
    assert not result.unplaced
    assert_only_words_changed(template, result.data)
    kept = set(parts_of(template)) - changed_parts(template, result.data)
    assert {"xl/vbaProject.bin", "xl/media/image1.png", "xl/workbook.xml"} <= kept
    assert {"xl/sharedStrings.xml", "xl/styles.xml", "xl/drawings/vmlDrawing1.vml"} <= kept


def test_protection_rules_and_print_settings_are_still_there(result):
    body = parts_of(result.data)["xl/worksheets/sheet3.xml"].decode()
    for element in ("sheetProtection", "dataValidation", "conditionalFormatting", "pageSetup"):
        assert f"<{element} " in body


def test_a_hidden_sheet_is_left_alone_and_that_is_said(result):
    (note,) = (said for said in result.notes if said.kind == Kind.WORKBOOK)
    assert note.sentence() == "シート「作業用」は非表示か空なので、そのままです。"


def test_what_is_printed_in_hidden_rows_is_left_alone():
    book = openpyxl.load_workbook(BytesIO(wide(blank(**SMALL))))
    body = book.worksheets[2]
    last = body.max_row + 1
    body[f"A{last}"], body[f"D{last}"] = "①部署", "前の担当の覚え書き"
    body.row_dimensions[last].hidden = True
    data = BytesIO()
    book.save(data)
    filled = fill_template(assessment(), SourceFile("様式.xlsx", data.getvalue()))
    again = openpyxl.load_workbook(BytesIO(filled.data)).worksheets[2]
    assert again[f"D{last}"].value == "前の担当の覚え書き"
    assert again.row_dimensions[last].hidden


def test_every_kind_of_item_is_filled():
    assert FILLERS.keys() == KINDS.keys()


# --- formulas ----------------------------------------------------------------------------------


def with_formulas(**formulas):
    """A blank workbook with formulas in the cells of some sheets: `s3_D5="='1 …'!B2"`."""
    book = openpyxl.load_workbook(BytesIO(wide(blank(**SMALL))))
    for place, formula in formulas.items():
        number, cell = place.removeprefix("s").split("_")
        book.worksheets[int(number)][cell] = formula
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def find(data, words):
    """Sheet and cell of some printed words."""
    book = openpyxl.load_workbook(BytesIO(data))
    return next(
        Address(sheet.title, cell.row, cell.column)
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if str(cell.value).startswith(words) and cell.row and cell.column
    )


def test_a_formula_that_repeats_an_answer_shows_the_new_one():
    title = find(wide(blank(**SMALL)), "評価書名")
    under = f"'{title.sheet}'!$B${title.row + 1}"
    data = with_formulas(s2_F1=f"={under}", s3_F1="='3 Ⅰ 基本情報'!F1")
    filled = fill_template(assessment(title="住民税の評価書"), SourceFile("様式.xlsx", data))
    shown = openpyxl.load_workbook(BytesIO(filled.data), data_only=True)
    kept = openpyxl.load_workbook(BytesIO(filled.data))
    assert [shown.worksheets[n]["F1"].value for n in (2, 3)] == ["住民税の評価書"] * 2
    assert kept.worksheets[2]["F1"].value == f"={under}"


def test_a_formula_in_the_place_of_an_answer_is_never_overwritten():
    office = find(wide(blank(**SMALL)), "①部署")
    data = with_formulas(**{f"s2_D{office.row}": '="総務部"&"総務課"'})
    filled = fill_template(assessment(), SourceFile("様式.xlsx", data))
    said = next(one for one in filled.unplaced if one.kind == Kind.FORMULA)
    assert said.sentence() == (
        f"計算式のセルなので書き込んでいません（Ⅰ 基本情報 6 評価実施機関における担当部署 ①部署、"
        f"シート「3 Ⅰ 基本情報」 D{office.row}）。計算式を消すか、結果を確かめてください。"
    )
    sheet = openpyxl.load_workbook(BytesIO(filled.data)).worksheets[2]
    assert sheet[f"D{office.row}"].value == '="総務部"&"総務課"'


def test_a_formula_that_repeats_the_right_answer_is_no_fault():
    template = wide(blank(**SMALL))
    names, name = (
        find(template, "3. 特定個人情報ファイル名"),
        find(template, "1. 特定個人情報ファイル名"),
    )
    formula = f"='{names.sheet}'!A{names.row + 1}"
    data = with_formulas(**{f"s3_A{name.row + 1}": formula})
    document = changed(
        assessment(), {"file_names": "住民税ファイル", "files[1].name": "住民税ファイル"}
    )
    assert not fill_template(document, SourceFile("様式.xlsx", data)).unplaced
    other = changed(document, {"files[1].name": "別のファイル"})
    told = fill_template(other, SourceFile("様式.xlsx", data)).unplaced
    assert {said.kind for said in told} == {Kind.FORMULA}


# --- the sheet's own part ----------------------------------------------------------------------


def sheet(inside, before='<dimension ref="B2:C3"/>', after=""):
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<worksheet xmlns="{name}">{before}'
    return f"{head}<sheetData>{inside}</sheetData>{after}</worksheet>".encode()


def test_a_missing_cell_and_a_missing_row_are_put_in_order():
    part = SheetPart(sheet('<row r="2" spans="2:3"><c r="C2" s="4"/></row><row r="9"/>'))
    part.write({(2, 2): "左", (2, 4): "右", (5, 1): "間"})
    text = part.written().decode()
    assert [n in text for n in ('ref="A2:D5"', 'spans="2:3"')] == [True, False]
    places = [text.index(f'r="{n}"') for n in ("2", "B2", "C2", "D2", "5", "A5", "9")]
    assert places == sorted(places)


def test_a_cell_keeps_its_style_and_loses_its_old_value():
    part = SheetPart(
        sheet('<row r="2"><c r="B2" s="4" t="s"><v>7</v></c><c r="C2" s="5"><v>1</v></c></row>')
    )
    part.write({(2, 2): " 前後 ", (2, 3): ""})
    text = part.written().decode()
    assert '<c r="B2" s="4" t="inlineStr"><is><t xml:space="preserve"> 前後 </t></is></c>' in text
    assert '<c r="C2" s="5"/>' in text


def test_a_row_without_numbers_is_counted_as_programs_count():
    part = SheetPart(sheet("<row><c/><c><v>1</v></c></row><row><c/></row>", before=""))
    part.write({(1, 2): "二", (2, 2): "四"})
    again = SheetPart(part.written())
    texts = ["".join(cell.itertext()) for cell in again.root.iter(f"{MAIN}c")]
    assert texts == ["", "二", "", "四"]


def test_the_zip_keeps_order_dates_and_comment():
    data = BytesIO()
    with ZipFile(data, "w") as package:
        for name in ("一.xml", "二.xml", "三.bin"):
            package.writestr(name, name * 3)
        package.comment = b"made by a city"
    made = replaced(data.getvalue(), {"二.xml": b"<other/>"})
    with ZipFile(BytesIO(made)) as package, ZipFile(data) as before:
        assert package.testzip() is None
        assert package.namelist() == ["一.xml", "二.xml", "三.bin"]
        assert package.read("二.xml") == b"<other/>"
        assert package.comment == b"made by a city"
        dates = [[e.date_time for e in p.infolist()] for p in (package, before)]
        assert dates[0] == dates[1]
    assert replaced(made, {"二.xml": b"<other/>"}) == made


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_an_office_program_opens_the_filled_workbook_and_prints_the_answers(tmp_path, result):
    (tmp_path / "記入済み.xlsm").write_bytes(result.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path]
    told = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    command[4] = told
    subprocess.run(
        [*command, tmp_path / "記入済み.xlsm"], check=True, capture_output=True, timeout=120
    )
    (made,) = tmp_path.glob("*.csv")
    assert "事務の名称についての記載。" in made.read_text(encoding="utf-8")
