"""The first page: every 評価書, where it stands and whose turn it is."""

from http import HTTPStatus
from time import perf_counter

import pytest

from pia.approval.roles import Role
from pia.store.editions import NewEdition
from tests.web import papers
from tests.web.conftest import BEGINNING

SIXTY = 60


def fill(store, user, count):
    """A store with many 評価書, every third with an open draft."""
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
                NewEdition(dossier.id, "first", "adopted", papers.DOCUMENT, BEGINNING.date()),
                **by,
            )
            work.dossiers.point(dossier.id, edition.id)
            if n % 3 == 0:
                work.drafts.add(
                    dossier.id, papers.DOCUMENT, base_id=edition.id, kind="amendment", **by
                )


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
    assert "令和5年11月6日新規" in page
    assert "作業なし" in page
    client.send("/dossiers/1/drafts")
    page = client.get("/").text
    assert "下書き" in papers.words(client.get("/?state=draft"))
    assert 'href="/drafts/1"' in page
    assert "編集者" in page


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
    answer = client.get(f"/?words={given}&state={given}&division={given}")
    assert answer.status_code == HTTPStatus.OK
    assert "<script>" not in answer.text.replace("<script src", "")


def test_sixty_assessments_are_listed_at_once(signed_in, store):
    client = signed_in(Role.VIEWER)
    fill(store, client.user, SIXTY)
    client.get("/")
    begun = perf_counter()
    page = client.get("/").text
    assert perf_counter() - begun < 1
    assert f"{SIXTY}件中{SIXTY}件" in page


def test_the_list_is_accessible_filled_and_empty_wide_and_narrow(live, page, axe, store):
    user = live.sign_in(page, Role.EDITOR)
    for count in (0, 6):
        if count:
            fill(store, user, count)
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(live.address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
