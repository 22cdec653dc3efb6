"""The approval sheet (承認票): what was to be approved, who approved it at which stage, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pia.accounts.japan_time import spelt
from pia.approval.digest import short_digest
from pia.approval.kinds import EDITION_KINDS
from pia.approval.states import APPROVING, REVIEW
from pia.assessment.wareki import to_wareki
from pia.operations.act import civil_day
from pia.operations.approvals import FIELDS, shown_details
from pia.operations.looks import owed_looks
from pia.operations.memo_words import proposed_words, subject_of
from pia.operations.reviewing import Review
from pia.operations.routes import Standing, standing
from pia.store.records import Step
from pia.store.work import Work
from pia.web.views.compare import counts_of
from pia.web.views.drafts_head import Head
from pia.web.views.route_places import PlaceView, place_views

_OUTSIDE = "外部の決裁"
DIGEST_WORDS = (
    "内容の照合番号は、承認した内容（本文、変更箇所と判断、非公表の範囲、公表予定日）から計算した番号です。"
    "内容が少しでも変わると、番号も変わります。"
    "版の種類と理由は番号に入りませんが、承認の依頼から公表まで変えられません。"
)
#: Details of a step that stand in another place of the sheet.
_ELSEWHERE = {FIELDS[name] for name in ("planned_on", "passed", "obstacles", "one_person")}


@dataclass(frozen=True)
class Seal:
    """One box of the 決裁欄."""

    title: str
    #: Who spoke, "" while nobody did.
    by: str
    day: date | None
    #: 代決・後閲, 合議 … beneath the name.
    note: str


@dataclass(frozen=True)
class SheetLine:
    """One thing that was said."""

    stage: str
    words: str
    by: str
    made_at: datetime
    comment: str
    passed: str


@dataclass(frozen=True)
class Sheet:
    """The whole sheet."""

    #: Name → value.
    summary: tuple[tuple[str, str], ...]
    seals: tuple[Seal, ...]
    lines: tuple[SheetLine, ...]
    #: Obstacles that were passed with a reason.
    passed: tuple[str, ...]
    #: What has to be said besides.
    notes: tuple[str, ...]
    digest: str
    short: str
    is_asked: bool


def sheet_of(work: Work, review: Review, head: Head, subject: str = "") -> Sheet:
    """Return the sheet of the present round of a draft, or of the one that was published.

    `subject` is the 件名 that the 起案文 beside it has; without it the one that is proposed there.
    """
    subject = subject or proposed_words(subject_of(work, review), review).subject
    on = standing(work, review.draft, review.digest if review.draft.state == REVIEW else "")
    steps = _round(work.drafts.steps(review.draft.id), review.draft.state)
    approval = next((step for step in reversed(steps) if step.action in APPROVING), None)
    digest = approval.digest if approval else review.digest
    users = work.users.all()
    names = {user.id: user.display_name for user in users}
    is_asked = review.draft.state == REVIEW
    looks = owed_looks(work, review.draft, on, users) if on else ()
    places = tuple(place_views(on, names, looks, is_asked=is_asked)) if on else ()
    return Sheet(
        summary=(("件名", subject), *_summary(work, review, head, steps, approval)),
        seals=tuple(_seals(places, approval, names)),
        lines=tuple(_lines(places, steps, names)),
        passed=_obstacles(review, approval),
        notes=tuple(_notes(review, on, approval, places)),
        digest=digest,
        short=short_digest(digest),
        is_asked=bool(steps),
    )


def _round(steps: tuple[Step, ...], state: str) -> tuple[Step, ...]:
    """Return the steps since the newest request; none where the draft is back or withdrawn."""
    if state in ("draft", "withdrawn"):
        return ()
    starts = [number for number, step in enumerate(steps) if step.action == "request"]
    return steps[starts[-1] :] if starts else ()


def _summary(
    work: Work, review: Review, head: Head, steps: tuple[Step, ...], approval: Step | None
) -> Iterator[tuple[str, str]]:
    draft, kind = review.draft, EDITION_KINDS[review.kind]
    task = work.ownership.task(head.dossier.task_id)
    yield "評価書", f"評価書番号{head.dossier.number}　{head.title}"
    yield "評価実施機関", work.ownership.organisation(head.dossier.organisation_id).name
    yield "担当課・事務", f"{work.ownership.division(task.division_id).name}　{task.name}"
    yield "版の種類", kind
    if draft.purpose:
        yield "理由", draft.purpose
    if review.comparison:
        counts = counts_of(review.comparison)
        yield "変更箇所", f"事前 {counts.before}件、事後 {counts.after}件"
    edition = work.editions.of_draft(draft.id)
    if edition:
        yield "公表日", to_wareki(edition.published_on)
    else:
        yield "公表予定日", to_wareki(draft.planned_on) if draft.planned_on else "未定"
    if steps:
        asked = steps[0]
        yield "承認の依頼", f"{spelt(asked.made_at)}　{work.users.get(asked.made_by).display_name}"
    if approval:
        yield from _decided(approval).items()


def _decided(approval: Step) -> dict[str, str]:
    shown = {"決裁日": to_wareki(civil_day(approval.made_at))} | shown_details(approval)
    return {name: text for name, text in shown.items() if name not in _ELSEWHERE}


def _obstacles(review: Review, approval: Step | None) -> tuple[str, ...]:
    """Return what the approval passed with a reason; before it, what will have to be passed."""
    if approval is not None:
        return tuple(filter(None, str(approval.details.get("obstacles", "")).split("\n")))
    return tuple(blocker.message for blocker in review.blockers if blocker.passable)


def _seals(
    places: tuple[PlaceView, ...], approval: Step | None, names: dict[int, str]
) -> Iterator[Seal]:
    for place in places:
        first = place.said[0] if place.said else None
        day = civil_day(first.made_at) if first else None
        owed = f"（{place.owed}の後閲待ち）" if place.owed else ""
        yield Seal(place.title, first.by if first else "", day, _kind(place) + owed)
    if approval and (approval.action == "record_approval" or not places):
        title = _OUTSIDE if approval.action == "record_approval" else "承認者"
        by = approval.details.get("office") or names[approval.made_by]
        decided = approval.details.get("decided_on")
        day = date.fromisoformat(decided) if decided else civil_day(approval.made_at)
        yield Seal(title, by, day, "")


def _kind(place: PlaceView) -> str:
    words = [one.words.partition("（")[0] for one in place.said]
    if len(words) > 1 or "代決" in words:
        return "・".join(words)
    return "合議" if place.is_consult else ""


def _lines(
    places: tuple[PlaceView, ...], steps: tuple[Step, ...], names: dict[int, str]
) -> Iterator[SheetLine]:
    for place in places:
        for one in place.said:
            yield SheetLine(place.title, one.words, one.by, one.made_at, one.comment, one.passed)
    for step in steps:
        if step.action == "record_approval" or (step.action == "approve" and not places):
            title = _OUTSIDE if step.action == "record_approval" else "承認者"
            yield _line(step, title, "記録" if title == _OUTSIDE else "承認", names)
        elif step.action == "publish" and step.details.get("passed"):
            yield _line(step, "公表担当", "公表", names)


def _line(step: Step, title: str, words: str, names: dict[int, str]) -> SheetLine:
    passed = str(step.details.get("passed", ""))
    return SheetLine(title, words, names[step.made_by], step.made_at, step.comment, passed)


def _notes(
    review: Review, on: Standing | None, approval: Step | None, places: tuple[PlaceView, ...]
) -> Iterator[str]:
    if approval and approval.details.get("one_person"):
        reason = approval.details["one_person"]
        yield f"書いた人が承認しました。一人で処理する団体の設定による（理由：{reason}）。"
    elif on and on.route.one_person and approval is None:
        yield f"一人で処理する団体の設定による経路です（理由：{on.route.reason}）。"
    for place in places:
        if place.owed:
            yield f"「{place.title}」の代決は、{place.owed}の後閲を待っています。"
    if approval and review.recorded is None and approval.digest != review.digest:
        yield "承認の後に内容、判断又は規則が変わっています。もう一度承認が要ります。"
