"""Days by which an 評価書 is due again: as words in a list, and by month in a small chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pia.assessment.wareki import to_wareki
from pia.law import cite, sources
from pia.law.intervals import FIVE_YEARS, REVIEW, interval_table
from pia.operations.lead_time import lead_rule
from pia.operations.portfolio import PortfolioLine

#: A day within so many days is near.
NEAR_DAYS = 60
#: Bucket of days that have passed: the first column of the chart.
PAST = "past"
#: Part of a column: 提出 and 公表 of planned changes.
PLAN = "plan"
_PAST_WORDS = "期日を過ぎたもの"
_MONTHS = 12

#: Measures of the chart, in its own units; a column is what has passed, or one month.
WIDTH, HEIGHT, COLUMN, FLOOR, BAR = 754, 170, 58, 125, 30
_HIGHEST, _LOWEST = 90, 6


@dataclass(frozen=True)
class DueDay:
    """One day with what it means today."""

    #: 変更前の提出・公表, 見直し, 5年; with 未確認 where nobody has verified how it is counted.
    title: str
    day: date
    #: 過ぎています, 今日まで, あと12日; "" where there is time.
    mark: str
    #: Tone of the mark.
    tone: str


def due_days(line: PortfolioLine, today: date) -> tuple[DueDay, ...]:
    """Return the days of an 評価書 that there are."""
    found = ((REVIEW, "見直し", line.review_by), (FIVE_YEARS, "5年", line.five_years_by))
    return (
        *(DueDay(f"変更前の{what}", day, *_mark(day, today)) for what, day in line.plan_days),
        *(
            DueDay(_with_doubt(title, name, today), day, *_mark(day, today))
            for name, title, day in found
            if day
        ),
    )


def is_near(day: date, today: date) -> bool:
    """Return whether a day has passed or comes within `NEAR_DAYS`."""
    return (day - today).days <= NEAR_DAYS


def bucket_of(day: date, today: date) -> str:
    """Return where a day counts: `PAST`, else its month as 2026-12."""
    return PAST if day < today else f"{day:%Y-%m}"


def month_words(month: str) -> str:
    """Return a month as people say it: 令和8年12月. Raises ValueError, InputRefused for none."""
    return to_wareki(date.fromisoformat(f"{month}-01")).partition("月")[0] + "月"


@dataclass(frozen=True)
class Bar:
    """One part of a column."""

    #: plan, review or five_years.
    kind: str
    y: int
    height: int


@dataclass(frozen=True)
class Month:
    """One column: what has passed, or what falls due in a month from today on."""

    bucket: str
    #: 令和8年12月, 期日を過ぎたもの.
    words: str
    #: What stands below the column, and the year below that where it begins.
    label: str
    year: str
    #: Days by which 提出 or 公表 of a planned change has to be done.
    plans: int
    reviews: int
    five_years: int
    #: Middle of the column.
    x: int
    #: Left side of its bars.
    left: int
    bars: tuple[Bar, ...]
    #: Where the number above the column stands.
    top: int

    @property
    def count(self) -> int:
        """Everything."""
        return self.plans + self.reviews + self.five_years


@dataclass(frozen=True)
class Chart:
    """What has passed, and what falls due in the next twelve months, this one included."""

    months: tuple[Month, ...]
    #: The whole in one sentence, for who does not see the picture.
    sentence: str
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    bar: int = BAR


def chart(lines: Iterable[PortfolioLine], today: date) -> Chart | None:
    """Return the chart of some 評価書, None where nothing stands in its columns."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in (PLAN, REVIEW, FIVE_YEARS)}
    for line in lines:
        for kind, days in (
            (PLAN, [day for _, day in line.plan_days]),
            (REVIEW, [line.review_by]),
            (FIVE_YEARS, [line.five_years_by]),
        ):
            counts[kind].update(bucket_of(day, today) for day in days if day)
    buckets = [PAST, *_buckets(today)]
    most = max(sum(count[one] for count in counts.values()) for one in buckets)
    if not most:
        return None
    months = tuple(
        _month(place, bucket, {kind: count[bucket] for kind, count in counts.items()}, most)
        for place, bucket in enumerate(buckets)
    )
    said = "、".join(f"{month.words}{month.count}件" for month in months if month.count)
    return Chart(months, f"月ごとの期日の数。{said}。")


def _buckets(today: date) -> Iterator[str]:
    for ahead in range(_MONTHS):
        years, month = divmod(today.month - 1 + ahead, 12)
        yield f"{today.year + years}-{month + 1:02}"


def _month(place: int, bucket: str, counts: Mapping[str, int], most: int) -> Month:
    x = place * COLUMN + COLUMN // 2
    bars, top = [], FLOOR
    for kind, count in counts.items():
        if count:
            height = max(round(_HIGHEST * count / most), _LOWEST)
            top -= height
            bars.append(Bar(kind, top, height))
    words, label, year = _words(bucket, is_first=place <= 1)
    return Month(
        bucket=bucket,
        words=words,
        label=label,
        year=year,
        plans=counts[PLAN],
        reviews=counts[REVIEW],
        five_years=counts[FIVE_YEARS],
        x=x,
        left=x - BAR // 2,
        bars=tuple(bars),
        top=top - 6,
    )


def _words(bucket: str, *, is_first: bool) -> tuple[str, str, str]:
    """Return a column's words, what stands below it, and below that."""
    if bucket == PAST:
        return _PAST_WORDS, "過ぎた", "もの"
    words = month_words(bucket)
    year, _, label = words.rpartition("年")
    return words, label, f"{year}年" if is_first or bucket.endswith("-01") else ""


@dataclass(frozen=True)
class DueRule:
    """How one day is counted, with its source."""

    title: str
    words: str
    source: str
    verified: bool
    #: What is known of the source, and what is not.
    note: str


def plan_rule(today: date) -> DueRule:
    """Return how the last days before a planned 重要な変更 are counted."""
    rule = lead_rule(today)
    words = f"{rule.words}。実施予定日の前の最後の開庁日（年間の予定）"
    return DueRule("重要な変更の提出・公表", words, rule.source, rule.verified, "")


def due_rules(today: date, countings: Iterable[str]) -> tuple[DueRule, ...]:
    """Return how the days of the list are counted; `countings` are those of its cities."""
    table = interval_table()
    said = {
        REVIEW: "公表日と最後の見直しのうち新しい日から数える",
        FIVE_YEARS: "、".join(table.countings[name].title for name in countings),
    }
    found = ((table.intervals[name], words) for name, words in said.items())
    return tuple(
        DueRule(
            one.title,
            f"{words}（{row.years}年、努力義務）",
            cite(row.source),
            row.verified,
            sources()[row.source].note,
        )
        for one, words in found
        if (row := one.in_force(today))
    )


def _with_doubt(title: str, name: str, today: date) -> str:
    row = interval_table().intervals[name].in_force(today)
    return title if row and row.verified else f"{title}（未確認）"


def _mark(day: date, today: date) -> tuple[str, str]:
    left = (day - today).days
    if left < 0:
        return "過ぎています", "stop"
    if left == 0:
        return "今日まで", "stop"
    return (f"あと{left}日", "wait") if left <= NEAR_DAYS else ("", "quiet")
