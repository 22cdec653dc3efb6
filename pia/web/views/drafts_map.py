"""The map of a draft: every section with how far it is written and what looks wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import url_for

from pia.assessment import Assessment
from pia.assessment.asked import is_empty
from pia.assessment.finding import Finding, Severity
from pia.assessment.value import Answers
from pia.forms.beside import Mark
from pia.forms.sections import Section, sections
from pia.official.kinds import is_blank, is_unknown
from pia.web.views.drafts_items import Place, ThingList, places_and_lists, stands_at
from pia.web.views.drafts_places import Spots, nearest_spot, spots


@dataclass(frozen=True)
class SectionLine:
    """One section with how far it is written."""

    key: str
    title: str
    url: str
    #: Items that have an answer, a typed dash too.
    filled: int
    #: Empty ones that are to be filled.
    unanswered: int
    unread: int
    #: Items and things that differ from the published edition.
    changed: int
    #: What the checks tell a person to look at.
    findings: int
    #: The same in words, each with the way there; what is to be done comes first.
    marks: tuple[Mark, ...]

    @property
    def asked(self) -> int:
        """How many items are to be filled or are."""
        return self.filled + self.unanswered + self.unread


@dataclass(frozen=True)
class PartLines:
    """The sections of one part of the form."""

    title: str
    lines: tuple[SectionLine, ...]


@dataclass(frozen=True)
class Progress:
    """How far the whole draft is written."""

    filled: int
    asked: int
    unanswered: int
    unread: int
    changed: int
    findings: int

    @property
    def percent(self) -> int:
        """Never 100 while anything is missing."""
        return self.filled * 100 // self.asked if self.asked else 100


def part_lines(
    draft_id: int,
    document: Assessment,
    base: Assessment | None,
    findings: Iterable[Finding] = (),
) -> tuple[PartLines, ...]:
    """Return every section with its counts, by parts."""
    known = spots(document)
    before = base.answers if base and base.edition == document.edition else None
    looked_at = found_at(known, findings)
    counting = _Counting(draft_id, document, before, known, looked_at)
    by_part = groupby(sections(document.form, document.answers), key=lambda section: section.part)
    return tuple(PartLines(part, tuple(map(counting.line, members))) for part, members in by_part)


def progress_of(parts: tuple[PartLines, ...]) -> Progress:
    """Return the counts of all sections together."""
    lines = [line for part in parts for line in part.lines]
    return Progress(
        filled=sum(line.filled for line in lines),
        asked=sum(line.asked for line in lines),
        unanswered=sum(line.unanswered for line in lines),
        unread=sum(line.unread for line in lines),
        changed=sum(line.changed for line in lines),
        findings=sum(line.findings for line in lines),
    )


def found_at(known: Spots, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the place of each finding that somebody has to look at, where a page shows it."""
    weighty = (one.path for one in findings if one.severity != Severity.NOTE)
    return tuple(spot.path for path in weighty if (spot := nearest_spot(known, path)))


def found_nowhere(document: Assessment, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of the whole document and of 別添2, which no page of items shows."""
    known = spots(document)
    return tuple(
        one
        for one in findings
        if one.severity != Severity.NOTE and nearest_spot(known, one.path) is None
    )


def is_changed(value: Any, old: Any) -> bool:
    """Return whether an answer differs; an empty box and a dash say the same."""
    return not (value == old or (is_blank(value) and is_blank(old)))


@dataclass(frozen=True)
class _Counting:
    draft_id: int
    document: Assessment
    #: The published answers, None where there are none to compare with.
    before: Answers | None
    known: Spots
    #: Places of findings.
    looked_at: tuple[str, ...]

    def line(self, section: Section) -> SectionLine:
        """Return the line of one section."""
        found = list(places_and_lists(self.document.form, self.document.answers, section))
        items = [one for one in found if isinstance(one, Place)]
        unread = [str(one.path) for one in items if is_unknown(one.value)]
        here = [path for path in self.looked_at if self.known[path].section.key == section.key]
        empty = [str(one.path) for one in items if one.is_unanswered]
        changed = [str(one.path) for one in found for _ in range(self._changes(one))]
        filled = sum(not is_unknown(one.value) and not is_empty(one.value) for one in items)
        marks = tuple(self._marks(unread, here, empty, changed))
        return SectionLine(
            key=section.key,
            title=section.title,
            url=url_for("drafts_edit.show", draft_id=self.draft_id, key=section.key),
            filled=filled,
            unanswered=len(empty),
            unread=len(unread),
            changed=len(changed),
            findings=len(here),
            marks=marks or ((Mark("記入済", "good"),) if filled else ()),
        )

    def _marks(self, *places: list[str]) -> Iterator[Mark]:
        for (words, unit, tone), found in zip(_MARKS, places, strict=True):
            if found:
                url = self.known[found[0]].url(self.draft_id)
                yield Mark(f"{words} {len(found)}{unit}", tone, url)

    def _changes(self, one: Place | ThingList) -> int:
        """Return how many changes an item or a list of things has: edited; removed or moved."""
        if self.before is None:
            return 0
        old = stands_at(self.before, one.path)
        if isinstance(one, Place):
            return int(is_changed(one.value, old))
        was, now = [_ids(things) for things in (old, one.things)]
        kept = [name for name in was if name in now]
        moved = kept != [name for name in now if name in was]
        return len(was) - len(kept) + moved


#: Words, unit and tone of what a section may have, in the order of what is to be done.
_MARKS = (
    ("読み取れていない", "件", "wait"),
    ("指摘あり", "件", "stop"),
    ("未記入", "件", "quiet"),
    ("変更あり", "か所", "busy"),
)


def _ids(things: list[dict[str, str]] | None) -> list[str]:
    return [thing["@id"] for thing in things or ()]
