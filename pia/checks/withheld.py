"""Withheld parts must be found, or nothing can be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment, Path, Withheld
from pia.assessment.finding import Severity
from pia.assessment.paths import get
from pia.checks.registry import Found, check
from pia.errors import PathNotFound
from pia.official import Item
from pia.official.folding import without_space
from pia.official.kinds import is_unknown


@check(
    id="withheld-quote-not-found",
    title="見つからない非公表の部分",
    severity=Severity.ERROR,
    source="regulation_13",
)
def withheld_quotes_that_are_not_found(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A quote that its item no longer holds would let the text out that it was meant to keep."""
    for part in assessment.withheld:
        if not _is_there(assessment, part):
            yield Found(
                part.id_path,
                f"非公表とした「{part.quote[:20]}」が本文に見つかりません。",
                "非公表の範囲を指定し直してください。",
            )


def _is_there(assessment: Assessment, part: Withheld) -> bool:
    if part.occurrence == 0:
        return True
    try:
        path = Path.parse(part.id_path)
        item, value = assessment.form.find(path.pattern), get(assessment.answers, path)
    except PathNotFound:
        return False
    if not isinstance(item, Item) or value is None:
        return False
    if item.choices:
        return not is_unknown(value)
    named = without_space(part.quote) != ""
    return named and isinstance(value, str) and value.count(part.quote) >= part.occurrence
