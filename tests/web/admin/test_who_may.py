"""Who may open the pages of administration, and that they fit the screen."""

import re

import pytest

from pia.approval.roles import Role
from tests.web.administering import BOSS, PAGES, owners
from tests.web.routes import ROUTES


def test_every_route_here_is_for_administrators_alone():
    nouns = {"admin", "audit", "names", "ownership", "routes", "styles", "users"}
    mine = {name: roles for name, roles in ROUTES.items() if name.split(".")[0] in nouns}
    assert len(mine) == 29
    assert all(roles == BOSS for roles in mine.values())


@pytest.mark.parametrize("path", PAGES)
def test_others_are_refused_and_administrators_see_the_page(signed_in, boss, city, path):
    others = signed_in(*(role for role in Role if role is not Role.ADMINISTRATOR))
    assert others.get(path).status_code == 403
    answer = boss.get(path)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2]
    assert not re.findall(r"(?:style|onclick)=", main)


def test_others_change_nothing(signed_in, city, store):
    others = signed_in(Role.EDITOR, Role.PUBLISHER)
    before = owners(store)
    for path in ("divisions/new", "divisions/1/end", "tasks/1", "municipality"):
        assert others.send(f"/admin/ownership/{path}", {"name": "課"}).status_code == 403
    for path in ("new", "1/roles", "1/off", "1/on", "1/password"):
        assert others.send(f"/admin/users/{path}", {"roles": "viewer"}).status_code == 403
    for path in ("routes/1", "routes/1/clear", "style", "names/new", "names/1/withdraw"):
        assert others.send(f"/admin/{path}").status_code == 403
    assert owners(store) == before


@pytest.mark.parametrize(
    "path",
    [
        "ownership/divisions/99",
        "ownership/divisions/99/end",
        "ownership/tasks/99",
        "names/99/withdraw",
    ],
)
def test_what_is_not_there_is_said(boss, city, path):
    answer = boss.get(f"/admin/{path}")
    assert answer.status_code == 404
    assert "見つかりません" in answer.text
    assert boss.send(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("act", ["roles", "off", "on", "password"])
def test_a_user_who_is_not_there_is_said(boss, act):
    answer = boss.send(f"/admin/users/99/{act}", {"roles": "editor"})
    assert answer.status_code == 404
    assert "利用者が見つかりません" in answer.text


@pytest.mark.parametrize("width", [320, 1200])
def test_the_pages_are_accessible_and_fit_the_screen(live, page, axe, city, width):
    live.sign_in(page, Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(live.address.rstrip("/") + path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_administrator_works_by_keyboard(live, page, axe, city, store):
    live.sign_in(page, Role.ADMINISTRATOR)
    page.goto(f"{live.address}admin/ownership/divisions/new")
    page.get_by_label("課の名称").fill("教育部学校教育課")
    page.get_by_label("設置日").fill("あした")
    page.keyboard.press("Enter")
    page.wait_for_selector(".field-error")
    axe(page)
    page.get_by_label("設置日").fill("令和7年4月1日")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/ownership")
    assert page.get_by_text("課を加えました。").is_visible()
    assert owners(store)[0][-1].name == "教育部学校教育課"
