"""Check boxes: the keys that are checked, in the form's order, and the text some boxes have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pia.errors import InputRefused
from pia.official.kinds.base import Kind, wrong_type
from pia.official.kinds.choice import find_choice, no_such_key
from pia.official.typed import keep_answer

if TYPE_CHECKING:
    from pia.official.form import Choice, Item

CHECKED, UNCHECKED = "[○]", "[ ]"


class Boxes(Kind):
    """`{"checked": [keys], "detail": {key: text}}`."""

    name = "boxes"
    title = "チェック"
    has_choices = True

    def parse(self, item: Item, value: Any, where: str) -> dict[str, Any]:
        """Return the answer with its keys in the form's order. Raises InputRefused."""
        if not isinstance(value, dict):
            raise wrong_type("checked と detail を持つオブジェクト", value, where)
        extra = sorted(set(value) - {"checked", "detail"})
        if extra or "checked" not in value:
            raise InputRefused("チェックの答えに書けるのは checked と detail です", where=where)
        return {
            "checked": _checked(item, value["checked"], where),
            "detail": _detail(item, value.get("detail", {}), where),
        }

    def typed(self, item: Item, text: str, where: str) -> dict[str, Any]:
        """Return the boxes named in `a,b`, by key or printed words. "" checks none."""
        if text.strip() == "":
            return {"checked": [], "detail": {}}
        whole = [find_choice(item, text, where)] if _is_one(item, text) else None
        found = whole or [find_choice(item, word, where) for word in text.split(",")]
        keys = {choice.key for choice in found}
        return {"checked": [c.key for c in item.choices if c.key in keys], "detail": {}}

    def printed(self, item: Item, value: Any) -> str:
        """Return `[○]自己点検 [ ]外部監査`, the text of a box in brackets behind it."""
        return " ".join(print_box(choice, value) for choice in item.choices)

    def schema(self, item: Item) -> dict[str, Any]:
        """Return the schema of the object."""
        keys = [c.key for c in item.choices]
        details = {c.key: {"type": "string"} for c in item.choices if c.detail}
        return {
            "type": "object",
            "required": ["checked"],
            "additionalProperties": False,
            "properties": {
                "checked": {"type": "array", "items": {"enum": keys}, "uniqueItems": True},
                "detail": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": details,
                },
            },
        }


def print_box(choice: Choice, value: dict[str, Any]) -> str:
    """Return one box as printed: mark, words, and its text where it has one."""
    mark = CHECKED if choice.key in value["checked"] else UNCHECKED
    text = value["detail"].get(choice.key, "")
    if not choice.detail and not text:
        return mark + choice.words
    return f"{mark}{choice.words}({text or ' '})"


def _is_one(item: Item, text: str) -> bool:
    return any(text.strip() in (c.key, c.words) for c in item.choices)


def _checked(item: Item, given: Any, where: str) -> list[str]:
    if not isinstance(given, list):
        raise wrong_type("checked には配列", given, where)
    for key in given:
        if not isinstance(key, str) or item.choice(key) is None:
            raise no_such_key(item, str(key), where)
    if len(set(given)) != len(given):
        raise InputRefused("checked に同じキーが二度あります", where=where)
    return [c.key for c in item.choices if c.key in given]


def _detail(item: Item, given: Any, where: str) -> dict[str, str]:
    if not isinstance(given, dict):
        raise wrong_type("detail にはオブジェクト", given, where)
    for key, text in given.items():
        choice = item.choice(key)
        if choice is None or not choice.detail:
            raise InputRefused(f"{key} の欄に書く文字の場所はありません", where=where)
        if not isinstance(text, str):
            raise wrong_type("detail の値には文字列", text, f"{where}.detail.{key}")
    return {key: keep_answer(text, f"{where}.detail.{key}") for key, text in given.items()}


BOXES = Boxes()
