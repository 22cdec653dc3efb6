"""What a page is made of, ready to print: a template only chooses tags.

Every `id` begins with `item-` or `at-`: plain keys (title, number) would meet ids of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from pia.official.form import Help


@dataclass(frozen=True)
class TextBox:
    """A control for a text."""

    name: str
    id: str
    value: str
    rows: int
    #: One line; never for a text that has a break, which the browser would drop.
    single: bool
    #: Ids of the texts that belong to it, for aria-describedby; "" for none.
    described_by: str
    error: str
    #: Its own label, "" where the field's label is the box's.
    label: str = ""


@dataclass(frozen=True)
class Option:
    """A radio button or a check box."""

    id: str
    value: str
    words: str
    chosen: bool
    #: The text that belongs to a box.
    detail: TextBox | None = None


@dataclass(frozen=True)
class OptionGroup:
    """Options under a small heading (識別情報), "" for none."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Unread:
    """Why an answer could not be read, and what stood there."""

    reason: str
    raw: str
    #: It is completed on a page of its own; None: it may be filled in here.
    completion_url: str | None = None
    locked: bool = False


@dataclass(frozen=True)
class StandingNote:
    """When a change of an item is submitted, and why."""

    words: str
    reason: str
    source: str
    #: False: shown as 「未確認」.
    verified: bool
    #: What a person may claim instead.
    others: tuple[str, ...]


@dataclass(frozen=True)
class FieldBlock:
    """One item: label, what belongs to it, its control, and the items printed under it."""

    name: str
    id: str
    kind: str
    #: text, choice or boxes: which macro prints the control.
    control: str
    label: str
    #: ※ in a short text, "" where the item is none.
    important: str
    condition: str
    support: str
    #: How a date was understood.
    reading: str
    help: Help
    unread: Unread | None
    text: TextBox | None
    groups: tuple[OptionGroup, ...]
    described_by: str
    error: str
    blocks: tuple[Block, ...]
    #: The published text beside the draft's; filled by a later issue.
    published: str | None = None
    #: What any change of it means; the form knows no rules, whoever shows the page fills it.
    standing: StandingNote | None = None

    macro = "field"


@dataclass(frozen=True)
class HeadingBlock:
    """A heading of the form and what stands under it."""

    level: int
    id: str
    title: str
    condition: str
    blocks: tuple[Block, ...]

    macro = "heading"


@dataclass(frozen=True)
class PageButton:
    """A button: what is posted under `button`, and its words."""

    value: str
    words: str
    #: The short word on its face; `words` say the rest to a screen reader.
    face: str


@dataclass(frozen=True)
class ThingBlock:
    """One thing of a repeat: 委託事項2."""

    level: int
    id: str
    title: str
    moves: tuple[PageButton, ...]
    remove: PageButton
    blocks: tuple[Block, ...]

    macro = "thing"


@dataclass(frozen=True)
class RepeatBlock:
    """A repeat: its things and the button that adds one."""

    id: str
    condition: str
    things: tuple[ThingBlock, ...]
    #: Said where there is none yet.
    empty: str
    add: PageButton

    macro = "repeat"


Block = FieldBlock | HeadingBlock | ThingBlock | RepeatBlock


@dataclass(frozen=True)
class Problem:
    """One line of the summary of errors; `id` is the field's, "" where it belongs to none."""

    id: str
    label: str
    sentence: str
