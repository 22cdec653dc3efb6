"""Workbooks of Excel 97–2003, and workbooks with macros, of which only the values are read."""

import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from pia.assessment import parse_assessment
from pia.errors import InputRefused
from pia.imports import SourceFile, import_files
from pia.imports.xls_reader import read_xls
from tests.builders import assessment
from tests.imports.biff import book, container, error, hidden_row, label, number, record
from tests.imports.packages import parts_of, zipped
from tests.imports.test_round_trip import assert_same
from tests.imports.workbooks import workbook

# ruff: noqa: E501 - exact sentences are not cut

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*/*.json"))
TOO_LARGE = "表が大きすぎます（文書.xls）。使っていない行と列を削除して保存し直してください。"
DAMAGED = "ファイルが壊れています（文書.xls）。もう一度保存するか、元のファイルを確かめてください。"


def rows(data):
    (grid,) = read_xls(SourceFile("文書.xls", data))
    return [[cell.text for cell in row.filled] for row in grid.rows]


def refused(data, kind="auto"):
    with pytest.raises(InputRefused) as caught:
        import_files([SourceFile("文書.xls", data)], kind)
    return str(caught.value)


def test_texts_and_numbers_are_read_as_people_see_them():
    data = container(book(label(0, 0, "公表日"), label(0, 1, "𠮷"), number(1, 0, 7.0)))
    assert rows(data) == [["公表日", "𠮷"], ["7"]]


def test_hidden_rows_and_hidden_sheets_are_not_read():
    cells = [label(0, 0, "見える"), hidden_row(1), label(1, 0, "見えない")]
    assert rows(container(book(*cells, hidden=[label(0, 0, "作業用")]))) == [["見える"]]


def test_a_formula_that_went_wrong_is_doubted():
    (grid,) = read_xls(SourceFile("文書.xls", container(book(error(0, 0, 0x17)))))
    cell = grid.rows[0].cells[0]
    assert (cell.text, cell.doubt) == (
        "#REF!",
        "計算式の誤りです。元のファイルを確かめてください。",
    )


@pytest.mark.parametrize(
    "data",
    [
        container(book(label(65_535, 255, "隅"), label(0, 0, "角"))),
        container(book(record(0x200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0)))),
        container(book(extra=record(0xFC, struct.pack("<II", 1, 2**31 - 1)))),
    ],
    ids=["最後のセル", "広さの申告", "文字列の数の申告"],
)
def test_what_claims_more_cells_than_are_read_is_refused_before_room_is_made(data):
    assert refused(data) == TOO_LARGE


def test_a_workbook_behind_a_password_is_refused():
    data = container(book(extra=record(0x2F, bytes(54))))
    words = "パスワードで保護されたファイルは読めません（文書.xls）。パスワードを外して保存し直してください。"
    assert refused(data) == words


def test_a_word_file_of_old_office_is_refused_by_name():
    words = "古い形式のWord(doc)は読めません（文書.xls）。Wordで開いて、Word文書(docx)かPDFで保存し直してください。"
    assert refused(container(b"", "WordDocument")) == words


def test_another_container_is_refused():
    words = "Word・Excelの文書ではありません（文書.xls）。Word(docx)・Excel(xlsx・xls)・PDF・HTML・テキストにしてください。"
    assert refused(container(b"", "PowerPoint Document")) == words
    words = "Excel(xls)のファイルではありません（文書.xls）。ファイルの種類を auto にするか、ファイルを確かめてください。"
    assert refused("公表日".encode(), "xls") == words


@pytest.mark.parametrize("length", [6, 600, 1500, 2500])
def test_a_cut_workbook_is_refused(length):
    assert refused(container(book(label(0, 0, "公表日")))[:length]) == DAMAGED


def test_a_container_whose_sectors_go_round_in_a_circle_is_refused():
    data = bytearray(container(book(label(0, 0, "公表日"))))
    data[512 + 4 * 4 : 512 + 4 * 5] = struct.pack("<I", 2)  # the third sector of the stream
    assert refused(bytes(data)) == DAMAGED


def test_a_workbook_with_macros_is_read_and_the_macros_are_not():
    document = assessment()
    parts = parts_of(workbook(document))
    macros = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)}
    types = parts["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    data = zipped(parts | macros | {"[Content_Types].xml": types})
    assert_same(import_files([SourceFile("文書.xlsm", data)]), document)


def test_a_binary_workbook_is_refused_by_name():
    data = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01\x00"})
    words = "バイナリ形式のExcel(xlsb)は読めません（文書.xls）。Excelで開いて、Excelブック(xlsx)で保存し直してください。"
    assert refused(data) == words


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_a_sample_that_an_office_program_saved_as_xls_comes_back(tmp_path):
    document = parse_assessment(json.loads(SAMPLES[3].read_text(encoding="utf-8")))
    (tmp_path / "in.xlsx").write_bytes(workbook(document))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "in.xlsx"], check=True, capture_output=True, timeout=120)
    again = import_files([SourceFile("文書.xls", (tmp_path / "in.xls").read_bytes())])
    assert_same(again, document)
    assert {item.status for item in again.report.items} == {"sure"}
