"""One reason, one phrase: 提出時期に係る説明 in several spellings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.checks.registry import Found, check
from pia.official.folding import fold
from pia.official.kinds import is_blank
from pia.revision.timing import same_phrase


@check(
    id="phrase-in-several-spellings",
    title="説明の言葉の揺れ",
    severity=Severity.NOTE,
    source="instructions",
)
def phrases_in_several_spellings(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A city picks one phrase per reason and keeps to it (義務付けられない, 義務づけられない)."""
    by_reason: dict[str, dict[str, str]] = {}
    for row in assessment.change_history:
        if not is_blank(row.explanation):
            spellings = by_reason.setdefault(same_phrase(row.explanation), {})
            spellings.setdefault(fold(row.explanation), row.explanation.strip())
    for spellings in by_reason.values():
        if len(spellings) > 1:
            words = "、".join(f"「{spelling}」" for spelling in spellings.values())
            yield Found(
                assessment.form.change_table.path,
                f"提出時期に係る説明の同じ理由が、{len(spellings)}通りの言葉で書かれています: {words}",
                "これから書く行では一つの言葉にそろえてください。既にある行は直しません。",
            )
