"""Rows of blocks, proposals and cells worded anew, on the pages of a draft."""

import re
from datetime import date
from html import unescape
from http import HTTPStatus

import pytest

from pia.approval.roles import Role
from pia.operations import names, rendering, styles
from pia.revision.timing.names import Renaming
from tests.web.approving import FEW, city_of

BLOCKS = "〈みほん市における措置〉\n{}\n〈委託先における措置〉\n{}"
ROOM = BLOCKS.format("情報政策課のサーバ室に保管する。", "施錠できる保管庫に7年間収納する。")
OFFICE = ROOM.replace("情報政策課", "デジタル推進課")
SHORT = "保管庫の管理を改めた。"


@pytest.fixture
def city(store, add, clock, tmp_path, monkeypatch):
    """The city with a text in two blocks in public, and a 課 that was renamed."""
    monkeypatch.setattr(rendering, "RENDERED", FEW)
    city = city_of(store, add, clock, tmp_path)
    city.adopt(published_on="令和6年3月1日", storage=ROOM)
    name = Renaming("organisation", "情報政策課", "デジタル推進課", None, "組織規則の改正")
    names.add(city.act(Role.ADMINISTRATOR), 1, name)
    return city


@pytest.fixture
def renamed(city):
    return city.planned(date(2025, 5, 1), storage=OFFICE)


@pytest.fixture
def rewritten(city):
    return city.planned(
        date(2025, 5, 1), storage=ROOM.replace("7年間収納する", "10年間収納し、持ち出さない")
    )


def table(client, draft):
    return client.get(f"/drafts/{draft.id}/compare").text


def without_token(page):
    """The page without the token of its forms, which knows the second."""
    return re.sub(r'(name="csrf_token" value=)"[^"]*"', r"\1", page)


def row_of(client, draft):
    return re.findall(r'href="(/drafts/\d+/rows/[0-9a-f]+)"', table(client, draft))[0]


def send(client, url, **typed):
    page = client.get(url).text
    digest = re.findall(r'name="digest" value="([0-9a-f]+)"', page)[0]
    return client.send(url, {"digest": digest} | typed)


def area(page, name):
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_a_row_of_a_block_says_which(signed_in, rewritten):
    page = table(signed_in(Role.VIEWER), rewritten)
    assert "まとまり：〈委託先における措置〉" in page
    assert "まとまり：〈みほん市における措置〉" not in page


def test_a_row_of_sentences_says_that_the_rest_is_left_out(signed_in, city, rewritten):
    styles.change(city.act(Role.ADMINISTRATOR), 1, {"granularity": "sentence"})
    city.edited(rewritten.id, storage=ROOM.replace("収納する。", "収納する。鍵は課長が管理する。"))
    page = table(signed_in(Role.VIEWER), rewritten)
    assert "変わった文だけ（ほかは（略））" in page


def test_what_has_to_be_done_and_by_when_is_told(signed_in, city, rewritten):
    city.judge(rewritten.id, None, effective_on=date(2025, 7, 1))
    page = table(signed_in(Role.VIEWER), rewritten)
    assert "いつまでに何をするか" in page
    assert "令和7年6月30日まで（実施（予定）日の前日まで）" in page


def test_a_row_of_a_block_leads_to_its_item(signed_in, rewritten):
    page = table(signed_in(Role.EDITOR), rewritten)
    [at] = re.findall(r'href="/drafts/\d+/sections/[^"#]+#item-([^"]+)"', page)
    assert unescape(at).endswith(".storage")


def test_approvers_read_the_procedure_and_what_has_to_be_done(signed_in, city, rewritten):
    city.judge(rewritten.id, None, effective_on=date(2025, 7, 1))
    page = signed_in(Role.APPROVER).get(f"/drafts/{rewritten.id}/approval").text
    assert "<strong>再実施</strong>" in page
    assert "重要な変更の行が1行あります" in page
    assert "令和7年6月30日まで（実施（予定）日の前日まで）" in page


@pytest.mark.parametrize("role", Role)
def test_only_administrators_are_led_to_the_settings(signed_in, rewritten, role):
    page = table(signed_in(role), rewritten)
    assert ('href="/admin/style"' in page) == (role is Role.ADMINISTRATOR)


# --- proposals --------------------------------------------------------------------------------


