"""Adopting what is published already: editions of origin 移行, without approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.assessment.published import published_day
from pia.assessment.take_over import take_over
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, NotAllowed
from pia.imports import Imported, SourceFile, import_files
from pia.operations.act import Act
from pia.operations.owners import Foreseen, Owners, foresee, place
from pia.operations.stepping import take_step
from pia.store.attachments import NewAttachment
from pia.store.editions import NewEdition
from pia.store.records import Dossier, Draft, Edition
from pia.store.work import Work

ADOPTERS = (Role.PUBLISHER, Role.ADMINISTRATOR, Role.EDITOR)


@dataclass(frozen=True)
class Adoption:
    """What a person says about a document that is to be adopted; None: as the document says."""

    #: Key of EDITION_KINDS.
    kind: str | None = None
    published_on: date | None = None
    owners: Owners = field(default_factory=Owners)


@dataclass(frozen=True)
class _Said:
    """What is known of an edition besides its document."""

    dossier_id: int
    published_on: date
    kind: str | None


@dataclass(frozen=True)
class Adopted:
    """An adopted edition, or a draft, and what had to be made for it."""

    dossier: Dossier
    edition: Edition | None
    draft: Draft | None
    #: 団体, 機関, 課, 事務 that the store did not have.
    made: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class Preview:
    """What registering a document will do, before anything is kept."""

    #: 公表日 as the person, else the document says it; None where neither does.
    published_on: date | None
    #: Key of EDITION_KINDS: to be asked.
    likely_kind: str
    place: Foreseen
    #: The editions that its 評価書 has already, the newest first.
    editions: tuple[Edition, ...]
    #: The open draft of its 評価書, None where nobody is at work.
    open_draft: Draft | None

    @property
    def same_day(self) -> Edition | None:
        """The edition of that very day, which would be registered twice."""
        return next((e for e in self.editions if e.published_on == self.published_on), None)


def preview(work: Work, document: Assessment, adoption: Adoption) -> Preview:
    """Return what registering a document will do."""
    found = foresee(work, document, adoption.owners)
    dossier = found.dossier
    return Preview(
        published_on=adoption.published_on or published_day(document),
        likely_kind=likely_kind(document),
        place=found,
        editions=work.editions.of(dossier.id) if dossier else (),
        open_draft=work.drafts.open_of(dossier.id) if dossier else None,
    )


def read(files: Sequence[SourceFile]) -> Imported:
    """Read the files of one published document. Raises InputRefused."""
    return import_files(files)


def likely_kind(document: Assessment) -> str:
    """Return what an edition most likely is, to be asked: by the rows of its own 公表日."""
    day = published_day(document)
    rows = document.change_history
    newest = [row for row in rows if day and row.changed_on_date == day.isoformat()]
    if any(row.timing == "事前" for row in newest):
        return "reassessment"
    return "amendment" if rows else "first"


def register(
    act: Act, files: Sequence[SourceFile], adoption: Adoption, imported: Imported | None = None
) -> Adopted:
    """Adopt a published document as an edition of origin 移行.

    A further edition of a known 評価書 takes over its lineage and ids. `imported` is what `read`
    made of the files, where that is known already. Raises InputRefused for a document that cannot
    be read or lacks its number or 公表日, NotAllowed for an edition of that day that is there
    already and for one that would take the place of an approved edition.
    """
    act.actor.need(*ADOPTERS)
    imported = imported or read(files)
    day = adoption.published_on or published_day(imported.assessment)
    if day is None:
        hint = "公表日を指定してください（例: 令和5年11月6日）。"
        raise InputRefused("公表日が読み取れません", where=_names(files), hint=hint)
    if day > act.today:
        raise InputRefused("公表日が今日より後です", where=f"{_names(files)} {to_wareki(day)}")
    with act.store.writing() as work:
        placed = place(act, work, imported.assessment, adoption.owners)
        document = _as_further_edition(work, placed.dossier, imported.assessment, day)
        said = _Said(placed.dossier.id, day, adoption.kind)
        edition = _edition(act, work, document, said)
        work.editions.keep_report(edition.id, imported.report.as_json())
        _keep_sources(act, work, edition, files)
        return Adopted(
            work.dossiers.get(placed.dossier.id),
            edition,
            None,
            placed.made,
            imported.report.counts(),
        )


def register_draft(
    act: Act, files: Sequence[SourceFile], adoption: Adoption, imported: Imported | None = None
) -> Adopted:
    """Open a draft from a document: on the published edition of its 評価書, else the first one."""
    act.actor.need(*ADOPTERS)
    check_kind(adoption.kind)
    imported = imported or read(files)
    with act.store.writing() as work:
        placed = place(act, work, imported.assessment, adoption.owners)
        if work.drafts.open_of(placed.dossier.id):
            raise NotAllowed("この評価書には開いている下書きがあります")
        document = _as_draft(work, placed.dossier, imported.assessment)
        kind = adoption.kind or ("amendment" if placed.dossier.published_id else "first")
        draft = work.drafts.add(
            placed.dossier.id, document, base_id=placed.dossier.published_id, kind=kind, **act.by
        )
        act.note(work, "draft-register", f"draft {draft.id}")
        return Adopted(placed.dossier, None, draft, placed.made, imported.report.counts())


def adopt_draft(act: Act, draft_id: int, kind: str, published_on: date) -> Edition:
    """Adopt a draft that was filled by pasting item by item: it was published already elsewhere.

    Only for a 評価書 without any edition: from then on every edition takes the way of approval.
    """
    act.actor.need(Role.PUBLISHER, Role.ADMINISTRATOR)
    check_published_on(act, published_on)
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        if draft.base_id is not None or work.editions.of(draft.dossier_id):
            hint = "承認の手順で公表してください。"
            raise NotAllowed("この評価書には版があるため、移行として登録できません", hint=hint)
        take_step(act, work, draft, "adopt", details={"published_on": published_on.isoformat()})
        said = _Said(draft.dossier_id, published_on, kind)
        return _edition(act, work, draft.document, said, draft.id)


def check_published_on(act: Act, day: date) -> None:
    """Raise InputRefused for a 公表日 that is still to come."""
    if day > act.today:
        raise InputRefused("公表日が今日より後です", where=to_wareki(day))


def check_kind(kind: str | None) -> None:
    """Raise InputRefused for what is no kind of edition; None is to be derived."""
    if kind is not None and kind not in EDITION_KINDS:
        titles = "・".join(EDITION_KINDS.values())
        raise InputRefused("その版の種類はありません", hint=f"選べるのは{titles}です。")


def _edition(
    act: Act, work: Work, document: Assessment, new: _Said, draft_id: int | None = None
) -> Edition:
    check_kind(new.kind)
    made = NewEdition(
        dossier_id=new.dossier_id,
        kind=new.kind or likely_kind(document),
        origin="adopted",
        document=document,
        published_on=new.published_on,
        draft_id=draft_id,
    )
    edition = work.editions.add(made, **act.by)
    work.dossiers.point(new.dossier_id, work.editions.of(new.dossier_id)[0].id)
    act.note(work, "edition-adopt", f"edition {edition.id}", digest=edition.digest)
    return edition


def _as_further_edition(
    work: Work, dossier: Dossier, document: Assessment, day: date
) -> Assessment:
    """Return the document with the lineage and ids of the edition nearest to it in time."""
    editions = work.editions.of(dossier.id)
    if not editions:
        return document
    if any(edition.published_on == day for edition in editions):
        hint = "登録済みの版を開いて確かめてください。"
        raise NotAllowed(f"{to_wareki(day)}の版は登録済みです", hint=hint)
    if any(edition.origin == "made" and edition.published_on < day for edition in editions):
        hint = "下書きとして読み込み、承認の手順で公表してください。"
        raise NotAllowed("承認を受けた版より新しい版は、移行として登録できません", hint=hint)
    neighbour = min(editions, key=lambda e: abs((e.published_on - day).days))
    return take_over(document, neighbour.reading)


def _as_draft(work: Work, dossier: Dossier, document: Assessment) -> Assessment:
    """Return the document as what follows the published edition, where there is one.

    No file but our own JSON knows what is withheld, so what is withheld now stays withheld. The
    rows of 別添2 are those of the published edition: the coming ones are made from the changes.
    """
    if dossier.published_id is None:
        return document
    base = work.editions.get(dossier.published_id).reading
    taken = take_over(document, base)
    kept = (part for part in base.withheld if part not in taken.withheld)
    return replace(taken, change_history=base.change_history, withheld=(*taken.withheld, *kept))


def _keep_sources(act: Act, work: Work, edition: Edition, files: Sequence[SourceFile]) -> None:
    for source in files:
        new = NewAttachment(
            dossier_id=edition.dossier_id,
            role="source",
            file_name=source.name,
            media_type="application/octet-stream",
            data=source.data,
            edition_id=edition.id,
        )
        work.attachments.add(new, **act.by)


def _names(files: Sequence[SourceFile]) -> str:
    return "、".join(source.name for source in files)
