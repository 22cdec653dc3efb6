"""What is typography alone, and what may change a meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.revision.timing.typography import (
    differ_in_space_only,
    is_typographical,
    spaceless,
    typographical_key,
)

TEXTS = st.text("第十二条万億間分１2,、，. \nアｱﾞカ", max_size=20)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ＡＢＣ", "ABC"),
        ("ｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄﾞ", "ガバメントクラウド"),
        ("１，０００人", "1,000人"),
        ("第二十三条", "第23条"),
        ("二〇一九年", "2019年"),
        ("サーバ〈庁内〉", "サーバ＜庁内＞"),
        ("記録、保存", "記録，\n保存"),
        ("二十四時間監視", "24時間監視"),
        ("一人一台", "1人1台"),
        ("一万人", "1万人"),
        ("十二億三千万円", "12億3000万円"),
        ("二か所、三ヶ所", "2か所、3ヶ所"),
        ("八文字で三枚", "8文字で3枚"),
        ("十五分と一時間", "15分と1時間"),
        ("十分間", "10分間"),
    ],
)
def test_it_is_typography_alone(before, after):
    assert is_typographical(before, after)
    assert is_typographical(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,000人", "1000人"),
        ("1.5倍", "1,5倍"),
        ("1 2", "12"),
        ("サーバ", "サーバー"),
        ("甲、乙", "甲乙"),
        ("第12条", "第13条"),
        ("第二十条", "第2十条"),
        ("05号", "5号"),
        ("髙", "高"),
        ("①", "1"),
        ("㈱", "株"),
        ("三田", "3田"),
        ("三日月", "3日月"),
        ("十分な措置", "10分な措置"),
        ("一時保管", "1時保管"),
        ("一部の職員", "1部の職員"),
        ("万一の場合", "1の場合"),
        ("一万人", "10000人"),
        ("二三万人", "23万人"),
        ("一万 二人", "一万二人"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_it_may_change_the_meaning(before, after):
    assert not is_typographical(before, after)


def test_equal_texts_do_not_differ_in_typography():
    assert not is_typographical("甲", "甲")


@given(TEXTS, TEXTS)
def test_what_differs_in_space_only_is_typographical(before, after):
    if differ_in_space_only(before, after) and before != after:
        assert is_typographical(before, after)


@given(TEXTS)
def test_keys_are_their_own_keys(text):
    assert spaceless(spaceless(text)) == spaceless(text)
    assert typographical_key(typographical_key(text)) == typographical_key(text)
