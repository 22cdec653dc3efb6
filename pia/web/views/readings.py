"""読取りの補完: what is asked, each item with its control, and the source to read it from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from werkzeug.datastructures import MultiDict

from pia.assessment import Path
from pia.assessment.naming import label_of
from pia.forms.blocks import FieldBlock, Unread
from pia.forms.classes import bound_forms, fields_of
from pia.forms.fields import ItemField, Posted
from pia.forms.options import control_of, error_id, html_id
from pia.forms.sections import Section, sections
from pia.forms.wording import SUPPORT, important_note, unknown_note
from pia.imports import Row, SourceFile
from pia.imports.grid import readable
from pia.official import Form
from pia.official.kinds import is_unknown
from pia.operations.readings import ReadingItem, reading_items, source_rows
from pia.store.records import Edition
from pia.store.work import Work

#: Most rows of a source that a page shows; the file itself is always there.
_MOST_ROWS = 2_000

#: Every field of a reading by the id path of its item, with the page it stands on.
Fields = dict[str, tuple[Section, ItemField]]


@dataclass(frozen=True)
class Asked:
    """One item that a person looks at."""

    anchor: str
    path: str
    block: FieldBlock
    #: Why it is asked, "" where the control says so itself.
    why: str
    evidence: tuple[tuple[str, str], ...]
    #: Where it was read: its words, and the anchor of that row of the source, "" for none.
    place: str
    row: str
    #: The text of the file as it stands in it, where people see another.
    raw: str
    #: It has a reading that can be confirmed.
    may_confirm: bool
    ticked: bool
    is_done: bool


@dataclass(frozen=True)
class AskedSection:
    """The items of one page of the form."""

    title: str
    items: tuple[Asked, ...]


@dataclass(frozen=True)
class SourceRow:
    """One row of a source."""

    anchor: str
    #: The sheet, page or table that begins with it, else "".
    part: str
    line: str
    text: str
    #: Something that is asked was read here.
    is_asked: bool


@dataclass(frozen=True)
class SourceText:
    """A file as it was read, row by row; no rows where it cannot be shown so."""

    file_id: int
    name: str
    rows: tuple[SourceRow, ...]
    is_cut: bool


@dataclass(frozen=True)
class ReadingPage:
    """The whole page."""

    edition_id: int
    dossier_id: int
    dossier: str
    number: int
    total: int
    remaining: int
    sections: tuple[AskedSection, ...]
    sources: tuple[SourceText, ...]
    #: How many completions the edition has: a page that knows fewer is stale.
    base: int


@dataclass(frozen=True)
class Reading:
    """An edition with everything that a page of its reading is made of."""

    edition: Edition
    dossier_id: int
    dossier: str
    items: dict[str, ReadingItem]
    base: int
    sources: tuple[tuple[int, SourceFile, tuple[Row, ...]], ...]

    @property
    def form(self) -> Form:
        """The form that the edition is written on."""
        return self.edition.reading.form

    def proposals(self) -> MultiDict[str, str]:
        """Return what a text's control is filled with where only a doubtful text was read."""
        return MultiDict(
            (path, one.value["raw"])
            for path, one in self.items.items()
            if is_unknown(one.value) and not one.item.choices and one.value.get("raw")
        )

    def fields(self, posted: Posted) -> Fields:
        """Return every field of the document, as posted."""
        answers = self.edition.reading.answers
        return {
            field.name: (section, field)
            for section in sections(self.form, answers)
            for field in fields_of(bound_forms(self.form, answers, section, posted))
        }


def reading_of(work: Work, edition_id: int) -> Reading:
    """Return the reading of an edition. Raises PathNotFound."""
    edition = work.editions.get(edition_id)
    dossier = work.dossiers.get(edition.dossier_id)
    kept = [f for f in work.attachments.of(dossier.id) if f.edition_id == edition_id]
    files = [
        (f.id, SourceFile(f.file_name, work.attachments.data(f.id)))
        for f in reversed(kept)
        if f.role == "source"
    ]
    return Reading(
        edition=edition,
        dossier_id=dossier.id,
        dossier=work.ownership.task(dossier.task_id).name,
        items={item.path: item for item in reading_items(work, edition)},
        base=len(work.editions.completions(edition_id)),
        sources=tuple((number, file, source_rows(file)) for number, file in files),
    )


