"""The JSON Schema of a document on one edition of a form, derived from the form.

`python -m pia.assessment.schema > docs/assessment.schema.json` writes it down for other programs.
"""

from __future__ import annotations

from typing import Any

from pia.assessment.canonical import canonical_json
from pia.assessment.value import SCHEMA
from pia.official import Form, Item, Repeat, load_form
from pia.official.kinds import KINDS, UNKNOWN_REASONS

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_UNKNOWN = {
    "type": "object",
    "required": ["unknown"],
    "additionalProperties": False,
    "properties": {"unknown": {"enum": list(UNKNOWN_REASONS)}, "raw": _TEXT},
}
_WHOLE = {"type": "integer"}
_THING = {"type": "object"}
#: Any answer of any edition.
_VALUE = {"type": ["string", "array", "object"]}
_OPS: dict[str, dict[str, Any]] = {
    "set": {"old": {}, "new": {}},
    "replace": {"start": _WHOLE, "old": _TEXT, "new": _TEXT},
    "add": {"position": _WHOLE, "new": _THING},
    "remove": {"position": _WHOLE, "old": _THING},
    "move": {"old": _WHOLE, "new": _WHOLE},
}
_DAY = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def json_schema(form: Form) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every stored document of this form obeys."""
    top = {
        "schema": {"const": SCHEMA},
        "form": {"const": form.form},
        "edition": {"const": form.edition},
        "lineage": _ID,
        "answers": _closed(_members(form, ""), ()),
        "change_history": _list(_history_row(form)),
        "withheld": _list(_withheld()),
        "retired": _list(_retired()),
    }
    needed = ("schema", "form", "edition", "lineage", "answers")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _closed(top, needed)


def _members(form: Form, owner: str) -> dict[str, Any]:
    return {node.key: _answer(form, node) for node in form.members(owner)}


def _answer(form: Form, node: Item | Repeat) -> dict[str, Any]:
    if isinstance(node, Repeat):
        return _list(_closed({"@id": _ID, **_members(form, node.path)}, ("@id",)))
    return {"title": node.title, "anyOf": [KINDS[node.kind].schema(node), _UNKNOWN]}


def _history_row(form: Form) -> dict[str, Any]:
    cells = {key: _TEXT for key, _ in form.change_table.columns}
    confidence = {"enum": ["sure", "group", "by-position", "by-content", "guess"]}
    target = _closed({"id_path": _TEXT, "confidence": confidence}, ("id_path",))
    known = {
        "origin": {"enum": ["imported", "generated"]},
        "edition_ref": _MAYBE_TEXT,
        "changed_on_date": _DAY,
        "id_paths": _list(target),
        "ops": {"anyOf": [_list({"anyOf": [_op(name) for name in _OPS]}), {"type": "null"}]},
    }
    return _closed(cells | known, tuple(cells))


def _op(name: str) -> dict[str, Any]:
    keys = {"op": {"const": name}, "at": _TEXT, **_OPS[name]}
    return _closed(keys, tuple(keys))


def _withheld() -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0}
    fields = {"id_path": _TEXT, "quote": _TEXT, "occurrence": count, "reason": _TEXT}
    return _closed(fields, tuple(fields))


def _retired() -> dict[str, Any]:
    fields: dict[str, Any] = {"edition": _TEXT, "id_path": _TEXT, "label": _TEXT, "value": _VALUE}
    return _closed(fields, tuple(fields))


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


if __name__ == "__main__":
    print(canonical_json(json_schema(load_form())), end="")  # noqa: T201 - a generated file
