"""What a rule may read of one row: the items concerned and what is printed before and after."""

from __future__ import annotations

from dataclasses import dataclass

from pia.official import Form, Item
from pia.revision.spans import Segment
from pia.revision.timing.names import Renaming


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
    #: How `after` differs from `before`.
    segments: tuple[Segment, ...] = ()
    #: What the city's own list says was renamed.
    names: tuple[Renaming, ...] = ()

    @property
    def important(self) -> bool:
        """Whether an item concerned is ※."""
        return any(item.important for item in self.items)

    @property
    def verified(self) -> bool:
        """Whether nobody disputes the ※ of the items, and somebody has read the form."""
        return self.form.verified and all(item.important_verified for item in self.items)
