"""Stored JSON → Assessment: every key known, every answer of its kind, or refused with its place."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pia.assessment.jsontext import read_json, shown
from pia.assessment.ops import op_from_json, op_to_json
from pia.assessment.value import (
    SCHEMA,
    Answers,
    Assessment,
    HistoryRow,
    Retired,
    RowTarget,
    Withheld,
)
from pia.errors import InputRefused, nearest
from pia.official import Form, Item, Repeat, load_form
from pia.official.kinds import KINDS
from pia.official.kinds.base import parse_answer, wrong_type
from pia.official.labels import own_label
from pia.official.typed import keep_typed

_TOP = ("schema", "form", "edition", "lineage", "answers", "change_history", "withheld", "retired")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Answers of any edition hold things in things, each with lists; nothing lies deeper.
_DEEPEST = 12
_CELLS = ("changed_on", "item", "before", "after", "timing", "explanation")


def read_assessment(text: str, where: str) -> Assessment:
    """Read a document from JSON text. Raises InputRefused with file (`where`) and place."""
    given = read_json(text, where)
    try:
        return parse_assessment(given)
    except InputRefused as error:
        place = f"{where} {error.where}".strip()
        raise InputRefused(error.message, where=place, hint=error.hint) from error


def parse_assessment(given: Any) -> Assessment:
    """Return the document of a JSON value, in canonical form. Raises InputRefused."""
    top = _object(given, "文書", _TOP, needed=("schema", "form", "edition", "lineage", "answers"))
    if top["schema"] != SCHEMA:
        raise InputRefused(f"schema が {SCHEMA} ではありません", where="schema")
    form = load_form(_text(top, "form"), _text(top, "edition"))
    return Assessment(
        form_name=form.form,
        edition=form.edition,
        lineage=_identifier(top["lineage"], "lineage"),
        answers=parse_answers(form, top["answers"]),
        change_history=tuple(
            _history_row(row, f"change_history {n}行目")
            for n, row in enumerate(_list(top, "change_history"), start=1)
        ),
        withheld=tuple(
            _withheld(part, n) for n, part in enumerate(_list(top, "withheld"), start=1)
        ),
        retired=tuple(_retired(part, n) for n, part in enumerate(_list(top, "retired"), start=1)),
    )


def parse_answers(form: Form, given: Any) -> Answers:
    """Return answers in canonical form. Raises InputRefused naming the item."""
    return _thing(form, "", given, "answers", top=True)


def _thing(form: Form, owner: str, given: Any, where: str, *, top: bool = False) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise wrong_type("オブジェクト", given, where)
    members = {n.key: n for n in form.members(owner)}
    allowed = tuple(members) if top else ("@id", *members)
    _only(given, allowed, where)
    found: dict[str, Any] = {} if top else {"@id": _identifier(given.get("@id"), f"{where} @id")}
    for key, node in members.items():
        if key in given:
            found[key] = _answer(form, node, given[key], where)
    return found


def _answer(form: Form, node: Item | Repeat, value: Any, where: str) -> Any:
    place = own_label(node) or node.title or node.key
    path = node.key if where == "answers" else f"{where}.{node.key}"
    if isinstance(node, Item):
        return parse_answer(KINDS[node.kind], node, value, f"{place} {path}")
    if not isinstance(value, list):
        raise wrong_type("配列", value, path)
    things = [_thing(form, node.path, t, f"{path}[{n}]") for n, t in enumerate(value, start=1)]
    ids = [thing["@id"] for thing in things]
    if len(set(ids)) != len(ids):
        raise InputRefused("同じ @id が二度あります", where=path)
    return things


def _history_row(given: Any, where: str) -> HistoryRow:
    allowed = (*_CELLS, "origin", "edition_ref", "changed_on_date", "id_paths", "ops")
    row = _object(given, where, allowed, needed=_CELLS)
    origin = row.get("origin", "imported")
    if origin not in ("imported", "generated"):
        raise InputRefused("origin は imported か generated です", where=where)
    ops = row.get("ops")
    targets = row.get("id_paths", [])
    if not isinstance(targets, list) or not (ops is None or isinstance(ops, list)):
        raise wrong_type("配列", targets if not isinstance(targets, list) else ops, where)
    cells = {cell: _text(row, cell, where) for cell in _CELLS}
    return HistoryRow(
        **cells,
        origin=origin,
        edition_ref=_optional(row, "edition_ref", where),
        changed_on_date=_day(row, "changed_on_date", where),
        id_paths=tuple(_target(target, where) for target in targets),
        ops=None if ops is None else tuple(_op(op, f"{where} ops") for op in ops),
    )


def _target(given: Any, where: str) -> RowTarget:
    target = _object(given, f"{where} id_paths", ("id_path", "confidence"), needed=("id_path",))
    confidence = target.get("confidence", "sure")
    if confidence not in ("sure", "group", "by-position", "by-content", "guess"):
        raise InputRefused("confidence の値が正しくありません", where=where)
    return RowTarget(_text(target, "id_path", where), confidence)


def _withheld(given: Any, number: int) -> Withheld:
    where = f"withheld {number}件目"
    keys = ("id_path", "quote", "occurrence", "reason")
    part = _object(given, where, keys, needed=keys)
    if type(part["occurrence"]) is not int or part["occurrence"] < 0:
        raise InputRefused("occurrence は0以上の整数です", where=where)
    words = {key: _text(part, key, where) for key in ("id_path", "quote", "reason")}
    return Withheld(occurrence=part["occurrence"], **words)


def _retired(given: Any, number: int) -> Retired:
    where = f"retired {number}件目"
    keys = ("edition", "id_path", "label", "value")
    part = _object(given, where, keys, needed=keys)
    words = {key: _text(part, key, where) for key in ("edition", "id_path", "label")}
    return Retired(value=_value(part["value"], f"{where} value"), **words)


def _op(given: Any, where: str) -> dict[str, Any]:
    op = op_to_json(op_from_json(given, where))
    return {k: v if v is None or isinstance(v, int) else _value(v, where) for k, v in op.items()}


def _value(given: Any, where: str, depth: int = 0) -> Any:
    """Return any answer or thing, whatever edition it is of, with its texts as they are kept."""
    if isinstance(given, str):
        return keep_typed(given, where)
    if not isinstance(given, list | dict):
        raise wrong_type("文字列・配列・オブジェクトのどれか", given, where)
    if depth == _DEEPEST:
        raise InputRefused("入れ子が深すぎます", where=where)
    if isinstance(given, list):
        return [_value(value, where, depth + 1) for value in given]
    return {keep_typed(k, where): _value(v, where, depth + 1) for k, v in given.items()}


def _object(
    given: Any, where: str, allowed: tuple[str, ...], needed: tuple[str, ...] = ()
) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise wrong_type("オブジェクト", given, where)
    _only(given, allowed, where)
    for key in needed:
        if key not in given:
            raise InputRefused(f"{key} がありません", where=where)
    return given


def _only(given: dict[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in given:
        if key not in allowed:
            near = nearest(key, allowed)
            hint = f"近いのは {near} です。" if near else ""
            raise InputRefused(f"知らないキー「{shown(key)}」があります", where=where, hint=hint)


def _list(given: dict[str, Any], key: str) -> list[Any]:
    value = given.get(key, [])
    if not isinstance(value, list):
        raise wrong_type("配列", value, key)
    return value


def _text(given: dict[str, Any], key: str, where: str = "") -> str:
    value = given[key]
    if not isinstance(value, str):
        raise wrong_type("文字列", value, f"{where} {key}".strip())
    return keep_typed(value, f"{where} {key}".strip())


def _optional(given: dict[str, Any], key: str, where: str) -> str | None:
    return None if given.get(key) is None else _text(given, key, where)


def _day(given: dict[str, Any], key: str, where: str) -> str | None:
    text = _optional(given, key, where)
    if text is not None and not _is_day(text):
        hint = "2023-11-06 のように書いてください。"
        raise InputRefused(f"「{text}」は日付として読めません", where=f"{where} {key}", hint=hint)
    return text


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _identifier(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise InputRefused("1〜64文字の英数字が要ります", where=where)
    return value
