"""Remains of HTML inside a cell of text, and what the reader of HTML shares with them.

Blocks and table rows become line breaks, other known tags vanish, whatever else stands in angle
brackets (＜選択肢＞, <ガバメントクラウドにおける措置>) is text. Nothing else becomes a break: a bullet
in the middle of a line stays there, because nobody can know how the paper broke it.
"""

from __future__ import annotations

import html
import re
from itertools import chain, islice

from pia.imports.grid import LOST_MARK, SAID_CHECKED

_BLOCKS = frozenset({"p", "li", "tr"})
_OTHERS = re.compile(
    "a|b|big|blockquote|body|center|code|col|colgroup|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr"
    "|html|i|img|ins|label|ol|option|pre|rp|rt|ruby|s|section|select|small|span|strong|style|sub|sup"
    "|table|tbody|td|tfoot|th|thead|title|u|ul"
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
#: Tags in so many lines are no accident; more than the second number need not be counted.
_HABIT, _MANY = 3, 200
#: Edge of a block: however many stand side by side, they make one break.
EDGE = "\ufdd1"
#: Spaces and line breaks that stand as they are in `<pre>`, and what they are there.
_KEPT = {"\ufdd3": " ", "\ufdd4": "\n", "\ufdd5": "\xa0"}
_KEEPING = str.maketrans({sign: mark for mark, sign in _KEPT.items()})
_GIVING_BACK = str.maketrans(_KEPT)
#: Looked for where spaces begin, not again at each of them.
_EDGES = re.compile(rf"(?<![ \n])[ \n]*{EDGE}[ \n{EDGE}]*")
_LINE_EDGES = re.compile(r"(?<! ) *\n *")


def clean(text: str) -> str:
    """Return a cell's text without markup; unchanged where it has no known tag."""
    marked, tags = _TAG.subn(_replaced, text)
    if tags == 0 or marked == text:
        return text
    return settled(html.unescape(marked))


def is_marked_up(text: str) -> bool:
    """Return whether a text went through a converter that left tags: not one that somebody typed.

    Nobody types a tag with attributes, or tags in many lines.
    """
    tags = (tag for tag in _TAG.finditer(text) if _replaced(tag) != tag[0] and tag[1])
    first = list(islice(tags, _MANY))
    lines = {text.rfind("\n", 0, tag.start()) for tag in first}
    return len(lines) >= _HABIT or any("=" in tag[0] for tag in chain(first, tags))


def settled(text: str) -> str:
    """Return a text with its edges as line breaks, without spaces at the ends of lines."""
    text = text.replace("\xa0", " ")
    text = _LINE_EDGES.sub("\n", _EDGES.sub("\n", text)).strip(" \n")
    return text.translate(_GIVING_BACK)


def kept(text: str) -> str:
    """Return a text whose spaces and line breaks no settling takes away."""
    return text.translate(_KEEPING)


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
