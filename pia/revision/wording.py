"""Whether a cell that a person worded anew still says what changed.

A summary may be shorter than the text, but a number, a name, a negation or a choice that changed
and no longer appears is shown to each approver, who acknowledges it with a reason. Which words weigh:
`weighty_words`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pia.assessment import Assessment
from pia.assessment.paths import answered
from pia.official.folding import fold
from pia.revision.cells import NOTHING
from pia.revision.spans import Segment, segments
from pia.revision.timing.typography import typographical_key
from pia.revision.weighty_words import NUMBER, PARTICLES, pattern_of, weighty_words

_BOX = re.compile(r"\[[^\]]?\][^\[\s]+")
_NAMES = re.compile("[^\n、，,]+")
#: The item that names a vendor.
_CONTRACTOR = ".contractor"
#: Where a stretch starts and ends.
_Span = tuple[int, int]
#: The kind of a word and where it stands.
_Changed = tuple[str, _Span]
_KINDS = {"number": "数", "name": "名称", "negation": "否定の言葉", "choice": "選択"}


def vendors_of(document: Assessment) -> frozenset[str]:
    """Return the names of all whom a document says that work is given to (委託先名)."""
    said = (
        value
        for path, _, value in answered(document.form, document.answers)
        if path.pattern.endswith(_CONTRACTOR) and isinstance(value, str)
    )
    return frozenset(name.strip() for text in said for name in _NAMES.findall(text))


def hidden(
    parts: Iterable[Segment],
    worded: tuple[str, str],
    *,
    has_choices: bool,
    is_name: bool = False,
    names: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return what the new words hide, one Japanese sentence each, nothing twice.

    `parts` tells how 変更後 differs from 変更前 as the engine rendered them; `worded` are the cells
    as a person worded them. `is_name`: the answer is a name, or several. `names` are what the city
    says are names (課, vendors), whatever words they are made of.
    """
    parts = tuple(_narrowed(tuple(parts)))
    sure = [pattern_of(frozenset(names))] + [_NAMES] * is_name
    changed = partial(_changed_words, parts, has_choices=has_choices, sure=sure)
    found = list(_of_both(worded))
    for column, sign, cell in (("変更前", "-", worded[0]), ("変更後", "+", worded[1])):
        found += [
            f"{column}の記載に、変わった{_KINDS[kind]}「{word}」がありません。"
            for kind, word in _missing(parts, sign, cell, changed)
        ]
    return tuple(dict.fromkeys(found))


def _narrowed(parts: tuple[Segment, ...]) -> Iterator[Segment]:
    """Yield the segments; what both sides of a change begin with, up to a particle, is unchanged.

    An inline difference keeps サーバーは with what follows it, so that a person reads on.
    """
    same = 0
    for n, (sign, text) in enumerate(parts):
        behind = parts[n + 1] if n + 1 < len(parts) else ("=", "")
        if sign == "-" and behind[0] == "+":
            same = _same_start(text, behind[1])
            yield from (part for part in (("=", text[:same]), ("-", text[same:])) if part[1])
        else:
            if text[same:]:
                yield sign, text[same:]
            same = 0


def _same_start(one: str, other: str) -> int:
    """Return how far two texts begin alike, up to the last particle of that."""
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return max(one[:alike].rfind(particle) for particle in PARTICLES) + 1


def _of_both(worded: tuple[str, str]) -> Iterator[str]:
    if fold(worded[0]) == fold(worded[1]):
        yield "変更前と変更後の記載が同じです。"


def _missing(
    parts: tuple[Segment, ...], sign: str, cell: str, changed: Callable[..., Iterable[_Changed]]
) -> Iterator[tuple[str, str]]:
    """Yield what changed on one side and does not stand in its cell any more."""
    whole = _side(parts, sign)
    kept, fresh = _kept(whole, cell)
    used: Counter[str] = Counter()
    for kind, (start, end) in changed(sign, whole):
        if any(at <= start and end <= stop for at, stop in kept):
            continue
        for sought in _sought(kind, whole[start:end]):
            used[sought] += 1
            if used[sought] > fresh(kind, sought):
                yield kind, whole[start:end]
                break


def _kept(whole: str, cell: str) -> tuple[list[_Span], Callable[[str, str], int]]:
    """Return which stretches of the whole the cell keeps, and how often it says a word elsewhere.

    The same word somewhere else in the text does not say what changed: each place counts once.
    """
    parts = segments(whole, cell)
    said = typographical_key(cell)
    stays = [typographical_key(text) for sign, text in parts if sign == "="]

    def fresh(kind: str, sought: str) -> int:
        return _count(kind, sought, said) - sum(_count(kind, sought, text) for text in stays)

    return list(_where(parts, "-", "=")), fresh


def _sought(kind: str, word: str) -> list[str]:
    """Return what must stand in a cell that says a word: its figures, else the word."""
    key = typographical_key(word)
    return NUMBER.findall(key) if kind == "number" else [key]


def _count(kind: str, sought: str, text: str) -> int:
    return NUMBER.findall(text).count(sought) if kind == "number" else text.count(sought)


def _changed_words(
    parts: tuple[Segment, ...],
    sign: str,
    whole: str,
    *,
    has_choices: bool,
    sure: Iterable[re.Pattern[str]],
) -> Iterator[_Changed]:
    """Yield where a word stands that a changed stretch of one side touches: none may be lost."""
    if has_choices and whole != NOTHING:
        others = _BOX.findall(_side(parts, "+" if sign == "-" else "-"))
        boxes = list(_BOX.finditer(whole))
        yield from (("choice", box.span()) for box in boxes if box[0] not in others)
        if not boxes:
            yield "choice", (0, len(whole))
        return
    touched = list(_where(parts, sign, sign))
    told: set[tuple[str, int]] = set()
    for kind, start, end in weighty_words(whole, sure if whole != NOTHING else ()):
        near = any(start < until and at < end for at, until in touched)
        if near and (kind, end) not in told:
            told.update((kind, at) for at in range(start + 1, end + 1))
            yield kind, (start, end)


def _side(parts: Iterable[Segment], sign: str) -> str:
    return "".join(text for s, text in parts if s in ("=", sign))


def _where(parts: Iterable[Segment], side: str, wanted: str) -> Iterator[_Span]:
    """Yield where the segments of a sign stand in one side (`-` or `+`), by its own offsets."""
    start = 0
    for sign, text in parts:
        if sign == wanted:
            yield start, start + len(text)
        if sign in ("=", side):
            start += len(text)
