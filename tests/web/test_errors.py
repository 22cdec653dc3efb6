"""Pages of refusal: a sentence in Japanese, and nothing lost of what was written."""

from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.web.limits import DEFAULT, HARD, HARD_FOR_STRANGERS
from tests.web.waiting import settle

WRITTEN = "申請書の記載内容を住民基本台帳と照合する。\n<b>対面</b>で確認する。"
SHOWN = "申請書の記載内容を住民基本台帳と照合する。\n&lt;b&gt;対面&lt;/b&gt;で確認する。"
LOST = "大きすぎるため、ここには表示できません"


@pytest.mark.parametrize(
    ("path", "method", "status", "sentence"),
    [
        ("/nowhere", "GET", 404, "ページが見つかりません"),
        ("/static/other/base.css", "GET", 404, "ページが見つかりません"),
        ("/healthz", "DELETE", 405, "この操作はこのアドレスではできません"),
    ],
)
def test_a_wrong_address_is_answered_in_japanese(client, path, method, status, sentence):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert f"<h1>{sentence}</h1>" in answer.text


def test_an_error_of_an_operation_says_what_where_and_what_to_do(trial, signed_in):
    answer = signed_in(Role.EDITOR, app=trial).send("/trial/stale", {"answer": WRITTEN})
    assert answer.status_code == HTTPStatus.CONFLICT
    for words in ("ほかの人が先に変更しました", "Ⅰ-1 ②事務の内容", "両方の記載を見比べてください"):
        assert words in answer.text
    assert SHOWN in answer.text


