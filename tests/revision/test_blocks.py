"""Which lines of a long text head a block of it, and which block is which in the next edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import DefinitionRefused
from pia.revision.blocks import (
    blocks,
    is_heading,
    learnt_headings,
    paired_blocks,
    read_heading_words,
)
from tests.builders import row, with_rows
from tests.revision.small import assessment

CITY = "〈みほん市における措置〉\n執務室は施錠する。"
CLOUD = "〈ガバメントクラウドにおける措置〉\n国内の施設に設置する。"
LINES = (
    *("〈みほん市における措置〉", "(委託先における措置)", "【保管の方法】", "(1) 第1号", "", "  "),
    *("執務室は施錠する。", "・入退室を記録する。", "(市政情報コーナー)", "〈3年〉"),
)


def named(text, own=()):
    return [(block.heading, block.ordinal) for block in blocks(text, own)]


# --- what is a heading ------------------------------------------------------------------------


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


# --- the blocks of a text ---------------------------------------------------------------------


def test_text_before_the_first_heading_is_a_block_without_a_name():
    assert named(f"総則を定める。\n{CITY}\n{CLOUD}") == [
        ("", 1),
        ("〈みほん市における措置〉", 1),
        ("〈ガバメントクラウドにおける措置〉", 1),
    ]


def test_equal_headings_are_told_apart_by_their_number():
    assert named(f"{CITY}\n\n{CITY}\n（みほん市における措置）\n巡回する。") == [
        ("〈みほん市における措置〉", 1),
        ("〈みほん市における措置〉", 2),
        ("（みほん市における措置）", 1),
    ]


def test_white_space_behind_a_block_does_not_belong_to_its_text():
    first, second = blocks(f"{CITY}\n\n　\n{CLOUD}\n")
    assert (first.body, first.gap, first.cell) == (CITY, "\n\n　\n", CITY)
    assert (second.body, second.gap, second.below) == (CLOUD, "\n", "国内の施設に設置する。")


def test_an_empty_text_has_no_block():
    assert blocks("") == ()


@given(st.lists(st.sampled_from(LINES)).map("\n".join))
def test_blocks_and_the_space_between_them_are_the_whole_text(text):
    found = blocks(text)
    assert "".join(block.body + block.gap for block in found) == text
    assert len({block.key for block in found}) == len(found)


# --- headings of this city --------------------------------------------------------------------


def test_a_heading_is_learnt_from_a_row_that_starts_with_it():
    line = "〔電算室の運用〕"
    document = with_rows(assessment(), row(before="—", after=f"{line}\n入退室を記録する。"))
    assert learnt_headings(document) == {line}
    assert named("総則。\n〔電算室の運用〕\n巡回する。", learnt_headings(document)) == [
        ("", 1),
        ("〔電算室の運用〕", 1),
    ]


def test_a_learnt_heading_may_have_a_remark_behind_it():
    assert is_heading("（電算室の運用）（令和7年1月から適用予定）", {"(電算室の運用)"})


def test_a_heading_is_learnt_where_it_stands_in_several_items():
    line = "（電算室の運用）"
    document = assessment(
        title=f"{line}\n入退室を記録する。",
        files=[{"@id": "f1", "storage": f"施錠する。\n{line}\n保管する。"}],
    )
    assert learnt_headings(document) == {line}


def test_a_remark_of_one_item_or_a_cell_that_is_nothing_else_teaches_no_heading():
    document = assessment(
        title="窓口で閲覧できる。\n（市政情報コーナー）\n（略）\n（令和5年4月1日）"
    )
    document = with_rows(document, row(before="（記載がないもの）", after="文\n（電算室の運用）"))
    assert learnt_headings(document) == frozenset()


# --- which block is which ---------------------------------------------------------------------


def pairs(old, new):
    return [
        (one and one.cell.partition("\n")[0], other and other.cell.partition("\n")[0])
        for one, other in paired_blocks(blocks(old), blocks(new))
    ]


def test_blocks_match_by_their_headings_in_whatever_order():
    assert pairs(f"{CITY}\n{CLOUD}", f"{CLOUD}\n{CITY}") == [
        ("〈ガバメントクラウドにおける措置〉", "〈ガバメントクラウドにおける措置〉"),
        ("〈みほん市における措置〉", "〈みほん市における措置〉"),
    ]


def test_a_renamed_heading_over_a_like_body_is_the_same_block():
    new = CITY.replace("みほん市", "みほん市役所")
    assert pairs(f"{CITY}\n{CLOUD}", f"{CLOUD}\n{new}")[1] == (
        "〈みほん市における措置〉",
        "〈みほん市役所における措置〉",
    )


def test_another_heading_over_another_body_is_another_block():
    other = "〈委託先における措置〉\n媒体は鍵のかかる書庫に保管し、週に一度点検する。"
    assert pairs(f"{CITY}\n{CLOUD}", f"{CLOUD}\n{other}") == [
        ("〈ガバメントクラウドにおける措置〉", "〈ガバメントクラウドにおける措置〉"),
        (None, "〈委託先における措置〉"),
        ("〈みほん市における措置〉", None),
    ]


def test_of_equal_headings_the_one_with_the_equal_body_is_the_same():
    second = "〈みほん市における措置〉\n委託先を巡回する。"
    old, new = blocks(f"{CITY}\n{second}"), blocks(second)
    assert paired_blocks(old, new) == [(old[1], new[0]), (old[0], None)]


def test_words_of_headings_with_an_unknown_key_are_refused(tmp_path):
    file = tmp_path / "headings.yaml"
    file.write_text("headings:\n  shortest: 4\n  ending: [措置]\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=r"ending .*headings\.yaml:3.*endings"):
        read_heading_words(file)
