"""How the city writes its change tables, as administrators set it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, PiaError
from pia.official import load_form
from pia.operations import styles
from pia.operations.sample_rows import sample_rows
from pia.revision.style import TableStyle
from pia.web.access import needs
from pia.web.context import store
from pia.web.pages.drafts import current_act
from pia.web.pages.ownership import needed_city
from pia.web.views.styles import StyleForm, present_form, typed_form

blueprint = Blueprint("styles", __name__, url_prefix="/admin/style")

_DONE, _REFUSED = 303, 422


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Show the settings, and rows written in them."""
    city = needed_city()
    with store().reading() as work:
        style = work.names.style(city)
    return _page(present_form(style), styles.mark(style), style)


@blueprint.post("")
@needs(Role.ADMINISTRATOR)
def change() -> ResponseReturnValue:
    """Keep the settings, or show rows written in what was typed."""
    city = needed_city()
    form, seen = typed_form(request.form), request.form.get("seen", "") or "-"
    if not form.is_right:
        return _page(form, seen, None), _REFUSED
    if "look" in request.form:
        return _page(form, seen, styles.read_settings(form.given))
    try:
        styles.change(current_act(), city, form.given, seen)
    except (InputRefused, ChangedMeanwhile) as refused:
        return _page(form, seen, None, refused), refused.http_status
    flash("表の書き方を保存しました。これから作る表と、公表前の下書きの表に使います。", "success")
    return redirect(url_for("styles.show"), _DONE)


def _page(
    form: StyleForm, seen: str, style: TableStyle | None, refused: PiaError | None = None
) -> str:
    return render_template(
        "web/admin/styles.html",
        form=form,
        seen=seen,
        refused=refused,
        columns=tuple(words for _, words in load_form().change_table.columns),
        rows=tuple(row.cells() for row in sample_rows(style)) if style else None,
        trail=[("管理", url_for("admin.show")), ("表の書き方", "")],
    )
