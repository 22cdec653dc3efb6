"""The pages of the change table and of the decisions on its rows."""

import csv
import io
import re
from datetime import date
from http import HTTPStatus
from urllib.parse import unquote

import pytest

from pia.approval.roles import Role
from pia.assessment.edit import add_thing, set_stored
from pia.operations import drafts
from tests.web.approving import city_of

CENTRE = "データセンターに保管し、\n入退室は静脈認証により制限する。"


@pytest.fixture
def city(store, add, clock, tmp_path):
    return city_of(store, add, clock, tmp_path)


@pytest.fixture
def draft(city):
    """Two rows: 部署 事後, 保管場所 事前."""
    return city.planned(date(2025, 5, 1), department="税務部市民税課", storage=CENTRE)


def added(city, draft, title="課税資料のデータ入力業務"):
    """Let a 委託事項 come that is subcontracted: a row for a person to judge."""
    act, now = city.act(Role.EDITOR), city.now(draft.id)
    ops = add_thing(now.document, "files[1].outsourcing", "new1")
    now = drafts.save(act, draft.id, now.sequence, ops).draft
    for key, value in {"title": title, "resubcontracted": "resubcontracted"}.items():
        ops = set_stored(now.document, f"files[1].outsourcing[@new1].{key}", value)
        now = drafts.save(act, draft.id, now.sequence, ops).draft


def table(client, draft, query=""):
    return client.get(f"/drafts/{draft.id}/compare{query}").text


def rows_of(page):
    return re.findall(r'href="(/drafts/\d+/rows/[0-9a-f]+)[?"]', page)


def digest_on(page):
    return re.findall(r'name="digest" value="([0-9a-f]+)"', page)[0]


def judge(client, url, **typed):
    page = client.get(url).text
    return client.send(url, {"digest": digest_on(page)} | typed)


def words(page):
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", page))


# --- the table --------------------------------------------------------------------------------


def test_each_row_tells_its_timing_its_reason_and_its_source(signed_in, draft):
    page = table(signed_in(Role.VIEWER), draft)
    assert "「保管場所」は※の項目です。" in page
    assert "「部署」は※の項目ではありません。" in page
    assert "特定個人情報保護評価指針" in page
    assert "評価の再実施です" in page
    assert "この表を旧版に当てると新版と一致することを確かめました" in page
    assert '<span class="visually-hidden">［削除］</span>庁内のサーバ室' in page
    assert "［追加］</span>データセンター" in page
    assert "部市民税課" in page


def test_the_printed_table_has_the_six_cells_of_each_row(signed_in, draft):
    page = table(signed_in(Role.VIEWER), draft)
    printed = page[page.index('id="printed"') :]
    assert printed.count('<th role="columnheader"') == 6
    assert printed.count('<td role="cell"') == 12
    assert "令和7年5月1日" in printed
    assert CENTRE in printed


def test_each_row_leads_to_the_page_of_its_item(signed_in, draft):
    client = signed_in(Role.EDITOR)
    urls = re.findall(r'href="(/drafts/\d+/sections/[^"#]+)', table(client, draft))
    assert len(urls) == 2
    for url in urls:
        assert client.get(url).status_code == HTTPStatus.OK


def test_the_table_is_narrowed_to_what_is_asked_for(signed_in, city, draft):
    added(city, draft)
    client = signed_in(Role.EDITOR)
    page = table(client, draft)
    assert "事前のみ（2）" in page
    assert "要判断のみ（1）" in page
    assert len(rows_of(page)) == 3
    assert len(rows_of(table(client, draft, "?show=before"))) == 2
    assert len(rows_of(table(client, draft, "?show=undecided"))) == 1
    assert len(rows_of(table(client, draft, "?show=nonsense"))) == 3


def test_an_empty_filter_says_so(signed_in, draft):
    page = table(signed_in(Role.EDITOR), draft, "?show=undecided")
    assert "この条件に当てはまる行はありません" in page


def test_a_draft_without_a_change_says_so(signed_in, city):
    page = table(signed_in(Role.EDITOR), city.started())
    assert "変更箇所の表に載る変更はありません" in page
    assert "再実施も修正も要りません" in page


