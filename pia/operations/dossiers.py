"""A 評価書 that is new here, and the 基礎 that stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.assessment.new import new_assessment
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused
from pia.imports import SourceFile
from pia.imports.source import check_size
from pia.official import Form
from pia.operations.act import Act
from pia.operations.approvals import HandedIn
from pia.store.attachments import NewAttachment
from pia.store.records import Attachment, Draft
from pia.store.work import Work


def create(act: Act, task_id: int, number: str, form: Form, names: tuple[str, str, str]) -> Draft:
    """Make a 評価書 with an empty first draft. `names` are its lineage and the ids of file and Ⅲ.

    Raises InputRefused for a number that the 機関 has given already.
    """
    act.actor.need(Role.EDITOR, Role.ADMINISTRATOR)
    lineage, *ids = names
    remaining = iter(ids)
    document = new_assessment(form, lineage, lambda: next(remaining))
    with act.store.writing() as work:
        return add_in(act, work, task_id, number, document)


def add_in(act: Act, work: Work, task_id: int, number: str, document: Assessment) -> Draft:
    """Make a 評価書 whose first draft is a document, under the names of its 事務.

    Raises InputRefused for a number that misses or that the 機関 has given already.
    """
    check_number(number)
    number = number.strip()
    task = work.ownership.task(task_id)
    form = document.form
    _refuse_taken(work, task.organisation_id, number, form)
    organisation = work.ownership.organisation(task.organisation_id)
    known = {"number": number, "organisation": organisation.name, "task_name": task.name}
    document = replace(document, answers=document.answers | known)
    dossier = work.dossiers.add(task.id, task.organisation_id, number, form.form, document.lineage)
    act.note(work, "dossier-add", f"dossier {dossier.id}", number=number)
    return work.drafts.add(dossier.id, document, base_id=None, kind="first", **act.by)


def attach_basic(
    act: Act, dossier_id: int, file: HandedIn, conducted_on: date | None, published_on: date | None
) -> Attachment:
    """Keep the 基礎項目評価書 of the same 事務 with its 実施日 and 公表日.

    Raises InputRefused for an empty or too large file, and for days that miss or cannot be.
    """
    act.actor.need(Role.EDITOR, Role.PUBLISHER)
    check_conducted(act, conducted_on)
    check_size(SourceFile(file.file_name, file.data))
    check_published(act, published_on, conducted_on)
    with act.store.writing() as work:
        new = NewAttachment(
            dossier_id=work.dossiers.get(dossier_id).id,
            role="basic",
            file_name=file.file_name,
            media_type=file.media_type,
            data=file.data,
            conducted_on=conducted_on,
            published_on=published_on,
        )
        kept = work.attachments.add(new, **act.by)
        act.note(work, "file-keep", f"attachment {kept.id}", sha256=kept.sha256)
        return kept


def check_conducted(act: Act, day: date | None) -> None:
    """Raise InputRefused for a 実施日 that misses or is still to come."""
    if day is None:
        raise InputRefused("実施日がありません", hint="実施日を入れてください。")
    _refuse_coming(act, "実施日", day)


def check_published(act: Act, day: date | None, conducted_on: date | None) -> None:
    """Raise InputRefused for a 公表日 that lies before 実施日 or is still to come."""
    if day is None:
        return
    if conducted_on is not None and day < conducted_on:
        raise InputRefused("公表日が実施日より前です", where=to_wareki(day))
    _refuse_coming(act, "公表日", day)


def check_number(number: str) -> None:
    """Raise InputRefused where 評価書番号 misses."""
    if not number.strip():
        raise InputRefused("評価書番号がありません", hint="評価書番号を入れてください。")


def _refuse_coming(act: Act, title: str, day: date) -> None:
    if day > act.today:
        raise InputRefused(f"{title}が今日より後です", where=to_wareki(day))


def _refuse_taken(work: Work, organisation_id: int, number: str, form: Form) -> None:
    if work.dossiers.find(organisation_id, number, form.form):
        hint = "別の番号にするか、一覧からその評価書を開いてください。"
        raise InputRefused("その評価書番号は使われています", where=number, hint=hint)
