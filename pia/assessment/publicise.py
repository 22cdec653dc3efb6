"""The public face of a document: withheld parts read （非公表）, in every layer of it.

規則第13条: parts with a security risk need not be published; the committee gets the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pia.assessment.ops import Set, apply
from pia.assessment.paths import Path, get
from pia.assessment.value import Answers, Assessment, HistoryRow, Withheld
from pia.errors import InputRefused, PathNotFound
from pia.official import Form, Item, Repeat
from pia.official.folding import without_space
from pia.official.kinds import is_unknown, unknown

MARK = "（非公表）"


def publicise(assessment: Assessment) -> Assessment:
    """Return what may be published: no withheld text, no ops, no retired answers.

    A quote also vanishes from 別添2 and from every other answer that repeats it, whatever its
    line breaks; one of an earlier edition (occurrence 0) may be told by 別添2 alone. Raises
    InputRefused where a quote is no longer in its item: then nobody can know what was meant, and
    nothing may leave.
    """
    answers = assessment.answers
    for part in assessment.withheld:
        answers = _withhold(assessment, answers, part)
    quotes = [part.quote for part in assessment.withheld]
    hidden = {part.id_path for part in assessment.withheld if _is_whole(assessment, part)}
    return replace(
        assessment,
        answers=_thing(assessment.form, "", answers, quotes),
        change_history=tuple(
            _public_row(_without_answers(row, hidden), quotes) for row in assessment.change_history
        ),
        withheld=(),
        retired=(),
    )


def _withhold(assessment: Assessment, answers: Answers, part: Withheld) -> Answers:
    """Check that the part is there; of choices and boxes the whole answer is withheld."""
    if part.occurrence == 0:
        return answers
    path = Path.parse(part.id_path)
    item = assessment.form.find(path.pattern)
    try:
        old = get(assessment.answers, path)
    except PathNotFound as error:
        raise _lost(part) from error
    if old is None or not isinstance(item, Item):
        raise _lost(part)
    if item.choices:
        return apply(answers, [Set(part.id_path, get(answers, path), unknown("withheld", MARK))])
    is_there = isinstance(old, str) and without_space(part.quote) != ""
    if not is_there or old.count(part.quote) < part.occurrence:
        raise _lost(part)
    return answers


def _is_whole(assessment: Assessment, part: Withheld) -> bool:
    """Return whether the whole answer is withheld: choices and boxes have no parts."""
    item = assessment.form.find(Path.parse(part.id_path).pattern)
    return isinstance(item, Item) and bool(item.choices)


def _without_answers(row: HistoryRow, hidden: set[str]) -> HistoryRow:
    """Return a row that does not say before or after what an answer withheld as a whole says."""
    speaks = any(_is_within(path, target.id_path) for path in hidden for target in row.id_paths)
    return replace(row, before=MARK, after=MARK) if speaks else row


def _is_within(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}.")


def _lost(part: Withheld) -> InputRefused:
    return InputRefused(
        "非公表とした部分が本文に見つかりません",
        where=part.id_path,
        hint="非公表の範囲を指定し直してください。",
    )


def _public_row(row: HistoryRow, quotes: list[str]) -> HistoryRow:
    cells = ("changed_on", "item", "before", "after", "timing", "explanation")
    masked: dict[str, Any] = {cell: _masked(getattr(row, cell), quotes) for cell in cells}
    return replace(row, ops=None, **masked)


def _thing(form: Form, owner: str, thing: dict[str, Any], quotes: list[str]) -> dict[str, Any]:
    """Return an object of the document without the quotes in any of its texts."""
    public = dict(thing)
    for node in form.members(owner):
        if node.key not in thing:
            continue
        value = thing[node.key]
        if isinstance(node, Repeat):
            public[node.key] = [_thing(form, node.path, t, quotes) for t in value]
        else:
            public[node.key] = _answer(node, value, quotes)
    return public


def _answer(item: Item, value: Any, quotes: list[str]) -> Any:
    """Return an answer without the quotes; the keys of choices and boxes are not text."""
    if isinstance(value, str):
        return value if item.choices else _masked(value, quotes)
    if is_unknown(value):
        return {k: v if k == "unknown" else _masked(v, quotes) for k, v in value.items()}
    return value | {"detail": {k: _masked(v, quotes) for k, v in value["detail"].items()}}


def _masked(text: str, quotes: list[str]) -> str:
    """Return the text with every place of every quote masked, whatever its breaks and spaces."""
    if not quotes:
        return text
    masked, done = "", 0
    for first, end in _merged(sorted(_places(text, quotes))):
        masked += text[done:first] + MARK
        done = end
    return masked + text[done:]


def _places(text: str, quotes: list[str]) -> Iterator[tuple[int, int]]:
    signs = [n for n, char in enumerate(text) if not char.isspace()]
    bare = without_space(text)
    for quote in filter(None, map(without_space, quotes)):
        start = bare.find(quote)
        while start >= 0:
            yield signs[start], signs[start + len(quote) - 1] + 1
            start = bare.find(quote, start + 1)


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for first, end in places:
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged
