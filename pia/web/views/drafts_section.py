"""Around the fields of a section: the parts, the pages of this part, the ones before and behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from pia.assessment import Assessment, Path
from pia.assessment.paths import id_path
from pia.forms.beside import CommentLink
from pia.forms.sections import Section, sections
from pia.official.form import Group
from pia.official.labels import heading
from pia.outline.anchors import anchor_steps
from pia.outline.sections import is_appendix
from pia.revision.cells import print_answer
from pia.store.records import Draft, Thread
from pia.web.views.comment_links import comment_link
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_items import places

_PLACE = re.compile(r"[A-Za-z0-9_@.\[\]-]{0,300}")


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
    before: Link | None
    next: Link | None


@dataclass(frozen=True)
class PrintedItem:
    """An item for reading."""

    label: str
    text: str
    comments: CommentLink


def navigation(head: Head, document: Assessment, section: Section) -> Navigation:
    """Return the links around a section of a document."""
    every = sections(document.form, document.answers)
    first = {one.part: one for one in reversed(every)}
    n = next((n for n, one in enumerate(every) if one.key == section.key), 0)
    return Navigation(
        overview=url_for("drafts.show", draft_id=head.draft.id),
        parts=tuple(
            _link(head, first[part], part, part == section.part)
            for part in dict.fromkeys(one.part for one in every)
        ),
        before=_link(head, every[n - 1], every[n - 1].title) if n else None,
        next=_link(head, every[n + 1], every[n + 1].title) if n + 1 < len(every) else None,
    )


def section_url(draft: Draft, key: str, anchor: str | None = None, *, at: str = "") -> str:
    """Return the address of a section; of the whole draft where its thing was removed.

    `at` is the id path of where somebody is on it.
    """
    document = draft.document
    if any(one.key == key for one in sections(document.form, document.answers)):
        place = at or None
        return url_for("drafts_edit.show", draft_id=draft.id, key=key, at=place, _anchor=anchor)
    return url_for("drafts.show", draft_id=draft.id)


def place_of(text: str) -> str:
    """Return where somebody is on a page, as it was sent; "" for what is no id path."""
    return text if _PLACE.fullmatch(text) else ""


def preview_url(draft_id: int, document: Assessment, section: Section) -> str:
    """Return the address of the printed page where a section stands on it."""
    anchor = "-".join(_steps(document, section))
    return url_for("drafts_files.preview", draft_id=draft_id, _anchor=anchor)


def printed_items(
    head: Head, section: Section, threads: Iterable[Thread]
) -> tuple[PrintedItem, ...]:
    """Return the items of a section as the document prints them; `threads` are the draft's."""
    document, said = head.draft.document, tuple(threads)
    return tuple(
        PrintedItem(
            heading(one.item),
            print_answer(one.item, one.value),
            comment_link(head.draft.id, str(one.path), said),
        )
        for one in places(document.form, document.answers, section)
    )


def _steps(document: Assessment, section: Section) -> Iterator[str]:
    """Yield the steps of a section's anchor, as `pia.outline` names its tables and parts."""
    if not section.owner:
        yield section.key
        return
    yield from anchor_steps(id_path(document.answers, Path.parse(section.owner)))
    named = next((one for one in section.nodes if isinstance(one, Group)), section.nodes[0])
    yield from ("part" if is_appendix(named) else "section", named.key)


def _link(head: Head, section: Section, title: str, here: bool = False) -> Link:  # noqa: FBT001, FBT002 - private
    url = url_for("drafts_edit.show", draft_id=head.draft.id, key=section.key)
    return Link(title, url, here)
