"""What a rule may read of one row: the items concerned and what is printed before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pia.official import Form, Item
from pia.official.kinds import KINDS
from pia.revision.spans import Segment, segments
from pia.revision.timing.names import Renaming

#: Signs on either side of a difference that a rule may look at: longer than any word of its lists.
_NEAR = 40


@dataclass(frozen=True)
class Fragment:
    """One place where two texts differ: `before[old_at:old_end]` became `after[new_at:new_end]`."""

    old_at: int
    old_end: int
    new_at: int
    new_end: int

    def touches(self, old: tuple[int, int], new: tuple[int, int]) -> bool:
        """Return whether a span of each text meets this place, if only at its border."""
        in_old = old[0] <= self.old_end and self.old_at <= old[1]
        return in_old and new[0] <= self.new_end and self.new_at <= new[1]


@dataclass(frozen=True)
class Change:
    """One row to be decided on."""

    form: Form
    #: The changed item; for a whole thing every item of it that has an answer.
    items: tuple[Item, ...]
    before: str
    after: str
    #: A whole thing (委託事項, file, システム …) was added or removed.
    whole: bool = False
    #: Nothing stood there, or nothing stands there now.
    one_side_blank: bool = False
    #: How `after` differs from `before`; () where nobody worked it out yet.
    segments: tuple[Segment, ...] = ()
    #: What the city's own list says was renamed.
    names: tuple[Renaming, ...] = ()

    @property
    def important(self) -> bool:
        """Whether an item concerned is ※."""
        return any(item.important for item in self.items)

    @property
    def is_choice(self) -> bool:
        """Whether the answer is chosen or ticked, not written."""
        return any(KINDS[item.kind].has_choices for item in self.items)

    @cached_property
    def parts(self) -> tuple[Segment, ...]:
        """How `after` differs from `before`."""
        return self.segments or segments(self.before, self.after)

    @cached_property
    def fragments(self) -> tuple[Fragment, ...]:
        """Where the texts differ; their borders may cut a word or a citation."""
        return tuple(_fragments(self.parts))

    @cached_property
    def near(self) -> tuple[str, str]:
        """Both texts as far as they stand near a difference; what is left out is equal."""
        return _near(self.parts, "-"), _near(self.parts, "+")

    @property
    def verified(self) -> bool:
        """Whether nobody disputes the ※ of the items, and somebody has read the form."""
        return self.form.verified and all(item.important_verified for item in self.items)


def _fragments(parts: tuple[Segment, ...]) -> Iterator[Fragment]:
    """Yield neighbouring - and + together."""
    old = new = old_at = new_at = 0
    for sign, text in (*parts, ("=", "")):
        if sign == "=":
            if (old, new) != (old_at, new_at):
                yield Fragment(old_at, old, new_at, new)
            old, new = old + len(text), new + len(text)
            old_at, new_at = old, new
        else:
            old, new = old + len(text) * (sign == "-"), new + len(text) * (sign == "+")


def _near(parts: tuple[Segment, ...], sign: str) -> str:
    pieces = (text if kind == sign else _ends(text) for kind, text in parts if kind in ("=", sign))
    return "".join(pieces)


def _ends(text: str) -> str:
    return text if len(text) <= 2 * _NEAR else f"{text[:_NEAR]}\n{text[-_NEAR:]}"
