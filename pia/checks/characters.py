"""Signs that deceive a reader: a blank box in print, what nobody sees, kana of half width.

They are kept as they were typed; whoever reads the findings decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pia.assessment import Assessment
from pia.assessment.finding import Severity
from pia.assessment.naming import label_of
from pia.assessment.paths import answered
from pia.checks.registry import Found, check
from pia.official.fonts import chosen, unprintable

_HINT = "[○]・[ ]や「○」など、印刷できる字に書き換えてください。"
#: Marks that turn the order in which signs are shown, and signs of no width. Not the joiners of
#: U+200C and U+200D, which are part of a sign.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_INVISIBLE_HINT = "前後の文字を打ち直してください。見える順番と実際の順番が違うことがあります。"
#: How many a message names.
_MOST_NAMED = 3
_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")


@check(id="invisible-sign", title="見えない文字", severity=Severity.WARNING)
def invisible_signs(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A mark pasted from elsewhere makes 「100人未満」 look like another number, or breaks a search."""
    for path, _, value in answered(assessment.form, assessment.answers):
        if found := [one for text in texts_of(value) for one in _INVISIBLE.finditer(text)]:
            label = label_of(assessment.form, assessment.answers, path)
            first = found[0]
            where = f"{len(found)}個（最初は{first.start() + 1}文字目、U+{ord(first[0]):04X}）"
            message = f"「{label}」に見えない文字が{where}あります。"
            yield Found(str(path), message, _INVISIBLE_HINT)


@check(id="half-width-kana", title="半角カナ", severity=Severity.NOTE)
def half_width_kana(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """ｶﾅ and カナ are found by different words, and stand side by side in one document."""
    for path, _, value in answered(assessment.form, assessment.answers):
        if found := _HALF_WIDTH.findall("\n".join(texts_of(value))):
            label = label_of(assessment.form, assessment.answers, path)
            named = "、".join(dict.fromkeys(found[:_MOST_NAMED]))
            message = f"「{label}」に半角のカナや記号（{named}）があります。"
            yield Found(str(path), message, "全角で書き直してください。")


@check(id="sign-without-glyph", title="印刷できない字", severity=Severity.ERROR)
def signs_without_a_glyph(assessment: Assessment, _as_of: date) -> Iterator[Found]:
    """A ☑ pasted from elsewhere: no font has it, so that no PDF could be issued."""
    fonts = chosen()
    for path, _, value in answered(assessment.form, assessment.answers):
        if signs := unprintable("".join(texts_of(value)), fonts):
            label = label_of(assessment.form, assessment.answers, path)
            yield Found(
                str(path),
                f"「{label}」に印刷できない字（{signs[:_MOST_NAMED]}）があります。",
                _HINT,
            )
    table = assessment.form.change_table
    for number, row in enumerate(assessment.change_history, start=1):
        if signs := unprintable("".join(row.cells()), fonts):
            message = (
                f"{table.number}の{number}行目に印刷できない字（{signs[:_MOST_NAMED]}）があります。"
            )
            yield Found(f"{table.path}[{number}]", message, _HINT)


def texts_of(value: Any) -> Iterator[str]:
    """Yield what an answer prints: a text, the texts of boxes; raw text of an unknown is not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.get("detail", {}).values()
