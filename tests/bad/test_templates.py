"""Workbooks that are no template, each refused in one exact sentence; nothing is written."""

from io import BytesIO

import openpyxl
import pytest

from pia.assessment import canonical
from pia.exports import export
from tests.builders import assessment
from tests.cli.running import pia, sentence
from tests.exports.templates import FRAMES, blank, wide
from tests.imports.packages import encrypted, parts_of, with_part, zipped

# ruff: noqa: E501 - exact sentences are not cut

SMALL = dict.fromkeys(FRAMES, 1)
AGAIN = "もう一度保存するか、元のファイルを確かめてください。"
BLANK = wide(blank(**SMALL))


def of_words(words):
    book = openpyxl.Workbook()
    for row, word in enumerate(words, start=1):
        book.worksheets[0].cell(row, 1, word)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def other_edition():
    return with_part(
        BLANK,
        "xl/sharedStrings.xml",
        parts_of(BLANK)["xl/sharedStrings.xml"].replace(
            "平成30年5月".encode(), "令和6年10月".encode()
        ),
    )


def sheet_named_in_passing():
    """Its part is named inside another relation: one reader finds it there, the other does not."""
    name = "xl/_rels/workbook.xml.rels"
    first, rest = parts_of(BLANK)[name].decode().split("/>", 1)
    return with_part(BLANK, name, f"{first}>{rest.replace('/>', '/></Relationship>', 1)}")


REFUSED = {
    "empty.xlsx": (lambda: b"", "ファイルが空です（empty.xlsx）。"),
    "text.xlsx": ("評価書".encode, "Excel(xlsx)のファイルではありません（text.xlsx）。様式のExcelブック(xlsx・xlsm)を選んでください。"),
    "word.xlsx": (lambda: export(assessment(), "docx"), "Excel(xlsx)のファイルではありません（word.xlsx）。様式のExcelブック(xlsx・xlsm)を選んでください。"),
    "half.xlsx": (lambda: BLANK[: len(BLANK) // 2], f"ファイルが壊れています（half.xlsx）。{AGAIN}"),
    "nested.xlsx": (sheet_named_in_passing, f"ファイルが壊れています（nested.xlsx）。{AGAIN}"),
    "locked.xlsx": (lambda: encrypted(BLANK), "パスワードで保護されたファイルは読めません（locked.xlsx）。パスワードを外して保存し直してください。"),
    "zip.xlsx": (lambda: zipped({"a.txt": "a"}), "Word(docx)・Excel(xlsx)ではない圧縮ファイルです（zip.xlsx）。中のファイルを取り出して、1つずつ指定してください。"),
    "signed.xlsx": (lambda: with_part(BLANK, "_xmlsignatures/sig1.xml", "<Signature/>"), "電子署名のあるブックには書き込めません（signed.xlsx）。書き込むと署名が無効になります。署名のない様式を使ってください。"),
    "menu.xlsx": (lambda: of_words(["今日の献立", "カレー"]), "様式3(重点項目評価書)のブックではありません（menu.xlsx）。見つかった項目は0個です。様式3のブックか確かめてください。"),
    "basic.xlsx": (lambda: of_words(["特定個人情報保護評価書(基礎項目評価書)", "Ⅰ 関連情報"]), "様式2(基礎項目評価書)の文書です（basic.xlsx）。読めるのは様式3(重点項目評価書)だけです。"),
    "newer.xlsx": (other_edition, "[令和6年10月 様式3]のブックに[平成30年5月 様式3]の評価書は書き込めません（newer.xlsx）。評価書と同じ様式のブックを指定してください。"),
}  # fmt: skip


@pytest.fixture
def doc(tmp_path):
    file = tmp_path / "文書.json"
    file.write_text(canonical(assessment()), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", REFUSED)
def test_a_workbook_that_is_no_template_is_refused(tmp_path, doc, name):
    make, words = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    out, report = tmp_path / "記入済み.xlsx", tmp_path / "報告.json"
    arguments = ["--format", "xlsx", "--template", tmp_path / name, "--report", report]
    assert sentence(pia("export", doc, *arguments, "-o", out)) == words
    assert not out.exists()
    assert not report.exists()


def test_a_template_that_is_not_there_is_refused(tmp_path, doc):
    arguments = ["--format", "xlsx", "--template", "ない.xlsx", "-o", tmp_path / "a.xlsx"]
    words = "ファイルがありません（ない.xlsx）。名前と場所を確かめてください。"
    assert sentence(pia("export", doc, *arguments)) == words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "docx", "--template", "a.xlsx"], "--template で書き出せるのは xlsx だけです。--format xlsx を付けてください。"),
        (["--format", "xlsx", "--report", "r.json"], "--report は --template と一緒に使います。"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_usage(tmp_path, doc, arguments, words):
    assert sentence(pia("export", doc, *arguments, "-o", tmp_path / "a"), 2) == words
