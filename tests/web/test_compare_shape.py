"""An officer narrows the table, reads why, has a difference printed and an item cut otherwise."""

import csv
import io
import re
from datetime import date
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing, set_stored
from pia.operations import drafts, styles
from pia.revision.timing.table import EXCEPTION, GENERAL, PROPOSAL, timing_table
from tests.web.approving import city_of

SPACED = "庁内のサーバ室に 保管し、入退室は静脈認証により制限する。"
CENTRE = "データセンターに保管し、\n入退室は静脈認証により制限する。"


@pytest.fixture
def city(store, add, clock, tmp_path):
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def spaced(city):
    """One row, and one difference of white space."""
    return city.planned(date(2025, 5, 1), department="税務部市民税課", storage=SPACED)


@pytest.fixture
def draft(city):
    """Two rows: 部署 事後 in Ⅰ, 保管場所 事前 in Ⅱ."""
    return city.planned(date(2025, 5, 1), department="税務部市民税課", storage=CENTRE)


def table(client, draft, query=""):
    return client.get(f"/drafts/{draft.id}/compare{query}").text


def rows_of(page):
    return re.findall(r'href="(/drafts/\d+/rows/[0-9a-f]+[^"#]*)"', page)


def outsourced(city, draft, name):
    """Let a 委託事項 come that is subcontracted: a row for a person to judge."""
    now, path = city.now(draft.id), "files[1].outsourcing"
    ops = add_thing(now.document, path, name)
    now = drafts.save(city.act(Role.EDITOR), draft.id, now.sequence, ops).draft
    key, value = f"{path}[@{name}].resubcontracted", "resubcontracted"
    drafts.save(city.act(Role.EDITOR), draft.id, now.sequence, set_stored(now.document, key, value))


def key_on(page):
    return re.findall(r'name="key" value="([^"]+)"', page)[0]


def words(page):
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", page))


# --- 表に載せる -------------------------------------------------------------------------------


def test_a_difference_is_printed_and_taken_back(signed_in, spaced):
    client = signed_in(Role.EDITOR)
    page = table(client, spaced)
    url = f"/drafts/{spaced.id}/promotion"
    answer = client.send(url, {"key": key_on(page)})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "#row-" in answer.location
    page = table(client, spaced)
    assert "表に載せました" in page
    assert len(rows_of(page)) == 2
    assert "載せることにした行" in page
    assert "空白や改行だけが違うもの" not in page
    client.send(url, {"key": key_on(page), "back": "1"})
    page = table(client, spaced)
    assert "表に載せるのをやめました" in page
    assert len(rows_of(page)) == 1


