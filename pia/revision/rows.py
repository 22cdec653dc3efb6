"""From a difference to its row: cells, label, paths, decision, phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from pia.assessment import Assessment, Op, Path
from pia.assessment.naming import label_of, number_in
from pia.assessment.paths import position_path
from pia.law import cite
from pia.official import Form
from pia.official.kinds import KINDS, is_blank
from pia.official.labels import own_label
from pia.revision.cells import NOTHING, answered_items, print_answer, print_thing
from pia.revision.comparison import (
    ADDED,
    BLOCK,
    EDITED,
    GROUP,
    ITEM,
    MOVED,
    REMOVED,
    SENTENCE,
    BlockPlace,
    ChangeRow,
    Unprinted,
    unprinted_key,
)
from pia.revision.difference import ROW
from pia.revision.effective import EffectiveOn, effective_day
from pia.revision.headings import Headings
from pia.revision.moves import (
    move_cells,
    move_decision,
    order_cells,
    renumbered,
    reordered,
)
from pia.revision.parts import Part, text_parts
from pia.revision.sentences import abridged
from pia.revision.spans import Segment, segments
from pia.revision.style import TableStyle
from pia.revision.timing import Change, Decision, decide
from pia.revision.timing.names import Renaming, city_of
from pia.revision.walk import ItemDiffers, ListDiffers, ThingCameOrWent


@dataclass(frozen=True)
class RowMaker:
    """What every row of one comparison shares."""

    old: Assessment
    new: Assessment
    changed_on: date
    as_of: date
    effective_on: EffectiveOn
    style: TableStyle
    #: What the city's own list says was renamed.
    names: tuple[Renaming, ...]
    #: Things were matched by content: the documents are of two lineages.
    by_content: bool
    #: Keys of what a person wants to be a row although no rule prints it.
    promoted: frozenset[str] = frozenset()
    #: Id path of an item → how a person wants its rows cut, whatever the city's granularity.
    granularities: Mapping[str, str] = field(default_factory=dict)
    #: Lists (old id paths) whose things stand in another order that no row tells.
    moved: frozenset[str] = frozenset()

    @property
    def form(self) -> Form:
        """The form edition of both documents."""
        return self.new.form

    @cached_property
    def known_headings(self) -> Headings:
        """Where to ask for `headings`."""
        return Headings(self.style.headings, self.old, self.new)

    @property
    def headings(self) -> frozenset[str]:
        """Lines that head blocks in this city's texts beside those known by their ending."""
        return self.known_headings.lines

    def item_rows(self, found: ItemDiffers) -> Iterator[ChangeRow | Unprinted]:
        """Yield the rows of one item, one per changed block, and what of it is not printed.

        What has no cell of its own (a block that moved, white space between blocks) is promoted
        with its whole item: one row.
        """
        if found.reason != ROW:
            whole = Unprinted(found.reason, found.ops, unprinted_key(str(found.at), found.reason))
            asked = self._asks(whole)
            yield replace(self._whole_item(found), promoted=True) if asked else whole
            return
        parts = self._parts(found)
        left = [_left(found, part) for part in parts if not part.is_printed]
        if not parts or any(map(self._asks, left)):
            only_asked = parts and len(left) == len(parts)
            yield replace(self._whole_item(found), promoted=bool(only_asked))
            return
        yield from (self._block_row(found, part) for part in parts if part.is_printed)
        yield from left

    def _asks(self, left: Unprinted) -> bool:
        """Return whether a person wants a row of what would not be printed."""
        return left.is_promotable and left.key in self.promoted

    def _whole_item(self, found: ItemDiffers) -> ChangeRow:
        before, after = (print_answer(found.item, v) for v in (found.old, found.new))
        is_raw = found.parts and (before, after) == (found.old, found.new)
        parts = found.parts if is_raw else segments(before, after)
        return self._item_row(found, (before, after), found.ops, parts)

    def _block_row(self, found: ItemDiffers, part: Part) -> ChangeRow:
        cells = (part.before or NOTHING, part.after or NOTHING)
        known = part.segments if NOTHING not in cells else ()
        parts = known or segments(*cells)
        row = self._item_row(found, cells, part.ops, parts, part.place)
        return replace(row, change=part.change, promoted=part.reason != ROW)

    def _parts(self, found: ItemDiffers) -> list[Part]:
        if not _is_text(found) or self._granularity(found) == ITEM:
            return []
        if is_blank(found.old) or is_blank(found.new):
            return []
        return text_parts(str(found.at), found.old, found.new, self.headings, self.promoted)

    def _item_row(
        self,
        found: ItemDiffers,
        whole: tuple[str, str],
        ops: tuple[Op, ...],
        parts: tuple[Segment, ...],
        block: BlockPlace | None = None,
    ) -> ChangeRow:
        mode, cells = BLOCK if block else ITEM, whole
        by_sentence = self._granularity(found) == SENTENCE and NOTHING not in whole
        # Of a block that came from elsewhere in the text every sentence is new at its place.
        stays = block is None or block.span is not None
        if by_sentence and stays and _is_text(found):
            cells = abridged(*whole, self.headings)
            mode = SENTENCE if cells != whole else mode
        change = Change(
            form=self.form,
            items=(found.item,),
            before=whole[0],
            after=whole[1],
            one_side_blank=NOTHING in whole,
            segments=parts,
            names=self.names,
            city=city_of(self.new.answers.get("organisation")),
        )
        old_path = None if found.old is None else str(position_path(self.old.answers, found.at))
        new_path = None if found.new is None else str(position_path(self.new.answers, found.new_at))
        row = self._row(change, EDITED, mode, (old_path, new_path))
        was = self._old_number(found)
        label = label_of(self.form, self.new.answers, found.new_at, short=self._short, was=was)
        if mode == SENTENCE:
            row = replace(row, before=cells[0], after=cells[1], segments=segments(*cells))
        id_paths = (str(found.at),)
        has_choices = KINDS[found.item.kind].has_choices
        row = replace(row, item=label, id_paths=id_paths, ops=ops, has_choices=has_choices)
        return replace(row, block=block)

    def _old_number(self, found: ItemDiffers) -> int | None:
        """Return the number of its thing in OLD where only this row can tell it."""
        around = found.at.parent
        is_moved = bool(around.steps) and str(around.whole()) in self.moved
        return number_in(self.old.answers, found.at) if is_moved else None

    def _granularity(self, found: ItemDiffers) -> str:
        return self.granularities.get(str(found.at), self.style.granularity)

    @property
    def _short(self) -> bool:
        return self.style.labels == "short"

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
        return replace(row, item=label, id_paths=(found.op.at,), ops=ops)

    def prints_move(self, found: ListDiffers, matched: Mapping[str, str]) -> bool:
        """Return whether things in another order are a row: a text names them, or a person asks."""
        asked = unprinted_key(found.about, found.reason) in self.promoted
        return asked or bool(self.renumbered(found, matched))

    def renumbered(self, found: ListDiffers, matched: Mapping[str, str]) -> tuple[str, ...]:
        """Return the things (old id paths) of a reordered list that a text names by a new number."""
        return renumbered(self.old, self.new, found.at, matched)

    def move_row(
        self, found: ListDiffers, ops: tuple[Op, ...], matched: Mapping[str, str]
    ) -> ChangeRow:
        """Return the one row of a list whose order changed.

        It tells the things that texts name by their numbers, or, promoted, all that stand elsewhere.
        """
        named = self.renumbered(found, matched)
        told = named or reordered(self.old, self.new, found.at, matched)
        cells = move_cells if named else order_cells
        before, after = cells(self.old, self.new, told, matched)
        change = Change(form=self.form, items=(), before=before, after=after)
        place = str(position_path(self.old.answers, found.at))
        row = self._row(change, MOVED, GROUP, (place, place), decision=move_decision())
        label = label_of(self.form, self.old.answers, found.at, short=self._short)
        return replace(row, item=label, id_paths=told, ops=ops, promoted=not named)

    def _thing_label(self, document: Assessment, found: ThingCameOrWent) -> str:
        label = label_of(self.form, document.answers, found.place, short=self._short)
        if not found.repeat.row_lists_items:
            return label
        items = [item for item, _ in answered_items(self.form, found.repeat, found.thing)]
        return " ".join([label, *(own_label(item) for item in items)])

    def _row(
        self,
        change: Change,
        what: str,
        mode: str,
        paths: tuple[str | None, str | None],
        decision: Decision | None = None,
    ) -> ChangeRow:
        day = effective_day(paths, self.effective_on)
        about = None if decision else change
        decision = decision or decide(change, self.as_of, effective_on=day)
        return ChangeRow(
            changed_on=self.changed_on,
            effective_on=day,
            item="",
            before=change.before,
            after=change.after,
            explanation=self.style.explanation(decision),
            change=what,
            mode=mode,
            important=change.important,
            old_path=paths[0],
            new_path=paths[1],
            id_paths=(),
            decision=decision,
            sources=tuple(cite(source) for source in decision.sources),
            needs_confirmation=decision.needs_confirmation,
            patterns=_patterns(change, paths),
            segments=change.segments or segments(change.before, change.after),
            ops=(),
            about=about,
        )


def _is_text(found: ItemDiffers) -> bool:
    return found.item.kind == "text" and isinstance(found.old, str) and isinstance(found.new, str)


def _left(found: ItemDiffers, part: Part) -> Unprinted:
    """Return a part of an item that is not printed."""
    about = f"{found.at}#{part.place.key}" if part.place else str(found.at)
    return Unprinted(part.reason, part.ops, unprinted_key(about, part.reason))


def _patterns(change: Change, paths: tuple[str | None, str | None]) -> tuple[str, ...]:
    """Return the patterns of what a row is about; of a whole thing also that of its repeat."""
    place = paths[1] or paths[0] or ""
    around = (Path.parse(place).pattern.removesuffix("[]"),) if change.whole and place else ()
    return (*around, *(item.path for item in change.items))
