"""Words in 回答欄 that are no text: what is read as 変更なし, what a person is asked about."""

import pytest

from pia.errors import InputRefused
from pia.imports.inquiry_answers import proposed
from pia.imports.inquiry_words import asks_to_empty, is_ditto, is_unchanged, stands_elsewhere
from pia.outline.inquiry import stretches
from tests.builders import FORM

STORAGE = FORM.item("files[].storage")
LONG = "庁内のサーバ室に保管する。\n" * 60


@pytest.mark.parametrize(
    "word",
    [
        "変更なし",
        "変更ありません。",
        " 変更　無し ",
        "（変更なし）",
        "修正なし",
        "同左",
        "現行のとおり",
        "ＯＫ",
    ],
)
def test_a_word_that_nothing_changes_changes_nothing(word):
    assert is_unchanged(word)
    assert proposed(STORAGE, "庁内", {"-": word}, "保管場所") == "庁内"
    assert proposed(FORM.item("linkage"), "carried_out", {"-": word}, "有無") == "carried_out"


@pytest.mark.parametrize(
    "text", ["なし", "意見なし", "変更なし（詳細は次のとおり）", "変更した。", "庁内", "—", "。"]
)
def test_what_may_be_a_text_stays_one(text):
    assert not is_unchanged(text)
    assert not asks_to_empty(text)
    assert not stands_elsewhere(text)


def test_a_whole_text_that_is_a_word_is_kept_so_that_somebody_asks():
    assert proposed(STORAGE, "庁内", {"-": "削除"}, "保管場所") == "削除"
    assert asks_to_empty("削除してください。")
    assert stands_elsewhere("別紙のとおり")
    assert is_ditto("〃")


@pytest.mark.parametrize(
    ("word", "hint"), [("削除", "（空欄にする）"), ("別紙のとおり", "記載する文")]
)
def test_a_word_in_one_row_of_a_long_text_is_refused(word, hint):
    assert len(stretches(LONG)) > 1
    with pytest.raises(InputRefused, match=f"「{word}」とだけ") as refused:
        proposed(STORAGE, LONG, {"2": word}, "保管場所")
    assert hint in refused.value.hint


def test_a_long_text_with_the_word_in_every_row_is_as_it_was():
    given = {str(n): "変更なし" for n, _ in enumerate(stretches(LONG), start=1)}
    assert proposed(STORAGE, LONG, given, "保管場所") == LONG
