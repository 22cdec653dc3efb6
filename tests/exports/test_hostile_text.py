"""Text that other programs would run, follow or fill in: in every file it stays text."""

import csv
import io
import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest
from lxml import etree, html

from pia.exports import WRITERS, export, sides_xlsx, write_outline
from pia.exports.docx import redline_of
from pia.imports import SourceFile, import_files
from pia.official import load_form
from pia.operations.filling import fill_template
from pia.outline.sides import Sides, sides_outline
from pia.revision import compare
from pia.revision.sides import SideRow
from tests.builders import assessment, row, with_rows
from tests.exports.templates import FRAMES, blank, wide

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.jp","甲")',
    "@SUM(1)",
    "+1",
    "-1",
    '{DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"}',
    '{ HYPERLINK "http://example.jp" }',
    "http://example.jp/",
    "mailto:a@example.jp",
    "file:///C:/a.xlsx",
    "]]>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&#0;&lt;&amp;",
    "%00",
    "{{ 7*7 }}{% raw %}",
    '#read("/etc/passwd") $x$ @甲 *甲* _甲_',
    "_x0041_",
    "&P&[Page]",
    "\u202e甲乙\u202c",
    "か\u0301",
)
#: All of them at once, as lines of one answer.
DAY = date(2025, 4, 1)
ALL = "\n".join(HOSTILE)
#: The only fields that a file of ours has: page numbers.
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document():
    cells = [row(item=text, before=text, after=f"{text}甲") for text in HOSTILE[:10]]
    return with_rows(assessment(title=HOSTILE[0], storage=ALL), *cells)


@pytest.fixture(scope="module")
def files(document):
    """Every file of the document, by its format."""
    made = {fmt: export(document, fmt) for fmt in WRITERS}
    template = SourceFile("様式.xlsx", wide(blank(**dict.fromkeys(FRAMES, 1))))
    made["filled.xlsx"] = fill_template(document, template).data
    made["redline.docx"] = redline_of(
        compare(assessment(title="甲", storage="乙"), document, changed_on=DAY, as_of=DAY)
    )
    rows = [
        SideRow(text, (("-", text), ("=", "甲")), (("+", text), ("=", "甲")), "事後")
        for text in HOSTILE
    ]
    sides = sides_outline(load_form(), rows, Sides("新", "旧", is_new_left=True), HOSTILE[0])
    made["sides.xlsx"] = sides_xlsx.write(sides)
    made["sides.docx"] = write_outline(sides, "docx")
    made["sides.html"] = write_outline(sides, "html")
    return made


BOOKS, PAPERS = ("xlsx", "filled.xlsx", "sides.xlsx"), ("docx", "redline.docx", "sides.docx")


def parts(data):
    with ZipFile(BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.mark.parametrize("name", [*BOOKS, *PAPERS])
def test_an_office_file_has_no_formula_and_no_way_out(files, name):
    for root in parts(files[name]).values():
        assert root.find(".//{*}sheetData//{*}f") is None
        assert all(one.get("TargetMode") != "External" for one in root.iter("{*}Relationship"))
        assert all("r:id" not in str(one.attrib) for one in root.iter("{*}hyperlink"))


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_has_no_fields_but_page_numbers(files, name):
    for root in parts(files[name]).values():
        told = [one.text or "" for one in root.iter(f"{W}instrText")]
        told += [one.get(f"{W}instr") for one in root.iter(f"{W}fldSimple")]
        assert {text.split()[0] for text in told} <= FIELDS
        links = list(root.iter(f"{W}hyperlink"))
        assert all(link.get(f"{W}anchor") for link in links)


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_of_a_workbook_is_a_text(files, name):
    book = openpyxl.load_workbook(BytesIO(files[name]))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert HOSTILE[0] in {cell.value for cell in cells}


@pytest.mark.parametrize("name", ["html", "sides.html"])
def test_a_page_has_no_script_and_leads_nowhere(files, name):
    page = html.document_fromstring(files[name])
    assert not page.findall(".//script")
    assert not page.findall(".//img")
    assert all(link.startswith("#") for link in page.xpath("//@href | //@src"))
    assert not [one for one in page.iter("*") for key in one.attrib if key.startswith("on")]


def test_a_pdf_leads_nowhere_and_runs_nothing(files):
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        names = set(pdf.Root.Names.keys()) if "/Names" in pdf.Root else set()
        assert not {"/JavaScript", "/EmbeddedFiles"} & names
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert one.get("/S") not in ("/URI", "/JavaScript", "/Launch", "/SubmitForm")


def test_no_cell_of_a_csv_is_a_formula(files):
    text = files["csv"].decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]


@pytest.mark.parametrize("name", ["docx", "xlsx", "html", "json", "filled.xlsx"])
def test_it_comes_back_as_it_was(files, document, name):
    again = import_files([SourceFile(name, files[name])]).assessment
    assert again.answers["title"] == document.answers["title"]
    assert again.answers["files"][0]["storage"] == ALL
    assert [one.cells() for one in again.change_history] == [
        one.cells() for one in document.change_history
    ]


def test_texts_longer_than_a_cell_go_on_in_rows_of_their_own():
    long = "記載。" * 14_000
    sides = Sides("新", "旧", is_new_left=True)
    rows = [SideRow("甲", (("-", long),), (("=", "乙"), ("+", long)), "事後")]
    data = sides_xlsx.write(sides_outline(load_form(), rows, sides, "題"))
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    columns = ["".join(str(c.value or "") for c in column) for column in sheet.iter_cols()]
    assert sum(long in column for column in columns) == 2
