"""提出 and 公表: render both faces once, keep their bytes, make the edition, write the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pia.approval.kinds import WHOLE
from pia.approval.roles import Role
from pia.assessment import Assessment, canonical
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, NotAllowed
from pia.operations.act import Act, civil_day
from pia.operations.approvals import FIELDS, Asked, bound_step, refuse_unapproved
from pia.operations.rendering import rendered
from pia.operations.reviewing import Review, as_published, review_in
from pia.operations.site import write_site
from pia.store.editions import NewEdition
from pia.store.records import Draft, Edition, Issue, Step
from pia.store.work import Work


def submit(act: Act, draft_id: int, asked: Asked) -> Draft:
    """Record 提出 and render what was handed in, with 公表予定日 as 公表日.

    Raises NotAllowed where the content is not what was approved.
    """
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        review = review_in(work, draft, act.today)
        submitted_on = _day(asked, "submitted_on", act.today)
        if draft.state == "approved":  # what changed since says more than what now blocks
            refuse_unapproved(work, review)
        after = bound_step(act, work, review, asked, "submission")
        approved = refuse_unapproved(work, review)
        if submitted_on < _approved_on(approved):
            raise InputRefused("提出日が決裁日より前です", where=to_wareki(submitted_on))
        if draft.planned_on is None:
            raise NotAllowed("公表予定日が決まっていません")
        _issue(act, work, _stamped_review(act, work, draft, draft.planned_on), draft.planned_on)
        return after


def publish(act: Act, draft_id: int, asked: Asked, site: Path) -> Edition:
    """Make the edition, move the pointer, and write the site.

    On 公表予定日 the bytes of 提出 are kept; on another day the document is stamped anew and the
    effective days are looked at again. Raises NotAllowed, InputRefused, ChangedMeanwhile, and
    SiteNotWritten where the edition is published but the site could not be written.
    """
    with act.store.writing() as work:
        draft = work.drafts.locked(draft_id)
        published_on = _day(asked, "published_on", act.today)
        review = _stamped_review(act, work, draft, published_on)
        submitted = _submitted(work, draft)
        approved = refuse_unapproved(work, review)
        submitted_on = date.fromisoformat(submitted.details["submitted_on"])
        _refuse_early(published_on, submitted_on, review.base)
        bound_step(act, work, review, _carried(asked, approved, draft), "submission")
        issue = _kept_issue(work, review, published_on) or _issue(act, work, review, published_on)
        edition = work.editions.add(
            NewEdition(
                dossier_id=draft.dossier_id,
                kind=review.kind,
                origin="made",
                document=stamped(review, published_on),
                published_on=published_on,
                approved_on=_approved_on(approved),
                submitted_on=submitted_on,
                receipt=str(submitted.details.get("receipt", "")),
                draft_id=draft_id,
            ),
            **act.by,
        )
        _into_public(act, work, edition, issue)
    write_site(act, site)
    return edition


def issue_adopted(act: Act, edition_id: int, site: Path | None) -> Issue:
    """Render an adopted edition once, so that it stands on the site. Raises NotAllowed.

    With None the site is left to `rebuild_site`, for many editions at once.
    """
    act.actor.need(Role.PUBLISHER)
    with act.store.writing() as work:
        edition = work.editions.get(edition_id)
        if work.issues.of_edition(edition_id):
            raise NotAllowed("この版の公表用ファイルはもうあります")
        issue = work.issues.add(
            rendered(edition.reading, work.dossiers.get(edition.dossier_id), edition.published_on),
            draft_id=None,
            stamped_on=edition.published_on,
            reason="移行した版の公表用ファイル",
            **act.by,
        )
        work.issues.publish(edition.id, issue.id)
        act.note(work, "edition-issue", f"edition {edition.id}", issue=issue.id)
    if site is not None:
        write_site(act, site)
    return issue


def stamped(review: Review, published_on: date) -> Assessment:
    """Return the document of a review as it is published on a day."""
    return as_published(review.draft.document, review.comparison, published_on)


def _stamped_review(act: Act, work: Work, draft: Draft, day: date) -> Review:
    """Return the review of a draft with a day as 公表日; its rows are dated by it too."""
    return review_in(work, draft, act.today, stamped_on=day)


def _issue(act: Act, work: Work, review: Review, day: date) -> Issue:
    """Render the draft with a day as 公表日; `review` is stamped with it."""
    return work.issues.add(
        rendered(stamped(review, day), work.dossiers.get(review.draft.dossier_id), day),
        draft_id=review.draft.id,
        stamped_on=day,
        reason="提出・公表",
        **act.by,
    )


def _kept_issue(work: Work, review: Review, day: date) -> Issue | None:
    """Return what 提出 rendered with this day, None where that was another text.

    A draft that was sent back after 提出 has files of its earlier text too.
    """
    issue = work.issues.of_draft(review.draft.id, day)
    digest = sha256(canonical(stamped(review, day)).encode("utf-8")).hexdigest()
    data = (
        [r.sha256 for r in issue.renderings if (r.face, r.format) == (WHOLE, "json")]
        if issue
        else []
    )
    return issue if digest in data else None


def _refuse_early(published_on: date, submitted_on: date, base: Edition | None) -> None:
    """Raise InputRefused for a 公表日 before 提出 or before that of the edition in public."""
    if published_on < submitted_on:
        raise InputRefused("公表日が提出日より前です", where=to_wareki(published_on))
    if base is not None and published_on < base.published_on:
        raise InputRefused("公表日が前の版の公表日より前です", where=to_wareki(published_on))


def _into_public(act: Act, work: Work, edition: Edition, issue: Issue) -> None:
    work.issues.publish(edition.id, issue.id)
    work.dossiers.point(edition.dossier_id, edition.id)
    hashes = {f"{r.face}.{r.format}": r.sha256 for r in issue.renderings}
    act.note(work, "edition-publish", f"edition {edition.id}", digest=edition.digest, files=hashes)


def _carried(asked: Asked, approved: Step, draft: Draft) -> Asked:
    """Return what was asked with the reason the approver gave, while the day stays as planned."""
    on_time = asked.details.get("published_on") == draft.planned_on
    given = str(approved.details.get("passed", "")) if on_time else ""
    return replace(asked, passed=asked.passed or given)


def _submitted(work: Work, draft: Draft) -> Step:
    steps = [step for step in work.drafts.steps(draft.id) if step.action == "submit"]
    if not steps:
        raise NotAllowed("委員会への提出が記録されていません", hint="先に提出を記録してください。")
    return steps[-1]


def _approved_on(step: Step) -> date:
    """Return 決裁日: as recorded from outside, else the day of the step in Japan."""
    decided = step.details.get("decided_on")
    return date.fromisoformat(decided) if decided else civil_day(step.made_at)


def _day(asked: Asked, name: str, today: date) -> date:
    day = asked.details.get(name)
    if not isinstance(day, date):
        raise InputRefused(f"{FIELDS[name]}がありません", hint=f"例: {to_wareki(today)}")
    return day
