"""The page of a draft: what is left to write in each section, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Role
from pia.assessment import Assessment
from pia.assessment.value import Answers
from pia.assessment.wareki import parse_date, to_wareki
from pia.checks.withheld import withheld_quotes_that_are_not_found
from pia.errors import InputRefused
from pia.forms.sections import Section, sections
from pia.official import Form
from pia.official.kinds import is_blank, is_unknown
from pia.web.views.drafts_head import Head, address
from pia.web.views.drafts_items import Place, ThingList, places_and_lists, stands_at


@dataclass(frozen=True)
class SectionLine:
    """One section with how far it is written."""

    key: str
    title: str
    url: str
    #: Items that have an answer, a typed dash too.
    filled: int
    #: Empty ones that are to be filled.
    unanswered: int
    unread: int
    #: Items and things that differ from the published edition.
    changed: int


@dataclass(frozen=True)
class PartLines:
    """The sections of one part of the form."""

    title: str
    lines: tuple[SectionLine, ...]


@dataclass(frozen=True)
class Hint:
    """One thing to do next; without an address it is done on this page or elsewhere."""

    words: str
    url: str | None = None


def part_lines(
    draft_id: int, document: Assessment, base: Assessment | None
) -> tuple[PartLines, ...]:
    """Return every section with its counts, by parts."""
    form, answers = document.form, document.answers
    before = base.answers if base and base.edition == document.edition else None
    by_part = groupby(sections(form, answers), key=lambda section: section.part)
    return tuple(
        PartLines(part, tuple(_line(draft_id, form, answers, before, s) for s in members))
        for part, members in by_part
    )


def unanswered_in(parts: tuple[PartLines, ...]) -> int:
    """Return how many items are empty that are to be filled."""
    return sum(line.unanswered for part in parts for line in part.lines)


def hints(head: Head, parts: tuple[PartLines, ...]) -> Iterator[Hint]:
    """Yield what is left to do before the approval."""
    if head.sent_back:
        yield Hint(f"差し戻されました：「{head.sent_back}」")
    lines = [line for part in parts for line in part.lines]
    if unread := sum(line.unread for line in lines):
        url = head.completion_url if head.locks_unknowns else None
        yield Hint(f"読み取れていない項目が{unread}件あります。原本を見て入れてください。", url)
    if unanswered := unanswered_in(parts):
        yield Hint(
            f"未記入の項目が{unanswered}件あります。書くことがなければ空欄のままで構いません。"
        )
    if any(withheld_quotes_that_are_not_found(head.draft.document, head.draft.made_at.date())):
        url = url_for("drafts_withheld.show", draft_id=head.draft.id)
        yield Hint("非公表とした部分が本文に見つかりません。指定し直してください。", url)
    if head.draft.planned_on is None:
        yield Hint("公表予定日が決まっていません。下の「公表の予定」で入れてください。", "#plan")
    yield from _ways_on(head, any(line.changed for line in lines))


def read_day(text: str, title: str) -> date | None:
    """Return a typed day, None where nothing is typed. Raises InputRefused."""
    if not text.strip():
        return None
    written = parse_date(text.strip())
    if written is None or written.precision != "day":
        hint = "「令和7年4月1日」か「2025-04-01」のように書いてください。"
        raise InputRefused(f"{title}を日付として読めません", where=text.strip()[:40], hint=hint)
    return written.day


def read_needed_day(text: str, title: str) -> date:
    """Return a typed day. Raises InputRefused, also where nothing is typed."""
    day = read_day(text, title)
    if day is None:
        raise InputRefused(f"{title}がありません", hint=f"{title}を入れてください。")
    return day


def day_text(day: date | None) -> str:
    """Return a day as it is typed, "" where there is none."""
    return to_wareki(day) if day else ""


def kind_choices() -> tuple[tuple[str, str], ...]:
    """Return the kinds of an edition, key and title."""
    return tuple(EDITION_KINDS.items())


def may_adopt(head: Head, actor_roles: frozenset[Role], *, has_editions: bool) -> bool:
    """Return whether the draft can be registered as what is published already."""
    keepers = {Role.PUBLISHER, Role.ADMINISTRATOR}
    is_first = head.draft.base_id is None and not has_editions
    return is_first and head.state.editable and bool(actor_roles & keepers)


def _ways_on(head: Head, is_changed: bool) -> Iterator[Hint]:  # noqa: FBT001 - private
    draft_id = head.draft.id
    if is_changed and (url := address("compare.show", draft_id=draft_id)):
        yield Hint("変更箇所の表と、提出時期（事前・事後）を確かめます。", url)
    if url := address("approvals.show", draft_id=draft_id):
        words = (
            "書き終えたら、承認を依頼します。" if head.state.editable else "承認の状況を見ます。"
        )
        yield Hint(words, url)


def _line(
    draft_id: int, form: Form, answers: Answers, before: Answers | None, section: Section
) -> SectionLine:
    found = list(places_and_lists(form, answers, section))
    items = [one for one in found if isinstance(one, Place)]
    read = [one for one in items if not is_unknown(one.value)]
    empty = [one for one in read if _is_empty(one.value)]
    return SectionLine(
        key=section.key,
        title=section.title,
        url=url_for("drafts_edit.show", draft_id=draft_id, key=section.key),
        filled=len(read) - len(empty),
        unanswered=sum(one.wanted for one in empty),
        unread=len(items) - len(read),
        changed=sum(_changes(one, before) for one in found) if before is not None else 0,
    )


def _is_empty(value: Any) -> bool:
    """Return whether nothing is written; a typed dash is an answer."""
    return is_blank(value) and not (isinstance(value, str) and value.strip())


def _changes(one: Place | ThingList, before: Answers) -> int:
    """Return how many changes an item or a list of things has: edited; removed or moved."""
    old = stands_at(before, one.path)
    if isinstance(one, Place):
        return 0 if one.value == old or (is_blank(one.value) and is_blank(old)) else 1
    was, now = [_ids(things) for things in (old, one.things)]
    kept = [name for name in was if name in now]
    moved = kept != [name for name in now if name in was]
    return len(was) - len(kept) + moved


def _ids(things: list[dict[str, str]] | None) -> list[str]:
    return [thing["@id"] for thing in things or ()]
