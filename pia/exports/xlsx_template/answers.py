"""Answers → texts of cells, item by item; whatever an older edition left behind is emptied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from pia.assessment import Assessment
from pia.assessment.naming import file_name, label_of
from pia.assessment.paths import ROOT, Path
from pia.exports.xlsx_template.said import Kind, Said
from pia.exports.xlsx_template.texts import Texts
from pia.official import Form, Item, Repeat
from pia.official.kinds import is_unknown
from pia.official.kinds.base import EMPTY_OR_DASH
from pia.outline.frames import Blank, Frame, Hole
from pia.outline.lines import words_of


@dataclass(frozen=True)
class _At:
    """An item's place in the document, for whoever is told about it."""

    path: str
    label: str
    blank: Blank


def fill_frames(document: Assessment, frame: Frame, texts: Texts) -> None:
    """Put every answer of a document into the frames of a workbook."""
    _Filling(document, texts).frame(document.answers, frame, ROOT, "")


class _Filling:
    def __init__(self, document: Assessment, texts: Texts) -> None:
        self._form: Form = document.form
        self._answers = document.answers
        self._texts = texts

    def frame(self, thing: Mapping[str, Any], frame: Frame, path: Path | None, owner: str) -> None:
        """Fill one frame; without a path it is that of no thing, and is emptied."""
        name = file_name(self._form, self._answers, path) if owner and path is not None else ""
        for hole in frame.names:
            self._texts.put(hole, f"（{name}）" if name else "", str(path or ""), name)
        for node in self._form.members(owner):
            if isinstance(node, Repeat):
                self._repeat(node, thing.get(node.key) or (), frame, path)
            else:
                here = None if path is None else path.child(node.key)
                self._item(node, thing.get(node.key), frame.blanks.get(node.key), here)

    def _repeat(
        self, repeat: Repeat, things: Sequence[Any], frame: Frame, path: Path | None
    ) -> None:
        frames = frame.frames.get(repeat.key, ())
        for n, (thing, inner) in enumerate(zip_longest(things, frames), start=1):
            if inner is None:
                if path is not None:
                    self._texts.said.append(self._missing(repeat, things, n, path))
                return
            known = thing is not None and path is not None
            at = path.child(repeat.key, thing["@id"]) if known and path is not None else None
            if thing is None and not repeat.bands and path is not None and n > 1:
                words = f"{n}番目の{_called(self._form, repeat)}"
                self._texts.said.append(Said(Kind.SPARE, words=words))
            self.frame(thing or {}, inner, at, repeat.path)

    def _missing(self, repeat: Repeat, things: Sequence[Any], first: int, path: Path) -> Said:
        """Return what is said of things that have no frame, from the first one on."""
        numbers = f"{first}～{len(things)}" if len(things) > first else str(first)
        words = f"{numbers}番目の{_called(self._form, repeat)}"
        if "{n}" in repeat.title:
            words = repeat.title.replace("{n}", numbers)
        at = path.child(repeat.key, things[first - 1]["@id"])
        label = label_of(self._form, self._answers, at)
        return Said(Kind.NO_FRAME, str(at), label, words=words)

    def _item(self, item: Item, value: Any, blank: Blank | None, path: Path | None) -> None:
        label = "" if path is None else label_of(self._form, self._answers, path)
        if blank is None:
            if path is not None and _says(value):
                self._texts.said.append(Said(Kind.NO_ITEM, str(path), label))
            return
        at = _At("" if path is None else str(path), label, blank)
        FILLERS[item.kind](self._texts, at, value)
        for stale in blank.stale:
            self._texts.clear(stale, at.path, at.label)


def _text(texts: Texts, at: _At, value: Any) -> None:
    """Put a text; where each line has a cell, line by line, the rest into the last."""
    _words(texts, at, words_of(value))


def _choice(texts: Texts, at: _At, value: Any) -> None:
    choice = at.blank.item.choice(value) if isinstance(value, str) else None
    words = choice.words if choice else words_of(value)
    _words(texts, at, at.blank.spelled.get(choice.key, words) if choice else words)


def _words(texts: Texts, at: _At, words: str) -> None:
    holes = at.blank.words
    if not holes:
        if words:
            texts.said.append(Said(Kind.NO_CELL, at.path, at.label, at.blank.label))
        return
    lines = words.split("\n") if len(holes) > 1 else [words]
    kept = [*lines[: len(holes) - 1], "\n".join(lines[len(holes) - 1 :])]
    for hole, line in zip_longest(holes, kept, fillvalue=""):
        if isinstance(hole, Hole):
            texts.put(hole, line, at.path, at.label)


def _boxes(texts: Texts, at: _At, value: Any) -> None:
    answer = value if isinstance(value, dict) and "checked" in value else {}
    if is_unknown(value) and value["unknown"] != EMPTY_OR_DASH:
        texts.said.append(Said(Kind.UNREADABLE, at.path, at.label, at.blank.label))
    for choice in at.blank.item.choices:
        is_marked = choice.key in answer.get("checked", ())
        detail = answer.get("detail", {}).get(choice.key, "")
        mark = at.blank.marks.get(choice.key)
        if mark:
            texts.put(mark, mark.signs[is_marked], at.path, at.label)
        behind = at.blank.details.get(choice.key)
        if behind:
            texts.put(behind, detail, at.path, at.label)
        if (is_marked and not mark) or (detail and not behind):
            words = f"「{choice.words}」"
            texts.said.append(Said(Kind.NO_BOX, at.path, at.label, at.blank.label, words))


#: How each kind of item is put. Keys: exactly those of `pia.official.kinds.KINDS`.
FILLERS: dict[str, Callable[[Texts, _At, Any], None]] = {
    "text": _text,
    "date": _text,
    "count": _text,
    "choice": _choice,
    "boxes": _boxes,
}


def _says(value: Any) -> bool:
    """Return whether an answer has anything to print."""
    if isinstance(value, dict) and "checked" in value:
        return bool(value["checked"] or any(value["detail"].values()))
    return bool(words_of(value))


def _called(form: Form, repeat: Repeat) -> str:
    """Return what a repeat without a printed title is called: its part."""
    around = [n for n in form.above(repeat) if n.number]
    return f"「{around[-1].number} {around[-1].title}」" if around else repeat.key
