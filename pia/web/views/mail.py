"""Letters as administrators list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pia.operations.mailing import is_given_up
from pia.store.records import Letter
from pia.store.work import Work
from pia.web.views.portfolio import Chip


@dataclass(frozen=True)
class LetterLine:
    """One letter."""

    made_at: datetime
    to: str
    address: str
    subject: str
    chip: Chip
    #: When it was sent, or how often it was tried and what the mail server said.
    sent_at: datetime | None
    trouble: str


def letter_lines(work: Work, now: datetime) -> tuple[LetterLine, ...]:
    """Return the newest letters."""
    names = {user.id: user.display_name for user in work.users.all()}
    return tuple(_line(letter, names[letter.account_id], now) for letter in work.notices.newest())


def _line(letter: Letter, name: str, now: datetime) -> LetterLine:
    return LetterLine(
        made_at=letter.made_at,
        to=name,
        address=letter.address,
        subject=letter.subject,
        chip=_chip(letter, now),
        sent_at=letter.sent_at,
        trouble=f"{letter.tries}回失敗：{letter.error}" if letter.error else "",
    )


def _chip(letter: Letter, now: datetime) -> Chip:
    if letter.sent_at:
        return Chip("送信済", "good")
    if is_given_up(letter, now):
        return Chip("送れず", "stop")
    return Chip("再送待ち", "wait") if letter.tries else Chip("送信待ち", "busy")
