"""A zip with some of its parts replaced; every other part keeps its very bytes, place and date.

`zipfile` can only pack anew, and with it goes what the file's own program wrote: the order, the
dates, the way it was pressed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pia.errors import InputRefused

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: Sizes follow the part: a bit of the flags.
_SIZES_BEHIND = 0x08
#: A number that does not fit: its place says so, the true one stands elsewhere.
_ELSEWHERE = 0xFFFFFFFF


def replaced(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a zip with other contents for some of its parts. Raises InputRefused for a huge one."""
    with ZipFile(BytesIO(data)) as package:
        entries, start = package.infolist(), package.start_dir
        comment = package.comment
    ends = _ends(entries, start)
    written, listed = bytearray(), bytearray()
    place = start
    for entry in entries:
        record, place = _record(data, place)
        offset = len(written)
        if entry.filename in parts:
            local, record = _packed(entry, parts[entry.filename], record)
        else:
            local = data[entry.header_offset : ends[entry.header_offset]]
        written += local
        listed += record[:42] + struct.pack("<L", offset) + record[46:]
    end = _END.pack(
        *(b"PK\x05\x06", 0, 0, len(entries), len(entries)), len(listed), len(written), len(comment)
    )
    return bytes(written + listed + end + comment)


def _ends(entries: list[ZipInfo], start: int) -> dict[int, int]:
    """Return where each part ends: where the next one begins, or the directory."""
    begins = sorted(entry.header_offset for entry in entries)
    return dict(zip(begins, [*begins[1:], start], strict=True))


def _record(data: bytes, place: int) -> tuple[bytes, int]:
    """Return one record of the directory, and where the next one begins."""
    fields = _CENTRAL.unpack_from(data, place)
    sizes, lengths, offset = fields[8:10], fields[10:13], fields[16]
    if _ELSEWHERE in (*sizes, offset):
        hint = "Excelで開いて保存し直してください。"
        raise InputRefused("ブックの詰め方が特殊で、書き込めません", hint=hint)
    end = place + _CENTRAL.size + sum(lengths)
    return data[place:end], end


def _packed(entry: ZipInfo, content: bytes, record: bytes) -> tuple[bytes, bytes]:
    """Return a part with new content and its record; name, date and attributes stay."""
    fields = list(_CENTRAL.unpack_from(record))
    flags, name_length = fields[3] & ~_SIZES_BEHIND, fields[10]
    method = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
    body = content if method == ZIP_STORED else _deflated(content)
    sizes = (zlib.crc32(content), len(body), len(content))
    name = record[_CENTRAL.size : _CENTRAL.size + name_length]
    time, day = fields[5:7]
    local = _LOCAL.pack(b"PK\x03\x04", 20, flags, method, time, day, *sizes, name_length, 0)
    fields[3], fields[4], fields[7:10], fields[11], fields[12] = flags, method, sizes, 0, 0
    return local + name + body, _CENTRAL.pack(*fields) + name


def _deflated(content: bytes) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(content) + squeeze.flush()
