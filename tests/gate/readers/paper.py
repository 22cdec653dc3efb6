"""What a person sees in a file, and what the outline says should be seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from pia.outline import CellRole, Outline, PartKind

Rows = list[tuple[str, ...]]


@dataclass
class Paper:
    """Printed rows in order; a heading, a bar and a foot are rows too.

    `around` are the texts beside them: the list of contents, the legend; `edges` the head and the
    foot of a page.
    """

    rows: Rows = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        """All that is printed between head and foot, without white space."""
        return bare("".join(text for row in self.rows for text in row) + "".join(self.around))

    @property
    def text(self) -> str:
        """All that is printed, without white space."""
        return self.body + bare("".join(self.edges))


def printed(outline: Outline, *, indents: bool = True, contents: bool = True) -> Rows:
    """The rows of an outline as a reader must find them.

    `indents`: the empty strip before a label is a cell of its own; `contents`: 項目一覧 is a table.
    """
    rows: Rows = []
    for part in outline.parts:
        if part.kind == PartKind.CONTENTS and not contents:
            continue
        rows.append((part.heading,))
        for table in part.tables:
            rows += [_texts(row, indents=indents) for row in table.all_rows()]
        rows += [(part.foot,)] if part.foot else []
    return rows


def _texts(row, *, indents: bool) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells if indents or cell.role != CellRole.INDENT)


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def without_space(rows: Rows) -> Rows:
    """The same rows without white space, for formats that break lines as they like."""
    return [tuple(map(bare, row)) for row in rows]
