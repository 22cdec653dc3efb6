"""Words that nobody sees in a file are not read, however they are hidden."""

import pytest

from pia.exports import export
from pia.imports import SourceFile, import_files
from tests.bad.packages import SHEET, excel
from tests.builders import assessment
from tests.imports.packages import parts_of, with_part

SHOWN, SECRET = "施錠した書庫に保管する。", "誰にも見えない文"
DOCUMENT = assessment(storage=SHOWN)


def storage(name, data):
    """What is read of 保管場所."""
    return import_files([SourceFile(name, data)]).assessment.answers["files"][0]["storage"]


# --- Word -------------------------------------------------------------------------------------

STYLE = (
    '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Built"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Shown"><w:basedOn w:val="Base"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("style", "own", "seen"),
    [
        ("Base", "", SHOWN),
        ("Built", "", SHOWN),
        ("Base", '<w:vanish w:val="0"/>', SHOWN + SECRET),
        ("Shown", "", SHOWN + SECRET),
    ],
)
def test_words_that_a_style_hides_are_not_read(style, own, seen):
    data = export(DOCUMENT, "docx")
    parts = {n: parts_of(data)[n].decode() for n in ("word/document.xml", "word/styles.xml")}
    body, styles = parts.values()
    at = body.index("</w:r>", body.index(SHOWN)) + len("</w:r>")
    run = f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{own}</w:rPr><w:t>{SECRET}</w:t></w:r>'
    data = with_part(data, "word/document.xml", body[:at] + run + body[at:])
    data = with_part(data, "word/styles.xml", styles.replace("</w:styles>", STYLE))
    assert storage("評価書.docx", data) == seen


# --- Excel ------------------------------------------------------------------------------------


def test_a_column_without_width_is_not_read():
    data = excel()
    sheet = parts_of(data)[SHEET].decode()
    column = '<col min="900" max="900" width="0" customWidth="1"/></cols>'
    cell = f'<c r="AHP1" t="inlineStr"><is><t>{SECRET}</t></is></c></row>'
    spoilt = sheet.replace("</cols>", column, 1).replace("</row>", cell, 1)
    read = import_files([SourceFile("評価書.xlsx", with_part(data, SHEET, spoilt))])
    assert [one.text for one in read.report.left_over] == []


# --- a page -----------------------------------------------------------------------------------

UNSEEN = (
    "<span style='visibility : hidden'>{}</span>",
    "<span style='DISPLAY:none !important'>{}</span>",
    "<span style='font-size:0'>{}</span>",
    "<span style='color:red;opacity: 0;'>{}</span>",
    "<dialog>{}</dialog>",
    "<datalist><option>{}</datalist>",
    "<audio>{}</audio><video>{}</video><canvas>{}</canvas>",
)
SEEN = ("<span style='opacity:0.9'>{}</span>", "<span style='font-size:0.8em'>{}</span>")


@pytest.mark.parametrize(
    ("hidden", "seen"), [(h, SHOWN) for h in UNSEEN] + [(s, SHOWN + SECRET) for s in SEEN]
)
def test_words_that_a_page_does_not_show_are_not_read(hidden, seen):
    page = export(DOCUMENT, "html").decode().replace(SHOWN, SHOWN + hidden.replace("{}", SECRET))
    assert storage("評価書.html", page.encode()) == seen
