"""Signs that would be a blank box in print: none of the fonts that ship with the product has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.checks.registry import Found, check

#: Measured: neither Noto Sans CJK JP nor BIZ UDPGothic has them.
WITHOUT_GLYPH = "☑☐"
_HINT = "[○]・[ ]や「○」など、印刷できる字に書き換えてください。"


@check(id="sign-without-glyph", title="印刷できない字", severity=Severity.WARNING)
def signs_without_a_glyph(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A ☑ pasted from elsewhere prints as nothing or as a box."""
    for path, _, value in answered(assessment.form, assessment.answers):
        if signs := _signs("".join(texts_of(value))):
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(str(path), f"「{label}」に印刷できない字（{signs}）があります。", _HINT)
    table = assessment.form.change_table
    for number, row in enumerate(assessment.change_history, start=1):
        if signs := _signs("".join(row.cells())):
            message = f"{table.number}の{number}行目に印刷できない字（{signs}）があります。"
            yield Found(f"{table.path}[{number}]", message, _HINT)


def _signs(text: str) -> str:
    return "".join(sign for sign in WITHOUT_GLYPH if sign in text)


def texts_of(value: Any) -> Iterator[str]:
    """Yield what an answer prints: a text, the texts of boxes; raw text of an unknown is not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.get("detail", {}).values()
