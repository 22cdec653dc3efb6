"""The form of a route of approval, stage by stage, and the routes there were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from pia.approval.roles import Role
from pia.approval.route import (
    CONSULT,
    DECIDE,
    MOST_STAGES,
    STAGE_KINDS,
    Fault,
    Route,
    Stage,
    read_route,
)
from pia.errors import InputRefused
from pia.store.records import KeptRoute, User
from pia.store.work import Work

#: Longest number of an account that is read at all.
_DIGITS = 9


@dataclass(frozen=True)
class StageForm:
    """One stage as a form shows it."""

    number: int
    title: str = ""
    kind: str = DECIDE
    people: tuple[int, ...] = ()
    stand_ins: tuple[int, ...] = ()
    #: Field → what is wrong there.
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its legend says."""
        return f"{self.number}番目の段" + (f"（{self.title[:40]}）" if self.title.strip() else "")


@dataclass(frozen=True)
class RouteForm:
    """A route as a form shows it."""

    stages: tuple[StageForm, ...]
    one_person: bool = False
    reason: str = ""
    #: Of the whole route, and of its reason.
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether nothing is marked as wrong."""
        return not self.errors and not any(stage.errors for stage in self.stages)

    @property
    def is_full(self) -> bool:
        """Whether no stage may be added."""
        return len(self.stages) >= MOST_STAGES

    @property
    def route(self) -> Route:
        """The route that the form says."""
        stages = tuple(Stage(s.title, s.people, s.stand_ins, s.kind) for s in self.stages)
        return Route(stages, self.one_person, self.reason)


@dataclass(frozen=True)
class RouteLine:
    """A route in one line, as lists show it."""

    #: 係長（…）, 課長（…）; empty where no route is used.
    stages: tuple[str, ...]
    one_person: str
    by: str
    made_at: datetime


def form_of(known: KeptRoute | None) -> RouteForm:
    """Return the form of the route that counts; without one, a first empty stage."""
    route = read_route(known.definition) if known else Route(())
    stages = (StageForm(0, s.title, s.kind, s.people, s.stand_ins) for s in route.stages)
    return RouteForm(_numbered(stages) or (StageForm(1),), route.one_person, route.reason)


def typed_form(posted: MultiDict[str, str]) -> RouteForm:
    """Return the form with what was posted. Raises InputRefused for a number of stages of no page."""
    sent = posted.get("stages", "")
    count = _number(sent)
    if str(count) != sent or count > MOST_STAGES:
        raise InputRefused("送られた段の数が正しくありません", hint="画面を開き直してください。")
    return RouteForm(
        tuple(_typed_stage(posted, number) for number in range(1, count + 1)),
        one_person=posted.get("one_person") == "1",
        reason=posted.get("reason", ""),
    )


def rearranged(form: RouteForm, wish: str) -> RouteForm:
    """Return the form after 段を加える, 上へ, 下へ or 取り除く; unchanged for any other wish."""
    word, _, text = wish.partition("-")
    stages, at = list(form.stages), _number(text) - 1
    if word == "add" and not form.is_full:
        stages.append(StageForm(0))
    elif not 0 <= at < len(stages):
        return form
    elif word == "remove":
        del stages[at]
    elif word in ("up", "down"):
        to = min(max(at + (1 if word == "down" else -1), 0), len(stages) - 1)
        stages.insert(to, stages.pop(at))
    return replace(form, stages=_numbered(stages))


def with_faults(form: RouteForm, faults: Iterable[Fault]) -> RouteForm:
    """Return the form with each fault at its field, one a field."""
    whole: dict[str, str] = {}
    by_stage: dict[int, dict[str, str]] = {}
    for fault in faults:
        at = by_stage.setdefault(fault.stage, {}) if fault.stage else whole
        at.setdefault(fault.field, f"{fault.message}。{fault.hint}")
    stages = (replace(s, errors=by_stage.get(s.number, {})) for s in form.stages)
    return replace(form, stages=tuple(stages), errors=whole)


def candidates(work: Work, form: RouteForm) -> tuple[tuple[int, str], ...]:
    """Return who can be put at a stage: approvers in use, and those who stand there already."""
    divisions = {one.id: one.name for one in work.ownership.divisions()}
    chosen = {n for stage in form.stages for n in (*stage.people, *stage.stand_ins)}
    return tuple(
        (user.id, _words(user, divisions))
        for user in work.users.all()
        if user.id in chosen or (user.is_active and Role.APPROVER in user.roles)
    )


def route_lines(work: Work, organisation_id: int) -> tuple[RouteLine, ...]:
    """Return the routes that an 評価実施機関 set, the newest first."""
    names = {user.id: user.display_name for user in work.users.all()}
    return tuple(line_of(kept, names) for kept in work.routes.all_of(organisation_id))


def line_of(kept: KeptRoute, names: Mapping[int, str]) -> RouteLine:
    """Return a route in one line."""
    route = read_route(kept.definition)
    stages = tuple(_stage_words(stage, names) for stage in route.stages)
    reason = route.reason if route.one_person else ""
    return RouteLine(stages, reason, kept.by, kept.made_at)


def _stage_words(stage: Stage, names: Mapping[int, str]) -> str:
    people = "・".join(names.get(number, "") for number in stage.people)
    instead = "・".join(names.get(number, "") for number in stage.stand_ins)
    consult = STAGE_KINDS[CONSULT] + "：" if stage.kind == CONSULT else ""
    return f"{consult}{stage.title}（{people}{'、代決 ' + instead if instead else ''}）"


def _words(user: User, divisions: Mapping[int, str]) -> str:
    division = divisions.get(user.division_id or 0, "")
    able = user.is_active and Role.APPROVER in user.roles
    notes = [words for words in (division, "" if able else "今は承認できません") if words]
    return user.display_name + (f"（{'、'.join(notes)}）" if notes else "")


def _numbered(stages: Iterable[StageForm]) -> tuple[StageForm, ...]:
    return tuple(replace(stage, number=number) for number, stage in enumerate(stages, 1))


def _typed_stage(posted: MultiDict[str, str], number: int) -> StageForm:
    return StageForm(
        number,
        title=posted.get(f"title-{number}", ""),
        kind=posted.get(f"kind-{number}", ""),
        people=tuple(map(_number, posted.getlist(f"people-{number}"))),
        stand_ins=tuple(map(_number, posted.getlist(f"stand_ins-{number}"))),
    )


def _number(text: str) -> int:
    """Return a number as it was posted, 0 for what is none: no account has it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
