"""Which thing of one list is which of another: one to one, by what they say."""

import doctest
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.alignment import Alignment, aligned
from tests.builders import FORM, documents, patient

PAGE = Path(__file__).parents[2] / "docs" / "analysis" / "alignment.md"
WORKS = FORM.repeat("files[].outsourcing")
RECEIVERS = FORM.repeat("files[].transfers")
SYSTEMS = FORM.repeat("systems")
FILES = FORM.repeat("files")


def works():
    """Five 委託事項 as a city writes them."""
    said = [
        ("国民年金システムの運用保守業務", "稼働の監視、障害の調査及び復旧", "みほん電算株式会社"),
        (
            "届書のデータ入力業務",
            "届書の記載内容のデータ化及び確認リストの作成",
            "合同会社しさく入力",
        ),
        (
            "勧奨通知の印刷及び封入封緘業務",
            "通知の印刷、封入、封緘及び引渡し",
            "みほんプリント有限会社",
        ),
        (
            "コールセンターの運営業務",
            "免除申請に関する電話の受付及び記録",
            "れいじスタッフ株式会社",
        ),
        ("過年度届書の保管業務", "保存箱の搬送及び外部の倉庫における保管", "有限会社そうぞう倉庫"),
    ]
    same = {"handlers": "10_to_49", "resubcontracted": "not_resubcontracted"}
    return [
        {"@id": f"w{n}", "title": title, "content": content, "contractor": contractor} | same
        for n, (title, content, contractor) in enumerate(said, start=1)
    ]


def places(old, new, repeat=WORKS):
    return [(pair.old, pair.new) for pair in aligned(FORM, repeat, old, new)]


def only(old, new, repeat=WORKS):
    (pair,) = aligned(FORM, repeat, [{"@id": "a"} | old], [{"@id": "b"} | new])
    return pair


# --- what officers do ---------------------------------------------------------------------------


def test_one_that_went_leaves_the_others_as_they_were():
    old = works()
    assert places(old, [old[0], *old[2:]]) == [(0, 0), (2, 1), (3, 2), (4, 3)]


def test_one_that_came_in_front_moves_the_others_on():
    old = works()[1:]
    assert places(old, works()) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_two_that_changed_places_are_found():
    old = works()
    assert places(old, [old[1], old[0], *old[2:]]) == [(1, 0), (0, 1), (2, 2), (3, 3), (4, 4)]


def test_of_equal_things_the_one_that_was_edited_stays_where_it_stands():
    twins = [works()[1] | {"@id": f"t{n}"} for n in range(3)]
    for place in range(3):
        new = [*twins]
        new[place] = twins[place] | {"contractor": "例示株式会社"}
        assert places(twins, new) == [(0, 0), (1, 1), (2, 2)]
    assert places(twins[:2], [works()[0], *twins[:2]]) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    "edit",
    [
        {"contractor": "サンプル情報サービス株式会社"},
        {"title": "過年度分の書類の預託"},
        {"title": "過年度届書等の保管業務委託", "content": "倉庫の借上げ", "handlers": "under_10"},
        {"content": "電子化", "contractor": "かりそめ情報株式会社", "handlers": "under_10"},
    ],
)
def test_one_that_was_edited_and_moved_is_found(edit):
    old = works()
    assert places(old, [old[4] | edit, *old[:4]])[0] == (4, 0)


def test_one_that_went_and_one_that_came_are_not_one():
    old = works()
    made = {
        "title": "クラウド利用区画の管理補助業務",
        "content": "利用区画の構築及び設定",
        "contractor": "例示クラウド株式会社",
    }
    new = [old[0], old[1] | made, *old[2:]]
    assert places(old, new) == [(0, 0), (2, 2), (3, 3), (4, 4)]


def test_all_edited_at_once_are_told_apart():
    old = works()
    renamed = [one | {"contractor": "みほん総合サービス株式会社"} for one in old]
    assert places(old, renamed[::-1]) == [(4, 0), (3, 1), (2, 2), (1, 3), (0, 4)]


def test_a_section_that_was_renamed_takes_its_receiver_along():
    said = {"basis": "番号法第9条第2項", "use": "保険料の算定", "information": "所得の情報"}
    old = [said | {"@id": "a", "name": "保険年金課"}, said | {"@id": "b", "name": "介護保険課"}]
    new = [said | {"@id": "c", "name": "介護保険課"}, said | {"@id": "d", "name": "国保年金課"}]
    assert places(old, new, RECEIVERS) == [(1, 0), (0, 1)]


# --- ties and thresholds ------------------------------------------------------------------------


def test_equal_things_keep_their_order():
    one = {"title": "印刷業務"}
    things = [one | {"@id": str(n)} for n in range(3)]
    assert places(things, things[:2]) == [(0, 0), (1, 1)]


