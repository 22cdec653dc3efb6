"""Adopting a published document: files are sent, looked over, and only then kept.

Between the two pages the files wait on the server (`pia.web.uploads`): what is registered is what
was looked at, and it is read anew from the bytes; nothing of it comes back from the browser.
"""

from __future__ import annotations

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations import registrations
from pia.operations.owners import Owners
from pia.operations.registrations import ADOPTERS, Adopted, Adoption
from pia.web import uploads
from pia.web.access import needs
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.refusals import Refused, refused_by
from pia.web.views.dossiers import asked_count
from pia.web.views.drafts import read_day
from pia.web.views.drafts_head import address
from pia.web.views.registration import KINDS, RegistrationPage, registration_page

blueprint = Blueprint("registration", __name__, url_prefix="/register")

_DONE = 303
#: Name of a field → its title; all of them besides 公表日 and the kind.
_FIELDS = {
    "number": "評価書番号",
    "organisation": "評価実施機関",
    "division": "担当課",
    "task": "事務",
    "municipality": "団体",
}
_LONGEST, _DAY = 200, "公表日"


@blueprint.get("")
@needs(*ADOPTERS)
def new() -> ResponseReturnValue:
    """Ask for the files of one document."""
    return _form()


@blueprint.post("")
@needs(*ADOPTERS)
@body_limit("25MB")
def take() -> ResponseReturnValue:
    """Read the files; let them wait, and show what was read."""
    try:
        files = uploads.sent_files("files")
        registrations.read(files)
    except InputRefused as refused:
        return _form(refused), refused.http_status
    return redirect(url_for("registration.look", token=uploads.keep(files)), _DONE)


@blueprint.get("/<token>")
@needs(*ADOPTERS)
def look(token: str) -> ResponseReturnValue:
    """Show what registering would do."""
    return _preview(token, Adoption(), {})


@blueprint.post("/<token>")
@needs(*ADOPTERS)
def confirm(token: str) -> ResponseReturnValue:
    """Register the document, open a draft from it, look again, or let it go."""
    button = request.form.get("button", "")
    typed = {name: request.form.get(name, "") for name in (*_FIELDS, "published_on", "kind")}
    adoption = Adoption()
    try:
        if button == "cancel":
            uploads.forget(token)
            flash("登録をやめました。ファイルは消しました。", "info")
            return redirect(url_for("registration.new"), _DONE)
        if wrong := _wrong(typed, button):
            return _preview(token, adoption, typed, wrong), wrong[0].http_status
        adoption = _adoption(typed)
        if button not in {"register", "draft"}:
            return _preview(token, adoption, typed)
        files = uploads.find(token)
        make = registrations.register if button == "register" else registrations.register_draft
        adopted = make(current_act(), files, adoption)
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        return _preview(token, adoption, typed, refused), refused.http_status
    uploads.forget(token)
    return _told(adopted)


def _wrong(typed: dict[str, str], button: str) -> tuple[InputRefused, ...]:
    """Return everything that is wrong with what a person said."""
    fields = (partial(_line, typed, name) for name in _FIELDS)
    return refused_by(
        lambda: _check_kind(typed["kind"]), lambda: _check_day(typed, button), *fields
    )


def _adoption(typed: dict[str, str]) -> Adoption:
    """Return what a person said. Raises InputRefused."""
    day = read_day(typed["published_on"], _DAY)
    said = {name: _line(typed, name) for name in _FIELDS}
    return Adoption(typed["kind"] or None, day, Owners(**said))


def _line(typed: dict[str, str], name: str) -> str:
    text = keep_typed(typed[name], _FIELDS[name]).strip()
    if len(text) > _LONGEST:
        hint = f"{_LONGEST}文字までにしてください。"
        raise InputRefused(f"{_FIELDS[name]}が長すぎます", hint=hint)
    return text


def _check_kind(kind: str) -> None:
    if kind not in {"", *KINDS}:
        hint = f"選べるのは{'・'.join(KINDS.values())}です。"
        raise InputRefused("その版の種類はありません", hint=hint)


def _check_day(typed: dict[str, str], button: str) -> None:
    """Raise InputRefused for no day, and for one to come where it is to be registered."""
    day = read_day(typed["published_on"], _DAY)
    if day is not None and button == "register":
        registrations.check_published_on(current_act(), day)


def _preview(token: str, adoption: Adoption, typed: dict[str, str], error: Refused = None) -> str:
    page = _page(token, adoption, typed)
    return render_template("web/registration/look.html", page=page, token=token, error=error)


def _page(token: str, adoption: Adoption, typed: dict[str, str]) -> RegistrationPage:
    imported = registrations.read(uploads.find(token))
    with store().reading() as work:
        found = registrations.preview(work, imported.assessment, adoption)
        return registration_page(work, imported, found, typed)


def _told(adopted: Adopted) -> ResponseReturnValue:
    """Say what was kept and made, and lead to what comes next."""
    made = f"新しく作ったもの：{'、'.join(adopted.made)}。" if adopted.made else ""
    if adopted.edition is None:
        flash(f"読み込んだ内容で下書きを作りました。{made}", "success")
        draft_id = adopted.draft.id if adopted.draft else None
        shown = address("drafts.show", draft_id=draft_id)
        return redirect(shown or url_for("dossiers.show", dossier_id=adopted.dossier.id), _DONE)
    flash(f"公表済みの版（移行）として登録しました。{made}", "success")
    with store().reading() as work:
        asked = asked_count(work, work.editions.get(adopted.edition.id))
    shown = "readings.show" if asked else "editions.show"
    return redirect(url_for(shown, edition_id=adopted.edition.id), _DONE)


def _form(error: InputRefused | None = None) -> str:
    may_write = current_actor().has(Role.EDITOR, Role.ADMINISTRATOR)
    by_hand = address("drafts.new") if may_write else None
    return render_template("web/registration/new.html", error=error, by_hand=by_hand)
