"""The page on which a city says from which editions five years count."""

import pytest

from pia.approval.roles import Role
from tests.web.administering import banner, errors, first, posted

PATH = "/admin/desk"


def counting(store):
    with store.reading() as work:
        return work.ownership.desk(1)


def test_an_empty_store_begins_with_the_city(boss):
    assert boss.get(PATH).location == "/admin/ownership/municipality"
    assert boss.send(PATH).location == "/admin/ownership/municipality"


def test_the_page_shows_what_counts_now_and_what_nobody_verified(boss, city):
    page = boss.get(PATH).text
    assert 'value="assessment" checked' in page
    assert page.count("未確認</span>") == 1
    assert "規則 第15条" in page


def test_a_choice_is_kept_and_shown_again(boss, city, store):
    answer = posted(boss, PATH, five_years_from="any")
    assert (answer.status_code, answer.location) == (303, PATH)
    assert counting(store) == {"five_years_from": "any"}
    page = boss.get(PATH).text
    assert 'value="any" checked' in page
    assert "期日の数え方を保存しました" in page


@pytest.mark.parametrize("given", ["", "never", "assessment ", "\x00", "a" * 600_000])
def test_anything_else_is_refused_at_the_field(boss, city, store, given):
    answer = posted(boss, PATH, five_years_from=given)
    assert answer.status_code == 422 if len(given) < 600_000 else answer.status_code in {413, 422}
    if answer.status_code == 422:
        assert errors(answer) == ["5年の数え方を選んでください。一覧から選んでください。"]
    assert counting(store) == {}


def test_who_saw_another_choice_is_told(boss, city, store):
    answer = boss.send(PATH, {"five_years_from": "any", "seen": "any"})
    assert answer.status_code == 409
    assert "ほかの人が先に変更しています" in banner(answer)
    assert counting(store) == {}


def test_only_administrators_open_it(signed_in):
    assert signed_in(Role.EDITOR).get(PATH).status_code == 403


def test_days_between_submission_and_publication_are_kept_beside_it(boss, city, store):
    posted(boss, PATH, five_years_from="any")
    answer = boss.send(f"{PATH}/lead", {"days": "７"})
    assert answer.location == PATH
    assert counting(store) == {"five_years_from": "any", "submission_lead": 7}
    assert 'value="7"' in boss.get(f"{PATH}/lead").text


@pytest.mark.parametrize("given", ["", "x", "-1", "91", "1.5", "9" * 30, "\x00"])
def test_days_that_nobody_wants_are_refused(boss, city, store, given):
    answer = boss.send(f"{PATH}/lead", {"days": given})
    assert answer.status_code == 422
    assert "submission_lead" not in counting(store)


CLOSED = "令和8年8月14日 夏季休業\n12月28日～1月4日"


def test_the_closed_days_of_the_city_are_kept_as_written_and_told_where_they_count(
    boss, city, store, signed_in
):
    page = boss.get(f"{PATH}/closed").text
    assert "市の休日を定める条例" in page
    answer = posted(boss, f"{PATH}/closed", closed_days=CLOSED)
    assert answer.location == PATH
    assert counting(store) == {"closed_days": CLOSED}
    told = boss.get(PATH).text
    assert "令和8年8月14日（夏季休業）" in told
    assert "毎年12月28日から1月4日まで" in told
    assert CLOSED in boss.get(f"{PATH}/closed").text.replace("\r\n", "\n")
    year = signed_in(Role.EDITOR).get("/year").text
    assert "市の設定：令和8年8月14日（夏季休業）、毎年12月28日から1月4日まで。" in year


def test_a_line_that_is_no_day_is_named_at_the_field_and_all_of_it_stays(boss, city, store):
    typed = f"{CLOSED}\n盆休み\n10月1日\n10月40日"
    answer = posted(boss, f"{PATH}/closed", closed_days=typed)
    assert answer.status_code == 422
    (said,) = errors(answer)
    assert said.startswith("閉庁日の3行目、5行目を読めません（「盆休み」）")
    assert typed in answer.text
    assert "closed_days" not in counting(store)


def test_closed_days_that_somebody_else_changed_are_not_overwritten(boss, city, store):
    seen = first(r'name="seen" value="([^"]+)"', boss.get(f"{PATH}/closed").text)
    posted(boss, f"{PATH}/closed", closed_days=CLOSED)
    answer = boss.send(f"{PATH}/closed", {"closed_days": "10月1日", "seen": seen})
    assert answer.status_code == 409
    assert "10月1日" in answer.text
    assert counting(store) == {"closed_days": CLOSED}
