"""Number formats of Excel: what a cell prints of its value, as far as that is plain to say.

A format has up to four sections: for numbers above nought, below it, nought, and texts. `;;;` shows
nothing of any value. What is not plain (days, fractions, conditions) is left to a doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: The format of each number that Excel keeps for itself; those missing here are not plain.
BUILT_IN = {
    0: "",
    1: "0",
    3: "#,##0",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    49: "@",
}
#: Stands for a format that Excel keeps for itself and that is not plain.
UNKNOWN = "y"
_GENERAL = re.compile(r"(?:General|G/標準)", re.IGNORECASE)
_PIECE = re.compile(
    r'"(?P<words>[^"]*)"?|[\\!](?P<sign>.)|(?P<space>[_*].)|\[(?P<brackets>[^\]]*)\]'
    r"|(?P<general>General|G/標準)|(?P<digits>[#0,]+)|(?P<text>@)|(?P<plain>[-+$¥() 　/:]|[^\x00-\x7f])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|[黒青水緑紫赤白黄]|色 ?\d+",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\$([^-]*)(?:-[0-9a-f]+)?", re.IGNORECASE)
#: Sections: numbers above nought, below it, nought, texts.
_BELOW, _NOUGHT, _TEXTS = 1, 2, 3
#: Longest format that is looked at.
_LONGEST = 255


class _Section(NamedTuple):
    """What is printed before and behind the value, and how the value is: "" for not at all."""

    before: str
    value: str
    behind: str
    is_plain: bool = True
    has_condition: bool = False

    @property
    def is_blank(self) -> bool:
        return self.is_plain and not (self.before + self.value + self.behind).strip()


def printed(value: str | float, code: str) -> str | None:
    """Return what a format prints of a text or number, None where that is not plain."""
    sections = _sections(code[:_LONGEST])
    if all(section.is_blank for section in sections) and len(sections) > _TEXTS:
        return ""
    if isinstance(value, str):
        return _text(value, sections)
    if any(section.has_condition for section in sections):
        return None
    section = sections[_of_number(value, len(sections))]
    return _number(value, section, is_signed=len(sections) == 1)


def _of_number(value: float, count: int) -> int:
    if value < 0 and count > _BELOW:
        return _BELOW
    return _NOUGHT if value == 0 and count > _NOUGHT else 0


def _text(value: str, sections: tuple[_Section, ...]) -> str | None:
    section = sections[min(_TEXTS, len(sections) - 1)]
    if len(sections) <= _TEXTS and section.value != "@":
        return value
    if not section.is_plain or section.value not in ("", "@", "General"):
        return None
    return section.before + (value if section.value else "") + section.behind


def _number(value: float, section: _Section, *, is_signed: bool) -> str | None:
    if not section.is_plain:
        return None
    if not section.value:
        return (section.before + section.behind).strip()
    if value != int(value) or section.value == "@":
        return None
    digits = str(abs(int(value)))
    if section.value != "General":
        digits = digits.lstrip("0").zfill(section.value.count("0"))
        if "," in section.value:
            digits = _in_thousands(digits)
    sign = "-" if value < 0 and (is_signed or section.value == "General") else ""
    return (sign + section.before + digits + section.behind).strip()


def _in_thousands(digits: str) -> str:
    first = len(digits) % 3
    return ",".join(filter(None, (digits[:first], *re.findall("...", digits[first:]))))


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    if not code or _GENERAL.fullmatch(code):
        return (_Section("", "General", ""),)
    return tuple(_section(part) for part in _parted(code))


def _parted(code: str) -> list[str]:
    """Return the sections of a format, cut at each `;` that is no word."""
    parts = [""]
    for piece in _PIECE.finditer(code):
        if piece[0] == ";":
            parts.append("")
        else:
            parts[-1] += piece[0]
    return parts


def _section(part: str) -> _Section:
    before = value = behind = ""
    is_plain, has_condition = True, False
    for piece in _PIECE.finditer(part):
        kind, found = piece.lastgroup, piece[piece.lastgroup or 0]
        shows = ""
        if kind in ("words", "sign", "plain"):
            shows = found
        elif kind == "brackets":
            money = _MONEY.fullmatch(found)
            shows = money[1] if money else ""
            has_condition = has_condition or found[:1] in ("<", ">", "=")
            is_plain = is_plain and bool(money or has_condition or _COLOUR.fullmatch(found))
        elif kind in ("general", "digits", "text"):
            is_plain = is_plain and not value and not found.endswith(",")
            value = "General" if kind == "general" else found
        elif kind == "other":
            is_plain = False
        if value:
            behind += shows
        else:
            before += shows
    return _Section(before, value, behind, is_plain, has_condition)
