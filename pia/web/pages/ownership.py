"""団体, 評価実施機関, 課 and 事務, as administrators keep them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.operations import ownership as acts
from pia.store.records import Division, Task
from pia.web.access import needs
from pia.web.context import store, today
from pia.web.pages.drafts import current_act
from pia.web.small_forms import BoxesField, DayField, LineField, PickField, SmallForm, answered
from pia.web.views.ownership import ownership_page

blueprint = Blueprint("ownership", __name__, url_prefix="/admin/ownership")

_DONE = 303
_BOTH = ("GET", "POST")


class MunicipalityForm(SmallForm):
    """団体."""

    name = LineField("団体名", hint="例：みほん市")
    code = LineField("団体コード", hint="検査数字を含む6桁の全国地方公共団体コード", needed=False)


class OrganisationForm(SmallForm):
    """評価実施機関."""

    name = LineField("評価実施機関名", hint="例：みほん市長、みほん市教育委員会")


class DivisionForm(SmallForm):
    """A new 課."""

    name = LineField("課の名称", hint="部の名称から。例：市民生活部保険年金課")
    begins_on = DayField("設置日", hint="例：令和7年4月1日、2025-04-01")
    contact = LineField("連絡先", hint="公表するページに載せます。", needed=False)


class ContactForm(SmallForm):
    """What may be changed of a 課."""

    contact = LineField("連絡先", hint="公表するページに載せます。", needed=False)


class EndForm(SmallForm):
    """The end of a 課."""

    ends_on = DayField("廃止日", hint="この課があった最後の日。例：令和7年3月31日")
    successors = BoxesField(
        "後継の課", hint="一つだけ選ぶと、この課の事務はその課に移ります。", needed=False
    )


class TaskForm(SmallForm):
    """A new 事務."""

    organisation = PickField("評価実施機関")
    division = PickField("担当課")
    name = LineField("事務の名称", hint="例：個人住民税の賦課に関する事務")


class ChangeTaskForm(SmallForm):
    """What may be changed of a 事務."""

    division = PickField("担当課")
    ended_on = DayField("終了日", hint="事務をやめるときだけ入れます。", needed=False)


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """List all of them."""
    with store().reading() as work:
        page = ownership_page(work, today())
    return render_template("web/admin/ownership.html", page=page, trail=_trail("団体と事務")[:2])


@blueprint.route("/municipality", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def municipality() -> ResponseReturnValue:
    """Keep or change the 団体."""
    with store().reading() as work:
        city = next(iter(work.ownership.municipalities()), None)
    if city is None:
        form = MunicipalityForm()
        act = lambda: acts.add_municipality(current_act(), form.name.data, form.code.data)  # noqa: E731
    else:
        form = MunicipalityForm(name=city.name, code=city.code, seen=acts.mark(city))
        number = city.id
        act = lambda: acts.change_municipality(  # noqa: E731
            current_act(), number, form.name.data, form.code.data, form.mark
        )
    return answered(
        form,
        title="団体",
        trail=_trail("団体"),
        words="保存する",
        act=act,
        done="団体を保存しました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/organisations/new", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def new_organisation() -> ResponseReturnValue:
    """Add an 評価実施機関."""
    city = needed_city()
    form = OrganisationForm()
    return answered(
        form,
        title="評価実施機関を加える",
        trail=_trail("評価実施機関を加える"),
        words="加える",
        act=lambda: acts.add_organisation(current_act(), city, form.name.data),
        done="評価実施機関を加えました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/divisions/new", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def new_division() -> ResponseReturnValue:
    """Add a 課."""
    city = needed_city()
    form = DivisionForm()
    return answered(
        form,
        title="課を加える",
        trail=_trail("課を加える"),
        words="加える",
        act=lambda: acts.add_division(
            current_act(), city, form.name.data, form.begins_on.day, form.contact.data
        ),
        done="課を加えました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/divisions/<int:number>", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def division(number: int) -> ResponseReturnValue:
    """Change the contact of a 課."""
    with store().reading() as work:
        known = work.ownership.division(number)
    form = ContactForm(contact=known.contact, seen=acts.mark(known))
    return answered(
        form,
        title=f"{known.name}の連絡先",
        trail=_trail(known.name),
        words="保存する",
        act=lambda: acts.change_contact(current_act(), number, form.contact.data, form.mark),
        done="連絡先を保存しました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/divisions/<int:number>/end", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def end_division(number: int) -> ResponseReturnValue:
    """Let a 課 end."""
    with store().reading() as work:
        known = work.ownership.division(number)
        others = {str(d.id): d.name for d in _living(work.ownership.divisions()) if d.id != number}
    form = EndForm({"successors": others}, seen=acts.mark(known))
    return answered(
        form,
        title=f"{known.name}を廃止する",
        trail=_trail(known.name),
        words="廃止を記録する",
        style="danger",
        lead="廃止した課は記録に残り、新しい事務の担当には選べなくなります。後継が一つなら、"
        "事務は廃止日の翌日に後継の課へ移ります。廃止は取り消せません。",
        act=lambda: acts.end_division(
            current_act(),
            number,
            form.ends_on.day,
            tuple(map(int, form.successors.data)),
            form.mark,
        ),
        done=f"{known.name}の廃止を記録しました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/tasks/new", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def new_task() -> ResponseReturnValue:
    """Add a 事務."""
    with store().reading() as work:
        organisations = {str(o.id): o.name for o in work.ownership.organisations()}
        divisions = {str(d.id): d.name for d in _living(work.ownership.divisions())}
    form = TaskForm({"organisation": organisations, "division": divisions})
    return answered(
        form,
        title="事務を加える",
        trail=_trail("事務を加える"),
        words="加える",
        act=lambda: acts.add_task(
            current_act(), int(form.organisation.data), int(form.division.data), form.name.data
        ),
        done="事務を加えました。",
        to=url_for("ownership.show"),
    )


@blueprint.route("/tasks/<int:number>", methods=_BOTH)
@needs(Role.ADMINISTRATOR)
def task(number: int) -> ResponseReturnValue:
    """Give a 事務 to another 課, or let it end."""
    with store().reading() as work:
        known = work.ownership.task(number)
        divisions = _divisions_of(known, work.ownership.divisions())
    form = ChangeTaskForm(
        {"division": divisions},
        division=str(known.division_id),
        ended_on=known.ended_on,
        seen=acts.mark(known),
    )
    return answered(
        form,
        title=known.name,
        trail=_trail(known.name),
        words="保存する",
        act=lambda: acts.change_task(
            current_act(), number, int(form.division.data), form.ended_on.data, form.mark
        ),
        done=f"{known.name}を保存しました。",
        to=url_for("ownership.show"),
    )


def needed_city() -> int:
    """Return the number of the 団体; where there is none yet, lead to where it is added instead."""
    with store().reading() as work:
        cities = work.ownership.municipalities()
    if not cities:
        abort(redirect(url_for("ownership.municipality"), _DONE))
    return cities[0].id


def _living(divisions: Iterable[Division]) -> list[Division]:
    """Return the 課 that there are, or will be, today."""
    return [d for d in divisions if d.ends_on is None or d.ends_on > today()]


def _divisions_of(known: Task, divisions: Iterable[Division]) -> dict[str, str]:
    """Return what may be chosen for a 事務: the 課 there are, and the one it has."""
    divisions = tuple(divisions)
    living = _living(divisions)
    return {str(d.id): d.name for d in divisions if d in living or d.id == known.division_id}


def _trail(title: str) -> list[tuple[str, str]]:
    return [
        ("管理", url_for("admin.show")),
        ("団体と事務", url_for("ownership.show")),
        (title, ""),
    ]
