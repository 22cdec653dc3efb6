"""What a difference that makes no row is: blanks made visible, an order of things before and after."""

from __future__ import annotations

from pia.assessment import Assessment, Path
from pia.assessment.paths import get
from pia.errors import PathNotFound
from pia.forms.sections import thing_title
from pia.official import Item, Repeat
from pia.revision import Comparison
from pia.revision.cells import print_answer
from pia.revision.spans import Segment, segments

#: Signs that nobody sees → what stands for them.
_VISIBLE = str.maketrans({"\n": "↵\n", " ": "␣", "　": "□", "\t": "⇥"})
#: Signs around a difference that are shown; a longer piece is cut in its middle.
_AROUND = 20


def difference_at(comparison: Comparison, at: str) -> tuple[Segment, ...]:
    """Return how an item differs, with its blanks made visible; () for what is no item of both."""
    path = Path.parse(at)
    item = comparison.new.form.find(path.pattern)
    if not isinstance(item, Item):
        return ()
    try:
        old, new = (get(one.answers, path) for one in (comparison.old, comparison.new))
    except PathNotFound:
        return ()
    found = segments(print_answer(item, old), print_answer(item, new))
    return tuple(
        (sign, _cut(text if sign == "=" else text.translate(_VISIBLE), n, len(found)))
        for n, (sign, text) in enumerate(found)
    )


def orders_at(comparison: Comparison, at: str) -> tuple[str, ...]:
    """Return the order of a list before and after; () for what is no list of both."""
    path = Path.parse(at.removesuffix(".@id")).whole()
    repeat = comparison.new.form.find(path.pattern)
    if not isinstance(repeat, Repeat):
        return ()
    try:
        return tuple(_order(one, repeat, path) for one in (comparison.old, comparison.new))
    except PathNotFound:
        return ()


def _order(document: Assessment, repeat: Repeat, path: Path) -> str:
    things = get(document.answers, path) or ()
    named = (
        (thing_title(repeat, n, thing), thing.get(repeat.names))
        for n, thing in enumerate(things, start=1)
    )
    return "、".join(
        f"{title}「{name}」" if isinstance(name, str) else title for title, name in named
    )


def _cut(text: str, place: int, count: int) -> str:
    """Return a piece with what stands beside a difference; its first piece ends with it."""
    if len(text) <= 2 * _AROUND:
        return text
    first = "" if place == 0 else text[:_AROUND]
    last = "" if place == count - 1 else text[-_AROUND:]
    return f"{first}…{last}"
