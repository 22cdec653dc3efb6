"""Days on which an office is closed: 祝日, what follows from them, 年末年始."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import DefinitionRefused
from pia.law.holidays import (
    BETWEEN,
    SUBSTITUTE,
    closed_for,
    holiday_tables,
    is_open,
    last_open_day,
    read_holidays,
)
from pia.law.sources import sources

DAYS = st.dates(date(2007, 1, 1), date(2099, 12, 31))
RIGHT = """holidays: {{source: product, verified: true, rows: [{row}]}}
year_end: {{source: product, verified: true, rows: []}}
"""


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2026-01-01", "元日"),
        ("2026-01-12", "成人の日"),
        ("2026-09-22", BETWEEN),  # between 敬老の日 and 秋分の日
        ("2026-05-06", SUBSTITUTE),  # 憲法記念日 on a Sunday, two holidays behind it
        ("2027-03-22", SUBSTITUTE),  # 春分の日 on a Sunday
        ("2016-08-11", "山の日"),
        ("2018-12-24", SUBSTITUTE),
        ("2019-02-23", ""),
        ("2019-04-30", BETWEEN),
        ("2019-05-01", "即位の日"),
        ("2019-05-02", BETWEEN),
        ("2019-10-22", "即位礼正殿の儀の行われる日"),
        ("2019-12-23", ""),
        ("2020-07-20", ""),
        ("2020-07-23", "海の日"),
        ("2020-07-24", "スポーツの日"),
        ("2020-08-10", "山の日"),
        ("2020-10-12", ""),
        ("2021-07-22", "海の日"),
        ("2021-07-23", "スポーツの日"),
        ("2021-08-09", SUBSTITUTE),
        ("2021-08-11", ""),
        ("2025-12-28", ""),
        ("2025-12-29", "年末年始"),
        ("2026-01-03", "年末年始"),
    ],
)
def test_an_office_is_closed_on_the_days_of_the_law(day, title):
    assert closed_for(date.fromisoformat(day)) == title


def test_the_equinoxes_are_those_that_were_announced():
    spring = {2016: 20, 2017: 20, 2018: 21, 2022: 21, 2023: 21, 2024: 20, 2025: 20, 2026: 20}
    autumn = {2012: 22, 2016: 22, 2017: 23, 2020: 22, 2023: 23, 2024: 22, 2025: 23, 2026: 23}
    assert all(closed_for(date(year, 3, day)) == "春分の日" for year, day in spring.items())
    assert all(closed_for(date(year, 9, day)) == "秋分の日" for year, day in autumn.items())


def test_where_the_formula_of_the_equinoxes_ends_none_is_made_up():
    assert {closed_for(date(2150, 3, day)) for day in range(18, 25)} == {""}


@given(st.integers(2007, 2099))
def test_a_year_has_its_holidays_and_each_title_once(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    named = [title for title in map(closed_for, days) if title]
    once = [title for title in named if title not in {SUBSTITUTE, BETWEEN, "年末年始"}]
    assert len(set(once)) == len(once)
    assert 14 <= len(once) <= 17


@given(DAYS)
def test_a_holiday_on_a_sunday_closes_the_next_day_that_is_none(day):
    if day.weekday() == 6 and closed_for(day) not in {"", "年末年始"}:
        later = (day + timedelta(days=n) for n in range(1, 7))
        assert SUBSTITUTE in map(closed_for, later)


@given(DAYS)
def test_the_last_open_day_is_open_and_none_after_it_is(day):
    found = last_open_day(day)
    assert is_open(found)
    assert found <= day
    assert not any(is_open(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


def test_nobody_has_compared_the_days_with_the_law_and_the_table_says_so():
    tables = holiday_tables()
    for table in (tables.holidays, tables.year_end):
        assert not table.verified
        assert not sources()[table.source].verified


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("{title: a, month: 1, day: 1, monday: 2}", "day、monday、equinox のどれか1つ"),
        ("{title: a, month: 1}", "day、monday、equinox のどれか1つ"),
        ("{title: a, month: 13, day: 1}", "aの日がありません"),
        ("{title: a, month: 2, day: 30}", "aの日がありません"),
        ("{title: a, month: x, day: 1}", "month は数でなければなりません"),
        ("{title: a, month: 1, day: 1, moon: 1}", "知らないキー moon があります"),
        ("元日", "rows には {title: …} の形で書きます"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path, row, sentence):
    file = tmp_path / "holidays.yaml"
    file.write_text(RIGHT.format(row=row), encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read_holidays(file)
    assert refused.value.where.startswith("holidays.yaml:")
