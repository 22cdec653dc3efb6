"""Somebody on a route leaves: what an administrator is asked, and who ends the 後閲 then."""

from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.approval.route import Stage
from tests.web.on_route import offered, say, set_to, sheet, shown


@pytest.fixture
def left(city, seats, asked, signed_in):
    """The draft, approved by 係長 in the place of 課長, and an administrator."""
    say(seats["kakari"], asked, 1, "approve")
    say(seats["joho"], asked, 2, "consent")
    say(seats["kakari"], asked, 3, "stand_in")
    return asked, signed_in(Role.ADMINISTRATOR)


def test_switching_off_who_stands_on_a_route_asks_first_and_names_what_waits(
    city, seats, asked, signed_in, store
):
    boss, number = signed_in(Role.ADMINISTRATOR), seats["kacho"].user.id
    page = boss.send(f"/admin/users/{number}/off")
    assert page.status_code == HTTPStatus.OK
    assert "まだ利用停止にしていません" in page.text
    assert "みほん市長の経路" in page.text
    assert "（この段にほかの人はいません）" in page.text
    assert f'href="/drafts/{asked.id}/approval"' in page.text
    with store.reading() as work:
        assert work.users.get(number).is_active
    boss.send(f"/admin/users/{number}/off", {"sure": "1"})
    with store.reading() as work:
        assert not work.users.get(number).is_active
    assert "利用停止の後に残っているもの" in boss.get(f"/admin/users/{number}").text
    again = boss.send(f"/admin/users/{number}/off", follow_redirects=True).text
    assert "すでに利用停止になっています" in again
    assert "まだ利用停止にしていません" not in again


def test_the_look_of_who_left_is_closed_by_an_administrator_with_a_reason(seats, left):
    draft, boss = left
    boss.send(f"/admin/users/{seats['kacho'].user.id}/off", {"sure": "1"})
    page = shown(boss, draft)
    assert "さんは利用停止中です。" in page
    address = f"/drafts/{draft.id}/looks/3/close"
    assert f'href="{address}"' in page
    assert address not in shown(seats["joho"], draft)
    assert "後閲が残っています" in boss.get("/notices").text
    refused = boss.send(address, {"reason": ""})
    assert "後閲を終える理由を入れてください" in refused.text
    assert boss.send(address, {"reason": "退職したため"}).status_code == HTTPStatus.SEE_OTHER
    page = shown(boss, draft)
    assert "後閲の終了（管理者）" in page
    assert "退職したため" in page
    assert "後閲待ち" not in page
    assert "代決の後閲を、管理者が終えました" in seats["kakari"].get("/notices").text
    assert "後閲の終了（管理者）" in sheet(boss, draft)
    assert boss.get(address).status_code == HTTPStatus.NOT_FOUND


def test_the_look_of_who_left_is_done_by_who_holds_the_stage_now(city, seats, left, signed_in):
    draft, boss = left
    boss.send(f"/admin/users/{seats['kacho'].user.id}/off", {"sure": "1"})
    successor = signed_in(Role.APPROVER, name="shinkacho")
    assert offered(shown(successor, draft)) == set()
    set_to(city, Stage("課長", (successor.user.id,)))
    assert offered(shown(successor, draft)) == {("look_after", 3)}
    assert offered(shown(seats["joho"], draft)) == set()
    say(successor, draft, 3, "look_after")
    assert "後閲待ち" not in shown(successor, draft)


def test_the_pages_of_who_leaves_are_accessible_where_there_is_little_room(
    seats, left, live, page, axe
):
    draft, _ = left
    number = seats["kacho"].user.id
    live.sign_in(page, Role.ADMINISTRATOR)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live.address}/admin/users/{number}")
    page.get_by_role("button", name="利用停止にする").click()
    page.get_by_text("まだ利用停止にしていません").wait_for()
    _check(page, axe)
    page.get_by_role("button", name="確かめたので利用停止にする").click()
    page.get_by_text("利用停止の後に残っているもの").wait_for()
    _check(page, axe)
    page.goto(f"{live.address}/drafts/{draft.id}/approval")
    _check(page, axe)
    page.get_by_role("link", name="理由を書いて「課長」の後閲を終える").click()
    page.get_by_label("後閲を終える理由").fill("退職したため")
    _check(page, axe)
    page.get_by_role("button", name="後閲を終える").click()
    page.get_by_text("後閲を終えました。").wait_for()
    _check(page, axe)


def _check(page, axe):
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
