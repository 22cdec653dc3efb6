"""A 後閲 that nobody can do any more, closed by an administrator with a reason."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import PathNotFound
from pia.operations.looks import close_look, owed_looks
from pia.web.access import needs
from pia.web.context import current_actor, store
from pia.web.limits import body_limit
from pia.web.pages.drafts import current_act
from pia.web.small_forms import LineField, SmallForm, answered
from pia.web.views.drafts_head import head_of

blueprint = Blueprint("approvals_looks", __name__, url_prefix="/drafts/<int:draft_id>/looks")


class CloseForm(SmallForm):
    """Why nobody looks any more."""

    reason = LineField("後閲を終える理由", hint="例：退職したため。内容は後任の課長が確認済み")


@blueprint.route("/<int:stage>/close", methods=["GET", "POST"])
@needs(Role.ADMINISTRATOR)
@body_limit("4MB")
def close(draft_id: int, stage: int) -> ResponseReturnValue:
    """Ask why, and keep it."""
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        looks = {one.place.number: one for one in owed_looks(work, head.draft)}
    look = looks.get(stage)
    if look is None or not look.is_orphaned or look.decided_by == current_actor().id:
        hint = "承認の画面を開き直してください。"
        raise PathNotFound("終えられる後閲はありません", where=head.name, hint=hint)
    form, back = CloseForm(), url_for("approvals.show", draft_id=draft_id)
    return answered(
        form,
        title=f"「{look.place.stage.title}」の代決の後閲を終える",
        trail=[
            ("評価書一覧", url_for("portfolio.show")),
            (head.title, url_for("dossiers.show", dossier_id=head.dossier.id)),
            ("承認と公表", back),
            ("後閲を終える", ""),
        ],
        words="後閲を終える",
        style="danger",
        lead=f"{head.name}：代決された{look.owner.display_name}さんは利用停止中で、後閲ができません。"
        "終えると、後閲は待たれなくなります。終えた人と理由は、承認の記録に残ります。",
        act=lambda: close_look(current_act(), draft_id, stage, form.reason.data),
        done="後閲を終えました。",
        to=back,
    )
