"""What a person is told of a filled workbook: what could not be placed, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pia.outline.frames import Address


class Kind(StrEnum):
    """Why something is told."""

    #: The workbook has no such item.
    NO_ITEM = "no-item"
    #: The label is there, but no cell for the answer was found.
    NO_CELL = "no-cell"
    #: A box or the brackets behind it are not printed.
    NO_BOX = "no-box"
    #: More things than frames.
    NO_FRAME = "no-frame"
    #: More rows of 別添2 than the table has, or no such table.
    NO_ROW = "no-row"
    FORMULA = "formula"
    #: The list of the cell does not offer it.
    NOT_LISTED = "not-listed"
    #: Two answers would stand in one cell.
    SHARED = "shared"
    TOO_LONG = "too-long"
    #: Marks of an answer that could not be read are not known.
    UNREADABLE = "unreadable"
    #: Read again, the answer is another.
    DIFFERS = "differs"
    #: More text than can be seen.
    CUT = "cut"
    #: Written, though the list of the cell has it not, or is not known.
    LIST = "list"
    #: A frame without bands that no thing takes: a second Ⅱ.
    SPARE = "spare"
    #: Something about the workbook itself.
    WORKBOOK = "workbook"


#: What is said, and what to do. `{n}` is filled by `words`.
_SENTENCES = {
    Kind.NO_ITEM: ("様式にこの項目の欄が見つかりません", "様式の見出しを確かめてください。"),
    Kind.NO_CELL: (
        "見出しはありますが、答えを書くセルが見つかりません",
        "見出しの右か下にセルを用意してください。",
    ),
    Kind.NO_BOX: ("{words}の欄が見つかりません", "様式のチェック欄を確かめてください。"),
    Kind.NO_FRAME: (
        "{words}の欄がありません",
        "様式に行を増やしてから、やり直してください。",
    ),
    Kind.NO_ROW: ("{words}", "様式に行を増やしてから、やり直してください。"),
    Kind.FORMULA: (
        "計算式のセルなので書き込んでいません",
        "計算式を消すか、結果を確かめてください。",
    ),
    Kind.NOT_LISTED: (
        "セルの入力リストにないため書き込んでいません",
        "リストにこの書き方を加えるか、入力規則を外してください。",
    ),
    Kind.SHARED: (
        "ほかの答えと同じセルになるため書き込んでいません",
        "セルの結合を確かめてください。",
    ),
    Kind.TOO_LONG: (
        "文字数がExcelのセルの上限(32,767字)を超えるため書き込んでいません",
        "別添に移すなどして短くしてください。",
    ),
    Kind.UNREADABLE: (
        "読み取れていない答えなので空欄にしました",
        "先に評価書の答えを補ってください。",
    ),
    Kind.DIFFERS: (
        "書き込んだものを読み直すと、元の答えと違います",
        "書き出したブックのこの欄を確かめてください。",
    ),
    Kind.CUT: ("文字がセルに収まらず、一部が見えません", "行の高さか列の幅を広げてください。"),
    Kind.LIST: ("セルの入力リストにない書き方かもしれません", "リストと見比べてください。"),
    Kind.SPARE: ("{words}の欄が余っています", "要らないシートや行を削除してください。"),
    Kind.WORKBOOK: ("{words}", ""),
}
#: Told, but nothing is missing.
_NOTES = frozenset({Kind.CUT, Kind.LIST, Kind.SPARE, Kind.WORKBOOK})


@dataclass(frozen=True)
class Said:
    """One thing that a person is told."""

    kind: Kind
    #: Id path of the item, "" where it is about more than one.
    path: str = ""
    #: Its label in 別添2's words.
    label: str = ""
    at: Address | None = None
    #: What the sentence names beside the item.
    words: str = ""

    @property
    def is_note(self) -> bool:
        """Whether everything was written all the same."""
        return self.kind in _NOTES

    @property
    def message(self) -> str:
        """What happened."""
        return _SENTENCES[self.kind][0].format(words=self.words)

    @property
    def hint(self) -> str:
        """What to do."""
        return _SENTENCES[self.kind][1]

    def sentence(self) -> str:
        """Return one line: which item and cell · what happened · what to do."""
        where = "、".join(filter(None, (self.label, str(self.at) if self.at else "")))
        return (
            f"{self.message}（{where}）。{self.hint}" if where else f"{self.message}。{self.hint}"
        )

    def as_json(self) -> dict[str, Any]:
        """Return it as the report file has it."""
        return {
            "kind": str(self.kind),
            "path": self.path,
            "item": self.label,
            "cell": str(self.at) if self.at else "",
            "message": self.message,
            "hint": self.hint,
        }
