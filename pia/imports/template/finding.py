"""Labels → frames: the binder says which label is which, this says where each answer goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pia.errors import InputRefused
from pia.imports.binder import Bound, bind
from pia.imports.document import FEWEST_ITEMS, part_grids
from pia.imports.edition import tagged
from pia.imports.grid import Grid, Place, Row
from pia.imports.other_forms import refuse_other_forms
from pia.imports.package import damaged, read_parts
from pia.imports.printed import Printed, Reading
from pia.imports.readers import kind_of_file
from pia.imports.scopes import Slot, Thing
from pia.imports.source import SourceFile
from pia.imports.template.areas import Area
from pia.imports.template.headings import named_headings
from pia.imports.template.lists import signs_of, spellings
from pia.imports.template.marks import (
    choice_hole,
    count_hole,
    detail_hole,
    is_answer,
    mark_hole,
    rest_of_label,
    stretches,
)
from pia.imports.template.moving import Moving
from pia.imports.template.region import Found, Region, is_in_label, region_of
from pia.imports.template.room import holes_of, room_of
from pia.imports.template.sheets import Sheet, read_sheets
from pia.imports.template.table import header_of, table_rows
from pia.imports.xlsx_reader import read_xlsx
from pia.official import Form, Item
from pia.official.folding import fold
from pia.outline.continuation import MARK
from pia.outline.frames import Address, Blank, Fact, Frame, Hole, Rows, Template

_SIGNATURES = "_xmlsignatures/"


def find_frames(form: Form, source: SourceFile) -> Template:
    """Return the frames of a workbook for documents of a form. Raises InputRefused."""
    _refuse_other_kinds(source)
    parts = read_parts(source, "xlsx")
    if any(name.startswith(_SIGNATURES) for name in parts):
        hint = "書き込むと署名が無効になります。署名のない様式を使ってください。"
        raise InputRefused("電子署名のあるブックには書き込めません", where=source.name, hint=hint)
    grids = read_xlsx(source)
    body = part_grids(form, grids).body
    _refuse_other_edition(form, source, body)
    bound = bind(form, Printed(form), body)
    _refuse_too_little(form, source, bound)
    try:
        sheets, names = read_sheets(source, parts, grids)
        finder = _Finder(form, sheets, bound, grids, Moving(source, parts, names))
        return finder.template(names)
    except ValueError as error:
        raise damaged(source) from error


def _refuse_other_kinds(source: SourceFile) -> None:
    """Raise InputRefused for what is no workbook; nobody was asked here what kind it is."""
    kind = kind_of_file(source)
    if kind == "xlsx":
        return
    hint = "様式のExcelブック(xlsx・xlsm)を選んでください。"
    if kind == "xls":
        hint = "Excelで開いて、Excelブック(xlsx)で保存し直してください。"
    raise InputRefused("Excel(xlsx)のファイルではありません", where=source.name, hint=hint)


def _refuse_other_edition(form: Form, source: SourceFile, body: Sequence[Row]) -> None:
    refuse_other_forms(form, body)
    named = tagged(form.form, body)
    if named and named.edition != form.edition:
        raise InputRefused(
            f"{named.tag}のブックに{form.tag}の評価書は書き込めません",
            where=source.name,
            hint="評価書と同じ様式のブックを指定してください。",
        )


def _refuse_too_little(form: Form, source: SourceFile, bound: Bound) -> None:
    count = sum(1 for _ in bound.slots())
    if count < FEWEST_ITEMS:
        hint = f"見つかった項目は{count}個です。{form.number}のブックか確かめてください。"
        raise InputRefused(
            f"{form.number}({form.name})のブックではありません", where=source.name, hint=hint
        )


@dataclass
class _Finder:
    form: Form
    sheets: dict[str, Sheet]
    bound: Bound
    grids: Sequence[Grid]
    moving: Moving

    def __post_init__(self) -> None:
        self._facts: dict[Address, Fact] = {}
        self._labels: dict[str, list[Area]] = {name: [] for name in self.sheets}
        for place in self.bound.labels:
            self._labels[place.part].append(self._area(place))
        for name, rows in self._rows():
            self._labels[name] += header_of(self.form, self.sheets[name], rows)
        self._names = {
            id(thing): tuple(hole for one in found if (hole := self._name(*one)))
            for thing, found in named_headings(self.form, self.bound)
        }

    def template(self, names: dict[str, str]) -> Template:
        """Return everything that was found."""
        frame, table = self._frame(self.bound.document), self._table()
        shown = {sheet.name for sheet in self.sheets.values()}
        hidden = [name for name in names if name not in shown]
        said = (
            f"シート{'・'.join(f'「{name}」' for name in hidden)}は非表示か空なので、そのままです"
        )
        notes = (said,) if hidden else ()
        joined = tuple(self._joined())
        return Template(frame, table, self._facts, names, joined, notes)

    def _joined(self) -> Iterator[Address]:
        for sheet in self.sheets.values():
            for spot in sorted(sheet.joined):
                self._facts[Address(sheet.name, *spot)] = Fact(MARK)
                yield Address(sheet.name, *spot)

    def _rows(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        for grid in self.grids:
            if grid.rows:
                yield grid.rows[0].cells[0].place.part, grid.rows

    def _area(self, place: Place) -> Area:
        return self.sheets[place.part].area((place.line, place.column))

    def _table(self) -> Rows:
        for name, rows in self._rows():
            sheet = self.sheets[name]
            if header_of(self.form, sheet, rows):
                found = self._growing(sheet, table_rows(self.form, sheet, rows), self._labels[name])
                self._learn(sheet, (sheet.area((a.row, a.column)) for r in found.rows for a in r))
                return found
        return Rows()

    def _growing(self, sheet: Sheet, table: Rows, labels: Iterable[Area]) -> Rows:
        """Return a table that may grow, where what stands below may move: no frames, nothing fixed."""
        if table.can_grow or any(area.top >= table.next_row for area in labels):
            return table
        may_move = self.moving.may_move(sheet, table.next_row - 1)
        return replace(table, can_grow=may_move, moves_below=may_move)

    def _frame(self, thing: Thing) -> Frame:
        blanks = dict(pair for slot in thing.slots.values() for pair in self._blanks(slot))
        frames = {
            key: tuple(self._frame(inner) for inner in things)
            for key, things in thing.things.items()
        }
        return Frame(blanks, frames, self._names.get(id(thing), ()))

    def _blanks(self, slot: Slot) -> Iterator[tuple[str, Blank]]:
        """Yield the blank of a slot's item, then of each (n)件 that is printed inside it."""
        sheet = self.sheets[slot.label.place.part]
        labels = self._labels[slot.label.place.part]
        label = sheet.at(self._area(slot.label.place))
        region = region_of(sheet, slot, labels)
        counts = [n for n in slot.item.contains if isinstance(n, Item) and n.beside]
        if slot.item.kind == "boxes":
            blank, found = _boxes(slot.item, label, region, counts)
        else:
            blank = self._plain(sheet, slot, labels, region)
            found = {item.key: count_hole(region) for item in counts}
        yield slot.item.key, _listed(sheet, blank)
        self._learn(sheet, (a for line in region.lines for a in line))
        for item in counts:
            yield item.key, _blank(item, label, found.get(item.key))

    def _plain(self, sheet: Sheet, slot: Slot, labels: list[Area], region: Region) -> Blank:
        label = sheet.at(self._area(slot.label.place))
        if slot.item.kind == "choice" and (hole := choice_hole(region)):
            return _blank(slot.item, label, hole)
        if is_in_label(sheet, slot, self._area(slot.label.place)):
            return _blank(slot.item, label, rest_of_label(sheet, slot))
        room = room_of(sheet, _without_list(slot), labels)
        self._learn(sheet, (*room.words, *room.stale))
        stale = tuple(map(sheet.at, room.stale))
        return Blank(slot.item, label, holes_of(sheet, room), stale=stale)

    def _name(self, place: Place, reading: Reading) -> Hole | None:
        """Return the brackets behind a heading, with the name that stands in them."""
        sheet, area = self.sheets[place.part], self._area(place)
        self._learn(sheet, [area])
        text = sheet.cells[area.first].raw
        starts = (n for n, sign in enumerate(text) if sign in "(（")  # both widths are printed
        found = (n for n in starts if fold(text[n:]) == f"({reading.name})")
        start = next(found, None)
        return None if start is None else Hole(sheet.at(area), (start, len(text)))

    def _learn(self, sheet: Sheet, areas: Iterable[Area]) -> None:
        for area in areas:
            self._facts[sheet.at(area)] = sheet.fact(area)


