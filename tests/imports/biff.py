"""Workbooks of Excel 97 by hand: an OLE2 container around the records of one visible sheet and one hidden.

Small enough to be read, so that a record may claim what no program would write.
"""

import struct

_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_TABLE = 0xFFFFFFFD
_SECTOR = 512


def record(kind, content=b""):
    """One record of a workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def label(row, column, text):
    """A cell with a text."""
    written = text.encode("utf-16-le")
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(written) // 2, 1) + written)


def number(row, column, value):
    """A cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def error(row, column, code):
    """A cell whose formula went wrong."""
    return record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))


def hidden_row(row):
    """A row that nobody sees."""
    return record(0x208, struct.pack("<6HI", row, 0, 1, 255, 0, 0, 0x20))


def book(*cells, hidden=(), extra=b""):
    """The stream of a workbook; `extra` are records of its first part."""
    begin = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    names = [("評価書", 0, cells), ("作業用", 1, hidden)]
    sheets = [
        record(0x809, begin[:2] + struct.pack("<H", 0x10) + begin[4:]) + b"".join(c) + record(0x0A)
        for _, _, c in names
    ]
    titles = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name, _, _ in names]
    start = record(0x809, begin) + record(0x42, struct.pack("<H", 1200)) + extra
    place = len(start) + sum(4 + 6 + len(title) for title in titles) + 4
    listed = b""
    for (_, state, _), title, sheet in zip(names, titles, sheets, strict=True):
        listed += record(0x85, struct.pack("<IBB", place, state, 0) + title)
        place += len(sheet)
    return start + listed + record(0x0A) + b"".join(sheets)


def container(stream, name="Workbook"):
    """An OLE2 file that holds one stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    table = [_TABLE, _END, *range(3, count + 2), _END]
    tables = -(-(len(table)) // 128)
    assert tables == 1, "one sector of the table is enough for tests"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 2, len(stream))
    entries += bytes(128) * 2
    sectors = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    return header + sectors + entries + stream.ljust(count * _SECTOR, b"\0")


def _entry(name, kind, start, size, child=_FREE):
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(16) + struct.pack("<IQQ", 0, 0, 0)
    return entry + struct.pack("<IQ", start, size)
