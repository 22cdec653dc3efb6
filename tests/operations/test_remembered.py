"""A table and its findings are made once for one text, one day and one way of writing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pia.approval.roles import Role
from pia.operations import remembered
from pia.operations.editing import desk_of
from pia.revision import compare
from tests.operations.city import TODAY


@pytest.fixture
def made(monkeypatch):
    """How many tables were made."""
    tables = []

    def counting(*documents, **more):
        tables.append(documents)
        return compare(*documents, **more)

    monkeypatch.setattr(remembered, "compare", counting)
    return tables


def desk(city, draft, day=TODAY):
    with city.store.reading() as work:
        return desk_of(work, draft, day)


def test_pages_of_one_text_share_its_table(city, made):
    draft = city.edited(city.started().id, department="税務部")
    first, second = desk(city, draft), desk(city, draft)
    assert len(made) == 1
    assert first.findings == second.findings
    assert city.review(draft.id).ruled.rows == first.table.rows
    assert len(made) == 1


def test_another_text_another_day_and_another_style_make_another_table(city, made):
    draft = city.edited(city.started().id, department="税務部")
    assert [row.after for row in desk(city, draft).table.rows] == ["税務部"]
    newer = city.edited(draft.id, department="財務部税務課")
    assert [row.after for row in desk(city, newer).table.rows] == ["財務部税務課"]
    desk(city, newer, TODAY + timedelta(days=1))
    assert len(made) == 3
    withheld = replace(newer, document=replace(newer.document, withheld=()))
    desk(city, withheld)
    assert len(made) == 3


def test_a_judgement_counts_at_once(city, made):
    draft = city.edited(city.started().id, storage="データセンターに保管する。")
    assert desk(city, draft).table.rows[0].timing == "事前"
    city.judge(draft.id, "mitigated", reason="堅固な施設に移す。", role=Role.EDITOR)
    assert desk(city, draft).table.rows[0].timing == "事後"
    assert len(made) == 1
