"""Names of sheets, and words in headers and footers: what Excel lets stand there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pia.outline import Part, PartKind
from pia.outline.lines import width

_COVER = "表紙"
#: Full-width signs of a line that leave room for the number of the page; fewest before a space.
_BESIDE_NUMBER, _TOO_SHORT = 28, 14
#: Most UTF-16 units of a sheet's name.
_MOST = 31
#: Not allowed in a name, and what stands for each.
_OTHERS = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")  # full-width signs are meant


def sheet_names(groups: Sequence[Sequence[Part]]) -> list[str]:
    """Return a name for the sheet of each group of parts; no two are the same."""
    names: list[str] = []
    for group in groups:
        wanted = _wanted(group[0])
        name, count = _short(wanted, ""), 1
        while name.casefold() in {other.casefold() for other in names}:
            count += 1
            name = _short(wanted, f" ({count})")
        names.append(name)
    return names


def _wanted(part: Part) -> str:
    """Return 「Ⅰ 基本情報」, 「別添2 変更箇所」, with several files 「Ⅱ 国税連携ファイル」."""
    if part.kind == PartKind.COVER:
        return _COVER
    number, _, title = part.title.partition("※")[0].strip().partition(" ")
    return f"{number.strip('()')} {part.name or title}".strip()


def _short(name: str, behind: str) -> str:
    signs = "".join(sign if sign.isprintable() else " " for sign in name.translate(_OTHERS))
    while len((signs + behind).encode("utf-16-le")) > _MOST * 2:
        signs = signs[:-1]
    return signs.rstrip() + behind


def foot(text: str) -> str:
    """Return words for one side of the foot, where & begins a code: two lines beside the number.

    A line that were longer would be printed over the number of the page.
    """
    shown = "".join(sign if sign.isprintable() else " " for sign in text).replace("&", "＆").strip()
    if width(shown) <= _BESIDE_NUMBER:
        return shown
    first = _within(shown, _BESIDE_NUMBER)
    first = first[: first.rfind(" ")] if " " in first[_TOO_SHORT:] else first
    second = shown[len(first) :].strip()
    if width(second) > _BESIDE_NUMBER:
        second = f"{_within(second, _BESIDE_NUMBER - 1)}…"
    return f"{first}\n{second}"


def _within(text: str, most: float) -> str:
    """Return as much of a text as stands on a line of so many full-width signs."""
    ends = accumulate(map(width, text))
    return text[: sum(end <= most for end in ends)]
