"""Users as administrators list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pia.approval.roles import TITLES
from pia.store.records import User
from pia.store.work import Work


@dataclass(frozen=True)
class UserLine:
    """A user."""

    id: int
    name: str
    display_name: str
    roles: str
    division: str
    #: Where notices are mailed to, "" for nowhere.
    email: str
    #: State in a word, and the tone of its mark.
    state: str
    tone: str
    is_active: bool
    locked_until: datetime | None


def user_lines(work: Work, at: datetime) -> tuple[UserLine, ...]:
    """Return every user, those who can come in first."""
    lines = [user_line(work, user, at) for user in work.users.all()]
    return tuple(sorted(lines, key=lambda line: not line.is_active))


def user_line(work: Work, user: User, at: datetime) -> UserLine:
    """Return one user."""
    state, tone = _state(user, at)
    division = user.division_id
    return UserLine(
        id=user.id,
        name=user.name,
        display_name=user.display_name,
        roles="・".join(title for role, title in TITLES.items() if role in user.roles),
        division=work.ownership.division(division).name if division else "",
        email=user.email,
        state=state,
        tone=tone,
        is_active=user.is_active,
        locked_until=user.locked_until if tone == "wait" else None,
    )


def _state(user: User, at: datetime) -> tuple[str, str]:
    if not user.is_active:
        return "利用停止", "stop"
    if user.locked_until and at < user.locked_until:
        return "ロック中", "wait"
    return ("パスワード未変更", "quiet") if user.one_time else ("利用中", "good")
