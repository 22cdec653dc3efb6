"""The audit: read, never changed."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.web.access import needs
from pia.web.context import store
from pia.web.views.audit import audit_page

blueprint = Blueprint("audit", __name__, url_prefix="/admin/audit")

#: Up to so many entries the chain is checked whenever the page opens, beyond them when asked.
_CHECKED_AT_ONCE = 10_000
#: Largest number of an entry that a database can hold.
_MOST = 2**63 - 1


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """List entries, the newest first, and say whether the chain of all of them holds.

    `user` and `action` narrow the list; `before` is the entry where the page before ended.
    """
    user, action = request.args.get("user", ""), request.args.get("action", "")[:100]
    before = request.args.get("before", type=int)
    if before is not None and not 0 <= before <= _MOST:
        before = None
    with store().reading() as work:
        page = audit_page(work, user, action, before)
        newest_one = next(iter(work.audit.entries(1)), None)
        is_short = newest_one is None or newest_one.id <= _CHECKED_AT_ONCE
        is_checked = before is None and (is_short or "check" in request.args)
        broken = sum(1 for _ in work.audit.broken()) if is_checked else None
    older = url_for("audit.show", before=page.older, user=user, action=action)
    newest = url_for("audit.show", user=user, action=action)
    trail = [("管理", url_for("admin.show")), ("監査記録", "")]
    return render_template(
        "web/admin/audit.html",
        page=page,
        narrowed={"user": user, "action": action},
        broken=broken,
        check=url_for("audit.show", check="yes"),
        older=older if page.older else "",
        newest=newest if before is not None else "",
        trail=trail,
    )
