"""Routes of approval: set for an 評価実施機関, and where a draft stands on its own.

A draft goes the route that counted at its request. Without one, one approver approves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pia.approval.position import Place, Position, Voice, may_send_back, position
from pia.approval.roles import TITLES, Actor, Role
from pia.approval.route import Fault, Route, faults, read_route
from pia.approval.states import APPROVING, DRAFT, REVIEW, WITHDRAWN, workflow
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.operations.drafts import writers
from pia.store.records import Draft, Endorsement, KeptRoute, Step, User
from pia.store.work import Work

#: Steps after which somebody in a role goes on.
_FORWARD = ("request", "approve", "submit", "publish")
_OUT_OF_ROUND = (DRAFT, WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """The present round of a draft on its route."""

    #: Number of the kept route.
    route_id: int
    request: Step
    #: What the voices must have been about.
    digest: str
    position: Position
    #: What was said in this round for that digest, with who and when.
    endorsements: tuple[Endorsement, ...]

    @property
    def route(self) -> Route:
        """The route as it counted at the request."""
        return self.position.route

    def said_at(self, place: Place) -> tuple[Endorsement, ...]:
        """Return what was said at a stage."""
        return tuple(one for one in self.endorsements if one.said.stage == place.number)


@dataclass(frozen=True)
class Waiting:
    """Whose turn it is."""

    #: Title of the stages or of the role; "" where nobody's.
    title: str
    users: tuple[User, ...]
    #: At the stages of a route.
    is_route: bool = False


def set_route(act: Act, organisation_id: int, route: Route, seen: str = "") -> int:
    """Let a route count for an 評価実施機関 from the next request on; return its number.

    Raises InputRefused for a fault, ChangedMeanwhile where somebody set another one since the
    person looked (`seen` is the `mark` of then, "" asks nothing), PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        kept = tidy(route)
        for fault in all_faults(work, kept):
            where = f"{fault.stage}番目の段" if fault.stage else ""
            raise InputRefused(fault.message, where=where, hint=fault.hint)
        return _keep(act, work, organisation_id, kept, seen)


def clear_route(act: Act, organisation_id: int, seen: str = "") -> int:
    """Let one approver approve again from the next request on; kept as a route without stages."""
    act.actor.need(Role.ADMINISTRATOR)
    with act.store.writing() as work:
        return _keep(act, work, organisation_id, Route(()), seen)


def _keep(act: Act, work: Work, organisation_id: int, route: Route, seen: str) -> int:
    name = work.ownership.organisation(organisation_id).name
    if seen and seen != mark(work.routes.of(organisation_id)):
        hint = "今の経路を確かめて、もう一度行ってください。"
        raise ChangedMeanwhile("ほかの人が先に経路を変えています", where=name, hint=hint)
    number = work.routes.add(organisation_id, route.as_json(), **act.by)
    stages = [stage.title for stage in route.stages]
    details = {"route": number, "stages": stages, "one_person": route.reason}
    act.note(work, "route-set", f"評価実施機関 {organisation_id}", **details)
    return number


def mark(known: KeptRoute | None) -> str:
    """Return what tells one route of an 評価実施機関 from the next."""
    return str(known.id) if known else "-"


def tidy(route: Route) -> Route:
    """Return a route with its words as they are kept. Raises InputRefused for signs nobody keeps."""
    stages = tuple(replace(s, title=_line(s.title, "段の名前")) for s in route.stages)
    reason = _line(route.reason, "理由") if route.one_person else ""
    return replace(route, stages=stages, reason=reason)


def all_faults(work: Work, route: Route) -> Iterator[Fault]:
    """Yield what is wrong with a route, its accounts included."""
    yield from faults(route)
    known = {user.id: user for user in work.users.all()}
    for number, stage in enumerate(route.stages, 1):
        for field in ("people", "stand_ins"):
            for account in getattr(stage, field):
                if fault := _fault_of(known.get(account)):
                    hint = "承認者の役割がある、使える利用者を選んでください。"
                    yield Fault(fault, hint, number, field)


def _fault_of(user: User | None) -> str:
    if user is None:
        return "登録のない利用者が選ばれています"
    if not user.is_active:
        return f"{user.display_name}は利用停止中です"
    if Role.APPROVER not in user.roles:
        return f"{user.display_name}に承認者の役割がありません"
    return ""


def route_for(work: Work, draft: Draft) -> KeptRoute | None:
    """Return the route that a request of now would go, None where one approver approves."""
    known = work.routes.of(work.dossiers.get(draft.dossier_id).organisation_id)
    return known if known and read_route(known.definition).stages else None


