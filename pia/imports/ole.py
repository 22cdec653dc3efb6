"""The container of old Office files (OLE2): which streams it has, and the bytes of one of them.

Only what is needed to tell such files apart and to look a workbook over before calamine takes it.
No claim of the file is believed: chains end where the file does, and are followed once.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from pia.errors import InputRefused
from pia.imports.package import damaged
from pia.imports.source import OLE_START, PROTECTED_NAME, SourceFile, protected

_HEADER, _ENTRY, _MAGIC = 512, 128, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Sector numbers from here on have other meanings: end of a chain, no sector.
_NONE = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
#: Exponents of the sizes of sectors that exist, and of those of small streams.
_SHIFTS, _SMALL_SHIFT = (9, 12), 6
#: Most streams and folders of a file.
_MAX_ENTRIES = 4_096
#: The stream of a workbook in files of Excel 97 and 95.
_BOOKS = ("workbook", "book")


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Container:
    """An OLE2 file. Raises InputRefused for one that is damaged."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._data = source.data
        if len(self._data) < _HEADER or not self._data.startswith(_MAGIC):
            raise damaged(source)
        (shift,) = struct.unpack_from("<H", self._data, 30)
        if shift not in _SHIFTS:
            raise damaged(source)
        self._size = 1 << shift
        self._table = self._read_table()
        self._entries = self._read_entries()

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams, in small letters."""
        return frozenset(entry.name for entry in self._entries if entry.kind == _STREAM)

    def workbook(self) -> bytes:
        """Return the stream of the workbook. Raises InputRefused where there is none."""
        found = [
            e for name in _BOOKS for e in self._entries if e.name == name and e.kind == _STREAM
        ]
        if not found:
            raise damaged(self._source)
        entry = found[0]
        (least,) = struct.unpack_from("<I", self._data, 56)
        stream = self._small(entry) if entry.size < least else self._chain(entry.start)
        if len(stream) < entry.size:
            raise damaged(self._source)
        return stream[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _read_table(self) -> Sequence[int]:
        """Return for each sector the one that follows it."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while more < _NONE and more not in seen:
            seen.add(more)
            numbers = self._numbers(self._sector(more))
            listed += numbers[:-1]
            more = numbers[-1] if numbers else _NONE
        sectors = dict.fromkeys(number for number in listed if number < _NONE)
        return [n for number in sectors for n in self._numbers(self._sector(number))]

    def _numbers(self, sector: bytes) -> list[int]:
        count = len(sector) // 4
        return list(struct.unpack_from(f"<{count}I", sector))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(n) for n in _followed(start, self._table))

    def _read_entries(self) -> list[_Entry]:
        (start,) = struct.unpack_from("<I", self._data, 48)
        listed = self._chain(start)
        if not _ENTRY <= len(listed) <= _ENTRY * _MAX_ENTRIES:
            raise damaged(self._source)
        return [
            _entry(listed[at : at + _ENTRY]) for at in range(0, len(listed) - _ENTRY + 1, _ENTRY)
        ]

    def _small(self, entry: _Entry) -> bytes:
        """Return a stream that is kept in pieces inside the first one."""
        (start,) = struct.unpack_from("<I", self._data, 60)
        table = self._numbers(self._chain(start))
        root = next((one for one in self._entries if one.kind == _ROOT), None)
        kept = self._chain(root.start) if root else b""
        size = 1 << _SMALL_SHIFT
        return b"".join(kept[n * size : (n + 1) * size] for n in _followed(entry.start, table))


def _followed(start: int, table: Sequence[int]) -> list[int]:
    """Return the numbers of a chain; one that turns back on itself ends there."""
    chain: dict[int, None] = {}
    while start < len(table) and start not in chain:
        chain[start] = None
        start = table[start]
    return list(chain)


def _entry(record: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", record, 64)
    start, size = struct.unpack_from("<II", record, 116)
    name = record[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return _Entry(name.lower(), kind, start, size)


def is_container(source: SourceFile) -> bool:
    """Return whether a file is one of old Office, or a new one behind a password."""
    return source.data.startswith(OLE_START)


def kind_of_container(source: SourceFile) -> str:
    """Return `xls`. Raises InputRefused for every other container."""
    if PROTECTED_NAME in source.data:
        raise protected(source)
    names = Container(source).names
    if names & set(_BOOKS):
        return "xls"
    if "worddocument" in names:
        hint = "Wordで開いて、Word文書(docx)かPDFで保存し直してください。"
        raise InputRefused("古い形式のWord(doc)は読めません", where=source.name, hint=hint)
    hint = "Word(docx)・Excel(xlsx・xls)・PDF・HTML・テキストにしてください。"
    raise InputRefused("Word・Excelの文書ではありません", where=source.name, hint=hint)
