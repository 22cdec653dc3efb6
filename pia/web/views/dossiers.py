"""One 評価書: to whom it belongs, its editions, drafts and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pia.approval.kinds import EDITION_KINDS, ORIGINS
from pia.approval.roles import Actor, Role
from pia.approval.states import workflow
from pia.assessment.wareki import to_wareki
from pia.official import load_form
from pia.operations.readings import ADOPTED, reading_items
from pia.operations.yearly_reviews import is_change_wanted, reviews_of
from pia.store.records import Attachment, Division, Dossier, Draft, Edition, EditionDay
from pia.store.work import Work
from pia.web.views.portfolio import Chip, chip_of, turn_of

#: Role of a file → what it is.
FILE_TITLES = {
    "basic": "基礎項目評価書",
    "approval": "決裁の文書",
    "submission": "提出の控え",
    "source": "登録した元のファイル",
}


@dataclass(frozen=True)
class EditionLine:
    """One edition."""

    id: int
    title: str
    kind: str
    origin: str
    approved_on: date | None
    submitted_on: date | None
    published_on: date
    receipt: str
    #: Items of 読取りの補完 that nobody has looked at yet.
    asked: int
    is_public: bool
    #: Its number, and that of the edition before it, "" of the oldest.
    key: str
    before: str


@dataclass(frozen=True)
class DraftLine:
    """One draft."""

    id: int
    kind: str
    chip: Chip
    turn: str
    planned_on: date | None
    made_at: datetime


@dataclass(frozen=True)
class FileLine:
    """One file handed in."""

    id: int
    title: str
    name: str
    conducted_on: date | None
    published_on: date | None
    made_at: datetime


@dataclass(frozen=True)
class DossierPage:
    """Everything on the page of a 評価書."""

    id: int
    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    editions: tuple[EditionLine, ...]
    open_draft: DraftLine | None
    earlier_drafts: tuple[DraftLine, ...]
    basics: tuple[FileLine, ...]
    files: tuple[FileLine, ...]
    may_start: bool
    may_attach: bool


def dossier_page(work: Work, dossier_id: int, actor: Actor) -> DossierPage:
    """Return the page of a 評価書. Raises PathNotFound."""
    dossier = work.dossiers.get(dossier_id)
    kept = work.editions.of(dossier_id)
    editions = tuple(
        _edition(work, one, dossier, before)
        for one, before in zip(kept, (*kept[1:], None), strict=False)
    )
    made = {edition.draft_id: edition for edition in kept}
    drafts = [
        (draft, _draft(draft, made.get(draft.id))) for draft in reversed(work.drafts.of(dossier_id))
    ]
    opened = [line for draft, line in drafts if not workflow().states[draft.state].closed]
    files = [(kept, _file(kept)) for kept in work.attachments.of(dossier_id)]
    return DossierPage(
        id=dossier.id,
        number=dossier.number,
        title=work.ownership.task(dossier.task_id).name,
        facts=(*_facts(work, dossier), *_wanted(work, dossier, opened)),
        editions=editions,
        open_draft=opened[0] if opened else None,
        earlier_drafts=tuple(line for _, line in drafts if line not in opened),
        basics=tuple(line for kept, line in files if kept.role == "basic"),
        files=tuple(line for kept, line in files if kept.role != "basic"),
        may_start=actor.has(Role.EDITOR) and not opened and dossier.published_id is not None,
        may_attach=actor.has(Role.EDITOR, Role.PUBLISHER),
    )


def edition_title(edition: Edition | EditionDay) -> str:
    """Return what an edition is called."""
    return f"第{edition.number}版"


def division_note(work: Work, division: Division) -> str:
    """Return a 課 with what became of it: 市民課（令和7年3月31日廃止。後継：窓口課）."""
    if division.ends_on is None:
        return division.name
    heirs = "、".join(work.ownership.division(number).name for number in division.successors)
    after = f"後継：{heirs}" if heirs else "後継の課は登録されていません"
    return f"{division.name}（{to_wareki(division.ends_on)}廃止。{after}）"


def _facts(work: Work, dossier: Dossier) -> list[tuple[str, str]]:
    task = work.ownership.task(dossier.task_id)
    division = work.ownership.division(task.division_id)
    facts = [
        ("評価書番号", dossier.number),
        ("事務", task.name + (f"（{to_wareki(task.ended_on)}終了）" if task.ended_on else "")),
        ("担当課", division_note(work, division)),
        ("評価実施機関", work.ownership.organisation(dossier.organisation_id).name),
        ("評価書の種類", load_form(dossier.form).name),
    ]
    return facts + ([("問合せ先", division.contact)] if division.contact else [])


def _wanted(work: Work, dossier: Dossier, opened: list[DraftLine]) -> Iterator[tuple[str, str]]:
    """Yield that the newest 見直し found a change is needed, while nobody has begun it."""
    newest = next((one for one in reviews_of(work, dossier.id) if one.withdrawn is None), None)
    if newest and not opened and is_change_wanted(newest, dossier.published_id):
        said = f"：{newest.note}" if newest.note else ""
        yield "見直し", f"変更が必要（{to_wareki(newest.reviewed_on)}）{said}"


def _edition(work: Work, edition: Edition, dossier: Dossier, before: Edition | None) -> EditionLine:
    return EditionLine(
        id=edition.id,
        title=edition_title(edition),
        kind=EDITION_KINDS[edition.kind],
        origin=ORIGINS[edition.origin],
        approved_on=edition.approved_on,
        submitted_on=edition.submitted_on,
        published_on=edition.published_on,
        receipt=edition.receipt,
        asked=asked_count(work, edition),
        is_public=edition.id == dossier.published_id,
        key=str(edition.number),
        before=str(before.number) if before else "",
    )


def asked_count(work: Work, edition: Edition) -> int:
    """Return how many items of an adopted edition still wait for a person."""
    if edition.origin != ADOPTED:
        return 0
    return sum(item.is_asked for item in reading_items(work, edition))


def _draft(draft: Draft, edition: Edition | None) -> DraftLine:
    """Return the line of a draft: one that was published is of the kind of its edition."""
    kind = EDITION_KINDS[edition.kind if edition else draft.kind]
    return DraftLine(
        id=draft.id,
        kind=f"{edition_title(edition)} {kind}" if edition else kind,
        chip=chip_of(draft.state),
        turn=turn_of(draft.state),
        planned_on=draft.planned_on,
        made_at=draft.made_at,
    )


def _file(kept: Attachment) -> FileLine:
    shown: dict[str, Any] = {"conducted_on": kept.conducted_on, "published_on": kept.published_on}
    return FileLine(kept.id, FILE_TITLES[kept.role], kept.file_name, made_at=kept.made_at, **shown)
