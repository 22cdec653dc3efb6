"""What stands between a draft and its approval."""

from dataclasses import replace
from datetime import date

import pytest

from pia.approval.blockers import Case, blockers, refuse_blocked
from pia.assessment.finding import Finding, Severity
from pia.errors import NotAllowed
from pia.official.kinds import unknown
from pia.revision import compare
from pia.revision.judging import Judgement, judged
from pia.revision.timing import day_findings
from tests.builders import assessment, changed, with_thing

OLD = assessment(storage="庁内のサーバ室に保管する。")
NEW = changed(OLD, {"files[1].storage": "データセンターに保管する。"})
DAY = date(2025, 4, 1)


def case(old=OLD, new=NEW, planned_on=DAY, findings=(), judgements=()):
    comparison = None
    if old is not None:
        comparison = judged(compare(old, new, changed_on=DAY, as_of=DAY), judgements)
    return Case(new, old, comparison, findings, planned_on)


def ids(found):
    return [blocker.id for blocker in blockers(found)]


def effective(day):
    row = case().comparison.rows[0]
    return Judgement(row.key, row.digest, None, "", "", day, "編集 太郎")


def test_a_plain_change_with_a_day_is_free():
    assert ids(case()) == []
    refuse_blocked(case(), "")


def test_a_first_edition_needs_no_comparison():
    assert ids(case(old=None)) == []


def test_a_day_of_publication_is_needed():
    assert ids(case(planned_on=None)) == ["planned-on"]


def test_nothing_changed_is_nothing_to_approve():
    assert ids(case(new=OLD)) == ["no-change"]


@pytest.mark.parametrize("where", ["draft", "base"])
def test_an_answer_that_could_not_be_read_blocks_wherever_it_stands(where):
    lost = replace(OLD, answers=OLD.answers | {"department": unknown("not-in-source")})
    found = case(new=replace(NEW, answers=NEW.answers | {"department": unknown("cut-off")}))
    found = found if where == "draft" else case(old=lost)
    blocking = [b for b in blockers(found) if b.id == "unreadable"]
    assert [b.path for b in blocking] == ["department"]
    assert "部署" in blocking[0].message


def test_an_added_thing_with_a_marked_item_waits_for_a_decision():
    added = with_thing(
        NEW, "files[1].outsourcing", "new", title="入力業務", resubcontracted="resubcontracted"
    )
    found = case(new=added)
    assert "undecided" in ids(found)
    row = next(r for r in found.comparison.rows if r.needs_confirmation)
    said = Judgement(row.key, row.digest, "as_ruled_before", "", "", None, "編集 太郎")
    assert "undecided" not in ids(case(new=added, judgements=[said]))


@pytest.mark.parametrize(("day", "words"), [(date(2025, 3, 31), "より前"), (DAY, "と同じ")])
def test_a_change_made_before_it_is_published_is_passed_only_with_a_reason(day, words):
    found = case(judgements=[effective(day)])
    late = [b for b in blockers(found) if b.id == "too-late"]
    assert words in late[0].message
    with pytest.raises(NotAllowed, match=words):
        refuse_blocked(found, " ")
    refuse_blocked(found, "公表が遅れたため、速やかに公表する。")
    refuse_blocked(found, None)


def test_approval_says_of_a_late_day_what_the_table_says():
    found = case(judgements=[effective(DAY)])
    facts = found.comparison.rows[0].facts
    (told,) = day_findings([facts], as_of=DAY, published_on=DAY)
    assert [b.message for b in blockers(found)] == [told.message]


def test_a_day_before_the_law_is_too_late_all_the_same():
    assert ids(case(judgements=[effective(date(2012, 4, 1))])) == ["too-late"]


def test_a_draft_on_an_edition_that_is_no_longer_in_public_is_begun_anew():
    assert ids(replace(case(), is_outdated=True)) == ["outdated"]


def test_a_change_made_after_publication_is_free():
    assert ids(case(judgements=[effective(date(2025, 4, 2))])) == []


def test_a_finding_blocks_only_when_it_is_an_error():
    for severity in Severity:
        finding = Finding("x", severity, "", "日付があり得ません。", "直してください。")
        assert ids(case(findings=[finding])) == (["x"] if severity is Severity.ERROR else [])


def test_a_reason_passes_nothing_but_what_may_be_passed():
    with pytest.raises(NotAllowed, match="公表予定日"):
        refuse_blocked(case(planned_on=None), "急ぐため")


def worded(after):
    row = case().comparison.rows[0]
    return Judgement(row.key, row.digest, None, "", "", None, "編集 太郎", None, after)


def test_a_wording_that_hides_a_change_is_passed_only_with_a_reason():
    found = case(judgements=[worded("保管の場所を改めた。")])
    (blocker,) = blockers(found)
    assert (blocker.id, blocker.passable) == ("wording", True)
    assert "保管場所" in blocker.message
    assert "がありません" in blocker.message
    assert blocker.path == found.comparison.rows[0].key
    with pytest.raises(NotAllowed, match="読み取れない変更があります"):
        refuse_blocked(found, "")
    refuse_blocked(found, "本文で分かるため。")


def test_a_wording_that_still_says_what_changed_is_free():
    assert ids(case(judgements=[worded("データセンターに保管。")])) == []


def test_comments_that_wait_are_told_by_item_and_passed_only_with_a_reason():
    storage = NEW.answers["files"][0]["@id"]
    paths = (f"files[@{storage}].storage", "", f"files[@{storage}].storage")
    found = replace(case(), open_threads=paths)
    item, whole = blockers(found)
    assert (item.id, item.passable, item.path) == ("comment", True, paths[0])
    assert "保管場所" in item.message
    assert "2件" in item.message
    assert "評価書全体" in whole.message
    with pytest.raises(NotAllowed, match="コメントが2件あります"):
        refuse_blocked(found, "")
    refuse_blocked(found, "口頭で確かめたため。")


def test_a_comment_on_what_was_removed_has_a_label_still():
    found = replace(case(), open_threads=["files[@gone].outsourcing[@gone].title"])
    assert "委託事項" in blockers(found)[0].message
