"""What stands above every page of a draft: which 評価書 it is, its state, who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, url_for

from pia.approval.roles import Actor, Role
from pia.approval.states import State, workflow
from pia.store.records import Dossier, Draft, Edition
from pia.store.work import Work
from pia.web.views.portfolio import Chip, chip_of


@dataclass(frozen=True)
class Head:
    """A draft with the names of what it belongs to."""

    draft: Draft
    dossier: Dossier
    #: 評価書名, else the name of the 事務.
    title: str
    state: State
    #: The person may edit: has the role, and the draft is not closed.
    editable: bool
    #: Why it was sent back, "" where that is not the newest step.
    sent_back: str = ""

    @property
    def chip(self) -> Chip:
        """The chip of its state."""
        return chip_of(self.state.id)

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.dossier.number} {self.title}"

    @property
    def needs_reopening(self) -> bool:
        """An edit takes a request for approval, or the approval, back."""
        return not self.state.editable and not self.state.closed

    @property
    def is_outdated(self) -> bool:
        """Another edition became the published one after the draft was begun."""
        return not self.state.closed and self.draft.base_id != self.dossier.published_id

    @property
    def locks_unknowns(self) -> bool:
        """Unread answers are completed in the base edition, not here."""
        return self.draft.base_id is not None

    @property
    def completion_url(self) -> str | None:
        """The page of 読取りの補完 of the base."""
        return address("readings.show", edition_id=self.draft.base_id)


def head_of(work: Work, draft_id: int, actor: Actor) -> Head:
    """Return the head of a draft. Raises PathNotFound."""
    draft = work.drafts.get(draft_id)
    dossier = work.dossiers.get(draft.dossier_id)
    state = workflow().states[draft.state]
    return Head(
        draft=draft,
        dossier=dossier,
        title=_title(draft) or work.ownership.task(dossier.task_id).name,
        state=state,
        editable=actor.has(Role.EDITOR) and not state.closed,
        sent_back=_sent_back(work, draft_id),
    )


@dataclass(frozen=True)
class MadeEdition:
    """The edition that a published draft became."""

    title: str
    published_on: date
    url: str | None


def made_of(editions: Iterable[Edition], draft_id: int) -> MadeEdition | None:
    """Return the edition that was made of a draft, None before its publication."""
    for one in editions:
        if one.draft_id == draft_id:
            url = address("editions.show", edition_id=one.id)
            return MadeEdition(f"第{one.number}版", one.published_on, url)
    return None


def address(endpoint: str, **values: Any) -> str | None:
    """Return the address of a page, None where this installation has no such page."""
    if endpoint not in current_app.view_functions or None in values.values():
        return None
    return url_for(endpoint, **values)


def _sent_back(work: Work, draft_id: int) -> str:
    steps = work.drafts.steps(draft_id)
    return steps[-1].comment if steps and steps[-1].action == "send_back" else ""


def _title(draft: Draft) -> str:
    title = draft.document.answers.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""
