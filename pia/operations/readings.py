"""読取りの補完: what an import could not read is completed from the source, item by item.

It needs no approval and makes no row: published bytes stay as they are, and drafts on the edition
get the same completion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pia.approval.roles import Role
from pia.assessment import Assessment, Op, Path, Set
from pia.assessment.edit import set_stored
from pia.assessment.naming import label_of
from pia.assessment.ops import op_to_json
from pia.assessment.paths import answered, get, id_path
from pia.assessment.publicise import publicise
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PathNotFound
from pia.imports import Row, SourceFile, kind_of_file, read_grids
from pia.imports.readers import JSON
from pia.official import Item
from pia.official.kinds import is_unknown
from pia.operations.act import Act
from pia.operations.drafts import complete
from pia.store.records import Edition
from pia.store.work import Work

ADOPTED = "adopted"
#: How sure the import was of an item.
SURE, UNSURE, MISSING = "sure", "unsure", "missing"
#: Who may complete a reading.
COMPLETERS = (Role.EDITOR, Role.PUBLISHER)

_Read = Callable[[Assessment, str], tuple[Op, ...]]


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
    def was_asked(self) -> bool:
        """Whether the import left it to a person, who may have looked at it since."""
        return self.done or self.is_asked

    @property
    def is_asked(self) -> bool:
        """Whether a person still has to look at it: approval waits for unknown answers only."""
        return is_unknown(self.value) or (not self.done and self.status == UNSURE)


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


def source_rows(source: SourceFile) -> tuple[Row, ...]:
    """Return the rows of a source as the import read them; none for our own JSON."""
    kind = kind_of_file(source)
    grids = [] if kind == JSON else read_grids(source, kind)
    return tuple(row for grid in grids for row in grid.rows if row.filled)


def confirm(act: Act, edition_id: int, paths: Iterable[str], seen: int | None = None) -> Edition:
    """Confirm that items were read as the source says. Raises InputRefused for unknown answers.

    `seen` is, here and below, how many completions the edition had when the person looked:
    ChangedMeanwhile where somebody completed one of the items since.
    """
    return _complete_all(act, edition_id, list(paths), _confirmed, seen)


def correct(act: Act, edition_id: int, path: str, value: Any) -> Edition:
    """Give an item the stored answer that the source has. Raises InputRefused, PathNotFound."""
    return correct_all(act, edition_id, {path: value})


def correct_all(
    act: Act, edition_id: int, values: Mapping[str, Any], seen: int | None = None
) -> Edition:
    """Give several items the stored answers that the source has, all of them or none."""

    def corrected(reading: Assessment, path: str) -> tuple[Op, ...]:
        if is_unknown(values[path]):
            raise _still_unknown(reading, path)
        return set_stored(reading, path, values[path])

    return _complete_all(act, edition_id, list(values), corrected, seen)


def leave_blank(
    act: Act, edition_id: int, paths: Sequence[str], seen: int | None = None
) -> Edition:
    """Say of many items at once that the source has an empty box: 「空欄」."""
    return _complete_all(act, edition_id, paths, _blank, seen)


def _complete_all(
    act: Act, edition_id: int, paths: Sequence[str], read: _Read, seen: int | None
) -> Edition:
    """Keep one completion per item; all of them or, after an error, none."""
    act.actor.need(*COMPLETERS)
    with act.store.writing() as work:
        edition = work.editions.get(edition_id)
        if edition.origin != ADOPTED:
            raise NotAllowed("読取りの補完ができるのは、移行した版だけです")
        _refuse_overtaken(work, edition, paths, seen)
        before = edition.reading
        made = [(path, read(before, path)) for path in _known(edition, paths)]
        for path, ops in made:
            said = [op_to_json(op) for op in ops]
            edition = work.editions.complete(edition, path, said, **act.by)
            act.note(work, "reading-complete", f"edition {edition_id}", path=path)
        if _may_leave(before) and not _may_leave(edition.reading):
            hint = "次の版の下書きで、本文と非公表の範囲を合わせて直してください。"
            raise InputRefused("非公表とした部分が本文から消える補完はできません", hint=hint)
        _bring_to_drafts(act, work, edition, [op for _, ops in made for op in ops])
        return edition


def _may_leave(reading: Assessment) -> bool:
    """Return whether every withheld part is found: else the site could not show the edition."""
    try:
        publicise(reading)
    except InputRefused:
        return False
    return True


def _refuse_overtaken(work: Work, edition: Edition, paths: Sequence[str], seen: int | None) -> None:
    if seen is None:
        return
    later = [c for c in work.editions.completions(edition.id) if c.sequence > seen]
    taken = [completion.path for completion in later if completion.path in paths]
    if taken:
        hint = "今の内容を確かめ、必要なら直してください。"
        where = _label(edition.reading, taken[0])
        raise ChangedMeanwhile("ほかの人が先にこの項目を補完しました", where=where, hint=hint)


def _known(edition: Edition, paths: Sequence[str]) -> list[str]:
    """Return the paths once each. Raises PathNotFound for what is no item of the edition."""
    reading = edition.reading
    items = {str(path) for path, _, _ in answered(reading.form, reading.answers)}
    if strange := [path for path in paths if path not in items]:
        hint = "画面を開き直してください。"
        raise PathNotFound("その項目はこの版にありません", where=strange[0][:80], hint=hint)
    return list(dict.fromkeys(paths))


def _bring_to_drafts(act: Act, work: Work, edition: Edition, ops: Sequence[Op]) -> None:
    draft = work.drafts.open_of(edition.dossier_id)
    for op in ops:
        if draft is not None and draft.base_id == edition.id:
            complete(act, work, draft, (op,))
            draft = work.drafts.get(draft.id)


def _confirmed(reading: Assessment, path: str) -> tuple[Op, ...]:
    if is_unknown(get(reading.answers, Path.parse(path))):
        raise _still_unknown(reading, path)
    return ()


def _blank(reading: Assessment, path: str) -> tuple[Op, ...]:
    item = reading.form.item(Path.parse(path).pattern)
    empty: Any = {"checked": [], "detail": {}} if item.kind == "boxes" else ""
    old = get(reading.answers, Path.parse(path))
    return () if old == empty else (Set(path, old, empty),)


def _still_unknown(reading: Assessment, path: str) -> InputRefused:
    hint = "原本の記載を入れるか、原本が空欄なら「空欄」を選んでください。"
    return InputRefused("この項目はまだ読み取れていません", where=_label(reading, path), hint=hint)


def _label(reading: Assessment, path: str) -> str:
    return label_of(reading.form, reading.answers, Path.parse(path))


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
