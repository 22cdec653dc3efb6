"""Sheets and files in any order are one document; a copied sheet makes its original unsure."""

import pytest

from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.imports.printed import Printed
from pia.imports.sheet_order import in_order
from pia.imports.text_reader import read_text
from tests.builders import FORM, assessment

PARTS = {
    "表紙": """特定個人情報保護評価書(重点項目評価書)
評価書番号	評価書名
12	国民年金に関する事務
特記事項	なし
公表日	令和7年6月30日""",
    "Ⅰ": """Ⅰ 基本情報
①事務の名称	国民年金
6. 評価実施機関における担当部署
①部署	保険年金課""",
    "Ⅱ": """Ⅱ 特定個人情報ファイルの概要
1. 特定個人情報ファイル名
国民年金情報ファイル
⑤保有開始日	平成28年""",
    "別添1": "(別添1) 特定個人情報ファイル記録項目\n宛名番号",
    "Ⅲ": """Ⅲ リスク対策
1. 特定個人情報ファイル名
国民年金情報ファイル
8. 監査
実施の有無	[○]自己点検""",
    "別添2": "(別添2) 変更箇所",
}


def ordered(*texts):
    bodies = [read_text(text, f"{n}").rows for n, text in enumerate(texts, start=1)]
    return in_order(Printed(FORM), bodies)


def heads(found, *texts):
    firsts = {text.partition("\n")[0].partition("\t")[0] for text in texts}
    return [row.cells[0].text for row in found.rows if row.cells[0].text in firsts]


@pytest.mark.parametrize("order", [sorted(PARTS), list(PARTS)[::-1]], ids=["by name", "reversed"])
def test_parts_come_in_the_order_of_the_form(order):
    texts = [PARTS[name] for name in order]
    found = ordered(*texts)
    assert heads(found, *texts) == [text.partition("\n")[0] for text in PARTS.values()]
    assert (found.left, found.doubts) == ([], {})


def test_a_sheet_without_a_heading_goes_on_with_the_one_before_it():
    found = ordered(PARTS["Ⅱ"], "続きの文章", PARTS["Ⅰ"])
    assert [row.cells[0].text for row in found.rows][-1] == "続きの文章"


def test_two_files_have_two_sheets_of_one_heading():
    other = PARTS["Ⅱ"].replace("国民年金", "給付")
    found = ordered(PARTS["Ⅱ"], other, PARTS["別添1"])
    assert (found.left, found.doubts) == ([], {})


@pytest.mark.parametrize("name", ["表紙", "Ⅱ", "Ⅲ"])
def test_a_copied_sheet_is_left_over_and_its_original_unsure(name):
    copy = PARTS[name].replace("28", "29")
    found = ordered(PARTS[name], PARTS["別添1"], copy)
    assert len(found.left) == sum(len(line.split("\t")) for line in copy.splitlines())
    why = "同じ部分が3にもあり、どちらが今の評価書か分かりません。"
    assert found.doubts == {("1", ""): why}


def test_appendix_1_given_before_the_body_is_bound():
    document = assessment({"files[1].record_items": "宛名番号"})
    body, heading, appendix = export(document, "text").decode().rpartition("(別添1)")
    assert heading
    end = appendix.find("Ⅲ リスク対策")
    files = [
        SourceFile("別添1.txt", (heading + appendix[:end]).encode()),
        SourceFile("本文.txt", (body + appendix[end:]).encode()),
    ]
    imported = import_files(files)
    assert imported.assessment.answers["files"][0]["record_items"] == "宛名番号"
    assert imported.report.left_over == ()


def test_blank_sheets_for_two_files_are_no_copies():
    blank = PARTS["Ⅱ"].replace("国民年金情報ファイル\n", "\n")
    found = ordered(blank, blank)
    assert (found.left, found.doubts) == ([], {})