def reading_page(
    reading: Reading,
    fields: Fields,
    errors: dict[str, str],
    ticked: Iterable[str] = (),
    *,
    with_done: bool = False,
) -> ReadingPage:
    """Return the page; `fields` hold what was typed, `errors` are sentences by HTML name."""
    shown = [one for one in reading.items.values() if one.is_asked or (with_done and one.done)]
    sources = tuple(_sources(reading, {one.place for one in shown if one.place}))
    rows = {place: anchor for _, places in sources for place, anchor in places.items()}
    known = [one for one in reading.items.values() if one.was_asked]
    by_section = groupby(shown, key=lambda one: fields[one.path][0])
    return ReadingPage(
        edition_id=reading.edition.id,
        dossier_id=reading.dossier_id,
        dossier=reading.dossier,
        number=reading.edition.number,
        total=len(known),
        remaining=sum(one.is_asked for one in known),
        sections=tuple(
            AskedSection(
                _section_title(section),
                tuple(
                    _asked(reading, one, fields[one.path][1], errors, rows, one.path in ticked)
                    for one in items
                ),
            )
            for section, items in by_section
        ),
        sources=tuple(text for text, _ in sources),
        base=reading.base,
    )


def anchor_of(path: str) -> str:
    """Return the id of an item's card."""
    return f"ask-{path}"


def _section_title(section: Section) -> str:
    return section.part if section.title == section.part else f"{section.part} {section.title}"


def _asked(  # noqa: PLR0913, PLR0917 - one card is made of all this
    reading: Reading,
    one: ReadingItem,
    field: ItemField,
    errors: dict[str, str],
    rows: dict[str, str],
    ticked: bool,  # noqa: FBT001 - private
) -> Asked:
    unread = is_unknown(one.value)
    return Asked(
        anchor=anchor_of(one.path),
        path=one.path,
        block=_block(reading, one, field, errors),
        why="" if unread else one.why,
        evidence=tuple((said["from"], said["says"]) for said in one.evidence),
        place=one.place,
        row=rows.get(one.place, ""),
        raw=one.raw if one.raw.strip() != _shown(one.value).strip() else "",
        may_confirm=not unread and not one.done,
        ticked=ticked,
        is_done=one.done,
    )


def _shown(value: Any) -> str:
    if is_unknown(value):
        return value.get("raw", "")
    return value if isinstance(value, str) else ""


def _block(
    reading: Reading, one: ReadingItem, field: ItemField, errors: dict[str, str]
) -> FieldBlock:
    answers, error = reading.edition.reading.answers, errors.get(field.name, "")
    ids = [f"{html_id(field.name)}-notes", *([error_id(field.name)] if error else [])]
    control = control_of(field, ids[0], errors)
    unknown = one.value if is_unknown(one.value) else None
    return FieldBlock(
        name=field.name,
        id=html_id(field.name),
        kind=one.item.kind,
        control=control.macro,
        label=label_of(reading.form, answers, Path.parse(one.path), short=True),
        important=important_note(one.item),
        condition="",
        support=SUPPORT.get(one.item.kind, ""),
        reading="",
        help=one.item.help,
        unread=Unread(unknown_note(unknown), unknown.get("raw", "")) if unknown else None,
        text=control.text,
        groups=control.groups,
        described_by=" ".join(ids),
        error=error,
        blocks=(),
    )


def _sources(reading: Reading, asked: set[str]) -> Iterator[tuple[SourceText, dict[str, str]]]:
    """Yield each source with the anchors of the places in it that are asked about."""
    for file_id, file, rows in reading.sources:
        shown = []
        places: dict[str, str] = {}
        before = ""
        for n, row in enumerate(rows[:_MOST_ROWS], start=1):
            anchor = f"source-{file_id}-{n}"
            here = {str(cell.place) for cell in row.cells} & asked
            places |= dict.fromkeys(here, anchor)
            shown.append(_row(row, anchor, before, bool(here)))
            before = row.cells[0].place.part
        text = SourceText(file_id, file.name, tuple(shown), is_cut=len(rows) > _MOST_ROWS)
        yield text, places


def _row(row: Row, anchor: str, before: str, is_asked: bool) -> SourceRow:  # noqa: FBT001 - private
    place = row.cells[0].place
    part = place.part if place.part != before else ""
    text = "｜".join(readable(cell.text) for cell in row.filled)
    return SourceRow(anchor, part, str(place.line), text, is_asked)
