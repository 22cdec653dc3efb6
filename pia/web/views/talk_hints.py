"""What people wait for in a draft: comments that are not settled, answers that nobody decided on."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from pia.store.records import Draft
from pia.store.work import Work
from pia.web.views.drafts import Hint


def talk_hints(work: Work, draft: Draft) -> Iterator[Hint]:
    """Yield what is left to do about comments, of editions before too, and answers of a 所管課."""
    draft_id = draft.id
    yield from left_open_hints(work, draft)
    if waiting := sum(thread.is_open for thread in work.comments.of(draft_id)):
        url = url_for("comments.show", draft_id=draft_id, show="open")
        yield Hint(f"済んでいないコメントが{waiting}件あります。", url)
    if waiting := sum(one.decision is None for one in work.inquiries.proposals(draft_id)):
        url = url_for("answers.show", draft_id=draft_id)
        yield Hint(f"所管課の回答が{waiting}件、取り入れるかどうかの判断を待っています。", url)


def left_open_hints(work: Work, draft: Draft) -> Iterator[Hint]:
    """Yield the comments that were passed at an approval before, and are still to be settled."""
    for earlier, count in sorted(work.comments.left_open(draft.dossier_id).items()):
        if earlier != draft.id:
            url = url_for("comments.show", draft_id=earlier, show="open")
            yield Hint(f"公表済みの版の下書きに、済んでいないコメントが{count}件あります。", url)
