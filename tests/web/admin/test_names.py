"""The city's list of names that changed, on its pages."""

from datetime import date

import pytest

from pia.operations import ownership
from pia.revision.timing.names import Renaming
from tests.web.administering import banner, errors, owners, posted

NEW = {"kind": "contractor", "old": "株式会社みほん電算", "new": "みほんデジタル株式会社"}


def listed(store):
    with store.reading() as work:
        return work.names.of(work.ownership.municipalities()[0].id)


def test_an_empty_store_begins_with_the_city(boss):
    for path in ("/admin/names", "/admin/names/new"):
        assert boss.get(path).location == "/admin/ownership/municipality"


def test_a_name_is_added_and_listed(boss, city, store):
    typed = NEW | {"since": "令和7年4月1日", "basis": "商号変更の届出"}
    answer = posted(boss, "/admin/names/new", **typed)
    assert (answer.status_code, answer.location) == (303, "/admin/names")
    assert listed(store)[0].name == Renaming(
        NEW["kind"], NEW["old"], NEW["new"], date(2025, 4, 1), "商号変更の届出"
    )
    page = boss.get("/admin/names").text
    for words in ("みほんデジタル株式会社", "委託先等の名称", "令和7年4月1日", "商号変更の届出"):
        assert words in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "種類を入れてください"),
        ({"kind": "person"}, "一覧から選んでください"),
        ({"old": "　"}, "前の名称を入れてください"),
        ({"new": "長" * 15_000}, "200文字まで"),
        ({"since": "来年ごろ"}, "のように書いてください"),
        ({"basis": "制御\x07文字"}, "制御文字"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(boss, city, store, typed, said):
    answer = posted(boss, "/admin/names/new", **NEW | {"basis": "残る根拠"} | typed)
    assert answer.status_code == 422
    assert any(said in error for error in errors(answer))
    assert "basis" in typed or 'value="残る根拠"' in answer.text
    assert len(listed(store)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"new": NEW["old"]}, "前と後の名称が同じです"),
        ({"kind": "place", "old": "本庁舎", "new": "市役所本館"}, "登録済みです"),
        ({"since": "0007-04-01"}, "公布より前です"),
    ],
)
def test_what_the_list_refuses_stands_on_the_page_with_what_was_typed(boss, city, typed, said):
    answer = posted(boss, "/admin/names/new", **NEW | {"basis": "残る根拠"} | typed)
    assert answer.status_code == 422
    assert said in banner(answer)
    assert 'value="残る根拠"' in answer.text


def test_a_withdrawn_name_stays_on_the_page(boss, city, store):
    page = boss.get("/admin/names/1/withdraw").text
    assert "「本庁舎」から「市役所本館」への変更を取り下げる" in page
    assert posted(boss, "/admin/names/1/withdraw", reason="登録の誤り").status_code == 303
    page = boss.get("/admin/names").text
    assert "取下げ" in page
    assert "登録の誤り" in page
    answer = posted(boss, "/admin/names/1/withdraw")
    assert answer.status_code == 403
    assert "取下げ済みです" in banner(answer)


def test_what_the_divisions_say_by_themselves_is_shown(boss, city, store):
    assert "後継のある課はありません。" in boss.get("/admin/names").text
    old, new = owners(store)[0]
    ownership.end_division(city, old.id, date(2025, 3, 31), (new.id,))
    page = boss.get("/admin/names").text.partition('id="derived"')[2]
    assert "税務部市民税課" in page
    assert "財務部市民税課" in page


def test_the_audit_tells_it_in_words(boss, city):
    posted(boss, "/admin/names/1/withdraw")
    page = boss.get("/admin/audit").text
    assert "名称の変更の追加" in page
    assert "名称の変更の取下げ" in page
