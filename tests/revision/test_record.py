"""Rows become part of the document; the samples compare as their cities wrote them."""

import json
from datetime import date
from itertools import pairwise

import pytest

from pia.assessment import apply, inverse, read_assessment
from pia.assessment.ops import op_from_json
from pia.errors import InputRefused
from pia.revision import record
from pia.revision.style import TableStyle
from tests.builders import assessment as whole
from tests.builders import changed, row, with_rows
from tests.revision.small import SAMPLES, assessment, compared, editions, outsourced, work

# --- recording --------------------------------------------------------------------------------


def test_recorded_rows_stand_last_with_their_operations():
    _, older, newer = editions("juminzei")
    recorded = record(newer, compared(older, newer, changed_on=date(2025, 1, 20)))
    added = recorded.change_history[len(newer.change_history) :]
    assert recorded.change_history[: len(newer.change_history)] == newer.change_history
    assert len(added) == 12
    assert {(row.origin, row.changed_on, row.changed_on_date) for row in added} == {
        ("generated", "令和7年1月20日", "2025-01-20")
    }
    text = json.dumps(recorded.as_json(), ensure_ascii=False)
    assert read_assessment(text, "recorded") == recorded


def test_rows_across_lineages_are_recorded_by_the_ids_of_the_new_document():
    old = outsourced(work("w1", content="保守"))
    works = [work("x", content="運用"), work("w1", content="印刷")]
    new = assessment("other", files=[{"@id": "g", "outsourcing": works}])
    rows = record(new, compared(old, new)).change_history
    assert [row.id_paths[0].id_path for row in rows] == [
        "files[@g].outsourcing[@x]",
        "files[@g].outsourcing[@w1].content",
    ]
    assert {row.id_paths[0].confidence for row in rows} == {"by-content"}
    ops = [op_from_json(op, "row") for row in rows for op in row.ops or ()]
    assert apply(new.answers, inverse(ops))["files"] == [
        {"@id": "g", "outsourcing": [{"@id": "w1", "title": "業務w1", "content": "保守"}]}
    ]


def test_rows_are_not_recorded_in_another_document():
    comparison = compared(assessment(department="甲"), assessment(department="乙"))
    with pytest.raises(InputRefused, match="比べた後に文書が変わっています"):
        record(assessment(department="丙"), comparison)


# --- the order of the city --------------------------------------------------------------------

EARLIER = row(before="戸籍課", after="市民課")
OLD = with_rows(whole(storage="本庁舎", department="市民課"), EARLIER)
AMENDED = changed(OLD, {"department": "窓口課"})
REASSESSED = changed(AMENDED, {"files[1].storage": "みほんセンター"})


def afters(new, **style):
    comparison = compared(OLD, new, style=TableStyle(**style))
    return [one.after for one in record(new, comparison).change_history]


def test_new_rows_stand_behind_the_earlier_ones():
    assert afters(REASSESSED) == ["市民課", "窓口課", "みほんセンター"]


def test_a_city_may_print_the_newest_rows_first():
    assert afters(REASSESSED, newest_first=True) == ["窓口課", "みほんセンター", "市民課"]


def test_a_city_may_start_its_table_afresh_at_a_reassessment():
    assert afters(REASSESSED, fresh_on_reassessment=True) == ["窓口課", "みほんセンター"]
    assert OLD.change_history == (EARLIER,)


def test_an_amendment_never_starts_the_table_afresh():
    assert afters(AMENDED, fresh_on_reassessment=True) == ["市民課", "窓口課"]
    assert afters(AMENDED, fresh_on_reassessment=True, newest_first=True) == ["窓口課", "市民課"]


PUBLISHED = [
    row(before=before, after=after, changed_on_date=day)
    for before, after, day in [
        ("甲", "乙", "2021-04-01"),
        ("イ", "ロ", "2021-04-01"),
        ("乙", "丙", "2023-04-01"),
        ("丙", "丁", "2025-01-20"),
    ]
]
TURNED = [PUBLISHED[number] for number in (3, 2, 0, 1)]


def recorded(earlier, *, newest_first):
    old = with_rows(whole(department="市民課"), *earlier)
    comparison = compared(
        old, changed(old, {"department": "窓口課"}), style=TableStyle(newest_first=newest_first)
    )
    return list(record(comparison.new, comparison).change_history)


@pytest.mark.parametrize("earlier", [PUBLISHED, TURNED])
def test_days_that_stand_the_other_way_round_are_turned_and_their_cells_stay(earlier):
    first, *rows = recorded(earlier, newest_first=True)
    assert (first.after, rows) == ("窓口課", TURNED)


def test_where_nobody_chose_an_order_the_table_goes_on_as_it_stands():
    *rows, last = recorded(PUBLISHED, newest_first=False)
    assert (rows, last.after) == (PUBLISHED, "窓口課")
    first, *rows = recorded(TURNED, newest_first=False)
    assert (first.after, rows) == ("窓口課", TURNED)


@pytest.mark.parametrize(
    "earlier",
    [
        [PUBLISHED[0], PUBLISHED[2], PUBLISHED[1]],
        [row(before="甲", after="乙", changed_on_date=None), *PUBLISHED[2:]],
    ],
)
def test_days_that_go_up_and_down_or_cannot_be_read_leave_the_table_as_it_is(earlier):
    assert recorded(earlier, newest_first=True)[1:] == earlier
    assert recorded(earlier, newest_first=False)[:-1] == earlier


# --- the samples ------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", SAMPLES)
def test_the_rows_name_every_item_of_the_published_history(folder):
    documents = editions(folder)
    for older, newer in pairwise(documents):
        comparison = compared(older, newer, as_of=date(2025, 7, 1))
        assert comparison.complete
        published = newer.change_history[len(older.change_history) :]
        named = {target.id_path for row in published for target in row.id_paths}
        changed = {path for row in comparison.rows for path in row.id_paths}
        unchanged = named - changed
        # A published row may name a neighbour whose text stayed as it was.
        assert all(older.answers[path] == newer.answers[path] for path in unchanged)
        assert changed <= named
