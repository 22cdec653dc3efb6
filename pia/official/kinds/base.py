"""What every item kind can do, and the answer that could not be read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, TypeGuard

from pia.errors import InputRefused
from pia.official.folding import DASHES
from pia.official.typed import keep_typed

if TYPE_CHECKING:
    from pia.official.form import Item

#: `{"unknown": reason, "raw": text}`; raw is left out where there is none.
Unknown = dict[str, str]

EMPTY_OR_DASH = "empty-or-dash"
#: Why an answer could not be read.
UNKNOWN_REASONS = {
    "not-in-source": "原本にこの項目が見つからない",
    "unreadable": "元の文書に（読取不能）とある",
    "marks-lost": "チェックの印が変換で失われている",
    "not-a-choice": "選択肢のどれとも一致しない",
    "cut-off": "文の途中で切れている",
    EMPTY_OR_DASH: "空欄か「—」か分からない",
    "split": "旧様式の項目が複数に分かれた",
    "withheld": "非公表",
}


def unknown(reason: str, raw: str | None = None) -> Unknown:
    """Return an answer that could not be read."""
    return {"unknown": reason} if raw is None else {"unknown": reason, "raw": raw}


def is_unknown(value: object) -> TypeGuard[Unknown]:
    """Return whether a stored answer is one that could not be read."""
    return isinstance(value, dict) and "unknown" in value


def is_blank(value: object) -> bool:
    """Return whether nothing is said: never asked, an empty box, a dash, no box checked."""
    if value is None or value == []:
        return True
    if isinstance(value, str):
        return value.strip() == "" or value.strip() in DASHES
    if isinstance(value, dict) and "checked" in value:
        return not value["checked"] and not any(value["detail"].values())
    return is_unknown(value) and value["unknown"] == EMPTY_OR_DASH


class Kind(ABC):
    """One kind of item. Stored answers are JSON values; texts are kept as typed."""

    name: str
    title: str
    has_choices = False

    @abstractmethod
    def parse(self, item: Item, value: Any, where: str) -> Any:
        """Return a stored answer in its canonical form. Raises InputRefused."""

    @abstractmethod
    def typed(self, item: Item, text: str, where: str) -> Any:
        """Return the answer a person typed for this item. Raises InputRefused."""

    @abstractmethod
    def printed(self, item: Item, value: Any) -> str:
        """Return the answer as 別添2 and the document print it."""

    @abstractmethod
    def schema(self, item: Item) -> dict[str, Any]:
        """Return the JSON Schema of a stored answer."""


def parse_answer(kind: Kind, item: Item, value: Any, where: str) -> Any:
    """Return any stored answer of an item, readable or not, in canonical form."""
    return parse_unknown(value, where) if is_unknown(value) else kind.parse(item, value, where)


def parse_unknown(value: dict[str, Any], where: str) -> Unknown:
    """Return a stored unknown in canonical form. Raises InputRefused."""
    extra = set(value) - {"unknown", "raw"}
    reason = value["unknown"]
    if extra or not isinstance(reason, str) or reason not in UNKNOWN_REASONS:
        words = "、".join(UNKNOWN_REASONS)
        raise InputRefused(
            "unknown の書き方が正しくありません", where=where, hint=f"理由は {words} のどれかです。"
        )
    raw = value.get("raw")
    if raw is not None and not isinstance(raw, str):
        raise wrong_type("文字列", raw, f"{where} raw")
    return unknown(reason, None if raw is None else keep_typed(raw, f"{where} raw"))


def wrong_type(expected: str, value: object, where: str) -> InputRefused:
    """Return the error for a JSON value of another type than the item takes."""
    names = {dict: "オブジェクト", list: "配列", str: "文字列", bool: "真偽値", type(None): "null"}
    found = names.get(type(value), "数値")
    return InputRefused(f"{expected}が要りますが、{found}が書かれています", where=where)
