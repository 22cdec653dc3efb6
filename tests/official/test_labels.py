"""Labels of 別添2 as the real documents write them, long and short."""

# ruff: noqa: E501 - printed words and exact sentences are not cut

import pytest

from pia.official.labels import fill, heading, label_long, label_short
from tests.builders import FORM

LONG = {
    "declaration": "個人のプライバシー等の権利利益の保護の宣言",
    "task_content": "Ⅰ 基本情報 1 特定個人情報ファイルを取り扱う事務 ②事務の内容",
    "systems[].functions": "Ⅰ 基本情報 2 特定個人情報ファイルを取り扱う事務において使用するシステム システム1 ②システムの機能",
    "file_names": "Ⅰ 基本情報 3 特定個人情報ファイル名",
    "number_use_basis": "Ⅰ 基本情報 4 個人番号の利用 法令上の根拠",
    "files[].main_records": "Ⅱ 特定個人情報ファイルの概要 2 基本情報 ④記録される項目 主な記録項目",
    "files[].outsourcing[].resubcontracted": "Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項1 ④再委託の有無",
    "files[].storage": "Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所",
    "files[].record_items": "(別添1) 特定個人情報ファイル記録項目",
    "risks[].linking_measures": "Ⅲ リスク対策 3 特定個人情報の使用 リスク1 リスクに対する措置の内容",
    "risks[].audits": "Ⅲ リスク対策 8 監査 実施の有無",
    "risks[].training": "Ⅲ リスク対策 9 従業者に対する教育・啓発",
    "hearing_period": "Ⅴ 評価実施手続 2 国民・住民等からの意見の聴取【任意】 ②実施日・期間",
}
SHORT = {
    "declaration": "個人のプライバシー等の権利利益の保護の宣言",
    "task_content": "Ⅰ-1-② 事務の内容",
    "systems[].functions": "Ⅰ-2-システム1 ②システムの機能",
    "file_names": "Ⅰ-3 特定個人情報ファイル名",
    "department_head": "Ⅰ-6-② 所属長の役職名",
    "files[].scope_necessity": "Ⅱ-2-③ その必要性",
    "files[].outsourcing[].resubcontracted": "Ⅱ-4-委託事項1 ④再委託の有無",
    "files[].storage": "Ⅱ-6 保管場所",
    "files[].record_items": "(別添1) 特定個人情報ファイル記録項目",
    "risks[].linking_measures": "Ⅲ-3-リスク1 リスクに対する措置の内容",
    "risks[].acquisition_other": "Ⅲ-2 その他のリスク及びそのリスクに対する措置",
    "risks[].serious_incident": "Ⅲ-7-② 過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか",
    "threshold_result": "Ⅴ-1-② しきい値判断結果",
}
WITH_FILE = {
    "files[].outsourcing[].resubcontracted": (
        "Ⅱ 特定個人情報ファイルの概要（国税ファイル） 4 特定個人情報ファイルの取扱いの委託 委託事項2 ④再委託の有無",
        "Ⅱ-4-委託事項2（国税ファイル） ④再委託の有無",
    ),
    "files[].name": (
        "Ⅱ 特定個人情報ファイルの概要（国税ファイル） 1 特定個人情報ファイル名",
        "Ⅱ-1（国税ファイル） 特定個人情報ファイル名",
    ),
    "files[].record_items": ("(別添1) 特定個人情報ファイル記録項目（国税ファイル）",) * 2,
    "risks[].audits": (
        "Ⅲ リスク対策（国税ファイル） 8 監査 実施の有無",
        "Ⅲ-8（国税ファイル） 実施の有無",
    ),
    "systems[].name": (
        "Ⅰ 基本情報 2 特定個人情報ファイルを取り扱う事務において使用するシステム システム2 ①システムの名称",
        "Ⅰ-2-システム2 ①システムの名称",
    ),
}


@pytest.mark.parametrize(("path", "words"), LONG.items())
def test_the_long_label_names_part_heading_and_item(path, words):
    assert fill(label_long(FORM, FORM.item(path)), 1) == words


@pytest.mark.parametrize(("path", "words"), SHORT.items())
def test_the_short_label_gives_numbers_and_the_item(path, words):
    assert fill(label_short(FORM, FORM.item(path)), 1) == words


@pytest.mark.parametrize(("path", "words"), WITH_FILE.items())
def test_the_label_of_a_document_with_several_files_names_the_file(path, words):
    item = FORM.item(path)
    long, short = label_long(FORM, item), label_short(FORM, item)
    assert (fill(long, 2, "国税ファイル"), fill(short, 2, "国税ファイル")) == words


@pytest.mark.parametrize("label", [label_long, label_short])
def test_no_two_items_have_the_same_label(label):
    labels = [label(FORM, item) for item in FORM.items]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("number_use", "4. 個人番号の利用 ※"),
        ("risks_part", "Ⅲ リスク対策 ※(7.②を除く。)"),
        (
            "risk_use_1",
            "リスク1：目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク",
        ),
        ("task_content", "②事務の内容"),
        ("files[].scope", "③対象となる本人の範囲 ※"),
        ("risks[].audits", "実施の有無"),
        ("files[].record_items", "(別添1) 特定個人情報ファイル記録項目"),
    ],
)
def test_a_heading_prints_number_title_and_mark(path, words):
    assert heading(next(n for n in FORM.nodes if n.path == path)) == words
