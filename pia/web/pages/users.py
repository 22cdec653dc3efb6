"""Users: added, given roles, switched off and on, helped after a forgotten password."""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.accounts import users as acts
from pia.approval.roles import TITLES, Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound, PiaError
from pia.operations.leaving import left_by
from pia.store.records import User
from pia.web.access import needs
from pia.web.context import current_actor, now, settings, store
from pia.web.small_forms import BoxesField, LineField, PickField, SmallForm, answered
from pia.web.views.users import user_line, user_lines

blueprint = Blueprint("users", __name__, url_prefix="/admin/users")

_DONE = 303
_REFUSED = 422
_LETTERS = (
    "承認の順番、差戻し、コメントなどをメールで知らせます。"
    "書くのは評価書の番号と事務の名前だけで、本文は書きません。"
)
_NO_MAIL = "メールサーバーがまだ設定されていないため、今は送りません。"
_ROLES = {role.value: title for role, title in TITLES.items()}


class UserForm(SmallForm):
    """A new user."""

    name = LineField(
        "利用者名",
        hint="ログインに使います。半角の英小文字・数字・「.」「_」「-」「@」で、2～64文字。",
    )
    display_name = LineField("氏名", hint="例：佐藤 美咲")
    division = PickField("所属", needed=False)
    roles = BoxesField("役割")


class RolesForm(SmallForm):
    """Other roles of a user."""

    roles = BoxesField("役割")


class EmailForm(SmallForm):
    """Where the notices of a user are mailed to."""

    email = LineField(
        "メールアドレス", hint="例：sato@city.example.jp。空なら送りません。", needed=False
    )


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List all of them."""
    with store().reading() as work:
        lines = user_lines(work, now())
    return render_template("web/admin/users.html", lines=lines, trail=_trail("")[:2])


@blueprint.get("/new")
@needs(Role.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Ask for a new user."""
    return _new_page(_user_form())


