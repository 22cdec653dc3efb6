"""The saves of a draft as people read them: who, when, which items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from pia.assessment import Assessment
from pia.assessment.paths import Path
from pia.official import Repeat
from pia.operations.drafts import COMPLETION, EDIT, REDO, UNDO, WITHHELD, original_of
from pia.operations.undoing import redoable, undoable
from pia.store.records import DraftChange
from pia.store.work import Work
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_words import Words, short_words

#: Entries of the Change log on one page.
PER_PAGE = 30
#: Items that one line names before it only counts.
_MOST_NAMED = 6
WHAT = {
    EDIT: "保存",
    UNDO: "取消し",
    REDO: "取消しのやり直し",
    COMPLETION: "読取りの補完",
    WITHHELD: "非公表の範囲の変更",
}
_VERBS = {"add": "を追加", "remove": "を削除", "move": "を並べ替え"}


@dataclass(frozen=True)
class SaveLine:
    """One entry of the Change log: when, and what some of its items said before and after."""

    sequence: int
    at: datetime
    words: tuple[Words, ...]


@dataclass(frozen=True)
class HistoryLine:
    """One save, or several in a row of one person at the same items."""

    what: str
    by: str
    at: datetime
    items: tuple[str, ...]
    #: Items that are not named.
    more: int
    #: The entries it stands for, the newest first.
    saves: tuple[SaveLine, ...] = ()


def history_page(
    work: Work, document: Assessment, changes: tuple[DraftChange, ...], page: int
) -> tuple[HistoryLine, ...]:
    """Return the lines of one page (from 1) of the Change log, the newest first."""
    newest = changes[::-1][(page - 1) * PER_PAGE : page * PER_PAGE]
    names = names_of(work, newest)
    said = [((names[one.made_by], WHAT[one.what], _items(document, one)), one) for one in newest]
    grouped = groupby(said, key=lambda line: line[0])
    return tuple(_line(document, key, [one for _, one in lines]) for key, lines in grouped)


def what_undo_takes_back(
    work: Work, document: Assessment, changes: tuple[DraftChange, ...]
) -> HistoryLine | None:
    """Return the save that an undo takes back, None where there is none."""
    return _one_line(work, document, undoable(changes))


def what_redo_puts_back(
    work: Work, document: Assessment, changes: tuple[DraftChange, ...]
) -> HistoryLine | None:
    """Return the undo that a redo is about, None where there is none."""
    return _one_line(work, document, redoable(changes))


def names_of(work: Work, changes: Iterable[DraftChange]) -> dict[int, str]:
    """Return the names of those who made the changes."""
    return {number: work.users.get(number).display_name for number in {c.made_by for c in changes}}


def ops_of(change: DraftChange) -> list[dict[str, Any]]:
    """Return the ops of an entry of the Change log; of an undo those it took back."""
    original = original_of(change)
    ops: list[dict[str, Any]] = [] if original.what == WITHHELD else original.ops
    return ops


def _one_line(work: Work, document: Assessment, change: DraftChange | None) -> HistoryLine | None:
    if change is None:
        return None
    name = names_of(work, [change])[change.made_by]
    return _line(document, (name, WHAT[change.what], _items(document, change)), [change])


def _line(
    document: Assessment, key: tuple[str, str, tuple[str, ...]], changes: list[DraftChange]
) -> HistoryLine:
    by, what, items = key
    named = items[:_MOST_NAMED]
    saves = tuple(SaveLine(c.sequence, c.made_at, _words(document, c)) for c in changes)
    return HistoryLine(what, by, changes[0].made_at, named, len(items) - len(named), saves)


def _words(document: Assessment, change: DraftChange) -> tuple[Words, ...]:
    return short_words(document, ops_of(change), is_undo=change.what == UNDO)


def _items(document: Assessment, change: DraftChange) -> tuple[str, ...]:
    """Return the labels of what a save changed, each once; of things made with a list only them."""
    return tuple(dict.fromkeys(_labels(document, ops_of(change))))


def _labels(document: Assessment, ops: list[dict[str, Any]]) -> Iterator[str]:
    for op in ops:
        node = document.form.find(
            Path.parse(op["at"].removesuffix(".@id")).pattern.removesuffix("[]")
        )
        if op["op"] == "set" and isinstance(node, Repeat):
            continue
        yield label_at(document, op["at"], short=True) + _VERBS.get(op["op"], "")
