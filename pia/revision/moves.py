"""Whether a move changes what the document says: texts that name a thing by its printed number.

A move of 委託事項2 makes no row of 別添2; but where a text says 「委託事項2については…」, the number now
names another thing, and that is for the table to tell. Where things were added or removed, their rows
stand and the numbers behind them change in silence: that is a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pia.assessment import Assessment, Path
from pia.assessment.likeness import naming_key
from pia.assessment.paths import answered, get, position_path
from pia.assessment.value import Answers
from pia.law.numerals import NUMBER, number_of
from pia.official import Form
from pia.official.folding import fold
from pia.official.labels import fill
from pia.revision.timing.outcomes import After, Decision

_NUMBER = re.compile(NUMBER)
#: After folding: 2~5, 2から5.
_TO = "(?:~|-|から|ないし)"
_AND = "(?:,|・|及び|並びに|又は|若しくは|と)"
_RANGE = re.compile(f"({NUMBER}){_TO}({NUMBER})")
#: 年金システム2 is a name and 再委託事項 another item, 上記委託事項2 is a thing of this form.
_NOT_INSIDE = r"(?:(?<=上記)|(?<=前記)|(?<=下記)|(?<=当該)|(?<![ァ-ヿ一-鿿々a-z0-9]))"
#: システム2台 and 提供先3件 are counted, システム2.0 is a version, 委託事項一覧 is no number.
_NO_NUMBER = r"(?![0-9〇一二三四五六七八九十百千]|\.[0-9]|[件台社者個つ種次年人課回階覧式部般括切時]|[箇か]所)"


def renumbered(
    old: Assessment, new: Assessment, the_list: Path, matched: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the things of a list (old id paths) whose number changed while a text names it.

    The text is one of OLD that means the old number, or one of NEW that means the new one.
    """
    in_old, in_new = (_numbers_of(document, the_list) for document in (old, new))
    return tuple(
        was
        for was in reordered(old, new, the_list, matched)
        if _any_names(in_old, _place(old, was)) or _any_names(in_new, _place(new, matched[was]))
    )


def stale_mentions(
    old: Assessment, new: Assessment, the_list: Path, matched: Mapping[str, str]
) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Yield the items of NEW (id paths) that name by the old number what is gone or another now.

    A text counts that says the same as before: one that was corrected says another number.
    """
    there = {was: _place(old, was) for was in _things_of(old, the_list)}
    other = [n for was, n in there.items() if was not in matched or _place(new, matched[was]) != n]
    had = Counter(_numbers_of(old, the_list)) if other else Counter[str]()
    for path, numbers in mentions(new.form, new.answers, the_list.pattern) if had else ():
        had[numbers] -= 1
        stale = tuple(n for n in other if had[numbers] >= 0 and names(numbers, n))
        if stale:
            yield path, stale


def reordered(
    old: Assessment, new: Assessment, the_list: Path, matched: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the things of a list (old id paths, in the old order) whose number changed."""
    prefix = f"{the_list}[@"
    found = [
        was
        for was, now in matched.items()
        if was.startswith(prefix)
        and "." not in was[len(prefix) :]
        and _place(old, was) != _place(new, now)
    ]
    return tuple(sorted(found, key=lambda was: _place(old, was)))


def move_cells(
    old: Assessment, new: Assessment, named: Iterable[str], matched: Mapping[str, str]
) -> tuple[str, str]:
    """Return the cells of a move: each thing as 「委託事項2 給付の支援業務」, one a line."""
    named = tuple(named)
    before = "\n".join(_numbered(old, Path.parse(was)) for was in named)
    there = [Path.parse(matched.get(was, was)) for was in named]
    return before, "\n".join(_numbered(new, at) for at in there)


