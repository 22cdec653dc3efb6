"""What checks say of the documents of a list, remembered from one look at the list to the next.

A run of all checks takes some 12 ms (a document with 189 rows: 20 ms); a list of 60 would take a
second each time (`pia.web.warming` makes a new day before somebody looks). An edition never changes
but by 読取りの補完, a draft only with its Change log, so that their numbers tell one text from
another; the day is part of the key because checks read it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from threading import Event, Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.checks import run_checks
from pia.store.work import Store

#: Some ten days of 200 assessments; an entry is a few numbers.
_MOST = 4096

_Seen = TypeVar("_Seen")


@dataclass(frozen=True)
class Counts:
    """How much checks find in a document."""

    errors: int = 0
    warnings: int = 0

    @property
    def total(self) -> int:
        """Everything that waits for somebody; notes do not."""
        return self.errors + self.warnings


def count_findings(document: Assessment, as_of: date) -> Counts:
    """Return how many errors and warnings the checks of a day find."""
    found = [finding.severity for finding in run_checks(document, as_of)]
    return Counts(found.count(Severity.ERROR), found.count(Severity.WARNING))


class Memory:
    """The newest values that were made, each under its key. Safe to share between threads."""

    def __init__(self, most: int = _MOST) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        #: What is being made now, by key.
        self._under_way: dict[Hashable, Event] = {}
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], _Seen]) -> _Seen:
        """Return what is remembered under a key, else make it.

        Whoever asks while another makes it waits for that; where it fails there, it is made here.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(_Seen, self._kept[key])
            other = self._under_way.get(key)
            if other is None:
                done = self._under_way[key] = Event()
        if other is not None:
            other.wait()
            return self._made_by_another(key, make)
        try:
            made = make()
            self._keep(key, made)
            return made
        finally:
            with self._lock:
                del self._under_way[key]
            done.set()

    def _made_by_another(self, key: Hashable, make: Callable[[], _Seen]) -> _Seen:
        with self._lock:
            if key in self._kept:
                return cast(_Seen, self._kept[key])
        return make()

    def _keep(self, key: Hashable, made: object) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


_MEMORIES: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()


def memory_of(store: Store) -> Memory:
    """Return what is remembered of a store: numbers of rows mean nothing in another."""
    return _MEMORIES.setdefault(store, Memory())
