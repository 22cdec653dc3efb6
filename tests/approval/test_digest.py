"""What an approval binds, and what it leaves free."""

from dataclasses import replace
from datetime import date

from pia.approval.digest import approval_digest
from pia.revision import compare
from pia.revision.judging import Judgement, judged
from tests.builders import assessment, changed, row, with_rows, withholding

OLD = assessment(storage="庁内のサーバ室に保管する。")
NEW = changed(OLD, {"files[1].storage": "データセンターに保管する。"})
DAY = date(2025, 4, 1)


def digest(new=NEW, planned_on=DAY, judgements=(), changed_on=DAY):
    ruled = compare(OLD, new, changed_on=changed_on, as_of=DAY)
    return approval_digest(new, judged(ruled, judgements), planned_on)


def said(ground, reason, explanation="", day=None):
    ruled = compare(OLD, NEW, changed_on=DAY, as_of=DAY).rows[0]
    return Judgement(ruled.key, ruled.digest, ground, reason, explanation, day, "編集 太郎")


def test_the_day_printed_as_published_and_as_changed_is_left_free():
    stamped = changed(NEW, {"published_on": "令和7年4月2日"})
    assert digest(stamped) == digest() == digest(changed_on=date(2025, 4, 2))


def test_content_is_bound():
    assert digest(changed(NEW, {"department": "別の課"})) != digest()


def test_the_planned_day_is_bound():
    assert digest(planned_on=date(2025, 4, 2)) != digest()


def test_withheld_parts_are_bound():
    assert digest(withholding(NEW, "files[1].storage", "データセンター")) != digest()


def test_earlier_rows_are_bound():
    assert digest(with_rows(NEW, row())) != digest()


def test_decisions_are_bound_with_their_words_and_days():
    found = {
        digest(judgements=[given])
        for given in (
            said("formal", "誤記のため"),
            said("formal", "別の理由"),
            said("formal", "誤記のため", "別の言い方。"),
            said("formal", "誤記のため", day=date(2025, 6, 1)),
            said("mitigated", "誤記のため"),
        )
    }
    assert len(found | {digest()}) == 6


def test_a_first_edition_is_bound_without_a_table():
    first = approval_digest(NEW, None, DAY)
    assert first != approval_digest(OLD, None, DAY)
    assert first == approval_digest(replace(NEW), None, DAY)
