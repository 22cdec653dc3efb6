"""Word's 囲い文字 and equations are read as text, and never surely."""

import pytest

from pia.imports import SourceFile
from pia.imports.docx_reader import read_docx
from tests.imports.packages import word

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WHY = "囲い文字や数式を、ふつうの文字として読みました。"


def run(inside):
    return f"<w:r>{inside}</w:r>"


def text(said):
    return run(f"<w:t>{said}</w:t>")


def field(said, result=""):
    edges = {
        kind: run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")
    }
    shown = edges["separate"] + text(result) if result else ""
    parts = "".join(run(f"<w:instrText>{piece}</w:instrText>") for piece in said)
    return edges["begin"] + parts + shown + edges["end"]


def read(*pieces):
    (grid,) = read_docx(SourceFile("評価書.docx", word(f"<w:p>{''.join(pieces)}</w:p>")))
    (cell,) = grid.rows[0].cells
    return cell.text, cell.doubt


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([" eq \\o\\ac(○,", "印", ")"], "印"),
        ([" eq \\o\\ac(○,3)"], "③"),
        (["EQ \\x(印)"], "印"),
        (["EQ \\o\\ad(\\s\\up 9(いん),印)"], "印"),
    ],
)
def test_an_enclosed_sign_is_text_with_a_doubt(said, shown):
    assert read(text("市民部"), field(said), text("年金課")) == (f"市民部{shown}年金課", WHY)


@pytest.mark.parametrize("said", [" PAGE ", " REF 図1 ", "MACROBUTTON a (印)"])
def test_the_instruction_of_another_field_is_no_text(said):
    assert read(text("市民部"), field([said], "3")) == ("市民部3", "")
    assert read(text("市民部"), field([said])) == ("市民部", "")


@pytest.mark.parametrize("wrap", ["{}", f'<m:oMathPara xmlns:m="{MATH}">{{}}</m:oMathPara>'])
def test_an_equation_is_text_with_a_doubt(wrap):
    formula = f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>市民部</m:t></m:r></m:oMath>'
    assert read(wrap.format(formula), text("年金課")) == ("市民部年金課", WHY)
