"""The rows that an officer would write, and what stands beside them."""

from datetime import date

import pytest

from pia.assessment import Set, apply
from pia.errors import InputRefused, PathNotFound
from pia.revision.style import TableStyle
from tests.revision.small import DAY, assessment, compared, only_row, outsourced, reasons, work

# --- the contract -----------------------------------------------------------------------------


def test_the_json_is_that_of_the_contract():
    old = outsourced(work("w1", resubcontracted="not_resubcontracted"))
    new = outsourced(work("w1", resubcontracted="resubcontracted"))
    at = "files[@f1].outsourcing[@w1].resubcontracted"
    op = {"op": "set", "at": at, "old": "not_resubcontracted", "new": "resubcontracted"}
    assert compared(old, new).as_json() == {
        "procedure": "再実施",
        "complete": True,
        "findings": [],
        "rows": [
            {
                "changed_on": "2023-11-06",
                "effective_on": None,
                "item": "Ⅱ 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託"
                " 委託事項1 ④再委託の有無",
                "before": "再委託しない",
                "after": "再委託する",
                "timing": "事前",
                "explanation": "重要な項目の変更であって事前の提出・公表が義務付けられている。",
                "change": "edited",
                "mode": "item",
                "important": True,
                "old_path": "files[1].outsourcing[1].resubcontracted",
                "new_path": "files[1].outsourcing[1].resubcontracted",
                "id_paths": [at],
                "block": None,
                "rule": "general_rule",
                "sources": [
                    "特定個人情報保護評価に関する規則(平成26年特定個人情報保護委員会規則第1号)",
                    "特定個人情報保護評価指針",
                ],
                "verified": True,
                "needs_confirmation": False,
                "proposal": None,
                "evidence": None,
                "segments": [["=", "再委託"], ["-", "しない"], ["+", "する"]],
                "ops": [op],
            }
        ],
        "unprinted": [],
    }


def test_short_labels_are_those_of_the_form():
    old, new = outsourced(work("w1", handlers="")), outsourced(work("w1", handlers="under_10"))
    row = only_row(old, new, style=TableStyle(labels="short"))
    assert row.item == "Ⅱ-4-委託事項1 ②委託先における取扱者数"


def test_other_items_are_a_correction_submitted_after():
    old, new = assessment(department="税務課"), assessment(department="市民税課")
    comparison = compared(old, new)
    assert comparison.procedure == "修正"
    assert comparison.rows[0].explanation == (
        "その他の項目の変更であり、事前の提出・公表が義務付けられない。"
    )


def test_a_mere_spelling_of_marks_is_submitted_after():
    old, new = assessment(linkage_basis="番号法、政令"), assessment(linkage_basis="番号法,政令")
    comparison = compared(old, new)
    assert comparison.rows[0].timing == "事後"
    assert comparison.rows[0].important
    assert not comparison.rows[0].decision.verified
    assert comparison.procedure == "修正"


def test_a_day_before_the_form_was_made_is_left_to_a_person():
    old, new = assessment(department="税務課"), assessment(department="市民税課")
    row = only_row(old, new, as_of=date(2018, 4, 30))
    assert (row.timing, row.needs_confirmation, row.decision.rule) == ("事前", True, "no_rule")


# --- texts and blanks -------------------------------------------------------------------------


def test_a_text_is_changed_by_spans():
    old = assessment(department="市民生活部市民課の第1係")
    new = assessment(department="市民部市民課の第2係")
    row = only_row(old, new)
    assert [op.at for op in row.ops] == ["department", "department"]
    assert apply(old.answers, row.ops) == new.answers


def test_a_sign_with_its_variation_selector_is_never_cut():
    old = assessment(department="葛\U000e0100城課")
    new = assessment(department="葛\U000e0101城課")
    assert only_row(old, new).segments == (
        ("-", "葛\U000e0100"),
        ("+", "葛\U000e0101"),
        ("=", "城課"),
    )


@pytest.mark.parametrize("blank", [None, "", "—", " ", {"unknown": "empty-or-dash", "raw": "—"}])
def test_a_blank_prints_as_a_dash_against_text(blank):
    old = assessment(**({} if blank is None else {"other_organisations": blank}))
    row = only_row(old, assessment(other_organisations="みほん市教育委員会"))
    assert (row.before, row.after, row.change) == ("—", "みほん市教育委員会", "edited")
    assert (row.old_path, row.new_path) == (
        None if blank is None else "other_organisations",
        "other_organisations",
    )
    assert row.ops == (Set("other_organisations", blank, "みほん市教育委員会"),)


@pytest.mark.parametrize(("one", "other"), [("", "—"), ("", {"unknown": "empty-or-dash"})])
def test_a_blank_against_a_blank_is_not_printed(one, other):
    assert reasons(assessment(special_notes=one), assessment(special_notes=other)) == ["empty"]
    assert reasons(assessment(), assessment(special_notes=other)) == ["empty"]
    assert reasons(assessment(special_notes=one), assessment()) == ["empty"]


