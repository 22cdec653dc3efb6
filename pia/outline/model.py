"""What an Outline is made of. Values only: nothing here knows a form, a format or a width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RunRole(StrEnum):
    """What a piece of text inside a cell is, so that a writer can set it."""

    #: A label, a typed answer.
    TEXT = "text"
    #: `[○]`, `[`, `)` and 件: signs of the paper.
    MARK = "mark"
    #: Printed words of a choice or a box.
    WORDS = "words"
    #: Text typed behind a box: その他(…).
    DETAIL = "detail"
    #: 「(読取不能)」 and 「（非公表）」 in place of an answer.
    NOTE = "note"
    #: Words that the other side of 新旧対照表 has otherwise; underlined.
    CHANGED = "changed"
    #: Space inside one mark or box: a writer may widen it or leave it out.
    PAD = "pad"
    #: Space between two boxes or choices: a writer may turn it into a tab.
    SPACE = "space"


class CellRole(StrEnum):
    """What a cell is on the paper."""

    LABEL = "label"
    VALUE = "value"
    #: The list of ＜選択肢＞ right of a choice.
    CHOICES = "choices"
    #: A band over the whole width: section bar, リスク1：…, 委託事項2～5.
    BAND = "band"
    #: The empty strip before an indented label.
    INDENT = "indent"


class RowRole(StrEnum):
    """What a row is on the paper."""

    #: Section bar 「1. 特定個人情報ファイルを取り扱う事務」.
    BAR = "bar"
    #: Heading inside a section: リスク1：…
    RISK = "risk"
    #: Printed band of a repeat: 委託事項2～5.
    BAND = "band"
    #: First row of one thing of a repeat: 委託事項1 with its name, システム1.
    THING = "thing"
    #: Label and value.
    ITEM = "item"
    #: Label over the whole width, its value in the next row.
    CAPTION = "caption"
    #: Value over the whole width.
    VALUE = "value"
    #: Headings of columns.
    HEADER = "header"
    #: One row of 別添2.
    CHANGE = "change"
    #: The blank row of a change table that has none.
    EMPTY = "empty"
    #: One line of 項目一覧.
    ENTRY = "entry"


class PartKind(StrEnum):
    """What a part of the document is; a writer sets each in its own way."""

    COVER = "cover"
    #: 項目一覧.
    CONTENTS = "contents"
    #: Ⅰ to Ⅴ.
    BODY = "body"
    #: 別添1.
    APPENDIX = "appendix"
    #: 別添2, printed across the page.
    CHANGE_TABLE = "change-table"


@dataclass(frozen=True)
class Run:
    """A piece of text without a line break."""

    text: str
    role: RunRole = RunRole.TEXT
    #: Id path of the item it prints, "" for what the form itself says.
    item: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Cell:
    """One cell. `lines` are the printed lines; `text` is what a reader must find again."""

    role: CellRole
    lines: tuple[Line, ...] = ()
    #: Id path of the item whose answer it holds, None for labels and empty frames.
    item: str | None = None
    #: Place in the document, the same in every edition (`pia.outline.anchors`).
    anchor: str = ""
    #: Columns and rows of the table that the cell takes.
    span: int = 1
    rows: int = 1
    #: Anchor that the cell leads to (項目一覧).
    link: str = ""

    @property
    def text(self) -> str:
        """The cell as it is read: lines joined by line feeds, every space printed."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    @property
    def compact(self) -> str:
        """The cell as 別添2 writes it: `[○]紙 [ ]専用線`, `[実施する]`, `(2)件`."""
        return "\n".join(
            "".join(run.text for run in line if run.role != RunRole.PAD) for line in self.lines
        )

    @property
    def items(self) -> tuple[str, ...]:
        """Id paths of every item printed in the cell: its own, then each (n)件 beside it."""
        found = dict.fromkeys([self.item] if self.item else [])
        found |= dict.fromkeys(run.item for line in self.lines for run in line if run.item)
        return tuple(path for path in found if path)


@dataclass(frozen=True)
class Row:
    """One printed row; cells that an earlier row's cell covers are left out."""

    role: RowRole
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with its bar, its headings and its rows."""

    #: What the table is about, for those who cannot see it.
    caption: str
    #: Names of its columns; a writer gives each its width.
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bar: Row | None = None
    header: Row | None = None
    anchor: str = ""

    def all_rows(self) -> Iterator[Row]:
        """Yield bar, headings and rows in printed order."""
        yield from (row for row in (self.bar, self.header) if row is not None)
        yield from self.rows


@dataclass(frozen=True)
class Part:
    """A part of the document that begins a page."""

    kind: PartKind
    title: str
    anchor: str
    tables: tuple[Table, ...]
    #: Name of the file, printed behind the title while there are several.
    name: str = ""
    #: Printed under the tables: the tag of the form on the cover.
    foot: str = ""

    @property
    def heading(self) -> str:
        """The printed title: 「Ⅱ 特定個人情報ファイルの概要（住民税情報ファイル）」."""
        return f"{self.title}（{self.name}）" if self.name else self.title


@dataclass(frozen=True)
class Outline:
    """A whole document, or a change table alone."""

    title: str
    #: 評価書名.
    name: str
    organisation: str
    #: 公表日 as it is written.
    published_on: str
    #: The document's own day, never the clock: 公表日, else the first day of the form's month.
    dated: date
    #: `[平成30年5月 様式3]`, with 「未確認」 where nobody has confirmed the edition.
    tag: str
    verified: bool
    parts: tuple[Part, ...]
    language: str = "ja-JP"

    def cells(self) -> Iterator[Cell]:
        """Yield every cell in printed order."""
        for part in self.parts:
            for table in part.tables:
                for row in table.all_rows():
                    yield from row.cells