def order_cells(
    old: Assessment, new: Assessment, moved: Iterable[str], matched: Mapping[str, str]
) -> tuple[str, str]:
    """Return the cells of a move that no text names: the things in the old and in the new order.

    Where names do not tell them apart, 変更後 says which thing each one was.
    """
    places = {was: _place(new, matched.get(was, was)) for was in moved}
    before = [_numbered(old, Path.parse(was)) for was in places]
    there = sorted(places, key=places.__getitem__)
    after = [_numbered(new, Path.parse(matched.get(was, was))) for was in there]
    if before == after:
        after = [
            f"{line}（変更前は{_place(old, was)}番目）"
            for line, was in zip(after, there, strict=True)
        ]
    return "\n".join(before), "\n".join(after)


def move_decision() -> Decision:
    """Return the decision on a move: 事後, since no answer changed; nobody has read this (domain §4)."""
    trace = ("並び順と番号だけが変わりました。",)
    return After("whole_thing", ("other",), ("guideline",), verified=False, trace=trace)


def _place(document: Assessment, at: str) -> int:
    """Return which thing of its list stands at an id path, from 1."""
    place = position_path(document.answers, Path.parse(at)).last.at
    return place if isinstance(place, int) else 0


def _numbered(document: Assessment, at: Path) -> str:
    repeat = document.form.repeat(at.pattern)
    thing = get(document.answers, at)
    number = _place(document, str(at))
    name = thing.get(naming_key(document.form, repeat))
    words = "、".join(name.split("\n")) if isinstance(name, str) else ""
    return f"{fill(repeat.title, number)} {words}".strip() or f"{number}番目"


def _things_of(document: Assessment, the_list: Path) -> list[str]:
    things = get(document.answers, the_list) or ()
    return [str(the_list.parent.child(the_list.last.key, thing["@id"])) for thing in things]


def _any_names(mentions: Iterable[str], number: int) -> bool:
    return any(names(numbers, number) for numbers in mentions)


def _numbers_of(document: Assessment, the_list: Path) -> list[str]:
    return [numbers for _, numbers in mentions(document.form, document.answers, the_list.pattern)]


def mentions(form: Form, answers: Answers, pattern: str) -> Iterator[tuple[Path, str]]:
    """Yield the numbers by which texts name things of a repeat (「2」, 「2,4」, 「2~5」) with their item.

    All texts are read once for a whole list: a list of 200 is renumbered by one move.
    """
    return mentions_in(folded_texts(form, answers), form.repeat(pattern).title)


def folded_texts(form: Form, answers: Answers) -> Iterator[tuple[Path, str]]:
    """Yield every text of a document, folded, with its item."""
    for path, _, value in answered(form, answers):
        yield from ((path, fold(text)) for text in _texts(value))


def mentions_in(texts: Iterable[tuple[Path, str]], title: str) -> Iterator[tuple[Path, str]]:
    """Yield the numbers by which folded texts name things with a title, each with its item."""
    if "{n}" not in title:
        return
    plain = fold(title.replace("{n}", ""))
    mention = _mention(plain)
    for path, text in texts:
        if plain in text:
            yield from ((path, one[1].replace(plain, "")) for one in mention.finditer(text))


@cache
def _mention(word: str) -> re.Pattern[str]:
    """Return what finds a folded word with numbers behind it."""
    word = re.escape(word)
    numbers = f"{NUMBER}(?:(?:{_TO}|{_AND})(?:{word})?{NUMBER})*"
    return re.compile(f"{_NOT_INSIDE}{word}({numbers}){_NO_NUMBER}")


def _texts(value: Any) -> Iterator[str]:
    """Yield what a person wrote in an answer: the text, or the words behind boxes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.get("detail", {}).values()


def names(numbers: str, number: int) -> bool:
    """Return whether 「2」, 「2,4」 or 「2~5」 names a number."""
    if any(number_of(found) == number for found in _NUMBER.findall(numbers)):
        return True
    ends = ((number_of(first), number_of(last)) for first, last in _RANGE.findall(numbers))
    return any(a is not None and b is not None and a <= number <= b for a, b in ends)


def highest(numbers: str) -> int:
    """Return the highest number that 「2」, 「2,4」 or 「2~5」 names."""
    return max(number_of(found) or 0 for found in _NUMBER.findall(numbers))
