"""Rows of 別添2 → history rows that know their items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pia.assessment import HistoryRow
from pia.assessment.wareki import parse_date
from pia.imports.history_labels import find_way
from pia.imports.history_rows import PrintedRow
from pia.imports.history_targets import BY_POSITION, GROUP, GUESS, SURE, Targets
from pia.imports.renumbering import LabelledRow
from pia.official import Form
from pia.official.folding import fold

_WHY = {
    SURE: "",
    GROUP: "項目のまとまりを指しています。",
    BY_POSITION: "原本の本文にないため、番号で示しています。",
    GUESS: "どのファイルの項目か原本からは決まりません。",
    "": "項目名が様式のどの項目とも合いません。",
}
#: A day that is said by the row above; a merged cell that was parted again is blank.
_DITTO = frozenset(map(fold, ("", "〃", "々", "同上", "同日", "″", '"', "”", "''")))
_ORDER = tuple(_WHY)[::-1]


@dataclass(frozen=True)
class Resolved:
    """A row with what it speaks of."""

    row: HistoryRow
    #: Why its cells may not be what the file says, "" where they are.
    doubt: str = ""

    @property
    def confidence(self) -> str:
        """The least confidence among the row's targets, "" where it has none."""
        return min((t.confidence for t in self.row.id_paths), key=_ORDER.index, default="")

    @property
    def why(self) -> str:
        """Why the row is not sure, "" where it is."""
        return self.doubt or _WHY[self.confidence]


def resolve(form: Form, answers: dict[str, Any], printed: Sequence[PrintedRow]) -> list[Resolved]:
    """Return the rows of a document, in printed order, with the items they speak of."""
    rows: list[LabelledRow] = []
    for row in printed:
        rows.append(_labelled(form, row, rows[-1].day if rows else None))
    targets = Targets(form, answers, rows)
    doubts = [row.doubt for row in printed]
    return [Resolved(_stored(row, targets, n), doubts[n]) for n, row in enumerate(rows)]


def _labelled(form: Form, printed: PrintedRow, above: str | None) -> LabelledRow:
    changed_on, item, *_ = printed.cells
    written = parse_date(changed_on)
    day = written.day.isoformat() if written and written.precision == "day" else None
    if fold(changed_on) in _DITTO:
        day = above
    return LabelledRow(printed.cells, find_way(form, item), day)


def _stored(row: LabelledRow, targets: Targets, place: int) -> HistoryRow:
    changed_on, item, before, after, timing, explanation = row.cells
    found = tuple(targets.of(place))
    cells = (changed_on, item, before, after, timing, explanation)
    return HistoryRow(*cells, changed_on_date=row.day, id_paths=found)
