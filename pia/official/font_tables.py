"""What a font file says of itself, read without a library (OpenType 1.9): its family, its characters."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from pia.errors import InputRefused

#: First bytes of a collection, whose first font is meant.
_COLLECTION = b"ttcf"
#: Subtables for the whole of Unicode, as (platform, encoding): every Japanese font has one.
_UNICODE = ((3, 10), (0, 4), (0, 6))
#: Their format: ranges of 32-bit characters.
_RANGES = 12
#: The name of a family: for Windows, in English (0x409).
_WINDOWS, _ENGLISH, _FAMILY = 3, 0x409, 1


def characters_of(file: Path) -> frozenset[int]:
    """Return the code points that a TrueType or OpenType file has a glyph for.

    Raises InputRefused for a font without a table for the whole of Unicode.
    """
    cmap = _table(file, b"cmap")
    count = struct.unpack_from(">2xH", cmap)[0]
    tables = struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])
    found = {(platform, encoding): at for platform, encoding, at in tables}
    for kind in _UNICODE:
        if kind in found and struct.unpack_from(">H", cmap, found[kind])[0] == _RANGES:
            return frozenset(_ranges(cmap, found[kind]))
    raise InputRefused(
        "文字の表(cmap 形式12)のないフォントは使えません",
        where=file.name,
        hint="Noto Sans CJK JP や BIZ UDPゴシックなどを選んでください。",
    )


def family_of(file: Path) -> str:
    """Return the name of the family that a font file belongs to. Raises InputRefused for none."""
    names = _table(file, b"name")
    count, texts = struct.unpack_from(">2xHH", names)
    for platform, _, language, name, length, at in struct.iter_unpack(
        ">6H", names[6 : 6 + 12 * count]
    ):
        if (platform, language, name) == (_WINDOWS, _ENGLISH, _FAMILY):
            return names[texts + at : texts + at + length].decode("utf-16-be")
    raise InputRefused("書体の名前のないフォントは使えません", where=file.name)


def _table(file: Path, wanted: bytes) -> bytes:
    try:
        with file.open("rb") as font:
            head = font.read(16)
            font.seek(struct.unpack(">12xI", head)[0] if head[:4] == _COLLECTION else 0)
            count = struct.unpack(">4xH6x", font.read(12))[0]
            records = struct.iter_unpack(">4s4xII", font.read(16 * count))
            places = {tag: (offset, length) for tag, offset, length in records}
            offset, length = places[wanted]
            font.seek(offset)
            return font.read(length)
    except (OSError, struct.error, KeyError) as error:
        raise InputRefused("フォントとして読めないファイルです", where=file.name) from error


def _ranges(cmap: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a subtable; glyph 0 is the empty box."""
    count = struct.unpack_from(">12xI", cmap, at)[0]
    for start, end, glyph in struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * count]):
        yield from range(start if glyph else start + 1, end + 1)
