"""The approval of a draft: seen by everybody, each act open to whom the table says."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.digest import short_digest
from pia.approval.roles import Role
from pia.approval.states import REVIEW
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.operations import approvals, endorsing, publications, routes
from pia.operations.approvals import Asked, HandedIn
from pia.operations.closed_days import closed_days_for
from pia.operations.reviewing import Review, shown_review
from pia.operations.site import SiteNotWritten
from pia.store.work import Work
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store, today
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.pages.site import site_folder
from pia.web.uploads import safe_name
from pia.web.views import approvals as views
from pia.web.views.acts import ActForm, Attempt, act_forms, read_asked, turn_words
from pia.web.views.approvals_history import history_views
from pia.web.views.approvals_since import since_approval
from pia.web.views.compare import counts_of, finding_views
from pia.web.views.drafts_head import Head, address, head_of
from pia.web.views.endorsing import DONE, RouteView, attempt_id, read_said, route_view
from pia.web.views.procedure import ProcedureView, procedure_view
from pia.web.views.publications import publication_view

blueprint = Blueprint("approvals", __name__, url_prefix="/drafts/<int:draft_id>")

_DONE = 303
#: Said after an act that was done.
_SAID = {
    "request": "承認を依頼しました。",
    "recall": "依頼を取り消しました。",
    "send_back": "差し戻しました。",
    "approve": "承認しました。",
    "record_approval": "外部の決裁を記録しました。",
    "reopen": "下書きに戻しました。",
    "submit": "提出を記録し、提出用と公表用のファイルを作りました。",
    "publish": "公表しました。公開サイトに載っています。",
    "withdraw": "取り下げました。",
    "restore": "取下げを取り消しました。",
}


@blueprint.get("/approval")
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show where the draft stands, what is in the way, and what happened."""
    return _page(draft_id)


@blueprint.post("/acts/<action>")
@needs(Role.EDITOR, Role.APPROVER, Role.PUBLISHER)
@body_limit("11MB")
def act(draft_id: int, action: str) -> ResponseReturnValue:
    """Do one act, or show the page again with everything that was typed."""
    try:
        _do(draft_id, read_asked(action, request.form, _file()))
    except SiteNotWritten as error:
        flash(error.sentence(), "error")
    except PathNotFound:
        raise  # there is no such page to show it on
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        return _page(draft_id, Attempt(action, request.form, refused)), refused.http_status
    else:
        flash(_SAID[action], "success")
    return redirect(url_for("approvals.show", draft_id=draft_id), _DONE)


@blueprint.post("/endorsements")
@signed_in
def endorse(draft_id: int) -> ResponseReturnValue:
    """Say something at a stage of the route, or show the page again with what was typed."""
    try:
        said = read_said(request.form)
        endorsing.endorse(current_act(), draft_id, said)
    except PathNotFound:
        raise  # there is no such page to show it on
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        attempt = Attempt(attempt_id(request.form), request.form, refused)
        return _page(draft_id, attempt), refused.http_status
    flash(DONE[said.what], "success")
    return redirect(url_for("approvals.show", draft_id=draft_id), _DONE)


def _do(draft_id: int, asked: Asked) -> None:
    if asked.action == "submit":
        publications.submit(current_act(), draft_id, asked)
    elif asked.action == "publish":
        publications.publish(current_act(), draft_id, asked, site_folder())
    else:
        approvals.act_on(current_act(), draft_id, asked)


def _file() -> HandedIn | None:
    """Return the file that came with an act. Raises InputRefused for an empty one."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    name, data = safe_name(sent.filename), sent.read()
    if not data:
        raise InputRefused("ファイルが空です", where=name, hint="別のファイルを選んでください。")
    return HandedIn(name, "application/octet-stream", data)


def _procedure(work: Work, head: Head, review: Review) -> ProcedureView | None:
    closed = closed_days_for(work, head.dossier)
    return procedure_view(review.comparison, closed) if review.comparison else None


def _page(draft_id: int, attempt: Attempt | None = None) -> str:
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        review = shown_review(work, head.draft, today())
        way, place = views.way_of(head)
        actor, digest = current_actor(), review.digest
        on = routes.standing(work, head.draft, digest if head.draft.state == REVIEW else "")
        kept_out = routes.barred(work, head.draft, on)
        forms = act_forms(review, actor, kept_out, today(), attempt, on=on)
        route = route_view(work, review, on, actor, attempt)
        obstacles = () if head.state.closed else tuple(views.blocker_views(work, review))
        lost = attempt if attempt and not _is_placed(forms, route, attempt) else None
        return render_template(
            "web/approvals/show.html",
            head=head,
            way=way,
            place=place,
            seen=_seen(review, attempt),
            short_digest=short_digest(review.digest),
            unwritten=views.unwritten_of(head.draft),
            counts=counts_of(review.comparison) if review.comparison else None,
            procedure=_procedure(work, head, review),
            blockers=obstacles,
            all_passed=all(one.passed for one in obstacles),
            findings=tuple(finding_views(review.findings)),
            route=route,
            since=since_approval(work, review, actor, today()),
            acts=forms,
            refused=lost.error if lost else None,
            kept=_kept(lost) if lost else [],
            steps=history_views(work, draft_id),
            files=views.file_views(work, head.draft),
            publication=publication_view(work, review, today()),
            turn=turn_words(work, head.draft, actor),
            dossier_url=address("dossiers.show", dossier_id=head.draft.dossier_id),
            may_rebuild=current_actor().has(Role.PUBLISHER, Role.ADMINISTRATOR),
        )


def _seen(review: Review, attempt: Attempt | None) -> str:
    """Return the mark that the forms carry: of what the person has read, not of what is new.

    After a stale act the page must be opened anew before anything can be approved on it.
    """
    if attempt is not None and isinstance(attempt.error, ChangedMeanwhile):
        return str(attempt.typed.get("seen", ""))
    return approvals.seen_mark(review.digest, review.draft)


def _is_placed(forms: tuple[ActForm, ...], route: RouteView | None, attempt: Attempt) -> bool:
    """Return whether the form of a refused act is on the page, with what was typed."""
    shown = [form.id for form in forms if not form.blocked]
    if route is not None:
        shown += [form.id for form in route.forms if not form.blocked]
    return attempt.action in shown


def _kept(attempt: Attempt) -> list[tuple[str, str]]:
    """Return what was typed for an act whose form is no longer on the page."""
    ours = ("csrf_token", "seen", "stage", "what", "for_id")
    return [(name, text) for name, text in attempt.typed.items() if text and name not in ours]
