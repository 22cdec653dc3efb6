"""The approval sheet as a paper of the archive of a 起案: the same words as its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.accounts.japan_time import spelt
from pia.assessment.wareki import to_wareki
from pia.exports.memo_docx import Memo, MemoPart, MemoTable
from pia.web.views.approvals_sheet import DIGEST_WORDS, Sheet

_SUBJECT = "件名"
_SEALS = (("段", 24), ("氏名", 32), ("日", 24), ("区分", 20))
_LINES = (("段", 16), ("区分", 16), ("氏名", 18), ("日時", 20), ("意見", 30))


def sheet_paper(sheet: Sheet, state: str, organisation: str, day: date) -> Memo:
    """Return the sheet of a draft in a state, as it is on a day."""
    summary = dict(sheet.summary)
    return Memo(
        subject=summary.pop(_SUBJECT),
        asks="",
        head=(("状態", f"{state}（{to_wareki(day)}現在）"), *summary.items()),
        parts=tuple(_parts(sheet)),
        organisation=organisation,
        dated=day,
        name="特定個人情報保護評価書 承認票",
    )


def _parts(sheet: Sheet) -> Iterator[MemoPart]:
    if sheet.seals:
        seals = ((s.title, s.by or "（まだ）", _day(s.day), s.note) for s in sheet.seals)
        yield MemoPart("決裁欄", table=MemoTable(_SEALS, tuple(seals)))
    if sheet.lines:
        yield MemoPart("承認の記録", table=MemoTable(_LINES, tuple(_said(sheet))))
    elif sheet.is_asked:
        yield MemoPart("承認の記録", lines=("まだだれも承認していません。",))
    else:
        yield MemoPart("承認の記録", lines=("承認の依頼はまだありません。",))
    if sheet.passed:
        yield MemoPart("理由を書いて進めること", lines=tuple(f"・{one}" for one in sheet.passed))
    if sheet.notes:
        yield MemoPart("備考", lines=sheet.notes)
    yield MemoPart("内容の照合番号", lines=(f"{sheet.short}（{sheet.digest}）", DIGEST_WORDS))


def _said(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for line in sheet.lines:
        passed = (f"このまま進める理由：{line.passed}",) if line.passed else ()
        comment = "\n".join((*filter(None, [line.comment]), *passed)) or "－"
        yield line.stage, line.words, line.by, spelt(line.made_at), comment


def _day(day: date | None) -> str:
    return to_wareki(day) if day else ""
