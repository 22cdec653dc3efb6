"""From a judgement to the public site in a real browser, and what may go wrong at its end."""

import re
from hashlib import sha256
from http import HTTPStatus

import pytest

from pia.approval.kinds import PUBLIC
from pia.approval.roles import Role
from pia.assessment.value import Withheld
from pia.operations import drafts, rendering
from tests.operations.city import TODAY, on_site
from tests.web.approving import FEW, city_of

HIDDEN = "静脈認証"


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


def seen(client, draft):
    page = client.get(f"/drafts/{draft.id}/approval").text
    return re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]


def publish(client, draft):
    typed = {"seen": seen(client, draft), "published_on": "令和7年4月1日"}
    return client.send(f"/drafts/{draft.id}/acts/publish", typed)


def test_every_rendered_file_is_handed_out_byte_for_byte(signed_in, city):
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    client = signed_in(Role.VIEWER)
    page = client.get(f"/drafts/{draft.id}/approval").text
    urls = re.findall(r'href="(/renderings/\d+)"', page)
    assert len(urls) == 2 * len(FEW)
    with city.store.reading() as work:
        (issue,) = work.issues.all_of_draft(draft.id)
    digests = {r.sha256 for r in issue.renderings}
    for url in urls:
        answer = client.get(url)
        assert sha256(answer.data).hexdigest() in digests
        assert answer.headers["Content-Disposition"].startswith(
            "attachment; filename=3-2025-04-01-"
        )
    assert client.get("/renderings/999").status_code == HTTPStatus.NOT_FOUND


def test_where_the_site_cannot_be_written_the_page_says_what_is_done(signed_in, city):
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    city.site.write_text("ここにはファイルがあります。", encoding="utf-8")
    client = signed_in(Role.PUBLISHER)
    assert publish(client, draft).status_code == HTTPStatus.SEE_OTHER
    page = client.get(f"/drafts/{draft.id}/approval").text
    assert "公表の記録は済みましたが、ウェブサイトを書き出せませんでした" in page
    assert "公表済" in page
    refused = client.send("/site/rebuild")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "同じ名前のファイル" in refused.text
    city.site.unlink()
    assert client.send("/site/rebuild").status_code == HTTPStatus.SEE_OTHER
    assert "公開サイトを作り直しました" in client.get("/publication").text
    assert any(name.startswith("3/2025-04-01/") for name in on_site(city))


def test_a_second_click_publishes_nothing_more(signed_in, city):
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    client = signed_in(Role.PUBLISHER)
    assert publish(client, draft).status_code == HTTPStatus.SEE_OTHER
    typed = {"seen": "0" * 64, "published_on": "令和7年4月1日"}
    answer = client.send(f"/drafts/{draft.id}/acts/publish", typed)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "今の状態（公表済）" in answer.text
    with city.store.reading() as work:
        assert len(work.editions.of(city.dossier.id)) == 2


def test_another_day_than_planned_is_explained_and_done(signed_in, city, clock):
    draft = city.planned(TODAY)
    city.submitted(draft.id)
    clock.forward(days=3)
    client = signed_in(Role.PUBLISHER)
    page = client.get(f"/drafts/{draft.id}/approval").text
    assert "公表予定日は令和7年4月1日です" in page
    assert "過ぎています" in page
    typed = {"seen": seen(client, draft), "published_on": "令和7年4月4日"}
    assert client.send(f"/drafts/{draft.id}/acts/publish", typed).status_code == 303
    page = client.get(f"/drafts/{draft.id}/approval").text
    assert "令和7年4月4日</time>として作ったファイル（公表中）" in page
    assert "令和7年4月1日</time>として作ったファイル" in page


def test_from_a_decision_to_the_public_site_in_a_browser(live, page, axe, city, tmp_path):
    """The editor judges and asks, the manager approves, the publisher submits and publishes."""
    draft = city.planned(TODAY, storage=f"データセンターに保管し、入室は{HIDDEN}により制限する。")
    part = Withheld("files[@file1].storage", HIDDEN, 1, "安全管理上の支障があるため")
    drafts.withhold(city.act(Role.EDITOR), draft.id, city.now(draft.id).sequence, [part])
    approval = f"{live.address}/drafts/{draft.id}/approval"

    def come(role):
        page.context.clear_cookies()
        live.sign_in(page, role)
        page.goto(approval)

    def do(button):
        page.get_by_role("button", name=button, exact=True).click()
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": 1200, "height": 900})

    come(Role.EDITOR)
    axe(page)
    page.get_by_role("link", name="変更箇所を見る").click()
    page.get_by_role("link", name="判断する（1行目）").click()
    page.get_by_role("radio", name=re.compile("きまりのとおり")).check()
    page.get_by_role("textbox", name="実施（予定）日").fill("令和7年7月1日")
    page.get_by_role("button", name="判断を保存する").click()
    page.get_by_role("link", name="承認の画面へ").click()
    do("承認を依頼する")
    come(Role.APPROVER)
    page.get_by_role("textbox", name="意見（任意）").first.fill("確かめました。")
    do("承認する（決裁）")
    come(Role.PUBLISHER)
    receipt = tmp_path / "受付票.pdf"
    receipt.write_bytes(b"%PDF-1.7 ")
    page.get_by_label("受付番号").fill("み-7-12")
    page.get_by_label("ファイル").set_input_files(receipt)
    do("委員会への提出を記録する")
    do("公表する")
    assert page.get_by_text("確かめました。").is_visible()
    assert page.get_by_role("link", name="受付票.pdf").is_visible()
    page.get_by_role("link", name="公開サイトのページ").click()
    page.wait_for_url("**/site/**")
    assert page.get_by_role("heading", level=1).is_visible()
    assert all(HIDDEN.encode() not in data for data in on_site(city).values())
    assert any(PUBLIC in name for name in on_site(city))


def test_states_that_end_are_accessible_too(live, page, axe, city):
    draft = city.planned(None)
    live.sign_in(page, *Role, name="everybody")
    page.goto(f"{live.address}/drafts/{draft.id}/approval")
    axe(page)
    city.do(Role.EDITOR, draft.id, "withdraw", comment="改正が見送られたため")
    for address in (f"/drafts/{draft.id}/approval", "/publication"):
        page.goto(live.address + address)
        axe(page)
