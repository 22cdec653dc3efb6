"""Sheets for a 所管課: what went out, a new one, and loading what came back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import InputRefused, NotAllowed, PiaError
from pia.exports.inquiry_xlsx import write
from pia.operations import inquiries
from pia.operations.answers_loading import Loaded, load
from pia.operations.inquiries import NewInquiry
from pia.store.work import Work
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.documents import download_answer, saved_name
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, refused_by
from pia.web.uploads import sent_workbook
from pia.web.views import inquiries as views
from pia.web.views.drafts import read_day
from pia.web.views.drafts_head import Head, head_of

blueprint = Blueprint("inquiries", __name__, url_prefix="/drafts/<int:draft_id>/inquiries")

_DONE = 303
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: How many items a sentence names.
_MOST_NAMED = 10
_TEXTS = ("subject", "note", "division", "due_on")
_NEXT = "照会票を作りました。ダウンロードして、所管課に送ってください。"


@blueprint.get("")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """List the sheets of a draft."""
    return _page(draft_id)


@blueprint.get("/new")
@needs(Role.EDITOR)
def new(draft_id: int) -> ResponseReturnValue:
    """Ask which items go to whom until when."""
    return _new_page(draft_id)


@blueprint.post("/new")
@needs(Role.EDITOR)
@body_limit("2MB")
def ask(draft_id: int) -> ResponseReturnValue:
    """Keep a sheet, or show the page again with everything chosen and typed."""
    act, typed = current_act(), {name: request.form.get(name, "") for name in _TEXTS}
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        paths = views.chosen_paths(_boxes(work, head))
    wrong = refused_by(
        lambda: inquiries.checked_title(typed["subject"]),
        lambda: _division(typed["division"]),
        lambda: inquiries.check_due(act, read_day(typed["due_on"], "期限")),
        lambda: inquiries.checked_note(typed["note"]),
        lambda: inquiries.checked_paths(head.draft, paths),
    )
    if wrong:
        return _new_page(draft_id, wrong), wrong[0].http_status
    division, due_on = _division(typed["division"]), read_day(typed["due_on"], "期限")
    new = NewInquiry(typed["subject"], typed["note"], paths, division, due_on)
    try:
        inquiries.ask(act, draft_id, new)
    except (InputRefused, NotAllowed) as refused:
        return _new_page(draft_id, refused), refused.http_status
    flash(_NEXT, "success")
    return redirect(url_for("inquiries.show", draft_id=draft_id), _DONE)


@blueprint.get("/<int:number>/sheet")
@signed_in
def sheet(draft_id: int, number: int) -> ResponseReturnValue:
    """Send the workbook of a sheet, the same each time."""
    with store().reading() as work:
        draft = work.drafts.get(draft_id)
        inquiry = inquiries.inquiry_of(work, draft_id, number)
        made = inquiries.sheet_of(work, draft, inquiry)
        dossier = work.dossiers.get(draft.dossier_id)
    name = saved_name("照会票", dossier.number, views.which_sheet(made), "xlsx")
    return download_answer(write(made), name, _XLSX)


@blueprint.post("/load")
@needs(Role.EDITOR)
@body_limit("11MB")
def take(draft_id: int) -> ResponseReturnValue:
    """Keep the answers of a sheet that came back."""
    try:
        loaded = load(current_act(), draft_id, sent_workbook("file"))
    except (InputRefused, NotAllowed) as refused:
        return _page(draft_id, error=refused), refused.http_status
    if loaded.refused:
        return _page(draft_id, loaded)
    flash(_said(loaded), "success")
    to = "answers.show" if loaded.kept else "inquiries.show"
    return redirect(url_for(to, draft_id=draft_id), _DONE)


def _page(draft_id: int, loaded: Loaded | None = None, error: PiaError | None = None) -> str:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        proposals = work.inquiries.proposals(draft_id)
        sheets = views.sheet_views(work, head.draft, proposals, today())
    return render_template(
        "web/inquiries/show.html",
        head=head,
        sheets=sheets,
        waiting=sum(one.decision is None for one in proposals),
        has_answers=bool(proposals),
        loaded=loaded,
        said=_said(loaded) if loaded else "",
        error=error,
    )


def _new_page(draft_id: int, error: Refused = None) -> str:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        boxes = _boxes(work, head)
        divisions = views.division_choices(work.ownership.divisions(), today())
        task = work.ownership.task(head.dossier.task_id)
    typed = {name: _printable(request.form.get(name, "")) for name in _TEXTS}
    if request.method != "POST":
        typed |= {"subject": f"{head.title}の確認について", "division": str(task.division_id)}
    return render_template(
        "web/inquiries/new.html",
        head=head,
        boxes=boxes,
        divisions=divisions,
        typed=typed,
        error=error,
        longest_note=inquiries.LONGEST_NOTE,
    )


def _division(text: str) -> int | None:
    """Return the chosen 課, None for none. Raises InputRefused for one that is not there."""
    with store().reading() as work:
        known = dict(views.division_choices(work.ownership.divisions(), today()))
    if text and text not in known:
        raise InputRefused("その課はありません", hint="一覧から選んでください。")
    return int(text) if text else None


def _boxes(work: Work, head: Head) -> tuple[views.SectionBoxes, ...]:
    base_id = head.draft.base_id
    base = work.editions.get(base_id).reading if base_id is not None else None
    chosen = {name: request.form.getlist(name) for name in ("item", *views.WAYS)}
    return views.section_boxes(head.draft, base, chosen)


def _said(loaded: Loaded) -> str:
    """Return in a sentence what became of a sheet."""
    said = f"{loaded.kept}件の回答を読み込みました。変更なしは{loaded.unchanged}件です。"
    if loaded.replaced:
        said += f"決めていなかった回答{loaded.replaced}件は、新しい回答に置き換えました。"
    if loaded.known:
        said += f"{loaded.known}件はすでに読み込んであります。"
    return said + _said_of_words(loaded.read_as_unchanged)


def _said_of_words(labels: tuple[str, ...]) -> str:
    """Return which items were read as unchanged though something stood there."""
    if not labels:
        return ""
    more = f"ほか{len(labels) - _MOST_NAMED}項目" if len(labels) > _MOST_NAMED else ""
    named = "".join(f"「{label}」" for label in labels[:_MOST_NAMED])
    return f"変更がないという言葉が書かれていた{named}{more}は、変更なしと読みました。"


def _printable(text: str) -> str:
    """Return a posted text as a page can print it: a lone surrogate cannot be."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
