"""Tables that only grow refuse every other change, whoever asks for it."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from pia.errors import PiaError
from pia.revision.timing.names import Renaming
from pia.store.attachments import NewAttachment
from pia.store.drafts import NewStep
from pia.store.engine import for_writing
from pia.store.guards import REFUSAL, guard
from pia.store.records import NewEndorsement, NewProposal, RenderedFile
from pia.store.tables import APPEND_ONLY, METADATA, EditionRow
from tests.store.builders import AT, DAY, city, dossier, draft, edition
from tests.store.judgements import judgement

REFUSED = ("UPDATE {} SET id = id + 1", "DELETE FROM {}")
REFUSED_BY = {
    "sqlite": "REPLACE INTO {0} SELECT * FROM {0}",
    "postgresql": "TRUNCATE {} CASCADE",
}
NAMES = [table.__tablename__ for table in APPEND_ONLY]


@pytest.fixture(scope="module")
def everything():
    """Fill a store with one row at least in each table that only grows; `fill` does it."""

    def fill(work):
        here = city(work)
        one = dossier(work, here)
        begun = draft(work, here, one)
        work.drafts.change(begun, begun.document, what="edit", ops=[], by=here.user, at=AT)
        work.drafts.judge(begun.id, judgement(), by=here.user, at=AT)
        step = NewStep("request", "review", "", "", {})
        work.drafts.step(begun, step, by=here.user, at=AT)
        kept = edition(work, here, one)
        work.editions.complete(kept, "files[@file1].storage", [], by=here.user, at=AT)
        work.editions.keep_report(kept.id, {})
        file = RenderedFile("public", "html", "評価書.html", "text/html", b"<p>")
        issue = work.issues.add(
            [file], draft_id=None, stamped_on=DAY, reason="公表", by=here.user, at=AT
        )
        work.issues.publish(kept.id, issue.id)
        attached = NewAttachment(one.id, "source", "評価書.pdf", "application/pdf", b"%PDF")
        work.attachments.add(attached, by=here.user, at=AT)
        name = Renaming("organisation", "税務部市民税課", "財務部市民税課")
        renamed = work.names.add(here.municipality, name, by=here.user, at=AT)
        work.names.withdraw(renamed, "誤り", by=here.user, at=AT)
        _talk(work, here, begun)
        _route(work, here, begun)
        work.drafts.promote(begun.id, "key", is_promoted=True, by=here.user, at=AT)
        planned = work.planning.plan(one.id, "基盤の移行", "", DAY, by=here.user, at=AT)
        work.planning.end(planned, "done", "", by=here.user, at=AT)
        looked = work.planning.review(one.id, kept.id, DAY, "unchanged", "", by=here.user, at=AT)
        work.planning.withdraw_review(looked, "誤り", by=here.user, at=AT)
        work.drafts.plan(begun, DAY, "amendment", by=here.user, at=AT)
        work.audit.add("adopt", "edition 1", at=AT)

    return fill


def _talk(work, here, begun):
    thread = work.comments.add(begun.id, "", "確認", thread_id=None, by=here.user, at=AT)
    work.comments.mark(thread, "resolved", "", by=here.user, at=AT)
    sheet = work.inquiries.add(
        begun.id, ["department"], title="照会", note="", sequence=0,
        division_id=None, due_on=None, by=here.user, at=AT,
    )  # fmt: skip
    said = NewProposal("department", None, "市民課", "", "")
    proposed = work.inquiries.propose(sheet, said, by=here.user, at=AT)
    work.inquiries.decide(proposed, "", is_accepted=True, by=here.user, at=AT)


def _route(work, here, begun):
    route = work.routes.add(here.organisation, {"stages": []}, by=here.user, at=AT)
    request = work.drafts.steps(begun.id)[-1]
    said = NewEndorsement(request.id, route, 1, "approve", "0" * 64)
    work.routes.endorse(begun.id, said, by=here.user, at=AT)


@pytest.mark.parametrize("table", NAMES)
def test_a_kept_row_cannot_be_changed_or_removed_even_by_raw_sql(store, everything, table):
    with store.writing() as work:
        everything(work)
    for statement in (*REFUSED, REFUSED_BY[store.engine.dialect.name]):
        with (
            pytest.raises(IntegrityError, match=REFUSAL),
            for_writing(store.engine).begin() as connection,
        ):
            connection.execute(text(statement.format(table)))
    with store.engine.connect() as connection:
        assert (
            connection.execute(select(func.count()).select_from(METADATA.tables[table])).scalar()
            == 1
        )


def test_guarding_a_table_again_changes_nothing(store):
    with for_writing(store.engine).begin() as connection:
        guard(connection, NAMES)


def test_a_defect_of_ours_that_rewrites_an_edition_keeps_nothing(store):
    with store.writing() as work:
        here = city(work)
        kept = edition(work, here, dossier(work, here))
    with pytest.raises(PiaError, match="残すべき記録を書き換えようとした"), store.writing() as work:
        work.connection.get(EditionRow, kept.id).receipt = "受付2号"
    with store.reading() as work:
        assert work.editions.get(kept.id) == kept
