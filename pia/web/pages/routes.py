"""The route of approval of each 評価実施機関, as administrators set it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.approval.route import CONSULT, DECIDE
from pia.errors import ChangedMeanwhile, InputRefused, PiaError
from pia.operations import routes
from pia.web.access import needs
from pia.web.context import store
from pia.web.pages.drafts import current_act
from pia.web.views.routes import (
    RouteForm,
    candidates,
    form_of,
    rearranged,
    route_lines,
    typed_form,
    with_faults,
)

blueprint = Blueprint("routes", __name__, url_prefix="/admin/routes")

_DONE, _REFUSED = 303, 422
_KINDS = {DECIDE: "承認・決裁", CONSULT: "合議（ほかの課などの同意）"}


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """List the 評価実施機関 with the route that counts."""
    with store().reading() as work:
        known = work.ownership.organisations()
        lines = [(one, next(iter(route_lines(work, one.id)), None)) for one in known]
    return render_template("web/admin/routes.html", lines=lines, trail=_trail())


@blueprint.get("/<int:organisation_id>")
@needs(Role.ADMINISTRATOR)
def edit(organisation_id: int) -> ResponseReturnValue:
    """Show the route of one, and those it had."""
    with store().reading() as work:
        known = work.routes.of(work.ownership.organisation(organisation_id).id)
    return _page(organisation_id, form_of(known), routes.mark(known))


@blueprint.post("/<int:organisation_id>")
@needs(Role.ADMINISTRATOR)
def change(organisation_id: int) -> ResponseReturnValue:
    """Keep the route, or show the form with a stage added, moved or taken away."""
    form, seen = typed_form(request.form), request.form.get("seen", "") or "-"
    wish = request.form.get("do", "save")
    if wish != "save":
        return _page(organisation_id, rearranged(form, wish), seen, is_unsaved=True)
    try:
        kept = routes.tidy(form.route)
        with store().reading() as work:
            form = with_faults(form, routes.all_faults(work, kept))
        if not form.is_right:
            return _page(organisation_id, form, seen), _REFUSED
        routes.set_route(current_act(), organisation_id, kept, seen)
    except (InputRefused, ChangedMeanwhile) as refused:
        return _page(organisation_id, form, seen, refused), refused.http_status
    flash("承認の経路を保存しました。次に承認を依頼する評価書から使います。", "success")
    return redirect(url_for("routes.edit", organisation_id=organisation_id), _DONE)


@blueprint.post("/<int:organisation_id>/clear")
@needs(Role.ADMINISTRATOR)
def clear(organisation_id: int) -> ResponseReturnValue:
    """Go without a route again."""
    seen = request.form.get("seen", "") or "-"
    try:
        routes.clear_route(current_act(), organisation_id, seen)
    except ChangedMeanwhile as refused:
        with store().reading() as work:
            form = form_of(work.routes.of(organisation_id))
        return _page(organisation_id, form, seen, refused), refused.http_status
    flash("経路を使わないことにしました。次の依頼からは、承認者の一人が承認します。", "success")
    return redirect(url_for("routes.edit", organisation_id=organisation_id), _DONE)


def _page(
    organisation_id: int,
    form: RouteForm,
    seen: str,
    refused: PiaError | None = None,
    *,
    is_unsaved: bool = False,
) -> str:
    with store().reading() as work:
        organisation = work.ownership.organisation(organisation_id)
        history = route_lines(work, organisation_id)
        known = work.routes.of(organisation_id)
        people = candidates(work, form)
    return render_template(
        "web/admin/route.html",
        organisation=organisation,
        form=form,
        seen=seen,
        refused=refused,
        is_unsaved=is_unsaved,
        is_used=bool(known and known.definition["stages"]),
        kinds=_KINDS,
        people=people,
        history=history,
        trail=[*_trail()[:1], ("承認の経路", url_for("routes.show")), (organisation.name, "")],
    )


def _trail() -> list[tuple[str, str]]:
    return [("管理", url_for("admin.show")), ("承認の経路", "")]
