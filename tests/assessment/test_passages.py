"""What a search looks through, and what it shows of a hit."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.passages import excerpt, passages, search_key, text_at
from tests.builders import SIGNS, assessment, documents, patient, row, with_rows


def said(document):
    return {one.path: one.text for one in passages(document)}


def hits(pieces):
    return [words for words, is_hit in pieces if is_hit]


def text(pieces):
    return "".join(words for words, _ in pieces)


def test_a_choice_is_searched_by_its_printed_words_and_a_box_only_where_it_is_checked():
    words = {"checked": ["person"], "detail": {"other": "宅配便"}}
    found = said(assessment(resubcontracted="resubcontracted", sources=words))
    assert found["files[@file1].outsourcing[@outsourcing1].resubcontracted"] == "再委託する"
    assert found["files[@file1].sources"] == "本人又は本人の代理人 ｜ その他 宅配便"


def test_blank_answers_are_not_searched_and_unread_ones_by_what_stood_there():
    whole = assessment(department="—", task_content="")
    unread = {"unknown": "unreadable", "raw": "三人の内"}
    found = said(replace(whole, answers=whole.answers | {"title": unread}))
    assert not {"department", "task_content"} & set(found)
    assert found["title"] == "三人の内"


def test_a_row_of_the_change_table_is_one_passage():
    found = said(with_rows(assessment(), row(before="静脈認証", after="顔認証")))
    assert "静脈認証 ｜ 顔認証" in found["change_history[1]"]


@patient
@given(documents())
def test_every_document_can_be_searched(document):
    for one in passages(document):
        assert one.text == text_at(document, one.path) != ""
        assert "\n" not in search_key(one.text)
        assert "\t" not in search_key(one.text)


def test_width_case_space_and_variants_of_a_sign_do_not_count():
    assert search_key("ＭＩＨＯＮ 電算 ｶﾞｲﾄﾞ") == search_key("mihon電算ガイド")
    assert search_key("葛\U000e0100城") == "葛城"


def test_an_excerpt_shows_what_is_around_the_hit_as_it_is_written():
    pieces = excerpt("あ" * 60 + "株式会社ミホン　電算に委託する。" + "い" * 60, ["ミホン電算"])
    assert hits(pieces) == ["ミホン　電算"]
    assert text(pieces).startswith("…ああ")
    assert text(pieces).endswith("いい…")
    assert "株式会社ミホン　電算に委託する。" in text(pieces)


def test_every_word_is_shown_once_and_marked_wherever_it_is_near():
    pieces = excerpt("承認を得て再委託する。" + "あ" * 200 + "再委託先の監督", ["承認", "再委託"])
    assert hits(pieces) == ["承認", "再委託"]
    far = excerpt("承認" + "あ" * 200 + "再委託する。", ["承認", "再委託"])
    assert hits(far) == ["承認", "再委託"]
    assert "…" in text(far)


def test_a_part_of_a_printed_sign_marks_the_whole_sign():
    assert hits(excerpt("㈱みほん", ["株"])) == ["㈱"]
    assert hits(excerpt("ﾊﾟｽﾜｰﾄﾞ", [search_key("スワード")])) == ["ｽﾜｰﾄﾞ"]


@patient
@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join), st.data())
def test_a_word_of_a_text_is_marked_in_it(whole, data):
    start = data.draw(st.integers(0, len(whole)))
    word = search_key(whole[start : start + 3])
    pieces = excerpt(whole, [word] if word else [])
    assert text(pieces).replace("…", "") in whole.replace("\n", " ")
    if word and word in search_key(whole):
        assert word in search_key("".join(hits(pieces)))


def test_no_hit_is_cut_where_the_excerpt_ends():
    pieces = excerpt("静脈" + "あ" * 39 + "静脈認証" + "い" * 99, ["静脈"])
    assert hits(pieces) == ["静脈", "静脈"]
