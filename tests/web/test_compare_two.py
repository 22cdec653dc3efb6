"""Any two editions of a 評価書, or an edition and the open draft."""

import re
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.operations import rendering
from pia.operations.comparing import between, states_of
from pia.operations.form_change import Moved
from tests.web.approving import FEW, city_of

CENTRE = "データセンターに保管し、入退室は静脈認証により制限する。"


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def newer(city):
    """A second edition: 部署 changed."""
    city.adopt_newer()
    return city


def compared(client, city, old, new, more=""):
    return client.get(f"/dossiers/{city.dossier.id}/compare?old={old}&new={new}{more}")


def words(page):
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", page))


def test_from_the_list_of_editions_to_what_became_of_the_one_before(signed_in, newer):
    client = signed_in(Role.VIEWER)
    page = client.get(f"/dossiers/{newer.dossier.id}").text
    assert page.count("前の版と比べる") == 1
    url = re.findall(r'href="(/dossiers/\d+/compare\?[^"]+)"', page)[0].replace("&amp;", "&")
    page = client.get(url).text
    assert "第1版（令和5年11月6日公表）" in page
    assert "第2版（令和7年3月3日公表）" in page
    assert "1行（事前 0、事後 1）" in page
    assert "この表を旧版に当てると新版と一致することを確かめました" in page
    assert "新しい方の公表日のきまりだけによるもので" in page
    assert "判断する" not in page


def test_an_edition_is_compared_with_the_open_draft_as_people_decided(signed_in, city):
    draft = city.planned(date(2025, 5, 1), storage=CENTRE)
    city.judge(draft.id, "mitigated", reason="堅固な施設に移す。")
    page = compared(signed_in(Role.VIEWER), city, 1, "draft").text
    assert "下書きで人が判断したとおりです" in page
    assert "1行（事前 0、事後 1）" in page
    assert "堅固な施設に移す。" in page


def test_an_older_edition_than_its_base_is_compared_by_the_rules_alone(signed_in, newer):
    draft = newer.planned(date(2025, 5, 1), storage=CENTRE)
    assert draft.base_id != newer.edition.id
    page = compared(signed_in(Role.VIEWER), newer, 1, "draft").text
    assert "今日のきまりだけによるもので" in page
    assert "2行（事前 1、事後 1）" in page


def test_a_published_edition_shows_what_people_decided_then(signed_in, city):
    draft = city.planned(date(2025, 5, 1), storage=CENTRE)
    city.judge(draft.id, "mitigated", reason="堅固な施設に移す。", effective_on=date(2025, 7, 1))
    city.submitted(draft.id)
    city.published(draft.id)
    page = compared(signed_in(Role.VIEWER), city, 1, 2).text
    assert "下書きで人が判断したとおりです" in page
    assert "リスクを明らかに軽減" in page


def test_what_was_published_stands_where_the_machine_sees_it_otherwise(
    signed_in, city, monkeypatch
):
    draft = city.planned(date(2025, 5, 1), department="税務部市民税課")
    city.submitted(draft.id)
    city.published(draft.id)
    monkeypatch.setattr("pia.operations.reviewing.Review.is_as_recorded", False)
    client = signed_in(Role.VIEWER)
    page = compared(client, city, 1, 2).text
    assert "公表した表は、次のとおりです" in page
    assert "税務部市民税課" in words(page)
    answer = client.get(f"/dossiers/{city.dossier.id}/compare/sides.csv?old=1&new=2")
    assert "税務部市民税課" in answer.data.decode("utf-8-sig")


def test_two_that_were_chosen_the_wrong_way_round_are_turned(signed_in, newer):
    page = compared(signed_in(Role.VIEWER), newer, 2, 1).text
    assert "入れ替えて比べました" in page
    assert "1行（事前 0、事後 1）" in page


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("2", "2"), "同じ版が選ばれています"),
        (("9", "2"), "この評価書にありません"),
        (("draft", "2"), "この評価書にありません"),
        (("1", ""), "この評価書にありません"),
        (("%00", "あ" * 300), "この評価書にありません"),
    ],
)
def test_what_cannot_be_compared_is_said_above_the_choice(signed_in, newer, pair, said):
    answer = compared(signed_in(Role.VIEWER), newer, *pair)
    assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert said in answer.text
    assert '<select class="field-text" id="old"' in answer.text


