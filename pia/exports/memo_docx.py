"""起案文 and 承認票 as Word files that go into the city's own way of 決裁: plain paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia.exports.docx.body import section
from pia.exports.docx.package import packed
from pia.exports.docx.xml import paragraph, text
from pia.exports.paper.widths import PORTRAIT
from pia.outline import Outline

_MARGIN = 100
#: Share of the name in a table of pairs, of the value.
_PAIR = (24, 76)
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'


@dataclass(frozen=True)
class MemoTable:
    """A small table: headings with their shares of the width, and rows of as many texts."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MemoPart:
    """One numbered point under 「記」."""

    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    table: MemoTable | None = None


@dataclass(frozen=True)
class Memo:
    """A whole 起案文, or another paper of the same look."""

    #: 件名.
    subject: str
    #: 伺い文, "" for a paper that asks nothing.
    asks: str
    #: 起案日, 起案課 …
    head: tuple[tuple[str, str], ...]
    parts: tuple[MemoPart, ...]
    organisation: str
    dated: date
    #: What the paper is called at its head.
    name: str = "起案文"


def write_memo(memo: Memo) -> bytes:
    """Return the Word file: the same bytes for the same text."""
    about = Outline(
        title=memo.subject,
        name=memo.name,
        organisation=memo.organisation,
        published_on="",
        dated=memo.dated,
        tag="",
        verified=True,
        parts=(),
    )
    return packed(about, "".join(_body(memo)) + section(across=False))


def _body(memo: Memo) -> Iterator[str]:
    yield paragraph(text(memo.name), "MemoTitle")
    yield _pairs((("件名", memo.subject), *memo.head))
    yield paragraph("", "Gap")
    if memo.asks:
        for line in memo.asks.split("\n"):
            yield paragraph(text(f"　{line}"), "Memo")
        yield paragraph(text("記"), "MemoMiddle")
    for number, part in enumerate(memo.parts, start=1):
        yield paragraph(text(f"{number}　{part.title}"), "MemoHead", keep_next=True)
        if part.pairs:
            yield _pairs(part.pairs)
        for line in part.lines:
            yield paragraph(text(f"　{line}"), "Memo")
        if part.table:
            yield _table(part.table)
    if memo.asks:
        yield paragraph(text("以上"), "Tag")


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    shares = tuple(("", share) for share in _PAIR)
    return _table(MemoTable(shares, pairs), named=True)


def _table(table: MemoTable, *, named: bool = False) -> str:
    whole = sum(share for _, share in table.columns)
    widths = [PORTRAIT * share // whole for _, share in table.columns]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    head = "" if named else _row([title for title, _ in table.columns], widths, is_head=True)
    rows = "".join(_row(row, widths, named=named) for row in table.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Frame"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/>'
        f'<w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(
    words: list[str] | tuple[str, ...],
    widths: list[int],
    *,
    is_head: bool = False,
    named: bool = False,
) -> str:
    cells = "".join(
        _cell(value, wide, shaded=is_head or (named and place == 0))
        for place, (value, wide) in enumerate(zip(words, widths, strict=True))
    )
    inner = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    return f"<w:tr>{inner}{cells}</w:tr>"


def _cell(value: str, wide: int, *, shaded: bool) -> str:
    lines = "".join(paragraph(text(line), "MemoCell") for line in value.split("\n"))
    shade = _SHADE if shaded else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}</w:tcPr>{lines}</w:tc>'
