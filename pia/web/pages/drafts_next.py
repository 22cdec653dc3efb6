"""On to the next item that is empty, or that a check found something at."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from pia.errors import PathNotFound
from pia.operations.editing import desk_of
from pia.store.records import Draft
from pia.web.access import signed_in
from pia.web.context import store, today
from pia.web.views.drafts_next import WAYS, next_place, said_of
from pia.web.views.drafts_section import place_of, section_url

blueprint = Blueprint("drafts_next", __name__, url_prefix="/drafts/<int:draft_id>/next")


@blueprint.get("/<way>")
@signed_in
def go(draft_id: int, way: str) -> ResponseReturnValue:
    """Lead to the next place behind `after`, an id path; without it to the first."""
    if way not in WAYS:
        hint = "下書きの画面から選び直してください。"
        raise PathNotFound("そこへ進む道はありません", hint=hint)
    with store().reading() as work:
        draft = work.drafts.get(draft_id)
    return redirect(next_url_of(draft, way, place_of(request.args.get("after", ""))))


def next_url_of(draft: Draft, way: str, after: str, key: str = "") -> str:
    """Return where a way leads, and tell the person where it ends or begins anew.

    Where nothing is left it is the section `key`, else the whole draft.
    """
    with store().reading() as work:
        findings = desk_of(work, draft, today()).findings
    found = next_place(draft.document, findings, way, after)
    if said := said_of(way, found):
        flash(said, "info")
    return found[0].url(draft.id) if found else section_url(draft, key, at=after)
