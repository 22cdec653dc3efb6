"""Small pieces of WordprocessingML as text. Units: twentieths of a point (twips)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

#: The namespace that every part declares for the prefix `w`.
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Tab:
    """A tab stop: where it stands and what it does with the text (left, center, right)."""

    at: int
    align: str = "left"


def text(words: str, properties: str = "", *, gone: bool = False) -> str:
    """Return a run with words (`gone`: struck out by a change); `properties` is inside its w:rPr."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    name = "w:delText" if gone else "w:t"
    return f'<w:r>{inner}<{name} xml:space="preserve">{escape(words)}</{name}></w:r>'


def tab() -> str:
    """Return a run that jumps to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def spaced(by: int) -> str:
    """Return run properties that widen every sign by some twips."""
    return f'<w:spacing w:val="{by}"/>'


def paragraph(
    runs: str, style: str = "", *, keep_next: bool = False, tabs: Iterable[Tab] = (), more: str = ""
) -> str:
    """Return a paragraph; `more` are properties that come after the tab stops."""
    stops = "".join(f'<w:tab w:val="{stop.align}" w:pos="{stop.at}"/>' for stop in tabs)
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + (f"<w:tabs>{stops}</w:tabs>" if stops else "")
        + more
    )
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{runs}</w:p>"


def bookmarked(runs: str, number: int, name: str) -> str:
    """Return runs inside a bookmark that a link of the document leads to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'


def link(runs: str, name: str) -> str:
    """Return runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{escape(name)}" w:history="1">{runs}</w:hyperlink>'
