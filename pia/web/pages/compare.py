"""The change table of a draft: looked over, decided on row by row, handed around as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound, PiaError
from pia.exports.docx import redline_of
from pia.exports.registry import FORMATS, write_outline
from pia.operations import judgements
from pia.operations.closed_days import closed_days_for
from pia.operations.reviewing import Review, shown_review
from pia.outline.change_table import change_table_outline
from pia.revision import ChangeRow
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, every
from pia.web.views.comment_links import talk_of
from pia.web.views.compare import compare_view, draft_heads, shown_draft
from pia.web.views.compare_rows import (
    RowView,
    anchor_of,
    cut_options,
    row_views,
    undecided_beside,
)
from pia.web.views.compare_sides import SIDES_FORMATS, sides_file, sides_of
from pia.web.views.compare_unprinted import promoted_places
from pia.web.views.compare_wanted import read_wanted
from pia.web.views.compare_why import why
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
    wrong_fields,
)
from pia.web.views.proposals import proposal_view

blueprint = Blueprint("compare", __name__, url_prefix="/drafts/<int:draft_id>")

_DONE = 303
#: Formats of the table alone.
TABLE_FORMATS = ("docx", "xlsx", "csv", "html")


@dataclass(frozen=True)
class _Found:
    """A row of a draft, with all that stands around it."""

    head: Head
    review: Review
    rows: tuple[RowView, ...]
    view: RowView
    #: The row as the rules leave it.
    ruled: ChangeRow
    #: The day whose rules are used.
    as_of: date

    @property
    def query(self) -> dict[str, Any]:
        """How the table is looked at from which the row was opened."""
        return read_wanted(request.args, self.head.draft.document.form).query

    @property
    def table_url(self) -> str:
        """The table around the row, narrowed as before."""
        at = self.view.anchor
        return url_for(".show", draft_id=self.head.draft.id, **self.query, _anchor=at)


@blueprint.get("/compare")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show every row with its reasons, and what follows."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
        asked, threads = work.drafts.promoted(draft_id), work.comments.of(draft_id)
        closed = closed_days_for(work, head.dossier)

    def row_address(row: ChangeRow) -> str:
        return url_for(".show", draft_id=draft_id, _anchor=anchor_of(row))

    table = review.comparison
    view = None
    if table is not None:
        wanted = read_wanted(request.args, head.draft.document.form)
        shown = shown_draft(head, review, table, threads)
        view = compare_view(
            shown, wanted, lambda q: url_for(".show", draft_id=draft_id, **q), closed
        )
    return render_template(
        "web/compare/show.html",
        head=head,
        base=review.base,
        table=view,
        promoted=promoted_places(table, asked, row_address) if table else (),
        may_judge=_may_judge(head),
        style_url=url_for("styles.show") if current_actor().has(Role.ADMINISTRATOR) else None,
        downloads=[(fmt, FORMATS[fmt].title) for fmt in TABLE_FORMATS],
        sides_downloads=[
            (url_for(".sides", draft_id=draft_id, fmt=fmt), title)
            for fmt, title in SIDES_FORMATS.items()
        ],
        approval_url=address("approvals.show", draft_id=draft_id),
        editing_url=url_for("drafts.show", draft_id=draft_id),
        comments=talk_of(draft_id, [""], threads),
    )


@blueprint.get("/compare.<fmt>")
@signed_in
def download(draft_id: int, fmt: str) -> ResponseReturnValue:
    """Send the table alone, in the whole face."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    if fmt not in TABLE_FORMATS or review.comparison is None:
        raise _no_such_file()
    return _file(head, review, fmt)


