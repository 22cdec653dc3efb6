"""Grids → Assessment and report: the one way that every file format takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pia.assessment import Assessment
from pia.assessment.naming import label_of
from pia.assessment.paths import answered, position_path
from pia.errors import InputRefused
from pia.imports.assemble import Assembled, assemble
from pia.imports.binder import Bound, bind
from pia.imports.brackets import arranged
from pia.imports.contents import without_contents
from pia.imports.edition import Edition, by_date, from_tag, tagged
from pia.imports.evidence import Witnesses
from pia.imports.furniture import without_furniture
from pia.imports.grid import Cell, Grid, Row, too_many_cells
from pia.imports.history import Resolved, resolve
from pia.imports.history_rows import PrintedRow, split_history, unread_table, without_copies
from pia.imports.legend import without_legend
from pia.imports.other_forms import refuse_other_forms
from pia.imports.printed import Printed
from pia.imports.report import Imported, ItemReport, Report
from pia.imports.sheet_order import Sheet, in_order
from pia.imports.twice import refuse_two
from pia.imports.values import Status, text_of
from pia.official import Form, editions, load_form
from pia.official.kinds import is_unknown

#: Most cells with words outside 別添2, each of which may be a label; a large document has 5,000.
MAX_WORDED = 20_000
#: A document with fewer items than these is not on the form.
FEWEST_ITEMS = 10


@dataclass(frozen=True)
class _Parted:
    body: list[Row]
    table: list[PrintedRow]
    left: list[Cell]
    #: Sheets of which a copy is there too, with what is said of them.
    doubts: dict[Sheet, str]
    #: What a person should know of how it was parted.
    notes: list[str]


def import_grids(form_name: str, grids: Sequence[Grid], lineage: str) -> Imported:
    """Bind the grids of one document. Raises InputRefused for what is not on the form."""
    newest = load_form(form_name, editions(form_name)[-1])
    parted = part_grids(newest, grids)
    refuse_other_forms(newest, parted.body)
    behind = [Row((cell,)) for cell in parted.left]
    refuse_two(newest, Printed(newest), [*parted.body, *behind])
    edition, bound = _bind(newest, parted.body)
    form = edition.form
    for slot in bound.slots():
        slot.doubt = slot.doubt or parted.doubts.get(slot.label.place.row[:2], "")
    assembled = assemble(form, bound.document, list(bound.slots()))
    _refuse_too_little(form, bound, grids)
    history = resolve(form, assembled.answers, parted.table)
    rows = tuple(found.row for found in history)
    report = Report(
        *(form.form, form.edition, edition.status, edition.why),
        items=tuple(_items(form, assembled, history)),
        history=tuple(history),
        left_over=(*bound.left_over, *parted.left),
        removed_controls=sum(grid.removed_controls for grid in grids),
        note="".join(parted.notes),
    )
    document = Assessment(form.form, form.edition, lineage, assembled.answers, rows)
    return Imported(document, report)


def part_grids(form: Form, grids: Sequence[Grid]) -> _Parted:
    """Part body and 別添2, of all files and sheets in the order of the form."""
    parts = [split_history(form, grid.rows) for grid in grids]
    for part in parts:
        _refuse_too_much(part.body)
    bodies = [without_furniture(without_legend(part.body)) for part in parts]
    printed = Printed(form)
    ordered = in_order(printed, [[arranged(row) for row in body] for body, _ in bodies])
    body, listed = without_contents(printed, ordered.rows)
    left = [*listed, *ordered.left]
    for (_, gone), part in zip(bodies, parts, strict=True):
        left += [*gone, *part.left]
    table, copied = without_copies(form, [part.printed for part in parts])
    notes = [note for part in parts for note in part.notes] + [copied]
    notes += [] if table else [unread_table(form, body)]
    return _Parted(body, table, left, ordered.doubts, list(filter(None, dict.fromkeys(notes))))


def _refuse_too_much(body: Sequence[Row]) -> None:
    """Raise InputRefused for more words than the binder is asked about."""
    if sum(len(row.filled) for row in body) > MAX_WORDED:
        raise too_many_cells(body[0].cells[0].place.file)


def _bind(newest: Form, body: Sequence[Row]) -> tuple[Edition, Bound]:
    """Bind a body on its edition: the one it names, else the one in force on its 公表日."""
    if form := tagged(newest.form, body):
        return from_tag(form), bind(form, Printed(form), body)
    bound = bind(newest, Printed(newest), body)
    stamped = (slot for slot in bound.slots() if slot.item.stamped)
    edition = by_date(newest, next((text_of(slot) for slot in stamped), ""))
    if edition.form.edition != newest.edition:
        bound = bind(edition.form, Printed(edition.form), body)
    return edition, bound


def _refuse_too_little(form: Form, bound: Bound, grids: Sequence[Grid]) -> None:
    count = sum(1 for _ in bound.slots())
    if count < FEWEST_ITEMS:
        hint = f"見つかった項目は{count}個です。{form.number}のファイルか確かめてください。"
        names = (row.cells[0].place.file for grid in grids for row in grid.rows if row.cells)
        where = "、".join(dict.fromkeys(names))
        raise InputRefused(f"{form.number}({form.name})ではありません", where=where, hint=hint)


def _items(form: Form, assembled: Assembled, history: Sequence[Resolved]) -> Iterator[ItemReport]:
    answers = assembled.answers
    witnesses = Witnesses(form, answers, history)
    for path, item, value in answered(form, answers):
        position = str(position_path(answers, path))
        found = assembled.found[position]
        is_unsure = found.read.status is Status.UNSURE
        yield ItemReport(
            path=str(path),
            position_path=position,
            label=label_of(form, answers, path),
            status=found.read.status,
            why=found.read.why,
            evidence=witnesses.on(path, item, value) if is_unsure else (),
            raw=found.slot.raw if found.slot else "",
            place=found.slot.place if found.slot else None,
            is_unknown=is_unknown(value),
        )
