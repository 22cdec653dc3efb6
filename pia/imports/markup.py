"""Remains of HTML inside a cell of text, and what the reader of HTML shares with them.

Blocks and table rows become line breaks, other known tags vanish, whatever else stands in angle
brackets (＜選択肢＞, <ガバメントクラウドにおける措置>) is text. Nothing else becomes a break: a bullet
in the middle of a line stays there, because nobody can know how the paper broke it.
"""

from __future__ import annotations

import html
import re

from pia.imports.grid import LOST_MARK, SAID_CHECKED

_BLOCKS = frozenset({"p", "li", "tr"})
_OTHERS = re.compile(
    "a|b|big|blockquote|body|center|code|col|colgroup|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr"
    "|html|i|img|ins|label|ol|option|pre|rp|rt|ruby|s|section|select|small|span|strong|style|sub|sup"
    "|table|tbody|td|tfoot|th|thead|title|u|ul"
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?>|<!--.*?-->", re.DOTALL)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
#: Edge of a block: however many stand side by side, they make one break.
EDGE = "\ufdd1"
_EDGES = re.compile(rf"[ \n]*{EDGE}[ \n{EDGE}]*")
_LINE_EDGES = re.compile(r" *\n *")


def clean(text: str) -> str:
    """Return a cell's text without markup; unchanged where it has no known tag."""
    marked, tags = _TAG.subn(_replaced, text)
    if tags == 0 or marked == text:
        return text
    return settled(html.unescape(marked))


def settled(text: str) -> str:
    """Return a text with its edges as line breaks, without spaces at the ends of lines."""
    text = text.replace("\xa0", " ")
    return _LINE_EDGES.sub("\n", _EDGES.sub("\n", text)).strip(" \n")


def box_sign(*, checked: bool) -> str:
    """Return what stands in a text for an `<input>` that is a box."""
    return LOST_MARK + SAID_CHECKED if checked else LOST_MARK


def _replaced(tag: re.Match[str]) -> str:
    name = (tag[1] or "!").lower()
    if name == "br":
        return "\n"
    if name == "input":
        return box_sign(checked=_CHECKED.search(tag[0]) is not None)
    if name in _BLOCKS:
        return EDGE
    return "" if name == "!" or _OTHERS.fullmatch(name) else tag[0]
