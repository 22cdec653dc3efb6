"""A cell worded anew: what it no longer says of what changed is told to each approver."""

import pytest

from pia.errors import DefinitionRefused
from pia.revision.spans import segments
from pia.revision.weighty_words import names_somebody, read_wording_words
from pia.revision.wording import hidden, vendors_of
from tests.builders import assessment


def hides(old, new, before, after, *, has_choices=False):
    return hidden(segments(old, new), (before, after), has_choices=has_choices)


OLD = "税務課の書庫に3年間保存し、外部へ持ち出す。"
NEW = "みほんデータ株式会社の書庫に5年間保存し、外部へ持ち出さない。"


def test_a_summary_that_says_what_changed_hides_nothing():
    after = "みほんデータ株式会社で5年間保存（持ち出さない）"
    assert hides(OLD, NEW, "税務課で3年間保存", after) == ()


def test_a_number_that_is_gone_is_told():
    assert hides(OLD, NEW, "税務課で保存", "みほんデータ株式会社で5年、持ち出さない") == (
        "変更前の記載に、変わった数「3」がありません。",
    )


def test_a_number_must_stand_as_often_as_it_changed():
    old, new = "書庫に1年、金庫に2年保存する。", "書庫に3年、金庫に3年保存する。"
    assert hides(old, new, "1年と2年", "どちらも3年")
    assert hides(old, new, "1年と2年", "書庫3年、金庫3年") == ()


def test_a_longer_number_does_not_stand_for_a_shorter_one():
    assert hides("記録は3件とする。", "記録は5件とする。", "30件", "5件")


def test_a_number_in_another_width_is_the_same_number():
    assert hides("対象は1,000人", "対象は2,000人", "１，０００人", "２，０００人") == ()


def test_a_number_written_in_kanji_is_a_number():
    assert hides("記録は三年間保存する。", "記録は五年間保存する。", "保存", "五年間保存") == (
        "変更前の記載に、変わった数「三年」がありません。",
    )
    assert hides("記録は三年間保存する。", "記録は五年間保存する。", "3年間", "五年間") == ()


def test_a_name_that_is_gone_is_told():
    said = hides(OLD, NEW, "税務課に3年", "委託先に5年、持ち出さない")
    assert said
    assert all("名称" in one for one in said)


@pytest.mark.parametrize(
    ("old", "new"),
    [("税務課が保管", "窓口課が保管"), ("クラウドに置く", "サーバーに置く"), ("AWSに", "OCIに")],
)
def test_names_of_offices_and_words_in_kana_or_latin_are_names(old, new):
    assert hides(old, new, "従前", "変更した") != ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("山田商店に委託する", "鈴木商会に委託する"),
        ("国民年金システムを使う", "介護保険システムを使う"),
        ("みほん銀行で払う", "れいじ銀行で払う"),
        ("責任者は田中太郎とする", "責任者は佐藤花子とする"),
        ("委託先はさくら保育園とする", "委託先はひまわり保育園とする"),
    ],
)
def test_a_name_of_no_known_word_is_told_on_both_sides(old, new):
    said = hides(old, new, "従前のとおり", "変更した")
    assert any("変更前の記載に、変わった名称" in one for one in said)
    assert any("変更後の記載に、変わった名称" in one for one in said)
    assert hides(old, new, old, new) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("媒体を持ち出さぬ", "媒体を持ち出す"),
        ("無許可で入室する", "許可を得て入室する"),
        ("非常勤の職員", "常勤の職員"),
        ("閲覧せず、記録する", "閲覧し、記録する"),
    ],
)
def test_a_negation_in_one_sign_is_told(old, new):
    said = hides(old, new, "従前のとおり", new)
    assert any("変わった否定の言葉" in one for one in said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("媒体を書庫に保管し、点検する", "媒体を金庫に保管し、確認する"),
        ("受託者等に説明する", "再委託先等に説明する"),
        ("みだりに閲覧してはならない", "特に閲覧してはならない"),
        ("これまで三年間保存する", "すべて5年間保存する"),
    ],
)
def test_words_of_a_sentence_are_no_names(old, new):
    assert not any("名称" in one for one in hides(old, new, "従前", "変更した"))


def test_the_answer_of_an_item_that_asks_for_a_name_is_one():
    parts = segments("総合保健福祉", "地域保健福祉")
    (said,) = hidden(parts, ("総合保健福祉", "福祉"), has_choices=False, is_name=True)
    assert said == "変更後の記載に、変わった名称「地域保健福祉」がありません。"
    moved = segments("れいじ銀行", "さくら銀行")
    assert not hidden(
        moved, ("旧：れいじ銀行", "さくら銀行（新）"), has_choices=False, is_name=True
    )
    assert names_somebody("files[].outsourcing[].contractor")
    assert not names_somebody("files[].storage")


def test_a_negation_that_is_gone_is_told():
    said = hides(OLD, NEW, "税務課で3年", "みほんデータ株式会社で5年間保存し、持ち出す")
    assert said == ("変更後の記載に、変わった否定の言葉「ない」がありません。",)


def test_a_choice_that_is_gone_is_told():
    assert hides("再委託する", "再委託しない", "再委託", "再委託しない", has_choices=True) == (
        "変更前の記載に、変わった選択「再委託する」がありません。",
    )