def test_white_space_alone_is_not_printed():
    old = assessment(task_content="届出の受付\n審査")
    assert reasons(old, assessment(task_content="届出の受付 審査")) == ["white-space"]


def test_white_space_between_two_digits_is_content():
    old, new = assessment(task_content="別表の1 2の項"), assessment(task_content="別表の12の項")
    assert only_row(old, new).after == "別表の12の項"


def test_the_day_of_publication_makes_no_row():
    old = assessment(published_on="令和5年11月6日")
    assert reasons(old, assessment(published_on="令和6年11月6日")) == ["not-in-change-table"]


def test_boxes_are_printed_as_boxes_on_both_sides():
    old = assessment(risks=[{"@id": "r", "audits": {"checked": [], "detail": {}}}])
    new = assessment(risks=[{"@id": "r", "audits": {"checked": ["self_check"], "detail": {}}}])
    row = only_row(old, new)
    assert row.before == "[ ]自己点検 [ ]内部監査 [ ]外部監査"
    assert row.after == "[○]自己点検 [ ]内部監査 [ ]外部監査"


# --- what could not be read -------------------------------------------------------------------


def test_an_unread_answer_makes_no_row_but_a_finding():
    unread = {"unknown": "not-in-source"}
    comparison = compared(assessment(department=unread), assessment(department="市民課"))
    assert comparison.rows == ()
    assert [part.reason for part in comparison.unprinted] == ["cannot-tell"]
    assert [(f.id, f.path, f.severity) for f in comparison.findings] == [
        ("cannot-tell", "department", "warning")
    ]
    assert comparison.complete


def test_two_equal_unread_answers_say_nothing():
    unread = assessment(department={"unknown": "not-in-source"})
    assert compared(unread, unread).unprinted == ()


def test_an_unread_answer_in_an_added_thing_is_shown_and_found():
    new = outsourced(work("w1", content={"unknown": "cut-off", "raw": "運用保"}))
    comparison = compared(outsourced(), new)
    assert "①（読み取れていません）" in comparison.rows[0].after
    assert [f.id for f in comparison.findings] == ["cannot-tell"]


# --- whole things -----------------------------------------------------------------------------


def test_an_added_system_is_one_row_that_lists_its_items():
    system = {"@id": "s2", "name": "窓口支援システム", "functions": "読取り"}
    old = assessment(systems=[{"@id": "s1", "name": "年金システム"}])
    row = only_row(old, assessment(systems=[*old.answers["systems"], system]))
    assert row.item.endswith("システム2 ①システムの名称 ②システムの機能")
    assert (row.before, row.after) == ("—", "①窓口支援システム\n②読取り")
    assert (row.change, row.mode, row.timing) == ("added", "group", "事後")
    assert (row.old_path, row.new_path) == (None, "systems[2]")
    assert not row.needs_confirmation


def test_an_added_outsourcing_with_a_marked_item_asks_for_confirmation():
    added = work("w2", content="保守", resubcontracted="not_resubcontracted", handlers="—")
    row = only_row(outsourced(work("w1")), outsourced(work("w1"), added))
    assert row.after == "業務w2\n①保守\n④再委託しない"
    assert (row.timing, row.important, row.needs_confirmation) == ("事前", True, True)


def test_a_removed_thing_is_labelled_by_its_old_number():
    row = only_row(outsourced(work("w1"), work("w2")), outsourced(work("w1")))
    assert row.item.endswith("委託事項2")
    assert (row.before, row.after, row.change) == ("業務w2", "—", "removed")
    assert (row.old_path, row.new_path) == ("files[1].outsourcing[2]", None)


def test_a_whole_file_shows_its_things_indented():
    file = {
        "@id": "f1",
        "name": "年金ファイル",
        "type": "system_file",
        "outsourcing": [work("w1", content="保守")],
    }
    row = only_row(assessment(), assessment(files=[file]))
    assert row.after == (
        "1 特定個人情報ファイル名：年金ファイル\n2 基本情報\n①システム用ファイル\n"
        "4 特定個人情報ファイルの取扱いの委託\n委託事項1\n　業務w1\n　①保守"
    )
    assert [type(op).__name__ for op in row.ops] == ["Set", "Add"]


def test_a_thing_without_answers_makes_no_row():
    assert reasons(outsourced(), outsourced({"@id": "w1", "title": "—"})) == ["empty"]


def test_a_list_that_was_never_asked_and_an_empty_one_are_not_printed():
    assert reasons(assessment(), assessment(systems=[])) == ["empty"]
    assert reasons(assessment(systems=[]), assessment()) == ["empty"]


def test_the_last_thing_and_its_list_can_go_together():
    comparison = compared(assessment(systems=[{"@id": "s", "name": "甲"}]), assessment())
    assert [row.change for row in comparison.rows] == ["removed"]
    assert [part.reason for part in comparison.unprinted] == ["empty"]
    assert comparison.complete


def test_a_moved_thing_makes_no_row():
    works = [work(name) for name in ("w1", "w2", "w3")]
    comparison = compared(outsourced(*works), outsourced(works[2], *works[:2]))
    assert comparison.rows == ()
    (moves,) = comparison.unprinted
    assert [(op.at, op.old, op.new) for op in moves.ops] == [("files[@f1].outsourcing[@w3]", 3, 1)]


