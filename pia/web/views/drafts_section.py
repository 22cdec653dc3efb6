"""Around the fields of a section: the parts, the pages of this part, the ones before and behind."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from pia.assessment import Assessment
from pia.forms.sections import Section, sections
from pia.official.labels import heading
from pia.revision.cells import print_answer
from pia.store.records import Draft
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_items import places


@dataclass(frozen=True)
class Link:
    """A page to go to."""

    title: str
    url: str
    here: bool = False


@dataclass(frozen=True)
class Navigation:
    """Where a section stands among all."""

    overview: str
    parts: tuple[Link, ...]
    #: The pages of the same part, none where it is only one.
    pages: tuple[Link, ...]
    before: Link | None
    next: Link | None


@dataclass(frozen=True)
class PrintedItem:
    """An item for reading."""

    label: str
    text: str


def navigation(head: Head, document: Assessment, section: Section) -> Navigation:
    """Return the links around a section of a document."""
    every = sections(document.form, document.answers)
    first = {one.part: one for one in reversed(every)}
    mine = [one for one in every if one.part == section.part]
    n = next((n for n, one in enumerate(every) if one.key == section.key), 0)
    return Navigation(
        overview=url_for("drafts.show", draft_id=head.draft.id),
        parts=tuple(
            _link(head, first[part], part, part == section.part)
            for part in dict.fromkeys(one.part for one in every)
        ),
        pages=tuple(_link(head, one, one.title, one.key == section.key) for one in mine)
        if len(mine) > 1
        else (),
        before=_link(head, every[n - 1], every[n - 1].title) if n else None,
        next=_link(head, every[n + 1], every[n + 1].title) if n + 1 < len(every) else None,
    )


def section_url(draft: Draft, key: str, anchor: str | None = None) -> str:
    """Return the address of a section; of the whole draft where its thing was removed."""
    document = draft.document
    if any(one.key == key for one in sections(document.form, document.answers)):
        return url_for("drafts_edit.show", draft_id=draft.id, key=key, _anchor=anchor)
    return url_for("drafts.show", draft_id=draft.id)


def printed_items(document: Assessment, section: Section) -> tuple[PrintedItem, ...]:
    """Return the items of a section as the document prints them."""
    return tuple(
        PrintedItem(heading(one.item), print_answer(one.item, one.value))
        for one in places(document.form, document.answers, section)
    )


def _link(head: Head, section: Section, title: str, here: bool = False) -> Link:  # noqa: FBT001, FBT002 - private
    url = url_for("drafts_edit.show", draft_id=head.draft.id, key=section.key)
    return Link(title, url, here)
