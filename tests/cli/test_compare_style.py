"""`pia compare` with the files of one city: how it writes its table, which names it changed."""

import json

import pytest

from pia.assessment import canonical, read_assessment
from tests.builders import assessment, changed, row, with_rows
from tests.cli.running import pia, sentence

# ruff: noqa: E501 - exact sentences are not cut

FIRST, LAST = "入退室は二要素で制限している。", "記録は3年間保存する。"
OLD = with_rows(
    assessment(storage=f"{FIRST}鍵は税務課が管理する。{LAST}", department="市民課"),
    row(after="市民課"),
)
NEW = changed(
    OLD, {"files[1].storage": f"{FIRST}鍵は窓口課が管理する。{LAST}", "department": "市民部"}
)
STYLE = """
labels: short
granularity: sentence
newest_first: true
duty: 義務づけ
words:
  other: 重要な項目の変更ではない。
"""
NAMES = """
names:
  - {kind: organisation, old: 税務課, new: 窓口課, since: 2023-04-01, basis: みほん市組織規則の改正}
"""


@pytest.fixture
def city(tmp_path):
    """A folder with two editions and the city's own two files."""
    for name, document in (("old.json", OLD), ("new.json", NEW)):
        (tmp_path / name).write_bytes(canonical(document).encode("utf-8"))
    for name, text in (("style.yaml", STYLE), ("names.yaml", NAMES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def compare(city, *arguments):
    return pia("compare", city / "old.json", city / "new.json", *arguments)


def rows(city, *arguments):
    done = compare(city, "--format", "json", *arguments)
    assert (done.code, done.err, done.json["complete"]) == (0, "", True)
    return {row["item"].rpartition(" ")[2]: row for row in done.json["rows"]}


def test_the_table_is_written_as_the_city_writes_it(city):
    found = rows(city, "--style", city / "style.yaml")
    assert {row["item"] for row in found.values()} == {"Ⅱ-6 保管場所", "Ⅰ-6-① 部署"}
    storage = found["保管場所"]
    assert (storage["before"], storage["after"]) == (
        "（略）鍵は税務課が管理する。（略）",
        "（略）鍵は窓口課が管理する。（略）",
    )
    assert storage["mode"] == "sentence"
    assert "義務づけられている" in storage["explanation"]
    assert found["部署"]["explanation"] == "重要な項目の変更ではない。"


def test_the_command_line_goes_before_the_file(city):
    found = rows(city, "--style", city / "style.yaml", "--granularity", "item", "--labels", "long")
    assert found["保管場所"]["mode"] == "item"
    assert found["保管場所"]["item"].startswith("Ⅱ 特定個人情報ファイルの概要")
    assert "義務づけ" in found["保管場所"]["explanation"]


def test_sentences_may_be_asked_for_without_a_file(city):
    assert rows(city, "--granularity", "sentence")["保管場所"]["mode"] == "sentence"
    assert rows(city)["保管場所"]["mode"] == "item"


def test_a_name_on_the_citys_list_is_proposed_as_a_matter_of_form(city):
    plain, known = rows(city)["保管場所"], rows(city, "--names", city / "names.yaml")["保管場所"]
    assert plain["proposal"] is None
    assert known["timing"] == "事前"
    assert known["needs_confirmation"]
    assert known["proposal"]
    assert "みほん市組織規則の改正" in json.dumps(known["evidence"], ensure_ascii=False)


def test_recorded_rows_stand_in_the_order_of_the_city(city):
    recorded = city / "recorded.json"
    assert compare(city, "--style", city / "style.yaml", "--record", recorded).code == 0
    history = read_assessment(recorded.read_text(encoding="utf-8"), "").change_history
    assert [row.origin for row in history] == ["generated", "generated", "imported"]


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--style", "label: short", "label という設定はありません（bad.yaml:1）。近いのは labels です。"),
        ("--style", "labels: short\ngranularity: sentense", "granularity に sentense は使えません（bad.yaml:2）。近いのは sentence です。"),
        ("--style", "labels: short\nwords:\n  other: その他。\n  importent: 重要。", "importent という理由はありません（bad.yaml:4）。近いのは important です。"),
        ("--style", "labels: [", "YAMLの書き方が正しくありません（bad.yaml:2）。"),
        ("--style", "", "最上位がキーと値の組ではありません（bad.yaml:1）。"),
        ("--names", "name: []", "知らないキー name があります（bad.yaml:1）。近いのは names です。"),
        ("--names", "names:\n  - {kind: organization, old: 甲, new: 乙}", "kind の organization は定義されていません（bad.yaml:2）。近いのは organisation です。"),
        ("--names", "names: [税務課]", "names には {kind: …, old: …, new: …} の形で書きます（bad.yaml:1）。"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_written(city, option, text, words):
    bad, recorded, out = city / "bad.yaml", city / "recorded.json", city / "table.html"
    bad.write_text(text, encoding="utf-8")
    done = compare(city, option, bad, "--format", "html", "--record", recorded, "-o", out)
    assert sentence(done) == words
    assert not recorded.exists()
    assert not out.exists()


@pytest.mark.parametrize("option", ["--style", "--names"])
def test_a_file_that_is_not_there_is_refused(city, option):
    assert "missing.yaml" in sentence(compare(city, option, city / "missing.yaml"))


def test_a_program_that_asks_for_json_is_told_where_the_file_is_wrong(city):
    (city / "bad.yaml").write_text("label: short", encoding="utf-8")
    done = compare(city, "--style", city / "bad.yaml", "--format", "json")
    assert done.code == 3
    assert done.json["error"]["where"] == "bad.yaml:1"
    assert done.json["error"]["hint"] == "近いのは labels です。"
