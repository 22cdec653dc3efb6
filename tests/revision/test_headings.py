"""Which lines head a block, and which a city's own editions show to do so."""

import pytest

from pia.errors import DefinitionRefused
from pia.revision.blocks import blocks
from pia.revision.headings import is_heading, learnt_headings, read_heading_words
from tests.builders import row, with_rows
from tests.revision.small import assessment, compared

MEASURES = "Ⅱ 特定個人情報ファイルの概要 6 特定個人情報の保管・消去"


@pytest.mark.parametrize(
    "line",
    [
        "〈みほん市における措置〉",
        "（みほん市における措置）",
        "(データの取扱いについて)",
        "【保管の方法】",
        "<中間サーバー>",
        "＜中間サーバー・プラットフォームにおける措置＞\n",
        "　〈みほん市における措置〉　",
        "〈庁舎の管理〉",
        "≪みほん市における措置≫",
        "《保管の方法》",
        "〔みほん市における措置〕",
        "［委託先における措置］",
        "・〈市の措置〉",
        "１．〈市の措置〉",
        "① 《保管の方法》",
        "(システムを再委託する場合)",
    ],
)
def test_a_line_of_one_bracketed_phrase_is_a_heading(line):
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "(1) 第1号",
        "(市政情報コーナー)",
        "〈注記〉",
        "（略）",
        "(令和5年11月6日)",
        "〈令和五年四月一日〉",
        "〈10,000〉",
        "【ⅰⅱⅲⅳ】",
        "〈３件以上〉",
        "(※ただし、次の場合)",
        "【令和8年1月5日から適用予定】",
        "<電話 0100-00-1111>",
        "＜https://mihon.example/＞",
        "【以下同じ】",
        "(別紙参照の場合)",
        "〔市政情報コーナー〕",
        "・（市における措置）",
        "(1)（市における措置）",
        "【2024】",
        "〈みほん市における措置〉は次のとおり。",
        "次のとおり〈みほん市における措置〉",
        "〈みほん市〉〈国における措置〉",
        "みほん市における措置",
        "〈みほん市における措置",
        "",
    ],
)
def test_a_number_a_day_a_short_remark_or_a_part_of_a_line_is_no_heading(line):
    assert not is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "〈ガバメントクラウドにおける措置〉（令和7年1月から適用予定）",
        "(ガバメントクラウドにおける措置)(令和7年9月29日から適用予定)",
        "【保管の方法】 （別添1を参照）",
    ],
)
def test_one_remark_may_stand_behind_a_heading(line):
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "(1) 第1号 (注)",
        "(市政情報コーナー)(1階)",
        "〈ガバメントクラウドにおける措置〉（予定）（未定）",
        "〈ガバメントクラウドにおける措置〉令和7年1月から",
        "〈令和5年〉（予定の年度）",
        "〈ガバメントクラウドにおける措置〉()",
    ],
)
def test_a_remark_makes_no_heading_of_what_is_none(line):
    assert not is_heading(line)


# --- headings of this city --------------------------------------------------------------------


def test_a_heading_is_learnt_from_a_row_that_starts_with_it():
    line = "〔電算室の運用〕"
    document = with_rows(
        assessment(), row(before="—", after=f"{line}\n入退室を記録する。", item=MEASURES)
    )
    assert learnt_headings(document) == {line}
    found = blocks("総則。\n〔電算室の運用〕\n巡回する。", learnt_headings(document))
    assert [block.heading for block in found] == ["", "〔電算室の運用〕"]


def test_a_learnt_heading_may_have_a_remark_behind_it():
    assert is_heading("（電算室の運用）（令和7年1月から適用予定）", {"(電算室の運用)"})


def test_a_heading_is_learnt_where_it_stands_in_several_items():
    line = "（電算室の運用）"
    document = assessment(
        files=[
            {
                "@id": "f1",
                "notes": f"{line}\n入退室を記録する。",
                "storage": f"施錠する。\n{line}\n保管する。",
            }
        ],
    )
    assert learnt_headings(document) == {line}


def test_a_remark_of_one_item_or_a_cell_that_is_nothing_else_teaches_no_heading():
    document = assessment(title="窓口で閲覧できる。\n（電算室の運用）\n（略）\n（令和5年4月1日）")
    document = with_rows(document, row(before="（記載がないもの）", after="文\n（電算室の運用）"))
    assert learnt_headings(document) == frozenset()


COUNTER = "みほん市総務課\n(窓口の御案内)\n電話 0100-00-1111"


def test_where_a_counter_is_is_no_heading_though_both_items_say_it():
    """Ⅳ-1 ① and Ⅳ-2 ① hold the same address: one row each when the telephone changes."""
    old = assessment(request_contact=COUNTER, inquiry_contact=COUNTER)
    assert learnt_headings(old) == frozenset()
    changed = COUNTER.replace("1111", "2222")
    new = assessment(request_contact=changed, inquiry_contact=changed)
    assert [one.before for one in compared(old, new).rows] == [COUNTER, COUNTER]


CLOUD = "〈ガバメントクラウドにおける措置〉\n{}・サーバーは国内に置く。"


@pytest.mark.parametrize(
    "note", ["(令和8年1月5日から適用予定)", "（本庁と支所の共通）", "（総務課の所管に限る。）"]
)
def test_a_note_below_a_heading_heads_no_block_of_its_own(note):
    """A cloud move stands in several items, with the day it begins on a line of its own."""
    with_note, without = CLOUD.format(f"{note}\n"), CLOUD.format("")

    def document(text):
        return assessment(
            files=[{"@id": "f1", "storage": f"総則を定める。\n{text}", "notes": text}]
        )

    assert learnt_headings(document(with_note)) == frozenset()
    rows = compared(document(with_note), document(without)).rows
    assert [(one.before, one.after) for one in rows] == [(with_note, without)] * 2


def test_a_row_of_a_counter_teaches_no_heading():
    document = with_rows(
        assessment(),
        row(before="—", after=COUNTER.partition("\n")[2], item="Ⅳ 開示請求、問合せ 2 ①連絡先"),
    )
    assert learnt_headings(document) == frozenset()


def test_words_of_headings_with_an_unknown_key_are_refused(tmp_path):
    file = tmp_path / "headings.yaml"
    file.write_text("headings:\n  shortest: 4\n  ending: [措置]\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=r"ending .*headings\.yaml:3.*endings"):
        read_heading_words(file)
