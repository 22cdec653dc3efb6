"""The public site of what is in public: the public bytes of the newest issue of each edition."""

from __future__ import annotations

from pathlib import Path

from pia.approval.kinds import EDITION_KINDS, PUBLIC
from pia.approval.roles import Role
from pia.assessment.publicise import publicise
from pia.errors import PiaError
from pia.operations.act import Act
from pia.operations.rendering import slug
from pia.publication import Site, SiteAssessment, SiteEdition, SiteFile, build_site, swap_in
from pia.store.records import Dossier, Edition
from pia.store.work import Work


def rebuild_site(act: Act, site: Path) -> None:
    """Write the site anew from what is in public."""
    act.actor.need(Role.PUBLISHER, Role.ADMINISTRATOR)
    write_site(act, site)


def write_site(act: Act, site: Path) -> None:
    """Build the site and swap it in; the store keeps what was published whatever happens here."""
    with act.store.reading() as work:
        files = build_site(site_of(work))
    try:
        swap_in(files, site)
    except OSError as error:
        hint = "公表の記録は済んでいます。書き込める場所か確かめ、「サイトを作り直す」を押してください。"
        raise PiaError("ウェブサイトの書き出しに失敗しました", hint=hint) from error


def site_of(work: Work) -> Site:
    """Return the site of everything in public."""
    cities = work.ownership.municipalities()
    found = (_assessment(work, line.dossier) for line in work.dossiers.lines())
    return Site(
        city=cities[0].name if cities else "",
        assessments=tuple(one for one in found if one.editions),
    )


def _assessment(work: Work, dossier: Dossier) -> SiteAssessment:
    task = work.ownership.task(dossier.task_id)
    division = work.ownership.division(task.division_id)
    editions = work.editions.of(dossier.id)
    newest = publicise(editions[0].reading) if editions else None
    title = newest.answers.get("title") if newest else ""
    return SiteAssessment(
        slug=slug(dossier),
        number=dossier.number,
        name=title if isinstance(title, str) and title.strip() else task.name,
        organisation=work.ownership.organisation(dossier.organisation_id).name,
        division=division.name,
        contact=division.contact,
        form_name=newest.form.name if newest else "",
        editions=tuple(found for e in editions for found in _edition(work, e)),
        ended_on=task.ended_on,
    )


def _edition(work: Work, edition: Edition) -> tuple[SiteEdition, ...]:
    """Return an edition with the public files of its newest issue; none before it has one."""
    issues = work.issues.of_edition(edition.id)
    if not issues:
        return ()
    files = tuple(
        SiteFile(file.file_name, file.format, file.media_type, work.issues.data(file.id))
        for file in issues[0].renderings
        if file.face == PUBLIC
    )
    public = publicise(edition.reading)
    day = edition.published_on.isoformat()
    rows = tuple(row for row in public.change_history if row.changed_on_date == day)
    return (SiteEdition(edition.published_on, EDITION_KINDS[edition.kind], files, rows),)
