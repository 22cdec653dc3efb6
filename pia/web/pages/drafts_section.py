"""The page of a section to be filled in: as it is opened, and again with what was typed on it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import flash, render_template, request
from werkzeug.datastructures import MultiDict

from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.errors import NotAllowed, PiaError
from pia.forms.page import SectionPage, section_page
from pia.forms.reading import Filled, read_section
from pia.forms.sections import Section, find_section
from pia.operations import drafts
from pia.operations.editing import Desk, desk_of
from pia.web.context import current_actor, store, today
from pia.web.kept import KeptText, texts_of
from pia.web.views.comment_links import with_comments
from pia.web.views.drafts_beside import with_beside
from pia.web.views.drafts_head import Head, head_of
from pia.web.views.drafts_live import codes, live_url, marks_of, pieces, places_of
from pia.web.views.drafts_map import part_lines
from pia.web.views.drafts_saved import saved_view
from pia.web.views.drafts_section import navigation, place_of, preview_url
from pia.web.views.drafts_seen import Seen
from pia.web.views.drafts_standing import with_standings
from pia.web.views.drafts_unsettled import page_name, unsettled_lines

#: Fields of the page that are none of the form's.
_OURS = ("reopen", "at", "page")


@dataclass(frozen=True)
class Turn:
    """One page as it came back: the draft as the page showed it, and what was filled in."""

    head: Head
    seen: Seen
    shown: Assessment
    section: Section
    filled: Filled
    reopen: bool
    #: The id path of where the person is on it, "" where nobody said.
    at: str
    #: The name of the page in its window, "" where it has none.
    page: str


def read_turn(draft_id: int, key: str, form: MultiDict[str, str]) -> Turn:
    """Return what came back. Raises ChangedMeanwhile, PathNotFound."""
    seen = Seen.read(form.get("base", ""))
    with store().reading() as work:
        head = head_of(work, draft_id, current_actor())
        shown = drafts.as_it_was(work, head.draft, seen.sequence, seen.own)
    section = find_section(shown.form, shown.answers, key)
    posted = MultiDict([p for p in form.items(multi=True) if p[0] not in _OURS])
    filled = read_section(shown, section, posted, locked_unknowns=head.locks_unknowns)
    at = place_of(form.get("at", ""))
    page = page_name(form.get("page", ""))
    return Turn(head, seen, shown, section, filled, reopen="reopen" in form, at=at, page=page)


def opened_page(head: Head, section: Section) -> str:
    """Return the page of a section of the draft as it is."""
    return _page(head, Seen(head.draft.sequence), head.draft.document, section)


def again(turn: Turn, seen: Seen, refusal: PiaError | None = None) -> str:
    """Return the page as it came, with everything typed; `seen` is what it shows by now."""
    with store().reading() as work:
        head = head_of(work, turn.head.draft.id, current_actor())
        shown = drafts.as_it_was(work, head.draft, seen.sequence, seen.own)
    return _page(head, seen, shown, turn.section, turn=turn, refusal=refusal)


def filled_again(draft_id: int, key: str, form: MultiDict[str, str], said: str) -> str:
    """Return the page of a section with what was sent in vain, none of it saved, and this `said`.

    Raises NotAllowed for who may not write here, ChangedMeanwhile, PathNotFound.
    """
    current_actor().need(Role.EDITOR)
    turn = read_turn(draft_id, key, form)
    if not turn.head.editable:
        raise NotAllowed("この下書きは、もう直せません")
    flash(said, "warning")
    return _page(turn.head, turn.seen, turn.shown, turn.section, turn=turn)


def page_beside(page: SectionPage, desk: Desk) -> SectionPage:
    """Return a page with everything that stands beside its fields in the draft as saved."""
    page = with_beside(page, desk)
    return with_standings(page, desk.draft.id, desk.table) if desk.table else page


def _page(  # noqa: PLR0913 - the last two are named
    head: Head,
    seen: Seen,
    shown: Assessment,
    section: Section,
    *,
    turn: Turn | None = None,
    refusal: PiaError | None = None,
) -> str:
    at = turn.at if turn else place_of(request.args.get("at", ""))
    bare = _bare(head, shown, section, turn, at)
    with store().reading() as work:
        desk = desk_of(work, head.draft, today())
        page = with_comments(bare, head.draft.id, work.comments.of(head.draft.id))
        saved = saved_view(work, desk, today(), may_undo=head.state.editable)
        own = turn.page if turn else None
        waiting = unsettled_lines(work, current_actor(), head.draft.id, but=own)
    page = page_beside(page, desk)
    parts = part_lines(head.draft.id, desk.document, desk.base, desk.findings)
    places, now = places_of(bare, shown), pieces(page, marks_of(parts))
    return render_template(
        "web/drafts/section.html",
        head=head,
        section=section,
        page=page,
        base=str(seen),
        page_name=(turn.page if turn else "") or secrets.token_hex(4),
        waiting=waiting,
        live=live_url(head.draft.id, section.key, seen, at, codes(places, now)),
        at=at,
        nav=navigation(head, shown, section),
        map=parts,
        saved=saved,
        preview=preview_url(head.draft.id, shown, section),
        reopen=bool(turn and turn.reopen),
        refusal=refusal,
        kept=_shown_nowhere(turn.filled) if turn else (),
    )


def _shown_nowhere(filled: Filled) -> tuple[KeptText, ...]:
    """Return what was sent and has no field on the page: under an unknown name, or once more."""
    texts: list[tuple[str, str]] = []
    for name in filled.typed:
        values = filled.typed.getlist(name)
        again = values if name in filled.strange else values[1:] if name in filled.errors else []
        texts += [(name, text) for text in again]
    return texts_of(MultiDict(texts))


def _bare(
    head: Head, shown: Assessment, section: Section, turn: Turn | None, at: str
) -> SectionPage:
    """Return the fields of a section with nothing beside them."""
    return section_page(
        shown.form,
        shown.answers,
        section,
        turn.filled.typed if turn else None,
        turn.filled.errors if turn else None,
        locked_unknowns=head.locks_unknowns,
        completion_url=head.completion_url,
        at=at,
    )
