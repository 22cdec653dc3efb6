"""Views of no use to anybody but these tests."""

from datetime import UTC, date, datetime

from flask import Blueprint, jsonify, render_template_string, request

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile
from pia.web.access import needs, open_to_all, signed_in
from pia.web.limits import body_limit

blueprint = Blueprint("trial", __name__, url_prefix="/trial")

PARTS = """
{% extends "web/base.html" %}
{% block title %}部品{% endblock %}
{% block trail %}{{ macros.trail([("評価書一覧", "/a"), ("部品", "")]) }}{% endblock %}
{% block main %}
<h1>部品</h1>
{% call macros.banner("warning", "実施予定日が公表日より前です") %}<p>日付を確かめてください。</p>{% endcall %}
{{ macros.summary_list([("公表日", day|wareki), ("保存した時刻", at|instant), ("提出日", none|wareki)]) }}
{% call(row) macros.data_table("評価書の一覧", ["評価書名", "状態"], [("住民基本台帳に関する事務", "編集中")]) %}
{{ macros.head_cell("評価書名", macros.link(row[0], "/a")) }}{{ macros.cell("状態", macros.chip(row[1], "busy")) }}
{% endcall %}
{{ macros.steps("手続", [("編集", "/a"), ("承認", ""), ("公表", "")], 2) }}
{{ macros.pagination(2, 3, "trial.parts", {"q": "税"}) }}
{% call macros.empty_state("まだ評価書がありません。") %}
{{ macros.link_button("登録する", "/a", "strong") }}
{% endcall %}
{% endblock %}
"""


FORM = """
{% extends "web/base.html" %}
{% block title %}記載{% endblock %}
{% block main %}
<h1>記載</h1>
<form method="post" action="/trial/stale">
{{ macros.form_token() }}
<label for="text">事務の内容</label><textarea id="text" name="text"></textarea>
{{ macros.button("保存する", "strong") }}
</form>
{% endblock %}
"""


@blueprint.get("/form")
@signed_in
def form():
    return render_template_string(FORM)


@blueprint.get("/parts")
@open_to_all
def parts():
    at = datetime(2025, 4, 1, 1, 32, tzinfo=UTC)
    return render_template_string(PARTS, day=date(2019, 5, 1), at=at)


@blueprint.post("/text")
@signed_in
def text():
    return jsonify(length=len(request.form.get("text", "")))


@blueprint.post("/long")
@needs(Role.EDITOR)
@body_limit("2MB")
def long_text():
    return jsonify(length=len(request.form.get("text", "")))


@blueprint.post("/stale")
@needs(Role.EDITOR)
def stale():
    hint = "両方の記載を見比べてください。"
    raise ChangedMeanwhile("ほかの人が先に変更しました", where="Ⅰ-1 ②事務の内容", hint=hint)


@blueprint.route("/defect", methods=["GET", "POST"])
@open_to_all
def defect():
    raise ValueError("極秘の本文")
