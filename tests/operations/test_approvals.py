"""Approval: who may, what it binds, and what a step keeps."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations import drafts, planning
from pia.operations.approvals import MOST_BYTES, Asked, HandedIn, act_on, shown_details
from pia.revision.timing.table import RuleRow, timing_table
from tests.operations.city import TODAY, snapshot

DECIDED = {"document_number": "税第12号", "decided_on": TODAY, "office": "市民税課長"}
PDF = HandedIn("決裁文書.pdf", "application/pdf", b"%PDF-1.7 ")


def steps(city, draft_id):
    with city.store.reading() as work:
        return work.drafts.steps(draft_id)


def files(city):
    with city.store.reading() as work:
        return [f for f in work.attachments.of(city.dossier.id) if f.role != "source"]


def give(city, role, *roles):
    """Let the person with one role have more of them."""
    with city.store.writing() as work:
        work.users.give_roles(city.people[role].id, [role, *roles])
        city.people = city.people | {role: work.users.get(city.people[role].id)}


@pytest.fixture
def asked(city):
    """A draft that waits for its approval."""
    draft = city.planned()
    city.do(Role.EDITOR, draft.id, "request")
    return draft


@pytest.fixture
def approved(city):
    """A draft that is approved."""
    draft = city.planned()
    city.approved(draft.id)
    return draft


# --- who may ----------------------------------------------------------------------------------


def test_what_was_asked_for_is_approved_by_another_person(city, asked):
    city.do(Role.APPROVER, asked.id, "approve")
    assert city.now(asked.id).state == "approved"
    request, approval = steps(city, asked.id)
    by = city.people[Role.EDITOR].id, city.people[Role.APPROVER].id
    assert (request.made_by, approval.made_by) == by
    assert request.digest == approval.digest == city.review(asked.id).digest


@pytest.mark.parametrize("action", ["approve", "record_approval"])
def test_nobody_approves_what_they_wrote_nor_records_its_approval(city, asked, action):
    give(city, Role.EDITOR, Role.APPROVER, Role.PUBLISHER)
    with pytest.raises(NotAllowed, match="自分が書いた"):
        city.do(Role.EDITOR, asked.id, action, details=DECIDED)


@pytest.mark.parametrize("action", ["approve", "record_approval"])
def test_an_approver_who_mended_one_word_has_written_too(city, action):
    give(city, Role.APPROVER, Role.EDITOR)
    draft = city.planned()
    city.edited(draft.id, Role.APPROVER, department="税務部課税課")
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="自分が書いた"):
        city.do(Role.APPROVER, draft.id, action, details=DECIDED)


def test_an_approver_who_judged_on_a_row_has_written_too(city):
    give(city, Role.APPROVER, Role.EDITOR)
    draft = city.planned()
    city.judge(draft.id, "as_ruled_after", role=Role.APPROVER)
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="自分が書いた"):
        city.do(Role.APPROVER, draft.id, "approve")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_approvers_approve(city, asked, role):
    before = snapshot(city)
    with pytest.raises(NotAllowed, match="権限がありません"):
        city.do(role, asked.id, "approve")
    assert snapshot(city) == before


# --- what it binds ----------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["request", "approve"])
def test_a_page_that_shows_something_else_binds_nothing(city, action):
    draft = city.planned()
    seen = city.review(draft.id).digest
    city.edited(draft.id, department="税務部課税課")
    role = Role.EDITOR
    if action == "approve":
        city.do(Role.EDITOR, draft.id, "request")
        role = Role.APPROVER
    with pytest.raises(ChangedMeanwhile):
        city.do(role, draft.id, action, seen=seen)


def test_after_the_approval_an_edit_takes_the_approval_back(city, approved):
    with pytest.raises(NotAllowed, match="決裁済"):
        city.edited(approved.id, department="税務部課税課")
    city.edited(approved.id, reopen=True, department="税務部課税課")
    assert city.now(approved.id).state == "draft"
    with pytest.raises(NotAllowed, match="下書き"):
        city.do(Role.PUBLISHER, approved.id, "submit", details={"submitted_on": TODAY})


def test_after_the_approval_neither_day_nor_decision_can_be_changed(city, approved):
    with pytest.raises(NotAllowed, match="直せません"):
        planning.plan(city.act(Role.EDITOR), approved.id, date(2025, 5, 1), "amendment")
    with pytest.raises(NotAllowed, match="判断を変えられません"):
        city.judge(approved.id, "voluntary", reason="任意で行う。")


def test_a_draft_changed_behind_the_approval_is_not_submitted(city, approved):
    with city.store.writing() as work:
        again = work.drafts.get(approved.id)
        work.drafts.plan(again, date(2025, 5, 1), "amendment", by=1, at=city.at)
    with pytest.raises(NotAllowed, match="承認の後に内容、判断又は規則が変わっています"):
        city.do(Role.PUBLISHER, approved.id, "submit", details={"submitted_on": TODAY})


def test_rules_of_a_later_day_need_a_new_approval(city, approved, monkeypatch):
    """An edition of the general rule begins between 承認 and 提出, with another source."""
    known = timing_table()
    rule = known.rules["general_rule"]
    newer = RuleRow(date(2025, 10, 1), ("guideline",), verified=False)
    rules = known.rules | {"general_rule": replace(rule, rows=(*rule.rows, newer))}
    deciding = import_module("pia.revision.timing.decide")
    book = deciding.Book(table=replace(known, rules=rules))
    monkeypatch.setattr(deciding, "Book", lambda: book)
    city.later(days=365)
    with pytest.raises(NotAllowed, match="規則が変わっています"):
        city.do(Role.PUBLISHER, approved.id, "submit", details={"submitted_on": TODAY})


def test_a_completed_reading_of_the_base_needs_a_new_approval(city, approved):
    path = "department"
    with city.store.writing() as work:
        edition = work.editions.get(city.edition.id)
        said = [{"op": "set", "at": path, "old": "財務部市民税課", "new": "総務部市民税課"}]
        by = {"by": city.people[Role.EDITOR].id, "at": city.at}
        work.editions.complete(edition, path, said, **by)
    with pytest.raises(NotAllowed, match="変わっています"):
        city.do(Role.PUBLISHER, approved.id, "submit", details={"submitted_on": TODAY})


def test_a_published_edition_that_came_in_between_stops_the_approval(city, asked):
    city.adopt_newer()
    with pytest.raises(NotAllowed, match="別の版が公表済み"):
        city.do(Role.APPROVER, asked.id, "approve")


def test_what_blocks_is_refused_and_nothing_is_kept(city):
    draft = city.planned(None)
    before = snapshot(city)
    with pytest.raises(NotAllowed, match="公表予定日"):
        city.do(Role.EDITOR, draft.id, "request")
    assert snapshot(city) == before


def test_the_editor_asks_though_something_may_be_passed_and_the_approver_gives_the_reason(city):
    draft = city.planned(TODAY, storage="データセンターに保管する。")
    city.judge(draft.id, "as_ruled_before", effective_on=TODAY)
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="と同じです"):
        city.do(Role.APPROVER, draft.id, "approve")
    city.do(Role.APPROVER, draft.id, "approve", passed="  災害対応のため。\n")
    shown = shown_details(steps(city, draft.id)[-1])
    assert "と同じです" in shown.pop("理由を書いて進めたこと")
    assert shown == {"このまま進める理由": "災害対応のため。", "公表予定日": "令和7年4月1日"}


# --- what a step keeps --------------------------------------------------------------------------


def test_an_approval_from_outside_keeps_its_number_day_office_and_file(city, asked):
    city.do(Role.PUBLISHER, asked.id, "record_approval", details=DECIDED, file=PDF)
    step = steps(city, asked.id)[-1]
    assert shown_details(step) == {
        "文書番号": "税第12号",
        "決裁日": "令和7年4月1日",
        "決裁者の職名": "市民税課長",
        "公表予定日": "令和7年4月1日",
    }
    (kept,) = files(city)
    assert (kept.file_name, kept.role, kept.draft_id) == ("決裁文書.pdf", "approval", asked.id)
    with city.store.reading() as work:
        assert work.attachments.data(kept.id) == PDF.data


@pytest.mark.parametrize("missing", DECIDED)
def test_an_approval_from_outside_without_one_of_its_facts_is_refused(city, asked, missing):
    for empty in ({}, {missing: "　"}):
        given = {k: v for k, v in DECIDED.items() if k != missing} | empty
        with pytest.raises(InputRefused, match="がありません"):
            city.do(Role.APPROVER, asked.id, "record_approval", details=given)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2025, 4, 2), "今日より後です"), (date(7, 4, 1), "公布より前です")]
)
def test_a_decision_of_tomorrow_or_of_the_year_7_is_refused(city, asked, day, words):
    given = DECIDED | {"decided_on": day}
    with pytest.raises(InputRefused, match=f"決裁日が.*{words}"):
        city.do(Role.APPROVER, asked.id, "record_approval", details=given)


def test_details_that_a_step_does_not_have_are_not_kept(city, asked):
    city.do(Role.APPROVER, asked.id, "approve", details={"office": "市長", "digest": "x"})
    assert not {"office", "digest"} & set(steps(city, asked.id)[-1].details)


def test_a_file_that_is_too_large_is_refused_with_the_step(city, asked):
    large = HandedIn("決裁文書.pdf", "application/pdf", b"%" * (MOST_BYTES + 1))
    with pytest.raises(InputRefused, match="大きすぎます"):
        city.do(Role.APPROVER, asked.id, "approve", file=large)
    assert city.now(asked.id).state == "review"
    assert files(city) == []


@pytest.mark.parametrize("action", ["submit", "publish", "adopt", "burn", ""])
def test_acts_of_other_pages_are_not_done_here(city, action):
    draft = city.planned()
    with pytest.raises(InputRefused):
        act_on(city.act(Role.PUBLISHER), draft.id, Asked(action, city.review(draft.id).digest))
    assert city.now(draft.id).state == "draft"


def test_a_draft_that_does_not_exist_is_not_found(city):
    with pytest.raises(PathNotFound):
        act_on(city.act(Role.EDITOR), 999, Asked("request"))


# --- back and forth -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PUBLISHER])
def test_sent_back_with_a_reason_the_draft_can_be_written_again(city, approved, role):
    for nothing in (" \n", "\u200b"):
        with pytest.raises(InputRefused, match="理由"):
            city.do(role, approved.id, "send_back", comment=nothing)
    city.do(role, approved.id, "send_back", comment="所属名を確かめてください。")
    assert steps(city, approved.id)[-1].comment == "所属名を確かめてください。"
    city.edited(approved.id, department="税務部課税課")
    city.approved(approved.id)


def test_a_withdrawn_draft_comes_back_as_it_was(city, asked):
    city.do(Role.EDITOR, asked.id, "withdraw", comment="改正が見送られたため")
    before = city.now(asked.id)
    city.do(Role.EDITOR, asked.id, "restore")
    after = city.now(asked.id)
    assert (after.state, after.document) == ("draft", before.document)


def test_a_withdrawn_draft_stays_so_while_another_one_is_open(city, asked):
    city.do(Role.EDITOR, asked.id, "withdraw", comment="改正が見送られたため")
    city.started()
    with pytest.raises(NotAllowed, match="ほかに開いている下書き"):
        city.do(Role.EDITOR, asked.id, "restore")


def test_a_withdrawn_draft_stays_so_after_a_newer_edition(city, asked):
    city.do(Role.EDITOR, asked.id, "withdraw", comment="改正が見送られたため")
    city.adopt_newer()
    with pytest.raises(NotAllowed, match="別の版が公表済み"):
        city.do(Role.EDITOR, asked.id, "restore")


def test_every_step_stands_in_the_audit_without_text_of_the_document(city, approved):
    with city.store.reading() as work:
        entries = [e for e in work.audit.entries() if e.action.startswith("step-")]
        assert list(work.audit.broken()) == []
    assert [e.action for e in entries] == ["step-approve", "step-request"]
    assert "税務部" not in repr(entries)


def test_who_set_the_day_of_publication_wrote_what_an_approval_binds(city):
    """公表予定日 is part of the digest: who set it cannot approve it as well."""
    give(city, Role.APPROVER, Role.EDITOR)
    draft = city.planned()
    planning.plan(city.act(Role.APPROVER), draft.id, draft.planned_on, draft.kind, "理由だけ")
    with city.store.reading() as work:
        assert city.people[Role.APPROVER].id not in drafts.writers(work, draft)
    planning.plan(city.act(Role.APPROVER), draft.id, TODAY + timedelta(days=1), draft.kind)
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="自分が書いた"):
        city.do(Role.APPROVER, draft.id, "approve")
