"""Names of sheets, and words in headers and footers: what Excel lets stand there."""

from __future__ import annotations

from collections.abc import Sequence

from pia.outline import Part, PartKind

_COVER = "表紙"
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


def literal(text: str, most: int) -> str:
    """Return words for a header or footer, where & begins a code, cut to so many signs."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return (shown if len(shown) <= most else shown[: most - 1] + "…").replace("&", "＆")