def standing(work: Work, draft: Draft, digest: str = "") -> Standing | None:
    """Return where a draft stands on its route, None outside a round and without a route.

    `digest` is what a draft under review says now; "" takes it to be what was last looked at, which
    spares a list the comparison. What was approved stands on the digest of its approval.
    """
    request = None if draft.state in _OUT_OF_ROUND else _newest(work, draft, ("request",))
    if request is None or not request.details.get("route"):
        return None
    route = work.routes.get(int(request.details["route"]))
    said = [e for e in work.routes.endorsements(draft.id) if e.said.request_id == request.id]
    if draft.state != REVIEW:
        approval = _newest(work, draft, APPROVING)
        digest = approval.digest if approval else ""
    elif not digest:
        digest = said[-1].said.digest if said else request.digest
    where = position(read_route(route.definition), map(voice_of, said), request.id, digest)
    counted = tuple(one for one in said if one.said.digest == digest)
    return Standing(route.id, request, digest, where, counted)


def voice_of(kept: Endorsement) -> Voice:
    """Return what was said as the pure part reads it."""
    said = kept.said
    return Voice(said.request_id, said.stage, said.what, said.digest, kept.made_by, said.for_id)


def barred(work: Work, draft: Draft, on: Standing | None) -> frozenset[int]:
    """Return who may not decide: who wrote, unless the route lets one person do all of it."""
    return frozenset() if on and on.route.one_person else writers(work, draft)


def is_one_person(work: Work, draft: Draft, on: Standing | None, account: int) -> bool:
    """Return whether somebody who wrote or asked decides only because the route allows it."""
    if on is None or not on.route.one_person:
        return False
    return account == on.request.made_by or account in writers(work, draft)


def is_for_stages(on: Standing | None, actor: Actor, action: str) -> bool:
    """Return whether an act on a request is left to the stages of its route."""
    if on is None:
        return False
    return action == "approve" or (action == "send_back" and not may_send_back(on.position, actor))


def refuse_beside(on: Standing | None, actor: Actor, action: str) -> None:
    """Raise NotAllowed for an act on a request that its route leaves to a stage."""
    if on is None or not is_for_stages(on, actor, action):
        return
    turn = "、".join(place.stage.title for place in on.position.open)
    if action == "approve":
        hint = f"「承認の経路」の段（{turn}）で承認してください。"
        raise NotAllowed("この評価書は承認の経路に沿って承認します", where=turn, hint=hint)
    hint = "差し戻せるのは、この段の人と公表担当です。"
    raise NotAllowed("今の段の人ではないため差し戻せません", where=turn, hint=hint)


def waiting_for(work: Work, draft: Draft, users: Iterable[User] | None = None) -> Waiting:
    """Return whose turn it is with a draft; `users` are all accounts where a list has them already.

    On a route: who stands at the open stages, else their stand-ins. Elsewhere: whoever's role
    brings it forward; of a 下書き, who made it. Who wrote is not asked to decide.
    """
    known = {user.id: user for user in (work.users.all() if users is None else users)}
    on = standing(work, draft) if draft.state == REVIEW else None
    if on is not None:
        return _at_stages(on, known, barred(work, draft, on))
    if draft.state == DRAFT:
        return Waiting(TITLES[Role.EDITOR], (known[draft.made_by],))
    action = next((workflow().actions[n] for n in _FORWARD if _leads(n, draft.state)), None)
    if action is None:
        return Waiting("", ())
    kept_out = writers(work, draft) if action.other else frozenset()
    able = (u for u in known.values() if u.is_active and u.id not in kept_out)
    title = "・".join(TITLES[role] for role in action.roles)
    return Waiting(title, tuple(u for u in able if u.actor.has(*action.roles)))


def _at_stages(on: Standing, known: Mapping[int, User], kept_out: frozenset[int]) -> Waiting:
    found: list[User] = []
    for place in on.position.open:
        seats = (place.stage.people, place.stage.stand_ins)
        able = (tuple(_able(known, numbers, kept_out)) for numbers in seats)
        found += next((users for users in able if users), ())
    titles = "、".join(place.stage.title for place in on.position.open)
    return Waiting(titles, tuple(dict.fromkeys(found)), is_route=True)


def _able(
    known: Mapping[int, User], numbers: Iterable[int], kept_out: frozenset[int]
) -> Iterator[User]:
    """Yield those of a stage who can speak: in use, approver still, not the writer."""
    for number in numbers:
        user = known.get(number)
        if user and user.is_active and user.actor.has(Role.APPROVER) and number not in kept_out:
            yield user


def _leads(name: str, state: str) -> bool:
    return state in workflow().actions[name].came_from


def _newest(work: Work, draft: Draft, names: Iterable[str]) -> Step | None:
    steps = [step for step in work.drafts.steps(draft.id) if step.action in tuple(names)]
    return steps[-1] if steps else None


def _line(text: str, title: str) -> str:
    return " ".join(keep_typed(text, title).split())