def on_another_form(monkeypatch, form):
    """No edition is on another form yet: the second one is made to say that it is."""

    def elsewhere(work, dossier_id):
        new, old = states_of(work, dossier_id)
        return replace(new, document=replace(new.document, edition=form)), old

    monkeypatch.setattr("pia.web.pages.two_editions.states_of", elsewhere)


def test_two_editions_of_the_form_are_compared_on_the_newer_one(signed_in, newer, monkeypatch):
    on_another_form(monkeypatch, "r06-10")
    client = signed_in(Role.VIEWER)
    answer = compared(client, newer, 1, 2)
    assert answer.status_code == HTTPStatus.OK
    page = words(answer.text)
    assert (
        "古い様式（[平成30年5月様式3]）の文書を新しい様式（[令和6年10月様式3]）へ移してから" in page
    )
    assert "○未確認様式の移し方は" in page.replace("◇", "○")
    assert "移せなかった記載はありません" in page
    assert "1行（事前0、事後1）" in page
    url = f"/dossiers/{newer.dossier.id}/compare"
    table = client.get(f"{url}/sides.csv?old=1&new=2").data.decode("utf-8-sig")
    assert "令和7年3月3日公表" in table
    redline = client.get(f"{url}/redline.docx?old=1&new=2")
    assert "見え消し（様式移行・未確認）" in unquote(redline.headers["Content-Disposition"])


def test_an_answer_without_a_place_on_the_newer_form_is_listed(signed_in, newer, monkeypatch):
    on_another_form(monkeypatch, "r06-10")
    moved = Moved("[旧]", "[新]", is_verified=False, left=(("Ⅰ 1. ①旧い欄", "旧い記載"),))
    monkeypatch.setattr(
        "pia.operations.comparing.on_one_form",
        lambda old, new: (replace(old, edition=new.edition), new, moved),
    )
    page = words(compared(signed_in(Role.VIEWER), newer, 1, 2).text)
    assert "そのままの欄がない記載が1件あります" in page
    assert "Ⅰ1.①旧い欄旧い記載" in page


def test_forms_without_a_way_between_them_are_told_what_to_do(signed_in, newer, monkeypatch):
    on_another_form(monkeypatch, "r06-10")
    monkeypatch.setattr("pia.operations.form_change.leads", lambda *_: False)
    answer = compared(signed_in(Role.VIEWER), newer, 1, 2)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "様式の版が違い、移し方が決まっていません" in answer.text
    assert "第1版（令和5年11月6日公表）の文書を開く" in answer.text


def test_a_dossier_with_one_edition_says_that_there_is_nothing_to_compare(signed_in, city):
    client = signed_in(Role.VIEWER)
    assert "比べられる版が2つありません" in client.get(f"/dossiers/{city.dossier.id}/compare").text
    assert "前の版と比べる" not in client.get(f"/dossiers/{city.dossier.id}").text
    assert client.get("/dossiers/99/compare").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "csv"])
def test_the_two_columns_are_handed_out(signed_in, newer, fmt):
    client = signed_in(Role.VIEWER)
    url = f"/dossiers/{newer.dossier.id}/compare/sides.{fmt}"
    answer = client.get(f"{url}?old=1&new=2")
    assert answer.status_code == HTTPStatus.OK
    name = unquote(answer.headers["Content-Disposition"])
    assert name.startswith("attachment;")
    assert re.search(rf"新旧対照表_3_令和\d+年\d+月\d+日から令和\d+年\d+月\d+日\.{fmt}$", name)
    assert client.get(f"{url}?old=1&new=7").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?old=1").status_code == HTTPStatus.NOT_FOUND


def test_nothing_is_written_by_looking(city, newer):
    with city.store.reading() as work:
        new, old = states_of(work, city.dossier.id)
        count = len(work.audit.entries(1000))
        assert between(work, old, new, date(2025, 4, 1)).comparison.complete
        assert len(work.audit.entries(1000)) == count


# --- in a browser -----------------------------------------------------------------------------


def test_two_editions_are_chosen_and_compared_on_accessible_pages(live, page, axe, newer):
    live.sign_in(page, Role.VIEWER)
    page.goto(f"{live.address}dossiers/{newer.dossier.id}")
    page.get_by_role("link", name="ほかの版や下書きを選んで比べる").press("Enter")
    axe(page)
    page.get_by_label("前の版（旧）").select_option("1")
    page.get_by_role("button", name="比べる").press("Enter")
    page.get_by_role("link", name="新旧対照表で見る").press("Enter")
    page.get_by_role("table", name=re.compile("新旧対照表")).wait_for()
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
