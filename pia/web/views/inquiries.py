"""Sheets for a 所管課: those that went out, and the items that can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from pia.assessment import Assessment
from pia.assessment.wareki import to_wareki
from pia.forms.sections import Section, sections
from pia.official.kinds import is_blank
from pia.operations.inquiries import askable
from pia.outline.inquiry import InquirySheet
from pia.revision.cells import print_answer
from pia.store.records import Division, Draft, Inquiry, Proposal
from pia.store.work import Work
from pia.web.views.drafts_items import Place, places, stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.portfolio import Chip

#: How items of a section are asked for: name of the box → its words.
WAYS = {"all": "すべて", "changed": "変更した項目", "unanswered": "未記入の項目"}
_SHOWN = 60


@dataclass(frozen=True)
class SheetView:
    """One sheet that went out."""

    inquiry: Inquiry
    division: str
    chip: Chip
    is_late: bool
    file_url: str


@dataclass(frozen=True)
class ItemBox:
    """An item that can be asked."""

    path: str
    label: str
    #: The beginning of what it says.
    text: str
    is_changed: bool
    is_unanswered: bool
    chosen: bool


@dataclass(frozen=True)
class SectionBoxes:
    """The items of one section, and the boxes that ask for several at once."""

    key: str
    part: str
    title: str
    items: tuple[ItemBox, ...]
    #: Name, words, how many, and whether it is checked.
    ways: tuple[tuple[str, str, int, bool], ...]

    @property
    def is_open(self) -> bool:
        """Whether some of its items are chosen one by one."""
        return any(item.chosen for item in self.items)


def sheet_views(
    work: Work, draft: Draft, proposals: Iterable[Proposal], today: date
) -> tuple[SheetView, ...]:
    """Return the sheets of a draft, the newest first."""
    names = {one.id: one.name for one in work.ownership.divisions()}
    by_sheet: dict[int, list[Proposal]] = {}
    for one in proposals:
        by_sheet.setdefault(one.inquiry_id, []).append(one)
    return tuple(
        _sheet(inquiry, names, by_sheet.get(inquiry.id, []), today)
        for inquiry in work.inquiries.of(draft.id)
    )


def _sheet(
    inquiry: Inquiry, names: Mapping[int, str], answers: list[Proposal], today: date
) -> SheetView:
    waiting = sum(one.decision is None for one in answers)
    if waiting:
        chip = Chip(f"{waiting}件の回答", "wait")
    else:
        chip = Chip("済み", "good") if answers else Chip("回答待ち", "busy")
    return SheetView(
        inquiry=inquiry,
        division=names.get(inquiry.division_id or 0, ""),
        chip=chip,
        is_late=not answers and inquiry.due_on is not None and inquiry.due_on < today,
        file_url=url_for("inquiries.sheet", draft_id=inquiry.draft_id, number=inquiry.id),
    )


def which_sheet(sheet: InquirySheet) -> str:
    """Return what tells the file of a sheet from others of the same day: 第2号_市民課_令和…."""
    division = re.sub(r"[^\w-]+", "-", sheet.division).strip("-")
    return "_".join(filter(None, (f"第{sheet.number}号", division, to_wareki(sheet.made_on))))


def section_boxes(
    draft: Draft, base: Assessment | None, chosen: Mapping[str, Iterable[str]]
) -> tuple[SectionBoxes, ...]:
    """Return every section with the items that can be asked; `chosen` is what was checked."""
    document, known = draft.document, {path for path, _ in askable(draft)}
    found = []
    for section in sections(document.form, document.answers):
        items = tuple(
            _item(document, base, place, chosen)
            for place in places(document.form, document.answers, section)
            if str(place.path) in known
        )
        if items:
            found.append(_boxes(section, items, chosen, has_base=base is not None))
    return tuple(found)


def chosen_paths(boxes: Iterable[SectionBoxes]) -> tuple[str, ...]:
    """Return the id paths of everything that is chosen."""
    return tuple(
        item.path for section in boxes for item in section.items if _is_asked(section, item)
    )


def division_choices(divisions: Iterable[Division], today: date) -> list[tuple[str, str]]:
    """Return the 課 that exist today, number and name."""
    return [
        (str(one.id), one.name) for one in divisions if one.ends_on is None or one.ends_on >= today
    ]


def _is_asked(section: SectionBoxes, item: ItemBox) -> bool:
    ways = {name for name, _, _, checked in section.ways if checked}
    return (
        item.chosen
        or "all" in ways
        or ("changed" in ways and item.is_changed)
        or ("unanswered" in ways and item.is_unanswered)
    )


def _boxes(
    section: Section,
    items: tuple[ItemBox, ...],
    chosen: Mapping[str, Iterable[str]],
    *,
    has_base: bool,
) -> SectionBoxes:
    counts = {
        "all": len(items),
        "changed": sum(item.is_changed for item in items) if has_base else 0,
        "unanswered": sum(item.is_unanswered for item in items),
    }
    ways = tuple(
        (name, words, counts[name], section.key in set(chosen.get(name, ())))
        for name, words in WAYS.items()
        if counts[name]
    )
    return SectionBoxes(section.key, section.part, section.title, items, ways)


def _item(
    document: Assessment,
    base: Assessment | None,
    place: Place,
    chosen: Mapping[str, Iterable[str]],
) -> ItemBox:
    text = " ".join(print_answer(place.item, place.value).split())
    return ItemBox(
        path=str(place.path),
        label=label_at(document, str(place.path), short=True),
        text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
        is_changed=base is not None and _is_changed(base, place),
        is_unanswered=place.is_unanswered,
        chosen=str(place.path) in set(chosen.get("item", ())),
    )


def _is_changed(base: Assessment, place: Place) -> bool:
    old = stands_at(base.answers, place.path)
    return bool(place.value != old and not (is_blank(place.value) and is_blank(old)))
