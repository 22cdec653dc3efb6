"""One transaction: a `Work` with the repositories; `Store` opens it for reading or writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session as Connection

from pia.store.accounts import Sessions, Users
from pia.store.attachments import Attachments
from pia.store.audit import Audit
from pia.store.comments import Comments
from pia.store.dossiers import Dossiers
from pia.store.drafts import Drafts
from pia.store.editions import Editions
from pia.store.engine import for_reading, for_writing, open_engine
from pia.store.inquiries import Inquiries
from pia.store.issues import Issues
from pia.store.migrating import prepare, revision
from pia.store.names import Names
from pia.store.notices import Notices
from pia.store.ownership import Ownership
from pia.store.planning import Planning
from pia.store.refusals import refusal
from pia.store.routes import Routes
from pia.store.search import Search
from pia.store.unsettled import UnsettledThings
from pia.store.waiting import WaitingThings


class Work:
    """The repositories of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def ownership(self) -> Ownership:
        """団体, 機関, 課, 事務."""
        return Ownership(self.connection)

    @cached_property
    def names(self) -> Names:
        """Names that changed, and how cities write their tables."""
        return Names(self.connection)

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
    def comments(self) -> Comments:
        """Comments on drafts."""
        return Comments(self.connection)

    @cached_property
    def inquiries(self) -> Inquiries:
        """Sheets for a 所管課 and their answers."""
        return Inquiries(self.connection)

    @cached_property
    def routes(self) -> Routes:
        """Routes of approval and what was said at their stages."""
        return Routes(self.connection)

    @cached_property
    def planning(self) -> Planning:
        """Planned changes and 見直し."""
        return Planning(self.connection)

    @cached_property
    def notices(self) -> Notices:
        """Mail that waits, and what was read."""
        return Notices(self.connection)

    @cached_property
    def waiting(self) -> WaitingThings:
        """What waits at the open drafts."""
        return WaitingThings(self.connection)

    @cached_property
    def unsettled(self) -> UnsettledThings:
        """What two persons changed, until it is settled."""
        return UnsettledThings(self.connection)

    @cached_property
    def search(self) -> Search:
        """The text of editions."""
        return Search(self.connection)

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

    def prepare(self) -> None:
        """Bring the database to the tables of this program; see `pia.store.migrating`.

        Editions from before there was a search get their text. Raises InputRefused for a foreign,
        damaged or unreachable one, NotAllowed for a newer one.
        """
        prepare(self.engine)
        with self.reading() as work:
            is_whole = not work.search.missing()
        if not is_whole:
            self._make_searchable()

    def revision(self) -> str | None:
        """Return the revision of the database, None for an empty one. Raises InputRefused."""
        return revision(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Give a Work that sees one state of the database and changes nothing."""
        with Connection(for_reading(self.engine), autoflush=False) as connection:
            yield Work(connection)
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Give a Work whose changes are kept together or, after an error, not at all.

        One writer at a time: what is read inside is the newest and stays so to the end. Raises
        ChangedMeanwhile where somebody was first or kept the lock, InputRefused for a name or
        number that is taken, NotAllowed where nothing can be written.
        """
        engine = for_writing(self.engine)
        try:
            with Connection(engine, autoflush=False) as connection, connection.begin():
                yield Work(connection)
        except DBAPIError as error:
            said = refusal(error)
            if said is None:
                raise
            raise said from error

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _make_searchable(self) -> None:
        with self.writing() as work:
            for number in work.search.missing():
                work.search.keep(number, work.editions.get(number).reading)
