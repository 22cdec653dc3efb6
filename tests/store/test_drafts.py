"""Drafts with their Change log, judgements and steps."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from pia.assessment import canonical
from pia.store.drafts import NewStep
from tests.builders import assessment, row, with_rows, withholding
from tests.store.builders import AT, DAY, LATER, city, dossier, draft, edition
from tests.store.judgements import judgement

TOKYO = timezone(timedelta(hours=9))


@pytest.fixture
def here(store):
    with store.writing() as work:
        return city(work)


@pytest.fixture
def one(store, here):
    with store.writing() as work:
        return dossier(work, here)


def test_a_document_comes_back_byte_for_byte(store, here, one):
    document = withholding(assessment(department="髙﨑課\n𠮷田係"), "files[1].storage", "記載")
    document = with_rows(document, row(before="葛\U000e0100飾", after="—"))
    with store.writing() as work:
        kept = draft(work, here, one, document)
    with store.reading() as work:
        assert work.drafts.get(kept.id) == kept
        assert canonical(work.drafts.get(kept.id).document) == canonical(document)


def test_a_moment_is_kept_with_its_zone_and_days_are_days(store, here, one):
    at = AT.astimezone(TOKYO)
    with store.writing() as work:
        begun = work.drafts.add(
            one.id, assessment(), base_id=None, kind="first", by=here.user, at=at
        )
        work.drafts.plan(begun, DAY, "reassessment", by=begun.made_by, at=AT)
    with store.reading() as work:
        kept = work.drafts.get(begun.id)
    assert kept.made_at == at
    assert kept.made_at.utcoffset() == timedelta(0)
    assert (kept.planned_on, kept.kind) == (DAY, "reassessment")


def test_a_moment_without_zone_is_a_defect(store, here, one):
    with pytest.raises(StatementError, match="an instant needs a zone"), store.writing() as work:
        work.drafts.judge(1, judgement(), by=here.user, at=AT.replace(tzinfo=None))


def test_every_save_stands_in_the_change_log(store, here, one):
    ops = [{"op": "set", "at": "department", "old": "一", "new": "髙"}]
    with store.writing() as work:
        now = draft(work, here, one)
        now = work.drafts.change(
            now, assessment(department="髙"), what="edit", ops=ops, by=here.user, at=AT
        )
        work.drafts.change(now, assessment(), what="undo", ops=[], by=here.user, at=LATER)
    with store.reading() as work:
        assert work.drafts.get(now.id).sequence == 2
        first, second = work.drafts.changes(now.id)
        assert (first.sequence, first.what, first.ops) == (1, "edit", ops)
        assert (second.sequence, second.what, second.made_at) == (2, "undo", LATER)
        assert work.drafts.changes(now.id, after=1) == (second,)


def test_the_newest_judgement_of_a_row_comes_last(store, here, one):
    words = ["はじめの判断", "ほかの行", "見直した判断"]
    with store.writing() as work:
        begun = draft(work, here, one)
        for which, said in zip(("row1", "row2", "row1"), words, strict=True):
            work.drafts.judge(begun.id, judgement(which, said, DAY), by=here.user, at=AT)
    with store.reading() as work:
        found = work.drafts.judgements(begun.id)
        kept = work.drafts.kept_judgements(begun.id)
    assert [j.explanation for j in found] == words
    assert [(k.judgement, k.made_by, k.made_at) for k in kept] == [
        (j, here.user, AT) for j in found
    ]
    assert found[-1] == replace(judgement("row1", "見直した判断", DAY), by="佐藤 花子")


def test_a_step_leads_to_its_state_and_keeps_what_it_bound(store, here, one):
    details = {"文書番号": "みほ市第12号", "通した警告": ["characters"]}
    with store.writing() as work:
        now = draft(work, here, one)
        new = NewStep("request", "review", "a" * 64, "お願いします。", details)
        now = work.drafts.step(now, new, by=here.user, at=LATER)
    assert now.state == "review"
    with store.reading() as work:
        assert work.drafts.get(now.id) == now
        (kept,) = work.drafts.steps(now.id)
    assert (kept.action, kept.came_from, kept.went_to) == ("request", "draft", "review")
    assert (kept.digest, kept.comment, kept.details) == ("a" * 64, "お願いします。", details)
    assert (kept.made_by, kept.made_at) == (here.user, LATER)


def test_the_open_draft_is_found_and_closed_ones_are_listed(store, here, one):
    with store.writing() as work:
        base = edition(work, here, one)
        old = draft(work, here, one)
        step = NewStep("withdraw", "withdrawn", "", "", {})
        old = work.drafts.step(old, step, by=here.user, at=AT)
        assert work.drafts.open_of(one.id) is None
        new = work.drafts.add(
            one.id, assessment(), base_id=base.id, kind="amendment", by=here.user, at=AT
        )
    with store.reading() as work:
        assert work.drafts.open_of(one.id) == work.drafts.locked(new.id) == new
        assert work.drafts.of(one.id) == (new, old)


def test_what_is_promoted_and_how_an_item_is_cut_are_kept_apart_and_the_newest_counts(
    store, here, one
):
    by = {"by": here.user, "at": AT}
    with store.writing() as work:
        number = draft(work, here, one).id
        work.drafts.promote(number, "files[@f1].storage#white-space", is_promoted=True, **by)
        work.drafts.promote(number, "files#move", is_promoted=True, **by)
        work.drafts.promote(number, "files#move", is_promoted=False, **by)
        for granularity in ("item", "sentence"):
            work.drafts.cut(number, "files[@f1].storage", granularity, **by)
        work.drafts.cut(number, "files[@f1].usage", "item", **by)
        work.drafts.cut(number, "files[@f1].usage", None, **by)
    with store.reading() as work:
        assert work.drafts.promoted(number) == {"files[@f1].storage#white-space"}
        assert work.drafts.granularities(number) == {"files[@f1].storage": "sentence"}
