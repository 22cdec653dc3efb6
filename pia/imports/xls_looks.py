"""How an old workbook (XLS) shows its cells, from the records of its first part."""

from __future__ import annotations

import struct

from pia.imports.number_formats import BUILT_IN, UNKNOWN
from pia.imports.sheet_looks import PLAIN, Look, Type, settled

_FONT, _FORMAT, _STYLE, _PALETTE = 0x31, 0x41E, 0xE0, 0x92
_BLACK, _WHITE = "000000", "FFFFFF"
#: Colours that no palette changes: those of the machine's windows, and of type that names none.
_FIXED = {0x40: _BLACK, 0x41: _WHITE, 0x7FFF: _BLACK}
#: Where the palette begins, and its two colours that matter.
_FIRST = 8
_USUAL = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE}
#: No font has this number.
_NO_FONT = 4
_STRUCK = 0x08
_SOLID = 1
#: Heights are counted in twentieths of a point; smaller than this is not for people.
_SMALLEST = 30


class XlsLooks:
    """Grows record by record; cells name their look by its number."""

    def __init__(self) -> None:
        self._fonts: list[Type] = []
        self._codes: dict[int, str] = {}
        self._palette = dict(_USUAL)
        self._styles: list[bytes] = []
        self._known: dict[int, Look] = {}

    def take(self, kind: int, content: bytes) -> None:
        """Add what one record tells."""
        if kind == _FONT and len(content) >= 6:  # noqa: PLR2004 # height, options, colour
            height, options, colour = struct.unpack_from("<3H", content)
            small = 0 < height < _SMALLEST
            self._fonts.append(Type(str(colour), bool(options & _STRUCK), small))
        elif kind == _FORMAT and len(content) >= 5:  # noqa: PLR2004 # number, length, options
            (number,) = struct.unpack_from("<H", content)
            coding = "utf-16-le" if content[4] & 1 else "latin-1"
            self._codes[number] = content[5:].decode(coding, "replace")
        elif kind == _STYLE and len(content) >= 20:  # noqa: PLR2004 # its length
            self._styles.append(content)
        elif kind == _PALETTE:
            for place, start in enumerate(range(2, len(content) - 3, 4), start=_FIRST):
                self._palette[place] = settled(content[start : start + 3].hex().upper())

    def of(self, number: int) -> Look:
        """Return the look of a number."""
        if number not in self._known:
            self._known[number] = self._look(number)
        return self._known[number]

    def _look(self, number: int) -> Look:
        if number >= len(self._styles):
            return PLAIN
        content = self._styles[number]
        font, code = struct.unpack_from("<2H", content)
        pattern = struct.unpack_from("<I", content, 14)[0] >> 26
        ground = struct.unpack_from("<H", content, 18)[0] & 0x7F
        return Look(
            self._codes.get(code, BUILT_IN.get(code, UNKNOWN)),
            self._type(font),
            {0: _WHITE, _SOLID: self._colour(ground)}.get(pattern, f"pattern {pattern}"),
        )

    def _type(self, number: int) -> Type:
        place = number - (number > _NO_FONT)
        if place >= len(self._fonts):
            return Type()
        font = self._fonts[place]
        return font._replace(colour=self._colour(int(font.colour)))

    def _colour(self, number: int) -> str:
        return _FIXED.get(number) or self._palette.get(number, f"colour {number}")
