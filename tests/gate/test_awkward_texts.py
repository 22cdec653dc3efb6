"""The gate: texts that a clerk types without a thought, and a careless reader would change.

Each stands in an item and in 別添2; every one of them has its turn in one document.
"""

from itertools import cycle

import pytest

from pia.assessment import parse_assessment
from pia.assessment.paths import answered, holder
from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.imports.values import Status
from tests.builders import FORM, assessment, row, with_rows
from tests.gate.formats import FORMATS, read_again
from tests.gate.same import told

#: Beginnings of lists, and lines that stand as they were typed.
LISTS = (
    "　一字下げ。\n　次の段落。",
    "・甲\n・乙",
    "①甲\n②乙",
    "（1）甲\n（2）乙",
    "1. 甲\n2. 乙",
    "1) 甲\n2) 乙",
    "①ガ\n　①-1 甲\n　　ア 乙",
    "甲\n\n\n\n乙",
    "\n甲",
    "甲\n",
)
SPACES = (
    "甲　",
    "甲  \n乙 ",
    " 甲",
    "甲\u3000\u3000乙",
    "甲\u00a0乙",
    "甲\u2003乙",
    "甲\t乙",
    "甲\u2028乙",
)
#: What stands on the paper as a sign of the form.
SIGNS = (
    "＜選択肢＞\n1) 甲\n2) 乙",
    "<選択肢> 1) 甲 2) 乙",
    "[○]",
    "[○]甲 [ ]乙",
    "[ 実施する ]",
    "再委託する",
    "10人未満",
    "1万人以上10万人未満",
    "※甲",
    "その他（甲）",
    "(3)件",
    "続き",
    "（非公表）とする。",
    "公表日：令和5年",
    "公表日については別に定める。",
    "Ⅱ-4-①",
    "変更前の記載\n変更後の記載は無い",
    "次と併せて公表している。\n特定個人情報保護評価書（基礎項目評価書）",
    "特定個人情報保護評価計画管理書",
    "■甲 □乙",
    "○",
    "レ",
)
#: Numbers, days and formulas, as text.
VALUES = (
    "0",
    "007",
    "1,000",
    "令和元年5月1日",
    "明治45年7月29日",
    "2024-01-01",
    "43831",
    "=1",
    "'甲",
    "-",
    "ー",
)
CHARACTERS = (
    "髙橋﨑𠮷野",
    "葛\U000e0100城辻\ufe00",
    "ｶﾞｷﾞ ﾊﾟ",
    "か\u309a A\u0301 é",
    "～〜－−‐–—―",
    "㋿㍻㈱№㎡〆々",
)
MARKUP = ("_x0041__x000D_", "&amp;&lt;&#10;", "<b>太</b>", "<td>", "{{x}}%s\\n", "甲|乙")
LONG = (
    "x" * 3_000,
    f"https://example.lg.jp/a?b=c&d#{'z' * 300}",
    "\n".join(f"{n}行目" for n in range(500)),
)
TEXTS = (*LISTS, *SPACES, *SIGNS, *VALUES, *CHARACTERS, *MARKUP, *LONG)


def filled(texts):
    """A document in which every text item holds one of the texts, and 別添2 all of them."""
    given = cycle(texts)
    document = with_rows(assessment(), *(row(before=text, after="乙") for text in texts))
    for path, item, _ in list(answered(FORM, document.answers)):
        if item.kind == "text" and item.key != "title":
            holder(document.answers, path)[item.key] = next(given)
    return parse_assessment(document.as_json())


def statuses(data, fmt):
    """What the report says of each item of the first file."""
    items = import_files([SourceFile(f"書き出し.{fmt}", data)]).report.items
    return {item.position_path.rpartition(".")[2]: item.status for item in items}


@pytest.mark.parametrize("sign", ["※", "（）", "：", "（甲）"])
@pytest.mark.parametrize("fmt", FORMATS)
def test_an_answer_of_a_sign_alone_is_no_end_of_the_label_above_it(fmt, sign):
    document = filled([sign])
    again = read_again(export(document, fmt), fmt)
    spaces = FORMATS[fmt].spaces
    assert told(again, spaces=spaces) == told(document, spaces=spaces)


@pytest.mark.parametrize(
    "text", ["甲\u200b乙", "甲\u00ad乙", "100\u202e人未満\u202c甲", "甲\u2066乙\u2069"]
)
@pytest.mark.parametrize("fmt", FORMATS)
def test_signs_that_nobody_sees_come_back_and_are_not_sure(fmt, text):
    """From a PDF the signs come in the order in which they are seen, which is all that it has."""
    data = export(assessment(storage=text), fmt)
    read = read_again(data, fmt).answers["files"][0]["storage"]
    assert read == text or (fmt == "pdf" and sorted(read) == sorted(text.rstrip("\u2069")))
    assert statuses(data, fmt)["storage"] is Status.UNSURE


@pytest.mark.parametrize("fmt", FORMATS)
def test_texts_that_are_easily_changed_come_back(fmt):
    document = filled(TEXTS)
    spaces = FORMATS[fmt].spaces
    again = read_again(export(document, fmt), fmt)
    assert told(again, spaces=spaces) == told(document, spaces=spaces)
