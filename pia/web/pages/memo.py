"""起案文 of a draft: looked over, worded, handed out as a Word file or with everything attached."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.errors import InputRefused
from pia.exports import FORMATS
from pia.exports.bundle_zip import MEDIA_TYPE
from pia.exports.memo_docx import write_memo
from pia.operations.memo import memo_of
from pia.operations.memo_files import bundle
from pia.operations.memo_words import (
    Words,
    check_words,
    checked_asks,
    checked_reason,
    checked_subject,
    proposed_words,
    subject_of,
)
from pia.operations.reviewing import shown_review
from pia.web.access import signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.refusals import refused_by
from pia.web.views.approvals_sheet import sheet_of
from pia.web.views.approvals_sheet_paper import sheet_paper
from pia.web.views.drafts_head import head_of

blueprint = Blueprint("memo", __name__, url_prefix="/drafts/<int:draft_id>/memo")


@blueprint.get("")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show the 起案文 as it is proposed."""
    return _answer(draft_id, None)


@blueprint.post("")
@signed_in
@body_limit("4MB")  # the longest text that somebody may paste, as it is sent
def make(draft_id: int) -> ResponseReturnValue:
    """Send the paper (`make=docx`) or the archive (`make=zip`), else show it as it is worded."""
    given = (request.form.get(name, "") for name in ("subject", "asks", "reason"))
    return _answer(draft_id, Words(*given))


def _answer(draft_id: int, given: Words | None) -> ResponseReturnValue:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
        subject = subject_of(work, review)
        wrong = _wrong(given) if given else ()
        words = check_words(given) if given and not wrong else proposed_words(subject, review)
        approval = sheet_of(work, review, head, words.subject)
    memo = memo_of(subject, review, words, today())
    wanted = request.form.get("make", "")
    if wanted == "zip" and not wrong:
        sheet = sheet_paper(approval, head.state.title, subject.organisation, today())
        name = saved_name("起案一式", subject.number, today(), "zip")
        return download_answer(bundle(review, memo, sheet), name, MEDIA_TYPE)
    if wanted == "docx" and not wrong:
        name = saved_name("起案文", subject.number, today(), "docx")
        return download_answer(write_memo(memo), name, FORMATS["docx"].media_type)
    typed = given or words
    page = render_template(
        "web/memo/show.html",
        head=head,
        memo=memo,
        typed=typed,
        error=wrong,
        blockers=review.blockers,
    )
    return page, wrong[0].http_status if wrong else 200


def _wrong(given: Words) -> tuple[InputRefused, ...]:
    return refused_by(
        lambda: checked_subject(given.subject),
        lambda: checked_asks(given.asks),
        lambda: checked_reason(given.reason),
    )
