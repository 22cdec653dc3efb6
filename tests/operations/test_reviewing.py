"""What people look at before they approve."""

from dataclasses import replace
from datetime import date

from pia.operations.reviewing import table_in
from tests.operations.city import TODAY

PLANNED = date(2025, 5, 1)


def blocking(city, draft):
    return [blocker.id for blocker in city.review(draft.id).blockers]


def test_a_new_draft_lacks_its_day_and_a_change(city):
    draft = city.started()
    assert blocking(city, draft) == ["planned-on", "no-change"]
    assert city.review(draft.id).comparison.procedure == "なし"


def test_a_planned_draft_with_a_change_is_free(city):
    assert blocking(city, city.planned()) == []


def test_rows_are_dated_by_the_planned_day_until_they_are_published(city):
    draft = city.planned(PLANNED)
    assert city.review(draft.id).comparison.rows[0].changed_on == PLANNED
    city.submitted(draft.id)
    city.later(days=2)
    city.published(draft.id)
    city.later(days=30)
    assert city.review(draft.id).comparison.rows[0].changed_on == date(2025, 4, 3)


def test_without_a_planned_day_rows_are_dated_by_today(city):
    draft = city.planned(None)
    assert city.review(draft.id).comparison.rows[0].changed_on == TODAY


def test_a_row_before_makes_the_edition_a_reassessment_whatever_was_planned(city):
    draft = city.planned(PLANNED, storage="データセンターに保管する。")
    assert (city.now(draft.id).kind, city.review(draft.id).kind) == ("amendment", "reassessment")


def test_a_first_edition_has_nothing_to_compare(city):
    found = city.review(city.first(number="4").id)
    assert (found.base, found.ruled, found.comparison) == (None, None, None)
    assert found.ruled_row("department") is None
    assert found.kind == "first"


def test_an_edition_that_came_in_between_is_an_obstacle(city):
    draft = city.planned()
    city.adopt_newer()
    assert "outdated" in blocking(city, draft)


def test_a_first_draft_is_outdated_once_its_document_was_registered(city):
    draft = city.first(number="4")
    city.adopt(number="4")
    assert "outdated" in blocking(city, draft)


def test_looking_changes_nothing(city):
    draft = city.planned()
    assert city.review(draft.id) == city.review(draft.id)
    with city.store.reading() as work:
        count = len(work.audit.entries(1000))
    city.review(draft.id)
    with city.store.reading() as work:
        assert len(work.audit.entries(1000)) == count


def test_the_table_alone_is_that_of_the_review(city):
    draft = city.planned(PLANNED, storage="データセンターに保管する。")
    city.judge(draft.id, "mitigated", reason="堅固な施設に移す。")
    with city.store.reading() as work:
        table = table_in(work, city.now(draft.id), TODAY)
    assert table is not None
    assert table == city.review(draft.id).comparison
    assert table.rows[0].timing == "事後"


def test_a_first_edition_and_another_form_have_no_table(city):
    first, draft = city.first(number="4"), city.planned(PLANNED)
    elsewhere = replace(draft, document=replace(draft.document, edition="r06-10"))
    with city.store.reading() as work:
        assert table_in(work, first, TODAY) is None
        assert table_in(work, elsewhere, TODAY) is None
