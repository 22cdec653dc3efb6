"""What the document itself says elsewhere about an answer that is not sure. Shown, never taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pia.assessment.naming import label_of
from pia.assessment.paths import Path, holder
from pia.imports.cut import split_sentences
from pia.imports.history import Resolved
from pia.imports.report import Evidence, evidence_of_rows
from pia.official import Form, Item, Repeat
from pia.official.folding import fold
from pia.official.kinds import KINDS, is_blank, is_unknown


class Witnesses:
    """The answers and 別添2 rows of one document, asked about its unsure items."""

    def __init__(self, form: Form, answers: dict[str, Any], rows: Sequence[Resolved]) -> None:
        self._form = form
        self._answers = answers
        self._rows = rows

    def on(self, path: Path, item: Item, value: Any) -> tuple[Evidence, ...]:
        """Return what the document says about an unsure answer, 別添2 first."""
        rows = evidence_of_rows(str(path), self._rows, self._form.change_table.number)
        if isinstance(value, str):
            return tuple(row for row in rows if _goes_on(value, row.says))
        neighbours = (e for key in item.evidence for e in self._neighbour(path, key))
        return (*rows, *neighbours)

    def _neighbour(self, path: Path, key: str) -> Iterator[Evidence]:
        """Yield the answers of an `evidence` key: beside the item, else by pattern from the top."""
        owner = str(path.parent.pattern)
        beside = f"{owner}.{key}" if owner else key
        if self._form.find(beside):
            yield from self._said(path.parent.child(key))
        elif self._form.find(key):
            for place in self._places(Path.parse(key)):
                yield from self._said(place)

    def _places(self, pattern: Path) -> Iterator[Path]:
        """Yield every place of a pattern path in this document."""
        found = [Path(())]
        for step in pattern.steps:
            found = [p for place in found for p in self._inside(place, step.key, each=step.any)]
        yield from found

    def _inside(self, place: Path, key: str, *, each: bool) -> Iterator[Path]:
        if not each:
            yield place.child(key)
            return
        for thing in holder(self._answers, place.child(key)).get(key) or ():
            yield place.child(key, thing["@id"])

    def _said(self, path: Path) -> Iterator[Evidence]:
        node = self._form.find(path.pattern)
        value = holder(self._answers, path).get(path.last.key)
        says = _item_says(node, value) if isinstance(node, Item) else _repeat_says(node, value)
        if says:
            yield Evidence(label_of(self._form, self._answers, path), says)


def _item_says(item: Item, value: Any) -> str:
    if is_blank(value) or is_unknown(value):
        return ""
    return KINDS[item.kind].printed(item, value)


def _repeat_says(repeat: Repeat | None, things: Any) -> str:
    """Return the names of the things of a repeat that could be read."""
    names = [thing.get(repeat.names) for thing in things or ()] if repeat else []
    return "、".join(name for name in names if isinstance(name, str) and name)


def _goes_on(text: str, after: str) -> bool:
    """Return whether a 変更後 holds the last sentence of a cut text and goes on behind it."""
    last = fold(split_sentences(text)[-1]) if text else ""
    return bool(last) and last in fold(after) and not fold(after).endswith(last)
