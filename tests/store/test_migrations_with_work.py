"""What earlier releases kept is still there, and right, behind the newest step; and back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from pia.approval.roles import Role
from pia.assessment.canonical import canonical
from pia.revision.style import DEFAULT_STYLE, TableStyle
from pia.store.engine import for_writing
from pia.store.guards import REFUSAL
from pia.store.migrating import migration, newest
from tests.builders import assessment
from tests.store.builders import AT
from tests.store.earlier import AT_0001, AT_0003
from tests.store.judgements import judgement

DIGEST = "a" * 64


def test_a_store_at_0001_keeps_its_work_on_the_way_up_and_down(fresh):
    _go(fresh, "upgrade", "0001")
    _fill(fresh, AT_0001)
    with fresh.reading() as work, pytest.raises(DBAPIError):
        work.drafts.judgements(1)
    _go(fresh, "upgrade", "0003")
    with fresh.writing() as work:
        assert work.names.style(1) == DEFAULT_STYLE
        assert [j.before for j in work.drafts.judgements(1)] == [None]
        work.names.keep_style(1, TableStyle(labels="short"))
        worded = replace(judgement(), before="新しい文言")
        work.drafts.judge(1, worded, by=1, at=AT)
    with fresh.reading() as work:
        assert work.names.style(1).labels == "short"
        assert [j.before for j in work.drafts.judgements(1)] == [None, "新しい文言"]
    _go(fresh, "downgrade", "0001")
    with fresh.engine.connect() as connection:
        kept = connection.execute(text("SELECT reason FROM judgement ORDER BY id")).scalars().all()
    assert kept == ["誤記のため", "理由"]
    with (
        pytest.raises(IntegrityError, match=REFUSAL),
        for_writing(fresh.engine).begin() as connection,
    ):
        connection.execute(text("DELETE FROM judgement"))


def test_a_store_at_0003_keeps_people_drafts_plans_and_marks(fresh):
    document = assessment()
    _go(fresh, "upgrade", "0003")
    _fill(fresh, AT_0003, document=canonical(document), digest=DIGEST)
    _go(fresh, "upgrade", "head")
    assert fresh.revision() == newest()
    with fresh.reading() as work:
        people = {user.name: (user.email, user.roles) for user in work.users.all()}
        draft, (voice,) = work.drafts.get(1), work.routes.endorsements(1)
        assert people["sato"] == ("sato@city.example.jp", frozenset({Role.EDITOR}))
        assert set(people) == {"sato", "kacho", "kakari"}
        assert (draft.document, draft.state, draft.purpose) == (document, "approved", "移行のため")
        assert (draft.planned_on, draft.kind) == (date(2026, 5, 1), "amendment")
        assert work.drafts.planners(1) == frozenset()  # nobody kept who set the day
        assert work.drafts.promoted(1) == {"storage#space"}
        assert [step.action for step in work.drafts.steps(1)] == ["request", "approve"]
        assert (voice.by, voice.said.for_id, voice.said.passed) == ("山本 直子", 2, "急ぎのため")
        assert voice.said.obstacles == ""
        assert work.waiting.stood_in_for(2) == {1: datetime(2026, 4, 1, 3, tzinfo=UTC)}
        (thread,) = work.comments.of(1)
        assert ([said.body for said in thread.comments], thread.is_open) == (
            ["場所を確かめてください。", "確かめました。"],
            False,
        )
        assert [plan.title for plan in work.planning.changes()] == ["標準準拠システムへの移行"]
        (review,) = work.planning.reviews()
        assert (review.reviewed_on, review.withdrawn) == (date(2026, 3, 16), None)
        assert work.editions.get(1).document == document
        assert work.notices.seen_at(1) == datetime(2026, 4, 1, 2, tzinfo=UTC)
    with fresh.writing() as work:
        work.drafts.plan(draft, date(2026, 6, 1), "amendment", by=1, at=AT)
        work.planning.withdraw_review(1, "日を間違えた", by=1, at=AT)
        work.unsettled.add(1, "", "basics", "0", (), by=1, at=AT)
    _go(fresh, "downgrade", "0003")
    with fresh.engine.connect() as connection:
        kept = connection.execute(text("SELECT planned_on, purpose FROM draft")).one()
        assert [str(one) for one in kept] == ["2026-06-01", "移行のため"]
        assert connection.execute(text("SELECT count(*) FROM endorsement")).scalar() == 1


def _fill(store, statements, **given):
    with for_writing(store.engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement), given)


def _go(store, way, to):
    with migration(store.engine) as config:
        {"upgrade": command.upgrade, "downgrade": command.downgrade}[way](config, to)
