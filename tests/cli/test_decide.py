"""`pia decide` and `pia threshold`: asked before anything is written."""

import pytest

from tests.cli.running import pia, sentence

CITATION = (
    "--path",
    "linkage_basis",
    "--before",
    "番号法第19条第7号",
    "--after",
    "番号法第19条第8号",
)


def test_a_plain_change_of_a_marked_item_is_before():
    found = pia(
        *("decide", "--path", "files[1].outsourcing[2].resubcontracted", "--as-of", "2025-01-20"),
        *("--before", "再委託しない", "--after", "再委託する", "--effective-on", "令和7年4月1日"),
    )
    assert (found.code, found.err) == (0, "")
    lines = found.out.splitlines()
    assert lines[0].endswith("委託事項2 ④再委託の有無 ※")
    assert lines[1:3] == [
        "提出時期: 事前",
        "説明の文言: 重要な項目の変更であって事前の提出・公表が義務付けられている。",
    ]
    assert "手続: 再実施" in lines
    assert "令和7年3月31日まで（実施（予定）日の前日まで）" in found.out
    assert "[注意]" not in found.out


def test_a_proposal_is_shown_with_its_evidence_and_what_is_unverified():
    found = pia("decide", *CITATION, "--as-of", "2025-01-20")
    assert "提出時期: 事前（要確認）" in found.out
    assert "提案: 事後「法令改正に伴う形式的な変更であり、重要な変更に当たらない。」" in found.out
    assert "番号法第19条第7号 → 番号法第19条第8号（" in found.out
    assert "（未確認）" in found.out


def test_an_old_day_gives_the_old_answer():
    found = pia("decide", *CITATION, "--as-of", "令和3年8月31日", "--json").json
    assert (found["timing"], found["needs_confirmation"], found["proposal"]) == (
        "事前",
        False,
        None,
    )


def test_the_json_is_that_of_a_row():
    found = pia("decide", *CITATION, "--as-of", "2025-01-20", "--json").json
    assert (found["timing"], found["rule"]) == ("事前", "general_rule")
    assert found["needs_confirmation"]
    assert found["evidence"][0]["source"]
    assert found["sources"][-1] == "特定個人情報保護評価指針"
    assert found["duties"][0]["id"] == "publish_before"


def test_a_day_that_has_come_is_told():
    found = pia("decide", *CITATION, "--as-of", "2025-01-20", "--effective-on", "2025-01-20")
    assert "[注意] " in found.out
    assert "までに公表されていません。" in found.out


def test_names_of_the_city_are_read_from_a_file(tmp_path):
    file = tmp_path / "names.yaml"
    file.write_text(
        "names: [{kind: organisation, old: 市民課, new: 市民生活課}]\n", encoding="utf-8"
    )
    change = (
        "--path",
        "files[].storage",
        "--before",
        "市民課の書庫",
        "--after",
        "市民生活課の書庫",
    )
    found = pia("decide", *change, "--names", file, "--as-of", "2025-01-20")
    assert "市民課 → 市民生活課（名称の変更の記録）" in found.out
    file.write_text("names: [{kind: organization, old: 甲, new: 乙}]\n", encoding="utf-8")
    refused = sentence(pia("decide", *change, "--names", file))
    assert (
        "kind の organization は定義されていません（names.yaml:1）。近いのは organisation です。"
        in refused
    )


def test_a_change_that_makes_no_row_is_told_so():
    found = pia("decide", "--path", "department", "--before", "市民 課", "--after", "市民課")
    assert found.code == 0
    assert found.out.endswith("空白と改行だけの違いは、別添2の行になりません。\n")


@pytest.mark.parametrize(
    ("path", "after", "expected"),
    [
        ("files[1].storag", "乙", "近い項目は files[].storage です。"),
        ("files[1].outsourcing[1].resubcontracted", "再委託をする", "近いのは「再委託する」です。"),
        ("files[1].outsourcing", "乙", "その中の項目の場所を書いてください。"),
    ],
)
def test_what_cannot_be_tried_is_refused(path, after, expected):
    refused = sentence(pia("decide", "--path", path, "--before", "", "--after", after))
    assert expected in refused


def test_an_unreadable_day_is_refused():
    assert "日付として読めません" in sentence(pia("decide", *CITATION, "--as-of", "令和5年13月1日"))


def test_a_missing_option_is_a_wrong_command_line():
    assert sentence(pia("decide", "--path", "department", "--before", "甲"), code=2)


def test_the_threshold_is_told_with_its_reasons():
    found = pia("threshold", "--subjects", "20000", "--handlers", "10", "--accident")
    assert found.out.splitlines() == [
        "しきい値判断の結果: 基礎項目評価及び重点項目評価（未確認）",
        "  対象人数は20,000人で、10,000人以上100,000人未満に当たります。",
        "  取扱者は10人で、500人未満です。",
        "  過去1年以内に特定個人情報の重大事故があります。",
        "根拠: 特定個人情報保護評価指針(しきい値判断)",
    ]


def test_the_threshold_is_told_to_programs_too():
    found = pia("threshold", "--subjects", "999", "--handlers", "900", "--json").json
    assert (found["result"], found["verified"]) == ("none", True)
    assert found["reasons"] == ["対象人数は999人で、1,000人未満に当たります。"]


def test_a_number_below_zero_is_refused():
    assert "人数は0以上" in sentence(pia("threshold", "--subjects", "-1", "--handlers", "0"))


@pytest.mark.parametrize(
    "written", ["20000", "20,000", "２００００", "2万", "1万9千1000", "20000人"]
)
def test_people_are_counted_as_clerks_write_them(written):
    found = pia("threshold", "--subjects", written, "--handlers", "10", "--json").json
    assert found == pia("threshold", "--subjects", "20000", "--handlers", "10", "--json").json


@pytest.mark.parametrize("written", ["", "多い", "1.5", "2万人余", "9" * 40])
def test_what_is_no_number_of_people_is_said(written):
    said = sentence(pia("threshold", "--subjects", written, "--handlers", "0"))
    assert said.endswith("20000、20,000、2万 のように書いてください。")
