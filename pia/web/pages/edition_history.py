"""前の版の組み立て: the editions before one, rebuilt from its 別添2; shown, handed out, never kept."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from pia.assessment import canonical
from pia.assessment.wareki import to_wareki
from pia.errors import PathNotFound
from pia.exports import FORMATS, write_outline
from pia.outline import outline
from pia.revision.history import RebuiltEdition, rebuild
from pia.web.access import signed_in
from pia.web.context import store
from pia.web.documents import download_answer, page_answer, saved_name
from pia.web.views.edition_history import FILTERS, history_page, rebuilt_title

blueprint = Blueprint("edition_history", __name__, url_prefix="/editions/<int:edition_id>/history")


@blueprint.get("")
@signed_in
def show(edition_id: int) -> ResponseReturnValue:
    """Show the rebuilt editions and what became of each row; `show=left` those not put back."""
    wanted = request.args.get("show", "")
    with store().reading() as work:
        edition = work.editions.get(edition_id)
        page = history_page(work, edition, wanted if wanted in FILTERS else "")
    return render_template("web/edition_history/show.html", page=page)


@blueprint.get("/<day>.json")
@signed_in
def download(edition_id: int, day: str) -> ResponseReturnValue:
    """Send the data of the edition before a day, with its withheld parts: readers are staff."""
    found = _before(edition_id, day)
    with store().reading() as work:
        number = work.dossiers.get(work.editions.get(edition_id).dossier_id).number
    data = canonical(found.document).encode("utf-8")
    name = saved_name("組み立てた版", number, f"{to_wareki(found.day)}より前", "json")
    return download_answer(data, name, FORMATS["json"].media_type)


@blueprint.get("/<day>/document")
@signed_in
def document(edition_id: int, day: str) -> ResponseReturnValue:
    """Show the printed document of the edition before a day; told to be no published one."""
    found = _before(edition_id, day)
    printed = outline(found.document)
    title = f"{printed.title}　{rebuilt_title(found)}（別添2から組み立て直したもの）"
    return page_answer(write_outline(replace(printed, title=title), "html"))


def _before(edition_id: int, day: str) -> RebuiltEdition:
    """Return the rebuilt edition before an ISO day. Raises PathNotFound."""
    with store().reading() as work:
        reading = work.editions.get(edition_id).reading
    for edition in rebuild(reading).editions:
        if edition.day.isoformat() == day:
            return edition
    hint = "「前の版の組み立て」の画面から選び直してください。"
    raise PathNotFound("その日より前の版は組み立てられません", hint=hint)
