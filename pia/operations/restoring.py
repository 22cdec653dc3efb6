"""What an earlier edition said, brought back into a draft: the whole of it, or one item or thing.

An edit like any other: one entry in the Change log that can be taken back, and rows of 別添2 like any
other change. Published editions stay as they are; 別添2 and withheld parts do not come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pia.approval.roles import Role
from pia.assessment import Add, Assessment, Op, Path
from pia.assessment.paths import id_path
from pia.errors import InputRefused, NotAllowed, PathNotFound
from pia.operations.act import Act
from pia.operations.drafts import edit_in, start_in
from pia.operations.form_change import Moved, is_split, moved_to
from pia.revision.walk import ItemDiffers, ThingCameOrWent, Walk
from pia.store.records import Draft, Edition
from pia.store.work import Work


@dataclass(frozen=True)
class Restored:
    """The draft with what came back."""

    draft: Draft
    #: Nobody had a draft open: this one was begun.
    is_new: bool
    #: False: the draft said the same already.
    changed: bool
    #: What became of an edition on an older edition of the form.
    moved: Moved | None = None


def restore(act: Act, edition_id: int, path: str = "") -> Restored:
    """Bring an earlier edition back, or the item or thing at a path, into the draft.

    Where no draft is open one is begun on the edition in public. A whole edition comes back only
    into a draft in which nobody has written yet. An edition on an older edition of the form moves
    to that of the draft first. Raises NotAllowed, InputRefused (no way leads there), PathNotFound.
    """
    act.actor.need(Role.EDITOR)
    with act.store.writing() as work:
        edition = work.editions.get(edition_id)
        opened = work.drafts.open_of(edition.dossier_id)
        draft = opened or start_in(act, work, edition.dossier_id)
        if not path:
            _refuse_written(draft)
        then, moved = as_now(edition.reading, draft.document)
        ops = restoring_ops(draft.document, then, path, is_moved=moved is not None)
        if ops:
            draft = edit_in(act, work, draft, ops)
            _note(act, work, draft, edition, path)
        return Restored(draft, is_new=opened is None, changed=bool(ops), moved=moved)


def as_now(then: Assessment, now: Assessment) -> tuple[Assessment, Moved | None]:
    """Return an earlier document on the form of the one of now. Raises InputRefused."""
    return (then, None) if then.form is now.form else moved_to(then, now.form)


def restoring_ops(
    now: Assessment, then: Assessment, path: str = "", *, is_moved: bool = False
) -> tuple[Op, ...]:
    """Return the operations that make a document say what an earlier one said.

    With a path only what stands there; a thing around it that is gone comes back whole. What
    is stamped at publication (公表日) stays; of a document that moved to a newer edition of the form
    also what that asks apart and the document said in one. Raises InputRefused, PathNotFound.
    """
    if now.form_name != then.form_name or now.edition != then.edition:
        hint = "今の様式へ移した版から選んでください。"
        raise InputRefused("様式の版が違うため、戻せません", where=then.form.tag, hint=hint)
    asked = _id_path(now, then, path) if path else ""
    return tuple(_ops(now, then, asked, is_moved=is_moved))


def _ops(now: Assessment, then: Assessment, path: str, *, is_moved: bool) -> Iterator[Op]:
    walk = Walk(now.form, by_content=now.lineage != then.lineage)
    for found in walk.differences(now.answers, then.answers):
        if isinstance(found, ItemDiffers):
            kept = found.item.stamped or (is_moved and is_split(found.new))
            if not kept and _holds(path, str(found.at)):
                yield from found.ops
        elif isinstance(found, ThingCameOrWent):
            if _holds(path, found.op.at) or _restores(found, path):
                yield from (*found.opening, found.op)
        elif not path or _holds(path, found.about):
            yield from found.ops
    if not path:
        yield from (op for renamed in walk.renames for op in renamed.ops)


def _holds(path: str, at: str) -> bool:
    """Return whether a place is what was asked for, or lies in it; "" asks for everything."""
    return not path or at == path or at.startswith((f"{path}.", f"{path}["))


def _restores(found: ThingCameOrWent, path: str) -> bool:
    """Return whether a thing is gone now, with what was asked for in it."""
    return isinstance(found.op, Add) and path.startswith(f"{found.op.at}.")


def _id_path(now: Assessment, then: Assessment, path: str) -> str:
    """Return what is asked for by its ids. Raises PathNotFound where neither document has it."""
    place = Path.parse(path)
    if now.form.find(place.pattern.removesuffix("[]")) is None:
        raise PathNotFound("その項目は様式にありません", where=path[:80])
    for document in (then, now):
        try:
            return str(id_path(document.answers, place))
        except PathNotFound:
            continue
    raise PathNotFound("その項目は、この版にも下書きにもありません", where=path[:80])


def _refuse_written(draft: Draft) -> None:
    if draft.sequence:
        hint = "下書きを取り下げてから戻すか、項目ごとに戻してください。"
        raise NotAllowed("この評価書には書きかけの下書きがあります", hint=hint)


def _note(act: Act, work: Work, draft: Draft, edition: Edition, path: str) -> None:
    act.note(work, "draft-restore", f"draft {draft.id}", edition=edition.id, path=path)
