"""The first page: every 評価書, where it stands, what is due and whose turn it is."""

import re
from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO
from time import thread_time
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook

from pia.approval.roles import Role
from pia.operations.yearly import plan_change
from pia.store.editions import NewEdition
from tests.operations.city import looked_over
from tests.web import papers
from tests.web.conftest import BEGINNING
from tests.web.drafting import city_of

SIXTY = 60


def published_on(n, count):
    return BEGINNING.date() - timedelta(days=20 * (count - n))


def fill(store, user, count):
    """A store with many 評価書, each published 20 days before the next, every third with a draft."""
    with store.writing() as work:
        own = work.ownership
        city = own.add_municipality("みほん市").id
        body = own.add_organisation(city, "みほん市長").id
        by = {"by": user.id, "at": BEGINNING}
        for n in range(1, count + 1):
            division = own.add_division(city, f"第{n % 7}課・{n}係", BEGINNING.date()).id
            task = own.add_task(body, division, f"第{n}号の事務").id
            dossier = work.dossiers.add(task, body, str(n), "yoshiki3", f"l{n}")
            edition = work.editions.add(
                NewEdition(dossier.id, "first", "adopted", papers.DOCUMENT, published_on(n, count)),
                **by,
            )
            work.dossiers.point(dossier.id, edition.id)
            if n % 3 == 0:
                work.drafts.add(
                    dossier.id, papers.DOCUMENT, base_id=edition.id, kind="amendment", **by
                )


def listed(client, address):
    """The numbers of the 評価書 on a page, in their order."""
    return [int(number) for number in re.findall(r'"/dossiers/(\d+)"', client.get(address).text)]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.ADMINISTRATOR, "団体、評価実施機関、課、事務"),
        (Role.PUBLISHER, "版（移行）として登録します"),
        (Role.EDITOR, "新しい評価書を作ります"),
        (Role.APPROVER, "承認の依頼が届くまで"),
        (Role.VIEWER, "ここから読めます"),
    ],
)
def test_in_an_empty_store_each_role_reads_what_to_do_first(signed_in, role, words):
    page = signed_in(role).get("/").text
    assert "まだ評価書がありません" in page
    assert words in page


def test_a_registered_assessment_is_listed_with_its_day_and_state(signed_in):
    client = signed_in(Role.EDITOR, Role.VIEWER)
    papers.register(client, kind="first")
    page = papers.words(client.get("/"))
    assert "個人住民税の賦課に関する事務" in page
    assert "令和5年11月6日 新規平成30年5月 様式3" in page
    assert "作業なし" in page
    client.send("/dossiers/1/drafts")
    page = client.get("/").text
    assert "下書き" in papers.words(client.get("/?state=draft"))
    assert 'href="/drafts/1"' in page
    assert "あなたの番" in page
    assert "編集者 見本 編集者・閲覧者" in page


def test_the_list_is_narrowed_by_words_division_and_state(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 9)
    assert "9件中3件" in client.get("/?state=draft").text
    assert "9件中6件" in client.get("/?state=resting").text
    assert "9件中1件" in client.get("/?words=第２号+みほん").text
    assert "9件中1件" in client.get("/", query_string={"division": "第2課・2係"}).text
    assert "条件に合う評価書はありません" in client.get("/?words=ない").text


@pytest.mark.parametrize("given", ["%00", "%ED%A0%80", "<script>", "a" * 3000, "("])
def test_odd_words_find_nothing_and_break_nothing(signed_in, store, given):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 1)
    names = ("words", "state", "division", "year", "due", "turn", "order")
    answer = client.get("/?" + "&".join(f"{name}={given}" for name in names))
    assert answer.status_code == HTTPStatus.OK
    assert "<script>" not in answer.text.replace("<script src", "")


def test_days_are_listed_in_wareki_and_said_to_be_near_or_past_in_words(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 20)
    page = papers.words(client.get("/?words=第1号"))
    assert "見直し 令和7年3月17日 ▲過ぎています" in page
    assert "5年（未確認） 令和11年3月17日" in page
    assert "あと5日" in papers.words(client.get("/?words=第2号"))
    assert "あと" not in papers.words(client.get("/?words=第20号"))


def test_the_list_is_narrowed_by_day_and_by_year(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 20)
    narrowed = {
        "due=past": [1],
        "due=near": [1, 2, 3, 4],
        "due=2025-04": [2, 3],
        "due=2029-03": [1],
        "due=2029-02": [],
        "due=0001-01": [],
        "year=2023": [1],
        "year=2024": list(range(2, 20)),
        "year=2025": [20],
        "year=2024&due=near&words=第3号": [3],
    }
    assert {asked: listed(client, f"/?{asked}") for asked in narrowed} == narrowed


def test_the_year_begins_in_april_and_is_named_in_wareki(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 20)
    years = re.findall(r">([^<]+年度)</option>", client.get("/").text)
    assert years == ["すべての年度", "令和7年度", "令和6年度", "令和5年度"]


def test_what_is_mine_is_counted_and_found_by_a_link(signed_in, store):
    editor, other = signed_in(Role.EDITOR), signed_in(Role.EDITOR, name="other")
    fill(store, editor.user, 9)
    assert "あなたの番 3件" in papers.words(editor.get("/"))
    assert "あなたの番 0件" in papers.words(other.get("/"))
    assert "9件中3件" in editor.get("/?turn=mine").text
    page = editor.get("/?words=第3号&turn=mine")
    assert "あなたの番 1件" in papers.words(page)
    assert 'href="/?words=%E7%AC%AC3%E5%8F%B7" aria-current="true"' in page.text
    assert "条件に合う評価書はありません" in other.get("/?turn=mine").text


