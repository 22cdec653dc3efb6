"""見直し: every 評価書 to be marked, and what was recorded in a 年度."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from pia.accounts.japan_time import spelt
from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Actor
from pia.assessment.wareki import to_wareki
from pia.exports.sheet_xlsx import Sheet
from pia.operations.yearly_reviews import (
    OUTCOMES,
    UNCHANGED,
    ReviewLine,
    may_withdraw,
)
from pia.store.records import ReviewWithdrawn
from pia.store.work import Work
from pia.web.views.dossiers import edition_title
from pia.web.views.fiscal_year import fiscal_year_of, year_title
from pia.web.views.portfolio import Chip

#: What may be marked by a link: key in the address → words.
CHOICES = {"due": "期日が60日以内のものに印を付ける", "all": "すべてに印を付ける", "": "印を外す"}
_NEAR_DAYS = 60
_COLUMNS = (
    *(("見直した日", 15), ("番号", 7), ("事務名", 30), ("課", 20), ("見直した版", 26)),
    *(("結果", 17), ("メモ", 36), ("記録した人", 14), ("記録した時刻", 20)),
    ("取消", 30),
)


@dataclass(frozen=True)
class ToReview:
    """One 評価書 that may be marked."""

    id: int
    number: str
    title: str
    division: str
    edition: str
    published_on: date
    newest: str
    due: date
    mark: Chip | None
    is_chosen: bool


@dataclass(frozen=True)
class RecordedReview:
    """One 見直し that was recorded."""

    reviewed_on: date
    dossier_id: int
    number: str
    title: str
    division: str
    edition: str
    chip: Chip
    note: str
    by: str
    made_at: datetime
    #: None while it counts.
    withdrawn: ReviewWithdrawn | None
    #: Address of the page that withdraws it, "" for who may not.
    withdraw_url: str


def to_review(
    lines: Iterable[ReviewLine], chosen: frozenset[int], today: date
) -> tuple[ToReview, ...]:
    """Return what may be marked, the earliest day first."""
    found = [_to_review(one, chosen, today) for one in lines if one.may_be_reviewed]
    return tuple(sorted(found, key=lambda one: one.due))


def preselected(lines: Iterable[ReviewLine], wanted: str, today: date) -> frozenset[int]:
    """Return what a link marks."""
    return frozenset(
        one.line.dossier.id
        for one in lines
        if one.due is not None
        and (wanted == "all" or (wanted == "due" and (one.due - today).days <= _NEAR_DAYS))
    )


def recorded_in(work: Work, year: int, actor: Actor) -> tuple[RecordedReview, ...]:
    """Return every 見直し of a 年度 as somebody sees it, the newest first."""
    owners = {line.dossier.id: line for line in work.dossiers.lines()}
    editions = {e.id: e for days in work.dossiers.edition_days().values() for e in days}
    found = []
    for one in work.planning.reviews():
        if fiscal_year_of(one.reviewed_on) != year:
            continue
        line, edition = owners[one.dossier_id], editions[one.edition_id]
        found.append(
            RecordedReview(
                reviewed_on=one.reviewed_on,
                dossier_id=one.dossier_id,
                number=line.dossier.number,
                title=line.task,
                division=line.division,
                edition=f"{edition_title(edition)}（{to_wareki(edition.published_on)}公表）",
                chip=outcome_chip(one.outcome),
                note=one.note,
                by=one.by,
                made_at=one.made_at,
                withdrawn=one.withdrawn,
                withdraw_url=url_for("yearly_reviews.withdraw", number=one.id)
                if may_withdraw(one, actor)
                else "",
            )
        )
    return tuple(found)


def outcome_chip(outcome: str) -> Chip:
    """Return the outcome of a 見直し as a chip."""
    return Chip(OUTCOMES[outcome], "good" if outcome == UNCHANGED else "wait")


def reviews_sheet(recorded: Iterable[RecordedReview], year: int, today: date) -> Sheet:
    """Return the list that is filed as evidence."""
    rows = tuple(
        (
            *(one.reviewed_on, one.number, one.title, one.division, one.edition),
            *(one.chip.words, one.note, one.by, spelt(one.made_at), _withdrawn(one)),
        )
        for one in recorded
    )
    header = (f"評価書の見直しの記録　{year_title(year)}", f"{to_wareki(today)}現在")
    return Sheet("見直しの記録", _COLUMNS, rows, today, header)


def _withdrawn(one: RecordedReview) -> str:
    gone = one.withdrawn
    return f"取消（{gone.by}、{spelt(gone.made_at)}）{gone.reason}" if gone else ""


def _to_review(one: ReviewLine, chosen: frozenset[int], today: date) -> ToReview:
    line, due, published_on = one.line, one.due, one.line.published_on
    if due is None or published_on is None:
        raise ValueError("nothing to look over")
    kind = EDITION_KINDS[line.edition_kind or ""]
    newest = one.newest
    return ToReview(
        id=line.dossier.id,
        number=line.dossier.number,
        title=line.task,
        division=line.division,
        edition=kind,
        published_on=published_on,
        newest=f"{to_wareki(newest.reviewed_on)}（{OUTCOMES[newest.outcome]}、{newest.by}）"
        if newest
        else "記録なし",
        due=due,
        mark=_mark(due, today),
        is_chosen=line.dossier.id in chosen,
    )


def _mark(due: date, today: date) -> Chip | None:
    days = (due - today).days
    if days < 0:
        return Chip("過ぎています", "stop")
    return Chip(f"あと{days}日", "wait") if days <= _NEAR_DAYS else None
