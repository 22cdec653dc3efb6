"""What becomes public of a draft, and what does not: withheld parts, files, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from pia.approval.kinds import EDITION_KINDS, FACES, PUBLIC, WHOLE
from pia.assessment import Assessment, Path
from pia.assessment.naming import label_of
from pia.errors import PathNotFound
from pia.exports import FORMATS
from pia.operations.rendering import RENDERED, slugs
from pia.operations.reviewing import Review
from pia.publication.pages import size_words
from pia.store.records import Issue, Rendering
from pia.store.work import Work
from pia.web.views.drafts_head import address


@dataclass(frozen=True)
class WithheldView:
    """One part that stands in the whole face alone."""

    item: str
    quote: str
    reason: str


@dataclass(frozen=True)
class IssueFile:
    """One file of an issue."""

    title: str
    url: str
    size: str


@dataclass(frozen=True)
class IssueView:
    """The files of one rendering, by face."""

    stamped_on: date
    is_public: bool
    #: Face as people call it → its files.
    faces: tuple[tuple[str, tuple[IssueFile, ...]], ...]


@dataclass(frozen=True)
class PublicationView:
    """What will be, or is, public."""

    kind: str
    planned_on: date | None
    #: 公表予定日 has gone by.
    is_late: bool
    withheld: tuple[WithheldView, ...]
    formats: tuple[str, ...]
    issues: tuple[IssueView, ...]
    #: After publication; None before.
    published_on: date | None
    edition_url: str | None
    site_url: str | None


def publication_view(work: Work, review: Review, today: date) -> PublicationView:
    """Return what a draft brings to the public."""
    draft = review.draft
    edition = work.editions.of_draft(draft.id)
    issued = {issue.id for issue in work.issues.of_edition(edition.id)} if edition else set()
    planned_on = draft.planned_on
    return PublicationView(
        kind=EDITION_KINDS[edition.kind if edition else review.kind],
        planned_on=planned_on,
        is_late=edition is None and planned_on is not None and planned_on < today,
        withheld=withheld_views(draft.document),
        formats=tuple(FORMATS[fmt].title for fmt in RENDERED),
        issues=tuple(
            _issue(issue, is_public=issue.id in issued)
            for issue in work.issues.all_of_draft(draft.id)
        ),
        published_on=edition.published_on if edition else None,
        edition_url=address("editions.show", edition_id=edition.id) if edition else None,
        site_url=_site_url(work, draft.dossier_id) if edition else None,
    )


def withheld_views(document: Assessment) -> tuple[WithheldView, ...]:
    """Return the parts of a document that are not published."""
    return tuple(
        WithheldView(_label(document, part.id_path), part.quote, part.reason)
        for part in document.withheld
    )


def _label(document: Assessment, path: str) -> str:
    try:
        return label_of(document.form, document.answers, Path.parse(path))
    except PathNotFound:
        return "本文に見つからない項目"


def _issue(issue: Issue, *, is_public: bool) -> IssueView:
    faces = tuple(
        (FACES[face], tuple(_file(r) for r in issue.renderings if r.face == face))
        for face in (PUBLIC, WHOLE)
    )
    return IssueView(issue.stamped_on, is_public, faces)


def _file(rendering: Rendering) -> IssueFile:
    url = url_for("publications.rendering", rendering_id=rendering.id)
    return IssueFile(FORMATS[rendering.format].title, url, size_words(rendering.size))


def _site_url(work: Work, dossier_id: int) -> str | None:
    folders = slugs(line.dossier for line in work.dossiers.lines())
    return address("site.page", path=f"{folders[dossier_id]}/")
