"""What happened to a draft: its steps, and between them what was said at the stages of its route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pia.approval.position import APPROVE, CONSENT, LOOK_AFTER, STAND_IN
from pia.approval.route import read_route
from pia.approval.states import APPROVING
from pia.operations.approvals import FIELDS
from pia.store.records import Endorsement, Step
from pia.store.work import Work
from pia.web.views.approvals import StepView, step_views

_TITLES = {
    APPROVE: "「{}」として承認",
    CONSENT: "「{}」として同意（合議）",
    STAND_IN: "「{}」の代決（{}に代わって）",
    LOOK_AFTER: "「{}」の代決の後閲",
}
#: Of a 後閲 that nobody can do any more.
_CLOSED = "「{}」の代決の後閲を終える（管理者）"


def history_views(work: Work, draft_id: int) -> tuple[StepView, ...]:
    """Return steps and voices, the newest first; the voice that decided is one with its step.

    What was said before a 差戻し is on the route no more: here it stays in sight.
    """
    steps, said = work.drafts.steps(draft_id), work.routes.endorsements(draft_id)
    titles = dict(_titles(work, steps, said))
    decided = {step.id: voice.id for step in steps if (voice := _deciding(step, said))}
    beside = [one for one in said if one.id not in decided.values()]
    found: list[StepView] = []
    for step, view in zip(steps, reversed(step_views(work, draft_id)), strict=True):
        more = f"　{titles[decided[step.id]]}" if step.id in decided else ""
        found.append(replace(view, title=view.title + more))
        found += [_view(one, titles[one.id]) for one in beside if one.said.request_id == step.id]
    found.sort(key=lambda one: one.made_at)
    return tuple(reversed(found))


def _titles(
    work: Work, steps: tuple[Step, ...], said: tuple[Endorsement, ...]
) -> Iterator[tuple[int, str]]:
    """Yield what each voice is called, by its number."""
    names = {user.id: user.display_name for user in work.users.all()}
    routes = {
        step.id: read_route(work.routes.get(int(number)).definition)
        for step in steps
        if step.action == "request" and (number := step.details.get("route"))
    }
    deputies = {_place(one): one.made_by for one in said if one.said.what == STAND_IN}
    for one in said:
        is_closed = one.said.what == LOOK_AFTER and one.said.for_id != deputies.get(_place(one))
        words = _CLOSED if is_closed else _TITLES[one.said.what]
        stage = routes[one.said.request_id].stages[one.said.stage - 1]
        whom = names.get(one.said.for_id or 0, "")
        yield one.id, words.format(stage.title, whom)


def _place(one: Endorsement) -> tuple[int, int]:
    return one.said.request_id, one.said.stage


def _deciding(step: Step, said: tuple[Endorsement, ...]) -> Endorsement | None:
    """Return the voice with which a request was decided: both are of one moment."""
    if step.action not in APPROVING:
        return None
    same = (
        one
        for one in reversed(said)
        if (one.made_by, one.made_at) == (step.made_by, step.made_at)
        and one.said.what in (APPROVE, STAND_IN, CONSENT)
    )
    return next(same, None)


def _view(one: Endorsement, title: str) -> StepView:
    passed = ((FIELDS["passed"], one.said.passed),) if one.said.passed else ()
    return StepView(one.made_at, one.by, title, "", one.said.comment, passed, "")