@blueprint.post("/new")
@needs(Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Add a user, and show the password to hand over this once."""
    form = _user_form()
    if not form.validate():
        return _new_page(form), _REFUSED
    division = int(form.division.data) if form.division.data else None
    try:
        user, password = acts.add_user(
            store(),
            form.name.data,
            form.display_name.data,
            map(Role, form.roles.data),
            now(),
            current_actor(),
            division_id=division,
        )
    except InputRefused as refused:
        return _new_page(form, refused), refused.http_status
    return _password_page(user, password)


@blueprint.get("/<int:number>")
@needs(Role.ADMINISTRATOR)
def show(number: int) -> ResponseReturnValue:
    """Show a user, and what can be done."""
    return _page(number)


@blueprint.post("/<int:number>/roles")
@needs(Role.ADMINISTRATOR)
def set_roles(number: int) -> ResponseReturnValue:
    """Give a user other roles."""
    form = RolesForm({"roles": _ROLES})
    if not form.validate():
        return _page(number, form=form), _REFUSED
    try:
        _refuse_stale(number, form)
        user = acts.set_roles(store(), number, map(Role, form.roles.data), now(), current_actor())
    except PathNotFound:
        raise  # there is no such page to show it on
    except (InputRefused, NotAllowed, ChangedMeanwhile) as refused:
        return _page(number, refused), refused.http_status
    flash(f"{user.display_name}の役割を保存しました。", "success")
    return redirect(url_for("users.show", number=number), _DONE)


@blueprint.route("/<int:number>/email", methods=["GET", "POST"])
@needs(Role.ADMINISTRATOR)
def email(number: int) -> ResponseReturnValue:
    """Ask where the notices of a user are mailed to, and keep it."""
    with store().reading() as work:
        user = work.users.get(number)
    form = EmailForm(email=user.email)
    has_mail = settings().has_mail
    return answered(
        form,
        title=f"{user.display_name}のメールアドレス",
        trail=_trail(user.display_name, "メールアドレス", number),
        words="保存する",
        lead=f"{_LETTERS}{'' if has_mail else _NO_MAIL}",
        act=lambda: acts.set_email(store(), number, form.email.data, now(), current_actor()),
        done=f"{user.display_name}のメールアドレスを保存しました。",
        to=url_for("users.show", number=number),
    )


@blueprint.post("/<int:number>/off")
@needs(Role.ADMINISTRATOR)
def switch_off(number: int) -> ResponseReturnValue:
    """Let a user come in no more; first ask where something waits for them."""
    with store().reading() as work:
        user, left = work.users.get(number), left_by(work, number)
    if not user.is_active:
        flash(f"{user.display_name}は、すでに利用停止になっています。", "info")
        return redirect(url_for("users.show", number=number), _DONE)
    if left and "sure" not in request.form:
        trail = _trail(user.display_name, "利用停止", number)
        return render_template("web/admin/ask_off.html", user=user, left=left, trail=trail)
    try:
        user = acts.switch_off(store(), number, now(), current_actor())
    except NotAllowed as refused:
        return _page(number, refused), refused.http_status
    flash(f"{user.display_name}を利用停止にしました。", "success")
    return redirect(url_for("users.show", number=number), _DONE)


@blueprint.post("/<int:number>/on")
@needs(Role.ADMINISTRATOR)
def switch_on(number: int) -> ResponseReturnValue:
    """Let a user come in again."""
    with store().reading() as work:
        user = work.users.get(number)
    if user.is_active:
        flash(f"{user.display_name}は、すでに利用できるようになっています。", "info")
        return redirect(url_for("users.show", number=number), _DONE)
    user = acts.switch_on(store(), number, now(), current_actor())
    flash(f"{user.display_name}を利用できるようにしました。", "success")
    return redirect(url_for("users.show", number=number), _DONE)


@blueprint.get("/<int:number>/password")
@needs(Role.ADMINISTRATOR)
def ask_password(number: int) -> ResponseReturnValue:
    """Ask whether a new password is wanted."""
    with store().reading() as work:
        user = work.users.get(number)
    trail = _trail(user.display_name, "新しいパスワード", number)
    return render_template("web/admin/ask_password.html", user=user, trail=trail)


@blueprint.post("/<int:number>/password")
@needs(Role.ADMINISTRATOR)
def reset_password(number: int) -> ResponseReturnValue:
    """Make a new password, and show it this once."""
    user, password = acts.reset_password(store(), number, now(), current_actor())
    return _password_page(user, password)


def _user_form() -> UserForm:
    with store().reading() as work:
        divisions = {str(d.id): d.name for d in work.ownership.divisions() if d.ends_on is None}
    return UserForm({"roles": _ROLES, "division": divisions})


def _new_page(form: UserForm, error: PiaError | None = None) -> str:
    page = {
        "title": "利用者を加える",
        "trail": _trail("利用者を加える"),
        "words": "加える",
        "lead": "加えると、一度だけ使えるパスワードを表示します。本人に渡してください。",
        "style": "strong",
    }
    return render_template("web/admin/form.html", form=form, page=page, error=error)


def _password_page(user: User, password: str) -> str:
    trail = _trail(user.display_name, "一度だけ使えるパスワード", user.id)
    return render_template("web/admin/password.html", user=user, password=password, trail=trail)


def _page(number: int, error: PiaError | None = None, form: RolesForm | None = None) -> str:
    with store().reading() as work:
        user = work.users.get(number)
        line = user_line(work, user, now())
        left = None if user.is_active else left_by(work, number)
    if form is None:
        roles = request.form.getlist("roles") if error else sorted(user.roles)
        form = RolesForm({"roles": _ROLES}, roles=roles, seen=_mark(user))
    trail = _trail(user.display_name)
    return render_template(
        "web/admin/user.html", user=line, form=form, error=error, trail=trail, left=left
    )


def _mark(user: User) -> str:
    """Return what tells the roles that a page shows from others."""
    return sha256(" ".join(sorted(user.roles)).encode("utf-8")).hexdigest()[:16]


def _refuse_stale(number: int, form: RolesForm) -> None:
    with store().reading() as work:
        user = work.users.get(number)
    if form.mark != _mark(user):
        hint = "今の役割を確かめて、もう一度行ってください。"
        raise ChangedMeanwhile("ほかの人が先に役割を変更しています", where=user.name, hint=hint)


def _trail(title: str, last: str = "", number: int = 0) -> list[tuple[str, str]]:
    """Return where a page stands; with `last` it is a page of the user of a number."""
    places = [("管理", url_for("admin.show")), ("利用者", url_for("users.index"))]
    if last:
        return [*places, (title, url_for("users.show", number=number)), (last, "")]
    return [*places, (title, "")]