def test_the_autosave_gets_the_error_as_json(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    answer = client.send("/trial/stale", headers={"Accept": "application/json"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.json == {
        "error": {
            "code": "changed-meanwhile",
            "message": "ほかの人が先に変更しました",
            "where": "Ⅰ-1 ②事務の内容",
            "hint": "両方の記載を見比べてください。",
        }
    }


def test_the_autosave_of_somebody_signed_out_gets_a_code(trial):
    answer = trial.test_client().post("/trial/text", json={"text": WRITTEN})
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.json["error"]["code"] == "signed-out"


def test_a_session_that_ended_while_typing_loses_no_text(trial, signed_in, clock):
    client = signed_in(Role.EDITOR, app=trial)
    token = client.token()
    clock.forward(hours=9)
    fields = {"csrf_token": token, "text": WRITTEN, "old_password": "sakura-mori-2025"}
    answer = client.post("/trial/text", data=fields)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert SHOWN in answer.text
    assert 'href="/login"' in answer.text
    assert token not in answer.text
    assert "sakura-mori-2025" not in answer.text


def test_a_form_without_the_token_of_its_session_is_refused_and_keeps_its_text(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    answer = client.post("/trial/text", data={"text": WRITTEN})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "入力画面の有効期限が切れています" in answer.text
    assert SHOWN in answer.text


def test_the_token_of_another_session_is_refused(trial, signed_in):
    editor, viewer = signed_in(Role.EDITOR, app=trial), signed_in(Role.VIEWER, app=trial)
    answer = editor.post("/trial/text", data={"csrf_token": viewer.token()})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_a_form_open_for_a_day_is_still_taken(trial, signed_in, clock):
    client = signed_in(Role.EDITOR, app=trial)
    token = client.token()
    for _ in range(3):
        clock.forward(hours=7)
        client.get("/password")
    answer = client.post("/trial/text", data={"csrf_token": token, "text": "書いた"})
    assert answer.json == {"length": 3}


def test_a_text_above_the_limit_of_its_page_is_shown_again(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    text = "長" * DEFAULT
    answer = client.send("/trial/text", {"text": text})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "送られた内容が大きすぎます" in answer.text
    assert text in answer.text


def test_a_page_may_take_more_than_others(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    assert client.send("/trial/long", {"text": "x" * 1_900_000}).json == {"length": 1_900_000}
    too_long = client.send("/trial/long", {"text": "x" * 2_000_000})
    assert too_long.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_a_pasted_text_of_a_million_signs_is_shown_again(trial, signed_in):
    text = "長" * 1_200_000
    answer = signed_in(Role.EDITOR, app=trial).send("/trial/long", {"text": text})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert text in answer.text


def test_nobody_who_is_not_signed_in_is_given_so_much_back(trial):
    answer = trial.test_client().post("/trial/long", data={"text": "x" * HARD_FOR_STRANGERS})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert LOST in answer.text


def test_above_the_hard_limit_the_page_says_that_the_text_is_not_there(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    answer = client.send("/trial/text", {"text": "x" * HARD})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert LOST in answer.text
    assert "「戻る」" not in answer.text
    assert len(answer.text) < 10_000


def test_a_form_of_too_many_parts_is_refused_with_a_sentence(trial, signed_in):
    client = signed_in(Role.EDITOR, app=trial)
    fields = {f"field{n}": "x" for n in range(1_001)}
    answer = client.send("/trial/long", fields, content_type="multipart/form-data")
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert LOST in answer.text


def test_a_defect_shows_a_number_and_nothing_of_the_inside(trial, caplog):
    answer = trial.test_client().get("/trial/defect")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "プログラムの不具合" in answer.text
    assert "極秘" not in answer.text
    number = caplog.records[0].fields["id"]
    assert f'<span class="number">{number}</span>' in answer.text


def test_a_defect_gives_back_what_was_written(trial, signed_in, caplog):
    answer = signed_in(Role.EDITOR, app=trial).send("/trial/defect", {"text": WRITTEN})
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert caplog.records
    assert SHOWN in answer.text


def test_a_defect_before_the_form_was_read_gives_it_back_too(trial, store, caplog, monkeypatch):
    client = trial.test_client()
    fields = {"csrf_token": client.token(), "text": WRITTEN}
    monkeypatch.setattr(store, "reading", None)
    answer = client.post("/trial/text", data=fields)
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert caplog.records
    assert SHOWN in answer.text


def test_the_autosave_gets_the_number_of_a_defect_too(trial, caplog):
    answer = trial.test_client().get("/trial/defect", headers={"Accept": "application/json"})
    assert answer.json["error"]["number"] == caplog.records[0].fields["id"]


def test_a_broken_database_still_gives_a_page(trial, store, caplog, monkeypatch):
    monkeypatch.setattr(store, "reading", None)
    answer = trial.test_client().get("/login", headers={"Cookie": "pia=x"})
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "番号を添えて管理者に知らせてください" in answer.text


def test_a_refused_text_stands_on_the_page_and_behind_the_back_button(trial_live, page, axe):
    trial_live.sign_in(page, Role.EDITOR)
    page.goto(f"{trial_live.address}trial/form")
    page.get_by_label("事務の内容").fill(WRITTEN)
    page.get_by_role("button", name="保存する").click()
    settle(page)
    assert page.get_by_role("textbox").input_value() == WRITTEN
    axe(page)
    page.go_back()
    assert page.get_by_label("事務の内容").input_value() == WRITTEN


def test_the_pages_of_refusal_are_accessible(live, page, axe):
    page.goto(f"{live.address}nowhere")
    axe(page)
    assert page.title() == "ページが見つかりません｜特定個人情報保護評価書の管理"


def test_beside_a_file_that_is_far_too_large_the_texts_are_kept_and_the_limit_is_said(signed_in):
    client = signed_in(Role.EDITOR)
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    tail = f'\r\n--b\r\nContent-Disposition: form-data; name="note"\r\n\r\n{WRITTEN}\r\n--b--\r\n'
    body = head.encode() + b"\r\n0" * (HARD // 3 + 1) + tail.encode()
    answer = client.post("/register", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "ファイルは20MBまでです" in answer.text
    assert SHOWN in answer.text
    assert LOST not in answer.text
