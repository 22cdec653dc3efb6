"""The cover and 項目一覧."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pia.official import Form, Item
from pia.official.form import Part as FormPart
from pia.official.labels import heading
from pia.outline.kind_cells import value_cells
from pia.outline.lines import label
from pia.outline.model import Cell, CellRole, Part, PartKind, Row, RowRole, Run, Table
from pia.outline.place import Place

CONTENTS_TITLE = "項目一覧"
_COLUMNS = ("label", "value")


def cover(part: FormPart, place: Place, tag: str) -> Part:
    """Return the cover: boxes with a heading each, the form's tag at the foot."""
    return Part(
        kind=PartKind.COVER,
        title=place.form.title,
        anchor=part.key,
        tables=tuple(_tables(part, place)),
        foot=tag,
    )


def tag_of(form: Form) -> str:
    """Return the form's tag, with 「未確認」 where nobody has confirmed the edition."""
    return form.tag if form.verified else f"{form.tag} 未確認"


def contents(parts: Iterable[Part], anchor: str) -> Part:
    """Return 項目一覧: each title once, leading to the first part that bears it."""
    first: dict[str, str] = {}
    for part in parts:
        first.setdefault(part.title, part.anchor)
    rows = tuple(
        Row(RowRole.ENTRY, (Cell(CellRole.VALUE, ((Run(title),),), link=link),))
        for title, link in first.items()
    )
    table = Table(caption=CONTENTS_TITLE, columns=("entry",), rows=rows)
    return Part(kind=PartKind.CONTENTS, title=CONTENTS_TITLE, anchor=anchor, tables=(table,))


def _tables(part: FormPart, place: Place) -> Iterator[Table]:
    """Yield the boxes of the cover.

    Items before the first `below` stand side by side under their headings (評価書番号, 評価書名);
    each `below` begins a box of its own, which the next `beside` joins (特記事項).
    """
    items = [node for node in part.contains if isinstance(node, Item)]
    starts = [n for n, item in enumerate(items) if item.value == "below"]
    head = items[: starts[0]] if starts else items
    yield _side_by_side(head, place)
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        yield _box(items[start], items[start + 1 : end], place)


def _side_by_side(items: list[Item], place: Place) -> Table:
    titles = tuple(label(heading(item)) for item in items)
    values = tuple(replace(_value(item, place), span=1) for item in items)
    return Table(
        caption="・".join(heading(item) for item in items),
        columns=tuple(item.key for item in items),
        rows=(Row(RowRole.VALUE, values),),
        header=Row(RowRole.HEADER, titles),
    )


def _box(item: Item, joined: list[Item], place: Place) -> Table:
    rows = [Row(RowRole.VALUE, (_value(item, place),))]
    for other in joined:
        value = replace(_value(other, place), span=1)
        rows.append(Row(RowRole.ITEM, (label(heading(other)), value)))
    title = label(heading(item), span=len(_COLUMNS))
    return Table(
        caption=heading(item),
        columns=_COLUMNS,
        rows=tuple(rows),
        header=Row(RowRole.HEADER, (title,)),
    )


def _value(item: Item, place: Place) -> Cell:
    return value_cells(place.answer(item))[0]
