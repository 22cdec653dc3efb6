"""What a person decides on a row: the ground, the reason, the words printed, 実施（予定）日.

A decision holds for exactly what the row said when it was made: after a later edit of the item it
is stale, and the row asks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from pia.errors import InputRefused, nearest
from pia.law import cite
from pia.law.sources import sources
from pia.official.yamlfile import Mapping, read_yaml
from pia.revision.comparison import ChangeRow, Comparison
from pia.revision.timing.outcomes import AFTER, BEFORE, Judged
from pia.settings import data_path


@dataclass(frozen=True)
class Ground:
    """Why a row is 事前 or 事後, as a person may say it."""

    id: str
    title: str
    #: 提出時期 by the rules that this ground may be given on.
    given_on: str
    #: 提出時期 that then stands.
    timing: str
    #: Printed as 提出時期に係る説明; "" keeps the phrase of the rule.
    words: str
    source: str
    verified: bool


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


@cache
def grounds() -> dict[str, Ground]:
    """Return every ground of `data/law/judgements.yaml` by id."""
    return read_grounds(data_path("law", "judgements.yaml"))


def read_grounds(path: Path) -> dict[str, Ground]:
    """Read a file of grounds. Raises DefinitionRefused with file and line."""
    top = read_yaml(path)
    top.only("judgements")
    given = top.need("judgements", Mapping)
    return {name: _ground(name, given.need(name, Mapping)) for name in given}


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
    if ground.timing != row.timing and not judgement.reason.strip():
        hint = "なぜそう判断したかを書いてください。"
        raise InputRefused("提出時期を変えるには理由が要ります", where=row.item, hint=hint)


def judged(comparison: Comparison, judgements: Iterable[Judgement]) -> Comparison:
    """Return the comparison as people decided; the newest judgement of a row comes last."""
    newest = {judgement.row: judgement for judgement in judgements}
    rows = tuple(
        _judged_row(row, newest[row.key]) if row.key in newest else row for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def _judged_row(row: ChangeRow, judgement: Judgement) -> ChangeRow:
    dated = replace(row, effective_on=judgement.effective_on or row.effective_on)
    if judgement.ground is None or judgement.digest != row.digest:
        return dated
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
    return replace(
        dated,
        decision=decision,
        explanation=judgement.explanation or ground.words or row.explanation,
        sources=(*row.sources, cite(ground.source)),
        needs_confirmation=False,
    )


def _ground(name: str, raw: Mapping) -> Ground:
    raw.only("title", "for", "timing", "words", "source", "verified")
    return Ground(
        id=name,
        title=raw.need("title", str),
        given_on=raw.known("for", raw.need("for", str), (BEFORE, AFTER)),
        timing=raw.known("timing", raw.need("timing", str), (BEFORE, AFTER)),
        words=raw.typed("words", str, default=""),
        source=raw.known("source", raw.need("source", str), sources()),
        verified=raw.need("verified", bool),
    )
