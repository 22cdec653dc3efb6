"""Differences that make no row, and those that make one because a person asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pia.assessment import Path
from pia.assessment.naming import label_of
from pia.errors import PathNotFound
from pia.revision import ChangeRow, Comparison
from pia.revision.comparison import Unprinted
from pia.revision.spans import Segment
from pia.web.views.compare_rows import first_row_at
from pia.web.views.unprinted_detail import difference_at, orders_at

#: Why a difference is not printed.
UNPRINTED = {
    "move": "並び順だけが変わったもの",
    "white-space": "空白や改行だけが違うもの",
    "empty": "空欄と「—」だけの違いで、印刷すると同じもの",
    "cannot-tell": "読み取れていないため、変更があったか分からないもの",
    "not-in-change-table": "変更箇所の表の対象でない項目（公表日など）",
}


@dataclass(frozen=True)
class Place:
    """One difference that makes no row, or that makes one because a person asked for it."""

    words: str
    #: Given to `printing.promote`; "" where nobody can have it printed.
    key: str = ""
    #: Of what a person asked for: its row, None where the difference is gone.
    url: str | None = None
    #: What the difference is: of a text, with its blanks made visible.
    parts: tuple[Segment, ...] = ()
    #: Of a list: its order before and after.
    orders: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnprintedView:
    """Differences of one kind that make no row, with the places concerned."""

    words: str
    places: tuple[Place, ...]


def unprinted_views(comparison: Comparison) -> Iterator[UnprintedView]:
    """Yield the differences that print nothing, those of one kind together."""
    for reason, words in UNPRINTED.items():
        parts = [part for part in comparison.unprinted if part.reason == reason]
        places = tuple(place for part in parts for place in _places(comparison, part))
        if places:
            yield UnprintedView(words, places)


def promoted_places(
    comparison: Comparison, promoted: Iterable[str], address: Callable[[ChangeRow], str]
) -> tuple[Place, ...]:
    """Return what a person asked to be printed, each with its row."""
    return tuple(_promoted(comparison, key, address) for key in sorted(promoted))


def _places(comparison: Comparison, part: Unprinted) -> Iterator[Place]:
    if part.is_promotable:
        about = part.key.partition("#")[0]
        yield Place(
            _words_of_key(comparison, part.key),
            part.key,
            parts=difference_at(comparison, about),
            orders=orders_at(comparison, about),
        )
        return
    for words in dict.fromkeys(_place(comparison, op.at) for op in part.ops):
        yield Place(words)


def _promoted(comparison: Comparison, key: str, address: Callable[[ChangeRow], str]) -> Place:
    about = key.partition("#")[0]
    row = first_row_at(comparison, about)
    return Place(_words_of_key(comparison, key), key, address(row) if row else None)


def _words_of_key(comparison: Comparison, key: str) -> str:
    """Return what the key of a difference names: its item and, of a block, the heading."""
    about, *block, _ = key.split("#")
    heading = f"　{'#'.join(block[1:])}" if block[1:] and block[1] else ""
    return _place(comparison, about) + heading


def _place(comparison: Comparison, at: str) -> str:
    """Return the label of what stands at an id path, in whichever document has it."""
    path = Path.parse(at.removesuffix(".@id"))
    for document in (comparison.new, comparison.old):
        try:
            return label_of(document.form, document.answers, path)
        except PathNotFound:
            continue
    return "評価書の全体"
