"""What a page is made of, ready to print: a template only chooses tags.

Every `id` begins with `item-` or `at-`: plain keys (title, number) would meet ids of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia.forms.beside import (
    CommentLink,
    FindingNote,
    Mark,
    PageButton,
    Published,
    StandingNote,
    TextPart,
)
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
class FieldBlock:
    """One item: label, what belongs to it, its control, and the items printed under it."""

    name: str
    id: str
    kind: str
    #: text, choice or boxes: which macro prints the control.
    control: str
    label: str
    #: What is said of a ※ that nobody verified; a certain one stands in the label.
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
    #: The id of its control that is to be mended first of all on the page, "" for none.
    focus: str = ""
    #: What any change of it means; the form knows no rules, whoever shows the page fills it.
    standing: StandingNote | None = None
    #: Likewise filled by who shows the page of a draft.
    comments: CommentLink | None = None
    findings: tuple[FindingNote, ...] = ()
    #: None where the draft says what is published.
    published: Published | None = None
    #: The blocks of a long text, none where it is one.
    parts: tuple[TextPart, ...] = ()

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
class ThingBlock:
    """One thing of a repeat: 委託事項2."""

    level: int
    id: str
    title: str
    moves: tuple[PageButton, ...]
    remove: PageButton
    blocks: tuple[Block, ...]
    #: States of the whole thing: 新設.
    marks: tuple[Mark, ...] = ()
    findings: tuple[FindingNote, ...] = ()

    macro = "thing"


@dataclass(frozen=True)
class ListedThing:
    """A line of the list of things above them."""

    path: str
    title: str
    #: What it names itself, shortened; "" where it does not.
    name: str
    #: Its fields stand on this page.
    is_shown: bool
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Window:
    """Some things of a long list: which they are, and the buttons that open others."""

    words: str
    buttons: tuple[PageButton, ...]


@dataclass(frozen=True)
class GoneThing:
    """A thing that is published and no more in the draft."""

    title: str
    name: str
    restore: PageButton


@dataclass(frozen=True)
class RepeatBlock:
    """A repeat: its things and the button that adds one."""

    id: str
    condition: str
    things: tuple[ThingBlock, ...]
    #: Said where there is none yet.
    empty: str
    add: PageButton
    #: Every thing of the list, none where it is short.
    listed: tuple[ListedThing, ...] = ()
    #: Which of them have their fields here, None where all have.
    window: Window | None = None
    gone: tuple[GoneThing, ...] = ()
    findings: tuple[FindingNote, ...] = ()

    macro = "repeat"


Block = FieldBlock | HeadingBlock | ThingBlock | RepeatBlock


def fields_in(blocks: Iterable[Block]) -> Iterator[FieldBlock]:
    """Yield every field of some blocks, those inside others too."""
    for block in blocks:
        if isinstance(block, FieldBlock):
            yield block
        yield from fields_in(block.things if isinstance(block, RepeatBlock) else block.blocks)


@dataclass(frozen=True)
class Problem:
    """One line of the summary of errors; `id` is the field's, "" where it belongs to none."""

    id: str
    label: str
    sentence: str
