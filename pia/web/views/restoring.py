"""What an earlier edition says otherwise than the draft, item by item, and what may come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from pia.approval.roles import Actor, Role
from pia.approval.states import workflow
from pia.assessment import Assessment, Path
from pia.assessment.naming import label_wherever
from pia.assessment.wareki import to_wareki
from pia.operations.form_change import Moved, leads
from pia.operations.restoring import as_now
from pia.revision.cells import print_answer, print_thing
from pia.revision.spans import Segment
from pia.revision.walk import Difference, ItemDiffers, ThingCameOrWent, Walk
from pia.store.records import Draft, Edition
from pia.store.work import Work
from pia.web.views.dossiers import edition_title

#: Differences on one page.
PER_PAGE = 20


@dataclass(frozen=True)
class Otherwise:
    """One place that the earlier edition says otherwise."""

    path: str
    label: str
    #: What the button does: この項目をこの版の記載に戻す.
    words: str
    now: str
    then: str
    #: From what stands now to what stood then, where both are texts.
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class RestorePage:
    """The whole page."""

    edition_id: int
    dossier_id: int
    dossier: str
    #: 第2版（令和5年8月21日公表）.
    title: str
    #: What the edition is compared with.
    beside: str
    draft_url: str | None
    #: Written on another edition of the form, from which no way leads to that of now.
    is_other_form: bool
    #: Why nothing may come back, "" where it may.
    refused: str
    #: Why the whole edition may not.
    refused_whole: str
    lines: tuple[Otherwise, ...]
    count: int
    page: int
    pages: int
    #: What became of an edition on an older edition of the form.
    moved: Moved | None = None


def restore_page(work: Work, edition_id: int, actor: Actor, page: int) -> RestorePage:
    """Return the page of an edition. Raises PathNotFound."""
    edition = work.editions.get(edition_id)
    dossier = work.dossiers.get(edition.dossier_id)
    draft = work.drafts.open_of(dossier.id)
    public = work.editions.get(dossier.published_id) if dossier.published_id else edition
    now = draft.document if draft else public.reading
    can_move = now.form is edition.reading.form or leads(edition.reading.form, now.form)
    then, moved = as_now(edition.reading, now) if can_move else (edition.reading, None)
    lines = tuple(_lines(now, then)) if can_move else ()
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(max(page, 1), pages)
    return RestorePage(
        edition_id=edition.id,
        dossier_id=dossier.id,
        dossier=work.ownership.task(dossier.task_id).name,
        title=f"{edition_title(edition)}（{to_wareki(edition.published_on)}公表）",
        beside="今の下書き" if draft else "公表中の版",
        draft_url=url_for("drafts.show", draft_id=draft.id) if draft else None,
        is_other_form=not can_move,
        refused=_refused(edition, draft, actor, can_move=can_move),
        refused_whole=_refused_whole(draft),
        lines=lines[(page - 1) * PER_PAGE : page * PER_PAGE],
        count=len(lines),
        page=page,
        pages=pages,
        moved=moved,
    )


def _refused(edition: Edition, draft: Draft | None, actor: Actor, *, can_move: bool) -> str:
    if not can_move:
        return f"様式の版が違う（{edition.reading.form.tag}）ため、項目を戻せません。"
    if not actor.has(Role.EDITOR):
        return "下書きに戻せるのは編集者です。"
    if draft is not None and not workflow().states[draft.state].editable:
        state = workflow().states[draft.state].title
        return f"下書きが「{state}」の間は戻せません。承認の画面で取り消してから戻してください。"
    return ""


def _refused_whole(draft: Draft | None) -> str:
    if draft is None or not draft.sequence:
        return ""
    return "書きかけの下書きがあるため、版の全体は戻せません。下から項目ごとに戻せます。"


def _lines(now: Assessment, then: Assessment) -> Iterator[Otherwise]:
    walk = Walk(now.form, by_content=now.lineage != then.lineage)
    for found in walk.differences(now.answers, then.answers):
        if not (isinstance(found, ItemDiffers) and found.item.stamped):
            yield _line(now, then, found)


def _line(now: Assessment, then: Assessment, found: Difference) -> Otherwise:
    if isinstance(found, ItemDiffers):
        label = label_wherever(now.form, now.answers, found.at)
        texts = print_answer(found.item, found.old), print_answer(found.item, found.new)
        words = "この項目をこの版の記載に戻す"
        return Otherwise(str(found.at), label, words, *texts, segments=found.parts)
    if isinstance(found, ThingCameOrWent):
        holder = then if found.added else now
        label = label_wherever(now.form, holder.answers, found.place)
        text = print_thing(now.form, found.repeat, found.thing)
        texts = ("（ありません）", text) if found.added else (text, "（ありません）")
        words = "まるごと戻す" if found.added else "この版になかったものとして削る"
        return Otherwise(found.op.at, label, words, *texts, segments=())
    label = label_wherever(now.form, now.answers, Path.parse(found.about))
    return Otherwise(found.about, label, "この版の並びに戻す", "今の並び順", "この版の並び順", ())
