"""A blank workbook of the form as an official typed it: nothing here is taken from our Form or Outline.

`form.txt` says line by line what is on it (「欄 ①部署」: a label with a frame; ／ breaks a label, → indents
it, ＝ so many lines high), `frames.txt` what stands in each frame of a thing.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
#: Columns of the sheet, of its labels, of one more indent, and of a box with its words.
WIDE, LABELS, INDENT, BOX = 46, 10, 2, 17
#: Heights in points of a line and of a frame.
LINE, FRAME = 15, 45
#: Widths of the columns of 別添2, and its blank rows.
CHANGES, BLANK_ROWS = (5, 8, 11, 11, 4, 7), 24
_FONT = {"font_name": "ＭＳ Ｐゴシック", "font_size": 9, "text_wrap": True, "valign": "vcenter"}


def handmade(more: Callable[[Any, dict[str, "Sheet"]], None] | None = None) -> bytes:
    """The workbook, blank; `more` adds what Excel has beside cells, to its sheets by their names."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        looks = {
            "frame": book.add_format(_FONT | {"border": 1}),
            "bar": book.add_format(_FONT | {"border": 1, "bg_color": "#D9D9D9", "bold": True}),
            "plain": book.add_format(_FONT | {"text_wrap": False}),
        }
        sheets = {}
        for name, lines in _sheets():
            sheets[name] = Sheet(book.add_worksheet(name), looks)
            sheets[name].lay(lines)
        if more:
            more(book, sheets)
    return data.getvalue()


def _sheets() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    frames = dict(map(_block, _blocks("frames.txt")))
    for block in _blocks("form.txt"):
        first, *lines = block
        yield first.split()[1], [one for line in lines for one in _unfolded(line, frames)]


def _blocks(file: str) -> Iterator[list[str]]:
    for block in (HERE / file).read_text(encoding="utf-8").strip().split("\n\n"):
        yield block.splitlines()


def _block(lines: list[str]) -> tuple[str, list[str]]:
    return lines[0], lines[1:]


