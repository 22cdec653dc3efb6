"""Beside each item of a draft: what is published, what a check found, the blocks of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pia.assessment import Path
from pia.assessment.finding import Finding, Severity
from pia.assessment.paths import answered
from pia.forms.beside import FindingNote, Mark, PageButton, Published, TextPart
from pia.forms.blocks import (
    Block,
    FieldBlock,
    GoneThing,
    ListedThing,
    RepeatBlock,
    ThingBlock,
)
from pia.forms.page import SectionPage
from pia.forms.reading import RESTORE
from pia.forms.sections import thing_name, thing_title
from pia.official import Item, Repeat
from pia.official.kinds import is_unknown
from pia.operations.editing import Desk
from pia.revision.blocks import Block as Part
from pia.revision.blocks import blocks as text_blocks
from pia.revision.blocks import paired_blocks
from pia.revision.cells import NOTHING, print_answer
from pia.revision.headings import learnt_headings
from pia.revision.spans import segments
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_map import is_changed

NEW = Mark("新設", "busy")


def with_beside(page: SectionPage, desk: Desk) -> SectionPage:
    """Return a page whose fields and things show what stands beside them in the draft as saved."""
    return replace(page, blocks=_Beside(desk).all(page.blocks))


@dataclass(frozen=True)
class _Beside:
    desk: Desk

    def all(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self._with, blocks))

    def _with(self, block: Block) -> Block:
        if isinstance(block, RepeatBlock):
            things = tuple(self._thing(thing) for thing in block.things)
            listed = tuple(self._listed(thing) for thing in block.listed)
            path = block.id.removeprefix("at-")
            beside = replace(block, gone=tuple(self._gone(path)), findings=self._notes(path))
            return replace(beside, things=things, listed=listed)
        inner = self.all(block.blocks)
        if isinstance(block, FieldBlock):
            return self._field(replace(block, blocks=inner))
        return replace(block, blocks=inner)

    def _thing(self, thing: ThingBlock) -> ThingBlock:
        path = thing.id.removeprefix("at-")
        marks = (NEW,) if self._is_new(path) else ()
        blocks, findings = self.all(thing.blocks), self._notes(path)
        return replace(thing, blocks=blocks, marks=marks, findings=findings)

    def _listed(self, thing: ListedThing) -> ListedThing:
        inner = f"{thing.path}."
        changed = sum(path.startswith(inner) for path in self._changed)
        found = sum(
            one.severity != Severity.NOTE
            for path, many in self._findings.items()
            if path == thing.path or path.startswith(inner)
            for one in many
        )
        marks = [NEW] if self._is_new(thing.path) else []
        if changed and not marks:
            marks.append(Mark(f"変更あり {changed}か所", "busy"))
        if found:
            marks.append(Mark(f"指摘あり {found}件", "stop"))
        return replace(thing, marks=tuple(marks))

    def _field(self, block: FieldBlock) -> FieldBlock:
        path = Path.parse(block.name)
        item = self.desk.document.form.find(path.pattern)
        if not isinstance(item, Item):
            return block
        now, base = stands_at(self.desk.document.answers, path), self.desk.base
        is_new = base is None or self._is_new(str(path.parent))
        then = None if base is None else stands_at(base.answers, path)
        return replace(
            block,
            findings=self._notes(block.name),
            published=None if is_new else _published(item, block, then, now),
            parts=self._parts(item, then, now),
        )

    def _notes(self, path: str) -> tuple[FindingNote, ...]:
        return tuple(map(_note, self._findings.get(path, ())))

    def _parts(self, item: Item, then: Any, now: Any) -> tuple[TextPart, ...]:
        if item.choices or not isinstance(now, str):
            return ()
        made = text_blocks(now, self._headings)
        if len(made) < 2:  # noqa: PLR2004 - one is the text itself
            return ()
        old = text_blocks(then, self._headings) if isinstance(then, str) else None
        return tuple(_text_parts(old, made))

    def _gone(self, at: str) -> Iterator[GoneThing]:
        """Yield the things of a list that are published and were removed."""
        path = Path.parse(at)
        node = self.desk.document.form.find(path.pattern)
        if self.desk.base is None or not isinstance(node, Repeat):
            return
        now = {thing["@id"] for thing in stands_at(self.desk.document.answers, path) or ()}
        then = stands_at(self.desk.base.answers, path) or ()
        for n, thing in enumerate(then, start=1):
            if thing["@id"] not in now:
                title, name = thing_title(node, n, thing), thing_name(node, thing)
                value = f"{RESTORE}:{at}[@{thing['@id']}]"
                words = f"公表中の版にあった{title}を元に戻す"
                yield GoneThing(title, name, PageButton(value, words, "元に戻す"))

    def _is_new(self, path_text: str) -> bool:
        """Return whether a thing is not published; the top of the document always is."""
        base = self.desk.base
        if base is None or not path_text:
            return False
        return stands_at(base.answers, Path.parse(path_text)) is None

    @cached_property
    def _headings(self) -> frozenset[str]:
        table = self.desk.table
        return table.headings if table else learnt_headings(self.desk.document)

    @cached_property
    def _changed(self) -> tuple[str, ...]:
        document, base = self.desk.document, self.desk.base
        if base is None:
            return ()
        every = answered(document.form, document.answers)
        return tuple(
            str(path)
            for path, _, value in every
            if is_changed(value, stands_at(base.answers, path))
        )

    @cached_property
    def _findings(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for one in self.desk.findings:
            found.setdefault(one.path.partition(".detail.")[0], []).append(one)
        return found


def _published(item: Item, block: FieldBlock, then: Any, now: Any) -> Published | None:
    if not is_changed(now, then) or is_unknown(now):
        return None
    cells = [_printed(item, value) for value in (then, now)]
    words = f"{block.label}を公表中の記載に戻す"
    button = PageButton(f"{RESTORE}:{block.name}", words, "公表中の記載に戻す")
    can_be = not is_unknown(then) and not item.stamped
    return Published(segments(*cells), button if can_be else None)


def _printed(item: Item, value: Any) -> str:
    printed = print_answer(item, value)
    return "" if printed == NOTHING else printed


def _note(finding: Finding) -> FindingNote:
    kind = "参考" if finding.severity == Severity.NOTE else "指摘"
    return FindingNote(kind, finding.message, finding.hint)


def _text_parts(old: tuple[Part, ...] | None, new: tuple[Part, ...]) -> Iterator[TextPart]:
    """Yield the blocks of a text, then those that went; without an old text no state is said."""
    pairs = paired_blocks(old, new) if old is not None else [(one, one) for one in new]
    for was, now in pairs:
        if now is not None:
            signs = len(now.below.strip())
            yield TextPart(now.heading, now.ordinal, signs, _state(was, now))
        elif was is not None and was.heading:
            yield TextPart(was.heading, was.ordinal, 0, "削除", is_gone=True)


def _state(was: Part | None, now: Part) -> str:
    if was is None:
        return "新設"
    return "" if was.body == now.body else "変更あり"
