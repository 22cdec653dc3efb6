"""起案文: what a draft amounts to, told as 伺い; and everything that is attached to it, in one ZIP.

Nothing is kept: the paper is made of the draft as it is, its digest tells whether it still is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.approval.digest import short_digest
from pia.approval.kinds import EDITION_KINDS
from pia.assessment import Assessment
from pia.assessment.publicise import publicise
from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused
from pia.exports import FORMATS, export
from pia.exports.bundle_zip import MANIFEST, write_bundle
from pia.exports.memo_docx import Memo, MemoPart, MemoTable, write_memo
from pia.exports.sheet_xlsx import Sheet, write_sheet
from pia.law import sources
from pia.official.typed import keep_typed
from pia.operations.desk import desk_of
from pia.operations.lead_time import last_weekday, latest_days
from pia.operations.reviewing import Review, as_published
from pia.outline.change_table import change_title
from pia.revision import ChangeRow, Comparison
from pia.revision.timing import BEFORE, Duty
from pia.revision.timing.procedure import AMENDMENT, NO_PROCEDURE, REASSESSMENT
from pia.store.work import Work

#: Kind of the coming edition → end of 件名, and what is asked for.
_ASKED = {
    "first": ("特定個人情報保護評価", "の実施", "特定個人情報保護評価を実施し、評価書を"),
    "reassessment": (
        "特定個人情報保護評価",
        "の再実施",
        "特定個人情報保護評価を再実施し、評価書を",
    ),
    "amendment": ("特定個人情報保護評価書", "の修正", "特定個人情報保護評価書を修正し、"),
    "form-change": ("特定個人情報保護評価書", "の様式変更", "評価書を新しい様式に改め、"),
    "reissue": ("特定個人情報保護評価書", "の再発行", "評価書を改めて発行し、"),
    "end": ("特定個人情報保護評価書", "に係る事務の終了", "事務の終了を記載した評価書を"),
}
_PROCEDURES = {
    REASSESSMENT: "特定個人情報保護評価の再実施に当たります。",
    AMENDMENT: "評価書の修正に当たります。",
    NO_PROCEDURE: "変更箇所の表に載る変更がないため、再実施にも修正にも当たりません。",
}
#: Faces in the archive.
_WHOLE, _PUBLIC = "提出用・全文", "公表用"
_ATTACHED = ("docx", "pdf")
#: The rows with their withheld words, as the committee gets them.
_TABLE = f"変更箇所表（{_WHOLE}）.xlsx"
#: Signs of a cell of the table of 事前 rows; the whole text is in the change table.
_CELL = 160
#: Widths of the change table in a workbook, by the keys of the form's columns.
_WIDTHS = {"changed_on": 15, "item": 26, "before": 48, "after": 48, "timing": 8, "explanation": 30}
_MOST = {"件名": 200, "伺い文": 1_000, "理由": 4_000}


@dataclass(frozen=True)
class Words:
    """What the writer may word otherwise."""

    subject: str
    asks: str
    reason: str


@dataclass(frozen=True)
class Subject:
    """Whose 評価書 it is, as papers name it."""

    number: str
    title: str
    organisation: str
    division: str
    task: str
    #: Days between 提出 and 公表 that the city wants.
    lead: int


def subject_of(work: Work, review: Review) -> Subject:
    """Return what a paper says of the 評価書 of a draft."""
    dossier = work.dossiers.get(review.draft.dossier_id)
    task = work.ownership.task(dossier.task_id)
    organisation = work.ownership.organisation(dossier.organisation_id)
    title = review.draft.document.answers.get("title")
    return Subject(
        number=dossier.number,
        title=" ".join(title.split()) if isinstance(title, str) and title.strip() else task.name,
        organisation=organisation.name,
        division=work.ownership.division(task.division_id).name,
        task=task.name,
        lead=desk_of(work, organisation.municipality_id).submission_lead,
    )


def proposed_words(subject: Subject, review: Review) -> Words:
    """Return 件名, 伺い文 and 理由 as they are proposed."""
    what, end, act = _ASKED[review.kind]
    return Words(
        subject=f"{what}（{subject.title}）{end}について（伺い）",
        asks=f"このことについて、別添のとおり{act}個人情報保護委員会に提出の上、"
        "公表してよろしいか、伺います。",
        reason=review.draft.purpose,
    )


def check_words(words: Words) -> Words:
    """Return the words as they can be printed.

    Raises InputRefused for what misses, is too long or has signs that no paper prints.
    """
    given = {"件名": words.subject, "伺い文": words.asks, "理由": words.reason}
    kept = {name: keep_typed(text, name).strip() for name, text in given.items()}
    for name, text in kept.items():
        if len(text) > _MOST[name]:
            hint = f"{_MOST[name]:,}文字までにしてください。"
            raise InputRefused(f"{name}が長すぎます", where=f"{len(text):,}文字", hint=hint)
    if not (kept["件名"] and kept["伺い文"]):
        name = "伺い文" if kept["件名"] else "件名"
        raise InputRefused(f"{name}がありません", hint=f"{name}を入れてください。")
    return Words(" ".join(kept["件名"].split()), kept["伺い文"], kept["理由"])


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


def bundle(review: Review, memo: Memo) -> bytes:
    """Return 起案文 and all that is attached to it as one archive."""
    files = {"起案文.docx": write_memo(memo), **dict(_attached(review))}
    return write_bundle(files, f"起案一式　{memo.subject}　{to_wareki(memo.dated)}")


def _attached(review: Review) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each attached file; equal faces are rendered once."""
    printed = as_published(review.draft.document, review.comparison, review.case.planned_on)
    public = publicise(printed)
    for fmt in _ATTACHED:
        whole = export(printed, fmt)
        yield _name(_WHOLE, fmt), whole
        yield _name(_PUBLIC, fmt), whole if public == printed else export(public, fmt)
    if review.rows_to_print:
        yield _TABLE, change_table_xlsx(printed, review)


