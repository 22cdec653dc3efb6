"""Documents of another form, and two documents where one was meant, in every kind of file."""

import pytest

from pia.exports import export
from tests.builders import assessment
from tests.cli.running import pia, sentence
from tests.imports.layouts import books, pages, texts, words
from tests.imports.layouts.entries import printed
from tests.imports.packages import parts_of, with_part, word
from tests.imports.workbooks import workbook
from tests.imports.xlsx_sheets import sheets

ONLY = "読めるのは様式3(重点項目評価書)だけです。"
ONE = "1つの評価書だけを残すか、1つずつ読み込んでください。"
BASIC = ["特定個人情報保護評価書（基礎項目評価書）", "評価書番号", "評価書名"]
WHOLE = ["みほん市　特定個人情報保護評価書", "（全項目評価書）", "評価書番号"]
NAMED = ["評価書番号", "評価書名", "7", "国民年金に関する事務　全項目評価書", "公表日"]
#: A site links to the 重点項目評価書 beside the document that the page holds.
LINKED = ["特定個人情報保護評価書（重点項目評価書）", *BASIC, "Ⅱ しきい値判断項目"]
KINDS = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "html": lambda lines: (
        f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()
    ),
    "docx": lambda lines: word(
        "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    ),
    "xlsx": lambda lines: sheets({"表紙": [[line] for line in lines]}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lines", "form"),
    [
        (BASIC, "様式2(基礎項目評価書)"),
        (WHOLE, "様式4(全項目評価書)"),
        (NAMED, "様式4(全項目評価書)"),
        (LINKED, "様式2(基礎項目評価書)"),
    ],
    ids=["題名", "二行の題名", "評価書名", "リンク"],
)
def test_another_form_is_refused_by_its_name(tmp_path, out, kind, lines, form):
    file = tmp_path / f"doc.{kind}"
    file.write_bytes(KINDS[kind](lines))
    words_said = f"{form}の文書です（doc.{kind}）。{ONLY}"
    assert sentence(pia("import", file, "-o", out)) == words_said


def test_a_title_in_two_cells_of_a_row_is_known(tmp_path, out):
    file = tmp_path / "doc.xlsx"
    file.write_bytes(
        sheets({"表紙": [["特定個人情報保護評価書", "", "（基礎項目評価書）"], ["評価書番号"]]})
    )
    assert (
        sentence(pia("import", file, "-o", out))
        == f"様式2(基礎項目評価書)の文書です（doc.xlsx）。{ONLY}"
    )


def test_two_assessments_in_one_workbook_are_refused(tmp_path, out):
    document = assessment()
    file = tmp_path / "two.xlsx"
    file.write_bytes(books.twice(printed(document), printed(document)))
    assert (
        sentence(pia("import", file, "-o", out))
        == f"評価書が2つ以上入っています（two.xlsx）。{ONE}"
    )


def one_behind_the_other(fmt):
    """Two documents in one file, of which the second begins behind the 別添2 of the first."""
    first, second = (export(assessment(number=number), fmt) for number in ("1", "2"))
    if fmt == "text":
        return first + second
    part = "word/document.xml"
    body, more = (parts_of(data)[part].decode() for data in (first, second))
    inside = more.partition("<w:body>")[2]
    return with_part(first, part, body.partition("</w:body>")[0] + inside)


@pytest.mark.parametrize("fmt", ["docx", "text"])
def test_two_assessments_one_behind_the_other_are_refused(tmp_path, out, fmt):
    file = tmp_path / "two"
    file.write_bytes(one_behind_the_other(fmt))
    words_said = f"評価書が2つ以上入っています（two）。{ONE}"
    assert sentence(pia("import", file, "-o", out)) == words_said


@pytest.mark.parametrize(
    "make", [pages.one_cell, texts.colons, words.paragraphs], ids=["html", "txt", "docx"]
)
def test_two_assessments_in_two_files_are_refused(tmp_path, out, make):
    document = assessment()
    first, second = tmp_path / "a.xlsx", tmp_path / "b.bin"
    first.write_bytes(workbook(document))
    second.write_bytes(make(printed(document)))
    said = sentence(pia("import", first, second, "-o", out))
    assert said == f"評価書が2つ以上入っています（a.xlsx、b.bin）。{ONE}"
