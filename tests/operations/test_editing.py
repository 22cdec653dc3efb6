"""A draft with all that its pages say of it while somebody writes."""

from pia.operations.editing import desk_of
from tests.operations.city import TODAY


def desk(city, draft):
    with city.store.reading() as work:
        return desk_of(work, draft, TODAY)


def test_a_draft_is_seen_beside_what_is_published_with_its_rows_and_its_saves(city):
    draft = city.edited(city.started().id, department="税務部市民税課", storage="庁外に保管する。")
    found = desk(city, draft)
    assert found.base == city.edition.reading
    assert found.table is not None
    assert [row.timing for row in found.table.rows] == ["事後", "事前"]
    assert [change.sequence for change in found.changes] == [1, 2]
    assert found.document == draft.document


def test_a_first_edition_has_nothing_to_be_compared_with(city):
    draft = city.first(number="99", task_name="別の事務")
    found = desk(city, draft)
    assert (found.base, found.table, found.changes) == (None, None, ())


def test_what_the_checks_find_is_found_as_it_would_be_published(city):
    draft = city.edited(city.started().id, department="")
    assert all(one.message for one in desk(city, draft).findings)
