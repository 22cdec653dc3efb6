"""The change table of a draft: looked over, decided on row by row, handed around as a file."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound, PiaError
from pia.exports.registry import FORMATS, write_outline
from pia.operations import judgements
from pia.operations.reviewing import Review, shown_review
from pia.outline.change_table import change_table_outline
from pia.revision import ChangeRow
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views.compare import FILTERS, compare_view
from pia.web.views.compare_rows import RowView, row_views
from pia.web.views.drafts_head import Head, address, head_of
from pia.web.views.judgements import (
    FieldRefused,
    RowForm,
    earlier_judgements,
    ground_views,
    present_form,
    read_judgement,
    typed_form,
    with_proposal,
)
from pia.web.views.proposals import proposal_view

blueprint = Blueprint("compare", __name__, url_prefix="/drafts/<int:draft_id>")

_DONE = 303
#: Formats of the table alone.
TABLE_FORMATS = ("docx", "csv", "html")


@blueprint.get("/compare")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show every row with its reasons, and what follows."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    wanted = request.args.get("show", "")
    view = None
    if review.comparison is not None:
        wanted = wanted if wanted in FILTERS else ""
        view = compare_view(head, review, review.comparison, wanted)
    return render_template(
        "web/compare/show.html",
        head=head,
        base=review.base,
        table=view,
        may_judge=_may_judge(head),
        style_url=url_for("styles.show") if current_actor().has(Role.ADMINISTRATOR) else None,
        downloads=[(fmt, FORMATS[fmt].title) for fmt in TABLE_FORMATS],
        approval_url=address("approvals.show", draft_id=draft_id),
        editing_url=url_for("drafts.show", draft_id=draft_id),
    )


@blueprint.get("/compare.<fmt>")
@signed_in
def download(draft_id: int, fmt: str) -> ResponseReturnValue:
    """Send the table alone, in the whole face."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    if fmt not in TABLE_FORMATS or review.comparison is None:
        raise PathNotFound("その形式の表はありません", hint="変更箇所の画面から選んでください。")
    return _file(head, review, fmt)


@blueprint.get("/rows/<name>")
@signed_in
def row(draft_id: int, name: str) -> ResponseReturnValue:
    """Show one row, the decisions on it, and the form for a new one."""
    return _row_page(draft_id, name)


@blueprint.post("/rows/<name>")
@needs(Role.EDITOR)
@body_limit("4MB")  # the form sends both cells, long texts among them
def judge(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep a decision on a row."""
    review, view = _found(draft_id, name)
    try:
        said = read_judgement(request.form, _ruled(review, view))
        judgements.judge(current_act(), draft_id, said)
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        return _row_page(draft_id, name, refused), refused.http_status
    flash(f"「{view.row.item}」の判断を保存しました。", "success")
    return redirect(url_for("compare.show", draft_id=draft_id, _anchor=view.anchor), _DONE)


def _row_page(draft_id: int, name: str, refused: PiaError | None = None) -> str:
    review, view = _found(draft_id, name)
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        kept = work.drafts.kept_judgements(draft_id)
    ruled = _ruled(review, view)
    proposal = proposal_view(ruled, review.practice.style)
    form = present_form(ruled, kept) if refused is None else _typed(ruled, refused)
    if proposal and refused is None and request.args.get("take") == "proposal":
        form = with_proposal(form, proposal)
    return render_template(
        "web/compare/row.html",
        head=head,
        view=view,
        ruled=ruled,
        form=form,
        proposal=proposal,
        refused=refused,
        grounds=ground_views(ruled, review.practice.style),
        day_read=_day_read(view.row.effective_on),
        earlier=tuple(earlier_judgements(ruled, kept)),
        may_judge=_may_judge(head),
        back=url_for("compare.show", draft_id=draft_id, _anchor=view.anchor),
    )


def _day_read(day: date | None) -> str:
    """Return how the day that stands was read."""
    return f"今は {to_wareki(day)}（{day.isoformat()}）と読み取っています。" if day else ""


def _typed(ruled: ChangeRow, refused: PiaError) -> RowForm:
    errors = {refused.field: refused} if isinstance(refused, FieldRefused) else {}
    return typed_form(request.form, ruled, dict(errors))


def _ruled(review: Review, view: RowView) -> ChangeRow:
    """Return a row as the rules leave it. Raises as `_found`."""
    ruled = review.ruled_row(view.row.key)
    if ruled is None:
        raise _gone()
    return ruled


def _found(draft_id: int, name: str) -> tuple[Review, RowView]:
    """Return a row of a draft by its name. Raises PathNotFound, after a post ChangedMeanwhile."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    rows = row_views(head, review, review.comparison) if review.comparison else ()
    found = next((view for view in rows if view.name == name), None)
    if found is None:
        raise _gone()
    return review, found


def _gone() -> PiaError:
    hint = "変更箇所の画面を開き直してください。"
    if request.method == "POST":
        return ChangedMeanwhile("その行は変更箇所の表にもうありません", hint=hint)
    return PathNotFound("その行は変更箇所の表にありません", hint=hint)


def _may_judge(head: Head) -> bool:
    return head.editable and head.state.editable


def _file(head: Head, review: Review, fmt: str) -> Response:
    outline = change_table_outline(head.draft.document.form, review.rows_to_print, head.title)
    made = FORMATS[fmt]
    name = f"変更箇所-{head.dossier.number}-{today().isoformat()}.{made.suffix}"
    return download_answer(write_outline(outline, fmt), name, made.media_type)
