"""When an assessment is due again: the yearly 見直し and the five years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.approval.kinds import EDITION_KINDS
from pia.errors import DefinitionRefused
from pia.law.intervals import (
    default_counting,
    five_years,
    interval_table,
    next_review,
    read_intervals,
    years_later,
)
from pia.law.sources import sources

TODAY = date(2026, 11, 23)
EDITIONS = (
    ("first", date(2019, 5, 1)),
    ("reassessment", date(2021, 3, 29)),
    ("amendment", date(2025, 1, 20)),
    ("reissue", date(2025, 2, 3)),
)
ROW = "{in_force_from: 2014-04-20, years: 1, source: product, verified: true}"
RIGHT = """intervals:
  review: {{title: a, what: b, rows: [{row}]}}
  five_years: {{title: a, what: b, rows: [{row}]}}
countings:
  assessment: {{title: a, kinds: [first]}}
"""


def test_the_next_review_is_a_year_after_publication():
    assert next_review(date(2025, 6, 30), [], TODAY) == date(2026, 6, 30)


def test_a_review_already_made_counts_from_its_own_day():
    looked = [date(2024, 5, 7), date(2026, 5, 11)]
    assert next_review(date(2025, 6, 30), looked, TODAY) == date(2027, 5, 11)


def test_a_publication_after_the_last_review_counts_as_one():
    assert next_review(date(2025, 6, 30), [date(2025, 4, 1)], TODAY) == date(2026, 6, 30)


def test_five_years_count_from_the_last_assessment_not_from_an_amendment():
    assert five_years(EDITIONS, "assessment", TODAY) == date(2026, 3, 29)


def test_a_city_may_count_them_from_any_publication_but_no_reissue():
    assert five_years(EDITIONS, "any", TODAY) == date(2030, 1, 20)


def test_without_an_edition_that_counts_nobody_can_tell():
    assert five_years(EDITIONS[2:], "assessment", TODAY) is None


def test_before_there_was_a_rule_nothing_was_due():
    assert next_review(date(2013, 6, 30), [], date(2014, 4, 19)) is None
    assert five_years(EDITIONS, "any", date(2014, 4, 19)) is None


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2025, 12, 31), 5, date(2030, 12, 31)),
    ],
)
def test_a_leap_day_ends_with_its_month(day, years, later):
    assert years_later(day, years) == later


@given(st.dates(date(2014, 4, 20), date(2100, 1, 1)), st.integers(1, 5))
def test_some_years_later_is_never_a_day_more(day, years):
    later = years_later(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) <= (day.month, day.day)
    assert day < later <= day + timedelta(days=366 * years)


def test_every_interval_has_a_source_and_every_counting_known_kinds():
    table = interval_table()
    rows = [row for one in table.intervals.values() for row in one.rows]
    assert rows
    assert all(row.source in sources() for row in rows)
    kinds = {kind for way in table.countings.values() for kind in way.kinds}
    assert kinds <= set(EDITION_KINDS)
    assert default_counting() == "assessment"


def test_how_five_years_count_is_not_verified():
    assert not interval_table().intervals["five_years"].rows[-1].verified


def test_an_older_edition_of_a_rule_holds_for_its_own_days(tmp_path):
    older = "{in_force_from: 2014-04-20, years: 1, source: product, verified: true}"
    newer = older.replace("2014", "2027").replace("years: 1", "years: 2")
    file = tmp_path / "intervals.yaml"
    file.write_text(RIGHT.format(row=f"{newer}, {older}"), encoding="utf-8")
    review = read_intervals(file).intervals["review"]
    assert review.in_force(TODAY) == review.rows[0]
    assert review.in_force(date(2027, 4, 20)) == review.rows[1]
    assert [row.years for row in review.rows] == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (RIGHT.format(row=ROW.replace("years: 1", "years: 0")), "years は1以上で書きます"),
        (RIGHT.format(row=ROW.replace("product", "nobody")), "source の nobody は定義されて"),
        (RIGHT.format(row="1年"), "rows には {in_force_from: …} の形で書きます"),
        (RIGHT.format(row=ROW).replace("five_years", "other"), "five_years がありません"),
        (RIGHT.format(row=ROW).partition("countings")[0] + "countings: {}\n", "数え方がありません"),
        (RIGHT.format(row=ROW) + "more: 1\n", "知らないキー more があります"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path, wrong, sentence):
    file = tmp_path / "intervals.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(DefinitionRefused, match=sentence) as refused:
        read_intervals(file)
    assert refused.value.where.startswith("intervals.yaml:")
