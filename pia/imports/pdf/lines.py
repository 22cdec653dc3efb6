"""Runs → text: which runs stand on one line, and which line ends where the paper's width ended.

A line of the page is not a line of the text. Where the first word of the next line had found room,
the writer broke the line; where it had not, the line goes on. Between the two it is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pia.imports import sight
from pia.imports.pdf.page import Run
from pia.imports.sight import DOUBTS

#: Runs whose feet differ by less than this share of the type size stand on one line.
_SAME_LINE = 0.45
#: A gap wider than this many type sizes is a space, and one between cells of a line without rules.
_SPACE, COLUMN = 0.6, 2.0
#: Room left of this many type sizes says that the writer broke the line; less than `_FULL` that not.
_ROOM, _FULL = 2.0, 0.4
#: White on each side of a cell, in type sizes.
_MARGIN = 0.5
#: Begins an entry of a list, which stands on a line of its own.
_ENTRY = re.compile(
    r"[\u3000・○●◎◇◆□■☆★※〇→＜<【〔［\[①-⑳㋐-㋾]"
    r"|[(（]?[0-9０-９ア-ンa-z一二三四五六七八九十]{1,2}[)）.．、]"
)
_STOP = ("。", "．", "：", ":")
#: May not begin a line, or end one: they take their neighbour along.
_NEVER_FIRST = "、。，．・：；？！」』）］｝〉》】〕’”々ー,.:;?!)]}"
_NEVER_LAST = "「『（［｛〈《【〔‘“([{"
_LATIN = re.compile(r"[!-~]+")

GUESSED = "PDFの行の終わりで改行かどうかが分からないため、元の改行と違うことがあります。"
CUT = DOUBTS[sight.CUT]
LAYERED = "表示を切り替えられるレイヤーの文字で、画面や紙には出ないことがあります。"


class Line(NamedTuple):
    """Runs side by side, from the left, and how far to the right they could have gone."""

    runs: tuple[Run, ...]
    limit: float

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(run.right for run in self.runs)

    @property
    def base(self) -> float:
        """The height of the line on its page."""
        return self.runs[0].base

    @property
    def size(self) -> float:
        """The type size of the line."""
        return max(run.size for run in self.runs)

    @property
    def floor(self) -> float:
        """What lies below was cut off; 0 where nothing was."""
        return self.runs[-1].floor

    def text(self, column: str = " ") -> str:
        """Return what the line says; `column` stands for a gap as wide as one between cells."""
        words = self.runs[0].text
        for before, run in pairwise(self.runs):
            gap = run.left - before.right
            if gap > COLUMN * run.size:
                words += column
            elif (gap > _SPACE * run.size or (run.is_spaced and gap > 0)) and words[-1:] != " ":
                words += " "
            words += run.text
        return words


@dataclass(frozen=True)
class Words:
    """A text with what is doubtful about it."""

    text: str
    doubt: str = ""


def in_order(runs: Sequence[Run], limits: Sequence[float]) -> list[Line]:
    """Return runs that come in reading order as lines."""
    lines: list[list[tuple[Run, float]]] = []
    for run, limit in zip(runs, limits, strict=True):
        if lines and _is_beside(lines[-1][-1][0], run):
            lines[-1].append((run, limit))
        else:
            lines.append([(run, limit)])
    return [Line(tuple(r for r, _ in line), max(limit for _, limit in line)) for line in lines]


def by_place(runs: Iterable[Run], limit: float) -> list[Line]:
    """Return runs as lines from the top, each from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.base, r.left)):
        if lines and abs(lines[-1][0].base - run.base) < _SAME_LINE * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [Line(tuple(sorted(line, key=lambda r: r.left)), limit) for line in lines]


def joined(lines: Sequence[Line], *, is_paragraph: bool = False) -> Words:
    """Return the text of lines below each other, those joined that the paper's width parted.

    `is_paragraph`: the file itself says that they are one. In any other text 「・」, 「①」 or an
    indent begins a line of its own, and a sentence that ends with its line leaves a doubt.
    """
    lines = [line for line in lines if line.text().strip()]
    if not lines:
        return Words("")
    text = lines[0].text().strip(" ")
    doubt = _doubt([run for line in lines for run in line.runs])
    for before, line in pairwise(lines):
        words = line.text().strip(" ")
        room = _room(before, line)
        if room > _ROOM or (not is_paragraph and _ENTRY.match(words)):
            text += "\n"
        elif not is_paragraph and (room > _FULL or text.endswith(_STOP)):
            text, doubt = text + ("\n" if room > _FULL else ""), doubt or GUESSED
        elif _LATIN.fullmatch(text[-1] + words[0]) and words[0] not in _NEVER_FIRST:
            text += " " if before.text().endswith(" ") else ""
        text += words
    return Words(text, doubt)


def _doubt(runs: Sequence[Run]) -> str:
    """Return what is doubtful of runs by themselves."""
    if any(run.is_cut for run in runs):
        return CUT
    return LAYERED if any(run.is_layered for run in runs) else ""


def _is_beside(before: Run, run: Run) -> bool:
    same = abs(before.base - run.base) < _SAME_LINE * max(before.size, run.size)
    return same and run.left > before.left - run.size


def _room(before: Line, line: Line) -> float:
    """Return how much room the first word of a line would have had on the one before, in its size."""
    margin = _MARGIN * line.size
    return (before.limit - margin - before.right - _first_word(line)) / line.size


def _first_word(line: Line) -> float:
    """Return the width of what may not be parted at the beginning of a line."""
    text = line.text().strip()
    latin = _LATIN.match(text)
    count = len(latin[0]) if latin else 1
    if not latin and text[0] in _NEVER_LAST:
        count += 1
    while count < len(text) and text[count] in _NEVER_FIRST:
        count += 1
    run = line.runs[0]
    if latin and count <= len(run.text):
        return (run.right - run.left) * count / max(1, len(run.text))
    return count * line.size * (0.5 if latin else 1.0)
