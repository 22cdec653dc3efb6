"""見直し: that the editions in public were looked over, for one or for many 評価書 at once.

The law asks to look at least once a year (指針), so that who looked, when and at which edition is
kept also where nothing had to change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pia.approval.roles import Actor, Role
from pia.assessment.wareki import to_wareki
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.law.intervals import next_review
from pia.official.typed import keep_typed, says_something
from pia.operations.act import Act
from pia.operations.drafts import start_in
from pia.store.records import DossierLine, YearlyReview
from pia.store.work import Work

#: Outcome → what people call it.
OUTCOMES = {"unchanged": "見直し・変更なし", "to_change": "変更が必要"}
UNCHANGED, TO_CHANGE = OUTCOMES
REVIEWERS = (Role.EDITOR, Role.PUBLISHER)
#: Signs of a note, and of a reason.
MOST_NOTE = 1_000
#: Kind of the edition that ends an 評価書: nothing is looked over any more.
_END = "end"


@dataclass(frozen=True)
class ReviewLine:
    """One 評価書 with its newest 見直し."""

    line: DossierLine
    newest: YearlyReview | None
    #: The last day of the next one; None before a first edition and after the end.
    due: date | None

    @property
    def may_be_reviewed(self) -> bool:
        """Whether there is an edition in public to look at, of a 事務 that goes on."""
        return self.due is not None


@dataclass(frozen=True)
class Looked:
    """What somebody says of a 見直し."""

    reviewed_on: date | None
    #: Key of OUTCOMES.
    outcome: str
    note: str = ""
    #: A draft begins where something is to change and nobody is at work.
    with_drafts: bool = False


@dataclass(frozen=True)
class Recorded:
    """What was recorded."""

    count: int
    #: Numbers of the drafts that were begun.
    drafts: tuple[int, ...]


def lines_in(
    work: Work, as_of: date, lines: Iterable[DossierLine] | None = None
) -> tuple[ReviewLine, ...]:
    """Return every 評価書 in the order of lists; `lines` where a caller has them."""
    reviews = work.planning.counted_reviews()
    newest = {one.dossier_id: one for one in reversed(reviews)}
    days: dict[int, list[date]] = {}
    for one in reviews:
        days.setdefault(one.dossier_id, []).append(one.reviewed_on)
    return tuple(
        ReviewLine(line, newest.get(line.dossier.id), _due(line, days, as_of))
        for line in (work.dossiers.lines() if lines is None else lines)
    )


def change_wanted(line: DossierLine, newest: YearlyReview | None) -> date | None:
    """Return the day of a 見直し that found a change is needed and that nobody has begun.

    It is begun with a draft, and done with another edition.
    """
    if newest is None or line.draft_id is not None:
        return None
    return newest.reviewed_on if is_change_wanted(newest, line.dossier.published_id) else None


def is_change_wanted(review: YearlyReview, published_id: int | None) -> bool:
    """Return whether a 見直し found a change is needed in the edition that is still in public."""
    return review.outcome == TO_CHANGE and review.edition_id == published_id


def reviews_of(work: Work, dossier_id: int) -> tuple[YearlyReview, ...]:
    """Return every 見直し of a 評価書, the newest first, withdrawn ones too."""
    return tuple(one for one in work.planning.reviews() if one.dossier_id == dossier_id)


def record(act: Act, dossiers: Collection[int], said: Looked) -> Recorded:
    """Record one 見直し of each 評価書: of all of them, or, where one is refused, of none.

    Raises InputRefused, NotAllowed, PathNotFound.
    """
    act.actor.need(*REVIEWERS)
    check_reviewed_on(act, said.reviewed_on)
    check_outcome(said.outcome)
    said = replace(said, note=checked_note(said.note))
    check_marked(dossiers)
    with act.store.writing() as work:
        known = {(one.dossier_id, one.reviewed_on) for one in work.planning.counted_reviews()}
        drafts = [_record(act, work, number, said, known) for number in dict.fromkeys(dossiers)]
        return Recorded(len(drafts), tuple(draft for draft in drafts if draft is not None))


def withdraw(act: Act, number: int, reason: str) -> None:
    """Let a 見直し that was recorded by mistake count no more; it stays in the list.

    Who recorded it and administrators may. Raises NotAllowed, InputRefused, PathNotFound,
    ChangedMeanwhile where somebody did so before.
    """
    act.actor.need(*REVIEWERS, Role.ADMINISTRATOR)
    kept = _checked_text(reason, "取り消す理由")
    if not says_something(kept):
        raise InputRefused("取り消す理由がありません", hint="理由を書いてください。")
    with act.store.writing() as work:
        one = review_of(work, number)
        refuse_withdrawal(one, act.actor)
        work.planning.withdraw_review(number, kept, **act.by)
        act.note(work, "review-withdraw", f"dossier {one.dossier_id}", review=number)


def review_of(work: Work, number: int) -> YearlyReview:
    """Return a 見直し. Raises PathNotFound."""
    found = next((one for one in work.planning.reviews() if one.id == number), None)
    if found is None:
        raise PathNotFound("見直しの記録が見つかりません", hint="一覧を開き直してください。")
    return found


def may_withdraw(one: YearlyReview, actor: Actor) -> bool:
    """Return whether a person may withdraw a 見直し that counts."""
    is_theirs = one.made_by == actor.id and actor.has(*REVIEWERS)
    return one.withdrawn is None and (is_theirs or actor.has(Role.ADMINISTRATOR))


def refuse_withdrawal(one: YearlyReview, actor: Actor) -> None:
    """Raise ChangedMeanwhile for what was withdrawn before, NotAllowed for whom it is not open."""
    if one.withdrawn:
        hint = "一覧を開き直してください。"
        raise ChangedMeanwhile("この見直しの記録は、取り消されています", hint=hint)
    if not may_withdraw(one, actor):
        hint = "記録した本人か管理者に頼んでください。"
        raise NotAllowed("この見直しの記録を取り消すことはできません", hint=hint)


def _record(
    act: Act, work: Work, dossier_id: int, said: Looked, known: Collection[tuple[int, date]]
) -> int | None:
    """Keep a 見直し; return the draft that was begun, if any. `known` are those of before."""
    dossier = work.dossiers.get(dossier_id)
    where = f"評価書番号{dossier.number}"
    if dossier.published_id is None:
        raise NotAllowed("公表した版がないため、見直しを記録できません", where=where)
    edition = work.editions.get(dossier.published_id)
    if edition.kind == _END or work.ownership.task(dossier.task_id).ended_on is not None:
        raise NotAllowed("終了した評価書です", where=where, hint="印を外してください。")
    day = _day_for(said, edition.published_on, where)
    if (dossier_id, day) in known:
        hint = "印を外すか、日を確かめてください。"
        raise InputRefused(f"{to_wareki(day)}の見直しは記録済みです", where=where, hint=hint)
    kept = work.planning.review(dossier_id, edition.id, day, said.outcome, said.note, **act.by)
    act.note(
        work, "review-record", f"dossier {dossier_id}", review=kept, what=OUTCOMES[said.outcome]
    )
    begins = said.with_drafts and said.outcome == TO_CHANGE
    if begins and work.drafts.open_of(dossier_id) is None:
        return start_in(act, work, dossier_id).id
    return None


def _day_for(said: Looked, published_on: date, where: str) -> date:
    """Return the day of a 見直し. Raises InputRefused where the edition was not in public yet."""
    if said.reviewed_on is None:
        raise InputRefused("見直した日がありません", hint="見直した日を入れてください。")
    if said.reviewed_on < published_on:
        hint = f"公表中の版の公表日（{to_wareki(published_on)}）以後の日を入れてください。"
        raise InputRefused("見直した日が公表日より前です", where=where, hint=hint)
    return said.reviewed_on


def check_reviewed_on(act: Act, day: date | None) -> None:
    """Raise InputRefused for a day that is still to come."""
    if day is not None and day > act.today:
        raise InputRefused("見直した日が今日より後です", where=to_wareki(day))


def check_outcome(outcome: str) -> None:
    """Raise InputRefused for what is no outcome of a 見直し."""
    if outcome not in OUTCOMES:
        hint = f"選べるのは{'・'.join(OUTCOMES.values())}です。"
        raise InputRefused("見直しの結果が選ばれていません", hint=hint)


def checked_note(text: str) -> str:
    """Return the note of a 見直し as it is kept. Raises InputRefused."""
    return _checked_text(text, "メモ")


def check_marked(dossiers: Collection[int]) -> None:
    """Raise InputRefused where no 評価書 is marked."""
    if not dossiers:
        hint = "見直した評価書に印を付けてください。"
        raise InputRefused("評価書が選ばれていません", hint=hint)


def _checked_text(given: str, title: str) -> str:
    text = keep_typed(given, title).strip()
    if len(text) > MOST_NOTE:
        hint = f"{MOST_NOTE:,}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます", where=f"{len(text):,}文字", hint=hint)
    return text


def _due(line: DossierLine, days: dict[int, list[date]], as_of: date) -> date | None:
    if line.published_on is None or line.task_ended_on or line.edition_kind == _END:
        return None
    return next_review(line.published_on, days.get(line.dossier.id, []), as_of)
