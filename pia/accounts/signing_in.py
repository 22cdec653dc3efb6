"""Coming in with name and password, and what ten failures lead to.

An unknown name, a wrong password and an account that is switched off get one and the same
sentence after the same time: nobody learns from outside which names exist.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pia.accounts.japan_time import spelt
from pia.accounts.names import folded
from pia.accounts.passwords import hash_password, is_outdated, matches, require_good
from pia.errors import InputRefused, NotAllowed
from pia.store.records import User
from pia.store.work import Store, Work

#: Failures in a row that close an account for a while.
MOST_FAILURES = 10
#: How long it stays closed.
LOCKOUT = timedelta(minutes=15)


def sign_in(store: Store, name: str, password: str, at: datetime) -> User:
    """Return the user of a name and a password.

    Raises NotAllowed.
    """
    with store.reading() as work:
        user = work.users.named(folded(name))
        kept = work.users.password_hash(user.id) if user and user.is_active else None
    if user is None or kept is None:
        matches(password, None)
        with store.writing() as work:
            _add_refusal(work, user, "switched-off" if user else "unknown", at)
        raise _refusal()
    _prove(store, user, password, kept, at)
    newest = hash_password(password) if is_outdated(kept) else kept
    with store.writing() as work:
        if newest != kept and _is_current(work, user, kept):
            work.users.change(user.id, password_hash=newest)
        subject = f"user {user.id}"
        work.audit.add("sign-in", subject, at=at, user_id=user.id, actor=user.name)
        return work.users.get(user.id)


def change_password(store: Store, user: User, old: str, new: str, at: datetime) -> None:
    """Give a user another password and end every session of theirs.

    The door starts a new session for the browser at hand. Raises NotAllowed for a wrong old
    password, InputRefused for a new one that may not be taken.
    """
    with store.reading() as work:
        kept = work.users.password_hash(user.id)
    _prove(store, user, old, kept, at)
    if matches(new, kept):
        raise InputRefused("今と同じパスワードです", hint="別のパスワードにしてください。")
    require_good(new, user.name)
    digest = hash_password(new)
    with store.writing() as work:
        if not _is_current(work, work.users.get(user.id), kept):
            raise _refusal()
        work.users.change(user.id, password_hash=digest, one_time=False)
        work.sessions.end_all_of(user.id)
        subject = f"user {user.id}"
        work.audit.add("change-password", subject, at=at, user_id=user.id, actor=user.name)


def _prove(store: Store, user: User, password: str, kept: str, at: datetime) -> None:
    """Raise NotAllowed unless the password is the user's; count what happened."""
    is_right = not _is_locked(user, at) and matches(password, kept)
    with store.writing() as work:
        fresh = work.users.get(user.id)
        if _is_locked(fresh, at):
            _add_refusal(work, fresh, "locked", at)
            refusal = _locked(fresh)
        elif is_right and _is_current(work, fresh, kept):
            work.users.change(user.id, failures=0, locked_until=None)
            return
        else:
            _count_failure(work, fresh, at)
            refusal = _refusal()
    raise refusal


def _is_locked(user: User, at: datetime) -> bool:
    return user.locked_until is not None and at < user.locked_until


def _is_current(work: Work, user: User, kept: str) -> bool:
    """Return whether nobody switched the user off or reset the password during the hashing."""
    return user.is_active and work.users.password_hash(user.id) == kept


def _count_failure(work: Work, user: User, at: datetime) -> None:
    failures = user.failures + 1
    if failures >= MOST_FAILURES:
        work.users.change(user.id, failures=0, locked_until=at + LOCKOUT)
    else:
        work.users.change(user.id, failures=failures)
    _add_refusal(work, user, "password", at)


def _add_refusal(work: Work, user: User | None, reason: str, at: datetime) -> None:
    """Keep that somebody was refused; never what they typed, which may be a password."""
    subject = f"user {user.id}" if user else "user unknown"
    work.audit.add("sign-in-refused", subject, at=at, details={"reason": reason})


def _locked(user: User) -> NotAllowed:
    until = spelt(user.locked_until) if user.locked_until else ""
    message = f"続けて{MOST_FAILURES}回まちがえたため、{until}までログインできません"
    return NotAllowed(message, hint="急ぐときは管理者に相談してください。")


def _refusal() -> NotAllowed:
    hint = "入力を確かめて、もう一度お試しください。"
    return NotAllowed("利用者名またはパスワードが違います", hint=hint)
