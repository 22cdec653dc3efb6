"""Texts that stop in mid-sentence."""

import pytest

from pia.imports.cut import stops_short


@pytest.mark.parametrize(
    "text",
    [
        "・入室を管理する。\n・記録を残す。\n・媒体については、施錠した保管庫で",
        "・入室を管理する。 ・記録を残す。 ・媒体については、施錠した保管庫で",
        "〈本市の措置〉\n・入室を管理する。\n(国の措置)\n①記録を残す。\n②媒体は、施錠した保管庫に保管し、複製",
    ],
)
def test_a_last_sentence_without_an_end_is_noticed(text):
    assert stops_short(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "市民課",
        "・入室の管理\n・記録の保存\n・媒体の、施錠した保管庫への保管",
        "・入室を管理する。\n・記録の保存\n・媒体については、施錠した保管庫で",
        "・入室を管理する。\n・記録を残す。\n・媒体を施錠する。",
        "・入室を管理する。\n・記録を残す。\n(媒体については、別に定める。)",
        "・入室を管理する。\n・記録を残す。\n担当：市民課",
        "市内に住む者(転出した者を含む。)、その世帯主(前の世帯主を含む。)、その他",
    ],
)
def test_lists_of_nouns_and_finished_texts_are_not_cut(text):
    assert not stops_short(text)
