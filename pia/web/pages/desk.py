"""How the city's desk counts its days, as administrators set it."""

from __future__ import annotations

import unicodedata

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, PiaError
from pia.law.intervals import interval_table
from pia.operations import desk
from pia.operations.closed_days import closed_days_of, read_closed_days
from pia.web.access import needs
from pia.web.context import store, today
from pia.web.pages.drafts import current_act
from pia.web.pages.ownership import needed_city
from pia.web.small_forms import AreaField, LineField, SmallForm, answered
from pia.web.views.closed_days import closed_words
from pia.web.views.portfolio_due import due_rules
from pia.web.views.styles import SettingField

blueprint = Blueprint("desk", __name__, url_prefix="/admin/desk")

_DONE = 303
_CLOSED_WORDS = (
    "市の休日を定める条例などで、土曜日、日曜日、祝日、12月29日から1月3日までのほかに閉庁する日です。"
    "提出と公表の期限を、この日を除いて数えます。画面には「市の設定」と示します。"
)
_LEAD_WORDS = (
    "重要な変更の前に、公表の何日前までに委員会へ提出するかです。法令は提出と公表の間の日数を定めて"
    "いないため、はじめは0日（同じ日でもよい）です。年間の予定の「提出の期限」に使います。"
)


class _ClosedForm(SmallForm):
    """The days on which the city is closed besides."""

    closed_days = AreaField(
        "市の閉庁日",
        read=read_closed_days,
        rows=8,
        needed=False,
        hint="1行に1つ、日か期間と、あればその名前を書きます。年を書かない日は毎年の閉庁日です。"
        "例：令和8年8月14日 夏季休業、12月28日～1月4日 年末年始、10月1日 市制記念日",
    )


class _LeadForm(SmallForm):
    """How many days the city wants."""

    days = LineField(
        "提出と公表の間の日数", hint="公表の何日前までに提出するかを、数字で入れます。例：7"
    )


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Show from which editions five years count."""
    city = needed_city()
    with store().reading() as work:
        now = desk.desk_of(work, city).five_years_from
    return _page(now, now)


@blueprint.post("")
@needs(Role.ADMINISTRATOR)
def change() -> ResponseReturnValue:
    """Keep it."""
    city = needed_city()
    chosen, seen = request.form.get("five_years_from", ""), request.form.get("seen", "") or "-"
    try:
        desk.change(current_act(), city, chosen, seen)
    except (InputRefused, ChangedMeanwhile) as refused:
        return _page(chosen, seen, refused), refused.http_status
    flash("期日の数え方を保存しました。一覧の期日はすぐに変わります。", "success")
    return redirect(url_for("desk.show"), _DONE)


@blueprint.route("/lead", methods=["GET", "POST"])
@needs(Role.ADMINISTRATOR)
def lead() -> ResponseReturnValue:
    """Ask how many days before 公表 the city wants to have done 提出, and keep it."""
    city = needed_city()
    with store().reading() as work:
        now = desk.desk_of(work, city).submission_lead
    form = _LeadForm(days=str(now))
    return answered(
        form,
        title="提出と公表の間の日数",
        trail=[
            ("管理", url_for("admin.show")),
            ("期日の数え方", url_for("desk.show")),
            ("日数", ""),
        ],
        lead=_LEAD_WORDS,
        words="保存する",
        act=lambda: desk.change_lead(current_act(), city, _number(form.days.data)),
        done="日数を保存しました。年間の予定はすぐに変わります。",
        to=url_for("desk.show"),
    )


@blueprint.route("/closed", methods=["GET", "POST"])
@needs(Role.ADMINISTRATOR)
def closed() -> ResponseReturnValue:
    """Ask on which days the city is closed besides, and keep it."""
    city = needed_city()
    with store().reading() as work:
        now = desk.closed_days_text(work, city)
    form = _ClosedForm(closed_days=now, seen=desk.mark(now))
    return answered(
        form,
        title="市の閉庁日",
        trail=[
            ("管理", url_for("admin.show")),
            ("期日の数え方", url_for("desk.show")),
            ("市の閉庁日", ""),
        ],
        lead=_CLOSED_WORDS,
        words="保存する",
        act=lambda: desk.change_closed_days(current_act(), city, form.closed_days.data, form.mark),
        done="市の閉庁日を保存しました。提出と公表の期限はすぐに変わります。",
        to=url_for("desk.show"),
    )


def _number(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 4):  # noqa: PLR2004 - MOST_LEAD
        hint = "日数を数字で入れてください。"
        raise InputRefused("提出と公表の間の日数を読めません", where=text[:20], hint=hint)
    return int(plain)


def _page(chosen: str, seen: str, refused: PiaError | None = None) -> str:
    ways = {name: way.title for name, way in interval_table().countings.items()}
    error = refused if isinstance(refused, InputRefused) else None
    with store().reading() as work:
        own = closed_days_of(work, needed_city())
    return render_template(
        "web/admin/desk.html",
        setting=SettingField("five_years_from", "5年の期日の数え方", ways, chosen, error),
        seen=seen,
        stale=refused if error is None else None,
        rules=due_rules(today(), ways),
        closed=tuple(map(closed_words, own)),
        trail=[("管理", url_for("admin.show")), ("期日の数え方", "")],
    )
