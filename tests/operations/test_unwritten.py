"""What is not written, and what a 所管課 still waits for, before somebody approves."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing
from pia.assessment.finding import Severity
from pia.errors import NotAllowed
from pia.exports.inquiry_xlsx import write
from pia.imports import SourceFile
from pia.official import load_form
from pia.operations import answers, dossiers, drafts, inquiries, planning
from pia.operations.answers_loading import load
from pia.operations.inquiries import NewInquiry
from tests.imports.inquiries import filled
from tests.operations.city import TODAY


def obstacles(city, draft):
    return {one.id: one for one in city.review(draft.id).blockers}


def test_an_empty_assessment_cannot_be_asked_for(city):
    names = ("lineage9", "a1", "b1")
    draft = dossiers.create(city.act(Role.EDITOR), city.dossier.task_id, "77", load_form(), names)
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "first")
    with pytest.raises(NotAllowed, match=r"「評価書名」.*が未記入です"):
        city.do(Role.EDITOR, draft.id, "request", passed="急ぐため")


def test_a_first_edition_with_empty_items_is_passed_with_a_reason(city):
    draft = city.first(number="78", other_organisations="", special_notes="")
    planning.plan(city.act(Role.EDITOR), draft.id, TODAY, "first")
    found = obstacles(city, draft)["unwritten"]
    assert "2件が未記入です。最初は「特記事項」" in found.message
    assert found.passable
    city.do(Role.EDITOR, draft.id, "request")
    with pytest.raises(NotAllowed, match="未記入"):
        city.do(Role.APPROVER, draft.id, "approve")
    city.do(Role.APPROVER, draft.id, "approve", passed="書くことがないため")


def test_what_the_published_edition_left_empty_is_known(city):
    draft = city.planned(special_notes="", department="税務部市民税課")
    assert "unwritten" not in obstacles(city, draft)


def test_a_new_thing_that_says_nothing_is_asked_about(city):
    draft = city.planned()
    file = draft.document.answers["files"][0]["@id"]
    added = add_thing(draft.document, f"files[@{file}].outsourcing", "new1")
    drafts.save(city.act(Role.EDITOR), draft.id, draft.sequence, added)
    found = obstacles(city, draft)["unwritten"]
    assert found.path == f"files[@{file}].outsourcing[@new1].title"


def sheet(city, draft, due_on=None):
    """A sheet about 部署, as it comes back with another one."""
    new = NewInquiry("見直し", "", ("department",), None, due_on)
    inquiry = inquiries.ask(city.act(Role.EDITOR), draft.id, new)
    with city.store.reading() as work:
        made = write(inquiries.sheet_of(work, work.drafts.get(draft.id), inquiry))
    return SourceFile("照会票.xlsx", filled(made, {"1": "財務部資産税課"}))


def test_an_answer_that_nobody_decided_on_is_passed_only_with_a_reason(city):
    draft = city.planned(storage="データセンターに保管する。")
    load(city.act(Role.EDITOR), draft.id, sheet(city, draft))
    found = obstacles(city, draft)["answers"]
    assert "所管課の回答が1件、取り入れるかどうか決まっていません" in found.message
    assert found.passable
    with city.store.reading() as work:
        [one] = work.inquiries.proposals(draft.id)
    answers.decline(city.act(Role.EDITOR), draft.id, one.id, "組織改正は来年のため")
    assert "answers" not in obstacles(city, draft)


def overdue(city, draft):
    return [one for one in city.review(draft.id).findings if one.id == "inquiry-overdue"]


def test_a_sheet_past_its_day_is_told_until_it_comes_back(city):
    draft = city.planned()
    back = sheet(city, draft, due_on=date(2025, 4, 8))
    assert overdue(city, draft) == []
    city.later(days=8)
    [found] = overdue(city, draft)
    assert found.severity is Severity.WARNING
    assert "期限の令和7年4月8日を過ぎても届いていません" in found.message
    load(city.act(Role.EDITOR), draft.id, back)
    assert overdue(city, draft) == []
