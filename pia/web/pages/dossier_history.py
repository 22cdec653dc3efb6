"""版の履歴 of a 評価書."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.web.access import signed_in
from pia.web.context import current_actor, store
from pia.web.views.dossier_history import dossier_history

blueprint = Blueprint("dossier_history", __name__, url_prefix="/dossiers/<int:dossier_id>/history")


@blueprint.get("")
@signed_in
def show(dossier_id: int) -> ResponseReturnValue:
    """Show each edition with who, when and why."""
    with store().reading() as work:
        page = dossier_history(work, dossier_id)
    may_restore = current_actor().has(Role.EDITOR)
    return render_template("web/dossiers/history.html", page=page, may_restore=may_restore)
