"""A document into a workbook that somebody gave, and the proof that it can be read from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import ROOT, Path
from pia.errors import InputRefused
from pia.exports.xlsx_template import Filled, Kind, Said, fill
from pia.imports import SourceFile, import_files
from pia.imports.template import find_frames
from pia.official import Item
from pia.official.kinds import is_unknown
from pia.outline.frames import Frame, Template


def fill_template(document: Assessment, template: SourceFile) -> Filled:
    """Return a workbook filled with a document; knows no store. Raises InputRefused.

    What was written is read again as `import` reads it. An answer that comes back otherwise counts
    as not placed, whatever went wrong.
    """
    found = find_frames(document.form, template)
    filled = fill(document, found, template.data)
    try:
        again = import_files([SourceFile(template.name, filled.data)]).assessment
    except InputRefused as error:
        words = f"書き出したブックを読み直せません: {error.message}"
        return replace(filled, said=(*filled.said, Said(Kind.DIFFERS, label=words)))
    told = {one.path for one in filled.unplaced}
    lost = [one for one in _differing(document, again, found) if one.path not in told]
    return replace(filled, said=(*filled.said, *lost))


def _differing(document: Assessment, again: Assessment, template: Template) -> list[Said]:
    """Return what does not come back: answers that could be read, and rows of 別添2."""
    found = list(_Lost(document).answers(document.answers, again.answers, template.frame))
    number, path = document.form.change_table.number, document.form.change_table.path
    placed = None if template.table.can_grow else len(template.table.rows)
    rows = [row.cells() for row in document.change_history[:placed]]
    read = [row.cells() for row in again.change_history]
    for n, row in enumerate(rows, start=1):
        if n > len(read) or read[n - 1] != row:
            found.append(Said(Kind.DIFFERS, f"{path}[{n}]", f"{number} {n}行目"))
    return found


@dataclass(frozen=True)
class _Lost:
    """Goes through the frames of a workbook, for the answers that do not come back from them."""

    document: Assessment

    def answers(
        self, mine: Any, read: Any, frame: Frame, path: Path = ROOT, owner: str = ""
    ) -> Iterator[Said]:
        """Yield the answers of a thing that come back otherwise, where there was a frame."""
        for node in self.document.form.members(owner):
            if isinstance(node, Item):
                if not _is_same(mine.get(node.key), read.get(node.key)):
                    at = path.child(node.key)
                    label = label_of(self.document.form, self.document.answers, at)
                    yield Said(Kind.DIFFERS, str(at), label)
                continue
            things, others = mine.get(node.key) or (), read.get(node.key) or ()
            inner = frame.frames.get(node.key, ())
            for n, (thing, place) in enumerate(zip(things, inner, strict=False)):
                at = path.child(node.key, thing["@id"])
                other = others[n] if n < len(others) else {}
                yield from self.answers(thing, other, place, at, node.path)


def _is_same(mine: Any, read: Any) -> bool:
    """Return whether an answer came back; nothing can be said of one that could not be read."""
    return is_unknown(mine) or _plain(mine) == _plain(read)


def _plain(value: Any) -> Any:
    """Return an answer with what the paper prints alike made alike: absent and empty."""
    if isinstance(value, dict) and "checked" in value:
        return value["checked"], {key: text for key, text in value["detail"].items() if text}
    if value is None or (isinstance(value, dict) and value.get("unknown") == "not-in-source"):
        return ""
    return value