@blueprint.get("/sides.<fmt>")
@signed_in
def sides(draft_id: int, fmt: str) -> ResponseReturnValue:
    """Send the whole 新旧対照表, in the whole face."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    table = review.comparison
    if fmt not in SIDES_FORMATS or table is None:
        raise _no_such_file()
    rows = sides_of(table, None if review.is_as_recorded else review.recorded)
    data, media = sides_file(table, draft_heads(head, review, table), rows, head.title, fmt)
    name = saved_name("新旧対照表", head.dossier.number, today(), fmt)
    return download_answer(data, name, media)


@blueprint.get("/redline.docx")
@signed_in
def redline(draft_id: int) -> ResponseReturnValue:
    """Send the draft as a Word file with its changes from the base tracked, in the whole face."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        table = shown_review(work, head.draft, today()).comparison
    if table is None:
        raise _no_such_file()
    name = saved_name("見え消し", head.dossier.number, today(), "docx")
    return download_answer(redline_of(table), name, FORMATS["docx"].media_type)


@blueprint.get("/rows/<name>")
@signed_in
def row(draft_id: int, name: str) -> ResponseReturnValue:
    """Show one row, why it stands there, the decisions on it, and the form for a new one."""
    return _row_page(draft_id, name)


@blueprint.post("/rows/<name>")
@needs(Role.EDITOR)
@body_limit("4MB")  # the form sends both cells, long texts among them
def judge(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep a decision on a row."""
    found = _found(draft_id, name)
    if wrong := wrong_fields(request.form, found.ruled):
        return _row_page(draft_id, name, wrong), wrong[0].http_status
    try:
        said = read_judgement(request.form, found.ruled)
        judgements.judge(current_act(), draft_id, said)
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        return _row_page(draft_id, name, refused), refused.http_status
    flash(f"「{found.view.row.item}」の判断を保存しました。", "success")
    return redirect(found.table_url, _DONE)


def _row_page(draft_id: int, name: str, refused: Refused = None) -> str:
    found = _found(draft_id, name)
    head, view, ruled = found.head, found.view, found.ruled
    with store().reading() as work:
        kept = work.drafts.kept_judgements(draft_id)
        own = work.drafts.granularities(draft_id).get(view.row.id_paths[0], "")
    style = found.review.practice.style
    proposal = proposal_view(ruled, style)
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
        why=why(ruled, found.as_of),
        grounds=ground_views(ruled, style),
        day_read=_day_read(view.row.effective_on),
        cuts=cut_options(view.row, style, own),
        undecided=undecided_beside(found.rows, view),
        earlier=tuple(earlier_judgements(ruled, kept)),
        may_judge=_may_judge(head),
        query=found.query,
        back=found.table_url,
    )


def _day_read(day: date | None) -> str:
    """Return how the day that stands was read."""
    return f"今は {to_wareki(day)}（{day.isoformat()}）と読み取っています。" if day else ""


def _typed(ruled: ChangeRow, refused: Refused) -> RowForm:
    errors = {one.field: one for one in every(refused) if isinstance(one, FieldRefused)}
    return typed_form(request.form, ruled, dict(errors))


def _found(draft_id: int, name: str) -> _Found:
    """Return a row of a draft by its name. Raises PathNotFound, after a post ChangedMeanwhile."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
    rows = row_views(head, review, review.comparison) if review.comparison else ()
    for view in rows:
        ruled = review.ruled_row(view.row.key)
        if view.name == name and ruled and review.ruled:
            return _Found(head, review, rows, view, ruled, review.ruled.as_of)
    raise _gone()


def _gone() -> PiaError:
    hint = "変更箇所の画面を開き直してください。"
    if request.method == "POST":
        return ChangedMeanwhile("その行は変更箇所の表にもうありません", hint=hint)
    return PathNotFound("その行は変更箇所の表にありません", hint=hint)


def _no_such_file() -> PiaError:
    return PathNotFound("その形式の表はありません", hint="変更箇所の画面から選んでください。")


def _may_judge(head: Head) -> bool:
    return head.editable and head.state.editable


def _file(head: Head, review: Review, fmt: str) -> Response:
    outline = change_table_outline(head.draft.document.form, review.rows_to_print, head.title)
    made = FORMATS[fmt]
    name = saved_name("変更箇所", head.dossier.number, today(), made.suffix)
    return download_answer(write_outline(outline, fmt), name, made.media_type)
