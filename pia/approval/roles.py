"""Roles, and what each of them may do besides the acts of `states.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pia.errors import NotAllowed


class Role(StrEnum):
    """What a user is for; one person may have several."""

    #: Writes drafts, completes readings, asks for approval.
    EDITOR = "editor"
    #: Approves or sends back what others wrote.
    APPROVER = "approver"
    #: Adopts published documents, records 提出, publishes.
    PUBLISHER = "publisher"
    #: Keeps 団体, 機関, 課, 事務 and users.
    ADMINISTRATOR = "administrator"
    #: Reads.
    VIEWER = "viewer"


TITLES = {
    Role.EDITOR: "編集者",
    Role.APPROVER: "承認者",
    Role.PUBLISHER: "公表担当",
    Role.ADMINISTRATOR: "管理者",
    Role.VIEWER: "閲覧者",
}


@dataclass(frozen=True)
class Actor:
    """Who acts: a user as the operations know them."""

    id: int
    name: str
    display_name: str
    roles: frozenset[Role]

    def has(self, *roles: Role) -> bool:
        """Return whether the actor has one of the roles."""
        return bool(self.roles & set(roles))

    def need(self, *roles: Role) -> None:
        """Raise NotAllowed unless the actor has one of the roles."""
        if not self.has(*roles):
            titles = "・".join(TITLES[role] for role in roles)
            raise NotAllowed(
                "この操作をする権限がありません",
                where=self.display_name,
                hint=f"できるのは{titles}です。管理者に確かめてください。",
            )
