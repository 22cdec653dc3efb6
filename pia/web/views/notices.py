"""Notices as a person reads them: what waits, since when, and where to do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pia.operations.notice import Notice, Subject
from pia.operations.notices import Mine
from pia.web.views.drafts_head import address
from pia.web.views.fiscal_year import fiscal_year_of
from pia.web.views.portfolio import Chip

_WORDS = {
    Subject.SENT_BACK: "差し戻されました",
    Subject.COMMENT: "コメントがあります",
    Subject.ANSWERS: "所管課の回答が届いています",
    Subject.TURN: "承認の順番です",
    Subject.LOOK: "代決されたものの後閲が残っています",
    Subject.LOOK_CLOSED: "代決の後閲を、管理者が終えました",
    Subject.UNDONE: "あなたの保存が取り消されました。記載は「保存の記録」にあります",
    Subject.SUBMIT: "決裁済です。提出を待っています",
    Subject.PUBLISH: "提出済です。公表を待っています",
    Subject.DAY: "公表予定日が近づいています",
    Subject.PLAN: "重要な変更の前に、提出と公表が必要です",
    Subject.SHEET: "照会票の回答期限が過ぎました",
    Subject.WANTED: "見直しで変更が必要とされ、下書きがまだありません",
    Subject.REVIEWS: "年次の見直しの期日が過ぎました",
    Subject.UNSETTLED: "まだ保存していない、あなたの記載を預かっています",
}
_CHIPS = {
    Subject.SENT_BACK: Chip("差戻し", "stop"),
    Subject.COMMENT: Chip("コメント", "quiet"),
    Subject.ANSWERS: Chip("照会の回答", "quiet"),
    Subject.TURN: Chip("承認", "wait"),
    Subject.LOOK: Chip("後閲", "wait"),
    Subject.LOOK_CLOSED: Chip("後閲", "quiet"),
    Subject.UNDONE: Chip("取消し", "stop"),
    Subject.SUBMIT: Chip("提出", "wait"),
    Subject.PUBLISH: Chip("公表", "wait"),
    Subject.DAY: Chip("期日", "busy"),
    Subject.PLAN: Chip("期限", "stop"),
    Subject.SHEET: Chip("照会", "wait"),
    Subject.WANTED: Chip("見直し", "wait"),
    Subject.REVIEWS: Chip("見直し", "wait"),
    Subject.UNSETTLED: Chip("未決の記載", "stop"),
}
#: Where each is done; others on the page of the draft.
_PLACES = {
    Subject.ANSWERS: "answers.show",
    Subject.SHEET: "inquiries.show",
    Subject.TURN: "approvals.show",
    Subject.LOOK: "approvals.show",
    Subject.LOOK_CLOSED: "approvals.show",
    Subject.SUBMIT: "approvals.show",
    Subject.PUBLISH: "approvals.show",
}


@dataclass(frozen=True)
class NoticeLine:
    """One notice."""

    chip: Chip
    words: str
    title: str
    detail: str
    since: datetime
    is_new: bool
    url: str | None


@dataclass(frozen=True)
class NoticePage:
    """Everything that waits for a person."""

    lines: tuple[NoticeLine, ...]
    new: int


def notice_page(mine: Mine) -> NoticePage:
    """Return the page of a person's notices."""
    return NoticePage(tuple(_lines(mine)), mine.new)


def _lines(mine: Mine) -> Iterable[NoticeLine]:
    for notice in mine.notices:
        yield NoticeLine(
            chip=_CHIPS[notice.subject],
            words=_WORDS[notice.subject],
            title=notice.title,
            detail=notice.detail,
            since=notice.since,
            is_new=mine.is_new(notice),
            url=_url(notice),
        )


def _url(notice: Notice) -> str | None:
    number = notice.draft_id
    if number is None or notice.subject == Subject.UNSETTLED:
        return _beside(notice)
    if notice.subject == Subject.COMMENT and notice.path:
        return address("comments.item", draft_id=number, path=notice.path)
    if notice.subject == Subject.COMMENT:
        return address("comments.show", draft_id=number)
    return address(_PLACES.get(notice.subject, "drafts.show"), draft_id=number)


def _beside(notice: Notice) -> str | None:
    """Return where something is done that no page of one draft is for."""
    if notice.subject == Subject.UNSETTLED:
        return address("unsaved.show")
    if notice.subject == Subject.REVIEWS:
        return address("yearly_reviews.show")
    if notice.day is not None:
        return address("yearly.show", year=fiscal_year_of(notice.day))
    return address("dossiers.show", dossier_id=notice.dossier_id)
