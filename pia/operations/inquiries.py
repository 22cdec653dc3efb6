"""Sheets for a 所管課: made of some items of a draft; what comes back changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pia.accounts.japan_time import JST
from pia.approval.roles import Role
from pia.approval.states import workflow
from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.errors import InputRefused, NotAllowed
from pia.official import Item
from pia.official.kinds import is_unknown
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.days import check_day
from pia.operations.drafts import as_it_was
from pia.operations.repeated import is_again
from pia.outline.inquiry import InquirySheet, inquiry_lines
from pia.store.records import Draft, Inquiry
from pia.store.work import Work

LONGEST_TITLE, LONGEST_NOTE = 200, 2_000


@dataclass(frozen=True)
class NewInquiry:
    """What is asked of whom until when."""

    title: str
    note: str
    #: Id paths of the items, in any order.
    paths: tuple[str, ...]
    division_id: int | None
    due_on: date | None


def askable(draft: Draft) -> Iterator[tuple[str, Item]]:
    """Yield the items that a 所管課 can be asked about, in the form's order.

    公表日 is stamped at publication; what could not be read in the base is completed there first.
    """
    document = draft.document
    for path, item, value in answered(document.form, document.answers):
        if not item.stamped and not (draft.base_id is not None and is_unknown(value)):
            yield str(path), item


def ask(act: Act, draft_id: int, new: NewInquiry) -> Inquiry:
    """Keep a sheet of the draft as it is now. Raises InputRefused for what misses or cannot be."""
    act.actor.need(Role.EDITOR)
    title = checked_title(new.title)
    note = checked_note(new.note)
    check_due(act, new.due_on)
    with act.store.writing() as work:
        draft = open_draft(work, draft_id)
        paths = checked_paths(draft, new.paths)
        if new.division_id is not None:
            work.ownership.division(new.division_id)
        asked = (title, note, tuple(paths), new.division_id, new.due_on)
        for one in work.inquiries.of(draft.id):
            known = (one.title, one.note, one.paths, one.division_id, one.due_on)
            if known == asked and is_again(act, one.made_by, one.made_at):
                return one
        number = work.inquiries.add(
            draft.id,
            paths,
            title=title,
            note=note,
            sequence=draft.sequence,
            division_id=new.division_id,
            due_on=new.due_on,
            **act.by,
        )
        act.note(work, "inquiry-add", f"draft {draft.id}", inquiry=number, items=len(paths))
        return work.inquiries.get(number)


def inquiry_of(work: Work, draft_id: int, number: int) -> Inquiry:
    """Return a sheet of a draft. Raises InputRefused for one of another draft, PathNotFound."""
    found = work.inquiries.get(number)
    if found.draft_id != draft_id:
        hint = "その評価書の下書きの画面から開いてください。"
        raise InputRefused(f"照会票（第{number}号）は別の下書きのものです", hint=hint)
    return found


def shown_document(work: Work, draft: Draft, inquiry: Inquiry) -> Assessment:
    """Return the draft as a sheet shows it."""
    return as_it_was(work, draft, inquiry.sequence)


def sheet_of(work: Work, draft: Draft, inquiry: Inquiry) -> InquirySheet:
    """Return what a sheet says, the same whenever it is asked for."""
    dossier = work.dossiers.get(draft.dossier_id)
    document = shown_document(work, draft, inquiry)
    title = document.answers.get("title")
    name = title if isinstance(title, str) else work.ownership.task(dossier.task_id).name
    division = inquiry.division_id
    return InquirySheet(
        number=inquiry.id,
        title=inquiry.title,
        subject=f"{dossier.number}　{' '.join(name.split())}",
        division=work.ownership.division(division).name if division is not None else "",
        due_on=inquiry.due_on,
        note=inquiry.note,
        made_on=inquiry.made_at.astimezone(JST).date(),
        lines=inquiry_lines(document, inquiry.id, inquiry.paths),
    )


def open_draft(work: Work, draft_id: int) -> Draft:
    """Return a draft that is still worked on. Raises NotAllowed for one that is closed."""
    draft = work.drafts.locked(draft_id)
    state = workflow().states[draft.state]
    if state.closed:
        raise NotAllowed(f"今の状態（{state.title}）では照会を使えません")
    return draft


def checked_paths(draft: Draft, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the asked items in the form's order. Raises InputRefused for none or a strange one."""
    known = dict(askable(draft))
    if not asked:
        raise InputRefused("項目が選ばれていません", hint="照会する項目を選んでください。")
    if set(asked) - set(known):
        hint = "画面を開き直して、選び直してください。"
        raise InputRefused("項目が今の下書きにありません", hint=hint)
    return tuple(path for path in known if path in set(asked))


def checked_title(text: str) -> str:
    """Return 件名 as it is kept. Raises InputRefused."""
    kept = _kept(" ".join(text.split()), "件名", LONGEST_TITLE)
    if not kept:
        raise InputRefused("件名がありません", hint="件名を入れてください。")
    return kept


def checked_note(text: str) -> str:
    """Return 依頼文 as it is kept. Raises InputRefused."""
    return _kept(text, "依頼文", LONGEST_NOTE)


def check_due(act: Act, due_on: date | None) -> None:
    """Raise InputRefused for a day until which nobody can answer any more."""
    check_day(due_on, "期限")
    if due_on is not None and due_on < act.today:
        raise InputRefused("期限が今日より前です", hint="今日より後の日にしてください。")


def _kept(text: str, title: str, longest: int) -> str:
    kept = keep_typed(text, title).strip()
    if len(kept) > longest:
        hint = f"{longest:,}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます（{len(kept):,}文字）", hint=hint)
    return kept
