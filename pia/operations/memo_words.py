"""The words of a 起案文 that its writer may change, and whose 評価書 it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from pia.errors import InputRefused
from pia.law.holidays import OwnDays
from pia.official.typed import keep_typed
from pia.operations.closed_days import closed_days_of
from pia.operations.desk import desk_of
from pia.operations.reviewing import Review
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
    #: The days on which it is closed by its own setting.
    closed: tuple[OwnDays, ...] = ()


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
        closed=closed_days_of(work, organisation.municipality_id),
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
    return Words(
        checked_subject(words.subject), checked_asks(words.asks), checked_reason(words.reason)
    )


def checked_subject(text: str) -> str:
    """Return 件名 as it can be printed. Raises InputRefused."""
    return " ".join(_needed(text, "件名").split())


def checked_asks(text: str) -> str:
    """Return 伺い文 as it can be printed. Raises InputRefused."""
    return _needed(text, "伺い文")


def checked_reason(text: str) -> str:
    """Return 理由 as it can be printed. Raises InputRefused."""
    return _kept(text, "理由")


def _needed(text: str, name: str) -> str:
    kept = _kept(text, name)
    if not kept:
        raise InputRefused(f"{name}がありません", hint=f"{name}を入れてください。")
    return kept


def _kept(text: str, name: str) -> str:
    kept = keep_typed(text, name).strip()
    if len(kept) > _MOST[name]:
        hint = f"{_MOST[name]:,}文字までにしてください。"
        raise InputRefused(f"{name}が長すぎます", where=f"{len(kept):,}文字", hint=hint)
    return kept
