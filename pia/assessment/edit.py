"""Edits a person asks for, as operations: set an answer; add, remove, move a thing.

Every function reads the document and returns ops; nothing is changed until `edited` applies them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pia.assessment.naming import label_of
from pia.assessment.ops import Add, Move, Op, Remove, Replace, Set, apply
from pia.assessment.paths import Path, checked, get, id_path
from pia.assessment.value import Assessment
from pia.errors import InputRefused
from pia.official import Item, Repeat
from pia.official.kinds import KINDS, is_unknown
from pia.official.kinds.base import wrong_type


def edited(assessment: Assessment, ops: tuple[Op, ...]) -> Assessment:
    """Return the document with the ops done; history, withheld and retired stay."""
    return replace(assessment, answers=apply(assessment.answers, ops))


def set_typed(assessment: Assessment, path_text: str, text: str) -> tuple[Op, ...]:
    """Return the op that gives an item the answer a person typed.

    A choice takes key or printed words, boxes `a,b`; `PATH.detail.KEY` is the text of one box.
    Raises PathNotFound, InputRefused.
    """
    base, _, box = path_text.partition(".detail.")
    path, item = _item(assessment, base)
    where = label_of(assessment.form, assessment.answers, path)
    old = get(assessment.answers, path)
    new = _with_detail(item, old, box, text, where) if box else _typed(item, old, text, where)
    return _ops(item, path, old, new)


def set_stored(assessment: Assessment, path_text: str, value: Any) -> tuple[Op, ...]:
    """Return the op that gives an item a stored JSON answer; None makes it absent."""
    path, item = _item(assessment, path_text)
    where = label_of(assessment.form, assessment.answers, path)
    new = None if value is None else KINDS[item.kind].parse(item, value, where)
    return _ops(item, path, get(assessment.answers, path), new)


def add_thing(assessment: Assessment, group: str, new_id: str) -> tuple[Op, ...]:
    """Return the ops that add an empty thing at the end of a repeat such as `systems`."""
    path, repeat = checked(assessment.form, group)
    if not isinstance(repeat, Repeat) or path.last.at is not None:
        hint = "例: files[1].outsourcing"
        raise InputRefused("増やせるのは繰り返しの項目だけです", where=group, hint=hint)
    path = id_path(assessment.answers, path)
    things = get(assessment.answers, path)
    make: tuple[Op, ...] = (Set(str(path), None, []),) if things is None else ()
    at = str(path.parent.child(path.last.key, new_id))
    return (*make, Add(at, len(things or ()) + 1, {"@id": new_id}))


def remove_thing(assessment: Assessment, path_text: str) -> tuple[Op, ...]:
    """Return the op that removes one thing, whole."""
    path, position, thing = _thing(assessment, path_text)
    return (Remove(str(path), position, thing),)


def move_thing(assessment: Assessment, path_text: str, position: int) -> tuple[Op, ...]:
    """Return the op that moves a thing to a position (from 1) of its list."""
    path, old, _ = _thing(assessment, path_text)
    count = len(get(assessment.answers, path.whole()))
    if not 1 <= position <= count:
        hint = f"1から{count}までの番号を書いてください。"
        raise InputRefused(f"{position}番目へは移せません", where=path_text, hint=hint)
    return () if old == position else (Move(str(path), old, position),)


def _item(assessment: Assessment, path_text: str) -> tuple[Path, Item]:
    path, item = checked(assessment.form, path_text)
    if not isinstance(item, Item):
        hint = "その中の項目の場所を書いてください。"
        raise InputRefused("繰り返しそのものに値は入れられません", where=path_text, hint=hint)
    return id_path(assessment.answers, path), item


def _thing(assessment: Assessment, path_text: str) -> tuple[Path, int, dict[str, Any]]:
    path, repeat = checked(assessment.form, path_text)
    if not isinstance(repeat, Repeat) or path.last.at is None:
        hint = "例: files[1].outsourcing[2]"
        raise InputRefused("何番目かを番号で書いてください", where=path_text, hint=hint)
    path = id_path(assessment.answers, path)
    things = get(assessment.answers, path.whole())
    thing = get(assessment.answers, path)
    return path, things.index(thing) + 1, thing


def _typed(item: Item, old: Any, text: str, where: str) -> Any:
    new = KINDS[item.kind].typed(item, text, where)
    if item.kind == "boxes" and isinstance(old, dict) and not is_unknown(old):
        return new | {"detail": old["detail"]}
    return new


def _with_detail(item: Item, old: Any, box: str, text: str, where: str) -> Any:
    if item.kind != "boxes":
        raise wrong_type("チェックの項目", text, where)
    if is_unknown(old):
        hint = "先にどの欄にチェックがあるかを入れてください。"
        raise InputRefused("チェックの印が読み取れていません", where=where, hint=hint)
    base = old or {"checked": [], "detail": {}}
    new = base | {"detail": base["detail"] | {box: text}}
    return KINDS[item.kind].parse(item, new, where)


def _ops(item: Item, path: Path, old: Any, new: Any) -> tuple[Op, ...]:
    if old == new:
        return ()
    texts = not item.choices and isinstance(old, str) and isinstance(new, str)
    if texts and old and new:
        return (_span(str(path), old, new),)
    return (Set(str(path), old, new),)


def _span(at: str, old: str, new: str) -> Replace:
    """Return the one span that differs: common beginning and end are left out."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Replace(at, start, old[start : len(old) - end], new[start : len(new) - end])
