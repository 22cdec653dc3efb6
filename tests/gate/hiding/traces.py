"""Where words could be left in a file: every layer of it, in every spelling of them."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile

import pikepdf

from tests.exports.pdf_reading import elements, opened


def found(data: bytes, words: str) -> list[str]:
    """Name each layer of a file that has the words in any spelling."""
    spellings = list(_spellings(words))
    return [name for name, layer in layers(data) if any(s in layer for s in spellings)]


def layers(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the file itself, what it packs, and what its pages say."""
    yield "the file", data
    if is_zipfile(BytesIO(data)):
        yield from _packed(data)
    if data.startswith(b"%PDF"):
        yield from _streams(data)


def _packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as package:
        yield "the comment of the archive", package.comment
        for entry in package.infolist():
            yield f"the name of {entry.filename}", entry.filename.encode() + entry.extra
            for name, layer in layers(package.read(entry)):
                yield f"{entry.filename}: {name}", layer


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "what the pages say", "".join(text for _, text in elements(data)).encode()
    with opened(data) as pdf:
        for number, thing in enumerate(pdf.objects):
            if isinstance(thing, pikepdf.Stream):
                yield f"stream {number}", thing.read_bytes()
            elif isinstance(thing, pikepdf.Dictionary):
                strings = (bytes(v) for v in thing.values() if isinstance(v, pikepdf.String))
                yield f"strings of object {number}", b"\0".join(strings)


def _spellings(words: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "cp932", "euc-jp"):
        plain = words.encode(encoding, "replace")
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        yield zlib.compress(plain)
    yield quote(words).encode()
    yield json.dumps(words).strip('"').encode()
    yield "".join(f"&#{ord(sign)};" for sign in words).encode()
    yield "".join(f"&#x{ord(sign):x};" for sign in words).encode()
    yield from _base64(words.encode())


def _base64(plain: bytes) -> Iterator[bytes]:
    """The words inside a longer text: at each place of a group of three, without its ends."""
    for before in range(3):
        whole = base64.b64encode(b" " * before + plain)
        yield whole[4 if before else 0 : len(whole) // 4 * 4 - 4]