def _name(face: str, fmt: str) -> str:
    return f"評価書（{face}）.{FORMATS[fmt].suffix}"


def change_table_xlsx(document: Assessment, review: Review) -> bytes:
    """Return the rows that a draft adds to 別添2 as a workbook, as they are printed."""
    columns = document.form.change_table.columns
    day = review.case.planned_on or review.draft.made_at.date()
    return write_sheet(
        Sheet(
            title="変更箇所",
            columns=tuple((title, _WIDTHS.get(key, 20)) for key, title in columns),
            rows=tuple(row.cells() for row in review.rows_to_print),
            as_of=day,
            header=(change_title(document.form), ""),
        )
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
    yield MemoPart("日程", pairs=tuple(_days(review, subject.lead)))
    yield MemoPart("根拠", lines=tuple(_grounds(comparison)))
    yield MemoPart("添付", lines=tuple(_attachments(review)))
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
    rows = tuple(map(_early, early))
    return MemoPart("変更の概要", (), tuple(lines), MemoTable(columns, rows) if rows else None)


def _early(row: ChangeRow) -> tuple[str, str, str, str]:
    day = to_wareki(row.effective_on) if row.effective_on else "未定"
    return row.item, _short(row.after) or "（削除）", day, _short(row.explanation)


def _procedure(comparison: Comparison) -> MemoPart:
    found = comparison.what_follows
    reasons = (f"・{one.says}{'' if one.verified else '（未確認）'}" for one in found.reasons)
    return MemoPart("手続", lines=(_PROCEDURES[found.name], *reasons))


def _days(review: Review, lead: int) -> Iterator[tuple[str, str]]:
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
        last = latest_days(days[0], lead)
        submit, publish = to_wareki(last.submit_by), to_wareki(last.publish_by)
        until = "（最も早い実施（予定）日の前。土日を除く。祝日は数えていない）"
        yield "提出・公表の期限", f"提出は{submit}、公表は{publish}まで{until}"
    elif early:
        yield (
            "実施（予定）日",
            "未定（事前の変更があるため、決まり次第、提出・公表の期限を確かめる）",
        )
    duties = comparison.duties
    for number, duty in enumerate(duties, start=1):
        yield f"行うこと（{number}）" if len(duties) > 1 else "行うこと", _duty(duty)


def _duty(duty: Duty) -> str:
    by = f"{to_wareki(last_weekday(duty.by))}まで" if duty.by else duty.when
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


def _attachments(review: Review) -> Iterator[str]:
    names = [_name(face, fmt) for fmt in _ATTACHED for face in (_WHOLE, _PUBLIC)]
    if review.rows_to_print:
        names.append(_TABLE)
    for number, name in enumerate((*names, MANIFEST), start=1):
        yield f"{number}　{name}"


def _short(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[:_CELL]}…（続きは変更箇所表）"
