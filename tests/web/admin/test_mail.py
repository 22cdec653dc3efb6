"""通知のメール: who is told where, what was sent, and a letter to try it."""

from dataclasses import replace
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.operations.mailing import deliver
from tests.web import papers
from tests.web.conftest import BEGINNING

PAGE = "/admin/mail"


@pytest.fixture
def admin(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def with_mail(app):
    """Let the application have a mail server."""
    app.extensions["pia.settings"] = replace(
        app.extensions["pia.settings"],
        smtp_host="mail.city.example.jp",
        mail_from="pia@city.example.jp",
        base_url="https://pia.city.example.jp",
    )


def address(client, number=None):
    return f"/admin/users/{number or client.user.id}/email"


def test_without_a_mail_server_the_page_says_how_to_set_one(admin):
    page = papers.words(admin.get(PAGE))
    assert "メールサーバーが設定されていません" in page
    assert "まだメールはありません" in page
    assert "試しに自分に送る" not in page
    answer = admin.send(f"{PAGE}/trial")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "PIA_SMTP_HOST" in answer.text


def test_a_letter_to_try_it_waits_then_is_sent_or_says_what_went_wrong(
    admin, with_mail, store, clock
):
    assert "自分のメールアドレスを入れて" in admin.get(PAGE).text
    assert admin.send(f"{PAGE}/trial").status_code == HTTPStatus.FORBIDDEN
    admin.send(address(admin), {"email": "ito@city.example.jp"})
    page = papers.words(admin.send(f"{PAGE}/trial", follow_redirects=True))
    assert "送信待ちに入れました" in page
    assert "ito@city.example.jp" in page
    assert "送信待ち" in page

    def refuse(letter):
        raise OSError("<b>名前を解決できません</b>")

    deliver(store, refuse, clock)
    page = admin.get(PAGE).text
    assert "再送待ち" in page
    assert "1回失敗：OSError &lt;b&gt;名前を解決できません" in page
    clock.forward(minutes=1)
    deliver(store, lambda _: None, clock)
    assert "送信済" in admin.get(PAGE).text


def test_an_address_is_kept_shown_and_taken_away(admin, add):
    user = add(Role.EDITOR)
    page = admin.send(
        address(admin, user.id), {"email": "ｓａｔｏ@city.example.jp"}, follow_redirects=True
    )
    assert "メールアドレスを保存しました" in page.text
    assert "sato@city.example.jp" in page.text
    assert "通知先の変更" in admin.get("/admin/audit").text
    assert "sato@city" not in admin.get("/admin/audit").text
    page = admin.send(address(admin, user.id), {"email": ""}, follow_redirects=True)
    assert "sato@city.example.jp" not in page.text
    assert admin.get(address(admin, 999)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "typed",
    ["佐藤", "a@b.jp, c@d.jp", "a@b.jp\r\nBcc: c@d.jp", "a@b.jp\x00", "x" * 3000 + "@b.jp", "@"],
)
def test_what_is_no_address_is_refused_and_stays(admin, store, typed):
    page = admin.send(address(admin), {"email": typed})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert typed[:1] in page.text
    with store.reading() as work:
        assert work.users.get(admin.user.id).email == ""


def test_an_act_on_a_page_writes_to_whose_turn_it_is(admin, with_mail, signed_in, store):
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    with store.writing() as work:
        own = work.ownership
        city = own.add_municipality("みほん市").id
        body = own.add_organisation(city, "みほん市長").id
        division = own.add_division(city, "市民課", BEGINNING.date()).id
        task = own.add_task(body, division, "国民年金に関する事務").id
        dossier = work.dossiers.add(task, body, "12", "yoshiki3", "l1")
        by = {"by": editor.user.id, "at": BEGINNING}
        work.drafts.add(dossier.id, papers.DOCUMENT, base_id=None, kind="first", **by)
    admin.send(address(admin, editor.user.id), {"email": "sato@city.example.jp"})
    approver.send("/drafts/1/comments", {"body": "確かめてください。", "path": ""})
    with store.reading() as work:
        (letter,) = work.notices.newest()
    assert letter.subject == "【評価書】コメントがあります：12 国民年金に関する事務"
    assert "https://pia.city.example.jp/drafts/1/comments" in letter.body


@pytest.mark.usefixtures("with_mail")
def test_the_pages_are_accessible(live, page, axe, admin):
    admin.send(address(admin), {"email": "ito@city.example.jp"})
    admin.send(f"{PAGE}/trial")
    live.sign_in(page, Role.ADMINISTRATOR)
    for path in (PAGE, address(admin)):
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live.address + path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
