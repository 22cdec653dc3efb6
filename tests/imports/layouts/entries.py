"""A document as the sequence of what its paper prints: headings, labels with answers, 別添2.

The layouts beside this file print entries in their own ways; none of them uses an exporter.
"""

from dataclasses import dataclass
from typing import Any

from pia.assessment.paths import Path, holder
from pia.outline import CellRole, PartKind, RowRole, outline


@dataclass(frozen=True)
class Entry:
    """One thing on the paper; `kind` is cover, part, section, risk, thing, band, group, item or below."""

    kind: str
    label: str
    item: Any = None  # an Item, None for what holds no answer
    value: Any = ""
    #: Choice of a box, or "" for the item itself → what stands in ( )件 behind it.
    counts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Printed:
    """A whole document: its entries, the lines of its 項目一覧, the rows of its 別添2."""

    title: str
    tag: str
    contents: tuple[str, ...]
    entries: tuple[Entry, ...]
    table: str
    columns: tuple[str, ...]
    history: tuple[tuple[str, ...], ...]


def printed(document) -> Printed:
    """Return what the paper of a document prints."""
    laid = outline(document)
    reader = _Reader(document)
    contents: tuple[str, ...] = ()
    for part in laid.parts:
        if part.kind == PartKind.CONTENTS:
            contents = tuple(c.text for t in part.tables for r in t.rows for c in r.cells)
        elif part.kind != PartKind.CHANGE_TABLE:
            reader.part(part)
    rows = tuple(row.cells() for row in document.change_history)
    columns = tuple(title for _, title in document.form.change_table.columns)
    (table,) = [part.title for part in laid.parts if part.kind == PartKind.CHANGE_TABLE]
    entries = tuple(reader.entries)
    return Printed(laid.parts[0].title, laid.tag, contents, entries, table, columns, rows)


class _Reader:
    def __init__(self, document) -> None:
        self._document = document
        self._heads: list[str] = []
        self.entries: list[Entry] = []

    def part(self, part) -> None:
        """Add a part with its tables."""
        if part.kind == PartKind.APPENDIX:
            self._heads = [part.heading]
        elif part.kind == PartKind.BODY:
            self.entries.append(Entry("part", part.heading))
        for table in part.tables:
            for row in table.all_rows():
                self._row(row)

    def _row(self, row) -> None:
        labels = [c for c in row.cells if c.role in (CellRole.LABEL, CellRole.BAND)]
        values = [c for c in row.cells if c.item]
        if row.role in (RowRole.BAR, RowRole.HEADER, RowRole.CAPTION) and not values:
            self._open()
            self._heads = [cell.text for cell in labels]
        elif not labels and self._heads:
            kind = "cover" if len(values) > 1 or len(self.entries) < 5 else "below"
            for head, cell in zip(self._heads, values, strict=True):
                self.entries.append(self._entry(kind, head, cell))
            self._heads = []
        elif not values:
            self._open()
            names = {RowRole.RISK: "risk", RowRole.THING: "thing", RowRole.BAND: "band"}
            if row.role in names:  # of an empty frame only its name is printed
                self.entries.append(Entry(names[row.role], labels[0].text))
        else:
            self._open()
            for cell in labels[:-1]:
                self.entries.append(Entry("group", cell.text))
            kind = {RowRole.BAR: "bar", RowRole.THING: "named"}.get(row.role, "item")
            self.entries.append(self._entry(kind, labels[-1].text, values[0]))

    def _open(self) -> None:
        """Add a heading that no answer followed."""
        self.entries += [Entry("section", head) for head in self._heads]
        self._heads = []

    def _entry(self, kind: str, label: str, cell) -> Entry:
        form = self._document.form
        item = form.item(Path.parse(cell.item).pattern)
        beside = [form.item(Path.parse(path).pattern) for path in cell.items[1:]]
        counts = tuple(
            (b.beside.choice, self._value(p)) for b, p in zip(beside, cell.items[1:], strict=True)
        )
        return Entry(kind, label, item, self._value(cell.item), counts)

    def _value(self, path: str) -> Any:
        at = Path.parse(path)
        return holder(self._document.answers, at).get(at.last.key, "")
