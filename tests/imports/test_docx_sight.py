"""What of a Word file nobody sees is not read; what is struck out or cut by a fixed height is doubted."""

import pytest

from pia.imports import SourceFile
from pia.imports.docx_reader import read_docx
from tests.imports.packages import W, word, zipped

WHITE, TINY, STRUCK = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:strike/>"
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="203864"/>'


def styled(body, styles):
    """A Word file with styles."""
    page = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    given = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    types = {"[Content_Types].xml": "<Types/>"}
    return zipped(types | {"word/document.xml": page, "word/styles.xml": given})


def run(text, own=""):
    return f"<w:r><w:rPr>{own}</w:rPr><w:t>{text}</w:t></w:r>"


def read(data):
    """Text and doubt of the last cell."""
    (grid,) = read_docx(SourceFile("評価書.docx", data))
    return (
        (grid.rows[-1].cells[-1].text, grid.rows[-1].cells[-1].doubt != "") if grid.rows else None
    )


def cell(inside, cell_own="", row_own="", table_own=""):
    return (
        f"<w:tbl><w:tblPr>{table_own}</w:tblPr><w:tr><w:trPr>{row_own}</w:trPr>"
        f'<w:tc><w:p>{run("項目")}</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{cell_own}'
        f"</w:tcPr>{inside}</w:tc></w:tr></w:tbl>"
    )


def paragraph(*runs, own=""):
    return f"<w:p><w:pPr>{own}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    "own", [WHITE, TINY, '<w:color w:val="FEFEFE"/>', '<w:color w:themeColor="background1"/>']
)
def test_words_that_nobody_sees_are_not_read(own):
    assert read(word(paragraph(run("甲"), run("隠", own)))) == ("甲", False)
    assert read(word(cell(paragraph(run("甲"), run("隠", own))))) == ("甲", False)


def test_white_words_on_a_ground_are_read():
    white = run("甲", WHITE)
    for body in (
        paragraph(run("甲", WHITE + DARK)),
        paragraph(run("甲", WHITE + '<w:highlight w:val="black"/>')),
        paragraph(white, own=DARK),
        cell(paragraph(white), DARK),
        cell(paragraph(white), '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>'),
        cell(paragraph(white), table_own=DARK),
    ):
        assert read(word(body)) == ("甲", False)


def test_white_words_that_a_style_of_the_table_may_lay_a_ground_under_are_doubted():
    body = cell(paragraph(run("甲", WHITE)), table_own='<w:tblStyle w:val="Dark"/>')
    assert read(word(body)) == ("甲", True)


@pytest.mark.parametrize("own", [STRUCK, '<w:dstrike w:val="true"/>'])
def test_words_that_are_struck_out_are_doubted(own):
    assert read(word(cell(paragraph(run("甲"), run("旧", own))))) == ("甲旧", True)
    assert read(word(paragraph(run("甲"), run("旧", own)))) == ("甲旧", True)


def test_words_whose_style_is_struck_out_in_turn_are_plain():
    assert read(word(paragraph(run("甲", '<w:strike w:val="0"/>')))) == ("甲", False)


STYLES = (
    f'<w:style w:styleId="White"><w:rPr>{WHITE}</w:rPr></w:style>'
    '<w:style w:styleId="Built"><w:basedOn w:val="White"/></w:style>'
    f'<w:style w:styleId="Struck"><w:rPr>{STRUCK}</w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (paragraph(run("甲"), run("隠", '<w:rStyle w:val="White"/>')), ("甲", False)),
        (paragraph(run("甲"), run("隠", '<w:rStyle w:val="Built"/>')), ("甲", False)),
        (
            paragraph(run("隠"), own='<w:pStyle w:val="Built"/>') + paragraph(run("甲")),
            ("\n甲", False),
        ),
        (paragraph(run("甲", '<w:rStyle w:val="Struck"/>')), ("甲", True)),
        (
            paragraph(run("甲", '<w:strike w:val="0"/>'), own='<w:pStyle w:val="Struck"/>'),
            ("甲", False),
        ),
        (
            paragraph(run("甲", '<w:rStyle w:val="White"/><w:color w:val="auto"/>')),
            ("甲", False),
        ),
    ],
)
def test_styles_and_what_they_build_on_count_too(inside, seen):
    assert read(styled(cell(inside), STYLES)) == seen


def exact(height):
    return f'<w:trHeight w:val="{height}" w:hRule="exact"/>'


def test_a_row_of_a_fixed_height_that_cannot_hold_its_text_is_doubted():
    long = paragraph(run("特定個人情報を取り扱う職員は毎年研修を受ける。" * 3))
    assert read(word(cell(long, row_own=exact(300))))[1]
    assert not read(word(cell(long, row_own=exact(3000))))[1]
    assert not read(word(cell(long, row_own='<w:trHeight w:val="300"/>')))[1]
    assert not read(word(cell(paragraph(run("甲")), row_own=exact(300))))[1]
    assert read(word(cell(paragraph(run("甲")) * 9, row_own=exact(300))))[1]


def test_a_frame_of_a_fixed_height_that_cannot_hold_its_text_is_doubted():
    frame = '<w:framePr w:w="2000" w:h="300" w:hRule="exact"/>'
    assert read(word(paragraph(run("甲乙" * 40), own=frame)))[1]
    assert not read(word(paragraph(run("甲乙"), own=frame)))[1]


def box(text, fit=""):
    """A text box of 100 by 30 points."""
    return (
        '<w:p><w:r><w:drawing><wp:anchor xmlns:wp="urn:wp"><wp:extent cx="1270000" cy="381000"/>'
        f'<wps:wsp xmlns:wps="urn:wps"><wps:txbx><w:txbxContent><w:p>{text}</w:p></w:txbxContent>'
        f"</wps:txbx><wps:bodyPr>{fit}</wps:bodyPr></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
    )


def test_a_text_box_that_does_not_grow_with_its_text_is_doubted():
    assert read(word(box(run("甲乙" * 40))))[1]
    assert not read(word(box(run("甲乙"))))[1]
    assert not read(word(box(run("甲乙" * 40), '<a:spAutoFit xmlns:a="urn:a"/>')))[1]


def test_white_words_in_a_text_box_are_doubted():
    assert read(word(box(run("甲", WHITE)))) == ("甲", True)
