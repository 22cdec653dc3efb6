"""The form of a decision on one row: what may be decided, what was typed, what was decided before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pia.assessment.wareki import to_wareki
from pia.errors import InputRefused, PiaError
from pia.law import cite
from pia.official.typed import keep_typed
from pia.operations.judgements import check_effective, check_ground, worded_cell
from pia.revision import ChangeRow
from pia.revision.grounds import grounds
from pia.revision.judging import Judgement, grounds_for
from pia.revision.style import TableStyle
from pia.store.records import KeptJudgement
from pia.web.refusals import refused_by
from pia.web.views.drafts import read_day
from pia.web.views.proposals import ProposalView

#: Value of the button that takes the engine's words back.
ENGINE = "engine"
#: Longest reason or wording, in characters.
LONGEST = 2_000


class FieldRefused(InputRefused):
    """One field of a form cannot be taken as it is."""

    def __init__(self, field_name: str, error: InputRefused) -> None:
        super().__init__(error.message, where=error.where, hint=error.hint)
        self.field = field_name


@dataclass(frozen=True)
class GroundView:
    """One ground that may be given."""

    id: str
    title: str
    timing: str
    #: What is printed when no wording is typed.
    words: str
    source: str
    verified: bool


@dataclass(frozen=True)
class RowForm:
    """The form as it stands, with what was typed and what is wrong with it."""

    ground: str
    reason: str
    explanation: str
    effective_on: str
    #: The cells as they stand in the form; those of the engine unless worded anew.
    before: str
    after: str
    #: The cells are not, or may not be, those of the engine.
    is_worded: bool = False
    errors: dict[str, PiaError] = field(default_factory=dict)


@dataclass(frozen=True)
class EarlierJudgement:
    """One decision that was made on the row."""

    made_at: datetime
    by: str
    title: str
    reason: str
    explanation: str
    effective_on: date | None
    #: The cells as they were worded anew, "" where the engine's words stood.
    wording: str
    #: It was made on what the row says now.
    is_of_now: bool


def ground_views(ruled: ChangeRow, style: TableStyle) -> tuple[GroundView, ...]:
    """Return what may be decided on a row as the rules left it."""
    return tuple(
        GroundView(
            id=ground.id,
            title=ground.title,
            timing=ground.timing,
            words=style.ground_words(ground) or ruled.explanation,
            source=cite(ground.source),
            verified=ground.verified,
        )
        for ground in grounds_for(ruled)
    )


def present_form(ruled: ChangeRow, earlier: tuple[KeptJudgement, ...]) -> RowForm:
    """Return the form with the decision that stands; of a stale one only its day stands."""
    mine = [kept.judgement for kept in earlier if kept.judgement.row == ruled.key]
    cells = ruled.before, ruled.after
    if not mine:
        return RowForm("", "", "", "", *cells)
    newest = mine[-1]
    day = to_wareki(newest.effective_on) if newest.effective_on else ""
    if newest.digest != ruled.digest:
        return RowForm("", newest.reason, newest.explanation, day, *cells)
    worded = newest.before or cells[0], newest.after or cells[1]
    ground = newest.ground or ""
    return RowForm(ground, newest.reason, newest.explanation, day, *worded, worded != cells)


def with_proposal(form: RowForm, proposal: ProposalView) -> RowForm:
    """Return the form filled in as a proposal says, for a person to edit and to save."""
    return replace(form, ground=proposal.ground, reason=proposal.reason, explanation=proposal.words)


def typed_form(posted: Mapping[str, str], ruled: ChangeRow, errors: dict[str, PiaError]) -> RowForm:
    """Return the form as it was sent."""
    names = ("ground", "reason", "explanation", "effective_on")
    ground, reason, explanation, effective_on = (posted.get(name, "") for name in names)
    cells = posted.get("before", ruled.before), posted.get("after", ruled.after)
    is_worded = cells != (ruled.before, ruled.after)
    return RowForm(ground, reason, explanation, effective_on, *cells, is_worded, errors)


def read_judgement(posted: Mapping[str, str], ruled: ChangeRow) -> Judgement:
    """Return what was decided, by nobody yet. Raises FieldRefused naming the field."""
    return Judgement(
        row=ruled.key,
        digest=posted.get("digest", ""),
        ground=posted.get("ground", "") or None,
        reason=_text(posted, "reason", "判断の理由"),
        explanation=_text(posted, "explanation", "説明の文言"),
        effective_on=_day(posted),
        by="",
        before=_cell(posted, "before", ruled.before, "変更前の記載"),
        after=_cell(posted, "after", ruled.after, "変更後の記載"),
    )


def wrong_fields(posted: Mapping[str, str], ruled: ChangeRow) -> tuple[InputRefused, ...]:
    """Return what is wrong with each field of the form, all at once."""
    return refused_by(
        lambda: _check_ground(posted, ruled),
        lambda: _text(posted, "reason", "判断の理由"),
        lambda: _text(posted, "explanation", "説明の文言"),
        lambda: _day(posted),
        lambda: _cell(posted, "before", ruled.before, "変更前の記載"),
        lambda: _cell(posted, "after", ruled.after, "変更後の記載"),
    )


def read_text(posted: Mapping[str, str], name: str, title: str, longest: int = LONGEST) -> str:
    """Return a short typed text. Raises InputRefused for control characters and for its length."""
    kept = keep_typed(posted.get(name, ""), title).strip()
    if len(kept) > longest:
        hint = f"{longest:,}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます（{len(kept):,}文字）", hint=hint)
    return kept


def earlier_judgements(
    ruled: ChangeRow, kept: tuple[KeptJudgement, ...]
) -> Iterator[EarlierJudgement]:
    """Yield the decisions on a row, the newest first."""
    for one in reversed(kept):
        said = one.judgement
        if said.row != ruled.key:
            continue
        ground = grounds().get(said.ground or "")
        yield EarlierJudgement(
            made_at=one.made_at,
            by=said.by,
            title=ground.title if ground else "提出時期は判断していません",
            reason=said.reason,
            explanation=said.explanation,
            effective_on=said.effective_on,
            wording=_wording(said),
            is_of_now=said.digest == ruled.digest,
        )


def _wording(said: Judgement) -> str:
    cells = (("変更前", said.before), ("変更後", said.after))
    return "\n".join(f"{column}：{text}" for column, text in cells if text is not None)


def _cell(posted: Mapping[str, str], name: str, rendered: str, title: str) -> str | None:
    """Return a cell worded anew, None where it is to say what the engine rendered."""
    if posted.get("wording") == ENGINE or name not in posted:
        return None
    try:
        return worded_cell(posted[name], rendered, title)
    except InputRefused as error:
        raise FieldRefused(name, error) from error


def _text(posted: Mapping[str, str], name: str, title: str) -> str:
    try:
        return read_text(posted, name, title)
    except InputRefused as error:
        raise FieldRefused(name, error) from error


def _check_ground(posted: Mapping[str, str], ruled: ChangeRow) -> None:
    """Raise FieldRefused at the ground, or at the reason where only that misses."""
    ground, reason, words = (posted.get(name, "") for name in ("ground", "reason", "explanation"))
    said = Judgement(ruled.key, ruled.digest, ground or None, reason, words, None, "")
    try:
        check_ground(ruled, said)
    except InputRefused as error:
        misses = said.ground and refused_by(
            lambda: check_ground(ruled, replace(said, reason=ruled.item))
        )
        raise FieldRefused("ground" if misses or not said.ground else "reason", error) from error


def _day(posted: Mapping[str, str]) -> date | None:
    try:
        day = read_day(posted.get("effective_on", ""), "実施（予定）日")
        check_effective(day)
    except InputRefused as error:
        raise FieldRefused("effective_on", error) from error
    return day
