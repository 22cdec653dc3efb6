"""Differences that an officer can read: whole words, numbers and days, few runs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.borders import borders
from pia.assessment import apply
from pia.revision.inline import words
from pia.revision.inline.lexicon import kana_after, kana_words, kanji_words
from pia.revision.spans import joined, replacements, segments
from tests.revision.inline.edits_corpus import ALL, EDITS, real_edits, rival, total

#: What nobody may cut, whatever a list of words says.
WHOLE = re.compile(
    r"(?:令和|平成)\d+年(?:\d+月(?:\d+日)?)?|\d+(?:[.,:-]\d+)*|第[一二三四五六七八九十百]+"
    r"|[ァ-ヺー]+|[A-Za-z]+"
)
SIGNS = st.text("委託先者を行うていない及び、。１2,3.年月日サーバーLG- \n\t第十二条", max_size=30)


def shown(old, new):
    marks = {"=": "{}", "-": "[{}]", "+": "<{}>"}
    return "".join(marks[sign].format(text) for sign, text in segments(old, new))


def test_there_are_sixty_edits_that_nobody_tuned_on():
    assert len(EDITS["held_out"]) >= 60
    assert len(EDITS["second_hand"]) >= 40
    assert len(set(ALL)) == len(ALL) >= 80


def test_the_published_rows_are_shown_in_few_runs_and_signs(real_docs):
    edits = real_edits(real_docs)
    runs, signs = total(segments(*edit) for edit in edits)
    assert len(edits) == 13
    assert runs <= 28
    assert signs <= 470
    assert total(rival(*edit) for edit in edits) == (30, 434)


def test_the_written_edits_are_shown_in_no_more_runs_and_hardly_more_signs_than_by_signs():
    runs, signs = total(segments(*edit) for edit in ALL)
    rival_runs, rival_signs = total(rival(*edit) for edit in ALL)
    assert runs <= rival_runs
    assert signs <= 1.15 * rival_signs


@pytest.mark.parametrize("edit", ALL, ids=lambda edit: edit[0][:12])
def test_no_number_day_katakana_or_latin_word_is_cut(edit):
    parts = segments(*edit)
    assert (joined(parts, "=-"), joined(parts, "=+")) == edit
    for text, offsets in borders(parts):
        inside = {
            at for found in WHOLE.finditer(text) for at in range(found.start() + 1, found.end())
        }
        assert not inside & {*offsets}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("再委託しない", "再委託する", "再委託[しない]<する>"),
        ("委託先１２人", "委託先１５人", "委託先[１２人]<１５人>"),
        ("令和5年11月6日に", "令和5年12月6日に", "[令和5年11月6日]<令和5年12月6日>に"),
        ("第十二条の規定", "第十三条の規定", "[第十二条]<第十三条>の規定"),
        ("番号法第19条第7号", "番号法第19条第8号", "番号法第19条第[7]<8>号"),
        ("1,234件", "1,235件", "[1,234]<1,235>件"),
        ("電話 0999-12-3456", "電話 0999-12-3457", "電話 [0999-12-3456]<0999-12-3457>"),
        ("保険年金課の職員", "国保年金課の職員", "[保険年金課]<国保年金課>の職員"),
        ("個人番号の取扱い", "個人情報の取扱い", "個人[番号]<情報>の取扱い"),
        ("サーバ室", "サーバー室", "[サーバ室]<サーバー室>"),
        ("記録を確認する。", "記録を毎月確認する。", "記録を<毎月>確認する。"),
        ("定めている。", "定めていない。", "定めて[いる]<いない>。"),
        ("氏名の変更を受付ける", "住所の異動を受付ける", "[氏名の変更]<住所の異動>を受付ける"),
        (
            "れいじスタッフサービス株式会社",
            "株式会社ひながたコンタクト",
            "[れいじスタッフサービス]株式会社<ひながたコンタクト>",
        ),
        ("有限会社ひながたの職員", "株式会社ひながたの職員", "[有限会社]<株式会社>ひながたの職員"),
        ("市役所ひがし支所", "市役所みなみ支所", "市役所[ひがし]<みなみ>支所"),
    ],
)
def test_a_change_is_shown_in_whole_words(old, new, expected):
    assert shown(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("・甲\n・丙", "・甲\n・乙\n・丙", "・甲\n<・乙\n>・丙"),
        ("施錠する。", "施錠する。点検する。", "施錠する。<点検する。>"),
        ("点検する。", "施錠する。点検する。", "<施錠する。>点検する。"),
        ("氏名 住所", "氏名 旧氏 住所", "氏名< 旧氏> 住所"),
        ("住所、性別", "住所、氏名、性別", "住所、<氏名、>性別"),
    ],
)
def test_a_line_sentence_or_name_that_comes_brings_its_own_break(old, new, expected):
    assert shown(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "児童扶養手当法第6条第1項",
            "児童扶養手当法（昭和36年法律第238号）第6条第1項",
            "児童扶養手当法<（昭和36年法律第238号）>第6条第1項",
        ),
        (
            "甲法第6条",
            "乙法（昭和36年法律第238号）第6条",
            "[甲法]<乙法（昭和36年法律第238号）>第6条",
        ),
    ],
)
def test_changes_that_slide_together_are_one(old, new, expected):
    assert shown(old, new) == expected


def test_a_particle_between_two_changes_does_not_part_them():
    assert shown("税務課が職員に配布する", "総務部が窓口に掲示する").count("[") == 1


def test_a_line_that_stays_parts_two_changes():
    assert shown("甲\n乙\n丙", "丁\n乙\n戊") == "[甲]<丁>\n乙\n[丙]<戊>"


@given(SIGNS, SIGNS)
def test_any_two_texts_are_made_of_one_another(old, new):
    parts = segments(old, new)
    assert (joined(parts, "=-"), joined(parts, "=+")) == (old, new)
    assert apply({"notes": old}, replacements("notes", parts)) == {"notes": new}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ふきのとうを配る", ["ふきのとう", "を", "配る"]),
        ("たんぽぽ保育園", ["たんぽぽ", "保育園"]),
        ("みほん市こども健康部", ["みほん市こども", "健康部"]),
        ("はげたかの3件", ["はげたかの", "3", "件"]),
        ("株式会社ひながたコンタクト", ["株式会社", "ひながた", "コンタクト"]),
        ("ひながた株式会社に", ["ひながた", "株式会社", "に"]),
        ("合同会社さくらを除く", ["合同会社", "さくら", "を", "除く"]),
        ("一般財団法人の職員", ["一般財団法人", "の", "職員"]),
        ("独立行政法人ひながた機構", ["独立行政法人", "ひながた", "機構"]),
        ("機構ひながた支部", ["機構", "ひながた", "支部"]),
        ("福祉課すこやか係", ["福祉課", "すこやか係"]),
        ("みほん市みどり課", ["みほん市", "みどり課"]),
        ("税を賦課せられる", ["税", "を", "賦課せられる"]),
        ("法律に係わる者", ["法律", "に", "係わる", "者"]),
        ("関係づける", ["関係づける"]),
    ],
)
def test_unknown_hiragana_stays_whole_and_lets_go_of_what_is_surely_another_word(text, expected):
    assert words(text) == expected


@given(SIGNS)
def test_words_make_up_their_text(text):
    assert "".join(words(text)) == text
    assert "" not in words(text)


def test_the_list_of_words_is_in_order_and_holds_only_what_it_says():
    assert all(re.fullmatch("[一-龠々]{2,9}", word) for word in kanji_words())
    assert all(re.fullmatch("[ぁ-ん]{1,9}", word) for word in kana_words())
    for ending in ("verb", "te", "noun"):
        assert kana_after(ending) <= kana_words()
