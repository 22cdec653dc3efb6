"""(n)件 is a typed answer: it must be the number of things that follow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered, holder
from pia.checks.registry import Found, check
from pia.law.numerals import number_of
from pia.official.kinds import is_blank

_COUNT = re.compile(r"\(?(\d+)\)?件?")


@check(id="count-differs", title="件数の食い違い", severity=Severity.WARNING)
def counts_that_differ(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A count is compared where it can be read; an empty one says nothing."""
    for path, item, value in answered(assessment.form, assessment.answers):
        if not item.counts or not isinstance(value, str) or is_blank(value):
            continue
        there = len(holder(assessment.answers, path).get(item.counts) or ())
        if _number(value) != there:
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(
                str(path),
                f"「{label}」は{value}ですが、書かれているのは{there}件です。",
                "件数か、書かれている内容のどちらかを直してください。",
            )


def _number(text: str) -> int | None:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _COUNT.fullmatch(plain)
    return number_of(found[1]) if found else None