@pytest.mark.parametrize(
    "key", ["", "files#gone", "published_on#not-in-change-table", "#" * 9, "\ud800", "あ" * 200_000]
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(signed_in, spaced, key):
    client = signed_in(Role.EDITOR)
    sent = key.encode("utf-8", "surrogatepass")
    answer = client.send(f"/drafts/{spaced.id}/promotion", {"key": sent})
    if answer.status_code == HTTPStatus.SEE_OTHER:
        assert "その違いはもうありません" in client.get(answer.location).text
    else:
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_after_the_request_and_for_others_there_is_no_button(signed_in, city, spaced):
    key = key_on(table(signed_in(Role.EDITOR), spaced))
    for role in (Role.APPROVER, Role.VIEWER):
        other = signed_in(role)
        assert "表に載せる</" not in table(other, spaced)
        answer = other.send(f"/drafts/{spaced.id}/promotion", {"key": key})
        assert answer.status_code == HTTPStatus.FORBIDDEN
    city.do(Role.EDITOR, spaced.id, "request")
    client = signed_in(Role.EDITOR)
    assert 'name="key"' not in table(client, spaced)
    answer = client.send(f"/drafts/{spaced.id}/promotion", {"key": key})
    assert "承認を依頼した後は" in client.get(answer.location).text


# --- 行の分け方 -------------------------------------------------------------------------------


def test_an_item_is_cut_otherwise_than_the_city_says(signed_in, city, draft):
    client = signed_in(Role.EDITOR)
    path = "files[@{}].storage".format(draft.document.answers["files"][0]["@id"])
    url = rows_of(table(client, draft))[1]
    assert f'value="{path}"' in client.get(url).text
    answer = client.send(f"/drafts/{draft.id}/cut", {"path": path, "granularity": "sentence"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = client.get(rows_of(table(client, draft))[1]).text
    assert re.search(r'value="sentence" checked', page)
    answer = client.send(f"/drafts/{draft.id}/cut", {"path": path, "granularity": "letter"})
    assert "行の分け方を選んでください" in client.get(answer.location).text


# --- なぜ事後ではないか -----------------------------------------------------------------------


def test_the_rule_page_tells_what_would_have_to_be_true(signed_in, draft):
    client = signed_in(Role.VIEWER)
    after, before = (words(client.get(url).text) for url in rows_of(table(client, draft)))
    assert "なぜ事後ではないか" in before
    assert "言葉が一つでも変わると当てはまりません" in before
    assert "当てはまりません" in before
    assert "第6の2(2)（平成26年4月20日から）◇未確認" in before
    assert "リスクを明らかに軽減させる変更" in before, "what a person may claim"
    assert "なぜ事前ではないか" in after
    assert "項目に※があること" in after
    assert "製品が自ら事後とする例外" not in after


def test_an_exception_that_applies_says_so(signed_in, city):
    narrow = "庁内のサーバ室に保管し,入退室は静脈認証により制限する。"
    draft = city.planned(date(2025, 5, 1), storage=narrow)
    client = signed_in(Role.VIEWER)
    page = words(client.get(rows_of(table(client, draft))[0]).text)
    assert "なぜ事前ではないか" in page
    assert "●当てはまります" in page


def test_every_rule_of_a_row_says_what_it_asks():
    roles = (GENERAL, EXCEPTION, PROPOSAL)
    entries = [entry for entry in timing_table().rules.values() if entry.role in roles]
    assert all(entry.asks.endswith("。") for entry in entries)


# --- 絞込みと見方 -----------------------------------------------------------------------------


def test_what_is_wanted_stays_in_every_address_and_is_counted(signed_in, draft):
    client = signed_in(Role.EDITOR)
    page = table(client, draft, "?section=files_part&show=before")
    assert "Ⅰ（0）" in page
    assert "Ⅱ（1）" in page
    (url,) = rows_of(page)
    assert "section=files_part" in url
    assert "show=before" in url
    row = client.get(url.replace("&amp;", "&")).text
    assert f"/drafts/{draft.id}/compare?show=before&amp;section=files_part#row-" in row
    assert "部署" not in words(table(client, draft, "?section=files_part").split('id="printed"')[0])


@pytest.mark.parametrize("query", ["?section=x&view=y", "?show=%00", "?section=" + "あ" * 500])
def test_an_address_that_asks_for_nothing_known_shows_all(signed_in, draft, query):
    assert len(rows_of(table(signed_in(Role.EDITOR), draft, query))) == 2


def test_from_one_undecided_row_to_the_next(signed_in, city, draft):
    for name in ("new1", "new2"):
        outsourced(city, draft, name)
    client = signed_in(Role.EDITOR)
    first, second = rows_of(table(client, draft, "?show=undecided"))
    page = client.get(first.replace("&amp;", "&")).text
    assert "前の要判断の行" not in page
    assert f'href="{second}" rel="next"' in page
    page = client.get(second.replace("&amp;", "&")).text
    assert f'href="{first}" rel="prev"' in page
    assert "次の要判断の行" not in page


def test_the_two_columns_are_those_of_the_city(signed_in, city, draft):
    client = signed_in(Role.VIEWER)
    page = words(table(client, draft, "?view=sides"))
    assert "項目新（令和7年5月1日公表予定）旧（令和5年11月6日公表）提出時期" in page
    styles.change(city.act(Role.ADMINISTRATOR), 1, {"sides": "old-left"})
    page = table(client, draft, "?view=sides")
    assert "旧（令和5年11月6日公表）新（令和7年5月1日公表予定）" in words(page)
    assert '<u><span class="visually-hidden">［変更］</span>' in page


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "csv"])
def test_the_two_columns_are_handed_out(signed_in, draft, fmt):
    answer = signed_in(Role.VIEWER).get(f"/drafts/{draft.id}/sides.{fmt}")
    assert answer.status_code == HTTPStatus.OK
    assert f"新旧対照表_3_令和7年4月1日.{fmt}" in unquote(answer.headers["Content-Disposition"])
    if fmt == "csv":
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert [row[3] for row in rows] == ["提出時期", "事後", "事前"]


def test_other_files_and_those_of_a_first_edition_are_not_there(signed_in, city, draft):
    client = signed_in(Role.VIEWER)
    assert client.get(f"/drafts/{draft.id}/sides.pdf").status_code == HTTPStatus.NOT_FOUND
    first = city.first(number="4")
    assert client.get(f"/drafts/{first.id}/sides.csv").status_code == HTTPStatus.NOT_FOUND


# --- in a browser -----------------------------------------------------------------------------


def test_a_difference_is_printed_by_keyboard_and_every_state_is_accessible(
    live, page, axe, city, spaced
):
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    live.sign_in(page, Role.EDITOR)
    compare = f"{live.address}drafts/{spaced.id}/compare"
    page.goto(compare)
    page.get_by_role("button", name=re.compile("表に載せる")).press("Enter")
    page.get_by_text("表に載せました").wait_for()
    row = page.get_by_role("link", name=re.compile("（2行目）")).first.get_attribute("href")
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (compare, f"{compare}?view=sides", live.address.rstrip("/") + row):
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(compare)
    page.get_by_role("button", name=re.compile("載せるのをやめる")).press("Enter")
    page.get_by_text("表に載せるのをやめました").wait_for()
    assert errors == []
