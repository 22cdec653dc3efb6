"""One transaction: a `Work` with the repositories; `Store` opens it for reading or writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session as Connection

from pia.errors import ChangedMeanwhile
from pia.store.accounts import Sessions, Users
from pia.store.attachments import Attachments
from pia.store.audit import Audit
from pia.store.dossiers import Dossiers
from pia.store.drafts import Drafts
from pia.store.editions import Editions
from pia.store.engine import open_engine
from pia.store.issues import Issues
from pia.store.ownership import Ownership


class Work:
    """The repositories of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def ownership(self) -> Ownership:
        """団体, 機関, 課, 事務."""
        return Ownership(self.connection)

    @cached_property
    def dossiers(self) -> Dossiers:
        """評価書 over their editions."""
        return Dossiers(self.connection)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts, their Change log, judgements and steps."""
        return Drafts(self.connection)

    @cached_property
    def editions(self) -> Editions:
        """Editions and how they are read."""
        return Editions(self.connection)

    @cached_property
    def issues(self) -> Issues:
        """What was rendered and published."""
        return Issues(self.connection)

    @cached_property
    def attachments(self) -> Attachments:
        """Files handed in."""
        return Attachments(self.connection)

    @cached_property
    def users(self) -> Users:
        """Accounts and roles."""
        return Users(self.connection)

    @cached_property
    def sessions(self) -> Sessions:
        """Sessions of browsers."""
        return Sessions(self.connection)

    @cached_property
    def audit(self) -> Audit:
        """The audit."""
        return Audit(self.connection)


class Store:
    """The database of one home. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @staticmethod
    def at(address: str) -> Store:
        """Return the store of an address. Raises UsageRefused."""
        return Store(open_engine(address))

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Give a Work that sees one state of the database and changes nothing."""
        with Connection(self.engine, autoflush=False) as connection:
            yield Work(connection)
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Give a Work whose changes are kept together or, after an error, not at all.

        Raises ChangedMeanwhile where another writer was first (PostgreSQL) or kept the lock.
        """
        engine = self.engine.execution_options(writes=True)
        try:
            with Connection(engine, autoflush=False) as connection, connection.begin():
                yield Work(connection)
        except OperationalError as error:
            hint = "少し待って、もう一度保存してください。"
            raise ChangedMeanwhile("ほかの人の保存と重なりました", hint=hint) from error

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
