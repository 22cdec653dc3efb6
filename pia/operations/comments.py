"""Comments on drafts: say, answer, settle, open again. They touch neither text nor digest."""

from __future__ import annotations

from collections.abc import Iterable

from pia.approval.roles import Actor, Role
from pia.approval.states import workflow
from pia.assessment.paths import checked, id_path
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.official import Item
from pia.official.typed import keep_typed, says_something
from pia.operations.act import Act
from pia.operations.repeated import is_again
from pia.store.records import Comment, Draft, Thread
from pia.store.work import Work

#: Longest comment, in characters.
LONGEST = 4_000
#: Who takes part: everybody but those who only read.
WRITERS = (Role.EDITOR, Role.APPROVER, Role.PUBLISHER, Role.ADMINISTRATOR)
#: Who settles what others began.
SETTLERS = (Role.EDITOR, Role.APPROVER)
PUBLISHED = "published"
RESOLVED, REOPENED = "resolved", "reopened"


def add(act: Act, draft_id: int, path: str, body: str) -> int:
    """Begin a thread on an item (id path) or, with "", on the whole draft; return its number.

    Raises InputRefused for an empty or too long text, PathNotFound for no item of the form,
    NotAllowed for readers and for a draft that is closed.
    """
    act.actor.need(*WRITERS)
    said = _said(body)
    with act.store.writing() as work:
        draft = _open(work, draft_id)
        at = item_at(draft, path) if path else ""
        begun = (thread.comments[0] for thread in work.comments.of(draft.id))
        if (again := _again(act, begun, at, said)) is not None:
            return again
        number = work.comments.add(draft.id, at, said, thread_id=None, **act.by)
        act.note(work, "comment-add", f"draft {draft.id}", comment=number)
        if act.letters is not None:
            act.letters.commented(act, work, draft, ())
        return number


def answer(act: Act, draft_id: int, thread_id: int, body: str) -> int:
    """Answer in a thread, which opens again where it was settled; return the comment's number.

    In a published draft only a thread that still waits.
    """
    act.actor.need(*WRITERS)
    said = _said(body)
    with act.store.writing() as work:
        draft = _open(work, draft_id, to_settle=True)
        thread = _thread(work, draft, thread_id)
        if (again := _again(act, thread.comments[1:], thread.path, said)) is not None:
            return again
        if workflow().states[draft.state].closed:
            _refuse_unless(thread, is_open=True)
        number = work.comments.add(draft.id, thread.path, said, thread_id=thread.id, **act.by)
        act.note(work, "comment-answer", f"draft {draft.id}", comment=number)
        if act.letters is not None:
            act.letters.commented(act, work, draft, (one.made_by for one in thread.comments))
        if not thread.is_open:
            _mark(act, work, draft, thread, REOPENED)
        return number


def resolve(act: Act, draft_id: int, thread_id: int) -> None:
    """Settle a thread: whoever began it, editors and approvers; in a published draft too.

    Raises ChangedMeanwhile where it is settled already.
    """
    act.actor.need(*WRITERS)
    with act.store.writing() as work:
        draft = _open(work, draft_id, to_settle=True)
        thread = _thread(work, draft, thread_id)
        if not may_settle(act.actor, thread):
            hint = "始めた人か、編集者・承認者に頼んでください。"
            raise NotAllowed("ほかの人のコメントを済みにすることはできません", hint=hint)
        _refuse_unless(thread, is_open=True)
        _mark(act, work, draft, thread, RESOLVED)


def reopen(act: Act, draft_id: int, thread_id: int) -> None:
    """Open a settled thread again. Raises ChangedMeanwhile where it is open."""
    act.actor.need(*WRITERS)
    with act.store.writing() as work:
        draft = _open(work, draft_id)
        thread = _thread(work, draft, thread_id)
        _refuse_unless(thread, is_open=False)
        _mark(act, work, draft, thread, REOPENED)


def may_settle(actor: Actor, thread: Thread) -> bool:
    """Return whether a person may settle a thread."""
    return actor.has(*SETTLERS) or actor.id == thread.comments[0].made_by


def item_at(draft: Draft, path: str) -> str:
    """Return the id path of an item of a draft. Raises PathNotFound, also where its thing is gone."""
    found, node = checked(draft.document.form, path)
    if not isinstance(node, Item):
        raise PathNotFound("コメントは項目に付けます", hint="項目の横のリンクから書いてください。")
    return str(id_path(draft.document.answers, found))


def _again(act: Act, comments: Iterable[Comment], path: str, said: str) -> int | None:
    """Return the comment that the same person wrote in the same words a moment ago, None for none."""
    for one in comments:
        if (one.path, one.body) == (path, said) and is_again(act, one.made_by, one.made_at):
            return one.id
    return None


def _said(body: str) -> str:
    """Return a comment as it is kept. Raises InputRefused."""
    said = keep_typed(body, "コメント").strip()
    if not says_something(said):
        raise InputRefused("コメントが空です", hint="コメントを書いてください。")
    if len(said) > LONGEST:
        hint = f"{LONGEST:,}文字までにするか、分けて書いてください。"
        raise InputRefused(f"コメントが長すぎます（{len(said):,}文字）", hint=hint)
    return said


def _open(work: Work, draft_id: int, *, to_settle: bool = False) -> Draft:
    """Return a draft that is still talked about. Raises NotAllowed for one that is closed.

    A comment that was passed at the approval is still to be settled after the publication.
    """
    draft = work.drafts.locked(draft_id)
    state = workflow().states[draft.state]
    if state.closed and not (to_settle and state.id == PUBLISHED):
        raise NotAllowed(f"今の状態（{state.title}）ではコメントを書けません")
    return draft


def _thread(work: Work, draft: Draft, thread_id: int) -> Thread:
    for thread in work.comments.of(draft.id):
        if thread.id == thread_id:
            return thread
    raise PathNotFound("コメントが見つかりません", hint="一覧から選び直してください。")


def _refuse_unless(thread: Thread, *, is_open: bool) -> None:
    if thread.is_open != is_open:
        said = "すでに済みになっています" if is_open else "すでに開いています"
        raise ChangedMeanwhile(f"このコメントは{said}", hint="画面を開き直してください。")


def _mark(act: Act, work: Work, draft: Draft, thread: Thread, what: str) -> None:
    work.comments.mark(thread.id, what, "", **act.by)
    act.note(work, f"comment-{what}", f"draft {draft.id}", comment=thread.id)
