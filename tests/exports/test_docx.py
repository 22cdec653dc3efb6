"""DOCX: read back cell by cell, its properties, and what must not be in it."""

import re
import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from lxml import etree
from pypdfium2 import PdfDocument

from pia.exports import export, write_outline
from pia.outline import change_table_outline, outline
from tests.exports.reading import docx_headings, docx_rows, outline_rows
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


def opened(document):
    return Document(BytesIO(export(document, "docx")))


def parts_of(data):
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("build", BUILDS, ids=IDS)
def test_the_file_is_read_back_cell_by_cell(build):
    document = build()
    assert docx_rows(export(document, "docx")) == outline_rows(outline(document))


def test_parts_are_headings_in_the_order_of_the_outline():
    headings = [part.heading for part in outline(two_files()).parts]
    assert docx_headings(export(two_files(), "docx")) == headings


def test_the_change_table_alone_is_read_back():
    alone = change_table_outline(newest().form, newest().change_history, "国民年金に関する事務")
    assert docx_rows(write_outline(alone, "docx")) == outline_rows(alone)


def test_the_properties_are_those_of_the_document():
    core = opened(newest()).core_properties
    assert core.title == "国民年金に関する事務 重点項目評価書"
    assert core.subject == "特定個人情報保護評価書(重点項目評価書)"
    assert core.author == core.last_modified_by == "みほん市長"
    assert core.language == "ja-JP"
    assert core.created == core.modified
    assert core.created.date().isoformat() == "2025-06-30"


def test_no_clock_and_no_tool_has_left_a_trace():
    data = export(newest(), "docx")
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name, content in parts_of(data).items():
        assert b"python" not in content.lower(), name
        assert b"en-US" not in content, name
        assert b"TargetMode" not in content, name


def test_every_part_is_well_formed():
    for content in parts_of(export(newest(), "docx")).values():
        etree.fromstring(content)


def test_the_change_table_lies_across_the_page_with_a_repeated_heading():
    sections = opened(newest()).sections
    assert [s.orientation for s in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    table = opened(newest()).tables[-1]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert not table.rows[1]._tr.trPr.xpath("w:tblHeader")


def test_only_long_rows_may_break_across_pages():
    rows = [row for table in opened(newest()).tables for row in table.rows]
    breaking = [row for row in rows if not row._tr.xpath("w:trPr/w:cantSplit")]
    assert 0 < len(breaking) < len(rows) / 5
    assert all(max(len(cell.text) for cell in row.cells) > 100 for row in breaking)


def test_bars_and_bands_stay_with_what_follows():
    styles = opened(newest()).styles
    assert styles["Heading 2"].paragraph_format.keep_with_next
    band = next(
        row
        for table in opened(newest()).tables
        for row in table.rows
        if row.cells[0].text == "委託事項2～5"
    )
    assert band.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_the_widths_of_every_row_add_up_to_its_table():
    for table in opened(newest()).tables:
        total = sum(int(col.width) for col in table.columns)
        for row in table.rows:
            assert sum(int(tc.width) for tc in row._tr.tc_lst) == total


def test_what_people_typed_is_never_markup():
    typed = '<w:p>&amp; "引用" </w:t>'
    document = changed(newest(), special_notes=typed, organisation=typed)
    assert docx_rows(export(document, "docx")) == outline_rows(outline(document))
    assert opened(document).core_properties.author == typed


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_an_office_program_makes_pages_that_do_not_part_the_rows_of_resubcontracting(tmp_path):
    (tmp_path / "a.docx").write_bytes(export(_with_much_resubcontracting(), "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "a.docx"], check=True, capture_output=True, timeout=120)
    with PdfDocument(tmp_path / "a.pdf") as pages:
        texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]
    rows = ["".join(re.findall("([④⑤⑥])再委託(?:の有無|の許諾方法|事項)", text)) for text in texts]
    assert sum(map(len, rows)) == 3 * 21
    assert {row.replace("④⑤⑥", "") for row in rows} == {""}


def _with_much_resubcontracting():
    """委託事項 whose 再委託の許諾方法 have other lengths each, some of them beyond a dozen lines."""
    words = "再委託先の名称、業務の範囲及び安全管理の体制を記載した申請書の提出を受け、書面により承認する。"
    document = changed(two_files(), special_notes="")
    first, *others = document.answers["files"]
    things = [
        first["outsourcing"][0]
        | {"@id": f"o{n}", "resubcontracted": "resubcontracted", "contractor": words * (n % 2)}
        | {"resubcontract_consent": f"・{words[:30]}\n" * (n % 5) * 2 + words * (1 + n % 7)}
        for n in range(20)
    ]
    return changed(document, files=[first | {"outsourcing": things}, *others])
