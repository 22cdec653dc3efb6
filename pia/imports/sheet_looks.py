"""How a workbook shows its cells: their number formats, type in the colour of its ground, type struck out.

What nobody sees is not read; what a rule of the sheet may show or hide after all leaves a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from lxml import etree

from pia.imports.number_formats import BUILT_IN, UNKNOWN
from pia.imports.sight import DOUBTS, PERHAPS, STRUCK

#: Type smaller than this, in points, is not for people.
_SMALLEST = 1.5
#: From here on a part of a colour is as good as full.
_FULL = 0xFA
#: A shade that a theme's colour may have and still be it.
_SHADE = 0.05
#: Numbers of Excel's own palette and of its theme that are white and black.
_INDEXED = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000", 65: "FFFFFF"}
_THEME = {0: "FFFFFF", 1: "000000"}
_WHITE, _BLACK = "FFFFFF", "000000"
_OFF = ("0", "false")
#: Most ranges of rules that are looked at; a sheet with more leaves a doubt everywhere.
_MOST_RANGES = 100

_T = TypeVar("_T")


class Type(NamedTuple):
    """The type that something is set in."""

    colour: str = _BLACK
    is_struck: bool = False
    is_tiny: bool = False


class Look(NamedTuple):
    """How the cells of one style are shown."""

    #: Their number format, "" for the general one.
    code: str = ""
    type: Type = Type()
    #: The colour of their ground.
    ground: str = _WHITE

    def sees(self, own: Type | None = None) -> bool:
        """Return whether type is seen in such a cell: its own, or that of some words in it."""
        here = own or self.type
        return not here.is_tiny and here.colour != self.ground


PLAIN = Look()


class Words(NamedTuple):
    """Words of one type inside a text; None where they have that of their cell."""

    text: str
    type: Type | None


@dataclass(frozen=True)
class Rule:
    """Cells that a rule of the sheet shows otherwise: first and last (row, column), from 0."""

    first: tuple[int, int]
    last: tuple[int, int]
    #: The rule takes its words from sight; any other may give white type a ground.
    hides: bool

    def holds(self, place: tuple[int, int]) -> bool:
        """Return whether a cell is one of them."""
        return all(a <= b <= c for a, b, c in zip(self.first, place, self.last, strict=True))


class Looks:
    """The looks of a workbook, by the number that each cell names; of most it is the plain one."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        self.own: dict[str, Look] = {}
        self._hiding: list[bool] = []
        if styles is not None:
            self._read(styles)

    def _read(self, styles: etree._Element) -> None:
        codes = {
            _count(one.get("numFmtId")): one.get("formatCode", "")
            for one in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        fonts = [_type(one) for one in styles.iterfind("{*}fonts/{*}font")]
        grounds = [_ground(one) for one in styles.iterfind("{*}fills/{*}fill")]
        for number, one in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
            code = _count(one.get("numFmtId"))
            look = Look(
                codes.get(code, BUILT_IN.get(code, UNKNOWN)),
                _at(fonts, one.get("fontId"), Type()),
                _at(grounds, one.get("fillId"), _WHITE),
            )
            if look != PLAIN:
                self.own[str(number)] = look
        self._hiding = [_hides(one) for one in styles.iterfind("{*}dxfs/{*}dxf")]

    def rules(self, sheet: etree._Element) -> list[Rule]:
        """Return what rules and tables of a sheet show otherwise."""
        found = []
        for one in sheet.iter("{*}conditionalFormatting"):
            hides = any(self._may_hide(rule) for rule in one.iterchildren("{*}cfRule"))
            ranges = (one.get("sqref") or one.findtext("{*}sqref") or "").split()
            found += [Rule(*area, hides) for area in map(area_of, ranges)]
        if sheet.find("{*}tableParts") is not None or len(found) > _MOST_RANGES:
            hides = any(rule.hides for rule in found[_MOST_RANGES:])
            found = [*found[:_MOST_RANGES], Rule((0, 0), (2**20, 2**14), hides)]
        return found

    def _may_hide(self, rule: etree._Element) -> bool:
        own = rule.find("{*}dxf")
        if own is not None:
            return _hides(own)
        number = _count(rule.get("dxfId"))
        return rule.get("dxfId") is not None and number < len(self._hiding) and self._hiding[number]


def words_of(text: etree._Element) -> list[Words]:
    """Return the words of a text by their type; those of one that has but one are not parted."""
    return [
        Words(run.findtext("{*}t", ""), None if (own := run.find("{*}rPr")) is None else _type(own))
        for run in text.iterchildren("{*}r")
    ]


def seen_of(words: Sequence[Words], look: Look) -> str:
    """Return what is seen of words in a cell of some look."""
    return "".join(one.text for one in words if look.sees(one.type))


def is_struck(words: Iterable[Words]) -> bool:
    """Return whether some words are struck out."""
    return any(one.type is not None and one.type.is_struck and one.text.strip() for one in words)


def area_of(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return first and last (row, column) of a range such as B2:C5, counted from 0."""
    first, _, last = text.partition(":")
    row, column = reference(first)
    end_row, end_column = reference(last or first)
    return (max(row, 1) - 1, max(column, 1) - 1), (
        (end_row or 2**20) - 1,
        (end_column or 2**14) - 1,
    )


def reference(text: str | None) -> tuple[int, int]:
    """Return row and column of a reference such as AB12, 0 where there is none."""
    text = (text or "").replace("$", "")
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters.upper()[:7]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _count(text[len(letters) :]), column


def _count(text: str | None) -> int:
    """Return a number of the file, 0 where there is none; of a huge one its first digits."""
    return int(text.lstrip("0")[:10] or 0) if text and text.isdecimal() else 0


def _at(found: Sequence[_T], number: str | None, usual: _T) -> _T:
    place = _count(number)
    return found[place] if place < len(found) else usual


def _type(font: etree._Element) -> Type:
    size = _decimal(_given(font, "sz"))
    return Type(
        _colour(font.find("{*}color"), _BLACK),
        any(one.get("val") not in _OFF for one in font.iterchildren("{*}strike")),
        0 < size < _SMALLEST,
    )


def _given(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return None if found is None else found.get("val")


def _decimal(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _ground(fill: etree._Element) -> str:
    pattern = fill.find("{*}patternFill")
    kind = None if pattern is None else pattern.get("patternType", "none")
    if kind == "none" or (pattern is None and len(fill) == 0):
        return _WHITE
    if pattern is None or kind != "solid":
        return f"pattern {kind}"
    return _colour(pattern.find("{*}fgColor"), _BLACK)


def _colour(colour: etree._Element | None, usual: str) -> str:
    """Return a colour as one word."""
    if colour is None:
        return usual
    given = colour.attrib
    if "rgb" in given:
        return settled(str(given["rgb"])[-6:].upper())
    tint = _decimal(str(given.get("tint", "0")))
    for name, known in (("theme", _THEME), ("indexed", _INDEXED)):
        if name in given:
            number = _count(str(given[name]))
            is_plain = abs(tint) <= _SHADE and number in known
            return known[number] if is_plain else f"{name} {number} {tint:.2f}"
    return usual


def settled(colour: str) -> str:
    """Return a colour in six digits; near white is white."""
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return colour
    return _WHITE if parts and min(parts) >= _FULL else colour


def _hides(style: etree._Element) -> bool:
    """Return whether a style that a rule lays over cells may take their words from sight."""
    code = style.find("{*}numFmt")
    ground = style.find("{*}fill")
    colour = _colour(style.find("{*}font/{*}color"), "")
    behind = _WHITE if ground is None else _overlaid(ground)
    is_blank = code is not None and not code.get("formatCode", "").strip('; "')
    return is_blank or (colour != "" and colour == behind)


def _overlaid(fill: etree._Element) -> str:
    """Return the ground of such a style, which names its colour as that behind a pattern."""
    return _colour(next(iter(fill.iterfind(".//{*}bgColor")), None), _WHITE)


def sight_of(
    look: Look, place: tuple[int, int], rules: Iterable[Rule], words: Sequence[Words] = ()
) -> tuple[bool, str]:
    """Return whether the text of a cell is seen at all, and what is doubtful about it."""
    over = [rule for rule in rules if rule.holds(place)]
    if not (any(look.sees(one.type) for one in words) if words else look.sees()):
        return bool(over), DOUBTS[PERHAPS] if over else ""
    if any(rule.hides for rule in over):
        return True, DOUBTS[PERHAPS]
    return True, DOUBTS[STRUCK] if look.type.is_struck or is_struck(words) else ""
