"""The sheet for a 所管課 without a format: one line per thing to be answered, each with its key.

Whatever people do with the rows (sort, filter, copy them elsewhere), the key of a line tells which
sheet, item and part of it an answer belongs to, and what the item said when it was asked. A box is
a line of its own, so that a mark is chosen and never drawn; a long text is cut into stretches that
a row can show, of which only the changed ones are answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.canonical import content_id
from pia.assessment.naming import label_of
from pia.assessment.paths import Path, get
from pia.official import Choice, Item
from pia.official.kinds import is_blank, is_unknown
from pia.outline.lines import width
from pia.revision.cells import print_answer

#: Titles of the columns; readers find them by these words.
NUMBER, ITEM, PRESENT, ANSWER, REMARK, KEY = (
    *("番号", "項目", "今の記載", "回答欄"),
    *("備考", "照合用"),
)
#: Before the cell in which the 所管課 says who answers.
ANSWERER = "回答者（課名・氏名）"
#: What is written to empty an item; an empty cell means that nothing changes.
CLEAR = "（空欄にする）"
CHECKED, UNCHECKED = "○", "（印なし）"
#: Behind the beginning of a text that is too long for its one row.
GOES_ON = "…（続きは評価書を見てください）"
#: Full-width signs of one line of the columns of texts, and the most lines of one row: a
#: spreadsheet shows no more than 409 points.
SIGNS, LINES = 25, 20

_ONLY = "-"
_KEY = re.compile(r"(\d{1,9}) (\S{1,300}) (\S{1,80}) ([0-9a-f]{8})")
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCE = re.compile(r"[^。]*。+[」』）]*|[^。]+")


@dataclass(frozen=True)
class Key:
    """What a line belongs to."""

    inquiry: int
    #: Id path of the item.
    path: str
    #: "-", the number of a stretch from 1, the key of a box, or `KEY.detail` for its text.
    part: str
    #: Of the answer that the sheet shows.
    digest: str

    def __str__(self) -> str:
        return f"{self.inquiry} {self.path} {self.part} {self.digest}"

    @staticmethod
    def parse(text: str) -> Key | None:
        """Read a key as a cell has it, None for anything else."""
        found = _KEY.fullmatch(text.strip())
        return Key(int(found[1]), found[2], found[3], found[4]) if found else None


@dataclass(frozen=True)
class Line:
    """One row of the sheet."""

    #: 「3」, or 「3-2」 where an item has several lines.
    number: str
    label: str
    present: str
    key: str
    #: What may be chosen; empty where the answer is written.
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class InquirySheet:
    """All that a sheet says."""

    number: int
    title: str
    #: 評価書番号 and 評価書名.
    subject: str
    #: 課 that is asked, "" where nobody said.
    division: str
    due_on: date | None
    note: str
    made_on: date
    lines: tuple[Line, ...]


def inquiry_lines(document: Assessment, inquiry: int, paths: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of a sheet; `document` is the draft as it was when the sheet was made."""
    found = []
    for n, path in enumerate(paths, start=1):
        parts = list(_parts(document, inquiry, path))
        found += [
            Line(f"{n}-{m}" if len(parts) > 1 else str(n), *part)
            for m, part in enumerate(parts, start=1)
        ]
    return tuple(found)


def base_digest(document: Assessment, inquiry: int, path: str) -> str:
    """Return the digest that the keys of an item carry."""
    value = get(document.answers, Path.parse(path))
    return content_id([document.lineage, inquiry, path, value])


def stretches(text: str) -> tuple[str, ...]:
    """Return the stretches of a text that each fit a row; joined they are the text."""
    found = [""]
    for piece in _pieces(text):
        if found[-1].strip() and _rows(found[-1]) + _rows(piece) > LINES and piece.strip():
            found.append("")
        found[-1] += piece
    return tuple(found)


_Part = tuple[str, str, str, tuple[str, ...]]


def _parts(document: Assessment, inquiry: int, path: str) -> Iterator[_Part]:
    """Yield label, present text, key and options of each line of an item."""
    at = Path.parse(path)
    item, value = document.form.item(at.pattern), get(document.answers, at)
    label = label_of(document.form, document.answers, at, short=True)
    digest = base_digest(document, inquiry, path)
    for name, more, present, options in _item_parts(item, value):
        yield label + more, present, str(Key(inquiry, path, name, digest)), options


def _item_parts(item: Item, value: Any) -> Iterator[_Part]:
    """Yield name, what is added to the label, present text and options of each part."""
    if item.kind == "boxes":
        yield from _boxes(item, value)
    elif item.choices:
        words = tuple(choice.words for choice in item.choices)
        yield _ONLY, "", print_answer(item, value), (*words, CLEAR)
    elif is_unknown(value) or is_blank(value):
        yield _ONLY, "", print_answer(item, value), ()
    else:
        parts = stretches(value)
        for n, text in enumerate(parts, start=1):
            name, more = (str(n), f"\n（{n}／{len(parts)}）") if len(parts) > 1 else (_ONLY, "")
            yield name, more, text.rstrip("\n"), ()


def _boxes(item: Item, value: Any) -> Iterator[_Part]:
    checked = [] if value is None or is_unknown(value) else value["checked"]
    detail = {} if value is None or is_unknown(value) else value["detail"]
    for choice in item.choices:
        words = f"\n［{_words(choice)}］"
        mark = CHECKED if choice.key in checked else UNCHECKED
        yield choice.key, words, mark, (CHECKED, UNCHECKED)
        if choice.detail:
            text = _beginning(detail.get(choice.key, "")) or "—"
            yield f"{choice.key}.detail", f"{words}の内容", text, ()


def _beginning(text: str) -> str:
    """Return a text, or as much of it as a row shows: behind a box it has but one."""
    first, *more = stretches(text)
    return first.rstrip("\n") + GOES_ON if more else text


def _words(choice: Choice) -> str:
    return f"{choice.under}：{choice.words}" if choice.under else choice.words


def _pieces(text: str) -> Iterator[str]:
    """Yield paragraphs; the sentences of one that fits no row, and pieces of such a sentence."""
    most = SIGNS * LINES
    for paragraph in _PARAGRAPH.findall(text):
        if _rows(paragraph) <= LINES:
            yield paragraph
            continue
        for sentence in _SENTENCE.findall(paragraph):
            yield from (sentence[n : n + most] for n in range(0, len(sentence), most))


def _rows(text: str) -> int:
    return sum(max(1, -(-int(width(line)) // SIGNS)) for line in text.rstrip("\n").split("\n"))