def test_a_proposal_shows_its_evidence_and_decides_nothing(signed_in, renamed):
    page = table(signed_in(Role.EDITOR), renamed)
    assert "事後とする提案" in page
    assert page.count("「情報政策課」は「デジタル推進課」（組織規則の改正）です。") == 1
    assert "根拠：名称の変更の記録" in page
    assert "要判断" in page
    form = signed_in(Role.EDITOR).get(row_of(signed_in(Role.EDITOR), renamed)).text
    assert re.search(r'id="ground-none"[^>]* checked', form)
    for ground in ("formal", "not_raised", "mitigated", "emergency"):
        assert re.search(rf'id="ground-{ground}"[^>]*value="{ground}">', form)


def test_a_proposal_is_taken_by_a_person_who_may_edit_its_reason(signed_in, renamed):
    client = signed_in(Role.EDITOR)
    url = row_of(client, renamed)
    form = client.get(f"{url}?take=proposal").text
    assert re.search(r'id="ground-formal"[^>]* checked', form)
    assert "名称の変更の記録（組織の名称）では" in area(form, "reason")
    assert area(form, "explanation").startswith("組織改正等に伴う名称の修正")
    typed = {name: area(form, name) for name in ("reason", "explanation", "before", "after")}
    answer = send(client, url, ground="formal", **typed)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = table(client, renamed)
    assert "事後とする提案" not in page
    assert "組織改正等に伴う名称の修正であり" in page
    assert "文言を直した行" not in page


def test_nobody_else_is_offered_to_take_it(signed_in, renamed):
    page = table(signed_in(Role.APPROVER), renamed)
    assert "事後とする提案" in page
    assert "提案を判断の欄に写す" not in page


def test_where_nothing_is_proposed_the_form_stays_empty(signed_in, rewritten):
    client = signed_in(Role.EDITOR)
    form = client.get(f"{row_of(client, rewritten)}?take=proposal").text
    assert re.search(r'id="ground-none"[^>]* checked', form)


# --- cells worded anew ------------------------------------------------------------------------


def test_a_worded_row_is_marked_with_what_the_engine_says_and_what_it_hides(signed_in, rewritten):
    client = signed_in(Role.EDITOR)
    url = row_of(client, rewritten)
    assert "10年間収納し、持ち出さない。" in area(client.get(url).text, "after")
    answer = send(client, url, after=SHORT)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = table(client, rewritten)
    assert "文言を直した行" in page
    assert "変わった数「10」がありません" in page
    assert "10年間収納し、持ち出さない。" in page
    printed = page[page.index('id="printed"') :]
    assert SHORT in printed
    assert "10年間" not in printed
    assert SHORT in client.get(f"/drafts/{rewritten.id}/compare.csv").text


