"""The city's own list of names that changed, as administrators keep it."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.operations import names
from pia.operations.practice import names_of_divisions
from pia.revision.timing.names import NAME_KINDS, Renaming
from pia.web.access import needs
from pia.web.context import store
from pia.web.pages.drafts import current_act
from pia.web.pages.ownership import needed_city
from pia.web.small_forms import DayField, LineField, PickField, SmallForm, answered

blueprint = Blueprint("names", __name__, url_prefix="/admin/names")

_BOTH = ("GET", "POST")


class NameForm(SmallForm):
    """A name that another took the place of."""

    kind = PickField("種類")
    old = LineField("前の名称", hint="評価書に書かれていたとおりに。例：情報政策課")
    new = LineField("後の名称", hint="例：デジタル推進課")
    since = DayField(
        "変わった日", hint="分かるときだけ。例：令和7年4月1日、2025-04-01", needed=False
    )
    basis = LineField("根拠", hint="例：組織規則の改正、商号変更の届出", needed=False)


class WithdrawForm(SmallForm):
    """Why a name counts no more."""

    reason = LineField("取り下げる理由", hint="例：登録の誤り", needed=False)


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """List them, those withdrawn too, and those that the 課 say by themselves."""
    city = needed_city()
    with store().reading() as work:
        kept, derived = work.names.of(city), names_of_divisions(work, city)
    return render_template(
        "web/admin/names.html",
        kept=sorted(kept, key=lambda one: one.withdrawn is not None),
        derived=derived,
        kinds=NAME_KINDS,
        trail=_trail("")[:2],
    )


@blueprint.route("/new", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Add a name."""
    city = needed_city()
    form = NameForm({"kind": NAME_KINDS})
    return answered(
        form,
        title="名称の変更を加える",
        trail=_trail("加える"),
        words="加える",
        lead="重要な項目でこの名称だけが変わった行に「事後とする提案」が付きます。決めるのは人です。",
        act=lambda: names.add(current_act(), city, _renaming(form)),
        done="名称の変更を加えました。",
        to=url_for("names.show"),
    )


@blueprint.route("/<int:number>/withdraw", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def withdraw(number: int) -> ResponseReturnValue:
    """Let a name count no more."""
    with store().reading() as work:
        known = work.names.get(number).name
    form = WithdrawForm()
    return answered(
        form,
        title=f"「{known.old}」から「{known.new}」への変更を取り下げる",
        trail=_trail("取り下げる"),
        words="取り下げる",
        style="danger",
        lead="公表前の下書きでは、この名称による提案が出なくなります。記録は一覧に残ります。",
        act=lambda: names.withdraw(current_act(), number, form.reason.data),
        done="名称の変更を取り下げました。",
        to=url_for("names.show"),
    )


def _renaming(form: NameForm) -> Renaming:
    return Renaming(form.kind.data, form.old.data, form.new.data, form.since.data, form.basis.data)


def _trail(title: str) -> list[tuple[str, str]]:
    return [
        ("管理", url_for("admin.show")),
        ("名称の変更", url_for("names.show")),
        (title, ""),
    ]
