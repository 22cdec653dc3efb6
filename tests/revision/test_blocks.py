"""Which lines of a long text head a block of it, and which block is which in the next edition."""

from hypothesis import given
from hypothesis import strategies as st

from pia.revision.blocks import (
    blocks,
    paired_blocks,
)

CITY = "〈みほん市における措置〉\n執務室は施錠する。"
CLOUD = "〈ガバメントクラウドにおける措置〉\n国内の施設に設置する。"
LINES = (
    *("〈みほん市における措置〉", "(委託先における措置)", "【保管の方法】", "(1) 第1号", "", "  "),
    *("執務室は施錠する。", "・入退室を記録する。", "(市政情報コーナー)", "〈3年〉"),
)


def named(text, own=()):
    return [(block.heading, block.ordinal) for block in blocks(text, own)]


# --- the blocks of a text ---------------------------------------------------------------------


def test_text_before_the_first_heading_is_a_block_without_a_name():
    assert named(f"総則を定める。\n{CITY}\n{CLOUD}") == [
        ("", 1),
        ("〈みほん市における措置〉", 1),
        ("〈ガバメントクラウドにおける措置〉", 1),
    ]


def test_a_heading_with_nothing_under_it_begins_the_block_behind_it():
    """【…】 over 〈…〉: a row of the outer heading alone would say that nothing is done there."""
    first = "【ガバメントクラウドにおける措置】\n\n〈物理的安全管理措置〉\n施錠する。"
    second, last = "〈技術的安全管理措置〉\n暗号化する。", "【保管の方法】"
    assert [one.cell for one in blocks(f"{first}\n{second}\n{last}")] == [first, second, last]


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
