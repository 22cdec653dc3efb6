"""項目 of a row of 別添2 in both styles."""

import pytest

from pia.assessment import read_assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.imports.history_labels import find_way
from pia.imports.history_targets import Targets
from pia.imports.renumbering import LabelledRow
from pia.official.labels import fill, label_long, label_short
from pia.official.library import load_form
from pia.settings import data_path

FORM = load_form()


def named(label):
    way = find_way(FORM, label)
    return [node.path for node in way.nodes] if way else []


@pytest.mark.parametrize("pattern", [label_long, label_short])
def test_every_label_of_the_form_leads_to_its_item(pattern):
    for item in FORM.items:
        label = fill(pattern(FORM, item), n=3)
        above = FORM.above(item)[-1]
        expected = above.path if item.value == "heading" else item.path
        assert named(label)[0] in (expected, above.path), label


@pytest.mark.parametrize(
    ("label", "paths"),
    [
        ("I-1-② 事務の内容", ["task_content"]),
        ("Ⅰ－１－②事務の内容", ["task_content"]),
        ("I-6-② 所属長", ["department_head"]),
        (
            "I-2-システム2 ①システムの名称 ②システムの機能",
            ["systems[].name", "systems[].functions"],
        ),
        ("Ⅱ 4 委託事項1 ④", ["files[].outsourcing[].resubcontracted"]),
        ("IV 開示請求, 問合せ 2 特定個人情報ファイルの取扱いに関する問合せ", ["inquiries"]),
        ("Ⅱ．ファイルの概要にない項目", []),
        ("Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去 保管場所 ※", ["files[].storage"]),
        ("Ⅱ-6 保管場所※", ["files[].storage"]),
        ("Ⅲ リスク対策 ※(7.②を除く。) 8 監査 実施の有無", ["risks[].audits"]),
        ("Ⅲ リスク対策※ 8 監査 実施の有無", ["risks[].audits"]),
        ("1-6-①部署", ["department"]),
        ("Ⅱ-4-委託事項1（変更前は委託事項2） ③委託先名", ["files[].outsourcing[].contractor"]),
        ("Ⅰ－６－①評価実施機関における担当部署　部署", ["department"]),
        ("Ⅰ－６－①　部署", ["department"]),
        ("", []),
    ],
)
def test_labels_as_cities_write_them(label, paths):
    assert named(label) == paths


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("sample", ["juminzei/2025-01-20.json", "kokumin-nenkin/2025-06-30.json"])
def test_what_the_engine_prints_leads_back_to_the_very_answer(sample, short):
    """Of two files, too: their names stand between a short label's number and its title."""
    file = data_path("samples", sample)
    document = read_assessment(file.read_text(encoding="utf-8"), file.name)
    for path, item, _ in answered(document.form, document.answers):
        if not item.in_change_table:
            continue
        label = label_of(document.form, document.answers, path, short=short)
        row = LabelledRow(("", label, "甲", "乙", "", ""), find_way(document.form, label), None)
        found = [target.id_path for target in Targets(document.form, document.answers, [row]).of(0)]
        assert found == [str(path)], label


def test_a_number_and_a_file_name_are_read_from_the_label():
    way = find_way(
        FORM, "Ⅱ 特定個人情報ファイルの概要（課税(個人)ファイル） 5 提供先12 ①法令上の根拠"
    ) or find_way(FORM, "Ⅱ-5-提供先12（課税(個人)ファイル） ①法令上の根拠")
    assert way is not None
    assert way.numbers == (("files[].provisions", 12),)
    assert way.file == "課税(個人)ファイル"