def _blank(item: Item, label: Address, found: Found | None) -> Blank:
    if found is None:
        return Blank(item, label)
    stale = tuple(Address(found.hole.at.sheet, *area.first) for area in found.stale)
    return Blank(item, label, (found.hole,), stale=stale)


def _listed(sheet: Sheet, blank: Blank) -> Blank:
    """Return a blank that knows how the lists of its cells spell choices and marks."""
    if not blank.item.choices:
        return blank
    marks = {key: _with_signs(sheet, hole) for key, hole in blank.marks.items()}
    for hole in blank.words[:1]:
        listed = sheet.listed((hole.at.row, hole.at.column))
        spelled = spellings(blank.item, listed) if listed else {}
        words = (Hole(hole.at),) if spelled else blank.words
        return replace(blank, words=words, spelled=spelled)
    return replace(blank, marks=marks)


def _with_signs(sheet: Sheet, hole: Hole) -> Hole:
    """Return the hole of a mark with the signs that the list of its cell offers."""
    listed = sheet.listed((hole.at.row, hole.at.column))
    if listed is None or hole.piece is not None:
        return hole
    return replace(hole, signs=signs_of(listed, hole.signs))


def _boxes(
    item: Item, label: Address, region: Region, counts: Sequence[Item]
) -> tuple[Blank, dict[str, Found | None]]:
    """Return the holes of every box, and of the numbers behind the words of some."""
    marks, details, numbers = {}, {}, {}
    stale: list[Area] = []
    for choice, start, behind, end in stretches(item, region):
        mark = mark_hole(region, start)
        detail = detail_hole(region, behind, end) if choice.detail else None
        marks[choice.key] = mark.hole
        if detail:
            details[choice.key] = detail.hole
        stale += [*mark.stale, *(detail.stale if detail else ())]
        for other in counts:
            if other.beside and other.beside.choice == choice.key:
                numbers[other.key] = count_hole(region, behind, end)
    spots = tuple(map(region.sheet.at, stale))
    return Blank(item, label, marks=marks, details=details, stale=spots), numbers


def _without_list(slot: Slot) -> Slot:
    """Return a slot without the cells that print its choices."""
    item = slot.item
    if not item.choices:
        return slot
    return replace(slot, rows=[[c for c in row if is_answer(item, c)] for row in slot.rows])
