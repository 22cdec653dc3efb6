"""Fills an empty store with みほん市, act by act, as its people would have done it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pia.accounts.passwords import hash_password
from pia.accounts.users import add_user
from pia.approval.roles import Actor
from pia.approval.route import Route, Stage
from pia.assessment import Assessment, Op
from pia.assessment.edit import add_thing, edited, set_typed
from pia.assessment.paths import Path as ItemPath
from pia.assessment.paths import get
from pia.imports import SourceFile
from pia.operations import approvals, drafts, judgements, names, ownership, planning, routes, styles
from pia.operations.act import Act, civil_day
from pia.operations.approvals import Asked
from pia.operations.demo.city import (
    APPROVER,
    BOARD,
    CITY,
    CODE,
    DIVISIONS,
    EDITOR,
    MAYOR,
    NAMES,
    PASSWORD,
    PUBLISHER,
    ROUTE,
    STYLE,
    TASKS,
    USERS,
    PlannedDivision,
)
from pia.operations.demo.talk import talk
from pia.operations.demo.work import DRAFTS, PlannedDraft
from pia.operations.demo.year import plan_year
from pia.operations.publications import issue_adopted
from pia.operations.registrations import Adoption, register
from pia.operations.reviewing import Review, review
from pia.operations.site import rebuild_site
from pia.revision.judging import Judgement
from pia.revision.timing import BEFORE
from pia.settings import data_path
from pia.store.work import Store


def fill(store: Store, site: Path, at: datetime) -> None:
    """Fill an empty prepared store; `at` is when all of it is done."""
    first, _ = add_user(store, USERS[0].name, USERS[0].display_name, [USERS[0].role], at, None)
    administrator = Act(store, first.actor, at, civil_day(at))
    divisions = _own(administrator)
    people = _people(administrator, divisions)
    _set_route(administrator, people)

    def as_(name: str) -> Act:
        return replace(administrator, actor=people[name])

    dossiers = _publish(as_(PUBLISHER), site)
    for planned in DRAFTS:
        _work(as_(planned.editor), as_(APPROVER), dossiers[planned.number], planned)
    plan_year(as_(EDITOR), dossiers)


def _own(act: Act) -> dict[str, int]:
    """Keep the city and its parts; return the numbers of its 課."""
    city = ownership.add_municipality(act, CITY, CODE)
    organisations = {n: ownership.add_organisation(act, city.id, n).id for n in (MAYOR, BOARD)}
    divisions: dict[str, int] = {}
    for planned in DIVISIONS:
        made = ownership.add_division(
            act, city.id, planned.name, planned.begins_on, planned.contact
        )
        divisions[planned.name] = made.id
    for task in TASKS:
        organisation, division = organisations[task.organisation], divisions[task.division]
        ownership.add_task(act, organisation, division, task.name)
    for planned in DIVISIONS:
        if planned.renamed_from:
            _rename(act, planned, divisions)
    styles.change(act, city.id, STYLE)
    for name in NAMES:
        names.add(act, city.id, name)
    return divisions


def _rename(act: Act, planned: PlannedDivision, divisions: dict[str, int]) -> None:
    last_day = planned.begins_on - timedelta(days=1)
    before, after = divisions[planned.renamed_from], divisions[planned.name]
    ownership.end_division(act, before, last_day, (after,))


def _people(act: Act, divisions: dict[str, int]) -> dict[str, Actor]:
    """Make the accounts with the password that the demo prints."""
    for user in USERS[1:]:
        add_user(act.store, user.name, user.display_name, [user.role], act.at, act.actor)
    digest = hash_password(PASSWORD)
    with act.store.writing() as work:
        for known, user in zip(work.users.all(), USERS, strict=True):
            division = divisions[user.division]
            work.users.change(known.id, password_hash=digest, one_time=False, division_id=division)
        return {known.name: known.actor for known in work.users.all()}


def _set_route(act: Act, people: dict[str, Actor]) -> None:
    """Let 教育委員会 approve stage by stage."""
    with act.store.reading() as work:
        board = next(one.id for one in work.ownership.organisations() if one.name == BOARD)
    stages = (
        Stage(
            planned.title,
            (people[planned.person].id,),
            (people[planned.stand_in].id,) if planned.stand_in else (),
            planned.kind,
        )
        for planned in ROUTE
    )
    routes.set_route(act, board, Route(tuple(stages)))


def _publish(act: Act, site: Path) -> dict[str, int]:
    """Adopt every edition of the samples in the order of their days; return 評価書番号 → number."""
    adopted = []
    for file in sorted(data_path("samples").glob("*/*.json"), key=lambda file: file.name):
        source = SourceFile(f"{file.parent.name}-{file.name}", file.read_bytes())
        adopted.append(register(act, [source], Adoption()))
    for made in adopted:
        if made.edition is not None:
            issue_adopted(act, made.edition.id, None)
    rebuild_site(act, site)
    return {made.dossier.number: made.dossier.id for made in adopted}


def _work(editor: Act, approver: Act, dossier_id: int, planned: PlannedDraft) -> None:
    """Do what is planned of a draft, as far as it is to come."""
    draft = drafts.start(editor, dossier_id)
    drafts.save(editor, draft.id, draft.sequence, _edits(draft.document, planned))
    _word(editor, draft.id, planned)
    talk(editor, approver, draft.id, planned)
    if planned.planned_in is not None:
        planned_on = editor.today + timedelta(days=planned.planned_in)
        planning.plan(editor, draft.id, planned_on, "amendment", planned.purpose)
    if planned.state == "draft":
        return
    effective_on = editor.today + timedelta(days=planned.effective_in)
    seen = _judged(editor, draft.id, effective_on).digest
    approvals.act_on(editor, draft.id, Asked("request", seen, planned.comment))
    if planned.state == "approved":
        approvals.act_on(approver, draft.id, Asked("approve", seen, planned.approval))


def _edits(document: Assessment, planned: PlannedDraft) -> tuple[Op, ...]:
    """Return the ops of a draft, each made on the document with what was added."""
    ops: tuple[Op, ...] = ()
    for group, new_id in planned.added:
        ops += add_thing(document, group, new_id)
    document = edited(document, ops)
    for path, typed in planned.typed.items():
        ops += set_typed(document, path, typed)
    for path, (before, after) in planned.replaced.items():
        text = get(document.answers, ItemPath.parse(path))
        typed = text.replace(before, after) if before else text + after
        ops += set_typed(document, path, typed)
    return ops


def _word(act: Act, draft_id: int, planned: PlannedDraft) -> None:
    """Shorten the cells of rows by hand, each by the path of its item."""
    seen = review(act, draft_id)
    for row in seen.ruled.rows if seen.ruled else ():
        if row.old_path in planned.worded:
            before, after = planned.worded[row.old_path]
            said = Judgement(row.key, row.digest, None, "", "", None, "", before, after)
            judgements.judge(act, draft_id, said)


def _judged(act: Act, draft_id: int, effective_on: date) -> Review:
    """Say of every 事前 row when it takes effect."""
    seen = review(act, draft_id)
    for row in seen.ruled.rows if seen.ruled else ():
        if row.timing == BEFORE:
            said = Judgement(row.key, row.digest, None, "", "", effective_on, "")
            seen = judgements.judge(act, draft_id, said)
    return seen
