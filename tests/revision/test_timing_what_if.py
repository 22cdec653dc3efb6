"""What a change would be before anything is edited, and what any change of an item is."""

from datetime import date

import pytest

from pia.errors import InputRefused, PathNotFound
from pia.official import load_form
from pia.revision.timing.names import Renaming
from pia.revision.what_if import WHY_NO_ROW, standing, what_if, what_if_stored

FORM = load_form()
DAY = date(2025, 1, 20)
#: Keys of a row that the contract names and a decision alone can give.
OF_A_ROW = {
    *("item", "before", "after", "effective_on", "timing", "explanation", "important"),
    *("rule", "sources", "verified", "needs_confirmation", "proposal", "evidence"),
}


def tried(path, before, after, **more):
    return what_if(FORM, path, before, after, **({"as_of": DAY} | more))


@pytest.mark.parametrize(
    "path",
    ["files[1].outsourcing[2].resubcontracted", "files[@f1].outsourcing[@o2].resubcontracted"],
)
@pytest.mark.parametrize("after", ["resubcontracted", "再委託する", "1)再委託する"])
def test_a_choice_takes_its_key_or_its_printed_words(path, after):
    found = tried(path, "再委託しない", after)
    assert (found.before, found.after) == ("再委託しない", "再委託する")
    assert (found.decision.timing, found.procedure.name) == ("事前", "再実施")


def test_the_label_has_the_number_that_was_given():
    assert (
        "委託事項2 ④再委託の有無"
        in tried("files[1].outsourcing[2].resubcontracted", "—", "再委託する").label
    )
    assert (
        "委託事項 ④再委託の有無"
        in tried("files[].outsourcing[].resubcontracted", "—", "再委託する").label
    )


def test_boxes_are_typed_as_in_edit():
    found = tried("risks[1].audits", "self_check", "自己点検,内部監査")
    assert found.after == "[○]自己点検 [○]内部監査 [ ]外部監査"
    detail = tried("systems[1].connections.detail.other", "窓口端末", "申請端末")
    assert "[○]その他(申請端末)" in detail.after


def test_a_blank_side_is_a_dash():
    found = tried("linkage_basis", "", "番号法第19条第8号")
    assert (found.before, found.decision.timing) == ("—", "事前")


@pytest.mark.parametrize(
    ("path", "before", "after", "why"),
    [
        ("department", "市民課", "市民課", "same"),
        ("department", "市民 課", "市民課", "white-space"),
        ("department", "", "—", "empty"),
        ("published_on", "令和5年11月6日", "令和6年11月6日", "not-in-change-table"),
    ],
)
def test_a_change_that_makes_no_row_says_why(path, before, after, why):
    found = tried(path, before, after)
    assert (found.decision, found.no_row, found.procedure.name) == (None, why, "なし")
    assert found.duties == ()
    assert WHY_NO_ROW[why]


def test_a_stored_answer_that_could_not_be_read_cannot_be_told():
    unread = {"unknown": "unreadable"}
    found = what_if_stored(FORM, "department", unread, "市民課", as_of=DAY)
    assert (found.decision, found.no_row) == (None, "cannot-tell")
    assert WHY_NO_ROW["cannot-tell"]


def test_the_citys_names_make_a_proposal():
    names = (Renaming("organisation", "市民課", "市民生活課"),)
    found = tried("files[1].storage", "市民課の書庫", "市民生活課の書庫", names=names)
    assert found.decision.proposal.reason == "organisation_renamed"
    assert found.decision.needs_confirmation


def test_the_effective_day_says_by_when_and_whether_it_has_passed():
    found = tried("linkage_basis", "甲", "乙", effective_on=date(2025, 4, 1))
    assert found.duties[0].by == date(2025, 3, 31)
    assert found.findings == ()
    late = tried("linkage_basis", "甲", "乙", effective_on=DAY)
    assert [one.id for one in late.findings] == ["effective-on-reached"]


def test_an_old_day_gives_the_old_answer():
    change = ("linkage_basis", "番号法第19条第7号", "番号法第19条第8号")
    assert tried(*change, as_of=date(2021, 8, 31)).decision.proposal is None
    assert tried(*change, as_of=date(2021, 9, 1)).decision.proposal is not None
    assert tried(*change, as_of=date(2018, 4, 30)).decision.rule == "no_rule"


def test_the_json_has_the_decision_as_in_a_row():
    given = tried("linkage_basis", "番号法第19条第7号", "番号法第19条第8号").as_json()
    assert set(given) >= OF_A_ROW
    assert given["proposal"] == {
        "ground": "formal",
        "timing": "事後",
        "reason": "citation_renumbered",
    }
    assert given["evidence"][0]["rule"] == "renumbered_citation"
    assert given["trace"]
    assert all(isinstance(source, str) for source in given["sources"])


@pytest.mark.parametrize(
    ("path", "error", "sentence"),
    [
        ("files[1].storag", PathNotFound, "近い項目は files"),
        ("files[1].outsourcing", InputRefused, "変更を試せるのは一つの項目です"),
        ("files[1]..storage", PathNotFound, "項目の場所の書き方になっていません"),
        ("files[1].storage.detail.other", InputRefused, "欄の文字があるのはチェックの項目だけです"),
        ("systems[1].connections.detail.othr", InputRefused, "選択肢のキーにありません"),
    ],
)
def test_a_path_that_names_no_item_is_refused(path, error, sentence):
    with pytest.raises(error, match=sentence):
        tried(path, "甲", "乙")


def test_words_that_are_no_choice_are_refused_with_the_nearest():
    with pytest.raises(InputRefused, match="近いのは「再委託する」です"):
        tried("files[1].outsourcing[1].resubcontracted", "再委託しない", "再委託をする")


# --- beside an item ---------------------------------------------------------------------------


def stood(path):
    found = standing(FORM, FORM.item(path), DAY)
    assert found is not None
    return found


def test_an_item_with_a_mark_stands_on_before_with_what_a_person_may_claim():
    found = stood("files[].storage")
    assert (found.decision.timing, found.important) == ("事前", True)
    assert found.explanation == "重要な項目の変更であって事前の提出・公表が義務付けられている。"
    assert [ground.id for ground in found.grounds] == [
        "formal",
        "not_raised",
        "mitigated",
        "emergency",
    ]


def test_an_item_without_a_mark_stands_on_after_and_may_go_before():
    found = stood("department")
    assert (found.decision.timing, [g.id for g in found.grounds]) == ("事後", ["voluntary"])


def test_every_item_of_the_form_has_a_standing_or_makes_no_row():
    for item in FORM.items:
        found = standing(FORM, item, DAY)
        assert (found is None) == (not item.in_change_table)
        assert found is None or (found.decision.timing == "事前") == item.important
