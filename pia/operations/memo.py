"""起案文: what a draft amounts to, told as 伺い.

Nothing is kept: the paper is made of the draft as it is, its digest tells whether it still is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pia.approval.digest import short_digest
from pia.approval.kinds import EDITION_KINDS
from pia.assessment.wareki import to_wareki
from pia.exports.memo_docx import Memo, MemoPart, MemoTable
from pia.law import sources
from pia.law.holidays import OwnDays, last_open_day
from pia.operations.lead_time import closed_rules, latest_days
from pia.operations.memo_files import attachments
from pia.operations.memo_words import Subject, Words
from pia.operations.reviewing import Review
from pia.revision import ChangeRow, Comparison
from pia.revision.sides import STRUCK_OUT, SideRow, side_rows
from pia.revision.timing import BEFORE, Duty
from pia.revision.timing.procedure import AMENDMENT, NO_PROCEDURE, REASSESSMENT

_PROCEDURES = {
    REASSESSMENT: "特定個人情報保護評価の再実施に当たります。",
    AMENDMENT: "評価書の修正に当たります。",
    NO_PROCEDURE: "変更箇所の表に載る変更がないため、再実施にも修正にも当たりません。",
}
#: Signs of a cell of the table of 事前 rows, and how many of them may stand before what changed; the
#: whole text is in the change table.
_CELL, _LEAD_IN = 160, 40


def memo_of(subject: Subject, review: Review, words: Words, day: date) -> Memo:
    """Return the 起案文 of a draft as it is on a day."""
    parts = _parts(subject, review, words)
    return Memo(
        subject=words.subject,
        asks=words.asks,
        head=(("起案日", to_wareki(day)), ("起案課", subject.division)),
        parts=tuple(parts),
        organisation=subject.organisation,
        dated=day,
    )


def _parts(subject: Subject, review: Review, words: Words) -> Iterator[MemoPart]:
    comparison = review.comparison
    yield MemoPart("評価書", pairs=_about(subject, review))
    yield MemoPart(
        "理由", lines=tuple(words.reason.split("\n")) if words.reason else ("（未記入）",)
    )
    if comparison is not None:
        yield _changes(comparison)
        yield _procedure(comparison)
    yield MemoPart("日程", pairs=tuple(_days(subject, review)))
    yield MemoPart("根拠", lines=tuple(_grounds(comparison)))
    yield MemoPart("添付", lines=tuple(attachments(review)))
    yield MemoPart(
        "内容の照合番号", lines=(f"{short_digest(review.digest)}（{review.digest}）", _DIGEST)
    )


_DIGEST = "承認の画面と承認票に表示される番号と同じであれば、この起案の内容は今の下書きと同じです。"


def _about(subject: Subject, review: Review) -> tuple[tuple[str, str], ...]:
    form = review.draft.document.form
    return (
        ("評価書番号・評価書名", f"{subject.number}　{subject.title}"),
        ("評価実施機関", subject.organisation),
        ("担当課・事務", f"{subject.division}　{subject.task}"),
        ("様式", f"{form.number}（{form.name}）{form.tag}"),
        ("版の種類", EDITION_KINDS[review.kind]),
        *((("もとにした版", f"{to_wareki(b.published_on)}公表"),) if (b := review.base) else ()),
    )


def _changes(comparison: Comparison) -> MemoPart:
    early = [row for row in comparison.rows if row.timing == BEFORE]
    late = len(comparison.rows) - len(early)
    lines = [f"変更箇所は{len(comparison.rows)}件（事前{len(early)}件、事後{late}件）です。"]
    if early:
        lines.append("このうち事前に提出する変更は、次のとおりです。")
    elif comparison.rows:
        lines.append("事前に提出する変更はありません。内容は「変更箇所表」のとおりです。")
    asked = sum(row.needs_confirmation for row in comparison.rows)
    if asked:
        lines.append(f"提出時期をまだ判断していない変更が{asked}件あり、事前として扱っています。")
    columns = (("項目", 27), ("変更後の記載", 40), ("実施（予定）日", 18), ("理由", 30))
    rows = tuple(map(_early, early, side_rows(comparison, early)))
    return MemoPart("変更の概要", (), tuple(lines), MemoTable(columns, rows) if rows else None)


def _early(row: ChangeRow, sides: SideRow) -> tuple[str, str, str, str]:
    day = to_wareki(row.effective_on) if row.effective_on else "未定"
    return row.item, _said_anew(sides), day, _short(row.explanation)


def _said_anew(sides: SideRow) -> str:
    """Return the sentences that changed, as 新旧対照表 has them; of a long one what changed.

    Where words only go, nothing new would tell it: they are named.
    """
    text = "".join(part for _, part in sides.new)
    gone = "".join(part for sign, part in sides.old if sign == "-").strip()
    if gone and text != STRUCK_OUT and not any(sign == "+" for sign, _ in sides.new):
        return f"{_from_change(text, sides)}（「{_short(gone)}」を削る）"
    return _from_change(text, sides)


def _from_change(text: str, sides: SideRow) -> str:
    """Return a text that is too long from a little before the place where the sides differ."""
    if len(text) <= _CELL:
        return text
    sign, equal = sides.new[0]
    start = max(len(equal) - _LEAD_IN, 0) if sign == "=" else 0
    return ("…" if start else "") + _short(text[start:])


def _procedure(comparison: Comparison) -> MemoPart:
    found = comparison.what_follows
    reasons = (f"・{one.says}{'' if one.verified else '（未確認）'}" for one in found.reasons)
    return MemoPart("手続", lines=(_PROCEDURES[found.name], *reasons))


def _days(subject: Subject, review: Review) -> Iterator[tuple[str, str]]:
    planned = review.case.planned_on
    yield "公表予定日", to_wareki(planned) if planned else "未定"
    yield (
        "提出予定",
        f"{to_wareki(planned)}まで（公表に先立ち提出）" if planned else "公表に先立ち提出",
    )
    comparison = review.comparison
    if comparison is None:
        return
    early = [row for row in comparison.rows if row.timing == BEFORE]
    days = sorted({row.effective_on for row in early if row.effective_on})
    if days:
        yield "実施（予定）日", "、".join(map(to_wareki, days))
        last = latest_days(days[0], subject.lead, subject.closed)
        submit, publish = to_wareki(last.submit_by), to_wareki(last.publish_by)
        doubt = "" if all(rule.verified for rule in closed_rules()) else "。未確認"
        own = "、市の設定した閉庁日" if subject.closed else ""
        until = f"（最も早い実施（予定）日の前の開庁日。土日、祝日、年末年始{own}を除く{doubt}）"
        yield "提出・公表の期限", f"提出は{submit}、公表は{publish}まで{until}"
    elif early:
        yield (
            "実施（予定）日",
            "未定（事前の変更があるため、決まり次第、提出・公表の期限を確かめる）",
        )
    duties = comparison.duties
    for number, duty in enumerate(duties, start=1):
        yield (
            f"行うこと（{number}）" if len(duties) > 1 else "行うこと",
            _duty(duty, subject.closed),
        )


def _duty(duty: Duty, closed: Sequence[OwnDays]) -> str:
    by = f"{to_wareki(last_open_day(duty.by, closed))}まで" if duty.by else duty.when
    asked = "（該当するかを確認中）" if duty.is_asked else ""
    return f"{duty.what}{asked}：{by}"


def _grounds(comparison: Comparison | None) -> Iterator[str]:
    """Yield every provision that the table rests on, once; 「未確認」 where nobody has read it."""
    named = ["regulation", "guideline"]
    if comparison is not None:
        named += [name for one in comparison.what_follows.reasons for name in one.sources]
        named += [duty.source for duty in comparison.duties]
    for name in dict.fromkeys(named):
        source = sources()[name]
        yield f"・{source}{'' if source.verified else '（未確認）'}"
    if comparison is not None and any(not row.verified for row in comparison.rows):
        yield "・変更箇所の提出時期に、未確認の根拠によるものがあります（変更箇所の画面を参照）。"


def _short(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[:_CELL]}…（続きは変更箇所表）"
