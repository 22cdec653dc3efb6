"""Beside each item of a draft: what a change of it means before a word is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pia.assessment import Path
from pia.forms.blocks import Block, FieldBlock, RepeatBlock, StandingNote
from pia.forms.page import SectionPage
from pia.law import cite
from pia.official import Form, Item
from pia.revision.timing import BEFORE
from pia.revision.what_if import Standing, standing


def with_standings(page: SectionPage, form: Form, as_of: date) -> SectionPage:
    """Return a page whose fields say what a change means by the rules in force on a day."""
    return replace(page, blocks=_all_with(page.blocks, form, as_of))


def _all_with(blocks: tuple[Block, ...], form: Form, as_of: date) -> tuple[Block, ...]:
    return tuple(_with(block, form, as_of) for block in blocks)


def _with(block: Block, form: Form, as_of: date) -> Block:
    if isinstance(block, RepeatBlock):
        things = (
            replace(thing, blocks=_all_with(thing.blocks, form, as_of)) for thing in block.things
        )
        return replace(block, things=tuple(things))
    inner = _all_with(block.blocks, form, as_of)
    if isinstance(block, FieldBlock):
        return replace(block, blocks=inner, standing=_note(block, form, as_of))
    return replace(block, blocks=inner)


def _note(block: FieldBlock, form: Form, as_of: date) -> StandingNote | None:
    item = form.find(Path.parse(block.name).pattern)
    found = standing(form, item, as_of) if isinstance(item, Item) else None
    if found is None:
        return None
    decision = found.decision
    return StandingNote(
        words=_words(found),
        reason=found.explanation,
        source="、".join(cite(source) for source in decision.sources),
        verified=decision.verified,
        others=tuple(
            f"{ground.timing}：{ground.title}（{cite(ground.source)}）" for ground in found.grounds
        ),
    )


def _words(found: Standing) -> str:
    if found.decision.needs_confirmation:
        return "この項目の変更は、人が判断するまで事前として扱います。"
    if found.decision.timing == BEFORE:
        return "この項目の変更は、事前（重要な変更）です。"
    return "この項目の変更は、事後です。"
