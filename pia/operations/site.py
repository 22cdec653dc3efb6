"""The public site of what is in public: the public bytes of the newest issue of each edition."""

from __future__ import annotations

from pathlib import Path

from pia.approval.kinds import EDITION_KINDS, PUBLIC
from pia.approval.roles import Role
from pia.assessment.publicise import publicise
from pia.errors import InputRefused, PiaError
from pia.exports import FORMATS
from pia.operations.act import Act
from pia.operations.rendering import slugs
from pia.publication import Site, SiteAssessment, SiteEdition, SiteFile, build_site, swap_in
from pia.store.records import Dossier, Edition, Issue
from pia.store.work import Work


class SiteNotWritten(InputRefused):
    """What was published stands in the store; the website does not show it yet."""

    code = "site-not-written"


def rebuild_site(act: Act, site: Path) -> None:
    """Write the site anew from what is in public.

    Raises NotAllowed, InputRefused where the folder cannot be written, ChangedMeanwhile while
    somebody else writes it.
    """
    act.actor.need(Role.PUBLISHER, Role.ADMINISTRATOR)
    _write(act, site)


def write_site(act: Act, site: Path) -> None:
    """Write the site after something was published.

    Raises SiteNotWritten: whatever happens here, the store keeps what was published.
    """
    try:
        _write(act, site)
    except PiaError as error:
        hint = "原因を取り除いてから「サイトを作り直す」を押してください。"
        message = "公表の記録は済みましたが、ウェブサイトを書き出せませんでした"
        raise SiteNotWritten(message, where=error.message, hint=hint) from error


def site_of(work: Work) -> Site:
    """Return the site of everything in public."""
    cities = work.ownership.municipalities()
    dossiers = [line.dossier for line in work.dossiers.lines()]
    folders = slugs(dossiers)
    found = (_assessment(work, dossier, folders[dossier.id]) for dossier in dossiers)
    return Site(
        city=cities[0].name if cities else "",
        assessments=tuple(one for one in found if one is not None),
    )


def _write(act: Act, site: Path) -> None:
    """Build and swap in, again where something was published in the meantime.

    Of two who publish at once, the one who swaps last may have read first.
    """
    written = -1
    while True:
        with act.store.reading() as work:
            count = work.issues.count_issued()
            if count == written:
                return
            files = build_site(site_of(work))
        swap_in(files, site)
        written = count


def _assessment(work: Work, dossier: Dossier, folder: str) -> SiteAssessment | None:
    """Return a 評価書 with the editions that have been issued, None where none has."""
    editions = [
        (edition, issues[0])
        for edition in work.editions.of(dossier.id)
        if (issues := work.issues.of_edition(edition.id))
    ]
    if not editions:
        return None
    task = work.ownership.task(dossier.task_id)
    division = work.ownership.division(task.division_id)
    newest = publicise(editions[0][0].reading)
    title = newest.answers.get("title")
    return SiteAssessment(
        slug=folder,
        number=dossier.number,
        name=title if isinstance(title, str) and title.strip() else task.name,
        organisation=work.ownership.organisation(dossier.organisation_id).name,
        division=division.name,
        contact=division.contact,
        form_name=newest.form.name,
        editions=tuple(_edition(work, edition, issue) for edition, issue in editions),
        ended_on=task.ended_on,
    )


def _edition(work: Work, edition: Edition, issue: Issue) -> SiteEdition:
    """Return an edition with the public files of the issue it is in public with."""
    files = tuple(
        SiteFile(
            file.file_name,
            FORMATS[file.format].title,
            file.media_type,
            work.issues.data(file.id),
        )
        for file in issue.renderings
        if file.face == PUBLIC
    )
    public = publicise(edition.reading)
    day = edition.published_on.isoformat()
    rows = tuple(row for row in public.change_history if row.changed_on_date == day)
    return SiteEdition(edition.published_on, EDITION_KINDS[edition.kind], files, rows)
