"""What stands between a draft and its approval, each with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of, label_wherever
from pia.assessment.paths import Path, answered
from pia.errors import NotAllowed
from pia.official.kinds import is_unknown
from pia.official.typed import says_something
from pia.revision import Comparison
from pia.revision.timing import late_finding


@dataclass(frozen=True)
class Blocker:
    """One obstacle. One that is `passable` may be passed by the approver with a recorded reason."""

    id: str
    message: str
    hint: str
    #: Id path, key of a row, or "".
    path: str = ""
    passable: bool = False


@dataclass(frozen=True)
class Case:
    """All that an approval looks at."""

    document: Assessment
    base: Assessment | None
    comparison: Comparison | None
    findings: Sequence[Finding]
    planned_on: date | None
    #: Another edition became the published one after the draft was begun.
    is_outdated: bool = False
    #: Id paths of what unsettled comments are about, one for each thread; "" is the whole draft.
    open_threads: Sequence[str] = ()


def blockers(case: Case) -> tuple[Blocker, ...]:
    """Return every obstacle, those of the whole document first."""
    return tuple(found for look in _LOOKS for found in look(case))


def refuse_blocked(case: Case, passed: str | None) -> None:
    """Raise NotAllowed while something blocks.

    `passed` is the reason for obstacles that may be passed; None leaves them to a later step.
    """
    goes = passed is None or says_something(passed)
    left = [b for b in blockers(case) if not (b.passable and goes)]
    if left:
        more = f"（ほか{len(left) - 1}件）" if len(left) > 1 else ""
        raise NotAllowed(f"{left[0].message.rstrip('。')}{more}", hint=left[0].hint)


def _unplanned(case: Case) -> Iterator[Blocker]:
    if case.planned_on is None:
        yield Blocker(
            "planned-on", "公表予定日が決まっていません。", "公表予定日を入れてください。"
        )


def _outdated(case: Case) -> Iterator[Blocker]:
    """The change table would tell changes against an edition that is no longer in public."""
    if case.is_outdated:
        yield Blocker(
            "outdated",
            "この下書きを始めた後に、別の版が公表済みになりました。",
            "この下書きを取り下げ、今の公表済みの版から下書きを始めてください。",
        )


def _nothing(case: Case) -> Iterator[Blocker]:
    comparison = case.comparison
    if comparison is not None and not comparison.rows and not comparison.unprinted:
        yield Blocker(
            "no-change", "公表済みの版から何も変わっていません。", "直してから依頼してください。"
        )


def _incomplete(case: Case) -> Iterator[Blocker]:
    if case.comparison is not None and not case.comparison.complete:
        yield Blocker(
            "not-complete", "変更箇所の表が完全ではありません。", "不具合として知らせてください。"
        )


def _unreadable(case: Case) -> Iterator[Blocker]:
    """Unknown against anything cannot be compared: 読取りの補完 comes first (contract)."""
    seen: set[str] = set()
    for name, document in (("この下書き", case.document), ("公表済みの版", case.base)):
        for path, _, value in answered(document.form, document.answers) if document else ():
            if not is_unknown(value) or str(path) in seen:
                continue
            seen.add(str(path))
            label = label_of(document.form, document.answers, path)  # type: ignore[union-attr]
            hint = "「読取りの補完」で原本を見て入れてください。"
            yield Blocker(
                "unreadable", f"{name}の「{label}」が読み取れていません。", hint, str(path)
            )


def _undecided(case: Case) -> Iterator[Blocker]:
    for row in case.comparison.rows if case.comparison else ():
        if row.needs_confirmation:
            hint = "変更箇所の画面で提出時期を判断してください。"
            yield Blocker("undecided", f"「{row.item}」の提出時期が未判断です。", hint, row.key)


def _too_late(case: Case) -> Iterator[Blocker]:
    """A 事前 row is published before the day it takes effect; the same day is asked."""
    for row in case.comparison.rows if case.comparison else ():
        late = late_finding(row.facts, case.planned_on)
        if late is not None:
            hint = "公表を早めるか、このまま進める理由を書いてください。"
            yield Blocker("too-late", late.message, hint, row.key, passable=True)


def _hidden(case: Case) -> Iterator[Blocker]:
    """A wording that hides a change is acknowledged by each who approves, with a reason."""
    for row in case.comparison.rows if case.comparison else ():
        if row.wording is not None and row.wording.hides:
            yield Blocker(
                "wording",
                f"「{row.item}」の文言を直した記載から、読み取れない変更があります。"
                + "".join(row.wording.hides),
                "記載を直すか、このままでよい理由を書いてください。",
                row.key,
                passable=True,
            )


def _discussed(case: Case) -> Iterator[Blocker]:
    """What somebody still asks is answered first, or passed by the approver with a reason."""
    form, answers = case.document.form, case.document.answers
    for path, count in Counter(case.open_threads).items():
        label = label_wherever(form, answers, Path.parse(path)) if path else "評価書全体"
        yield Blocker(
            "comment",
            f"「{label}」に、済んでいないコメントが{count}件あります。",
            "コメントを済みにするか、このまま進める理由を書いてください。",
            path,
            passable=True,
        )


def _wrong(case: Case) -> Iterator[Blocker]:
    for finding in case.findings:
        if finding.severity is Severity.ERROR:
            yield Blocker(finding.id, finding.message, finding.hint, finding.path)


_LOOKS = (
    _unplanned,
    _outdated,
    _nothing,
    _incomplete,
    _unreadable,
    _undecided,
    _too_late,
    _hidden,
    _discussed,
    _wrong,
)
