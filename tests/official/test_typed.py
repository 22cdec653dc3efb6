"""Text is kept as typed: composed kana, a name's own characters, plain line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import InputRefused
from pia.official.folding import fold, without_space
from pia.official.typed import keep_answer, keep_imported, keep_typed, says_something
from tests.builders import texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("か\u3099キ\u3099は\u309aハ\u309aう\u3099", "がギぱパゔ"),
        ("ワ\u3099ゝ\u3099", "\u30f7ゞ"),
        ("髙橋﨑\ufa10\ufa11\uf907", "髙橋﨑\ufa10\ufa11\uf907"),
        ("葛\U000e0100飾 辻\ufe00", "葛\U000e0100飾 辻\ufe00"),
        ("ＡＢＣ１２３ｶﾞ㈱①Ⅱ", "ＡＢＣ１２３ｶﾞ㈱①Ⅱ"),
        ("e\u0301", "e\u0301"),
        ("一\t二", "一 二"),
        ("一\v二", "一\n二"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\u2028二\u2029三", "一\n二\n三"),
        ("  一　\n", "  一　\n"),
        ("\ufeff一\ufeff二", "一二"),
        ("", ""),
        ("—", "—"),
        ("𠮷野家😀", "𠮷野家😀"),
    ],
)
def test_text_is_kept_as_typed_with_composed_kana_and_plain_breaks(typed, kept):
    assert keep_typed(typed, "特記事項") == kept
    assert keep_imported(typed) == (kept, 0)


@pytest.mark.parametrize("text", ["", " 　\n\t", "\u200b", "\u2060\ufeff", "\u00ad\u202e"])
def test_space_and_marks_without_width_say_nothing(text):
    assert not says_something(text)
    assert says_something(f"{text}可")
    assert says_something(f"？{text}")


@pytest.mark.parametrize(
    "sign", ["\0", "\x01", "\b", "\f", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\ufffe", "\ufdd0"]
)
def test_another_control_character_is_refused_when_typed_and_removed_on_import(sign):
    with pytest.raises(InputRefused) as refused:
        keep_typed(f"一二{sign}三", "特記事項")
    place = f"特記事項 3文字目 U+{ord(sign):04X}"
    kind = "制御文字" if sign < "\u0100" else "壊れた文字"
    assert str(refused.value) == f"{kind}が入っています（{place}）。その文字を消してください。"
    assert keep_imported(f"一二{sign}三{sign}") == ("一二三", 2)


@pytest.mark.parametrize("half", [0xD800, 0xDFFF, 0xDCFF])
def test_half_a_character_is_refused(half):
    with pytest.raises(InputRefused) as refused:
        keep_typed(chr(half), "特記事項")
    place = f"特記事項 1文字目 U+{half:04X}"
    sentence = f"壊れた文字(サロゲート)が入っています（{place}）。その文字を消してください。"
    assert str(refused.value) == sentence


def test_kana_that_a_removed_sign_had_parted_are_composed_on_import():
    assert keep_imported("か\0\u3099") == ("が", 1)
    assert keep_imported("一\r\0\n二") == ("一\n二", 1)


@given(st.text() | texts)
def test_what_was_imported_is_kept_when_it_is_read_again(text):
    kept, _ = keep_imported(text)
    assert keep_typed(kept, "特記事項") == kept


@given(texts)
def test_no_sign_is_lost_by_keeping(text):
    assert keep_typed(text, "特記事項") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("１，０００人未満", "1,000人未満"),
        ("電子記録媒体（フラッシュメモリを除く。）", "電子記録媒体(フラッシュメモリを除く。)"),
        ("2～5", "2〜5"),
        ("リスク１：漏えい", "リスク1:漏えい"),
        ("氏名、性別", "氏名，性別"),
        ("健康 ・医療\n関係", "健康・医療関係"),
        ("〈みほん市の措置〉", "<みほん市の措置>"),
        ("―", "—"),
    ],
)
def test_width_spacing_and_marks_do_not_count_in_a_comparison(one, other):
    assert fold(one) == fold(other)


def test_other_words_and_other_names_are_not_folded_together():
    assert fold("再委託する") != fold("再委託しない")
    assert fold("髙橋") != fold("高橋")


def test_white_space_and_breaks_are_left_out():
    assert without_space("一 二\n三　四\t") == "一二三四"


@pytest.mark.parametrize("blank", ["", " ", "　", "\n\n", "\r\n　\t"])
def test_white_space_alone_is_no_answer(blank):
    assert keep_answer(blank, "") == ""


@given(texts.filter(str.strip))
def test_white_space_around_an_answer_is_kept(text):
    assert keep_answer(text, "") == keep_typed(text, "")
