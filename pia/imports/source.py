"""Bytes → text: which files are read at all, and in which encoding."""

from __future__ import annotations

from dataclasses import dataclass

from pia.errors import InputRefused
from pia.settings import MAX_FILE_BYTES

#: First bytes of formats that are not text, and what people call them.
_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word・Excelまたは圧縮ファイル"),
    (b"\xd0\xcf\x11\xe0", "古い形式のWord・Excel"),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Blocks of Unicode that Japanese text is written in, as (first, last).
_WRITTEN = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x370, 0x4FF), (0x2000, 0x33FF), (0x3400, 0x9FFF)),
    *((0xF900, 0xFAFF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF), (0x20000, 0x323AF)),
    (0xE0100, 0xE01EF),
)
_ENOUGH = 0.9


@dataclass(frozen=True)
class SourceFile:
    """A file as it was given: its name for messages and places, its bytes untouched."""

    name: str
    data: bytes


def decode(source: SourceFile) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Shift_JIS. Raises InputRefused."""
    _check_bytes(source)
    text = _decoded(source)
    if not text.strip():
        raise InputRefused("ファイルに文字がありません", where=source.name)
    if not _is_written(text):
        raise _no_text(source, "文字のファイルではありません")
    return text


def _check_bytes(source: SourceFile) -> None:
    if not source.data:
        raise InputRefused("ファイルが空です", where=source.name)
    if len(source.data) > MAX_FILE_BYTES:
        limit = f"読めるのは{MAX_FILE_BYTES // 1_000_000}MBまでです。"
        raise InputRefused("ファイルが大きすぎます", where=source.name, hint=limit)
    for start, title in _FORMATS:
        if source.data.startswith(start):
            raise _no_text(source, f"{title}はまだ読めません")


def _no_text(source: SourceFile, what: str) -> InputRefused:
    hint = "テキスト(UTF-8・UTF-16・Shift_JIS)かこの製品のJSONにしてください。"
    return InputRefused(what, where=source.name, hint=hint)


def _decoded(source: SourceFile) -> str:
    for mark, encoding in _BOMS:
        if source.data.startswith(mark):
            encodings = [encoding]
            break
    else:
        encodings = _likely(source.data)
    for encoding in encodings:
        try:
            return source.data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and error.end == len(source.data):
                raise _no_text(source, "文字の途中で終わっています") from error
    raise _no_text(source, "文字コードが分かりません")


def _likely(data: bytes) -> list[str]:
    """Return the encodings to try, in order. UTF-16 without a mark has most NULs on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even == odd:
        return ["utf-8", "cp932"]
    return ["utf-16-be" if even > odd else "utf-16-le", "utf-8"]


def _is_written(text: str) -> bool:
    """Return whether nearly all of a text is signs that a Japanese text consists of."""
    known = sum(c in "\n\r\t" or any(a <= ord(c) <= z for a, z in _WRITTEN) for c in text)
    return known >= _ENOUGH * len(text)
