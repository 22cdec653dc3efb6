"""目次: lines that only say which headings the document has, and on which page.

Word makes it from the headings, a site from the page. Bound as headings its lines would open parts,
files and 別添1 that nobody wrote, and draw the answers of the document to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pia.imports.grid import Cell, Row
from pia.imports.printed import Printed, is_part_level, label_key
from pia.official.folding import fold
from pia.official.form import Part

#: What stands above it.
_TITLES = frozenset(("目次", "もくじ", "項目一覧", "contents"))
#: So many parts one after the other, without an answer between them, are headings of nothing.
_PARTS = 3
#: Where a heading ends and the number of its page begins, behind dots, a TAB or spaces.
_PAGE = re.compile(r"[\s.…‥・･·_-]*(?:p\.?)?\(?[0-9]{1,3}\)?(?:ページ|頁)?", re.IGNORECASE)
_HEADING = re.compile(rf"(.*?[^\s0-9])({_PAGE.pattern})$", re.IGNORECASE | re.DOTALL)
#: A line of other words than the form's is one of the table where its page stands behind dots.
_DOTS = re.compile(r"[.…‥・･·_-]{3}")
#: Stands for the heading of 別添2, which is no node of the form.
_CHANGE_TABLE = -1
#: A number, a title and a page.
_CELLS = 3
#: More signs than a heading has with its page and the name of a file.
_LONGEST = 200


@dataclass
class _Run:
    """Lines without answers: their rows, and the nodes that each may be the heading of."""

    lines: list[tuple[int, frozenset[int]]] = field(default_factory=list)
    #: Rows of other words than the form's.
    foreign: list[int] = field(default_factory=list)


def without_contents(printed: Printed, rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """Return the rows of a body without its 目次, and its lines of other words than the form's.

    A run of headings is one where it names three parts that stand elsewhere too.
    """
    finder = _Finder(printed, rows)
    gone: set[int] = set()
    left: list[Cell] = []
    for run in finder.runs():
        gone |= {n for n, _ in run.lines} | set(run.foreign) | finder.title_above(run)
        left += [cell for n in run.foreign for cell in rows[n].filled]
    return [row for n, row in enumerate(rows) if n not in gone], left


class _Finder:
    def __init__(self, printed: Printed, rows: Sequence[Row]) -> None:
        self._printed = printed
        self._rows = rows
        form = printed.form
        numbered = (n for n, x in enumerate(form.nodes) if isinstance(x, Part) and x.number)
        self._cover = frozenset(range(next(numbered, 0)))
        self._parts = frozenset(n for n, node in enumerate(form.nodes) if is_part_level(node))
        self._change_table = label_key(f"({form.change_table.number}){form.change_table.title}")

    def runs(self) -> list[_Run]:
        """Return the runs of headings that are a 目次."""
        return [run for run in map(self._trimmed, self._every_run()) if run.lines]

    def title_above(self, run: _Run) -> set[int]:
        """Return the row of the words 目次 right above a run."""
        above = (n for n in range(run.lines[0][0] - 1, -1, -1) if self._rows[n].filled)
        row = next(above, None)
        if row is None or fold("".join(c.text for c in self._rows[row].filled)) not in _TITLES:
            return set()
        return {row}

    def _every_run(self) -> list[_Run]:
        runs, run = [], _Run()
        for n, row in enumerate(self._rows):
            if not row.filled:
                continue
            found = self._heading(row, is_open=bool(run.lines))
            begins = bool(found & self._parts)
            if found and run.lines and begins and found & run.lines[0][1]:
                runs.append(run)  # the first heading again: here the document begins
                run = _Run([(n, found)])
            elif found and (run.lines or begins):
                run.lines.append((n, found))
            elif run.lines and _is_foreign(row):
                run.foreign.append(n)
            elif run.lines:
                runs.append(run)
                run = _Run()
        return [*runs, run]

    def _trimmed(self, run: _Run) -> _Run:
        """Return a run without the headings at its end that stand nowhere else; empty for no 目次."""
        if len(self._named_parts(run)) < _PARTS:
            return _Run()
        own = {n for n, _ in run.lines}
        elsewhere = {_CHANGE_TABLE} | {
            index
            for n, row in enumerate(self._rows)
            if n not in own
            for cell in row.filled[:2]
            for index in self._nodes(cell.text)
        }
        lines = list(run.lines)
        while lines and not lines[-1][1] & elsewhere:
            lines.pop()
        kept = _Run(lines, [n for n in run.foreign if lines and n < lines[-1][0]])
        return kept if len(self._named_parts(kept) & elsewhere) >= _PARTS else _Run()

    def _named_parts(self, run: _Run) -> frozenset[int]:
        return frozenset(index for _, found in run.lines for index in found & self._parts)

    def _heading(self, row: Row, *, is_open: bool) -> frozenset[int]:
        """Return the nodes that a row may be the heading of, page aside; none for another row."""
        for text in _texts(row):
            if found := self._nodes(text, fuzzy=is_open):
                return found
        return frozenset()

    def _nodes(self, text: str, *, fuzzy: bool = False) -> frozenset[int]:
        if len(text) > _LONGEST:
            return frozenset()
        if label_key(text) == self._change_table:
            return frozenset((_CHANGE_TABLE,))
        readings = self._printed.readings(text, fuzzy=fuzzy)
        return frozenset(reading.index for reading in readings) - self._cover


def _is_foreign(row: Row) -> bool:
    """Return whether a row is a line of a 目次, whatever its words are."""
    *before, last = [cell.text for cell in row.filled]
    if len("".join(before) + last) > _LONGEST:
        return False
    found = _HEADING.fullmatch(fold(last))
    return bool(before and _PAGE.fullmatch(last)) or bool(found and _DOTS.search(found[2]))


def _texts(row: Row) -> list[str]:
    """Return what may be the heading of a row: all of its cells, or all but the number of a page."""
    cells = [cell.text for cell in row.filled]
    whole = "".join(cells)
    if len(cells) > _CELLS or len(whole) > _LONGEST:
        return []
    if len(cells) > 1 and _PAGE.fullmatch(cells[-1]):
        return ["".join(cells[:-1])]
    found = _HEADING.fullmatch(whole)
    return [whole, found[1]] if found else [whole]
