"""Where administrators begin."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from pia.approval.roles import Role
from pia.web.access import needs
from pia.web.context import store

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("")
@needs(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """Show what there is to look after."""
    with store().reading() as work:
        users = work.users.all()
        divisions = [d for d in work.ownership.divisions() if d.ends_on is None]
        tasks = [task for task in work.ownership.tasks() if task.ended_on is None]
    active = sum(user.is_active for user in users)
    doors = [
        {
            "title": "団体と事務",
            "address": url_for("ownership.show"),
            "words": f"団体、評価実施機関、課、事務を登録し、課の廃止と後継を記録します。"
            f"今の課は{len(divisions)}、事務は{len(tasks)}です。",
        },
        {
            "title": "承認の経路",
            "address": url_for("routes.show"),
            "words": "評価実施機関ごとに、承認する段とその人、代決、合議を決めます。",
        },
        {
            "title": "表の書き方",
            "address": url_for("styles.show"),
            "words": "別添2（変更箇所の表）の項目の書き方、行の単位、並び順、説明の文言を決めます。",
        },
        {
            "title": "期日の数え方",
            "address": url_for("desk.show"),
            "words": "評価書一覧の5年の期日を、どの版の公表日から数えるかと、市の閉庁日を決めます。",
        },
        {
            "title": "名称の変更",
            "address": url_for("names.show"),
            "words": "課、場所、代表者、委託先の名称の変更を記録し、提出時期の提案の根拠にします。",
        },
        {
            "title": "利用者",
            "address": url_for("users.index"),
            "words": f"利用者を加え、役割を決め、止めます。使える利用者は{active}人です。",
        },
        {
            "title": "通知のメール",
            "address": url_for("mail.show"),
            "words": "送ったメールと送れなかったメールを見て、試しに自分に送ります。",
        },
        {
            "title": "監査記録",
            "address": url_for("audit.show"),
            "words": "だれが、いつ、何をしたかを見ます。",
        },
    ]
    return render_template("web/admin/show.html", doors=doors)
