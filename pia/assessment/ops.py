"""The Change: operations on answers, their inverse, and their JSON.

All address by id, so that they hold whatever else was added or moved. `old`/`new` None means
absent. `apply` checks every `old` before it changes anything: an op that does not fit is refused,
never forced.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pia.assessment.paths import Path, holder, index_of
from pia.assessment.value import Answers
from pia.errors import AnswerIsNo, InputRefused, PathNotFound


@dataclass(frozen=True)
class Set:
    """A choice, boxes, an `@id`, or a value that appears or vanishes."""

    at: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Replace:
    """A span of a text. `start` counts code points in the text as it is when the op comes."""

    at: str
    start: int
    old: str
    new: str


@dataclass(frozen=True)
class Add:
    """A thing that appears in its list at `position` (from 1). `at` ends in its id."""

    at: str
    position: int
    new: dict[str, Any]


@dataclass(frozen=True)
class Remove:
    """A thing that vanishes from `position` of its list, whole, so that it can come back."""

    at: str
    position: int
    old: dict[str, Any]


@dataclass(frozen=True)
class Move:
    """A thing that goes from position `old` to position `new` of its list."""

    at: str
    old: int
    new: int


Op = Set | Replace | Add | Remove | Move

_NAMES: dict[str, type[Op]] = {
    "set": Set,
    "replace": Replace,
    "add": Add,
    "remove": Remove,
    "move": Move,
}
_FIELDS = {
    Set: ("at", "old", "new"),
    Replace: ("at", "start", "old", "new"),
    Add: ("at", "position", "new"),
    Remove: ("at", "position", "old"),
    Move: ("at", "old", "new"),
}


def apply(answers: Answers, ops: Iterable[Op]) -> Answers:
    """Return new answers with the ops done in order. Raises AnswerIsNo for one that does not fit."""
    changed = deepcopy(answers)
    for op in ops:
        do(changed, op)
    return changed


def do(answers: Answers, op: Op) -> None:
    """Do one op in place, on answers that nobody else holds. Raises AnswerIsNo as `apply`."""
    try:
        _APPLY[type(op)](answers, op)
    except PathNotFound as error:
        raise AnswerIsNo(error.message, where=op.at, hint=error.hint) from error


def inverse(ops: Iterable[Op]) -> tuple[Op, ...]:
    """Return the ops that undo `ops`, last first."""
    return tuple(_undo(op) for op in reversed(tuple(ops)))


def op_to_json(op: Op) -> dict[str, Any]:
    """Return an op as the contract writes it: {"op": "set", "at": …, "old": …, "new": …}."""
    name = next(name for name, kind in _NAMES.items() if isinstance(op, kind))
    return {"op": name} | {key: getattr(op, key) for key in _FIELDS[type(op)]}


def op_from_json(given: Any, where: str) -> Op:
    """Read an op. Raises InputRefused for a wrong shape."""
    name = given.get("op") if isinstance(given, dict) else None
    if not isinstance(name, str) or name not in _NAMES:
        raise InputRefused("変更操作は set・replace・add・remove・move のどれかです", where=where)
    kind = _NAMES[name]
    if set(given) != {"op", *_FIELDS[kind]} or not _well_typed(kind, given):
        raise InputRefused(f"{name} の書き方が正しくありません", where=where)
    return kind(**{key: given[key] for key in _FIELDS[kind]})


def _well_typed(kind: type[Op], given: dict[str, Any]) -> bool:
    numbers: dict[type[Op], tuple[str, ...]] = {
        Move: ("old", "new"),
        Replace: ("start",),
        Add: ("position",),
        Remove: ("position",),
    }
    words: dict[type[Op], tuple[str, ...]] = {Replace: ("at", "old", "new")}
    objects: dict[type[Op], tuple[str, ...]] = {Add: ("new",), Remove: ("old",)}
    return (
        all(type(given[k]) is int for k in numbers.get(kind, ()))
        and all(isinstance(given[k], str) for k in words.get(kind, ("at",)))
        and all(isinstance(given[k], dict) for k in objects.get(kind, ()))
    )


def _undo(op: Op) -> Op:
    match op:
        case Set(at, old, new):
            return Set(_renamed(at, old, new), new, old)
        case Replace(at, start, old, new):
            return Replace(at, start, new, old)
        case Add(at, position, new):
            return Remove(at, position, new)
        case Remove(at, position, old):
            return Add(at, position, old)
        case Move(at, old, new):
            return Move(at, new, old)


def _renamed(at: str, old: Any, new: Any) -> str:
    """Return where a Set is found after it was done: a thing whose @id changed has the new one."""
    if not at.endswith(".@id"):
        return at
    return at.removesuffix(f"[@{old}].@id") + f"[@{new}].@id"


def _misfit(op: Op, found: Any) -> AnswerIsNo:
    shown = "なし" if found is None else found
    is_text = isinstance(shown, str)
    hint = (
        f"文書には「{shown[:40]}」とあります。" if is_text else "今の文書の内容を確かめてください。"
    )
    return AnswerIsNo("変更前の内容が文書と合いません", where=op.at, hint=hint)


def _set(answers: Answers, op: Set) -> None:
    path = Path.parse(op.at)
    here, key = holder(answers, path), path.last.key
    if here.get(key) != op.old or path.last.at is not None:
        raise _misfit(op, here.get(key))
    if key == "@id" and not isinstance(op.new, str):
        raise _misfit(op, op.old)
    if op.new is None:
        here.pop(key, None)
    else:
        here[key] = deepcopy(op.new)


def _replace(answers: Answers, op: Replace) -> None:
    path = Path.parse(op.at)
    here, key = holder(answers, path), path.last.key
    text, end = here.get(key), op.start + len(op.old)
    if not isinstance(text, str) or not 0 <= op.start <= len(text):
        raise _misfit(op, text)
    if text[op.start : end] != op.old:
        raise _misfit(op, text)
    here[key] = text[: op.start] + op.new + text[end:]


def _things(answers: Answers, path: Path, op: Op) -> list[dict[str, Any]]:
    """Return the list an op changes; one that is absent is made by a Set of its own."""
    things = holder(answers, path).get(path.last.key)
    if not isinstance(things, list):
        raise _misfit(op, things)
    return things


def _add(answers: Answers, op: Add) -> None:
    path = Path.parse(op.at)
    things = _things(answers, path, op)
    taken = index_of(things, path.last) is not None
    if taken or not 1 <= op.position <= len(things) + 1 or op.new.get("@id") != path.last.at:
        raise _misfit(op, f"{len(things)}件")
    things.insert(op.position - 1, deepcopy(op.new))


def _remove(answers: Answers, op: Remove) -> None:
    path = Path.parse(op.at)
    things = _things(answers, path, op)
    found = index_of(things, path.last)
    if found is None or found != op.position - 1 or things[found] != op.old:
        raise _misfit(op, None if found is None else f"{found + 1}番目")
    del things[found]


def _move(answers: Answers, op: Move) -> None:
    path = Path.parse(op.at)
    things = _things(answers, path, op)
    found = index_of(things, path.last)
    if found is None or found != op.old - 1 or not 1 <= op.new <= len(things):
        raise _misfit(op, None if found is None else f"{found + 1}番目")
    things.insert(op.new - 1, things.pop(found))


_APPLY: dict[type[Op], Any] = {
    Set: _set,
    Replace: _replace,
    Add: _add,
    Remove: _remove,
    Move: _move,
}
