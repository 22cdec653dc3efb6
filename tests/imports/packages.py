"""Word and Excel files by hand: parts of a file, and files that a person did not mean to give."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts):
    """A zip of the given parts, by name."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def word(body):
    """A Word file with the given inside of its body, and nothing else that a reader looks at."""
    page = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": page})


def parts_of(data):
    """The parts of a zip, by name."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(data, name, content):
    """The same zip with another part of that name."""
    return zipped(parts_of(data) | {name: content})


def lying_about(data, name, size):
    """The same zip, in which one part claims another size than it has, and no checksum fails."""
    part = parts_of(data)[name]
    true, false = struct.pack("<I", len(part)), struct.pack("<I", size)
    checksum = struct.pack("<I", zlib.crc32(part))
    cut = struct.pack("<I", zlib.crc32(part[:size]))
    return data.replace(true, false).replace(checksum, cut)


def encrypted(data):
    """The same zip with every part marked as encrypted."""
    changed = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(sign)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(sign, start + 4)
    return bytes(changed)
