"""A route of approval (決裁の経路): its stages in order, and who stands at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pia.errors import InputRefused

#: A stage decides, or another 課 consents (合議).
DECIDE, CONSULT = "decide", "consult"
STAGE_KINDS = {DECIDE: "決裁", CONSULT: "合議"}
MOST_STAGES = 10
#: Longest title of a stage, longest reason.
MOST_CHARACTERS, MOST_REASON = 40, 200


@dataclass(frozen=True)
class Stage:
    """One stage. Any one of `people` speaks for it; where all must, each has a stage of their own."""

    title: str
    #: Numbers of accounts.
    people: tuple[int, ...]
    #: Who may decide for one of `people` (代決), who then looks at it afterwards (後閲).
    stand_ins: tuple[int, ...] = ()
    kind: str = DECIDE


@dataclass(frozen=True)
class Route:
    """All stages. 合議 that stand next to each other run side by side; the last stage decides."""

    stages: tuple[Stage, ...]
    #: Who wrote may decide too: an office where one person does all of it.
    one_person: bool = False
    #: Why that is so.
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the route as it is kept."""
        return asdict(self)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a route that somebody made up, for the field where it stands."""

    message: str
    hint: str
    #: Of the stage, from 1; 0 for the whole route.
    stage: int = 0
    #: title, people, stand_ins, kind, reason or "".
    field: str = ""


def read_route(given: Any) -> Route:
    """Return a route from its JSON, whatever its `faults`. Raises InputRefused for what is none."""
    whole = _keys(given, {"stages", "one_person", "reason"})
    stages = whole.get("stages")
    if not isinstance(stages, list | tuple):
        raise _unreadable("stages")
    return Route(
        tuple(map(_stage, stages)),
        one_person=_typed(whole, "one_person", bool, default=False),
        reason=_typed(whole, "reason", str, default=""),
    )


def faults(route: Route) -> Iterator[Fault]:
    """Yield everything that is wrong with a route by itself, whoever the accounts are."""
    yield from _faults_of_whole(route)
    titles = Counter(stage.title for stage in route.stages)
    seats = Counter(person for stage in route.stages for person in set(stage.people))
    for number, stage in enumerate(route.stages, 1):
        for field, message, hint in _faults_of_stage(stage, titles, seats):
            yield Fault(message, hint, number, field)


def _faults_of_whole(route: Route) -> Iterator[Fault]:
    if not route.stages:
        yield Fault("段がありません", "決裁する段を一つ以上作ってください。")
    elif route.stages[-1].kind == CONSULT:
        hint = "合議は、最後に決裁する段より前に置いてください。"
        yield Fault("最後の段が合議です", hint, len(route.stages), "kind")
    if len(route.stages) > MOST_STAGES:
        yield Fault("段が多すぎます", f"{MOST_STAGES}段までにしてください。")
    if route.one_person and not route.reason.strip():
        hint = "承認の記録に載せる理由を書いてください。"
        yield Fault("一人で処理する理由がありません", hint, field="reason")
    if len(route.reason) > MOST_REASON:
        yield Fault("理由が長すぎます", f"{MOST_REASON}文字までにしてください。", field="reason")


def _faults_of_stage(
    stage: Stage, titles: Counter[str], seats: Counter[int]
) -> Iterator[tuple[str, str, str]]:
    if not stage.title.strip():
        yield "title", "段の名前がありません", "例: 課長"
    elif len(stage.title) > MOST_CHARACTERS:
        yield "title", "段の名前が長すぎます", f"{MOST_CHARACTERS}文字までにしてください。"
    elif titles[stage.title] > 1:
        yield "title", "同じ名前の段があります", "段ごとに違う名前にしてください。"
    if stage.kind not in STAGE_KINDS:
        yield "kind", "段の種類がありません", "決裁か合議を選んでください。"
    if not stage.people:
        yield "people", "承認する人がいません", "一人以上選んでください。"
    if any(seats[person] > 1 for person in stage.people):
        hint = "一人は一つの段だけにしてください（代決する人としてなら、ほかの段にも置けます）。"
        yield "people", "同じ人が二つの段にいます", hint
    everybody = Counter((*stage.people, *stage.stand_ins))
    if any(count > 1 for count in everybody.values()):
        yield "stand_ins", "承認する人が代決する人にもなっています", "どちらかだけにしてください。"


def _stage(given: Any) -> Stage:
    raw = _keys(given, {"title", "people", "stand_ins", "kind"})
    return Stage(
        title=_typed(raw, "title", str, default=""),
        people=_numbers(raw, "people"),
        stand_ins=_numbers(raw, "stand_ins"),
        kind=_typed(raw, "kind", str, default=DECIDE),
    )


def _keys(given: Any, known: set[str]) -> dict[str, Any]:
    if not isinstance(given, dict) or set(given) - known:
        raise _unreadable("")
    return given


def _typed(raw: dict[str, Any], key: str, kind: type, *, default: Any) -> Any:
    value = raw.get(key, default)
    if not isinstance(value, kind):
        raise _unreadable(key)
    return value


def _numbers(raw: dict[str, Any], key: str) -> tuple[int, ...]:
    values = raw.get(key, ())
    if not isinstance(values, list | tuple):
        raise _unreadable(key)
    if any(not isinstance(value, int) or isinstance(value, bool) for value in values):
        raise _unreadable(key)
    return tuple(values)


def _unreadable(where: str) -> InputRefused:
    return InputRefused("承認の経路として読めません", where=where)
