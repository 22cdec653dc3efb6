"""The page of a draft: what is left to write in each section, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from pia.approval.kinds import EDITION_KINDS
from pia.approval.roles import Role
from pia.assessment.wareki import parse_date, to_wareki
from pia.checks.withheld import withheld_quotes_that_are_not_found
from pia.errors import InputRefused
from pia.forms.reading import FINDING, UNANSWERED
from pia.law.holidays import OwnDays, closed_for, is_open
from pia.store.records import DossierLine, Draft
from pia.store.work import Work
from pia.web.views.drafts_head import Head, address
from pia.web.views.drafts_map import Progress
from pia.web.views.drafts_next import next_url


@dataclass(frozen=True)
class Hint:
    """One thing to do next; without an address it is done on this page or elsewhere."""

    words: str
    url: str | None = None


def hints(head: Head, progress: Progress) -> Iterator[Hint]:
    """Yield what is left to do before the approval."""
    if head.sent_back:
        yield Hint(f"差し戻されました：「{head.sent_back}」")
    if unread := progress.unread:
        url = head.completion_url if head.locks_unknowns else None
        yield Hint(f"読み取れていない項目が{unread}件あります。原本を見て入れてください。", url)
    if findings := progress.findings:
        url = next_url(head.draft.id, FINDING)
        yield Hint(f"指摘が{findings}件あります。最初の指摘から順に確かめます。", url)
    if unanswered := progress.unanswered:
        yield Hint(
            f"未記入の項目が{unanswered}件あります。書くことがなければ空欄のままで構いません。",
            next_url(head.draft.id, UNANSWERED),
        )
    if any(withheld_quotes_that_are_not_found(head.draft.document, head.draft.made_at.date())):
        url = url_for("drafts_withheld.show", draft_id=head.draft.id)
        yield Hint("非公表とした部分が本文に見つかりません。指定し直してください。", url)
    if head.draft.planned_on is None:
        yield Hint("公表予定日が決まっていません。下の「公表の予定」で入れてください。", "#plan")
    yield from _ways_on(head, is_changed=progress.changed > 0)


def first_hints(head: Head, today: date, own: Sequence[OwnDays]) -> Iterator[Hint]:
    """Yield what makes all further work vain, and a 公表予定日 that cannot be kept.

    `own` are the closed days of the city.
    """
    if head.is_outdated:
        words = "この下書きを始めた後に、別の版が公表済みになりました。このままでは承認を依頼できません。"
        next_step = "この下書きを取り下げ、今の公表済みの版から下書きを始めてください。"
        url = address("dossiers.show", dossier_id=head.dossier.id)
        yield Hint(words + next_step, url)
    day = head.draft.planned_on
    if day is not None and day < today:
        yield Hint(f"公表予定日（{to_wareki(day)}）が過ぎています。予定を直してください。", "#plan")
    elif day is not None and not is_open(day, own):
        why = closed_for(day, own) or "土曜日・日曜日"
        yield Hint(f"公表予定日（{to_wareki(day)}）は閉庁日（{why}）です（未確認）。", "#plan")


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


def plan_words(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Return a plan as it stands, for whoever wrote on another one."""
    return (
        ("今の公表予定日", day_text(draft.planned_on) or "決まっていません"),
        ("今の版の種類", EDITION_KINDS[draft.kind]),
        ("今の理由", draft.purpose or "書かれていません"),
    )


def kind_choices() -> tuple[tuple[str, str], ...]:
    """Return the kinds of an edition, key and title."""
    return tuple(EDITION_KINDS.items())


def source_choices(work: Work, wanted: str) -> tuple[tuple[str, str], ...]:
    """Return what a new 評価書 may begin from: each edition in public, and the one asked for."""
    lines = work.dossiers.lines()
    found = {
        str(line.dossier.published_id): f"{_of(line)}（{to_wareki(line.published_on)}公表）"
        for line in lines
        if line.dossier.published_id is not None and line.published_on is not None
    }
    for line in lines:
        for edition in work.editions.of(line.dossier.id) if wanted else ():
            if str(edition.id) == wanted:
                found[wanted] = f"{_of(line)}（{to_wareki(edition.published_on)}公表）"
    return tuple(found.items())


def _of(line: DossierLine) -> str:
    return f"{line.dossier.number}　{line.task}"


def may_adopt(head: Head, actor_roles: frozenset[Role], *, has_editions: bool) -> bool:
    """Return whether the draft can be registered as what is published already."""
    keepers = {Role.PUBLISHER, Role.ADMINISTRATOR}
    is_first = head.draft.base_id is None and not has_editions
    return is_first and head.state.editable and bool(actor_roles & keepers)


def _ways_on(head: Head, *, is_changed: bool) -> Iterator[Hint]:
    draft_id = head.draft.id
    if is_changed and (url := address("compare.show", draft_id=draft_id)):
        yield Hint("変更箇所の表と、提出時期（事前・事後）を確かめます。", url)
    if url := address("approvals.show", draft_id=draft_id):
        words = (
            "書き終えたら、承認を依頼します。" if head.state.editable else "承認の状況を見ます。"
        )
        yield Hint(words, url)
