"""Dates as they are written, and the day they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.wareki import WrittenDate, find_dates, parse_date, to_wareki
from pia.errors import InputRefused

FIRST, LAST = date(1873, 1, 1), date(2100, 12, 31)


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("令和5年11月6日", "2023-11-06", "day"),
        ("令和５年１１月６日", "2023-11-06", "day"),
        ("令和5年 11月 6日", "2023-11-06", "day"),
        ("令和　5　年11月\n6日", "2023-11-06", "day"),
        ("令和元年5月1日", "2019-05-01", "day"),
        ("令和元年五月一日", "2019-05-01", "day"),
        ("令和1年5月1日", "2019-05-01", "day"),
        ("平成31年4月30日", "2019-04-30", "day"),
        ("平成元年1月8日", "1989-01-08", "day"),
        ("昭和64年1月7日", "1989-01-07", "day"),
        ("昭和元年12月25日", "1926-12-25", "day"),
        ("大正15年12月24日", "1926-12-24", "day"),
        ("大正元年7月30日", "1912-07-30", "day"),
        ("明治45年7月29日", "1912-07-29", "day"),
        ("明治6年1月1日", "1873-01-01", "day"),
        ("平成二十八年四月二十三日", "2016-04-23", "day"),
        ("昭和六〇年一〇月一〇日", "1985-10-10", "day"),
        ("平成28年4月", "2016-04-01", "month"),
        ("平成２８年４月", "2016-04-01", "month"),
        ("平成元年1月", "1989-01-01", "month"),
        ("昭和64年1月", "1989-01-01", "month"),
        ("令和6年", "2024-01-01", "year"),
        ("平成31年", "2019-01-01", "year"),
        ("令和元年", "2019-01-01", "year"),
        ("㋿5年11月6日", "2023-11-06", "day"),
        ("R5.11.6", "2023-11-06", "day"),
        ("Ｈ２８．４．１", "2016-04-01", "day"),
        ("S64/1/7", "1989-01-07", "day"),
        ("2023-11-06", "2023-11-06", "day"),
        ("2023/11/6", "2023-11-06", "day"),
        ("2023年11月6日", "2023-11-06", "day"),
        ("2024年2月29日", "2024-02-29", "day"),
        ("2023年11月", "2023-11-01", "month"),
    ],
)
def test_a_written_date_means_a_day(written, day, precision):
    assert parse_date(written) == WrittenDate(date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    "written",
    [
        *("", "—", "未定", "令和", "5年11月6日", "11月6日", "平成28年4月1日から", "公表日 令和5年11月6日"),
        *("令和5年2月29日", "令和5年13月1日", "令和5年11月31日", "令和5年0月1日", "令和5年11月0日"),
        *("令和0年5月1日", "令和〇年5月1日", "令和元年4月30日", "令和元年4月", "平成31年5月1日"),
        *("平成31年5月", "平成32年1月1日", "平成32年", "平成元年1月7日", "昭和64年1月8日", "昭和64年2月"),
        *("昭和65年", "大正15年12月25日", "大正元年7月29日", "明治45年7月30日", "大正元年6月"),
        *("R0.1.1", "H31.5.1", "2023-13-01", "2023-02-30", "23-11-06", "2023-11", "20231106"),
        "令和99999999999999999999年1月1日",
        "2023年99999999999999999999月1日",
        "令和5年11月99999999999999999999日",
        "令和" + "9" * 5000 + "年",
        "平成8000年1月1日",
    ],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_means_none(written):
    assert parse_date(written) is None


@given(st.dates(FIRST, LAST))
def test_a_day_written_in_an_era_in_any_width_is_read_back(day):
    wide = to_wareki(day).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse_date(wide) == WrittenDate(day, "day")


def test_every_day_from_1873_to_2100_is_written_and_read_back():
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    wrong = [day for day in days if parse_date(to_wareki(day)) != WrittenDate(day, "day")]
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2023-11-06", "令和5年11月6日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1912-07-29", "明治45年7月29日"),
    ],
)
def test_the_first_year_of_an_era_is_gannen(day, written):
    assert to_wareki(date.fromisoformat(day)) == written


def test_a_day_before_meiji_is_refused():
    with pytest.raises(InputRefused) as refused:
        to_wareki(date(1700, 1, 1))
    assert str(refused.value) == "1700-01-01 は明治より前の日です。日付を確かめてください。"


def test_dates_inside_a_text_are_found_as_they_are_written():
    text = "㍿甲は平成２８年４月から令和元年五月一日まで、㋿5年2月30日は無い。2023年のこと。"
    assert find_dates(text) == [
        ("平成２８年４月", WrittenDate(date(2016, 4, 1), "month")),
        ("令和元年五月一日", WrittenDate(date(2019, 5, 1), "day")),
        ("㋿5年2月30日", None),
        ("2023年", WrittenDate(date(2023, 1, 1), "year")),
    ]


@given(st.text())
def test_any_text_is_read_without_a_defect(text):
    for written, _ in find_dates(text):
        assert written in text
    assert parse_date(text) is None or text
