"""States and acts, read from `data/approval/states.yaml`; which act is open to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pia.approval.roles import Actor, Role
from pia.errors import InputRefused, NotAllowed
from pia.official.typed import says_something
from pia.official.yamlfile import Mapping, read_yaml
from pia.settings import data_path

DRAFT, REVIEW, WITHDRAWN, PUBLISHED = "draft", "review", "withdrawn", "published"
#: Acts that bind what is approved.
APPROVING = ("approve", "record_approval")


@dataclass(frozen=True)
class State:
    """Where a draft stands."""

    id: str
    title: str
    #: The end of this draft.
    closed: bool
    #: Its text may be changed without taking an approval back.
    editable: bool


@dataclass(frozen=True)
class Action:
    """An act that leads from one state to the next."""

    id: str
    title: str
    came_from: tuple[str, ...]
    went_to: str
    roles: tuple[Role, ...]
    #: Refused while something blocks approval; binds the approval digest.
    binds: bool
    #: Obstacles that may be passed need a reason at this step.
    weighs: bool
    #: A reason must be given.
    comment: bool
    #: Not for those who wrote the draft.
    other: bool
    #: What must be recorded with it.
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Workflow:
    """The whole table."""

    states: dict[str, State]
    actions: dict[str, Action]

    def open_to(self, state: str, actor: Actor) -> Iterator[Action]:
        """Yield the acts that a person's roles allow in a state."""
        for action in self.actions.values():
            if state in action.came_from and actor.has(*action.roles):
                yield action


@cache
def workflow() -> Workflow:
    """Return the table that ships with the product."""
    return read_workflow(data_path("approval", "states.yaml"))


def read_workflow(path: Path) -> Workflow:
    """Read a table. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("states", "actions")
    given, acts = top.need("states", Mapping), top.need("actions", Mapping)
    states = {name: _state(name, given.need(name, Mapping)) for name in given}
    return Workflow(states, {n: _action(n, acts.need(n, Mapping), states) for n in acts})


def step(name: str, state: str, actor: Actor, writers: frozenset[int], comment: str = "") -> Action:
    """Return the act a person may do now. Raises NotAllowed, InputRefused.

    `writers` are the users who made or changed the draft since its last approval: author ≠ approver.
    """
    table = workflow()
    action = table.actions.get(name)
    if action is None:
        raise InputRefused(f"「{name}」という手続はありません")
    if state not in action.came_from:
        now = table.states[state].title
        hint = "画面を開き直して、今の状態を確かめてください。"
        raise NotAllowed(f"今の状態（{now}）では「{action.title}」はできません", hint=hint)
    actor.need(*action.roles)
    if action.other and actor.id in writers:
        hint = "ほかの承認者に依頼してください。"
        raise NotAllowed("自分が書いた評価書を自分で承認することはできません", hint=hint)
    if action.comment and not says_something(comment):
        raise InputRefused("理由がありません", where=action.title, hint="理由を書いてください。")
    return action


def _state(name: str, raw: Mapping) -> State:
    raw.only("title", "closed", "editable")
    return State(
        id=name,
        title=raw.need("title", str),
        closed=raw.typed("closed", bool, default=False),
        editable=raw.typed("editable", bool, default=False),
    )


def _action(name: str, raw: Mapping, states: dict[str, State]) -> Action:
    raw.only("title", "from", "to", "roles", "binds", "weighs", "comment", "other", "fields")
    known = [role.value for role in Role]
    return Action(
        id=name,
        title=raw.need("title", str),
        came_from=tuple(raw.known("from", str(s), states) for s in raw.need("from", list)),
        went_to=raw.known("to", raw.need("to", str), states),
        roles=tuple(Role(raw.known("roles", str(r), known)) for r in raw.need("roles", list)),
        binds=raw.typed("binds", bool, default=False),
        weighs=raw.typed("weighs", bool, default=False),
        comment=raw.typed("comment", bool, default=False),
        other=raw.typed("other", bool, default=False),
        fields=tuple(str(field) for field in raw.typed("fields", list, default=[])),
    )


STATES = tuple(workflow().states)
ACTIONS = tuple(workflow().actions)
CLOSED = tuple(name for name, state in workflow().states.items() if state.closed)
