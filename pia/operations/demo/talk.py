"""What people say about a draft of みほん市, and what a 所管課 answered."""

from __future__ import annotations

from datetime import timedelta

from pia.assessment.edit import edited, set_typed
from pia.assessment.paths import Path, get, id_path
from pia.operations import comments, inquiries
from pia.operations.act import Act
from pia.operations.demo.work import PlannedDraft
from pia.operations.inquiries import NewInquiry
from pia.store.records import Draft, Inquiry, NewProposal

_DAYS = 14
_NOTE = "組織改正と契約の更新に伴い、次の項目に変更がないかを確認してください。"
_BY = "市民生活部保険年金課　係長　中村"


def talk(editor: Act, approver: Act, draft_id: int, planned: PlannedDraft) -> None:
    """Let the approver ask, the editor answer, and the 課 send its sheet back."""
    for path, (question, answer) in planned.said.items():
        number = comments.add(approver, draft_id, path, question)
        if answer:
            comments.answer(editor, draft_id, number, answer)
    if planned.asked:
        with editor.store.reading() as work:
            draft = work.drafts.get(draft_id)
            division = work.ownership.task(work.dossiers.get(draft.dossier_id).task_id).division_id
        paths = tuple(_id_path(draft, path) for path in planned.asked)
        due_on = editor.today + timedelta(days=_DAYS)
        new = NewInquiry("国民年金の評価書の記載の確認", _NOTE, paths, division, due_on)
        _answer(editor, draft, inquiries.ask(editor, draft_id, new), planned)


def _answer(act: Act, draft: Draft, inquiry: Inquiry, planned: PlannedDraft) -> None:
    """Keep what the 課 wrote, as loading its sheet does."""
    with act.store.writing() as work:
        for path, (text, remark) in planned.asked.items():
            at = _id_path(draft, path)
            then = edited(draft.document, set_typed(draft.document, at, text) if text else ())
            base, value = (get(one.answers, Path.parse(at)) for one in (draft.document, then))
            if text or remark:
                said = NewProposal(at, base, value, remark, _BY)
                work.inquiries.propose(inquiry.id, said, **act.by)


def _id_path(draft: Draft, path: str) -> str:
    return str(id_path(draft.document.answers, Path.parse(path)))