def test_a_first_edition_explains_that_there_is_no_table(signed_in, city):
    first = city.first(number="4")
    client = signed_in(Role.EDITOR)
    assert "比べる版がありません" in table(client, first)
    answer = client.get(f"/drafts/{first.id}/compare.csv")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_differences_that_are_not_printed_are_told_in_words(signed_in, city):
    spaced = "庁内のサーバ室に 保管し、入退室は静脈認証により制限する。"
    page = table(signed_in(Role.EDITOR), city.planned(storage=spaced))
    assert "空白や改行だけが違うもの" in page
    told = page[page.index('id="unprinted"') :]
    assert "保管場所" in told
    assert "［追加］</span>␣<span" in told


def test_text_of_a_document_is_never_mark_up(signed_in, city):
    page = table(signed_in(Role.EDITOR), city.planned(department="<script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("fmt", ["csv", "docx", "html", "xlsx"])
def test_the_table_is_handed_out_as_a_file(signed_in, draft, fmt):
    answer = signed_in(Role.VIEWER).get(f"/drafts/{draft.id}/compare.{fmt}")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert f"変更箇所_3_令和7年4月1日.{fmt}" in unquote(answer.headers["Content-Disposition"])
    if fmt == "csv":
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert [row[4] for row in rows[1:]] == ["事後", "事前"]


@pytest.mark.parametrize("url", ["/compare.pdf", "/compare.exe", "/rows/000000000000", "/rows/x"])
def test_what_is_not_there_is_refused(signed_in, draft, url):
    answer = signed_in(Role.EDITOR).get(f"/drafts/{draft.id}{url}")
    assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


def test_a_draft_that_does_not_exist_is_refused(signed_in):
    for url in ("/drafts/999/compare", "/drafts/999/approval", "/drafts/999/rows/x"):
        answer = signed_in(Role.EDITOR).get(url)
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert "下書きが見つかりません" in answer.text


# --- decisions --------------------------------------------------------------------------------


@pytest.fixture
def before(signed_in, draft):
    """The editor's browser, and the page of the 事前 row."""
    client = signed_in(Role.EDITOR)
    return client, rows_of(table(client, draft))[1]


def test_only_grounds_that_fit_the_row_are_offered_with_their_sources(before):
    client, url = before
    page = client.get(url).text
    assert set(re.findall(r'name="ground" value="(\w*)"', page)) == {
        *("as_ruled_before", "formal", "not_raised", "mitigated", "emergency"),
        "",
    }
    assert "第6の2(2)（未確認）" in words(page)
    assert "規則第9条第2項（緊急時の事後評価）の適用対象である。" in page


def test_a_decision_is_kept_and_told(before, draft):
    client, url = before
    answer = judge(
        client, url, ground="formal", reason="条項の繰上げに伴う。", effective_on="R7.7.1"
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = table(client, draft)
    assert "見本 編集者が「形式的な変更" in page
    assert "形式的な変更であり、重要な変更に当たらない。" in page
    assert "評価書の修正です" in page
    page = client.get(url).text
    assert "2025-07-01）と読み取っています" in page
    assert "条項の繰上げに伴う。" in page[page.index('id="earlier"') :]


def test_the_wording_that_was_typed_is_printed(before, draft):
    client, url = before
    judge(client, url, ground="as_ruled_before", explanation="安全管理措置の変更である。")
    assert "安全管理措置の変更である。" in table(client, draft)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ground": "formal"}, "理由が要ります"),
        ({"ground": "voluntary", "reason": "任意"}, "事前の行には使えません"),
        ({"ground": "nonsense", "reason": "任意"}, "その判断の根拠はありません"),
        ({"reason": "任意"}, "だけでは判断になりません"),
        ({"effective_on": "来月ごろ", "reason": "任意"}, "日付として読めません"),
        ({"effective_on": "令和7年7月", "reason": "任意"}, "日付として読めません"),
        ({"ground": "formal", "reason": "制御\x07文字"}, "制御文字が入っています"),
        ({"ground": "formal", "reason": "長" * 2001}, "長すぎます"),
    ],
)
def test_what_cannot_be_is_said_on_the_page_with_everything_typed(before, typed, said):
    client, url = before
    typed = {"explanation": "書いておいた文言"} | typed
    answer = judge(client, url, **typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert "書いておいた文言" in answer.text
    assert typed.get("reason", "").replace("\x07", "") in answer.text.replace("\x07", "")


def test_a_page_that_is_stale_is_refused_with_everything_typed(before, city, draft):
    client, url = before
    seen = digest_on(client.get(url).text)
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    typed = {"digest": seen, "ground": "formal", "reason": "条項の繰上げに伴う。"}
    answer = client.send(url, typed)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "その行の記載はその後に変わっています" in answer.text
    assert "条項の繰上げに伴う。" in answer.text
    assert "県外" in answer.text


def test_a_row_that_went_away_gives_back_what_was_typed(before, city, draft):
    client, url = before
    seen = digest_on(client.get(url).text)
    city.edited(draft.id, storage=city.edition.document.answers["files"][0]["storage"])
    answer = client.send(url, {"digest": seen, "ground": "formal", "reason": "条項の繰上げ"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "条項の繰上げ" in answer.text


def test_after_a_later_edit_the_decision_is_said_to_be_stale(before, city, draft):
    client, url = before
    judge(client, url, ground="formal", reason="条項の繰上げに伴う。")
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    assert "前の判断は、その後に記載が変わったため効いていません" in table(client, draft)
    page = client.get(url).text
    assert "前の記載（その後に変わりました）" in page
    assert re.search(r'id="ground-none"[^>]* checked', page)


def test_a_day_alone_is_carried_over_without_a_word(before, city, draft):
    client, url = before
    judge(client, url, effective_on="令和7年7月1日")
    city.edited(draft.id, storage="県外のデータセンターに保管する。")
    page = table(client, draft)
    assert "効いていません" not in page
    assert "令和7年7月1日" in page


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.VIEWER])
def test_others_read_the_decisions(before, signed_in, role):
    client, url = before
    judge(client, url, ground="formal", reason="条項の繰上げに伴う。")
    other = signed_in(role)
    page = other.get(url).text
    assert "条項の繰上げに伴う。" in page
    assert 'name="ground"' not in page
    assert other.send(url, {"ground": "formal"}).status_code == HTTPStatus.FORBIDDEN


def test_after_the_request_the_editor_reads_too(before, city, draft):
    client, url = before
    typed = {"digest": digest_on(client.get(url).text), "ground": "as_ruled_before"}
    city.do(Role.EDITOR, draft.id, "request")
    assert 'name="ground"' not in client.get(url).text
    answer = client.send(url, typed)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "判断を変えられません" in answer.text


# --- in a browser -----------------------------------------------------------------------------


def test_the_pages_are_accessible_and_fit_a_narrow_screen(live, page, axe, city, draft):
    added(city, draft)
    city.judge(draft.id, "formal", row=2, reason="条項の繰上げに伴う。")
    live.sign_in(page, Role.EDITOR)
    empty = city.first(number="4")
    addresses = [f"/drafts/{draft.id}/compare", f"/drafts/{empty.id}/compare"]
    page.goto(live.address + addresses[0])
    addresses += [page.get_by_role("link", name="判断する（2行目）").get_attribute("href")]
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(live.address + address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_decision_is_made_by_keyboard_alone(live, page, city, draft):
    added(city, draft)
    live.sign_in(page, Role.EDITOR)
    page.goto(f"{live.address}/drafts/{draft.id}/compare?show=undecided")
    page.get_by_role("link", name="判断する（2行目）").press("Enter")
    page.get_by_role("radio", name=re.compile("リスクを明らかに軽減")).press("Space")
    page.get_by_role("textbox", name="判断の理由").fill("再委託先を市内の事業者に限る。")
    page.get_by_role("button", name="判断を保存する").press("Enter")
    page.get_by_text("判断を保存しました").wait_for()
    page.get_by_text("要判断のみ（0）").wait_for()
