"""Kinds whose answer is text as written: free text, dates (平成28年4月 is an answer), (n)件."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pia.official.kinds.base import Kind, wrong_type
from pia.official.typed import keep_answer

if TYPE_CHECKING:
    from pia.official.form import Item


class Text(Kind):
    """Text kept as typed. What a date or a count means is derived, never stored."""

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.title = title

    def parse(self, item: Item, value: Any, where: str) -> str:
        """Return the text as it is kept."""
        if not isinstance(value, str):
            raise wrong_type("文字列", value, where)
        return keep_answer(value, where)

    def typed(self, item: Item, text: str, where: str) -> str:
        """Return what was typed, as it is kept."""
        return keep_answer(text, where)

    def printed(self, item: Item, value: Any) -> str:
        """Return the text itself."""
        return str(value)

    def schema(self, item: Item) -> dict[str, Any]:
        """Return the schema of a text."""
        return {"type": "string"}


TEXT = Text("text", "文章")
DATE = Text("date", "日付(書かれたまま)")
COUNT = Text("count", "件数")
