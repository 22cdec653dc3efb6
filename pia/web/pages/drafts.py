"""A draft: opened, looked over, planned, adopted; and a 評価書 that is new here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, PathNotFound
from pia.exports.registry import FORMATS
from pia.official import load_form
from pia.operations import dossiers, drafts, planning, registrations
from pia.operations.act import Act
from pia.operations.closed_days import closed_days_for
from pia.operations.copying import create_from
from pia.operations.editing import desk_of
from pia.operations.rendering import formats_of
from pia.store.records import Draft
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, letters, now, store, today
from pia.web.limits import body_limit
from pia.web.refusals import Refused, refused_by
from pia.web.views import drafts as views
from pia.web.views.drafts_head import address, head_of, made_of
from pia.web.views.drafts_history import (
    PER_PAGE,
    history_page,
    what_redo_puts_back,
    what_undo_takes_back,
)
from pia.web.views.drafts_map import found_nowhere, part_lines, progress_of
from pia.web.views.drafts_unsettled import unsettled_hints, unsettled_lines
from pia.web.views.talk_hints import talk_hints

blueprint = Blueprint("drafts", __name__)

_DONE = 303


def current_act() -> Act:
    """Return the act of whoever sent this request."""
    return Act(store(), current_actor(), now(), today(), letters())


def new_id() -> str:
    """Return a random id for a new thing."""
    return secrets.token_hex(4)


@blueprint.post("/dossiers/<int:dossier_id>/drafts")
@needs(Role.EDITOR)
def start(dossier_id: int) -> ResponseReturnValue:
    """Open a draft on the published edition."""
    draft = drafts.start(current_act(), dossier_id)
    flash("公表済みの版をもとに下書きを作りました。", "success")
    return redirect(url_for("drafts.show", draft_id=draft.id), _DONE)


@blueprint.get("/drafts/<int:draft_id>")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show what is written, what is left, what comes next, and every save."""
    return _page(draft_id)


@blueprint.post("/drafts/<int:draft_id>/plan")
@needs(Role.EDITOR)
@body_limit("4MB")
def plan(draft_id: int) -> ResponseReturnValue:
    """Keep 公表予定日, the kind of the coming edition, and why there is to be one."""
    typed, purpose = request.form.get("planned_on", ""), request.form.get("purpose")
    wrong = refused_by(
        lambda: planning.check_planned_on(views.read_day(typed, "公表予定日")),
        lambda: planning.checked_purpose(purpose or ""),
    )
    if wrong:
        return _page(draft_id, {"plan": wrong}), wrong[0].http_status
    day = views.read_day(typed, "公表予定日")
    kind, seen = request.form.get("kind", ""), request.form.get("seen", "")
    try:
        draft = planning.plan(current_act(), draft_id, day, kind, purpose, seen=seen)
    except (InputRefused, ChangedMeanwhile) as refused:
        return _page(draft_id, {"plan": refused}), refused.http_status
    if seen == planning.plan_seen(draft):
        flash("変わったところはありませんでした。", "info")
    else:
        flash("公表の予定を保存しました。", "success")
    return redirect(url_for("drafts.show", draft_id=draft_id), _DONE)


@blueprint.post("/drafts/<int:draft_id>/adopt")
@needs(Role.PUBLISHER, Role.ADMINISTRATOR)
def adopt(draft_id: int) -> ResponseReturnValue:
    """Register the draft as an edition that is published already."""
    act, typed, kind = current_act(), *_texts("published_on", "kind")
    wrong = refused_by(
        lambda: registrations.check_published_on(act, views.read_needed_day(typed, "公表日")),
        lambda: registrations.check_kind(kind),
        lambda: _ask_about_unanswered(draft_id),
    )
    if wrong:
        return _page(draft_id, {"adopt": wrong}), wrong[0].http_status
    try:
        day = views.read_needed_day(typed, "公表日")
        registrations.adopt_draft(act, draft_id, kind, day)
    except InputRefused as refused:
        return _page(draft_id, {"adopt": refused}), refused.http_status
    flash("公表済みの版（移行）として登録しました。", "success")
    return redirect(url_for("drafts.show", draft_id=draft_id), _DONE)


