"""What people wait for in a draft: comments that are not settled, answers that nobody decided on."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from pia.store.work import Work
from pia.web.views.drafts import Hint


def talk_hints(work: Work, draft_id: int) -> Iterator[Hint]:
    """Yield what is left to do about comments and answers of a 所管課."""
    if waiting := sum(thread.is_open for thread in work.comments.of(draft_id)):
        url = url_for("comments.show", draft_id=draft_id, show="open")
        yield Hint(f"済んでいないコメントが{waiting}件あります。", url)
    if waiting := sum(one.decision is None for one in work.inquiries.proposals(draft_id)):
        url = url_for("answers.show", draft_id=draft_id)
        yield Hint(f"所管課の回答が{waiting}件、取り入れるかどうかの判断を待っています。", url)
