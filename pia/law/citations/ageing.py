"""What in a text is old on a day: a provision that moved, a name that the law no longer uses.

It tells and proposes, nothing is replaced: which 項 of a new 別表 is meant is for a person to look up.
For what stands in public; 変更前 cells are history and are not asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pia.law.citations.parse import citations
from pia.law.citations.table import (
    RenamedBody,
    Renumbering,
    Superseded,
    citation_table,
    renamed_bodies,
)
from pia.law.citations.value import Citation


@dataclass(frozen=True)
class Ageing:
    """One old citation or name in a text: `text[start:end]` is `old`."""

    old: str
    #: What took its place, as far as the table knows.
    new: str
    since: date
    #: Id of `data/law/sources.yaml`.
    source: str
    verified: bool
    note: str
    start: int
    end: int


#: Texts of some twenty assessments: a page after a save reads one new text, not two hundred.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def ageing(text: str, on: date) -> tuple[Ageing, ...]:
    """Return what is old in a text on a day, from left to right.

    A number that is old for one provision and new for another on that day (番号法19条8号) is not
    told: nobody can tell which is meant.
    """
    found = (*_old_citations(text, on), *_old_names(text, on))
    return tuple(sorted(found, key=lambda one: one.start))


def _old_citations(text: str, on: date) -> Iterator[Ageing]:
    table = citation_table()
    rows = [row for row in table.renumbered if row.since <= on]
    gone = [row for row in table.superseded if row.since <= on]
    for one in citations(text):
        row = _newest(one, rows)
        if row is not None:
            yield _aged(text, one, _became(one, row, rows), row)
        for lost in gone:
            if lost.old.law == one.law and lost.old.table == one.table:
                yield _aged(text, one, lost.new, lost)
                break


def _newest(one: Citation, rows: list[Renumbering]) -> Renumbering | None:
    """Return the last row that made a citation old, None where it stands for something today."""
    old = [row for row in rows if row.covers(one) or _same_table(row.old, one)]
    if not old:
        return None
    row = max(old, key=lambda row: (row.since, row.covers(one)))
    is_new = any(
        _same_place(other.new, one) and other.since >= row.since for other in rows if other != row
    )
    return None if is_new else row


def _became(one: Citation, row: Renumbering, rows: list[Renumbering]) -> str:
    if not row.covers(one):
        return f"{row.new}（項番は確かめてください）"
    one, since = row.moved(one), row.since
    later = next((r for r in rows if r.since > since and r.covers(one)), None)
    return str(one) if later is None else _became(one, later, rows)


def _same_table(old: Citation, one: Citation) -> bool:
    """Return whether a row without an entry is of the 別表 that a citation names an entry of."""
    return old.table is not None and not old.entry and (old.law, old.table) == (one.law, one.table)


def _same_place(new: Citation, one: Citation) -> bool:
    if new.table is not None or not new.article:
        return False
    depth = (new.law, new.article) == (one.law, one.article)
    return depth and new.paragraph in (0, one.paragraph) and new.item in ((), one.item)


def _old_names(text: str, on: date) -> Iterator[Ageing]:
    for row in renamed_bodies(on):
        if row.beside in text:
            for found in _occurrences(text, row):
                yield Ageing(
                    found[0], row.new, row.since, row.source, row.verified, row.note, *found.span()
                )


def _occurrences(text: str, row: RenamedBody) -> Iterator[re.Match[str]]:
    goes_on = f"(?!{'|'.join(map(re.escape, row.not_before))})" if row.not_before else ""
    return re.finditer(re.escape(row.old) + goes_on, text)


def _aged(text: str, one: Citation, new: str, row: Renumbering | Superseded) -> Ageing:
    written = text[one.start : one.end]
    dated = (row.since, row.source, row.verified, row.note)
    return Ageing(written, new, *dated, one.start, one.end)
