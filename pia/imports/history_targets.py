"""What a 別添2 row means in this document: id paths, positions where a thing is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pia.assessment import Path, RowTarget
from pia.assessment.paths import ROOT, id_path
from pia.errors import PathNotFound
from pia.imports.history_labels import Way
from pia.imports.renumbering import LabelledRow, number_today
from pia.official import Form, Item, Node, Repeat
from pia.official.folding import fold
from pia.official.kinds import KINDS, is_unknown
from pia.official.nothing import is_nothing

#: How sure a target is, the least first.
GUESS, BY_POSITION, GROUP, SURE = "guess", "by-position", "group", "sure"
_LISTED = re.compile("^[①-⑳]", re.MULTILINE)


class Targets:
    """Finds the targets of the rows of one document."""

    def __init__(self, form: Form, answers: dict[str, Any], rows: Sequence[LabelledRow]) -> None:
        self._form = form
        self._answers = answers
        self._rows = rows

    def of(self, place: int) -> Iterator[RowTarget]:
        """Yield what row `place` (from 0) speaks of."""
        row = self._rows[place]
        nodes, grouped = self._meant(row.way, row.said) if row.way else ((), False)
        for node in nodes:
            path, confidence = self._place(place, node)
            yield _target(
                self._answers, path, GROUP if grouped and confidence == SURE else confidence
            )

    def _meant(self, way: Way, said: tuple[str, str]) -> tuple[tuple[Node, ...], bool]:
        """Return the items or the thing that a label means, and whether it names a group."""
        last = way.nodes[-1]
        if isinstance(last, Repeat):
            title = _title_item(last)
            return ((last,) if title is None or _is_whole(said) else (title,)), False
        if isinstance(last, Item):
            parent = self._form.above(last)[-1]
            whole = isinstance(parent, Repeat) and _is_whole(said) and _lists_all(parent, way)
            return ((parent,) if whole else way.nodes), False
        inside = tuple(n for n in last.walk() if isinstance(n, Item))
        own = tuple(n for n in inside if n.label == "" and fold(n.title) == fold(last.title))
        return (own, False) if own else (inside, len(inside) > 1)

    def _place(self, place: int, node: Node) -> tuple[Path, str]:
        row = self._rows[place]
        numbers = dict(row.way.numbers) if row.way else {}
        path, confidence = ROOT, SURE
        for repeat in (n for n in (*self._form.above(node), node) if isinstance(n, Repeat)):
            if repeat.path in numbers:
                number = number_today(self._rows, place, repeat.path)
                gone = number is None or row.removes(repeat.path)
                confidence = BY_POSITION if gone else confidence
            else:
                number, confidence = self._unnumbered(row, repeat, node)
            path = path.child(repeat.key, number or numbers[repeat.path])
        return (path.child(node.key) if isinstance(node, Item) else path), confidence

    def _unnumbered(self, row: LabelledRow, repeat: Repeat, node: Node) -> tuple[int, str]:
        """Return which file (or Ⅲ) a label means: the only one, by name, else by what it says."""
        things = self._answers.get(repeat.key) or []
        if len(things) <= 1:
            return 1, SURE
        names = [fold(str(thing.get(repeat.names, ""))) for thing in things]
        if row.way and names.count(row.way.file) == 1:
            return names.index(row.way.file) + 1, SURE
        saying = (n for n, thing in enumerate(things, start=1) if _says(thing, node, row.said[1]))
        return next(saying, 1), GUESS


def _title_item(repeat: Repeat) -> Item | None:
    """Return the item that is printed in the repeat's own heading: the title of 委託事項1."""
    inside = (n for n in repeat.contains if isinstance(n, Item) and n.value == "heading")
    return next(inside, None)


def _is_whole(said: tuple[str, str]) -> bool:
    """Return whether a row adds or removes: 「—」 on one side, items ①… on the other."""
    texts = [text for text in said if not is_nothing(text)]
    return len(texts) == 1 and _LISTED.search(texts[0]) is not None


def _lists_all(repeat: Repeat, way: Way) -> bool:
    items = [n for n in repeat.walk() if isinstance(n, Item) and n.value != "heading"]
    return len(way.nodes) > 1 and len(way.nodes) == len(items)


def _says(thing: dict[str, Any], node: Node, after: str) -> bool:
    value = thing.get(node.key)
    if not isinstance(node, Item) or value is None or is_unknown(value) or not after.strip():
        return False
    return fold(after) in fold(KINDS[node.kind].printed(node, value))


def _target(answers: dict[str, Any], path: Path, confidence: str) -> RowTarget:
    """Return the target by ids, by position where its thing is not in the document.

    A removed thing is not there any more: what stands at its number now is another one.
    """
    if confidence == BY_POSITION:
        return RowTarget(str(path), BY_POSITION)
    try:
        return RowTarget(str(id_path(answers, path)), confidence)
    except PathNotFound:
        return RowTarget(str(path), BY_POSITION)
