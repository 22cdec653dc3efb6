"""The checks of a new day, made before somebody asks for the list: the first look takes no longer.

What the checks say is remembered by day (`pia.operations.looking`). A thread of the served
application makes it at the start, and for tomorrow shortly before midnight. What a day brings by
itself is done here too: 事務 go to the successor of a 課 that ended the day before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Event, Thread

from pia.operations.act import civil_day
from pia.operations.handing_over import hand_over_due
from pia.operations.portfolio import portfolio_lines
from pia.store.work import Store
from pia.web.logs import LOGGER, places_of

#: How long before a day begins it is made.
AHEAD = timedelta(minutes=20)
#: Between two looks at the clock: a machine that slept is up to date soon after.
_TICK_SECONDS = 600
#: What a stop waits for: one look at a large store.
_PATIENCE_SECONDS = 5


def keep_warm(store: Store, clock: Callable[[], datetime]) -> Callable[[], None]:
    """Begin; return what ends it, which waits until it no longer reads the store."""
    stopped = Event()
    thread = Thread(target=_keep, args=(store, clock, stopped), name="pia-warming", daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join(_PATIENCE_SECONDS)

    return stop


def warm(store: Store, now: datetime, made: frozenset[date] = frozenset()) -> frozenset[date]:
    """Make what is not `made` yet of this day and of one that is near; return both."""
    days = frozenset({civil_day(now), civil_day(now + AHEAD)})
    for day in sorted(days - made):
        portfolio_lines(store, day)
    return days


def _keep(store: Store, clock: Callable[[], datetime], stopped: Event) -> None:
    made: frozenset[date] = frozenset()
    while not stopped.is_set():
        try:
            now = clock()
            hand_over_due(store, now)
            made = warm(store, now, made)
        except Exception as error:  # noqa: BLE001 - the door of a thread: the pages do without
            LOGGER.error("warming", extra={"fields": places_of(error)})
        stopped.wait(_TICK_SECONDS)
