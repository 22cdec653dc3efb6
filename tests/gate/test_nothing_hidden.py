"""The gate: no file holds what a person does not see; and the gate would find it."""

import pytest
from hypothesis import given, settings
from openpyxl.comments import Comment
from openpyxl.styles import Font
from pikepdf import Dictionary

from pia.exports import export
from pia.outline import outline
from tests.gate.assessments import assessments
from tests.gate.formats import FORMATS, NEWEST, QUICK, sample_file
from tests.gate.hiding import page, pdf, sheet, word
from tests.gate.hiding.spoilt import changed_book, changed_pdf, with_part, with_words
from tests.outline.documents import sample

formats = pytest.mark.parametrize("fmt", FORMATS)
NAME = NEWEST[-1]


def hidden(data, document, fmt):
    """What the gate finds; the head and foot of a PDF's pages are no part of its tags."""
    printed = outline(document)
    around = f"{printed.title}{printed.name}{printed.organisation}"
    searches = {"docx": word.hidden, "xlsx": sheet.hidden, "html": page.hidden}
    return pdf.hidden(data, around) if fmt == "pdf" else searches[fmt](data)


@pytest.mark.parametrize("name", NEWEST)
@formats
def test_a_sample_has_nothing_that_nobody_sees(name, fmt):
    assert hidden(sample_file(name, fmt), sample(name), fmt) == []


@formats
@settings(QUICK, max_examples=3)
@given(assessments())
def test_an_assessment_has_nothing_that_nobody_sees(fmt, document):
    assert hidden(export(document, fmt), document, fmt) == []


@pytest.mark.long
@formats
@settings(QUICK, max_examples=100)
@given(assessments())
def test_very_many_assessments_have_nothing_that_nobody_sees(fmt, document):
    assert hidden(export(document, fmt), document, fmt) == []


# --- the gate would find it -------------------------------------------------------------------


def assert_found(found, *words):
    assert all(any(one.endswith(word) or word in one for one in found) for word in words), found


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ("<w:vanish/>", "<vanish>"),
        ('<w:color w:val="FFFFFF"/>', "type in FFFFFF"),
        ('<w:sz w:val="2"/>', "type of 1.0 points"),
    ],
)
def test_words_that_word_does_not_show_would_be_found(properties, said):
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r></w:p>".encode()
    spoilt = with_words(sample_file(NAME, "docx"), "word/document.xml", b"</w:p>", run)
    assert_found(word.hidden(spoilt), said)


def test_a_further_part_of_a_word_file_would_be_found():
    spoilt = with_part(sample_file(NAME, "docx"), "customXml/item1.xml", b"<a/>")
    assert_found(word.hidden(spoilt), "a part customXml/item1.xml")


def test_answers_in_an_attribute_or_a_comment_would_be_found():
    new = '<!-- {} --><w:tblCaption w:val="{&quot;答&quot;:1}'.encode()
    old = b'<w:tblCaption w:val="'
    spoilt = with_words(sample_file(NAME, "docx"), "word/document.xml", old, new)
    assert_found(word.hidden(spoilt), "a comment", "tblCaption says")


def test_words_outside_of_the_printed_rows_of_word_would_be_found():
    new = b"<w:p><w:txbxContent><w:p><w:r><w:t>1</w:t></w:r></w:p></w:txbxContent></w:p><w:tbl>"
    old = b"<w:tbl>"
    spoilt = with_words(sample_file(NAME, "docx"), "word/document.xml", old, new)
    assert word.hidden(spoilt) != []


def test_what_a_workbook_does_not_show_would_be_found():
    with changed_book(sample_file(NAME, "xlsx")) as (book, file):
        first = book.worksheets[1]
        first.row_dimensions[3].hidden = True
        first.column_dimensions["C"].hidden = True
        first["B4"].font = Font(color="FFFFFFFF", sz=9)
        first["B5"].number_format = ";;;"
        first["B9"].comment = Comment("答", "誰か")
        book.worksheets[2].sheet_state = "hidden"
        book.create_sheet("裏")["B1"] = "=1"
    found = sheet.hidden(file.getvalue())
    assert_found(found, "a hidden row 3", "a hidden column C", "B4 has type in FFFFFFFF")
    assert_found(found, "B5 is shown as ;;;", "a part xl/comments", "a hidden sheet", "is no text")


def test_a_text_that_stands_in_no_cell_of_a_workbook_would_be_found():
    old, new = b"</sst>", "<si><t>{答}</t></si></sst>".encode()
    spoilt = with_words(sample_file(NAME, "xlsx"), "xl/sharedStrings.xml", old, new)
    assert_found(sheet.hidden(spoilt), "a text in no cell: {答}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<main", "<script>1</script><main", "<script>"),
        ("<main", "<!-- {} --><main", "a comment"),
        ("<main", '<main data-answers="{}"', "an attribute data-answers"),
        ("<main", '<main title="{答}"', "title says {答}"),
        ("</style>", ".a { font-size: 0 }</style>", "a style font-size:0"),
        ('href="#', 'href="http://a.jp/#', "a way outside"),
    ],
)
def test_what_a_page_does_not_show_would_be_found(old, new, said):
    data = sample_file(NAME, "html").decode().replace(old, new, 1).encode()
    assert_found(page.hidden(data), said)


def test_what_a_pdf_does_not_show_would_be_found():
    with changed_pdf(sample_file(NAME, "pdf")) as (file, out):
        file.attachments["a.json"] = b"{}"
        file.docinfo["/Keywords"] = "{答}"
        file.pages[0].contents_add(b"BT 3 Tr ET", prepend=True)
        file.pages[1].obj.PieceInfo = Dictionary()
    found = pdf.hidden(out.getvalue(), "")
    assert_found(found, "names of /EmbeddedFiles", "a property /Keywords", "/Keywords says {答}")
    assert_found(found, "page 1: text without ink", "page 2: /PieceInfo")
