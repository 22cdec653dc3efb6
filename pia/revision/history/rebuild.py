"""Undo the rows of 別添2, newest day first."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from pia.assessment import Assessment, HistoryRow
from pia.assessment.value import Answers
from pia.official import Form, Item
from pia.official.kinds import EMPTY_OR_DASH, unknown
from pia.revision.headings import learnt_headings
from pia.revision.history.edition import edition_before
from pia.revision.history.findings import day_of_row, table_findings
from pia.revision.history.recorded import undone_as_recorded
from pia.revision.history.report import NOT_FITTED, Rebuilt, RebuiltEdition, RowReport
from pia.revision.history.targets import targets_of
from pia.revision.printed import Fit, Here, Misfit, Turn, done_together, loose
from pia.revision.printed.nearest import nearest
from pia.revision.printed.outcome import CUT_OFF, DIFFERS

#: The text of an edition should say what this column says.
_CELL = "変更後"
#: A shorter fragment may stand in a text by chance (あり in あります).
_SHORTEST_FRAGMENT = 4
_NO_DAY = "変更日が読めないため、どの版のことか分かりません。"
_WRONG_DAY = "変更日が番号法の公布より前のため、どの版のことか分かりません。"

#: Rows with their number in the table, from 1.
_Rows = Sequence[tuple[int, HistoryRow]]


def rebuild(document: Assessment) -> Rebuilt:
    """Return the editions before each 変更日 and what became of each row. Pure; never raises.

    A row whose day cannot be read, or cannot be, belongs to no edition and is told. A row that
    cannot be undone leaves its text as it is in all earlier editions.
    """
    own = learnt_headings(document)
    reports: dict[int, RowReport] = {}
    editions: list[RebuiltEdition] = []
    answers = document.answers
    for day, rows in sorted(_by_day(document).items(), reverse=True):
        answers, found = _undone(document.form, answers, rows, own)
        reports |= found
        editions.append(RebuiltEdition(day, edition_before(document, day, answers)))
    undated = _NoDay(document)
    every = [
        reports.get(n) or undated.report(n, row)
        for n, row in enumerate(document.change_history, start=1)
    ]
    return Rebuilt(tuple(editions), tuple(every), tuple(table_findings(document)))


def _by_day(document: Assessment) -> dict[date, list[tuple[int, HistoryRow]]]:
    found: dict[date, list[tuple[int, HistoryRow]]] = {}
    for number, row in enumerate(document.change_history, start=1):
        if (day := day_of_row(row)) is not None:
            found.setdefault(day, []).append((number, row))
    return found


class _NoDay:
    """Reports rows that no day places."""

    def __init__(self, document: Assessment) -> None:
        self._form = document.form
        self._answers = document.answers

    def report(self, number: int, row: HistoryRow) -> RowReport:
        """Return the report of a row without a day."""
        turn = _turn(self._form, self._answers, row)
        why = _NO_DAY if row.changed_on_date is None else _WRONG_DAY
        return _report(number, row, turn, NOT_FITTED, why)


def _undone(
    form: Form, answers: Answers, rows: _Rows, own: frozenset[str]
) -> tuple[Answers, dict[int, RowReport]]:
    """Return the answers before the rows of one day, and what became of each row.

    First the rows that know their operations, last first, as they were done; then the others, all
    fitted to one text.
    """
    turns = {number: _turn(form, answers, row) for number, row in rows}
    reports: dict[int, RowReport] = {}
    now = answers
    for number, row in reversed(rows):
        done = undone_as_recorded(form, answers, now, row)
        if done is not None:
            now = done.answers
            reports[number] = _report(number, row, turns[number], done.how)
    left = [(number, row) for number, row in rows if number not in reports]
    here = Here(form, deepcopy(now), loose, _empty_or_dash, own, _SHORTEST_FRAGMENT)
    done_rest = done_together(here, [turns[number] for number, _ in left])
    before = Here(form, now, loose, _empty_or_dash, own)
    for (number, row), outcome in zip(left, done_rest.outcomes, strict=True):
        reports[number] = _reported(before, number, row, turns[number], outcome)
    return done_rest.answers, reports


def _turn(form: Form, answers: Answers, row: HistoryRow) -> Turn:
    return Turn(row.item, targets_of(form, answers, row), row.after, row.before)


def _empty_or_dash(_: Item, cell: str) -> Any:
    return unknown(EMPTY_OR_DASH, cell.strip() or "—")


def _reported(
    here: Here, number: int, row: HistoryRow, turn: Turn, outcome: Fit | Misfit
) -> RowReport:
    if isinstance(outcome, Fit):
        return replace(_report(number, row, turn, outcome.how), path=outcome.path)
    near = nearest(here, turn)
    is_cut = outcome.reason == DIFFERS and near is not None and near.is_cut_off
    reason = (CUT_OFF if is_cut else outcome.reason).format(cell=_CELL)
    return replace(_report(number, row, turn, NOT_FITTED, reason), nearest=near)


def _report(number: int, row: HistoryRow, turn: Turn, how: str, reason: str = "") -> RowReport:
    path = str(turn.targets[0]) if turn.targets else None
    return RowReport(number, row.changed_on, row.item, how, path, reason)
