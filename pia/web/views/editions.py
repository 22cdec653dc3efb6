"""One edition: its facts, the rows that came with it, what the checks say, its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.approval.kinds import EDITION_KINDS, FACES, ORIGINS
from pia.approval.roles import Actor, Role
from pia.assessment import Assessment, HistoryRow, Path
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of
from pia.assessment.wareki import to_wareki
from pia.checks import run_checks
from pia.errors import PathNotFound
from pia.exports import FORMATS
from pia.forms.beside import CommentLink
from pia.operations.readings import ADOPTED, COMPLETERS
from pia.publication.pages import size_words
from pia.store.records import Edition, Issue
from pia.store.work import Work
from pia.web.views.comment_links import talk_of
from pia.web.views.dossiers import asked_count, edition_title
from pia.web.views.portfolio import Chip

_SEVERITIES = {
    Severity.ERROR: Chip("誤り", "stop"),
    Severity.WARNING: Chip("注意", "wait"),
    Severity.NOTE: Chip("参考", "quiet"),
    Severity.CONVERSION: Chip("変換の確認", "quiet"),
}


@dataclass(frozen=True)
class FindingLine:
    """One finding of the checks."""

    chip: Chip
    where: str
    message: str
    hint: str
    source: str


@dataclass(frozen=True)
class FileLink:
    """One file of an issue."""

    id: int
    #: 公表用 PDF: its link.
    title: str
    size: str


@dataclass(frozen=True)
class IssueFiles:
    """The files of one 発行, by face."""

    title: str
    is_newest: bool
    faces: tuple[tuple[str, tuple[FileLink, ...]], ...]


@dataclass(frozen=True)
class EditionPage:
    """Everything on the page of an edition."""

    id: int
    dossier_id: int
    dossier: str
    title: str
    facts: tuple[tuple[str, str], ...]
    digest: str
    is_adopted: bool
    #: Items of 読取りの補完 that still wait.
    asked: int
    may_complete: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    all_rows: int
    findings: tuple[FindingLine, ...]
    issues: tuple[IssueFiles, ...]
    #: The person may render the files of this adopted edition now.
    may_issue: bool
    #: The person may begin a new 評価書 from it.
    may_copy: bool
    #: The person may bring back what it says.
    may_restore: bool
    #: The comments on the draft that it was published from, None where there are none.
    comments: CommentLink | None


def edition_page(work: Work, edition_id: int, actor: Actor, as_of: date) -> EditionPage:
    """Return the page of an edition. Raises PathNotFound."""
    edition = work.editions.get(edition_id)
    dossier = work.dossiers.get(edition.dossier_id)
    issues = work.issues.of_edition(edition_id)
    columns = edition.reading.form.change_table.columns
    rows = _own_rows(work, edition)
    is_adopted = edition.origin == ADOPTED
    is_public = edition.id == dossier.published_id
    return EditionPage(
        id=edition.id,
        dossier_id=dossier.id,
        dossier=work.ownership.task(dossier.task_id).name,
        title=edition_title(edition),
        facts=tuple(_facts(edition)),
        digest=edition.digest,
        is_adopted=is_adopted,
        asked=asked_count(work, edition),
        may_complete=is_adopted and actor.has(*COMPLETERS),
        columns=tuple(title for _, title in columns),
        rows=tuple(_cells(edition.reading, row) for row in rows),
        all_rows=len(edition.reading.change_history),
        findings=tuple(_finding(edition, f) for f in run_checks(edition.reading, as_of)),
        issues=tuple(_files(issue, n == 0 and is_public) for n, issue in enumerate(issues)),
        may_issue=is_adopted and not issues and actor.has(Role.PUBLISHER),
        may_copy=actor.has(Role.EDITOR, Role.ADMINISTRATOR),
        may_restore=actor.has(Role.EDITOR),
        comments=_talk(work, edition),
    )


def _talk(work: Work, edition: Edition) -> CommentLink | None:
    if edition.draft_id is None:
        return None
    return talk_of(edition.draft_id, [""], work.comments.of(edition.draft_id))


def _facts(edition: Edition) -> Iterator[tuple[str, str]]:
    form = edition.document.form
    yield "種類", EDITION_KINDS[edition.kind]
    yield "経緯", ORIGINS[edition.origin]
    yield "様式", f"{form.number}（{form.name}）{form.tag}"
    days = {
        "決裁日": edition.approved_on,
        "提出日": edition.submitted_on,
        "公表日": edition.published_on,
    }
    for name, day in days.items():
        if day is not None:
            yield name, to_wareki(day)
    if edition.receipt:
        yield "受付番号", edition.receipt


def _own_rows(work: Work, edition: Edition) -> tuple[HistoryRow, ...]:
    """Return the rows that the edition before did not have, of the first one all of its 公表日."""
    rows = edition.reading.change_history
    day = edition.published_on
    before = [e for e in work.editions.of(edition.dossier_id) if e.published_on < day]
    if not before:
        return tuple(row for row in rows if row.changed_on_date == day.isoformat())
    known = {row.cells() for row in before[0].reading.change_history}
    return tuple(row for row in rows if row.cells() not in known)


def _cells(document: Assessment, row: HistoryRow) -> tuple[tuple[str, str], ...]:
    titles = (title for _, title in document.form.change_table.columns)
    return tuple(zip(titles, row.cells(), strict=True))


def _finding(edition: Edition, found: Finding) -> FindingLine:
    return FindingLine(
        chip=_SEVERITIES[found.severity],
        where=_where(edition, found.path),
        message=found.message,
        hint=found.hint,
        source=found.source,
    )


def _where(edition: Edition, path: str) -> str:
    """Return the label of a place, 「全体」 for the whole document and for what has none."""
    try:
        return label_of(edition.reading.form, edition.reading.answers, Path.parse(path))
    except PathNotFound:
        return "全体"


def _files(issue: Issue, is_newest: bool) -> IssueFiles:  # noqa: FBT001 - private
    faces = []
    for face, title in FACES.items():
        links = tuple(
            FileLink(file.id, FORMATS[file.format].title, size_words(file.size))
            for file in issue.renderings
            if file.face == face
        )
        faces.append((title, links))
    return IssueFiles(f"{issue.reason}（{to_wareki(issue.stamped_on)}）", is_newest, tuple(faces))
