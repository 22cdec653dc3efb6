"""Who has an open draft now, as lists say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pia.approval.roles import TITLES, Actor, Role
from pia.approval.states import DRAFT, REVIEW
from pia.operations.looking import Memory
from pia.operations.routes import waiting_for
from pia.store.records import OpenDraft, User
from pia.store.work import Work


@dataclass(frozen=True)
class Turn:
    """Whose turn it is; nobody's where the title is ""."""

    #: Title of the stage of approval, else of the role.
    title: str = ""
    #: Number and name of who it waits for.
    people: tuple[tuple[int, str], ...] = ()
    #: Anybody with this role may go on, None where it is the people's alone.
    role: Role | None = None

    def is_of(self, actor: Actor) -> bool:
        """Return whether it waits for a person."""
        if self.role is not None and actor.has(self.role):
            return True
        return actor.id in {number for number, _ in self.people}


class Turns:
    """Whose turn it is with each draft of one list; users are asked for once, and only if need be.

    What a draft under review says cannot change, nor what was judged: with the same newest step and
    voice, and the same users, it waits for the same people.
    """

    def __init__(self, work: Work, memory: Memory) -> None:
        self.work, self.memory = work, memory

    def of(self, opened: OpenDraft | None) -> Turn:
        """Return whose turn it is: a 下書き is with who writes it, an approved one with 公表担当."""
        if opened is None:
            return Turn()
        if opened.state == DRAFT:
            return self._at_desk(opened)
        if opened.state == REVIEW:
            key = ("turn", opened.id, opened.step, opened.voice, self._staff)
            return self.memory.of(key, lambda: self._at_review(opened.id))
        return Turn(TITLES[Role.PUBLISHER], role=Role.PUBLISHER)

    def _at_desk(self, opened: OpenDraft) -> Turn:
        """Return who writes a draft, who wrote last before the others.

        A word of a colleague takes a draft from nobody. Where everybody who wrote has left it is
        for any editor to go on.
        """
        here = {user.id: user.display_name for user in self._users if user.is_active}
        writers = sorted(self._writers.get(opened.id, ()), key=lambda one: one != opened.writer_id)
        people = tuple((one, here[one]) for one in writers if one in here)
        if people:
            return Turn(TITLES[Role.EDITOR], people)
        return Turn(f"{TITLES[Role.EDITOR]}（{opened.writer}は利用停止）", role=Role.EDITOR)

    def _at_review(self, draft_id: int) -> Turn:
        waiting = waiting_for(self.work, self.work.drafts.get(draft_id), self._users)
        return Turn(waiting.title, tuple((u.id, u.display_name) for u in waiting.users))

    @cached_property
    def _staff(self) -> frozenset[tuple[int, str, bool, frozenset[Role]]]:
        return frozenset((u.id, u.display_name, u.is_active, u.roles) for u in self._users)

    @cached_property
    def _writers(self) -> Mapping[int, frozenset[int]]:
        return self.work.waiting.writers()

    @cached_property
    def _users(self) -> Sequence[User]:
        return self.work.users.all()
