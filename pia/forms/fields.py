"""WTForms fields, one per item kind: what a browser posts for an item → its stored answer.

A field holds the answer that was stored (`stored`) and the one after the post (`data`). They are
equal where nothing was changed, not sent, or refused; `refused` says why, by HTML name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, cast

from wtforms import Field

from pia.errors import InputRefused
from pia.forms.typed import typed_text
from pia.official import Choice, Item
from pia.official.kinds import is_unknown
from pia.official.labels import heading

#: A dash stays where it stands, and comes back after another choice was tried.
DASH = "—"
_RELOAD = "ページを開き直してください。"


class Posted(Protocol):
    """What a browser sent: names, each with one or more texts (werkzeug's MultiDict)."""

    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, name: Any, /) -> bool: ...
    def getlist(self, name: str, /) -> list[Any]:
        """Return every text sent under a name."""


class ItemField(Field):
    """The box of one item. Subclasses say in `typed` how a post is read."""

    def __init__(self, item: Item, **options: Any) -> None:
        super().__init__(label=heading(item), **options)
        self.item = item
        self.posted: Posted | None = None
        self.stored: Any = None
        #: HTML name → the sentence why what was sent there is not taken.
        self.refused: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the stored answer (`data`, None: absent) and the post, where there is one."""
        self.posted, self.refused = formdata, {}
        super().process(formdata, data, extra_filters)

    def process_data(self, value: Any) -> None:
        """Take the stored answer."""
        self.stored = self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the post. Raises ValueError, as WTForms wants it, for what is refused."""
        answer = self.typed(valuelist)
        if self.refused:
            raise ValueError(" ".join(self.refused.values()))
        self.data = answer

    def names(self) -> tuple[str, ...]:
        """Return every HTML name that this item is posted under."""
        return (self.name,)

    def typed(self, values: list[Any]) -> Any:
        """Return the answer of a post; the stored one where nothing was sent or changed."""
        raise NotImplementedError

    def shown(self, name: str, stored: str) -> str:
        """Return the text to show under a name: what was sent, else what is stored."""
        if self.posted is None or name not in self.posted:
            return stored
        # A lone surrogate cannot be written into a page; it was refused and is shown as such.
        text = str(self.posted.getlist(name)[0])
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def refuse(self, name: str, sentence: str) -> None:
        """Note why what was sent under a name is not taken."""
        self.refused[name] = sentence

    def text_of(self, name: str, values: list[Any], old: str | None) -> str:
        """Return the one text sent under a name as it is kept, or note why it is refused."""
        if len(values) != 1:
            self.refuse(name, f"この欄が{len(values)}回送られました。{_RELOAD}")
            return ""
        try:
            return typed_text(values[0], old, heading(self.item))
        except InputRefused as error:
            self.refuse(name, error.sentence())
            return ""


class TextField(ItemField):
    """A text, a date as written, a (n)件."""

    def typed(self, values: list[Any]) -> Any:
        """Return the text; an absent or unread answer that is left empty stays what it is."""
        if not values:
            return self.stored
        old = self.stored if isinstance(self.stored, str) else None
        text = self.text_of(self.name, values, old)
        return self.stored if text == "" and old is None else text


class ChoiceField(ItemField):
    """One of the printed choices; "" clears it."""

    def typed(self, values: list[Any]) -> Any:
        """Return the key; an absent answer for which nothing is chosen stays absent."""
        if not values:
            return self.stored
        if len(values) != 1:
            self.refuse(self.name, f"選択が{len(values)}つ送られました。一つだけ選んでください。")
        elif values[0] not in ("", DASH) and self.item.choice(values[0]) is None:
            self.refuse(self.name, f"選択肢にないものが送られました。{_RELOAD}")
        return None if self.stored is None and values[0] == "" else values[0]

    def chosen(self) -> str | None:
        """Return the key that is shown as chosen; None where none is, as for an unread answer."""
        if self.posted is not None and self.name in self.posted:
            return str(self.posted.getlist(self.name)[0])
        return None if is_unknown(self.stored) else self.stored or ""


class BoxesField(ItemField):
    """Check boxes, and the texts that some have.

    The page always sends an empty value under the field's name, so that "none checked" differs
    from "not sent". A text without its check is kept.
    """

    def names(self) -> tuple[str, ...]:
        """Return the name of the boxes and those of their texts."""
        return (self.name, *(self.detail_name(choice) for choice in self._with_text()))

    def detail_name(self, choice: Choice) -> str:
        """Return the HTML name of the text that belongs to a box."""
        return f"{self.name}.detail.{choice.key}"

    def typed(self, values: list[Any]) -> Any:
        """Return the answer, keys in the form's order."""
        old = self._readable()
        checked = self._checked(values) if values else old["checked"]
        detail = old["detail"] | self._details(old["detail"])
        filled = checked or detail
        untouched = self.stored is None or is_unknown(self.stored)
        return self.stored if untouched and not filled else {"checked": checked, "detail": detail}

    def checked(self) -> Sequence[str]:
        """Return the keys that are shown as checked."""
        if self.posted is not None and self.name in self.posted:
            return self.posted.getlist(self.name)
        return cast("list[str]", self._readable()["checked"])

    def detail(self, choice: Choice) -> str:
        """Return the text that is shown behind a box."""
        stored = self._readable()["detail"].get(choice.key, "")
        return self.shown(self.detail_name(choice), stored)

    def _readable(self) -> dict[str, Any]:
        nothing: dict[str, Any] = {"checked": [], "detail": {}}
        return nothing if self.stored is None or is_unknown(self.stored) else self.stored

    def _with_text(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.item.choices if choice.detail)

    def _checked(self, values: list[Any]) -> list[str]:
        sent = [value for value in values if value != ""]
        if any(self.item.choice(key) is None for key in sent):
            self.refuse(self.name, f"ない欄への印が送られました。{_RELOAD}")
        elif len(set(sent)) != len(sent):
            self.refuse(self.name, f"同じ欄への印が2回送られました。{_RELOAD}")
        return [choice.key for choice in self.item.choices if choice.key in sent]

    def _details(self, old: dict[str, str]) -> dict[str, str]:
        """Return the texts that were sent; an empty one only where there was one to clear."""
        found = {}
        for choice in self._with_text():
            name = self.detail_name(choice)
            if self.posted is not None and name in self.posted:
                text = self.text_of(name, self.posted.getlist(name), old.get(choice.key))
                if text or choice.key in old:
                    found[choice.key] = text
        return found


#: The field of each item kind. Keys: exactly those of `pia.official.kinds.KINDS`.
FIELDS: dict[str, Callable[[Item], ItemField]] = {
    "text": TextField,
    "date": TextField,
    "count": TextField,
    "choice": ChoiceField,
    "boxes": BoxesField,
}
