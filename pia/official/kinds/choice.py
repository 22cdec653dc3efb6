"""One of the printed choices, stored by the form's stable key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pia.errors import InputRefused, nearest
from pia.official.folding import fold
from pia.official.kinds.base import Kind, wrong_type

if TYPE_CHECKING:
    from pia.official.form import Choice, Item


#: Signs of what was written that a refusal repeats.
_SHOWN = 40


class ChoiceKind(Kind):
    """A choice key; "" is an empty box and "—" a typed dash."""

    name = "choice"
    title = "選択"
    has_choices = True

    def parse(self, item: Item, value: Any, where: str) -> str:
        """Return the key. Raises InputRefused for a key the form does not have."""
        if not isinstance(value, str):
            raise wrong_type("選択肢のキー(文字列)", value, where)
        if value in ("", "—") or item.choice(value):
            return value
        raise no_such_key(item, value, where)

    def typed(self, item: Item, text: str, where: str) -> str:
        """Return the key for a key, the printed words, or the printed words with their number."""
        if text.strip() in ("", "—"):
            return text.strip()
        return find_choice(item, text, where).key

    def printed(self, item: Item, value: Any) -> str:
        """Return the printed words of the choice."""
        choice = item.choice(str(value))
        return choice.words if choice else str(value)

    def schema(self, item: Item) -> dict[str, Any]:
        """Return the schema: one of the keys, an empty box or a dash."""
        return {"enum": ["", "—", *(c.key for c in item.choices)]}


def find_choice(item: Item, text: str, where: str) -> Choice:
    """Return the choice of a key or of printed words in any width. Raises InputRefused."""
    wanted = fold(text)
    for number, choice in enumerate(item.choices, start=1):
        words = fold(choice.words)
        if wanted in (choice.key, words, fold(f"{number}){choice.words}")):
            return choice
    raise no_such_choice(item, text, where)


def no_such_key(item: Item, stored: str, where: str) -> InputRefused:
    """Return the error for a stored value that is no key of this item's choices."""
    stored, keys = stored[:_SHOWN], [c.key for c in item.choices]
    meant = next((c.key for c in item.choices if fold(c.words) == fold(stored)), "")
    near = meant or nearest(stored, keys)
    hint = f"近いのは {near} です。" if near else ""
    return InputRefused(
        f"「{stored}」は選択肢のキーにありません",
        where=where,
        hint=f"{hint}選べるのは {'・'.join(keys)} です。",
    )


def no_such_choice(item: Item, text: str, where: str) -> InputRefused:
    """Return the error for words that are no choice of this item."""
    text = text[:_SHOWN]
    near = nearest(text, [c.words for c in item.choices] + [c.key for c in item.choices])
    all_words = "・".join(c.words for c in item.choices)
    hint = f"近いのは「{near}」です。" if near else ""
    return InputRefused(
        f"「{text}」は選択肢にありません", where=where, hint=f"{hint}選べるのは {all_words} です。"
    )


CHOICE = ChoiceKind()