# --- documents --------------------------------------------------------------------------------


def test_things_of_another_lineage_are_matched_by_content():
    old = outsourced(work("w1", content="保守"))
    works = [work("w1", content="運用")]
    new = assessment("other", files=[{"@id": "g", "outsourcing": works}])
    comparison = compared(old, new)
    assert [row.item[-5:] for row in comparison.rows] == ["①委託内容"]
    assert [row.needs_confirmation for row in comparison.rows] == [False]
    assert [part.reason for part in comparison.unprinted] == ["not-in-change-table"]
    assert "matched-by-content" in [finding.id for finding in comparison.findings]
    assert comparison.complete


def test_swapped_ids_of_another_lineage_are_given_by_way_of_a_free_one():
    old = outsourced(work("w1"), work("w2"))
    swapped = [{"@id": "w2", "title": "業務w1"}, {"@id": "w1", "title": "業務w2"}]
    new = assessment("other", files=[{"@id": "f1", "outsourcing": swapped}])
    comparison = compared(old, new)
    assert comparison.rows == ()
    assert [op.new for op in comparison.unprinted[0].ops] == ["t1", "w1", "w2"]
    assert comparison.complete


def test_two_forms_are_refused():
    with pytest.raises(InputRefused, match="様式の版が違う評価書は比べられません") as refused:
        compared(assessment(), assessment(edition="r06-10"))
    assert "先に" in refused.value.hint


def test_another_number_is_a_finding():
    comparison = compared(assessment(number="17"), assessment(number="18"))
    assert [(f.id, f.severity) for f in comparison.findings] == [("number-differs", "warning")]


def test_the_effective_day_is_given_by_place():
    old = outsourced(work("w1", content="甲"), name="一", notes="一")
    new = outsourced(work("w1", content="乙"), name="二", notes="二")
    days = {"": date(2024, 4, 1), "files[1].outsourcing[1]": date(2024, 5, 1), "department": DAY}
    comparison = compared(old, new, effective_on=days)
    assert [row.effective_on and row.effective_on.month for row in comparison.rows] == [4, 5, 4]
    assert [(f.id, f.path) for f in comparison.findings] == [("effective-on-unused", "department")]


def test_the_effective_day_of_an_unknown_place_is_refused():
    with pytest.raises(PathNotFound, match="departmnt"):
        compared(assessment(), assessment(), effective_on={"departmnt": DAY})


def test_the_effective_day_is_never_derived():
    old, new = assessment(department="甲"), assessment(department="乙")
    assert only_row(old, new).effective_on is None
    assert only_row(old, new, effective_on=date(2024, 4, 1)).effective_on == date(2024, 4, 1)


@pytest.mark.parametrize(
    "place", ["files", "files[1].outsourcing", "files[@f1].outsourcing[1]", "files[1]", ""]
)
def test_a_day_is_given_for_a_place_however_it_is_written(place):
    old, new = outsourced(work("w1")), outsourced(work("w1", content="印刷"))
    day = date(2024, 4, 1)
    comparison = compared(old, new, effective_on={place: day})
    assert [row.effective_on for row in comparison.rows] == [day]
    assert comparison.findings == ()


def test_a_day_for_a_thing_that_neither_document_has_is_refused():
    with pytest.raises(PathNotFound):
        compared(outsourced(), outsourced(), effective_on={"files[9]": DAY})


def test_a_row_that_no_rule_decides_makes_a_reassessment_until_somebody_confirms_it():
    old, new = assessment(department="総務課"), assessment(department="税務課")
    comparison = compared(old, new, as_of=date(2010, 1, 1))
    assert [(r.timing, r.needs_confirmation) for r in comparison.rows] == [("事前", True)]
    assert comparison.procedure == "再実施"


# --- 実施（予定）日 against 公表日 ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effective_on", "published_on", "expected"),
    [
        (date(2023, 11, 20), "令和5年11月1日", []),
        (date(2023, 11, 1), "令和5年11月1日", ["effective-on-publication-day"]),
        (date(2023, 10, 20), "令和5年11月1日", ["effective-before-publication"]),
        # A draft still says the day of the edition it began from: nothing is published yet.
        (date(2023, 11, 6), "令和5年4月3日", ["effective-on-reached"]),
        (date(2023, 11, 7), "令和5年4月3日", []),
        (date(2023, 11, 6), "令和5年11月", ["effective-on-reached"]),
    ],
)
def test_an_edition_is_held_against_the_day_it_says_it_was_published(
    effective_on, published_on, expected
):
    old, new = (
        assessment(
            published_on=day,
            files=[{"@id": "f1", "outsourcing": [work("w1", resubcontracted=choice)]}],
        )
        for day, choice in (
            ("令和5年4月3日", "not_resubcontracted"),
            (published_on, "resubcontracted"),
        )
    )
    found = compared(old, new, effective_on=effective_on).findings
    assert [one.id for one in found] == expected