def test_the_words_of_the_engine_come_back_by_a_button(signed_in, rewritten):
    client = signed_in(Role.EDITOR)
    url = row_of(client, rewritten)
    assert "機械の記載に戻して" not in client.get(url).text
    send(client, url, after=SHORT, ground="as_ruled_before", reason="残る理由")
    form = client.get(url).text
    assert area(form, "after") == SHORT
    assert "文言を機械の記載に戻して保存する" in form
    send(client, url, after=SHORT, ground="as_ruled_before", reason="残る理由", wording="engine")
    page = client.get(url).text
    assert "文言を直した行" not in page
    assert area(page, "reason") == "残る理由"
    assert SHORT in page[page.index('id="earlier"') :]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"after": " "}, "変更後の記載に言葉がありません"),
        ({"before": "・"}, "変更前の記載に言葉がありません"),
        ({"after": "制御\x07文字"}, "制御文字が入っています"),
        ({"after": "長" * 20_001}, "変更後の記載が長すぎます"),
        ({"after": "長" * 200_000}, "変更後の記載が長すぎます"),
    ],
)
def test_a_wording_that_cannot_be_is_said_at_its_field(signed_in, rewritten, typed, said):
    client = signed_in(Role.EDITOR)
    url = row_of(client, rewritten)
    answer = send(client, url, **{"reason": "残る理由", "ground": "as_ruled_before"} | typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    (error,) = re.findall(r'class="field-error"[^>]*>([^<]*)<', answer.text)
    assert said in error
    assert area(answer.text, "reason") == "残る理由"
    if "\x07" not in typed.get("after", ""):
        name = next(iter(typed))
        assert area(answer.text, name) == typed[name]


def test_a_wording_is_stale_after_a_later_edit(signed_in, city, rewritten):
    client = signed_in(Role.EDITOR)
    url = row_of(client, rewritten)
    send(client, url, after=SHORT)
    city.edited(rewritten.id, storage=ROOM.replace("7年間", "20年間"))
    page = table(client, rewritten)
    assert "直した文言も同じです" in page
    assert SHORT not in page
    assert "20年間" in area(client.get(url).text, "after")


def test_each_approver_is_shown_what_a_wording_hides_and_gives_a_reason(signed_in, city, rewritten):
    city.judge(rewritten.id, None, after=SHORT, effective_on=date(2025, 7, 1))
    city.do(Role.EDITOR, rewritten.id, "request")
    client = signed_in(Role.APPROVER)
    url = f"/drafts/{rewritten.id}/approval"
    page = client.get(url).text
    assert "読み取れない変更があります" in page
    assert "理由を書けば進めます" in page
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]
    acts = f"/drafts/{rewritten.id}/acts/approve"
    answer = client.send(acts, {"seen": seen, "comment": "確認した"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "読み取れない変更があります" in answer.text
    answer = client.send(acts, {"seen": seen, "passed": "年数は本文で分かるため。"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = client.get(url).text
    assert "承認のときに理由を書きました" in page
    assert "先に片付けること" not in page
    steps = page.split('id="history"')[-1]
    assert "年数は本文で分かるため。" in steps
    assert "読み取れない変更があります" in steps, "what was passed is named, not only why"


# --- what was published -----------------------------------------------------------------------


def published(city, draft):
    city.judge(draft.id, None, after=SHORT, effective_on=date(2025, 7, 1))
    city.do(Role.EDITOR, draft.id, "request")
    city.do(Role.APPROVER, draft.id, "approve", passed="本文で分かるため。")
    details = {"submitted_on": date(2025, 4, 1)}
    city.do(Role.PUBLISHER, draft.id, "submit", details=details)
    city.published(draft.id, date(2025, 4, 1), passed="本文で分かるため。")


def test_a_published_table_is_shown_as_it_was_published(signed_in, city, rewritten):
    published(city, rewritten)
    client = signed_in(Role.VIEWER)
    before = without_token(table(client, rewritten))
    assert "公表した版の別添2に加わった行です。" in before
    styles.change(city.act(Role.ADMINISTRATOR), 1, {"labels": "short", "granularity": "item"})
    assert without_token(table(client, rewritten)) == before


def test_where_the_engine_now_sees_it_otherwise_only_what_was_published_is_shown(
    signed_in, city, rewritten, monkeypatch
):
    published(city, rewritten)
    monkeypatch.setattr("pia.operations.reviewing._practice_then", lambda *_: None)
    styles.change(city.act(Role.ADMINISTRATOR), 1, {"labels": "short"})
    page = table(signed_in(Role.VIEWER), rewritten)
    assert "公表した表は、下の" in page
    assert "Ⅱ-6" not in page
    assert SHORT in page


# --- in a browser -----------------------------------------------------------------------------


def test_the_states_are_accessible_and_fit_a_narrow_screen(live, page, axe, city):
    draft = city.planned(
        date(2025, 5, 1),
        storage=OFFICE.replace("7年間", "10年間"),
        department="デジタル推進課",
    )
    city.judge(draft.id, None, row=2, after=SHORT)
    live.sign_in(page, Role.EDITOR)
    compare = f"{live.address}drafts/{draft.id}/compare"
    page.goto(compare)
    row = page.get_by_role("link", name=re.compile("提案を判断の欄に写す")).get_attribute("href")
    worded = page.get_by_role("link", name=re.compile("（3行目）")).first.get_attribute("href")
    for width in (1200, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (compare, live.address.rstrip("/") + row, live.address.rstrip("/") + worded):
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_differences_are_seen_without_colour(live, page, city, rewritten):
    live.sign_in(page, Role.EDITOR)
    page.emulate_media(forced_colors="active")
    page.goto(f"{live.address}drafts/{rewritten.id}/compare")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator(".change-cells del").first.evaluate(line) == "line-through"
    assert page.locator(".change-cells ins").first.evaluate(line) == "underline"
    assert "［削除］" in page.locator(".change-cells del").first.text_content()
    assert "［追加］" in page.locator(".change-cells ins").first.text_content()