def test_a_box_that_changed_must_stand_with_its_mark():
    old, new = "[○]自己点検 [ ]外部監査", "[○]自己点検 [○]外部監査"
    assert hides(old, new, "[ ]外部監査", "[○]外部監査", has_choices=True) == ()
    assert hides(old, new, "[ ]外部監査", "外部監査", has_choices=True) == (
        "変更後の記載に、変わった選択「[○]外部監査」がありません。",
    )


def test_what_stayed_may_be_left_out():
    old = "委託先はみほんデータ株式会社で、10人が従事する。媒体を金庫に入れる。"
    assert hides(old, old.replace("金庫", "書庫"), "媒体は金庫", "媒体は書庫") == ()


@pytest.mark.parametrize("after", ["書庫に保管", "書庫に 保管", "書庫に保管 "])
def test_two_equal_cells_say_nothing_of_the_change(after):
    said = hides("書庫に入れる。", "金庫に入れる。", "書庫に保管", after)
    assert said == ("変更前と変更後の記載が同じです。",)


def test_one_thing_is_told_once():
    said = hides("税務課と税務課", "窓口課と窓口課", "旧", "新")
    assert len(said) == len(set(said)) == 2


def test_an_empty_side_hides_nothing():
    assert hides("—", "再委託する", "—", "再委託する", has_choices=True) == ()


def test_words_with_an_unknown_key_are_refused(tmp_path):
    file = tmp_path / "wording.yaml"
    file.write_text("wording:\n  affix: 者\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=r"affix .*wording\.yaml:2.*affixes"):
        read_wording_words(file)


# --- the same word elsewhere in the cell ----------------------------------------------------------


def test_a_negation_elsewhere_does_not_stand_for_the_one_that_is_gone():
    old = "再委託は認めない。外部へ持ち出す。"
    new = "再委託は認めない。外部へ持ち出さない。"
    assert hides(old, new, old, "再委託は認めない。外部へ持ち出すことがある。") == (
        "変更後の記載に、変わった否定の言葉「ない」がありません。",
    )
    assert hides(old, new, old, "外部へ持ち出さない。") == ()


def test_a_number_elsewhere_does_not_stand_for_the_one_that_is_gone():
    old, new = "5件ごとに点検し、3年保存する。", "5件ごとに点検し、5年保存する。"
    assert hides(old, new, old, "5件ごとに点検し、保存する。") == (
        "変更後の記載に、変わった数「5」がありません。",
    )
    assert hides(old, new, "3年保存", "5年保存") == ()


def test_a_name_elsewhere_does_not_stand_for_the_one_that_is_gone():
    old, new = "税務課が点検し、窓口課が保管する。", "税務課が点検し、税務課が保管する。"
    assert hides(old, new, old, "税務課が点検し、保管する。") == (
        "変更後の記載に、変わった名称「税務課」がありません。",
    )


# --- whole words, and what the city says are names ------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("申請書及び添付書類を確認する。", "申請書並びに添付書類を確認する。"),
        ("施錠できる書庫に保管する。", "書庫に保管する。"),
        ("立入検査を年1回行う。", "立入検査を年1回以上行う。"),
        ("電話又は窓口で受け付ける。", "窓口で受け付ける。"),
        ("二要素による認証を行う。", "認証を行う。"),
        ("媒体を手渡しで行う。", "媒体を郵送で行う。"),
        ("住所を午前に確認する。", "場所を午後に確認する。"),
    ],
)
def test_conjunctions_stems_and_counters_are_no_names(old, new):
    assert not [one for one in hides(old, new, "あ", "い") if "名称" in one]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("みほん商会及び市が行う。", "市が行う。", "みほん商会"),
        ("令和3年デジタル庁告示による。", "告示による。", "デジタル庁告示"),
        ("株式会社みほんに委託する。", "市が行う。", "株式会社"),
        ("青空市民税条例第5条による。", "条例による。", "青空市民税条例"),
    ],
)
def test_a_name_is_told_as_a_whole_word(old, new, name):
    assert f"変更前の記載に、変わった名称「{name}」がありません。" in hides(old, new, "あ", "い")


def test_what_both_sides_begin_with_has_not_changed():
    old, new = "サーバーは庁舎内に設置する。", "サーバーはみほんデータセンターに設置する。"
    assert hides(old, new, "庁舎内に設置", "みほんデータセンターに設置") == ()


def test_a_name_of_the_city_is_told_whatever_words_it_is_made_of():
    old, new = "市民担当が保管し、事務処理に送る。", "業務担当が保管し、事務処理に送る。"
    parts, cells = segments(old, new), ("従前の担当が保管", "新しい担当が保管")
    known = ("市民担当", "業務担当", "事務処理", "課")
    assert hidden(parts, cells, has_choices=False) == ()
    assert hidden(parts, cells, has_choices=False, names=known) == (
        "変更前の記載に、変わった名称「市民担当」がありません。",
        "変更後の記載に、変わった名称「業務担当」がありません。",
    )
    said = ("市民担当が保管", "業務担当が保管")
    assert hidden(parts, said, has_choices=False, names=known) == ()


def test_the_vendors_of_a_document_are_names():
    document = assessment(contractor="業務処理、みほん電算株式会社")
    assert vendors_of(document) == {"業務処理", "みほん電算株式会社"}