@blueprint.get("/dossiers/new")
@needs(Role.EDITOR, Role.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Ask for the 事務 and the number of a new 評価書."""
    return _new_page()


@blueprint.post("/dossiers/new")
@needs(Role.EDITOR, Role.ADMINISTRATOR)
def create() -> ResponseReturnValue:
    """Make a 評価書 with an empty draft, or with one that says what an edition says."""
    task, number, edition = _texts("task", "number", "edition")
    wrong = refused_by(
        lambda: _task(task),
        lambda: dossiers.check_number(number),
        lambda: number_of(edition or "0"),
    )
    if wrong:
        return _new_page(wrong), wrong[0].http_status
    try:
        draft = _copied(task, number, edition) if edition else _empty(task, number)
    except InputRefused as refused:
        return _new_page(refused), refused.http_status
    return redirect(url_for("drafts.show", draft_id=draft.id), _DONE)


def _empty(task: str, number: str) -> Draft:
    names = (secrets.token_hex(8), new_id(), new_id())
    draft = dossiers.create(current_act(), _task(task), number, load_form(), names)
    flash("新しい評価書の下書きを作りました。", "success")
    return draft


def _copied(task: str, number: str, edition: str) -> Draft:
    act, source = current_act(), number_of(edition)
    begun = create_from(act, _task(task), number, source, form=load_form(), new_id=new_id)
    left = f"次の項目は引き継いでいません：{'、'.join(begun.cleared)}。" if begun.cleared else ""
    flash(f"選んだ版の記載を写して、新しい評価書の下書きを作りました。{left}", "success")
    return begun.draft


def _page(draft_id: int, errors: Mapping[str, Refused] | None = None) -> str:
    page = min(max(request.args.get("page", 1, int), 1), 10_000)
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        draft = head.draft
        base = work.editions.get(draft.base_id) if draft.base_id is not None else None
        changes = work.drafts.changes(draft_id)
        editions = work.editions.of(draft.dossier_id)
        history = history_page(work, draft.document, changes, page)
        undoes = what_undo_takes_back(work, draft.document, changes)
        redoes = what_redo_puts_back(work, draft.document, changes)
        desk = desk_of(work, draft, today())
        first = tuple(views.first_hints(head, today(), closed_days_for(work, head.dossier)))
        own = unsettled_hints(unsettled_lines(work, current_actor(), draft_id))
        talk = () if head.state.closed else (*own, *talk_hints(work, draft))
    parts = part_lines(draft_id, draft.document, desk.base, desk.findings)
    progress = progress_of(parts)
    may_undo = head.editable and head.state.editable
    overtaken = isinstance((errors or {}).get("plan"), ChangedMeanwhile)
    return render_template(
        "web/drafts/show.html",
        head=head,
        base=base,
        parts=parts,
        progress=progress,
        others=found_nowhere(draft.document, desk.findings),
        hints=() if head.state.closed else (*first, *talk, *views.hints(head, progress)),
        edition=made_of(editions, draft_id),
        history=history,
        page=page,
        pages=-(-len(changes) // PER_PAGE),
        undoes=undoes if may_undo else None,
        redoes=redoes if may_undo else None,
        planned_on=request.form.get("planned_on", views.day_text(draft.planned_on)),
        purpose=request.form.get("purpose", draft.purpose),
        published_on=request.form.get("published_on", ""),
        chosen_kind=request.form.get("kind", draft.kind),
        seen=(not overtaken and request.form.get("seen")) or planning.plan_seen(draft),
        plan_now=views.plan_words(draft) if overtaken else (),
        kinds=views.kind_choices(),
        unanswered=progress.unanswered,
        accepts_unfilled="unfilled" in request.form,
        may_adopt=views.may_adopt(head, current_actor().roles, has_editions=bool(editions)),
        errors=errors or {},
        formats=[(fmt, FORMATS[fmt].title) for fmt in formats_of(draft.document) if fmt in FORMATS],
        compare_url=address("compare.show", draft_id=draft_id) if base else None,
        approval_url=address("approvals.show", draft_id=draft_id),
    )


def _ask_about_unanswered(draft_id: int) -> None:
    """Raise InputRefused where items are empty and nobody said so: an edition never changes."""
    with store().reading() as work:
        draft = work.drafts.get(draft_id)
    unanswered = progress_of(part_lines(draft_id, draft.document, None)).unanswered
    # Where it follows an edition it cannot be adopted at all, and that is said instead.
    if unanswered and draft.base_id is None and "unfilled" not in request.form:
        hint = "書き足すか、「未記入のまま登録します」に印を付けてください。"
        raise InputRefused(f"未記入の項目が{unanswered}件あります", hint=hint)


def _texts(*names: str) -> tuple[str, ...]:
    """Return what was typed in the fields of a form."""
    return tuple(request.form.get(name, "") for name in names)


def _new_page(error: Refused = None) -> str:
    with store().reading() as work:
        owners = {one.id: one.name for one in work.ownership.organisations()}
        tasks = [
            (str(one.id), f"{owners[one.organisation_id]}　{one.name}")
            for one in work.ownership.tasks()
            if one.ended_on is None
        ]
        wanted = request.args.get("edition", "")
        sources = views.source_choices(work, wanted)
    if wanted and wanted not in dict(sources):
        hint = "版の画面か、下の一覧から選び直してください。"
        raise PathNotFound("写す版が見つかりません", hint=hint)
    return render_template(
        "web/drafts/new.html",
        tasks=tasks,
        chosen=request.form.get("task", request.args.get("task", "")),
        sources=sources,
        source=request.form.get("edition", request.args.get("edition", "")),
        number=request.form.get("number", ""),
        error=error,
        register_url=address("registration.new"),
    )


def _task(text: str) -> int:
    if not text:
        raise InputRefused("事務が選ばれていません", hint="評価書を作る事務を選んでください。")
    return number_of(text)


def number_of(text: str) -> int:
    """Return a number that a form carried. Raises InputRefused."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):  # noqa: PLR2004 - a key
        raise InputRefused("送られた番号が正しくありません", hint="画面を開き直してください。")
    return int(text)
