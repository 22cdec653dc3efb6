"""The days on which a city is closed besides, as somebody writes them, and what they move."""

from datetime import date

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.law.holidays import closed_for, is_open
from pia.operations import desk
from pia.operations.closed_days import closed_days_of, read_closed_days
from pia.operations.lead_time import latest_days
from pia.operations.yearly import PUBLISH_BY, SUBMIT_BY, plan_change, year_days

TEXT = "令和8年8月14日 夏季休業\n１２月２８日～１月４日（年末年始）\n\n毎年10月1日：市制記念日"


@pytest.mark.parametrize(
    ("line", "closed", "still_open"),
    [
        ("令和8年8月14日", ["2026-08-14"], ["2026-08-13", "2027-08-13"]),
        ("2026-08-14", ["2026-08-14"], ["2026-08-13"]),
        ("R8.8.14 夏季休業", ["2026-08-14"], ["2026-08-17"]),
        ("令和八年八月十四日", ["2026-08-14"], ["2026-08-17"]),
        ("令和8年8月12日～令和8年8月14日", ["2026-08-12", "2026-08-14"], ["2026-08-17"]),
        ("令和8年8月12日から14日まで", ["2026-08-13"], ["2026-08-17"]),
        ("令和8年12月25日〜1月5日", ["2026-12-25", "2027-01-05"], ["2027-01-06", "2028-01-05"]),
        ("10月1日", ["2026-10-01", "2027-10-01"], ["2026-10-02"]),
        ("毎年12月28日～翌年1月4日", ["2026-12-28", "2027-01-04"], ["2026-12-25", "2027-01-05"]),
        ("２月２９日", ["2028-02-29"], ["2027-03-01"]),
    ],
)
def test_a_day_or_days_in_a_row_of_one_year_or_of_each(line, closed, still_open):
    own = read_closed_days(line)
    assert not any(is_open(date.fromisoformat(day), own) for day in closed)
    assert all(is_open(date.fromisoformat(day), own) for day in still_open)


def test_a_line_says_what_the_day_is():
    own = read_closed_days(TEXT)
    assert [one.title for one in own] == ["夏季休業", "年末年始", "市制記念日"]
    assert closed_for(date(2026, 8, 14), own) == "夏季休業"
    assert closed_for(date(2026, 1, 1), own) == "元日"
    assert closed_for(date(2026, 5, 7), read_closed_days("令和8年5月7日")) == "市の設定"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("夏季休業", "閉庁日の1行目を読めません"),
        ("8月14日\n8月32日\n\n13月1日", "閉庁日の2行目、4行目を読めません"),
        ("令和8年8月14日～令和8年8月12日", "閉庁日の1行目を読めません"),
        ("令和8年4月1日～令和9年3月31日", "閉庁日の1行目を読めません"),
        ("毎月第3日曜日", "閉庁日の1行目を読めません"),
        ("昭和元年1月1日", "閉庁日の1行目を読めません"),
        ("15日", "閉庁日の1行目を読めません"),
        ("8月\x0714日", "制御文字"),
        ("\n".join(f"{month}月1日～{month}月28日" for month in (4, 5, 6)), "閉庁日が1年に84日"),
        ("8月14日\n" * 201, "閉庁日が多すぎます（201行）"),
        ("あ" * 20_001, "閉庁日が長すぎます"),
    ],
)
def test_what_is_no_day_is_refused_with_its_line(text, said):
    with pytest.raises(InputRefused, match=said):
        read_closed_days(text)


def test_no_text_is_no_day():
    assert read_closed_days(" \n　\n") == ()


def test_the_last_days_pass_over_the_days_of_the_city():
    own = read_closed_days("令和8年8月12日～14日")
    found = latest_days(date(2026, 8, 17), own=own)
    # 11 August is 山の日, what is between it and the Monday the city's.
    assert (found.submit_by, found.publish_by) == (date(2026, 8, 10), date(2026, 8, 10))
    month = latest_days(date(2026, 9, 15), 30, own)
    assert (month.submit_by, month.publish_by) == (date(2026, 8, 10), date(2026, 9, 14))
    assert latest_days(date(2026, 9, 15), 30).submit_by == date(2026, 8, 14)


def test_what_an_administrator_writes_counts_in_the_year_at_once(city):
    plan_change(city.act(Role.EDITOR), 1, "移行", "", date(2026, 8, 17))
    boss = city.act(Role.ADMINISTRATOR)
    assert desk.change_closed_days(boss, 1, TEXT) == TEXT
    desk.change_lead(boss, 1, 7)  # each setting leaves the others
    with city.store.reading() as work:
        assert len(closed_days_of(work, 1)) == 3
        assert desk.closed_days_text(work, 1) == TEXT
    days = year_days(city.store, date(2026, 8, 1), date(2026, 8, 31), city.act(Role.EDITOR).today)
    found = {one.kind: one.day for one in days}
    assert (found[SUBMIT_BY], found[PUBLISH_BY]) == (date(2026, 8, 6), date(2026, 8, 13))
    desk.change_closed_days(boss, 1, "")
    days = year_days(city.store, date(2026, 8, 1), date(2026, 8, 31), city.act(Role.EDITOR).today)
    assert {one.kind: one.day for one in days}[PUBLISH_BY] == date(2026, 8, 14)


def test_only_administrators_write_them_and_nobody_over_another(city):
    with pytest.raises(NotAllowed):
        desk.change_closed_days(city.act(Role.EDITOR), 1, TEXT)
    boss, seen = city.act(Role.ADMINISTRATOR), desk.mark("")
    desk.change_closed_days(boss, 1, TEXT, seen)
    with pytest.raises(ChangedMeanwhile):
        desk.change_closed_days(boss, 1, "10月1日", seen)
