"""Write the rows of a comparison into 別添2 of the new edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from pia.assessment import Add, Assessment, HistoryRow, Op, Path, RowTarget
from pia.assessment.ops import op_to_json
from pia.assessment.paths import Step, get, id_path
from pia.assessment.value import Withheld
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, PathNotFound
from pia.official.folding import without_space
from pia.revision.comparison import GROUP, MOVED, ChangeRow, Comparison
from pia.revision.timing.procedure import REASSESSMENT


def record(new: Assessment, comparison: Comparison) -> Assessment:
    """Return `new` with its rows beside those it has: the cells of earlier rows are never touched.

    They stand behind them. Where the city prints the newest first they stand before them, and
    earlier days that stand the other way round are turned; where it chose nothing, a table that
    stands newest first goes on so. A city may start the table afresh at a 再実施, earlier rows then
    stay in the earlier editions. What OLD withheld and NEW says no more stays
    withheld in 別添2. Raises InputRefused where `new` is not the document that was compared.
    """
    if new.answers != comparison.new.answers:
        hint = "もう一度比べてから書き込んでください。"
        raise InputRefused("比べた後に文書が変わっています", where="別添2", hint=hint)
    return replace(
        new,
        change_history=_history(new.change_history, comparison),
        withheld=(*new.withheld, *_still_withheld(comparison.old, new)),
    )


def _history(earlier: tuple[HistoryRow, ...], comparison: Comparison) -> tuple[HistoryRow, ...]:
    style, rows = comparison.style, printed_rows(comparison)
    if style.fresh_on_reassessment and comparison.procedure == REASSESSMENT:
        earlier = ()
    if style.newest_first:
        return (*rows, *_newest_first(earlier))
    return (*rows, *earlier) if goes_down(earlier) else (*earlier, *rows)


def goes_down(rows: Sequence[HistoryRow]) -> bool:
    """Return whether a table has several days and the newest stands first."""
    days = _days(rows)
    return len(days) > 1 and days == sorted(set(days), reverse=True)


def _newest_first(rows: tuple[HistoryRow, ...]) -> tuple[HistoryRow, ...]:
    """Return rows with the newest day first, the rows of one day as they stand.

    A day that nobody can read, or days that go up and down, leave the table as it is.
    """
    days = _days(rows)
    if "" in days or days != sorted(set(days)):
        return rows
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.changed_on_date)]
    return tuple(chain.from_iterable(groups[::-1]))


def _days(rows: Sequence[HistoryRow]) -> list[str]:
    return [day or "" for day, _ in groupby(row.changed_on_date for row in rows)]


def printed_rows(comparison: Comparison) -> tuple[HistoryRow, ...]:
    """Return the rows as 別添2 of the new edition holds and prints them."""
    return tuple(_history_row(row, comparison) for row in comparison.rows)


def _still_withheld(old: Assessment, new: Assessment) -> Iterator[Withheld]:
    """Yield what OLD withheld and the body of NEW says no more.

    A part whose words still stand was given to the public by a person.
    """
    known = {(part.id_path, part.quote) for part in new.withheld}
    for part in old.withheld:
        if (part.id_path, part.quote) not in known and not _is_said(part, old, new):
            yield replace(part, occurrence=0)


def _is_said(part: Withheld, old: Assessment, new: Assessment) -> bool:
    before, now = (_answer(document, part.id_path) for document in (old, new))
    quote = without_space(part.quote)
    in_text = quote != "" and isinstance(now, str) and quote in without_space(now)
    return now is not None and (now == before or in_text)


def _answer(document: Assessment, path: str) -> Any:
    try:
        return get(document.answers, Path.parse(path))
    except PathNotFound:
        return None


def _history_row(row: ChangeRow, comparison: Comparison) -> HistoryRow:
    by_content = comparison.old.lineage != comparison.new.lineage
    ops = tuple(_in_new_ids(row, comparison)) if by_content else row.ops
    confidence = "by-content" if by_content else "sure"
    return HistoryRow(
        changed_on=to_wareki(row.changed_on),
        item=row.item,
        before=row.before,
        after=row.after,
        timing=row.timing,
        explanation=row.explanation,
        origin="generated",
        changed_on_date=row.changed_on.isoformat(),
        id_paths=(RowTarget(ops[-1].at, confidence),),
        ops=tuple(op_to_json(op) for op in ops),
    )


def _in_new_ids(row: ChangeRow, comparison: Comparison) -> Iterator[Op]:
    """Yield the row's ops by the ids of NEW: the document they are kept in knows no others."""
    matched = comparison.matched
    at = Path.parse(row.ops[-1].at)
    if row.change == MOVED:
        yield from (replace(op, at=str(_translated(Path.parse(op.at), matched))) for op in row.ops)
        return
    if row.mode != GROUP:
        here = str(_translated(at, matched))
        yield from (replace(op, at=here) for op in row.ops)
        return
    the_list = _translated(at.whole(), matched)
    *opening, last = row.ops
    yield from (replace(op, at=str(the_list)) for op in opening)
    if isinstance(last, Add) and row.new_path is not None:
        there = id_path(comparison.new.answers, Path.parse(row.new_path))
        yield Add(str(there), last.position, last.new | {"@id": there.last.at})
    else:
        thing = Path((*the_list.steps[:-1], Step(at.last.key, at.last.at)))
        yield replace(last, at=str(thing))


def _translated(at: Path, matched: Mapping[str, str]) -> Path:
    """Return an id path of OLD by the ids of NEW; the things around it stand in both."""
    for end in range(len(at.steps), 0, -1):
        there = matched.get(str(Path(at.steps[:end])))
        if there is not None:
            return Path((*Path.parse(there).steps, *at.steps[end:]))
    return at
