"""Citations and names that the law has left behind: 番号法第19条第7号, 特定個人情報保護委員会."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.assessment.wareki import to_wareki
from pia.checks.characters import texts_of
from pia.checks.registry import Found, check
from pia.law.citations import Ageing, ageing


@check(
    id="aged-citation",
    title="改正前の条文や名称",
    severity=Severity.NOTE,
    source="number_act",
)
def citations_that_aged(assessment: Assessment, as_of: date) -> Iterator[Found]:
    """Which 号 or 項 is meant now is for a person to look up; rows of 別添2 are history."""
    for path, _, value in answered(assessment.form, assessment.answers):
        for same in _by_what_became(texts_of(value), as_of):
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(str(path), _message(label, same), _hint(same[0]), same[0].source)


def _by_what_became(texts: Iterable[str], on: date) -> Iterator[list[Ageing]]:
    """Yield what is old in an item, those together that the same took the place of."""
    found: dict[tuple[str, date], dict[str, Ageing]] = {}
    for text in texts:
        for one in ageing(text, on):
            found.setdefault((one.new, one.since), {}).setdefault(one.old, one)
    yield from (list(same.values()) for same in found.values())


def _message(label: str, same: list[Ageing]) -> str:
    old, one = "".join(f"「{one.old}」" for one in same), same[0]
    doubt = "" if one.verified else "（未確認）"
    return f"「{label}」の{old}は、{to_wareki(one.since)}から「{one.new}」です{doubt}。"


def _hint(one: Ageing) -> str:
    return f"条文を見て、直すかどうかを決めてください。{one.note}"
