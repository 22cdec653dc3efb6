"""What stands beside a field, filled in by whoever shows the page: the form knows nothing of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowNote:
    """What a row says that the draft makes of an item."""

    #: Which block of its text, "" for the whole.
    part: str
    words: str
    reasons: tuple[str, ...]
    #: What the decision rests on.
    source: str
    #: Where the row stands, and the words of the link.
    url: str
    link: str


@dataclass(frozen=True)
class StandingNote:
    """When a change of an item is submitted, and why."""

    #: Of its reasons, which stand once on the page.
    id: str
    words: str
    reason: str
    source: str
    #: False: shown as 「未確認」.
    verified: bool
    #: What a person may claim instead.
    others: tuple[str, ...]
    #: The rows that the draft makes of it, as it was saved.
    rows: tuple[RowNote, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A state of something in a word with a mark, and where it is seen."""

    words: str
    #: As the chips of the pages: quiet, busy, wait, good, stop.
    tone: str
    url: str | None = None


@dataclass(frozen=True)
class FindingNote:
    """What a check found at an item."""

    #: 指摘, or 参考 where nobody has to act.
    kind: str
    words: str
    hint: str


@dataclass(frozen=True)
class PageButton:
    """A button: what is posted under `button`, and its words."""

    value: str
    words: str
    #: The short word on its face; `words` say the rest to a screen reader.
    face: str


@dataclass(frozen=True)
class Published:
    """The published answer of an item that the draft says otherwise."""

    #: How the draft differs from it: ("=" | "-" | "+", text).
    segments: tuple[tuple[str, str], ...]
    #: Puts it back, None where that cannot be.
    restore: PageButton | None


@dataclass(frozen=True)
class TextPart:
    """One block of a long text under a heading of its own."""

    #: The heading as written, "" for the text before the first one.
    heading: str
    #: Which of the equal headings of its text, from 1.
    ordinal: int
    signs: int
    #: What became of it since the published edition, "" where nothing.
    state: str
    #: It is published and stands in the text no more.
    is_gone: bool = False


@dataclass(frozen=True)
class CommentLink:
    """How many comments an item has, and where they stand."""

    #: Of the words in the page.
    id: str
    url: str
    words: str