def _unfolded(line: str, frames: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield a line as its kind and what it says; the name of a frame stands for its lines."""
    kind, _, said = line.partition(" ")
    if kind not in frames:
        yield kind, said.replace("／", "\n")
        return
    for inner in frames[kind]:
        yield from _unfolded(inner.replace("〔番号〕", said), frames)


class Sheet:
    """Lays from above; every label, bracket and word is a (merged) cell of its own."""

    def __init__(self, sheet, looks) -> None:
        self.sheet, self.looks, self.row = sheet, looks, 0
        #: Text and first row of the label that is merged over several others, and its columns.
        self.around: tuple[str, int] = ("", 0)
        #: Row and column of each frame of a choice, with its choices, and of each mark.
        self.chosen: list[tuple[tuple[int, int], list[str]]] = []
        self.marks: list[tuple[int, int]] = []
        sheet.set_column(0, WIDE - 1, 2.1)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def lay(self, lines: list[tuple[str, str]]) -> None:
        ways = {
            "題": self.title,
            "目": self.entry,
            "脚": self.entry,
            "帯": self.bar,
            "空": self.free,
            "欄": self.text,
            "名": self.thing,
            "並": self.columns,
            "左右": self.two_up,
            "選": self.choice,
            "件": self.counted,
            "箱": self.boxes,
            "帯箱": self.bar_with_boxes,
            "囲": self.opened,
            "終": self.closed,
            "表": self.table,
        }
        for kind, said in lines:
            ways[kind](said)

    def put(self, first, last, text="", *, high=1, look="frame") -> None:
        """Write into columns, merged where there is more than one."""
        if last > first or high > 1:
            self.sheet.merge_range(
                self.row, first, self.row + high - 1, last, text, self.looks[look]
            )
        else:
            self.sheet.write(self.row, first, text, self.looks[look])

    def title(self, said) -> None:
        self.put(0, WIDE - 1, said, look="plain")
        self.row += 2

    def entry(self, said) -> None:
        self.put(0, WIDE - 1, said)
        self.row += 1

    def bar(self, said) -> None:
        self.sheet.set_row(self.row, LINE * (1 + said.count("\n")))
        self.put(0, WIDE - 1, said, look="bar")
        self.row += 1

    def free(self, said) -> None:
        self.put(0, WIDE - 1, high=int(said))
        self.row += int(said)

    def text(self, said) -> None:
        label, _, lines = said.partition(" ＝ ")
        high = int(lines or 1)
        if high == 1:
            self.sheet.set_row(self.row, FRAME)
        self.label(label, high)
        self.put(LABELS, WIDE - 1, high=high)
        self.row += high

    def label(self, said, high) -> None:
        """Write a label; between 囲 and 終 it stands right of the one around it."""
        indents = len(said) - len(said.lstrip("→"))
        self.put(indents * INDENT, LABELS - 1, said.lstrip("→ "), high=high)

    def thing(self, said) -> None:
        self.put(0, LABELS - 1, said, look="bar")
        self.put(LABELS, WIDE - 1)
        self.row += 1

    def columns(self, said) -> None:
        number, name = said.split(" ｜ ")
        for text in ((number, name), ("", "")):
            self.put(0, LABELS - 1, text[0])
            self.put(LABELS, WIDE - 1, text[1])
            self.row += 1
        self.row += 1

    def two_up(self, said) -> None:
        """Two labels side by side, each with its frame."""
        for place, label in enumerate(said.split(" ｜ ")):
            left = place * WIDE // 2
            self.put(left, left + LABELS - 1, label)
            self.put(left + LABELS, left + WIDE // 2 - 1)
        self.sheet.set_row(self.row, FRAME)
        self.row += 1

    def choice(self, said, *, counted=False) -> None:
        label, *choices = said.split(" ｜ ")
        high = 1 + (len(choices) + 1) // 2
        self.label(label, high)
        self.chosen.append(((self.row, 11), choices))
        for first, last, text in ((10, 10, "["), (11, 19, ""), (20, 20, "]")):
            self.put(first, last, text, high=high, look="plain")
        if counted:
            for first, last, text in ((41, 41, "（"), (42, 43, ""), (44, 45, "）件")):
                self.put(first, last, text, high=high, look="plain")
        self.put(22, 29, "＜選択肢＞", look="plain")
        for n, words in enumerate(choices):
            self.row += n % 2 == 0
            left = 31 if n % 2 else 22
            self.put(left, left + 8, f"{n + 1}） {words}", look="plain")
        self.row += 1

    def counted(self, said) -> None:
        self.choice(said, counted=True)

    def boxes(self, said) -> None:
        label, *lines = said.split(" ｜ ")
        self.label(label, len(lines))
        for line in lines:
            if line.startswith("・"):
                self.put(LABELS, WIDE - 1, line, look="plain")
            else:
                for n, words in enumerate(line.split(" ・ ")):
                    self.box(LABELS + n * BOX, words)
            self.row += 1

    def box(self, left, words) -> None:
        """Write `[` blank `]` and the words, with the brackets behind them for a number or a text."""
        self.marks.append((self.row, left + 1))
        for n, text in enumerate(("[", "", "]")):
            self.put(left + n, left + n, text, look="plain")
        words, brackets, end = words.partition("（")
        is_number, is_text = end == "件）", end == "）"
        if not (is_number or is_text):
            words, brackets = words + brackets + end, ""
        self.put(left + 3, left + 10, words, look="plain")
        if brackets:
            closing = left + 14 if is_number else WIDE - 1
            self.put(left + 11, left + 11, "（", look="plain")
            self.put(left + 12, closing - 1, look="plain")
            self.put(closing, closing, "）件" if is_number else "）", look="plain")

    def bar_with_boxes(self, said) -> None:
        label, *boxes = said.split(" ｜ ")
        self.put(0, 17, label, look="bar")
        for n, words in enumerate(boxes):
            self.box(18 + n * 14, words)
        self.row += 1

    def opened(self, said) -> None:
        self.around = (said, self.row)

    def closed(self, _) -> None:
        (text, first), end = self.around, self.row
        self.row = first
        self.put(0, INDENT - 1, text, high=end - first)
        self.row = end

    def table(self, said) -> None:
        for row in range(1 + BLANK_ROWS):
            left = 0
            for text, wide in zip(said.split(" ｜ "), CHANGES, strict=True):
                self.put(left, left + wide - 1, "" if row else text)
                left += wide
            self.row += 1
