"""Which days of a change table cannot be right, or leave no time: 実施（予定）日 against 公表日."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pia.assessment.finding import Finding, Severity
from pia.assessment.wareki import to_wareki
from pia.law import cite, day_of
from pia.revision.timing.facts import RowFacts
from pia.revision.timing.outcomes import AFTER, BEFORE

#: A day further ahead than this is a slip of the pen: nobody plans a change so early.
_YEARS_AHEAD = 5


def changed_on_findings(changed_on: date, *, as_of: date) -> tuple[Finding, ...]:
    """Return what is wrong with a 変更日: before the 番号法, or further ahead than anybody plans."""
    says = _impossible(changed_on, as_of)
    if not says:
        return ()
    message = f"変更日（{to_wareki(changed_on)}）{says}。"
    hint = "年を確かめてください。"
    source = cite("regulation")
    return (Finding("changed-on-impossible", Severity.WARNING, "", message, hint, source),)


def day_findings(
    rows: Sequence[RowFacts], *, as_of: date, published_on: date | None
) -> tuple[Finding, ...]:
    """Return which 実施（予定）日 cannot be right, or leave no time to publish before.

    `published_on` is the day of publication, planned or past; None where there is no plan yet.
    """
    return tuple(
        finding
        for one in rows
        if one.effective_on is not None
        for finding in _day_findings(one, one.effective_on, as_of, published_on)
    )


def _day_findings(
    row: RowFacts, day: date, as_of: date, published_on: date | None
) -> Iterator[Finding]:
    shown = f"「{row.label}」の実施（予定）日（{to_wareki(day)}）"
    says, late = _impossible(day, as_of), late_finding(row, published_on)
    if says:
        says = f"{shown}{says}。"
        yield _finding("effective-on-impossible", row, says, "日付を確かめてください。")
    elif late is not None:
        yield late
    elif row.timing == BEFORE and published_on is None and day <= as_of:
        hint = "公表の日を決め、このまま進める理由を記録してください。"
        yield _finding("effective-on-reached", row, f"{shown}までに公表されていません。", hint)
    elif row.timing == AFTER and published_on is not None and day > published_on:
        hint = "事後の行は実施の後に公表します。実施予定として載せるかを確かめてください。"
        says = f"{shown}は公表の日より後です。"
        yield _finding("effective-on-later", row, says, hint, Severity.NOTE)


def _impossible(day: date, as_of: date) -> str:
    """Return why nobody means a day, "" where one may."""
    if day < day_of("number_act_promulgated").day:
        return "は番号法の公布より前です"
    is_far = day.year > as_of.year + _YEARS_AHEAD
    return f"は判断の基準の日から{_YEARS_AHEAD}年より先です" if is_far else ""


def late_finding(row: RowFacts, published_on: date | None) -> Finding | None:
    """Return what is told of a 事前 row that takes effect before it is published, or on that day."""
    day = row.effective_on
    if row.timing != BEFORE or day is None or published_on is None or day > published_on:
        return None
    when = f"公表の日（{to_wareki(published_on)}）"
    shown = f"「{row.label}」の実施（予定）日（{to_wareki(day)}）が{when}"
    if day == published_on:
        hint = "変更の実施より先に公表されるかを確かめてください。"
        return _finding("effective-on-publication-day", row, f"{shown}と同じです。", hint)
    hint = "公表を早めるか、このまま進める理由を記録してください。"
    return _finding("effective-before-publication", row, f"{shown}より前です。", hint)


def _finding(
    name: str, row: RowFacts, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(name, severity, row.key, message, hint, cite("regulation"))
