"""Comments as people read them: by item in the order of the form, what waits before what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pia.approval.roles import Actor
from pia.assessment.paths import Path
from pia.errors import PiaError
from pia.official import Item
from pia.operations.comments import PUBLISHED, WRITERS, may_settle
from pia.revision.cells import NOTHING, print_answer
from pia.store.records import CommentMark, Thread
from pia.web.views.drafts_head import Head
from pia.web.views.drafts_items import stands_at
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_places import Spots, nearest_spot, spots

WHOLE = "評価書全体"
#: Signs of a text from which on it is folded.
_LONG = 300


@dataclass(frozen=True)
class Attempt:
    """A comment that was not taken: what was typed, and why."""

    #: The thread it answers, None for a new one.
    thread_id: int | None
    text: str
    error: PiaError


@dataclass(frozen=True)
class SaidView:
    """One comment."""

    by: str
    at: datetime
    body: str


@dataclass(frozen=True)
class ThreadView:
    """One thread."""

    id: int
    said: tuple[SaidView, ...]
    is_open: bool
    #: Who settled it, None while it waits.
    settled: CommentMark | None
    may_answer: bool
    may_settle: bool
    #: An answer that was not taken.
    attempt: Attempt | None


@dataclass(frozen=True)
class ItemView:
    """An item, or the whole draft, with its threads."""

    #: Id path, "" for the whole draft.
    path: str
    label: str
    #: What the item says now.
    text: str
    #: Page of the item, None for the whole draft and for what was removed.
    section_url: str | None
    is_gone: bool
    threads: tuple[ThreadView, ...]

    @property
    def is_long(self) -> bool:
        """Whether its text would push the comments off the screen."""
        return len(self.text) > _LONG

    @property
    def waiting(self) -> int:
        """How many threads are not settled."""
        return sum(thread.is_open for thread in self.threads)


def may_write(head: Head, actor: Actor) -> bool:
    """Return whether a person may say something now."""
    return actor.has(*WRITERS) and not head.state.closed


def may_end(head: Head, actor: Actor) -> bool:
    """Return whether a person may answer and settle what waits; after the publication too."""
    return actor.has(*WRITERS) and (not head.state.closed or head.state.id == PUBLISHED)


def item_views(
    head: Head, threads: Iterable[Thread], actor: Actor, attempt: Attempt | None = None
) -> tuple[ItemView, ...]:
    """Return each item with threads: what waits first, what is gone last, else as on the paper."""
    known = spots(head.draft.document)
    order = {path: n for n, path in enumerate(known)}
    sorted_threads = sorted(threads, key=lambda one: (order.get(one.path, -1), one.path))
    views = [
        item_view(head, path, tuple(group), known, actor=actor, attempt=attempt)
        for path, group in groupby(sorted_threads, key=lambda one: one.path)
    ]
    return tuple(sorted(views, key=lambda view: (view.is_gone, not view.waiting)))


def item_view(  # noqa: PLR0913 - all of them are different things
    head: Head,
    path: str,
    threads: Sequence[Thread],
    known: Spots,
    *,
    actor: Actor,
    attempt: Attempt | None = None,
) -> ItemView:
    """Return the threads of one item, those that wait first. Raises PathNotFound for no item."""
    spot = nearest_spot(known, path)
    label = label_at(head.draft.document, path) if path else WHOLE
    is_gone = _is_gone(head, path)
    is_there = path != "" and not is_gone
    return ItemView(
        path=path,
        label=label,
        text=_text(head, path) if is_there else "",
        section_url=spot.url(head.draft.id) if spot and is_there else None,
        is_gone=is_gone,
        threads=tuple(
            _thread(head, thread, actor, attempt)
            for thread in sorted(threads, key=lambda one: not one.is_open)
        ),
    )


def _thread(head: Head, thread: Thread, actor: Actor, attempt: Attempt | None) -> ThreadView:
    return ThreadView(
        id=thread.id,
        said=tuple(SaidView(one.by, one.made_at, one.body) for one in thread.comments),
        is_open=thread.is_open,
        settled=None if thread.is_open else thread.marks[-1],
        may_answer=may_write(head, actor) or (thread.is_open and may_end(head, actor)),
        may_settle=may_end(head, actor) and may_settle(actor, thread),
        attempt=attempt if attempt and attempt.thread_id == thread.id else None,
    )


def _is_gone(head: Head, path: str) -> bool:
    """Return whether the thing around an item was removed."""
    steps = Path.parse(path).steps if path else ()
    answers = head.draft.document.answers
    return len(steps) > 1 and stands_at(answers, Path(steps[:-1])) is None


def _text(head: Head, path: str) -> str:
    document = head.draft.document
    item = document.form.find(Path.parse(path).pattern)
    value = stands_at(document.answers, Path.parse(path))
    return print_answer(item, value) if isinstance(item, Item) else NOTHING
