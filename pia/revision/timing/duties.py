"""What has to be done because of a change table, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pia.assessment.wareki import to_wareki
from pia.law import day_of
from pia.official import Form
from pia.revision.timing.duty_table import WatchedItems, duty_table
from pia.revision.timing.facts import RowFacts
from pia.revision.timing.outcomes import AFTER, BEFORE
from pia.revision.timing.procedure import REASSESSMENT, Procedure


@dataclass(frozen=True)
class Duty:
    """One thing to do."""

    #: Id of `data/law/duties.yaml`.
    id: str
    what: str
    #: The last day, None where it is no day of the calendar.
    by: date | None
    #: When, in words: 速やかに, 実施（予定）日の前日まで.
    when: str
    #: One Japanese sentence.
    why: str
    #: Id of `data/law/sources.yaml`.
    source: str
    verified: bool
    #: A person must first tell whether it applies.
    is_asked: bool = False


def duties_of(
    form: Form, rows: Sequence[RowFacts], procedure: Procedure, as_of: date
) -> tuple[Duty, ...]:
    """Return what the rows of one table demand, in the order in which it is done."""
    watched = duty_table().items.get(form.form)
    found = [*_system_file(form, rows, watched), *_publishing(rows)]
    if procedure.name == REASSESSMENT:
        found += _renewing(rows, watched)
    return tuple(duty for one in found if (duty := _in_force(one, as_of)))


@dataclass(frozen=True)
class _Wanted:
    """A duty before its edition is looked up."""

    id: str
    why: str
    by: date | None = None
    is_asked: bool = False


def _publishing(rows: Sequence[RowFacts]) -> Iterator[_Wanted]:
    """Ask to publish; a day before the law is none (`days.day_findings` tells of it)."""
    early = [one for one in rows if one.timing == BEFORE]
    if early:
        first_day = day_of("number_act_promulgated").day
        days = [day for one in early if (day := one.effective_on) and day >= first_day]
        by = min(days) - timedelta(days=1) if days else None
        first = f"最も早い実施（予定）日は{to_wareki(min(days))}です。" if days else ""
        missing = len(early) - len(days)
        unsaid = f"{missing}行は実施（予定）日がまだ入っていません。" if missing else ""
        yield _Wanted("publish_before", f"事前の行が{len(early)}行あります。{first}{unsaid}", by)
    late = sum(one.timing == AFTER for one in rows)
    if late:
        yield _Wanted("publish_promptly", f"事後の行が{late}行あります。")


def _renewing(rows: Sequence[RowFacts], watched: WatchedItems | None) -> Iterator[_Wanted]:
    why = "再実施に当たるためです。"
    dated = watched is not None and any(watched.basic_day in one.patterns for one in rows)
    if not dated:
        yield _Wanted("renew_basic_day", f"{why}Ⅴ-1①はまだ変わっていません。")
    yield _Wanted("renew_basic", why)


def _system_file(
    form: Form, rows: Sequence[RowFacts], watched: WatchedItems | None
) -> Iterator[_Wanted]:
    """Ask for a file of the kind システム用ファイル that came, or a system that was replaced."""
    if watched is None:
        return
    kind = form.item(watched.file_kind).choice(watched.system_kind)
    words = kind.words if kind else ""
    for one in rows:
        came = watched.file_kind in one.patterns and words in one.after and words not in one.before
        replaced = bool(set(watched.systems) & set(one.patterns))
        if came or replaced:
            what = "システム用ファイルが加わる" if came else "使用するシステムが変わる"
            yield _Wanted("system_file", f"{what}行「{one.label}」があります。", is_asked=True)
            return


def _in_force(wanted: _Wanted, as_of: date) -> Duty | None:
    entry = duty_table().duties[wanted.id]
    begun = [row for row in entry.rows if row.in_force_from <= as_of]
    if not begun:
        return None
    row = begun[-1]
    return Duty(
        id=wanted.id,
        what=entry.what,
        by=wanted.by,
        when=entry.when,
        why=wanted.why,
        source=row.source,
        verified=row.verified,
        is_asked=wanted.is_asked,
    )
