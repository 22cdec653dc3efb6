"""読取りの補完: what an import could not read is completed from the source, item by item.

It needs no approval and makes no row: published bytes stay as they are, and drafts on the edition
get the same completion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pia.approval.roles import Role
from pia.assessment import Assessment, Op, Path, Set
from pia.assessment.edit import set_stored
from pia.assessment.naming import label_of
from pia.assessment.ops import op_to_json
from pia.assessment.paths import answered, get, id_path
from pia.errors import NotAllowed, PathNotFound
from pia.official import Item
from pia.official.kinds import is_unknown
from pia.operations.act import Act
from pia.operations.drafts import complete
from pia.store.records import Edition
from pia.store.work import Work

ADOPTED = "adopted"
#: How sure the import was of an item.
SURE, UNSURE, MISSING = "sure", "unsure", "missing"


@dataclass(frozen=True)
class ReadingItem:
    """One item of an adopted edition beside what its source says."""

    path: str
    item: Item
    label: str
    #: sure, unsure or missing.
    status: str
    why: str
    #: {"from": …, "says": …} from other places of the document.
    evidence: tuple[dict[str, str], ...]
    raw: str
    place: str
    value: Any
    #: A person has confirmed or corrected it.
    done: bool

    @property
    def is_asked(self) -> bool:
        """Whether a person still has to look at it: approval waits for unknown answers only."""
        return not self.done and (self.status == UNSURE or is_unknown(self.value))


def reading_items(work: Work, edition: Edition) -> tuple[ReadingItem, ...]:
    """Return every item of an adopted edition in the order of the form."""
    report = work.editions.report(edition.id) or {"items": []}
    said = {_report_key(edition.document, item): item for item in report["items"]}
    done = {completion.path for completion in work.editions.completions(edition.id)}
    form, answers = edition.reading.form, edition.reading.answers
    return tuple(
        _item(str(path), item, label_of(form, answers, path), value, said, done)
        for path, item, value in answered(form, answers)
    )


def confirm(act: Act, edition_id: int, paths: Iterable[str]) -> Edition:
    """Confirm that items were read as the source says."""
    return _complete_all(act, edition_id, [(path, ()) for path in paths])


def correct(act: Act, edition_id: int, path: str, value: Any) -> Edition:
    """Give an item the stored answer that the source has. Raises InputRefused, PathNotFound."""
    with act.store.reading() as work:
        reading = work.editions.get(edition_id).reading
    return _complete_all(act, edition_id, [(path, set_stored(reading, path, value))])


def leave_blank(act: Act, edition_id: int, paths: Sequence[str]) -> Edition:
    """Say of many items at once that the source has an empty box: 「空欄」."""
    with act.store.reading() as work:
        reading = work.editions.get(edition_id).reading
    return _complete_all(act, edition_id, [(p, _blank(reading, p)) for p in paths])


def _complete_all(
    act: Act, edition_id: int, entries: Sequence[tuple[str, tuple[Op, ...]]]
) -> Edition:
    act.actor.need(Role.EDITOR, Role.PUBLISHER)
    with act.store.writing() as work:
        edition = work.editions.get(edition_id)
        if edition.origin != ADOPTED:
            raise NotAllowed("読取りの補完ができるのは、移行した版だけです")
        for path, ops in entries:
            said = [op_to_json(op) for op in ops]
            edition = work.editions.complete(edition, path, said, **act.by)
            act.note(work, "reading-complete", f"edition {edition_id}", path=path)
        _bring_to_drafts(act, work, edition, [op for _, ops in entries for op in ops])
        return edition


def _bring_to_drafts(act: Act, work: Work, edition: Edition, ops: Sequence[Op]) -> None:
    draft = work.drafts.open_of(edition.dossier_id)
    for op in ops:
        if draft is not None and draft.base_id == edition.id:
            complete(act, work, draft, (op,))
            draft = work.drafts.get(draft.id)


def _blank(reading: Assessment, path: str) -> tuple[Op, ...]:
    item = reading.form.find(Path.parse(path).pattern)
    if not isinstance(item, Item):
        raise PathNotFound(f"{path} という項目はありません")
    empty: Any = {"checked": [], "detail": {}} if item.kind == "boxes" else ""
    old = get(reading.answers, Path.parse(path))
    return () if old == empty else (Set(path, old, empty),)


def _item(  # noqa: PLR0913, PLR0917 - one line of the report with what became of it
    path: str,
    item: Item,
    label: str,
    value: Any,
    said: dict[str, dict[str, Any]],
    done: set[str],
) -> ReadingItem:
    found = said.get(path, {})
    return ReadingItem(
        path=path,
        item=item,
        label=label,
        status=found.get("status", SURE),
        why=found.get("why", ""),
        evidence=tuple(found.get("evidence", ())),
        raw=found.get("raw", ""),
        place=found.get("place", ""),
        value=value,
        done=path in done,
    )


def _report_key(document: Assessment, item: dict[str, Any]) -> str:
    """Return the id path of a reported item in the edition: its ids may have been taken over."""
    return str(id_path(document.answers, Path.parse(item["position_path"])))
