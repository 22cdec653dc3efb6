"""What could not be read, and a form that nobody has read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.checks.registry import Found, check
from pia.official.kinds import UNKNOWN_REASONS, is_unknown


@check(
    id="form-edition-unverified",
    title="内容を確かめていない様式",
    severity=Severity.NOTE,
)
def form_edition_is_unverified(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """An edition of the form whose text nobody here has read: everything that rests on it."""
    form = assessment.form
    if not form.verified:
        message = f"様式 {form.tag} の項目は未確認です。"
        yield Found("", message, "公表されている様式と項目を見比べてください。")


@check(id="unread-answer", title="読み取れていない項目", severity=Severity.CONVERSION)
def unread_answers(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """An answer that could not be read may be damage of a conversion, not of the document."""
    for path, _, value in answered(assessment.form, assessment.answers):
        if is_unknown(value):
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(
                str(path),
                f"「{label}」は読み取れていません（{UNKNOWN_REASONS[value['unknown']]}）。",
                "原本を見て補ってください。",
            )
