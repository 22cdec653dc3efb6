"""Beside each item of a draft: what a change of it means, and what the draft has made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for

from pia.assessment import Path
from pia.forms.beside import RowNote, StandingNote
from pia.forms.blocks import Block, FieldBlock, RepeatBlock, fields_in
from pia.forms.page import SectionPage
from pia.law import cite
from pia.official import Item
from pia.revision import ChangeRow, Comparison
from pia.revision.comparison import ADDED, EDITED
from pia.revision.timing import BEFORE
from pia.revision.what_if import Standing, standing
from pia.web.views.compare_rows import anchor_of, part_of

#: What happened, as the sentence begins. A thing that went has no field, a move edits none.
_HAPPENED = {EDITED: "この変更", ADDED: "この追加"}


def with_standings(page: SectionPage, draft_id: int, table: Comparison) -> SectionPage:
    """Return a page whose fields say what a change of them means on the day of a table.

    What the draft changed already says the verdict of its own rows instead.
    """
    blocks = _Beside(draft_id, table).all(page.blocks)
    notes = {note.id: note for field in fields_in(blocks) if (note := field.standing)}
    return replace(page, blocks=blocks, reasons=tuple(notes.values()))


@dataclass(frozen=True)
class _Beside:
    draft_id: int
    table: Comparison

    def all(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._with, blocks))

    def _with(self, block: Block) -> Block:
        if isinstance(block, RepeatBlock):
            things = (replace(thing, blocks=self.all(thing.blocks)) for thing in block.things)
            return replace(block, things=tuple(things))
        inner = self.all(block.blocks)
        if isinstance(block, FieldBlock):
            return replace(block, blocks=inner, standing=self._note(block))
        return replace(block, blocks=inner)

    def _note(self, block: FieldBlock) -> StandingNote | None:
        form = self.table.new.form
        item = form.find(Path.parse(block.name).pattern)
        found = standing(form, item, self.table.as_of) if isinstance(item, Item) else None
        if found is None:
            return None
        decision = found.decision
        return StandingNote(
            id=f"reason-{decision.rule}-{len(found.grounds)}",
            words=_words(found),
            reason=found.explanation,
            source="、".join(cite(source) for source in decision.sources),
            verified=decision.verified,
            others=tuple(
                f"{ground.timing}：{ground.title}（{cite(ground.source)}）"
                for ground in found.grounds
            ),
            rows=tuple(self._rows(block.name)),
        )

    def _rows(self, name: str) -> Iterator[RowNote]:
        """Yield what the rows of an item say, or that of the new thing it lies in."""
        for number, row in enumerate(self.table.rows, start=1):
            if row.change in _HAPPENED and any(_covers(path, name) for path in row.id_paths):
                table = url_for("compare.show", draft_id=self.draft_id, _anchor=anchor_of(row))
                yield _row_note(row, table, f"変更箇所の{number}行目へ")


def _covers(path: str, name: str) -> bool:
    """Return whether an id path is that of an item, or of a thing around it."""
    return name == path or name.startswith(f"{path}.")


def _row_note(row: ChangeRow, url: str, link: str) -> RowNote:
    part = part_of(row)
    return RowNote(
        part=f"{part}　" if part else "",
        words=_said(row),
        reasons=row.decision.trace,
        source="、".join(row.sources),
        url=url,
        link=link,
    )


def _said(row: ChangeRow) -> str:
    happened, doubt = _HAPPENED[row.change], "" if row.verified else "（未確認）"
    if row.needs_confirmation:
        return f"{happened}は要判断です{doubt}。人が判断するまで{row.timing}として扱います。"
    return f"{happened}は{row.timing}です{doubt}。"


def _words(found: Standing) -> str:
    if found.decision.needs_confirmation:
        return "この項目の変更は、人が判断するまで事前として扱います。"
    if found.decision.timing == BEFORE:
        return "この項目の変更は、事前（重要な変更）です。"
    return "この項目の変更は、事後です。"
