"""Sessions of browsers: the token is the browser's, the store knows only its SHA-256.

A token that the store does not know is never taken over: each start makes a new one, so that
nobody can plant a token and wait until its owner signs in.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pia.store.records import Session, User
from pia.store.work import Store

#: A token has 256 bits.
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Lengths:
    """How long a session lives."""

    #: Without any request.
    idle: timedelta = timedelta(hours=8)
    #: In all.
    whole: timedelta = timedelta(hours=24)

    def end(self, made_at: datetime, seen_at: datetime) -> datetime:
        """Return when a session ends unless its browser comes again."""
        return min(made_at + self.whole, seen_at + self.idle)


@dataclass(frozen=True)
class Opened:
    """A session with the token that only its browser has, and who is signed in."""

    token: str
    session: Session
    user: User | None


def start(
    store: Store, user: User | None, data: dict[str, Any], at: datetime, lengths: Lengths
) -> Opened:
    """Return a new session with a new token; sessions that have ended are swept away."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    number = user.id if user else None
    session = Session(_digest(token), number, data, at, at, lengths.end(at, at))
    with store.writing() as work:
        work.sessions.sweep(at)
        work.sessions.save(session)
    return Opened(token, session, user)


def find(store: Store, token: str, at: datetime) -> Opened | None:
    """Return the session of a token; None once it ended or its user was switched off."""
    with store.reading() as work:
        session = work.sessions.find(_digest(token))
        if session is None or at >= session.ends_at:
            return None
        user = work.users.get(session.user_id) if session.user_id else None
    if user and not user.is_active:
        return None
    return Opened(token, session, user)


def keep(
    store: Store, session: Session, at: datetime, lengths: Lengths, changed: Collection[str] = ()
) -> None:
    """Keep the changed keys of what a session holds, and that its browser was seen.

    What another tab kept meanwhile under other keys stays; a session ended meanwhile (sign-out in
    another tab, a new password) stays ended.
    """
    ends_at = lengths.end(session.made_at, at)
    with store.writing() as work:
        if kept := work.sessions.find(session.id):
            others = {key: value for key, value in kept.data.items() if key not in changed}
            ours = {key: session.data[key] for key in changed if key in session.data}
            work.sessions.save(replace(kept, data=others | ours, seen_at=at, ends_at=ends_at))


def end(store: Store, opened: Opened, at: datetime) -> None:
    """End a session: its browser signs out, or signs in anew."""
    with store.writing() as work:
        work.sessions.end(opened.session.id)
        if user := opened.user:
            subject = f"user {user.id}"
            work.audit.add("sign-out", subject, at=at, user_id=user.id, actor=user.name)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8")).hexdigest()
