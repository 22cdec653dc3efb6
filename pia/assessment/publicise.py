"""The public face of a document: withheld parts read （非公表）, in every layer of it.

規則第13条: parts with a security risk need not be published; the committee gets the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pia.assessment.ops import Set, apply
from pia.assessment.paths import Path, get
from pia.assessment.value import Answers, Assessment, HistoryRow, Withheld
from pia.errors import InputRefused, PathNotFound
from pia.official import Item
from pia.official.folding import without_space
from pia.official.kinds import is_unknown, unknown

MARK = "（非公表）"


def publicise(assessment: Assessment) -> Assessment:
    """Return what may be published: no withheld text, no ops, no retired answers.

    A quote also vanishes from 別添2 and from every other answer that repeats it, whatever its
    line breaks. Raises InputRefused where a quote is no longer in its item: then nobody can know
    what was meant, and nothing may leave.
    """
    answers = assessment.answers
    for part in reversed(_in_order(assessment.withheld)):
        answers = _withhold(assessment, answers, part)
    quotes = [part.quote for part in assessment.withheld]
    return replace(
        assessment,
        answers=_everywhere(answers, quotes),
        change_history=tuple(_public_row(row, quotes) for row in assessment.change_history),
        withheld=(),
        retired=(),
    )


def _in_order(parts: Iterable[Withheld]) -> list[Withheld]:
    return sorted(parts, key=lambda p: (p.id_path, p.occurrence))


def _withhold(assessment: Assessment, answers: Answers, part: Withheld) -> Answers:
    path = Path.parse(part.id_path)
    try:
        old = get(answers, path)
    except PathNotFound:
        old = None
    item = assessment.form.find(path.pattern)
    if old is None or not isinstance(item, Item):
        raise _lost(part)
    new = _hidden(old, part) if not item.choices else unknown("withheld", MARK)
    return apply(answers, [Set(part.id_path, old, new)])


def _hidden(old: Any, part: Withheld) -> str:
    pieces = old.split(part.quote) if isinstance(old, str) and part.quote else []
    if len(pieces) <= part.occurrence:
        raise _lost(part)
    before = part.quote.join(pieces[: part.occurrence])
    return before + MARK + part.quote.join(pieces[part.occurrence :])


def _lost(part: Withheld) -> InputRefused:
    return InputRefused(
        "非公表とした部分が本文に見つかりません",
        where=part.id_path,
        hint="非公表の範囲を指定し直してください。",
    )


def _public_row(row: HistoryRow, quotes: list[str]) -> HistoryRow:
    return replace(
        row,
        item=_masked(row.item, quotes),
        before=_masked(row.before, quotes),
        after=_masked(row.after, quotes),
        explanation=_masked(row.explanation, quotes),
        ops=None,
    )


def _everywhere(value: Any, quotes: list[str]) -> Any:
    """Return an answer, thing or whole document without the quotes in any of its texts."""
    if isinstance(value, str):
        return _masked(value, quotes)
    if isinstance(value, list):
        return [_everywhere(v, quotes) for v in value]
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k in ("@id", "checked", "unknown")}
        return {k: v if k in kept else _everywhere(v, quotes) for k, v in value.items()}
    return value


def _masked(text: str, quotes: list[str]) -> str:
    for quote in sorted(quotes, key=len, reverse=True):
        text = text.replace(quote, MARK) if quote in text else _masked_loosely(text, quote)
    return text


def _masked_loosely(text: str, quote: str) -> str:
    """Mask a quote that stands in a text with other line breaks or spaces."""
    bare = without_space(quote)
    if not bare or bare not in without_space(text):
        return text
    places = [n for n, char in enumerate(text) if not char.isspace()]
    start = without_space(text).index(bare)
    first, last = places[start], places[start + len(bare) - 1]
    return text[:first] + MARK + _masked_loosely(text[last + 1 :], quote)


def is_withheld(value: Any) -> bool:
    """Return whether an answer reads （非公表） as a whole."""
    return is_unknown(value) and value["unknown"] == "withheld"