def test_things_that_are_as_like_keep_their_order():
    old = [{"@id": str(n), "title": "印刷業務"} for n in range(3)]
    new = [{"@id": str(n), "title": "印刷業務等"} for n in range(3)]
    assert places(old, new) == [(0, 0), (1, 1), (2, 2)]


def test_things_without_a_word_in_common_are_two():
    assert places([{"@id": "a", "name": "年金台帳"}], [{"@id": "b", "name": "VRS"}], SYSTEMS) == []


def test_a_lone_file_is_always_the_file():
    pair = only({"name": "年金情報ファイル"}, {"name": "GIFT"}, FILES)
    assert pair.is_doubtful
    others = [{"@id": "b", "name": "GIFT"}, {"@id": "c", "name": "XML"}]
    assert places([{"@id": "a", "name": "年金情報ファイル"}], others, FILES) == []


def test_blank_and_unread_answers_speak_neither_for_nor_against():
    old = {"title": "印刷業務", "content": "通知の印刷"}
    unread = {"unknown": "cut-off", "raw": "通知"}
    assert only(old, {"title": "印刷業務", "content": unread, "contractor": ""}).likeness == 1.0
    assert places([{"@id": "a"} | old], [{"@id": "b", "content": unread}]) == []


def test_one_equal_tick_makes_no_likeness():
    tick = {"@id": "a", "handlers": "under_10"}
    assert places([tick], [tick | {"title": "印刷業務"}]) == []


def test_width_and_marks_make_no_difference():
    assert only({"title": "印刷、封入業務１"}, {"title": "印刷,封入業務1"}).likeness == 1.0


def test_things_are_known_by_what_is_in_them():
    old = [{"@id": f"f{n}", "outsourcing": [work]} for n, work in enumerate(works())]
    new = [
        {"@id": f"g{n}", "outsourcing": [work], "notes": "備考"} for n, work in enumerate(works())
    ]
    assert places(old, new[::-1], FILES) == [(4, 0), (3, 1), (2, 2), (1, 3), (0, 4)]


def test_the_session_of_the_analysis_page_is_true():
    assert doctest.testfile(str(PAGE), module_relative=False) == (0, 7)


# --- doubt --------------------------------------------------------------------------------------


def test_a_thing_whose_whole_name_changed_should_be_looked_at():
    old = works()[4]
    assert only(old, old | {"title": "書類の預託"}).is_doubtful
    assert not only(old, old | {"contractor": "かりそめ倉庫株式会社"}).is_doubtful


def test_a_partner_that_another_rivals_should_be_looked_at():
    old = works()[:1]
    new = [old[0] | {"content": content} for content in ("監視及び障害の復旧", "監視及び復旧")]
    (pair,) = aligned(FORM, WORKS, old, new)
    assert pair.runner_up is not None
    assert pair.is_doubtful


def test_what_is_untouched_is_never_doubtful():
    assert aligned(FORM, WORKS, works(), works()) == [Alignment(n, n) for n in range(5)]


# --- always -------------------------------------------------------------------------------------


@patient
@given(documents(), documents())
def test_pairs_are_one_to_one_and_come_in_the_new_order(one, other):
    for repeat in (SYSTEMS, FILES):
        old, new = (document.answers.get(repeat.key) or [] for document in (one, other))
        pairs = aligned(FORM, repeat, old, new)
        assert len({pair.old for pair in pairs}) == len(pairs)
        assert [pair.new for pair in pairs] == sorted({pair.new for pair in pairs})
        assert all(0 <= pair.likeness <= 1 for pair in pairs)


@patient
@given(st.randoms(use_true_random=False), st.permutations(range(5)))
def test_edited_works_are_found_in_any_order(chance, order):
    """One text of each is written anew: name, content or contractor."""
    old = works()
    edited = [
        one | {chance.choice(["content", "contractor"]): "みほん市の指定による"} for one in old
    ]
    assert places(old, [edited[n] for n in order]) == [(n, place) for place, n in enumerate(order)]


def many_works(count):
    chance = random.Random(4)  # noqa: S311 - a test needs the same texts every time
    signs = "国民年金課税資料住民記録運用保守委託印刷封入封緘帳票入力作業窓口受付申請管理情報"
    return [
        {"@id": str(n), "title": "".join(chance.choices(signs, k=14)), "content": f"業務{n}"}
        for n in range(count)
    ]


def test_more_changed_works_than_partners_are_tried_are_all_found():
    old = many_works(60)
    new = [one | {"content": "改めた。", "handlers": "under_10"} for one in old]
    assert places(old, new[::-1]) == [(59 - n, n) for n in range(60)]


def test_two_hundred_works_are_matched():
    old = many_works(200)
    new = [one | {"content": "改めた。"} if n % 10 == 0 else one for n, one in enumerate(old)]
    new.insert(3, new.pop(150))
    pairs = aligned(FORM, WORKS, old, new)
    assert [old[pair.old]["@id"] for pair in pairs] == [one["@id"] for one in new]
