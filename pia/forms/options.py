"""The controls of a field as a page prints them. A new kind of item must be added to `CONTROLS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from typing import cast

from pia.forms.blocks import Option, OptionGroup, TextBox
from pia.forms.fields import DASH, BoxesField, ChoiceField, ItemField
from pia.outline.lines import width

NOTHING_CHOSEN = "（選択なし）"
#: Full-width signs on one line of a text, and the most lines a control shows unscrolled.
_LINE, _MOST_ROWS = 42, 60
_FEWEST_ROWS = {"text": 2}


@dataclass(frozen=True)
class Control:
    """What a kind of item is filled in with."""

    #: text, choice or boxes: the macro that prints it.
    macro: str
    text: TextBox | None = None
    groups: tuple[OptionGroup, ...] = ()


def control_of(field: ItemField, described_by: str, errors: dict[str, str]) -> Control:
    """Return the control of a field; `described_by` are ids of what belongs to the whole field."""
    return CONTROLS[field.item.kind](field, described_by, errors)


def html_id(name: str) -> str:
    """Return the id of the control posted under a name."""
    return f"item-{name}"


def error_id(name: str) -> str:
    """Return the id of the sentence why what was sent under a name is not taken."""
    return f"error-{name}"


def rows_of(text: str, fewest: int) -> int:
    """Return how many lines a text takes in its control."""
    lines = sum(max(1, ceil(width(line) / _LINE)) for line in text.split("\n"))
    return min(max(lines, fewest), _MOST_ROWS)


def _text(field: ItemField, described_by: str, errors: dict[str, str]) -> Control:
    stored = field.stored if isinstance(field.stored, str) else ""
    value, kind = field.shown(field.name, stored), field.item.kind
    single = kind in ("date", "count") and "\n" not in value and "\r" not in value
    box = _box(field.name, value, described_by, errors.get(field.name, ""))
    rows = rows_of(value, _FEWEST_ROWS.get(kind, 1))
    return Control("text", text=replace(box, rows=rows, single=single))


def _choice(field: ItemField, _described_by: str, _errors: dict[str, str]) -> Control:
    chosen = cast("ChoiceField", field).chosen()
    words = {choice.key: choice.words for choice in field.item.choices}
    dash = {DASH: DASH} if DASH in (chosen, field.stored) else {}
    offered = words | dash | {"": NOTHING_CHOSEN}
    options = tuple(
        Option(f"{html_id(field.name)}.{n}", key, said, chosen=key == chosen)
        for n, (key, said) in enumerate(offered.items(), start=1)
    )
    return Control("choice", groups=(OptionGroup("", options),))


def _boxes(field: ItemField, _described_by: str, errors: dict[str, str]) -> Control:
    boxes = cast("BoxesField", field)
    checked = boxes.checked()
    groups = []
    for title, members in groupby(field.item.choices, key=lambda choice: choice.under):
        options = []
        for choice in members:
            name = boxes.detail_name(choice)
            detail = _box(name, boxes.detail(choice), "", errors.get(name, ""))
            options.append(
                Option(
                    id=f"{html_id(field.name)}.{choice.key}",
                    value=choice.key,
                    words=choice.words,
                    chosen=choice.key in checked,
                    detail=replace(detail, label=f"{choice.words}の内容")
                    if choice.detail
                    else None,
                )
            )
        groups.append(OptionGroup(title, tuple(options)))
    return Control("boxes", groups=tuple(groups))


def _box(name: str, value: str, described_by: str, error: str) -> TextBox:
    told = f"{described_by} {error_id(name)}".strip() if error else described_by
    rows = rows_of(value, 1)
    return TextBox(name, html_id(name), value, rows, single=False, described_by=told, error=error)


#: How each kind of item is filled in. Keys: exactly those of `pia.official.kinds.KINDS`.
CONTROLS: dict[str, Callable[[ItemField, str, dict[str, str]], Control]] = {
    "text": _text,
    "date": _text,
    "count": _text,
    "choice": _choice,
    "boxes": _boxes,
}
