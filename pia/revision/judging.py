"""What a person decides on a row: the ground, the reason, the words printed, 実施（予定）日.

The cells may be worded anew; the row keeps its operations and says what the words hide.

A decision holds for exactly what the row said when it was made: after a later edit of the item it
is stale, and the row asks again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pia.errors import InputRefused, nearest
from pia.law import cite
from pia.official.typed import says_something
from pia.revision.cells import NOTHING
from pia.revision.comparison import GROUP, ChangeRow, Comparison, Wording
from pia.revision.grounds import Ground, grounds
from pia.revision.spans import segments
from pia.revision.style import TableStyle
from pia.revision.timing import decide
from pia.revision.timing.outcomes import Judged
from pia.revision.weighty_words import names_somebody
from pia.revision.wording import hidden


@dataclass(frozen=True)
class Judgement:
    """One decision of a person on one row of a change table."""

    #: `ChangeRow.key` and `ChangeRow.digest` of the moment it was made.
    row: str
    digest: str
    #: Id of a `Ground`; None where only the effective day is given.
    ground: str | None
    reason: str
    explanation: str
    effective_on: date | None
    #: Name of the person.
    by: str
    #: The cells worded anew; None where the engine's own words stand.
    before: str | None = None
    after: str | None = None


def grounds_for(row: ChangeRow) -> tuple[Ground, ...]:
    """Return the grounds that may be given on a row as the rules left it."""
    return tuple(ground for ground in grounds().values() if ground.given_on == row.timing)


def check_judgement(row: ChangeRow, judgement: Judgement) -> None:
    """Raise InputRefused for a ground that this row cannot have or one without its reason.

    `row` is the row as the rules left it, not as judged before.
    """
    if judgement.ground is None:
        return
    ground = grounds().get(judgement.ground)
    if ground is None:
        near = nearest(judgement.ground, grounds())
        raise InputRefused(
            "その判断の根拠はありません",
            where=row.item,
            hint=f"近いのは {near} です。" if near else "",
        )
    if ground.given_on != row.timing:
        raise InputRefused(f"「{ground.title}」は{row.timing}の行には使えません", where=row.item)
    if ground.timing != row.timing and not says_something(judgement.reason):
        hint = "なぜそう判断したかを書いてください。"
        raise InputRefused("提出時期を変えるには理由が要ります", where=row.item, hint=hint)


def judged(
    comparison: Comparison, judgements: Iterable[Judgement], names: Collection[str] = ()
) -> Comparison:
    """Return the comparison as people decided; the newest judgement of a row comes last.

    `names` are those of 課 and vendors as the city lists them: no wording may hide one that changed.
    """
    newest = {judgement.row: judgement for judgement in judgements}
    rows = tuple(
        _judged_row(
            _dated(row, newest[row.key], comparison), newest[row.key], comparison.style, names
        )
        if row.key in newest
        else row
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def _judged_row(
    row: ChangeRow, judgement: Judgement, style: TableStyle, names: Collection[str]
) -> ChangeRow:
    if judgement.digest != row.digest:
        return row
    worded = _worded(row, judgement, names)
    if judgement.ground is None:
        return worded
    ground = grounds()[judgement.ground]
    decision = Judged(
        rule=ground.id,
        reasons=row.decision.reasons,
        sources=(ground.source,),
        verified=ground.verified and (ground.timing != row.timing or row.verified),
        trace=(*row.decision.trace, f"{judgement.by}が「{ground.title}」と判断しました。"),
        timing=ground.timing,
        reason=judgement.reason,
        by=judgement.by,
    )
    words = judgement.explanation or style.ground_words(ground) or row.explanation
    return replace(
        worded,
        decision=decision,
        explanation=words,
        sources=tuple(dict.fromkeys((*row.sources, cite(ground.source)))),
        needs_confirmation=False,
    )


def _dated(row: ChangeRow, judgement: Judgement, comparison: Comparison) -> ChangeRow:
    """Return the row with the day that a person gave, decided by the names in force on it."""
    day = judgement.effective_on
    if day is None or day == row.effective_on:
        return row
    dated = replace(row, effective_on=day)
    if row.about is None:
        return dated
    decision = decide(row.about, comparison.as_of, effective_on=day)
    return replace(
        dated,
        decision=decision,
        explanation=comparison.style.explanation(decision),
        sources=tuple(cite(source) for source in decision.sources),
        needs_confirmation=decision.needs_confirmation,
    )


def _worded(row: ChangeRow, judgement: Judgement, names: Collection[str]) -> ChangeRow:
    """Return the row with the cells as the person worded them."""
    cells = (
        row.before if judgement.before is None else judgement.before.strip() or NOTHING,
        row.after if judgement.after is None else judgement.after.strip() or NOTHING,
    )
    if cells == (row.before, row.after):
        return row
    is_name = row.mode != GROUP and any(map(names_somebody, row.patterns))
    hides = hidden(row.segments, cells, has_choices=row.has_choices, is_name=is_name, names=names)
    wording = Wording(row.before, row.after, judgement.by, hides)
    return replace(row, before=cells[0], after=cells[1], segments=segments(*cells), wording=wording)
