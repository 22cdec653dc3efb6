"""項目 of a 別添2 row → the items it speaks of, in whichever style it was written.

Long style: 「II 特定個人情報ファイルの概要 4 特定個人情報ファイルの取扱いの委託 委託事項1 ④再委託の有無」.
Short style: 「I-2-システム2 ①システムの名称 ②システムの機能」.
Both are a way down the form: at each node its number, its title or both. A way counts only if it
explains the label to its last sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pia.imports.printed import is_part_level
from pia.law.numerals import number_of
from pia.official import Form, Item, Node, Repeat
from pia.official.folding import fold
from pia.official.form import Part
from pia.official.labels import without_old_number

_CIRCLED = {chr(0x2460 + n): chr(0xE000 + n) for n in range(20)}
#: What cities write between number and title, and between one heading and the next.
_BETWEEN = "-.,:;・/()<>"
_FILE = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)")
#: The first signs of a title stand for it from this length on: 所属長 for 所属長の役職名.
_PREFIX = 3
_ROMAN = re.compile(r"[ivx]+$")
#: Ⅰ to Ⅴ, folded; who has no such sign writes 1-6-①.
_PART_NUMBERS = ("i", "ii", "iii", "iv", "v")
#: The mark of 重要な変更 that a city copies with the heading: ※, ※(7.②を除く。).
_MARK = re.compile(r"※(?:\([^()]*(?:除く|限る)。?\))?")


@dataclass(frozen=True)
class Way:
    """What a label names: one node or several of one parent, numbers of things, a file's name."""

    nodes: tuple[Node, ...]
    #: (pattern path of the repeat, number printed behind it).
    numbers: tuple[tuple[str, int], ...] = ()
    file: str = ""
    #: Titles that were written in part; fewer are better.
    cut: int = 0

    @property
    def names_thing(self) -> bool:
        """Whether the label names a whole thing, or several of its items at once."""
        return isinstance(self.nodes[-1], Repeat) or len(self.nodes) > 1


@dataclass(frozen=True)
class _Here:
    """How far a label was read."""

    left: str
    way: Way


def find_way(form: Form, label: str) -> Way | None:
    """Return what a label names, None where no way down the form explains all of it."""
    text = _key(label)
    tops = [*form.parts, *(item for item in form.items if is_part_level(item))]
    ends = [end for top in tops for end in _down(form, top, _Here(text, Way(())))]
    whole = [end.way for end in ends if not end.left.strip(_BETWEEN)]
    return min(whole, key=lambda way: (way.cut, -_depth(form, way)), default=None)


def _depth(form: Form, way: Way) -> int:
    return len(form.above(way.nodes[-1]))


@lru_cache(maxsize=4_096)
def _key(text: str) -> str:
    """Return the folded text with circled numbers kept apart from plain ones."""
    marked = "".join(_CIRCLED.get(char, char) for char in text)
    return without_old_number(_MARK.sub("", fold(unicodedata.normalize("NFKC", marked))))


def _down(form: Form, node: Node, here: _Here) -> Iterator[_Here]:
    """Yield every reading of the label that passes through `node`."""
    for named in _named(form, node, here):
        yield named
        for child in node.contains:
            yield from _down(form, child, named)
        yield from _further(form, named)
    if _is_silent(node):
        for child in node.contains:
            yield from _down(form, child, here)


def _further(form: Form, here: _Here) -> Iterator[_Here]:
    """Yield readings with more items of the same parent: ①システムの名称 ②システムの機能."""
    last = here.way.nodes[-1]
    if not isinstance(last, Item) or not here.left.strip(_BETWEEN):
        return
    siblings = form.above(last)[-1].contains
    for sibling in siblings[siblings.index(last) + 1 :]:
        for named in _named(form, sibling, here):
            nodes = (*here.way.nodes, sibling)
            more = _Here(named.left, replace(named.way, nodes=nodes))
            yield more
            yield from _further(form, more)


def _is_silent(node: Node) -> bool:
    """Return whether labels may leave a node out: 再委託, the cover, an item that holds others."""
    return (
        node.label == "" or isinstance(node, Item) or (isinstance(node, Repeat) and not node.title)
    )


def _named(form: Form, node: Node, here: _Here) -> Iterator[_Here]:
    """Yield what is left of the label behind this node's number, title or both."""
    text = here.left.lstrip(_BETWEEN)
    if isinstance(node, Repeat):
        yield from _numbered(node, text, here.way)
        return
    way = replace(here.way, nodes=(node,))
    for words in _words(node):
        if text.startswith(words):
            yield from _with_file(_Here(text[len(words) :], way))
    yield from _titled_later(form, node, _Here(text, way))
    for left in _in_part(node, text):
        yield _Here(left, replace(way, cut=way.cut + 1))


def _titled_later(form: Form, node: Node, here: _Here) -> Iterator[_Here]:
    """Yield what is left where more stands between number and title: a file's name, the group's title."""
    number = _key(node.number)
    if not number or not here.left.startswith(number):
        return
    above = [_key(one.title) for one in form.above(node)[-1:] if one.title]
    for named in _with_file(_Here(here.left[len(number) :], here.way)):
        rest = named.left.lstrip(_BETWEEN)
        for left in (rest, *(rest.removeprefix(title).lstrip(_BETWEEN) for title in above)):
            for title in _titles(node):
                if left.startswith(title):
                    yield _Here(left[len(title) :], named.way)


def _numbered(repeat: Repeat, text: str, way: Way) -> Iterator[_Here]:
    title = re.escape(_key(repeat.title)).replace(r"\{n\}", "([0-9]+)")
    found = re.match(title, text) if repeat.title else None
    number = number_of(found[1]) if found else None
    if found and number is not None:
        numbers = (*way.numbers, (repeat.path, number))
        named = replace(way, nodes=(repeat,), numbers=numbers)
        yield from _with_file(_Here(text[found.end() :], named))


def _with_file(here: _Here) -> Iterator[_Here]:
    """Yield the label as it is, and without （ファイル名） behind this node."""
    yield here
    found = _FILE.match(here.left)
    if found and not here.way.file:
        yield _Here(here.left[found.end() :], replace(here.way, file=found[1]))


@cache
def _words(node: Node) -> tuple[str, ...]:
    """Return the ways a node is written in a label, the longest first."""
    titles = _titles(node)
    number = _key(node.number)
    found = set(titles)
    if isinstance(node, Part) and number in _PART_NUMBERS:
        found.add(f"{_PART_NUMBERS.index(number) + 1}-")
    if number:
        found |= {f"{number}{sign}{t}" for t in titles for sign in ("", ".", ":", "-", ")")}
        found |= {f"({number}){t}" for t in titles} | {number}
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _titles(node: Node) -> tuple[str, ...]:
    return tuple(_key(title) for title in (node.title, *node.also, node.label) if title)


def _in_part(node: Node, text: str) -> Iterator[str]:
    """Yield "" where the rest of the label is the beginning of this item's title."""
    number, title = _key(node.number), _key(node.title)
    rest = text.removeprefix(number).lstrip(_BETWEEN)
    if isinstance(node, Part) or _ROMAN.fullmatch(rest) or len(rest) < _PREFIX:
        return
    if number and text.startswith(number) and title.startswith(rest) and rest != title:
        yield ""