def test_the_list_is_sorted_by_number_or_by_the_next_day(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 12)
    with store.writing() as work:
        work.planning.review(
            1, 1, BEGINNING.date(), "unchanged", "", by=client.user.id, at=BEGINNING
        )

    assert listed(client, "/") == list(range(1, 13))
    assert listed(client, "/?order=due") == [*range(2, 12), 1, 12]
    assert 'aria-sort="ascending"><a href="/?order=due"' in client.get("/?order=due").text


def test_filters_stay_in_every_link_of_the_page(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 20)
    page = client.get("/?words=号&due=near&order=due").text
    links = [unquote(link) for link in re.findall(r'href="(/(?:portfolio.xlsx)?\?[^"]*)"', page)]
    assert len(links) >= 5
    assert all("words=号" in link for link in links)
    assert "/portfolio.xlsx?words=号&amp;due=near&amp;order=due" in links


def test_what_is_open_is_counted(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 3)
    with store.writing() as work:
        by = {"by": client.user.id, "at": BEGINNING}
        for _ in range(2):
            work.comments.add(1, "", "委託先の名称を確認してください。", thread_id=None, **by)
    page = papers.words(client.get("/?words=第3号"))
    assert "誤り・注意 4" in page
    assert "コメント 2" in page


def test_an_edition_that_no_five_years_count_from_says_so(signed_in):
    client = signed_in(Role.EDITOR)
    papers.register(client, kind="amendment")
    page = papers.words(client.get("/"))
    assert "起点が未登録" in page
    assert "前の版も登録すると表示します" in page


def test_the_chart_says_its_numbers_in_words_and_in_a_table(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 20)
    page = client.get("/").text
    (said,) = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert said.startswith("月ごとの期日の数。期日を過ぎたもの1件、令和7年4月2件、令和7年5月1件、")
    assert 'href="/?due=past">期日を過ぎたもの</a>' in page
    assert 'href="/?due=2025-04">令和7年4月</a>' in page
    one = client.get("/?words=第2号&due=past").text
    assert "条件に合う評価書はありません" in one
    assert "月ごとの期日の数。令和7年4月1件" in one


def test_the_days_before_a_planned_change_stand_on_the_first_page(signed_in, store, add, tmp_path):
    city = city_of(store, add, tmp_path)
    act, client = city.act(Role.EDITOR), signed_in(Role.EDITOR)
    assert "期限が近い 1件" in papers.words(client.get("/"))  # its 見直し is overdue
    looked_over(city)
    assert "期限が近い 0件" in papers.words(client.get("/"))
    plan_change(act, city.dossier.id, "クラウドへの移行", "", date(2025, 5, 7))
    page = client.get("/?due=near").text
    assert "期限が近い 1件" in papers.words(client.get("/"))
    for words in ("変更前の提出・公表", "令和7年5月2日", "あと31日"):
        assert words in page
    (said,) = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert said.startswith("月ごとの期日の数。令和7年5月1件")
    assert page.count('<rect class="due-plan"') == 1 + 1
    assert "重要な変更の提出・公表" in page[page.index('id="due-rules"') :]


def test_where_nothing_falls_due_the_chart_says_so(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 3)
    assert "これから12か月に期日の来る評価書もありません" in client.get("/?words=ない").text


def test_the_list_goes_out_as_a_workbook_as_it_is_filtered(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, 9)
    answer = client.get("/portfolio.xlsx?state=draft&order=due")
    name = unquote(answer.headers["Content-Disposition"])
    assert name.endswith("評価書一覧_令和7年4月1日.xlsx")
    head, *rows = (
        CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    )
    said = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["番号"] for row in said] == ["3", "6", "9"]
    assert said[0]["公表日"] == published_on(3, 9)
    assert said[0]["5年の期日（未確認）"] == date(2029, 12, 2)
    assert said[0]["指摘（注意）"] == 4


def test_a_workbook_of_nothing_has_its_headings(signed_in):
    answer = signed_in(Role.VIEWER).get("/portfolio.xlsx?words=%00&due=x&year=%ED%A0%80")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    assert len(book.get_sheet_by_index(0).to_python()) == 1


def test_sixty_assessments_are_listed_at_once(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, SIXTY)
    client.get("/")
    begun = thread_time()
    page = client.get("/").text
    assert thread_time() - begun < 1  # of the processor: a busy machine is no failure
    assert f"{SIXTY}件中{SIXTY}件" in page


def test_the_list_is_accessible_filled_and_empty_wide_and_narrow(live, page, axe, store):
    user = live.sign_in(page, Role.EDITOR)
    said = []
    page.on("console", lambda message: said.append(message.text))
    for count, addresses in ((0, [""]), (6, ["", "?state=draft&order=due", "?words=ない"])):
        if count:
            fill(store, user, count)
        for width in (1200, 660, 320):
            page.set_viewport_size({"width": width, "height": 800})
            for address in addresses:
                page.goto(f"{live.address}/{address}")
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                axe(page)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []


def test_a_month_of_the_chart_narrows_the_list_by_the_keyboard(live, page, store):
    fill(store, live.sign_in(page, Role.EDITOR), 6)
    page.goto(live.address)
    page.get_by_text("数字で見る・月で絞り込む").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**due=2025-12**")
    assert page.locator("table.portfolio tbody tr").count() == 1
    assert page.get_by_text("6件中1件").is_visible()
