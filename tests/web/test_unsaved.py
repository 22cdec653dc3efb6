"""What is sent after the session ended comes back to its person after the log-in, and to nobody else."""

import pytest

from pia.accounts.users import add_user
from pia.approval.roles import Role
from tests.web.conftest import BEGINNING
from tests.web.drafting import answer, autosave, city_of, fill, section, value_on

TEXT = "個人住民税の賦課に関する事務を行う。\n記載を確かめる。"
NEW = "みほん市の桜は四月に咲く"
BACK = "ログインする前に送った内容を戻しました。まだ保存していません。"


@pytest.fixture
def city(store, add, tmp_path):
    return city_of(store, add, tmp_path)


@pytest.fixture
def person(store, add):
    """Somebody whose password we know: `person("satou")` is the name and the password."""
    boss = add(Role.ADMINISTRATOR).actor

    def person(name, *roles, one_time=False):
        user, password = add_user(store, name, f"見本 {name}", roles, BEGINNING, boss)
        with store.writing() as work:
            work.users.change(user.id, one_time=one_time)
        return name, password

    return person


@pytest.fixture
def satou(person):
    return person("satou", Role.EDITOR)


@pytest.fixture
def editor(client, city, satou):
    """The browser of 佐藤, signed in."""
    assert log_in(client, satou).location == "/"
    return client


def log_in(client, who):
    return client.send("/login", {"name": who[0], "password": who[1]})


def sent_in_vain(city, client, clock, **changes):
    """Fill in a section, and send it after a night."""
    page = client.get(section(city)).text
    clock.forward(hours=9)
    reply = fill(client, section(city), changes or {"task_content": TEXT}, page=page)
    assert reply.status_code == 401
    return reply.text


def test_a_text_that_came_too_late_stands_in_its_field_after_the_log_in(city, editor, satou, clock):
    told = sent_in_vain(city, editor, clock)
    assert TEXT in told
    assert "同じ利用者でログインすると、続きができます" in told
    assert "target=" not in told
    assert log_in(editor, satou).location == "/unsaved"
    page = editor.get("/unsaved").text
    assert BACK in page
    assert value_on(page, "task_content") == [TEXT.replace("\n", "\r\n")]
    assert answer(city, "task_content") != TEXT
    saved = fill(editor, section(city), {}, page=page)
    assert saved.status_code == 303
    assert answer(city, "task_content") == TEXT
    assert editor.get("/unsaved").location == "/"


def test_it_is_there_as_often_as_its_person_looks_before_it_is_saved(city, editor, satou, clock):
    sent_in_vain(city, editor, clock)
    log_in(editor, satou)
    fill(editor, section(city, "cover"), {"title": "別の画面での保存"})
    for _ in range(2):
        assert BACK in editor.get("/unsaved").text
    assert BACK not in editor.get(section(city)).text


def test_the_autosave_of_the_page_that_came_back_settles_it_too(city, editor, satou, clock):
    sent_in_vain(city, editor, clock)
    log_in(editor, satou)
    page = editor.get("/unsaved").text
    autosave(editor, section(city), {"department": "\x07"}, page=page)
    assert BACK in editor.get("/unsaved").text
    autosave(editor, section(city), {"department": "税務課"}, page=page)
    assert editor.get("/unsaved").location == "/"


def test_what_an_autosave_brought_too_late_comes_back_too(city, editor, satou, clock):
    page = editor.get(section(city)).text
    clock.forward(hours=9)
    reply = autosave(editor, section(city), {"task_content": TEXT}, page=page)
    assert (reply.status_code, reply.json["error"]["code"]) == (401, "signed-out")
    assert log_in(editor, satou).location == "/unsaved"
    assert value_on(editor.get("/unsaved").text, "task_content") == [TEXT.replace("\n", "\r\n")]


def test_what_others_changed_meanwhile_is_not_overwritten_by_it(
    city, editor, satou, clock, signed_in
):
    sent_in_vain(city, editor, clock)
    fill(signed_in(Role.EDITOR), section(city), {"task_content": "別の人の記載。"})
    log_in(editor, satou)
    page = editor.get("/unsaved").text
    asked = fill(editor, section(city), {}, page=page)
    assert asked.status_code == 409
    assert TEXT.splitlines()[0] in asked.text
    assert answer(city, "task_content") == "別の人の記載。"


def test_another_person_at_the_same_browser_does_not_get_it_and_it_is_gone(
    city, editor, satou, person, clock
):
    sent_in_vain(city, editor, clock)
    assert log_in(editor, person("suzuki", Role.EDITOR)).location == "/"
    assert editor.get("/unsaved").location == "/"
    editor.send("/logout")
    assert log_in(editor, satou).location == "/"


def test_another_browser_does_not_get_it(city, editor, satou, clock, app):
    sent_in_vain(city, editor, clock)
    assert log_in(app.test_client(), satou).location == "/"


