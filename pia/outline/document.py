"""The whole document: cover, 項目一覧, Ⅰ to Ⅴ, 別添1 per file, 別添2."""

from __future__ import annotations

from collections.abc import Iterator

from pia.assessment import Assessment
from pia.assessment.wareki import parse_date
from pia.official import Item, Repeat
from pia.official.form import Part as FormPart
from pia.official.labels import heading
from pia.outline.change_table import change_part
from pia.outline.cover import contents, cover, tag_of
from pia.outline.lines import words_of
from pia.outline.model import Outline, Part, PartKind, Table
from pia.outline.place import Place, top
from pia.outline.rows import COLUMNS, value_row
from pia.outline.sections import is_appendix, sections


def outline(assessment: Assessment) -> Outline:
    """Return the printed document of an assessment, every answer in one cell."""
    form, place = assessment.form, top(assessment)
    first, *others = form.parts
    parts = [part for p in others for part in _parts(p, place)]
    parts.append(change_part(form, assessment.change_history))
    published_on = words_of(assessment.answers.get("published_on"))
    written = parse_date(published_on)
    return Outline(
        title=form.title,
        name=" ".join(words_of(assessment.answers.get("title")).split()),
        organisation=" ".join(words_of(assessment.answers.get("organisation")).split()),
        published_on=published_on,
        dated=written.day if written else form.month,
        tag=tag_of(form),
        verified=form.verified,
        parts=(cover(first, place, tag_of(form)), contents(parts, "contents"), *parts),
    )


def _parts(part: FormPart, place: Place) -> Iterator[Part]:
    """Yield a part of the form; one that is a repeat (Ⅱ, Ⅲ) once per thing, then its 別添."""
    repeats = [node for node in part.contains if isinstance(node, Repeat)]
    if not repeats:
        yield Part(PartKind.BODY, heading(part), part.key, sections(part, place))
    for repeat in repeats:
        frames = place.frames(repeat)
        for thing in frames:
            name = _name(repeat, thing, len(frames))
            tables = sections(repeat, thing)
            yield Part(PartKind.BODY, heading(part), thing.anchor, tables, name)
        yield from _appendices(repeat, frames)


def _appendices(repeat: Repeat, frames: tuple[Place, ...]) -> Iterator[Part]:
    for item in repeat.contains:
        if isinstance(item, Item) and is_appendix(item):
            for thing in frames:
                table = Table(heading(item), COLUMNS, (value_row(item, thing),))
                name = _name(repeat, thing, len(frames))
                anchor = thing.anchor_of("part", item.key)
                yield Part(PartKind.APPENDIX, heading(item), anchor, (table,), name)


def _name(repeat: Repeat, thing: Place, count: int) -> str:
    """Return the name printed behind a title while there are several; names of lines joined."""
    names = words_of(thing.here.get(repeat.names)) if count > 1 else ""
    return "、".join(names.split("\n"))
