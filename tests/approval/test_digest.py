"""What an approval binds, and what it leaves free."""

from dataclasses import replace
from datetime import date

from pia.approval.digest import approval_digest
from pia.revision import compare
from pia.revision.judging import Judgement, judged
from pia.revision.style import TableStyle
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


def worded(after):
    ruled = compare(OLD, NEW, changed_on=DAY, as_of=DAY).rows[0]
    return Judgement(ruled.key, ruled.digest, None, "", "", None, "編集 太郎", None, after)


def test_a_wording_is_bound_with_what_the_engine_rendered():
    """Two texts that are shortened to the same words are two things to approve."""
    other = changed(OLD, {"files[1].storage": "県外のデータセンターに保管する。"})
    row = compare(OLD, other, changed_on=DAY, as_of=DAY).rows[0]
    same = Judgement(row.key, row.digest, None, "", "", None, "編集 太郎", None, "改めた。")
    rows = [
        judged(compare(OLD, new, changed_on=DAY, as_of=DAY), [said])
        for new, said in ((NEW, worded("改めた。")), (other, same))
    ]
    assert rows[0].rows[0].after == rows[1].rows[0].after
    assert len({approval_digest(NEW, one, DAY) for one in rows}) == 2
    assert digest(judgements=[worded("改めた。")]) not in (
        digest(),
        digest(judgements=[worded("x")]),
    )


def test_how_the_rows_join_the_earlier_ones_is_bound():
    found = {
        approval_digest(NEW, compare(OLD, NEW, changed_on=DAY, as_of=DAY, style=style), DAY)
        for style in (
            TableStyle(),
            TableStyle(newest_first=True),
            TableStyle(fresh_on_reassessment=True),
        )
    }
    assert len(found) == 3
