"""What a person wrote and nobody has settled yet, with the way to where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from pia.approval.roles import Actor
from pia.assessment import Assessment
from pia.errors import PathNotFound
from pia.store.records import Unsettled, UnsettledEdit
from pia.store.work import Work
from pia.web.kept import KeptText
from pia.web.views.drafts import Hint
from pia.web.views.drafts_head import head_of
from pia.web.views.drafts_labels import label_at
from pia.web.views.drafts_words import printed

_PAGE = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True)
class UnsettledLine:
    """One entry: what was written on one page of a section."""

    id: int
    #: Number and title of the 評価書.
    name: str
    when: datetime
    #: The answers, and what was typed on the page that asks.
    texts: tuple[KeptText, ...]
    #: Where it is settled; None where the draft can be edited no more, or not by this person.
    url: str | None

    @property
    def labels(self) -> str:
        """The items in one line."""
        return "、".join(dict.fromkeys(one.label for one in self.texts))


def unsettled_lines(
    work: Work, actor: Actor, draft_id: int | None = None, *, but: str | None = None
) -> tuple[UnsettledLine, ...]:
    """Return what waits for a person, of one draft or of all; not of the page `but`."""
    entries = work.unsettled.of(actor.id, draft_id)
    return tuple(_line(work, actor, one) for one in entries if but is None or one.page != but)


def unsettled_hints(lines: Iterable[UnsettledLine]) -> Iterator[Hint]:
    """Yield what a person has yet to settle of a draft."""
    for line in lines:
        if line.url:
            yield Hint(f"まだ決めていない、あなたの記載があります（{line.labels}）。", line.url)


def page_name(text: str) -> str:
    """Return the name of a page in a window as its form carries it, "" for anything else."""
    return text if _PAGE.fullmatch(text) else ""


def _line(work: Work, actor: Actor, entry: Unsettled) -> UnsettledLine:
    head = head_of(work, entry.draft_id, actor)
    number, key = entry.draft_id, entry.section
    ask = url_for("drafts_settle.ask", draft_id=number, key=key, page=entry.page)
    texts = (text for edit in entry.edits for text in _texts(head.draft.document, edit))
    return UnsettledLine(
        id=entry.id,
        name=head.name,
        when=entry.made_at,
        texts=tuple(texts),
        url=ask if head.editable else None,
    )


def _texts(document: Assessment, edit: UnsettledEdit) -> Iterator[KeptText]:
    try:
        label = label_at(document, edit.at, short=True)
        text = printed(document.form, edit.at, edit.mine)
    except PathNotFound:  # an edition of the form that has no such item
        label, text = "項目", str(edit.mine)
    yield KeptText(label, text)
    if edit.text and edit.text != edit.mine:
        yield KeptText(label, edit.text)
