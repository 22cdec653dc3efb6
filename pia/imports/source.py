"""Bytes → text: which files are read at all, and in which encoding."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass

from pia.errors import InputRefused
from pia.settings import MAX_FILE_BYTES

#: First bytes of the container of old Office files, and of new ones with a password.
OLE_START = b"\xd0\xcf\x11\xe0"
#: The stream of such a file that holds everything.
PROTECTED_NAME = "EncryptedPackage".encode("utf-16-le")
#: First bytes of formats that are not text, and what is said of them.
_FORMATS = (
    (b"%PDF", "PDFを文字のファイルとしては読めません"),
    (OLE_START, "古い形式のWord・Excelを文字のファイルとしては読めません"),
)
#: First bytes of a zip, in which Word and Excel files are packed; the second of an empty one.
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
#: What people can do with a file that is not read.
_READABLE = "Word(docx)・Excel(xlsx)・PDF・HTML・テキスト・この製品のJSONにしてください。"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Blocks of Unicode that Japanese text is written in, as (first, last).
_WRITTEN = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x370, 0x4FF), (0x2000, 0x33FF), (0x3400, 0x9FFF)),
    *((0xF900, 0xFAFF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF), (0x20000, 0x323AF)),
    (0xE0100, 0xE01EF),
)
_FOREIGN = re.compile(
    "[^\n\r\t" + "".join(f"{re.escape(chr(a))}-{re.escape(chr(z))}" for a, z in _WRITTEN) + "]+"
)
_ENOUGH = 0.9
#: Encodings that are known and not read: how UTF-32 begins, and what turns ISO-2022-JP to kanji.
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_ESCAPE = re.compile(rb"\x1b\$(?:[@B]|\(D)")
_HALF_WIDTH, _KANA = re.compile("[\uff61-\uff9f]"), re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_NOT_ASCII = re.compile("[^\0-\x7f]")
#: So much of a file tells its encoding.
_HEAD_BYTES = 65_536
#: Share of kana from which on bytes that pass for two encodings are taken for Japanese.
_KANA_SHARE = 0.1


@dataclass(frozen=True)
class SourceFile:
    """A file as it was given: its name for messages and places, its bytes untouched."""

    name: str
    data: bytes


def decode(source: SourceFile) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Shift_JIS. Raises InputRefused."""
    return decode_as(source, None)


def decode_as(source: SourceFile, encoding: str | None) -> str:
    """Return the text of a file; the encoding it names itself is tried first."""
    _check_bytes(source)
    text = _decoded(source, encoding)
    if not text.strip():
        raise InputRefused("ファイルに文字がありません", where=source.name)
    if not _is_written(text):
        raise _no_text(source, "文字のファイルではありません")
    return text


def check_size(source: SourceFile) -> None:
    """Raise InputRefused for a file that is empty or too large for any reader."""
    if not source.data:
        raise InputRefused("ファイルが空です", where=source.name)
    if len(source.data) > MAX_FILE_BYTES:
        limit = f"読めるのは{MAX_FILE_BYTES // 1_000_000}MBまでです。"
        raise InputRefused("ファイルが大きすぎます", where=source.name, hint=limit)


def _check_bytes(source: SourceFile) -> None:
    check_size(source)
    if source.data.startswith(OLE_START) and PROTECTED_NAME in source.data:
        raise protected(source)
    if source.data.startswith(ZIP_STARTS):
        hint = "Word・Excelなら種類を auto にし、そうでなければテキストかこの製品のJSONにしてください。"
        raise InputRefused("文字のファイルではありません", where=source.name, hint=hint)
    for start, said in _FORMATS:
        if source.data.startswith(start):
            raise _no_text(source, said)


def protected(source: SourceFile) -> InputRefused:
    """Return the refusal of a file that opens only with a password."""
    hint = "パスワードを外して保存し直してください。"
    return InputRefused("パスワードで保護されたファイルは読めません", where=source.name, hint=hint)


def _no_text(source: SourceFile, what: str) -> InputRefused:
    return InputRefused(what, where=source.name, hint=_READABLE)


def _not_decoded(source: SourceFile, what: str) -> InputRefused:
    hint = "テキストはUTF-8・UTF-16・Shift_JISにしてください。"
    return InputRefused(what, where=source.name, hint=hint)


def _decoded(source: SourceFile, named: str | None) -> str:
    if not named and (other := _other_encoding(source.data)):
        raise _not_decoded(source, f"文字コードが{other}のテキストは読めません")
    marked = [encoding for mark, encoding in _BOMS if source.data.startswith(mark)]
    for encoding in marked or [*filter(None, [named]), *_likely(source.data)]:
        try:
            return source.data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and error.end == len(source.data):
                raise _not_decoded(source, "文字の途中で終わっています") from error
    raise _not_decoded(source, "文字コードが分かりません")


def _other_encoding(data: bytes) -> str:
    """Return the name of an encoding that is known and not read, "" for any other."""
    if data.startswith(_UTF_32):
        return "UTF-32"
    head = data[:_HEAD_BYTES]
    if _ESCAPE.search(head) and _in(head, "iso2022_jp_2004", "iso2022_jp_ext"):
        return "ISO-2022-JP(JIS)"
    if head.isascii() or _in(head, "utf-8") or data.startswith(tuple(mark for mark, _ in _BOMS)):
        return ""
    text, other = _in(head, "euc_jis_2004"), _in(head, "cp932")
    return "EUC-JP" if _is_japanese(text) and not _is_japanese(other) else ""


def _in(data: bytes, *encodings: str) -> str:
    """Return bytes as a text in the first encoding that they are of, "" where in none.

    They may end inside a sign.
    """
    for encoding in encodings:
        try:
            return getincrementaldecoder(encoding)().decode(data)
        except UnicodeDecodeError:
            continue
    return ""


def _is_japanese(text: str) -> bool:
    """Return whether a text is what its bytes meant: in a wrong encoding it is half-width kana."""
    signs = _NOT_ASCII.findall(text)
    return bool(signs) and len(_HALF_WIDTH.findall(text)) * 2 < len(signs) and _is_written(text)


def _likely(data: bytes) -> list[str]:
    """Return the encodings to try, in order.

    UTF-16 without a mark has most NULs on one side; without any, it reads as kana on one side alone.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even != odd:
        return ["utf-16-be" if even > odd else "utf-16-le", "utf-8"]
    head = data[:_HEAD_BYTES]
    wide = [name for name in ("utf-16-le", "utf-16-be") if _is_kana(_in(head, name))]
    return ["utf-8", *wide, "cp932"] if len(wide) == 1 else ["utf-8", "cp932"]


def _is_kana(text: str) -> bool:
    return _is_written(text) and len(_KANA.findall(text)) > _KANA_SHARE * max(1, len(text))


def _is_written(text: str) -> bool:
    """Return whether nearly all of a text is signs that a Japanese text consists of."""
    return len(_FOREIGN.sub("", text)) >= _ENOUGH * len(text)
