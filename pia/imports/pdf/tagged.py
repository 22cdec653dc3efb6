"""A tagged PDF → grid, in the order of its tags: tables cell by cell, headings and paragraphs as text.

So a screen reader hears it. What the file calls an artifact (page numbers, headings printed again)
is no part of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pia.imports.building import GridBuilder, Laid
from pia.imports.pdf.lines import CUT, LAYERED, Words, in_order, joined
from pia.imports.pdf.page import Page, Run
from pia.imports.pdf.tags import CELLS, Mark, Tag, Tree

#: Share of the text that must stand in tags, or they are not the document's.
_ENOUGH = 0.9
#: Tags that only mark words inside a line.
_INLINE = frozenset(
    {"Span", "Link", "Reference", "Em", "Strong", "Lbl", "Quote", "Code", "Annot", "Ruby", "RB"}
    | {"Form", "Warichu", "BibEntry"}
)
#: Headings: one line of the text, however many the paper gives it.
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
_WHOLE = _HEADINGS | {"Table"}
#: Not the text itself: readings beside it, and the table of contents with its page numbers.
_UNREAD = frozenset({"RT", "RP", "WT", "WP", "Artifact", "TOC"})
#: Most columns that a table is counted in.
_MAX_COLUMNS = 200


class Said(NamedTuple):
    """A run with how far it could have gone."""

    run: Run
    limit: float


class TaggedText:
    """What the marks of all pages say; pages are added one by one and may be forgotten then."""

    def __init__(self) -> None:
        self._said: dict[Mark, list[Said]] = {}
        self._cut: set[Mark] = set()
        self._tagged = self._loose = 0

    def add_page(self, page: Page) -> None:
        """Add the runs of a page."""
        self._cut |= {Mark(page.number, mark) for mark in page.cut_marks}
        for run in page.runs:
            if run.mark >= 0:
                said = Said(run, page.right_of(run))
                self._said.setdefault(Mark(page.number, run.mark), []).append(said)
                self._tagged += len(run.text)
            elif not run.is_artifact:
                self._loose += len(run.text.strip())

    def is_whole(self, tree: Tree) -> bool:
        """Return whether the tags can be relied on: they have tables, and hold nearly all text."""
        has_tables = any(tag.kind == "TR" for tag in tree.root.walk())
        return has_tables and self._tagged * _ENOUGH >= self._loose + self._tagged * (1 - _ENOUGH)

    def of(self, mark: Mark) -> list[Said]:
        """Return the runs of a mark."""
        return self._said.get(mark, [])

    def is_cut(self, mark: Mark) -> bool:
        """Return whether something of a mark is not seen."""
        return mark in self._cut


def read_tagged(builder: GridBuilder, tree: Tree, texts: TaggedText) -> None:
    """Add what the tags say to a grid."""
    _Reader(builder, texts).flow(tree.root)


class _Reader:
    def __init__(self, builder: GridBuilder, texts: TaggedText) -> None:
        self._builder = builder
        self._texts = texts
        self._tables = 0

    def flow(self, tag: Tag) -> None:
        """Add what a tag holds: tables as tables, all else as text."""
        pieces: list[Mark | None] = []
        for piece in _pieces(tag, tables=True):
            if isinstance(piece, Tag):
                self._text(pieces)
                pieces = []
                self._heading(piece) if piece.kind in _HEADINGS else self._table(piece)
            else:
                pieces.append(piece)
        self._text(pieces)

    def _text(self, pieces: Iterable[Mark | None]) -> None:
        for paragraph in _paragraphs(pieces):
            words = self._words([paragraph])
            if words.text:
                self._builder.text(words.text, words.doubt if words.doubt in (CUT, LAYERED) else "")

    def _heading(self, heading: Tag) -> None:
        words = self._words(_paragraphs(_pieces(heading)))
        self._builder.text(words.text.replace("\n", ""))

    def _table(self, table: Tag) -> None:
        self._tables += 1
        part = f"{_first_page(table)}ページの表{self._tables}"
        for line, laid in enumerate(_laid(self._cells(table)), start=1):
            self._builder.row(part, line, laid)

    def _cells(self, table: Tag) -> Iterator[list[tuple[Tag, Words]]]:
        """Yield the cells of each row with what they say."""
        for held in table.inside:
            if isinstance(held, Tag) and held.kind == "TR":
                yield [
                    (cell, self._words(self._once(cell)))
                    for cell in held.inside
                    if isinstance(cell, Tag) and cell.kind in CELLS
                ]
            elif isinstance(held, Tag) and held.kind in ("THead", "TBody", "TFoot"):
                yield from self._cells(held)
            elif isinstance(held, Tag) and held.kind == "Caption":
                self.flow(held)

    def _once(self, cell: Tag) -> list[list[Mark]]:
        """Return the paragraphs of a cell; of a head that a browser repeats on each page, the first."""
        paragraphs = list(_paragraphs(_pieces(cell)))
        said: dict[int, str] = {}
        for mark in (mark for paragraph in paragraphs for mark in paragraph):
            text = "".join(one.run.text for one in self._texts.of(mark))
            said[mark.page] = said.get(mark.page, "") + text
        if cell.kind != "TH" or len(said) == 1 or len(set(said.values())) > 1:
            return paragraphs
        first = min(said, default=0)
        kept = ([mark for mark in paragraph if mark.page == first] for paragraph in paragraphs)
        return [paragraph for paragraph in kept if paragraph]

    def _words(self, paragraphs: Iterable[Sequence[Mark]]) -> Words:
        marked = list(paragraphs)
        said = [[one for mark in paragraph for one in self._texts.of(mark)] for paragraph in marked]
        is_cut = any(self._texts.is_cut(mark) for paragraph in marked for mark in paragraph)
        words = [
            joined(
                in_order([one.run for one in part], [one.limit for one in part]), is_paragraph=True
            )
            for part in said
            if part
        ]
        doubt = CUT if is_cut else next((one.doubt for one in words if one.doubt), "")
        return Words("\n".join(one.text for one in words).strip("\n"), doubt)


def _pieces(tag: Tag, *, tables: bool = False) -> Iterator[Mark | Tag | None]:
    """Yield the marks of a tag in reading order, None at edges of blocks; whole ones if wanted."""
    for held in tag.inside:
        if isinstance(held, Mark) or (tables and held.kind in _WHOLE):
            yield held
        elif held.kind in _INLINE:
            yield from _pieces(held, tables=tables)
        elif held.kind not in _UNREAD:
            yield None
            yield from _pieces(held, tables=tables)
            yield None


def _paragraphs(pieces: Iterable[Mark | Tag | None]) -> Iterator[list[Mark]]:
    paragraph: list[Mark] = []
    for piece in pieces:
        if isinstance(piece, Mark):
            paragraph.append(piece)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _first_page(tag: Tag) -> int:
    pages = (held.page for one in tag.walk() for held in one.inside if isinstance(held, Mark))
    return next(pages, 1)


def _laid(rows: Iterable[list[tuple[Tag, Words]]]) -> Iterator[list[Laid]]:
    """Yield the cells of each row at their columns, below those that reach down from above."""
    free_from: dict[int, int] = {}
    for row, cells in enumerate(rows):
        laid, column = [], 1
        for cell, words in cells:
            while free_from.get(column, 0) > row:
                column += 1
            across = max(1, min(cell.columns, _MAX_COLUMNS - column))
            laid.append(Laid(words.text, column, cell.rows, words.doubt))
            free_from |= dict.fromkeys(range(column, column + across), row + cell.rows)
            column += across
        yield laid
