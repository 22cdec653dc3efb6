"""読取りの補完: what an import could not read is completed beside its source.

All that is asked stands in one form, so that nothing typed at one item is lost by a button of
another: what a button does not concern comes back as it was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PiaError
from pia.official.kinds import is_unknown
from pia.operations import readings
from pia.operations.act import Act
from pia.operations.readings import ADOPTED, COMPLETERS
from pia.web.access import needs, signed_in
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.views.drafts_head import address
from pia.web.views.readings import Fields, Reading, anchor_of, reading_of, reading_page

blueprint = Blueprint("readings", __name__, url_prefix="/editions/<int:edition_id>/reading")

_DONE = 303
_TYPED = (
    "書きかけの内容があります。確定するなら「直して確定」を押し、そうでなければ元に戻してください。"
)
_NOTHING = "何も入っていません。元の文書でも空欄なら「空欄」を押してください。"


@dataclass(frozen=True)
class _Turn:
    """A page as it came back: what is asked now, what was typed, which button was pressed."""

    reading: Reading
    fields: Fields
    verb: str
    #: The items that the button concerns.
    paths: tuple[str, ...]
    #: Items whose control says something else than the page had shown.
    typed: tuple[str, ...]


@blueprint.get("")
@signed_in
def show(edition_id: int) -> ResponseReturnValue:
    """Show what is asked; `all` shows what is done as well, to be done anew."""
    reading = _reading(edition_id)
    return _page(reading, reading.fields(reading.proposals()), {})


@blueprint.post("")
@needs(*COMPLETERS)
@body_limit("8MB")
def take(edition_id: int) -> ResponseReturnValue:
    """Complete what a button concerns; what was typed elsewhere stays on the page."""
    turn = _turn(_reading(edition_id))
    errors = _errors(turn)
    if errors:
        return _page(turn.reading, turn.fields, errors), InputRefused.http_status
    try:
        _complete(current_act(), turn)
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        fresh = _reading(edition_id)
        return _page(fresh, fresh.fields(request.form), {}, refused), refused.http_status
    flash(f"{len(turn.paths)}件を補完しました。", "success")
    fresh = _reading(edition_id)
    if set(turn.typed) - set(turn.paths):
        return _page(fresh, fresh.fields(request.form), {}, still_typed=True)
    return redirect(_next(fresh, turn.paths), _DONE)


def _reading(edition_id: int) -> Reading:
    with store().reading() as work:
        reading = reading_of(work, edition_id)
    if reading.edition.origin != ADOPTED:
        raise NotAllowed("読取りの補完があるのは、移行した版だけです")
    return reading


def _turn(reading: Reading) -> _Turn:
    fields, proposals = reading.fields(request.form), reading.proposals()
    typed = tuple(
        path
        for path, (_, field) in fields.items()
        if field.refused or field.data not in (field.stored, proposals.get(path, field.stored))
    )
    verb, colon, path = request.form.get("button", "").partition(":")
    if colon:
        paths: Sequence[str] = [path]
    elif verb == "correct":
        paths = typed
    else:
        paths = request.form.getlist("tick")
    return _Turn(reading, fields, verb, tuple(dict.fromkeys(paths)), typed)


def _errors(turn: _Turn) -> dict[str, str]:
    """Return why what was typed at the items of a button is not taken, by HTML name."""
    if turn.verb != "correct":
        return {path: _TYPED for path in turn.paths if path in turn.typed}
    errors: dict[str, str] = {}
    for _, field in (turn.fields[path] for path in turn.paths if path in turn.fields):
        errors |= field.refused
        if not field.refused and is_unknown(field.data):
            errors[field.name] = _NOTHING
    return errors


def _complete(act: Act, turn: _Turn) -> None:
    """Do what the button says, for all of its items or none."""
    base = request.form.get("base", "")
    seen = int(base) if base.isascii() and base.isdecimal() else 0
    edition_id = turn.reading.edition.id
    if not turn.paths:
        hint = "項目の「選ぶ」に印を付けるか、欄に入れてから押してください。"
        raise InputRefused("項目が選ばれていません", hint=hint)
    match turn.verb:
        case "confirm":
            readings.confirm(act, edition_id, turn.paths, seen)
        case "blank":
            readings.leave_blank(act, edition_id, turn.paths, seen)
        case "correct":
            values = {p: turn.fields[p][1].data for p in turn.paths if p in turn.fields}
            unknown = dict.fromkeys(p for p in turn.paths if p not in turn.fields)
            readings.correct_all(act, edition_id, values | unknown, seen)
        case _:
            raise InputRefused("押されたボタンが分かりません", hint="画面を開き直してください。")


def _next(reading: Reading, done: Sequence[str]) -> str:
    """Return the address of the first item that is asked behind those just done."""
    paths = list(reading.items)
    behind = max((paths.index(path) for path in done if path in paths), default=0)
    asked = [path for path in paths[behind:] if reading.items[path].is_asked]
    all_too = "1" if _with_done() else None
    anchor = anchor_of(asked[0]) if asked else "main"
    return url_for("readings.show", edition_id=reading.edition.id, all=all_too, _anchor=anchor)


def _with_done() -> bool:
    return "all" in request.values


def _page(
    reading: Reading,
    fields: Fields,
    errors: dict[str, str],
    error: PiaError | None = None,
    *,
    still_typed: bool = False,
) -> str:
    page = reading_page(
        reading, fields, errors, request.form.getlist("tick"), with_done=_with_done()
    )
    may_start = current_actor().has(Role.EDITOR)
    return render_template(
        "web/readings/show.html",
        page=page,
        errors=errors,
        error=error,
        still_typed=still_typed,
        with_done=_with_done(),
        may_complete=current_actor().has(*COMPLETERS),
        start=address("drafts.start", dossier_id=reading.dossier_id) if may_start else None,
    )
