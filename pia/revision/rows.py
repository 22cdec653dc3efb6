"""From a difference to its row: cells, label, paths, decision, phrase."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import position_path
from pia.law import cite
from pia.official import Form
from pia.official.labels import own_label
from pia.revision.cells import NOTHING, answered_items, print_answer, print_thing
from pia.revision.comparison import ADDED, EDITED, GROUP, ITEM, REMOVED, ChangeRow
from pia.revision.effective import EffectiveOn, effective_day
from pia.revision.spans import segments
from pia.revision.timing import Change, decide, phrase_of
from pia.revision.walk import ItemDiffers, ThingCameOrWent


@dataclass(frozen=True)
class RowMaker:
    """What every row of one comparison shares."""

    old: Assessment
    new: Assessment
    changed_on: date
    as_of: date
    effective_on: EffectiveOn
    short: bool
    #: Things were taken by position: every row is shown to a person.
    by_position: bool

    @property
    def form(self) -> Form:
        """The form edition of both documents."""
        return self.new.form

    def item_row(self, found: ItemDiffers) -> ChangeRow:
        """Return the row of one item."""
        before, after = (print_answer(found.item, value) for value in (found.old, found.new))
        change = Change(
            form=self.form,
            items=(found.item,),
            before=before,
            after=after,
            one_side_blank=NOTHING in (before, after),
        )
        old_path = None if found.old is None else str(position_path(self.old.answers, found.at))
        new_path = None if found.new is None else str(position_path(self.new.answers, found.new_at))
        row = self._row(change, EDITED, ITEM, (old_path, new_path))
        label = label_of(self.form, self.new.answers, found.new_at, short=self.short)
        return self._dated(replace(row, item=label, id_paths=(str(found.at),), ops=found.ops))

    def thing_row(self, found: ThingCameOrWent) -> ChangeRow:
        """Return the one row of a whole thing."""
        answered = answered_items(self.form, found.repeat, found.thing)
        cell = print_thing(self.form, found.repeat, found.thing)
        added = found.added
        change = Change(
            form=self.form,
            items=tuple(item for item, _ in answered),
            before=NOTHING if added else cell,
            after=cell if added else NOTHING,
            whole=True,
        )
        document = self.new if added else self.old
        place = str(position_path(document.answers, found.place))
        paths = (None, place) if added else (place, None)
        row = self._row(change, ADDED if added else REMOVED, GROUP, paths)
        label = self._thing_label(document, found)
        ops = (*found.opening, found.op)
        return self._dated(replace(row, item=label, id_paths=(found.op.at,), ops=ops))

    def _thing_label(self, document: Assessment, found: ThingCameOrWent) -> str:
        label = label_of(self.form, document.answers, found.place, short=self.short)
        if not found.repeat.row_lists_items:
            return label
        items = [item for item, _ in answered_items(self.form, found.repeat, found.thing)]
        return " ".join([label, *(own_label(item) for item in items)])

    def _row(
        self, change: Change, what: str, mode: str, paths: tuple[str | None, str | None]
    ) -> ChangeRow:
        decision = decide(change, self.as_of)
        return ChangeRow(
            changed_on=self.changed_on,
            effective_on=None,
            item="",
            before=change.before,
            after=change.after,
            explanation=phrase_of(decision),
            change=what,
            mode=mode,
            important=change.important,
            old_path=paths[0],
            new_path=paths[1],
            id_paths=(),
            decision=decision,
            sources=tuple(cite(source) for source in decision.sources),
            needs_confirmation=decision.needs_confirmation or self.by_position,
            segments=segments(change.before, change.after),
            ops=(),
        )

    def _dated(self, row: ChangeRow) -> ChangeRow:
        return replace(row, effective_on=effective_day(row, self.effective_on))
