"""Sends the letters of the outbox, one after another; what fails is tried again, for a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pia.store.records import Letter
from pia.store.work import Store

#: How long after it was written a letter is sent, and sent again after each failure.
_TRIES = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 15, 60, 180, 480, 1380))
#: After that nobody's turn is news any more.
_LASTS = timedelta(days=1)
#: What is kept of what the mail server said.
_LONGEST_ERROR = 300

#: Hands a letter to the mail server. Raises OSError, or ValueError for what no letter can carry: a
#: password with signs beyond ASCII.
Send = Callable[[Letter], None]


def is_given_up(letter: Letter, now: datetime) -> bool:
    """Return whether a letter that was not sent will not be tried again."""
    return letter.tries >= len(_TRIES) or now - letter.made_at > _LASTS


def is_due(letter: Letter, now: datetime) -> bool:
    """Return whether a waiting letter is to be tried now."""
    return not is_given_up(letter, now) and now >= letter.made_at + _TRIES[letter.tries]


def deliver(store: Store, send: Send, clock: Callable[[], datetime]) -> int:
    """Send what is due until one fails; return how many were sent.

    Each is marked in a transaction of its own: a program that ends in between sends a letter
    twice rather than never.
    """
    with store.reading() as work:
        now = clock()
        due = [letter for letter in work.notices.waiting(now - _LASTS) if is_due(letter, now)]
    for count, letter in enumerate(due):
        try:
            send(letter)
        except (OSError, ValueError) as error:
            with store.writing() as work:
                work.notices.failed(letter.id, _said(error))
            return count
        with store.writing() as work:
            work.notices.sent(letter.id, clock())
    return len(due)


def _said(error: OSError | ValueError) -> str:
    """Return what went wrong in one line of printable signs; a ValueError may repeat a password."""
    said = f"{type(error).__name__} {error if isinstance(error, OSError) else ''}"
    return "".join(sign if sign.isprintable() else " " for sign in said)[:_LONGEST_ERROR].strip()
