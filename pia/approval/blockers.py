"""What stands between a draft and its approval, each with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pia.assessment import Assessment
from pia.assessment.asked import Place, every_place
from pia.assessment.finding import Finding, Severity
from pia.assessment.naming import label_of, label_wherever
from pia.assessment.paths import Path, answered
from pia.assessment.wareki import to_wareki
from pia.errors import NotAllowed
from pia.official.folding import without_space
from pia.official.kinds import is_blank, is_unknown
from pia.official.typed import says_something
from pia.revision import Comparison
from pia.revision.timing import late_finding

#: End of the mark that a title carries once the 事務 has ended: 【令和8年3月31日 終了】.
_ENDED = "終了】"


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
    #: Answers of a 所管課 on which nobody has decided.
    open_answers: int = 0
    #: 公表予定日 where it is over and nothing was published.
    past_day: date | None = None
    #: The draft is no longer edited: it was asked for, perhaps approved.
    is_requested: bool = False
    #: Kind of the coming edition as it is planned, "" where nobody asks.
    kind: str = ""


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


def _past(case: Case) -> Iterator[Blocker]:
    """The papers would bear a 公表日 that is over; once asked for, an approver may know why."""
    if case.past_day is not None:
        yield Blocker(
            "planned-past",
            f"公表予定日（{to_wareki(case.past_day)}）が過ぎています。",
            "差し戻して公表予定日を直すか、承認のときに、このまま進める理由を書きます。"
            if case.is_requested
            else "公表予定日を直してください。",
            passable=case.is_requested,
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
            hint = "公表を早めるか、承認のときに、このまま進める理由を書きます。"
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
            "コメントを済みにするか、承認のときに、このまま進める理由を書きます。",
            path,
            passable=True,
        )


def _answered(case: Case) -> Iterator[Blocker]:
    """A 所管課 may have said that the text is wrong: somebody takes it over or leaves it first."""
    if case.open_answers:
        yield Blocker(
            "answers",
            f"所管課の回答が{case.open_answers}件、取り入れるかどうか決まっていません。",
            "回答を取り入れるか見送るか、承認のときに、このまま進める理由を書きます。",
            passable=True,
        )


def _unwritten(case: Case) -> Iterator[Blocker]:
    """Items that the published edition did not ask for yet; what it left empty is known.

    What no document can do without is told by its check, and an item that was emptied by its row.
    """
    before = _places(case.base)
    new = [
        one
        for one in _places(case.document).values()
        if one.is_unanswered and not one.item.needed and not _was_asked(before.get(str(one.path)))
    ]
    if new:
        label = label_of(case.document.form, case.document.answers, new[0].path)
        yield Blocker(
            "unwritten",
            f"初めて記入する項目のうち{len(new)}件が未記入です。最初は「{label}」です。",
            "記入するか、承認のときに、空欄のままでよい理由を書きます。",
            str(new[0].path),
            passable=True,
        )


def _places(document: Assessment | None) -> dict[str, Place]:
    found = every_place(document.form, document.answers) if document else ()
    return {str(one.path): one for one in found}


def _was_asked(one: Place | None) -> bool:
    return one is not None and (one.wanted or not is_blank(one.value))


def _misnamed(case: Case) -> Iterator[Blocker]:
    """An edition that ends the 事務 says so in its title, and no other does or follows (指針)."""
    now, before = _is_marked(case.document), case.base is not None and _is_marked(case.base)
    hint = "どちらが正しいかを確かめて直すか、承認のときに、このまま進める理由を書きます。"
    if case.kind == "end" and not now:
        said = "版の種類は「終了」ですが、評価書名に【○年○月○日 終了】がありません。"
        yield Blocker("title-not-ended", said, hint, "title", passable=True)
    if case.kind not in ("", "end") and (now or before):
        said = (
            "公表済みの版は、終了した評価書です。"
            if before
            else "評価書名に「終了】」とありますが、版の種類が「終了」ではありません。"
        )
        yield Blocker("kind-not-ended", said, hint, "title", passable=True)


def _is_marked(document: Assessment) -> bool:
    title = document.answers.get("title")
    return isinstance(title, str) and _ENDED in without_space(title)


def _unchanged_form(case: Case) -> Iterator[Blocker]:
    """No act moves a draft to another edition of the form: such a plan is a slip."""
    if case.kind == "form-change" and case.base and case.base.edition == case.document.edition:
        yield Blocker(
            "form-unchanged",
            f"版の種類は「様式変更」ですが、様式は前の版と同じ{case.document.form.tag}です。",
            "下書きの様式は変えられません。新しい様式で作った文書は「公表済みの版を登録する」から"
            "登録できます。ほかの変更なら「修正」を選んでください。",
            passable=True,
        )


def _wrong(case: Case) -> Iterator[Blocker]:
    for finding in case.findings:
        if finding.severity is Severity.ERROR:
            yield Blocker(finding.id, finding.message, finding.hint, finding.path)


_LOOKS = (
    _unplanned,
    _past,
    _outdated,
    _nothing,
    _incomplete,
    _unreadable,
    _undecided,
    _too_late,
    _hidden,
    _discussed,
    _answered,
    _unwritten,
    _misnamed,
    _unchanged_form,
    _wrong,
)
