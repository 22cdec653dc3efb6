"""Sentence mode: what changed is printed whole, the rest is （略）."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.revision.comparison import BLOCK, ITEM, SENTENCE
from pia.revision.proof import is_complete
from pia.revision.sentences import LEFT_OUT, abridged
from pia.revision.spans import joined, segments
from pia.revision.style import TableStyle
from tests.builders import patient
from tests.revision.small import assessment, compared

FIRST = "入退室は二要素で制限している。"
SECOND = "媒体は施錠した書庫に保管する。"
THIRD = "記録は3年間保存する。"
SENTENCES = (FIRST, SECOND, THIRD, "委託しない。", "毎日点検する。\n", "〈みほん市における措置〉\n")


def table(old, new):
    documents = (assessment(files=[{"@id": "f1", "storage": words}]) for words in (old, new))
    comparison = compared(*documents, style=TableStyle(granularity="sentence"))
    assert comparison.complete
    return comparison


def test_sentences_that_stay_are_left_out():
    old, new = FIRST + SECOND + THIRD, FIRST + SECOND.replace("書庫", "金庫") + THIRD
    (row,) = table(old, new).rows
    assert (row.before, row.after) == (
        "（略）媒体は施錠した書庫に保管する。（略）",
        "（略）媒体は施錠した金庫に保管する。（略）",
    )
    assert row.mode == SENTENCE
    assert joined(row.segments, "=-") == row.before


def test_an_added_sentence_stands_alone_behind_the_sign():
    assert abridged(FIRST + SECOND, FIRST + SECOND + THIRD) == (LEFT_OUT, LEFT_OUT + THIRD)


def test_where_a_sentence_came_or_went_the_other_side_says_the_sign_once():
    more = f"{FIRST}なお、郵送でも受け付ける。{SECOND}"
    assert abridged(FIRST + SECOND, more) == ("（略）", "（略）なお、郵送でも受け付ける。（略）")
    assert abridged(more, FIRST + SECOND) == ("（略）なお、郵送でも受け付ける。（略）", "（略）")


def test_a_sentence_that_moved_shows_what_it_passed():
    old, new = FIRST + SECOND + THIRD + SECOND[::-1], FIRST + THIRD + SECOND + SECOND[::-1]
    assert abridged(old, new) == (f"（略）{SECOND}{THIRD}（略）", f"（略）{THIRD}{SECOND}（略）")


def test_changed_white_space_between_omissions_stays():
    old, new = f"{FIRST}{SECOND}", f"{FIRST}\n{SECOND}"
    assert len(set(abridged(old, new))) == 2


def test_the_heading_of_the_block_is_kept():
    head, other = "〈みほん市における措置〉\n", "〈ガバメントクラウドにおける措置〉\n国内に置く。"
    old, new = f"{head}{FIRST}{SECOND}\n{other}", f"{head}{FIRST}{THIRD}\n{other}"
    (row,) = table(old, new).rows
    assert (row.before, row.after) == (f"{head}（略）{SECOND}", f"{head}（略）{THIRD}")
    assert row.block.heading == "〈みほん市における措置〉"


def test_where_nothing_is_left_out_the_row_is_one_of_its_item():
    (row,) = table(FIRST, FIRST.replace("二", "三")).rows
    assert (row.mode, row.before) == (ITEM, FIRST)


def test_where_nothing_is_left_out_the_row_is_one_of_its_block():
    old, other = f"〈みほん市における措置〉\n{FIRST}", "〈委託先における措置〉\n点検する。"
    rows = table(f"{old}\n{other}", f"{old.replace('二', '三')}\n{other}").rows
    assert [(row.mode, row.before) for row in rows] == [(BLOCK, old)]


def test_an_added_block_is_printed_whole():
    old = f"〈みほん市における措置〉\n{FIRST}"
    other = f"〈委託先における措置〉\n{SECOND}{THIRD}"
    rows = table(old, f"{old}\n{other}").rows
    assert [(row.mode, row.before, row.after) for row in rows] == [(BLOCK, "—", other)]


def test_a_sentence_no_longer_than_the_sign_is_printed():
    assert abridged(f"なし。{SECOND}", f"なし。{THIRD}") == (f"なし。{SECOND}", f"なし。{THIRD}")


def test_a_bracket_behind_the_full_stop_belongs_to_its_sentence():
    old = f"「{FIRST}」{SECOND}"
    assert abridged(old, old.replace("書庫", "金庫"))[0] == LEFT_OUT + SECOND


def test_a_choice_is_never_abridged():
    documents = (
        assessment(files=[{"@id": "f1", "outsourcing": [{"@id": "w", "resubcontracted": key}]}])
        for key in ("resubcontracted", "not_resubcontracted")
    )
    (row,) = compared(*documents, style=TableStyle(granularity="sentence")).rows
    assert (row.mode, row.before, row.after) == (ITEM, "再委託する", "再委託しない")


@patient
@given(*2 * (st.lists(st.sampled_from(SENTENCES), max_size=6).map("".join),))
def test_every_changed_sentence_is_printed(old, new):
    for cell, text, other in zip(abridged(old, new), (old, new), (new, old), strict=True):
        for sentence in SENTENCES:
            if sentence in text and sentence not in other:
                assert sentence in cell


@patient
@given(*2 * (st.lists(st.sampled_from(SENTENCES), max_size=6).map("".join),))
def test_different_texts_never_print_alike(old, new):
    before, after = abridged(old, new)
    assert (before == after) == (old == new)
    assert not any("（略）（略）" in cell for cell in (before, after))


@pytest.mark.parametrize("word", ["二要素", "制限", "いる"])
def test_the_changed_signs_stand_in_the_cells(word):
    old = SECOND + FIRST + THIRD
    new = old.replace(word, "別")
    before, after = abridged(old, new)
    parts = segments(old, new)
    assert all(text in before for sign, text in parts if sign == "-")
    assert all(text in after for sign, text in parts if sign == "+")


# --- which block a changed sentence stands in -----------------------------------------------------

OWN = "（本庁電算室）"


def test_the_last_heading_before_a_changed_sentence_is_printed():
    city, cloud = "〈みほん市における措置〉\n", "〈ガバメントクラウドにおける措置〉\n"
    old = f"{FIRST}\n{city}{SECOND}\n{cloud}{FIRST}{THIRD}"
    before, after = abridged(old, old.replace("3年", "5年"))
    assert before == f"（略）\n{cloud}（略）{THIRD}"
    assert after == before.replace("3年", "5年")


def test_no_heading_is_printed_behind_the_last_change():
    old = f"{THIRD}\n〈みほん市における措置〉\n{FIRST}{SECOND}"
    assert abridged(old, old.replace("3年", "5年"))[0] == f"{THIRD}\n（略）"


def test_brackets_inside_a_line_are_no_heading():
    head = "〈みほん市における措置〉\n"
    old = f"{head}{FIRST}〈みほん市における措置〉\n{THIRD}"
    assert abridged(old, old.replace("3年", "5年"))[0] == f"{head}（略）\n{THIRD}"


def test_a_heading_of_the_city_is_kept_only_where_it_is_known():
    old = f"{OWN}\n{FIRST}{THIRD}"
    assert abridged(old, old.replace("3年", "5年"))[0] == f"（略）{THIRD}"
    assert abridged(old, old.replace("3年", "5年"), {OWN})[0] == f"{OWN}\n（略）{THIRD}"


def test_a_heading_that_the_city_uses_elsewhere_is_printed_and_proven():
    texts = [f"{OWN}\n{FIRST}{years}" for years in (THIRD, THIRD.replace("3年", "5年"))]
    old, new = (
        assessment(files=[{"@id": "f1", "storage": words, "notes": f"{OWN}\n{SECOND}"}])
        for words in texts
    )
    comparison = compared(old, new, style=TableStyle(granularity="sentence"))
    (row,) = comparison.rows
    assert row.before == f"{OWN}\n（略）{THIRD}"
    assert comparison.complete
    headings = {OWN}
    assert is_complete(old, new, [row], [], headings=headings)
    assert not is_complete(old, new, [row], [])


def test_a_block_that_came_from_elsewhere_in_its_text_prints_whole():
    """Every sentence of it is new at its place: （略） would print none of what changed."""
    old = "【保管】\n入退室を記録する。\n（サーバにおける措置）\n施錠して保管する。\n入退室を記録する。"
    new = "【保管】\n点検する。\n（サーバにおける措置）\n巡回する。\n<受付窓口>\n入退室を記録する。"
    printed = "".join(row.after for row in table(old, new).rows)
    assert "入退室を記録する。" in printed
