"""What a 所管課 wrote in the lines of one item → the answer that the item should have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pia.errors import InputRefused
from pia.imports.inquiry_words import asks_to_empty, is_unchanged, stands_elsewhere
from pia.official import Item
from pia.official.folding import fold
from pia.official.kinds import is_blank, is_unknown
from pia.official.kinds.choice import find_choice
from pia.official.typed import keep_typed
from pia.outline.inquiry import CHECKED, CLEAR, UNCHECKED, stretches

#: What a spreadsheet shows for a formula that went wrong.
_ERRORS = (
    *("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"),
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!"),
)
#: Circles and ticks that people draw instead of choosing one.
_MARKS = {fold(mark) for mark in (CHECKED, "〇", "◯", "●", "✓", "✔", "☑", "レ", "[○]", "o")}
_NO_MARKS = {fold(mark) for mark in (UNCHECKED, CLEAR, "[ ]", "×", "x", "☐")}


def proposed(item: Item, base: Any, written: Mapping[str, str], where: str) -> Any:
    """Return the answer that the lines of an item ask for; `base` where they change nothing.

    `written`: name of the part (`pia.outline.inquiry.Key.part`) → text of its cell; an empty one
    changes nothing, nor does 「変更なし」. Raises InputRefused for a choice that is none, and for
    what cannot be kept.
    """
    kept = {part: _kept(text, where) for part, text in written.items() if text.strip()}
    given = {part: text for part, text in kept.items() if not is_unchanged(text)}
    if not given:
        return base
    if item.kind == "boxes":
        return _boxes(item, base, given, where)
    return _choice(item, base, given, where) if item.choices else _text(base, given, where)


def _text(base: Any, given: Mapping[str, str], where: str) -> Any:
    old = base if isinstance(base, str) and not is_blank(base) else ""
    parts = stretches(old)
    if set(given) - ({str(n) for n in range(1, len(parts) + 1)} if len(parts) > 1 else {"-"}):
        raise _strange_part(where)
    if len(parts) == 1:
        return _whole(base, old, given["-"])
    made = [_stretch(text, given.get(str(n)), where) for n, text in enumerate(parts, start=1)]
    whole = "".join(made)
    return whole if old.endswith("\n") else whole.rstrip("\n")


def _whole(base: Any, old: str, text: str) -> Any:
    """Return a text that stands in one row; the dash that an empty item shows is no answer."""
    if text == CLEAR:
        return "" if old else base
    is_same = text.rstrip("\n") == old.rstrip("\n") or (not old and is_blank(text))
    return base if is_same else text


def _stretch(old: str, text: str | None, where: str) -> str:
    if text is None:
        return old
    if text == CLEAR:
        return ""
    _refuse_note(text, where)
    body = old.rstrip("\n")
    return text.rstrip("\n") + old[len(body) :]


def _choice(item: Item, base: Any, given: Mapping[str, str], where: str) -> Any:
    if set(given) != {"-"}:
        raise _strange_part(where)
    text = given["-"]
    if text == CLEAR or is_blank(text):
        return base if is_blank(base) else ""
    return find_choice(item, text, where).key


def _boxes(item: Item, base: Any, given: Mapping[str, str], where: str) -> Any:
    is_readable = base is not None and not is_unknown(base)
    checked = set(base["checked"]) if is_readable else set()
    detail = dict(base["detail"]) if is_readable else {}
    for part, text in given.items():
        key, _, is_detail = part.partition(".")
        choice = item.choice(key)
        if choice is None:
            raise _strange_part(where)
        if is_detail:
            _say(detail, key, text, where)
        else:
            _check(checked, key, text, f"{where}［{choice.words}］")
    made = {"checked": [c.key for c in item.choices if c.key in checked], "detail": detail}
    return base if is_blank(made) and not is_readable else made


def _say(detail: dict[str, str], key: str, text: str, where: str) -> None:
    """Put the text of a box; the dash that an empty one shows is no answer."""
    old = detail.get(key, "")
    if text == CLEAR or (not old and is_blank(text)):
        if old:
            detail[key] = ""
    else:
        _refuse_note(text, where)
        detail[key] = text


def _refuse_note(text: str, where: str) -> None:
    """Raise InputRefused for a word about a piece of an answer: nobody could ask about it later.

    Of a whole text it is kept, and asked about (`pia.web.views.answers`).
    """
    if asks_to_empty(text):
        hint = f"その行を空欄にするときは「{CLEAR}」と書いてもらってください。"
        raise InputRefused(f"「{text.strip()}」とだけ書かれています", where=where, hint=hint)
    if stands_elsewhere(text):
        hint = "その行に記載する文を書いてもらってください。"
        raise InputRefused(f"「{text.strip()}」とだけ書かれています", where=where, hint=hint)


def _check(checked: set[str], key: str, text: str, where: str) -> None:
    if fold(text) in _MARKS:
        checked.add(key)
    elif fold(text) in _NO_MARKS:
        checked.discard(key)
    else:
        hint = f"「{CHECKED}」か「{UNCHECKED}」を選んでください。"
        raise InputRefused(f"「{text[:40]}」は印ではありません", where=where, hint=hint)


def _kept(text: str, where: str) -> str:
    """Return what a cell says as it is kept. Raises InputRefused."""
    kept = keep_typed(text, where).rstrip("\n")
    if kept.strip() in _ERRORS:
        raise InputRefused(f"計算式の誤り（{kept.strip()}）です", where=where)
    return CLEAR if fold(kept) == fold(CLEAR) else kept


def _strange_part(where: str) -> InputRefused:
    hint = "ダウンロードした照会票のまま、回答欄と備考だけに書いてください。"
    return InputRefused("照合用の欄が書き換えられています", where=where, hint=hint)