@pytest.mark.parametrize("token", ["", "x", "Ind4.abc", "IjEi.aSPGAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_form_that_is_not_ours_is_given_back_but_not_kept(city, client, satou, token):
    given = {"csrf_token": token, "task_content": TEXT}
    reply = client.post(section(city), data=given)
    assert reply.status_code == 401
    assert TEXT in reply.text
    assert "新しいタブで開きます" in reply.text
    assert log_in(client, satou).location == "/"


def test_a_form_of_nobody_in_particular_is_not_kept(city, client, satou):
    given = {"csrf_token": client.token(), "task_content": TEXT}
    client.post(section(city), data=given)
    assert log_in(client, satou).location == "/"


@pytest.mark.parametrize(
    "sent",
    [("/password", {"old_password": NEW, "note": TEXT}), ("/logout", {}), ("/drafts/1/undo", {})],
)
def test_neither_passwords_nor_mere_buttons_are_kept(editor, satou, clock, sent):
    token, (path, fields) = editor.token(), sent
    clock.forward(hours=9)
    reply = editor.post(path, data={"csrf_token": token} | fields)
    assert reply.status_code == 401
    assert NEW not in reply.text
    assert log_in(editor, satou).location == "/"


def test_whose_password_was_reset_gets_it_after_choosing_a_new_one(city, editor, store, satou):
    page = editor.get(section(city)).text
    with store.writing() as work:
        work.users.change(work.users.named(satou[0]).id, one_time=True)
    reply = fill(editor, section(city), {"task_content": TEXT}, page=page)
    assert reply.location == "/password"
    assert "送られた内容は保存していません" in editor.get("/password").text
    given = {"old_password": satou[1], "new_password": NEW, "new_password_again": NEW}
    assert editor.send("/password", given).location == "/unsaved"
    assert BACK in editor.get("/unsaved").text


def test_the_autosave_of_whose_password_was_reset_says_so(city, editor, store, satou):
    page = editor.get(section(city)).text
    with store.writing() as work:
        work.users.change(work.users.named(satou[0]).id, one_time=True)
    reply = autosave(editor, section(city), {"task_content": TEXT}, page=page)
    assert reply.status_code == 403
    assert reply.json["error"]["message"] == "先にパスワードを変更してください"


def test_a_comment_comes_back_to_be_sent_again(city, editor, satou, clock):
    path = f"/drafts/{city.draft.id}/comments"
    token = editor.token()
    clock.forward(hours=9)
    editor.post(path, data={"csrf_token": token, "path": "department", "body": TEXT})
    log_in(editor, satou)
    page = editor.get("/unsaved")
    assert page.status_code == 200
    assert TEXT in page.text
    assert "もう一度保存する" in page.text


def test_a_draft_that_was_closed_meanwhile_gives_the_text_to_be_copied(city, editor, satou, clock):
    sent_in_vain(city, editor, clock)
    city.do(Role.EDITOR, city.draft.id, "withdraw", comment="見送りのため")
    log_in(editor, satou)
    page = editor.get("/unsaved").text
    assert "もう直せません" in page
    assert TEXT in page
    assert "もう一度保存する" not in page


def test_a_page_of_somebody_else_is_not_saved_under_my_name(city, editor, person):
    page = editor.get(section(city)).text
    editor.send("/logout")
    log_in(editor, person("suzuki", Role.EDITOR))
    reply = fill(editor, section(city), {"task_content": TEXT}, page=page)
    assert reply.status_code == 400
    assert "ほかの利用者がログインしていたときに開いた画面です" in reply.text
    assert "もう一度保存する" not in reply.text
    assert answer(city, "task_content") != TEXT


def test_two_first_pages_at_once_are_both_taken(city, editor, app):
    """Two tabs that a browser opens again ask at the same time, each with the same cookie."""
    name = app.config["SESSION_COOKIE_NAME"]
    headers = {"Cookie": f"{name}={editor.get_cookie(name).value}"}
    tokens = []
    for _ in range(2):
        with app.test_request_context(section(city), headers=headers):
            tokens.append(app.jinja_env.globals["csrf_token"]())  # and nothing is kept yet
    for number, token in enumerate(tokens):
        given = {"department": f"税務課{number}係", "csrf_token": token}
        assert fill(editor, section(city), given).status_code == 303


def test_a_log_in_page_of_an_older_session_is_asked_once_more(client, satou):
    old = client.token()
    client.delete_cookie("pia")
    given = {"name": satou[0], "password": satou[1], "csrf_token": old, "next": "/search"}
    reply = client.post("/login", data=given, follow_redirects=True)
    assert "もう一度入れてください" in reply.text
    assert value_on(reply.text, "next") == ["/search"]
    assert satou[1] not in reply.text


def test_a_comment_sent_in_place_leads_the_whole_page_to_the_log_in_and_stands_behind_it(
    city, editor, satou, clock
):
    address = f"/drafts/{city.draft.id}/comments?path=department"
    token = editor.token()
    clock.forward(hours=9)
    in_place = {"HX-Request": "true"}
    reply = editor.post(address, data={"csrf_token": token, "body": TEXT}, headers=in_place)
    assert (reply.status_code, reply.headers["HX-Redirect"]) == (401, "/login")
    assert log_in(editor, satou).location == "/unsaved"
    page = editor.get("/unsaved").text
    assert TEXT.splitlines()[0] in page
    assert address.replace("&", "&amp;") in page
    editor.send(address, {"body": TEXT})
    assert TEXT.splitlines()[0] in editor.get(address.replace("?", "/item?")).text


def test_a_part_of_a_page_is_never_the_log_in(city, editor, clock):
    clock.forward(hours=9)
    path = f"/drafts/{city.draft.id}/comments/item?path=department"
    reply = editor.get(path, headers={"HX-Request": "true"})
    assert (reply.status_code, reply.location) == (401, None)
    assert "HX-Redirect" not in reply.headers
