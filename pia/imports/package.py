"""Zip safety: the XML parts of a Word or Excel file, unpacked within limits before anything reads them.

Pictures and other parts are never unpacked. The sizes that a zip declares are not believed: a part
is unpacked only as far as it may be long, and its checksum is compared. Readers get what stands
here, never the file itself, so that no other unzipping can meet what was not looked at.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from pia.errors import InputRefused
from pia.imports.grid import MAX_TAGS
from pia.imports.source import (
    OLE_START,
    PROTECTED_NAME,
    ZIP_STARTS,
    SourceFile,
    check_size,
    protected,
)

#: Most parts of a file, and most bytes of one XML part and of all of them, unpacked.
MAX_PARTS, MAX_PART_BYTES, MAX_PACKAGE_BYTES = 5_000, 25_000_000, 60_000_000

#: Most attributes of one part: each takes ten times the memory of its signs.
MAX_ATTRIBUTES = 800_000

_IS_XML = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_IS_PICTURE = re.compile(r"(word|xl)/media/", re.IGNORECASE)
#: The part that each kind of file cannot be without.
_MAIN = {
    "docx": re.compile(r"word/document[0-9]*\.xml"),
    "xlsx": re.compile(r"xl/workbook[0-9]*\.xml"),
}
_BINARY_BOOK = re.compile(r"xl/workbook[0-9]*\.bin")
#: What begins a file of OpenDocument: its first part, which is never packed.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_TITLES = {"docx": "Word(docx)", "xlsx": "Excel(xlsx)", "xls": "Excel(xls)"}
#: So far into a zip its first part begins.
_FIRST = 200
_ENCRYPTED = 1
#: Begins every entry of a zip's directory, which is counted before it is read.
_LISTED = b"PK\x01\x02"
_DAMAGED = "もう一度保存するか、元のファイルを確かめてください。"
#: What zipfile raises for bytes that are no zip, or not the zip they say.
_BROKEN = (BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError, OSError)

Parts = Mapping[str, bytes]


def kind_of(source: SourceFile) -> str:
    """Return `docx` or `xlsx` for a zip. Raises InputRefused for any other."""
    with _opened(source) as package:
        names = package.namelist()
    for kind, main in _MAIN.items():
        if any(main.fullmatch(name) for name in names):
            return kind
    if any(_BINARY_BOOK.fullmatch(name) for name in names):
        hint = "Excelで開いて、Excelブック(xlsx)で保存し直してください。"
        raise InputRefused("バイナリ形式のExcel(xlsb)は読めません", where=source.name, hint=hint)
    if _OPEN_DOCUMENT in source.data[:_FIRST]:
        hint = "Word文書(docx)かExcelブック(xlsx)で保存し直してください。"
        raise InputRefused("OpenDocument(odt・ods)は読めません", where=source.name, hint=hint)
    hint = "中のファイルを取り出して、1つずつ指定してください。"
    raise InputRefused(
        "Word(docx)・Excel(xlsx)ではない圧縮ファイルです", where=source.name, hint=hint
    )


def read_parts(source: SourceFile, kind: str) -> Parts:
    """Return the XML parts of a Word or Excel file by name. Raises InputRefused."""
    check_size(source)
    if source.data.startswith(OLE_START) and PROTECTED_NAME in source.data:
        raise protected(source)
    if not source.data.startswith(ZIP_STARTS) or kind_of(source) != kind:
        raise wrong_kind(source, kind)
    with _opened(source) as package:
        entries = [entry for entry in package.infolist() if _IS_XML.search(entry.filename)]
        _refuse_sizes(source, package, entries)
        return {entry.filename: _unpacked(source, package, entry) for entry in entries}


def has_pictures(source: SourceFile) -> bool:
    """Return whether a Word or Excel file holds pictures, which are never unpacked."""
    with _opened(source) as package:
        return any(_IS_PICTURE.match(name) for name in package.namelist())


def main_part(parts: Parts, kind: str) -> str:
    """Return the name of the part that the document stands in."""
    return min(name for name in parts if _MAIN[kind].fullmatch(name))


def repacked(parts: Parts) -> BytesIO:
    """Return a zip of parts that were looked at, for a reader that takes nothing else."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    packed.seek(0)
    return packed


def parse_part(source: SourceFile, parts: Parts, name: str) -> etree._Element:
    """Return the root of an XML part; nothing outside it is ever loaded. Raises InputRefused."""
    part = parts.get(name, b"")
    if part.count(b"<") > MAX_TAGS or part.count(b"=") > MAX_ATTRIBUTES:
        raise _too_large(source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, KeyError) as error:
        raise damaged(source) from error


def wrong_kind(source: SourceFile, kind: str) -> InputRefused:
    """Return the refusal of a file that was called another kind than it is."""
    hint = "ファイルの種類を auto にするか、ファイルを確かめてください。"
    return InputRefused(f"{_TITLES[kind]}のファイルではありません", where=source.name, hint=hint)


def damaged(source: SourceFile) -> InputRefused:
    """Return the refusal of a file whose inside is not what it should be."""
    return InputRefused("ファイルが壊れています", where=source.name, hint=_DAMAGED)


def _opened(source: SourceFile) -> ZipFile:
    if source.data.count(_LISTED) > MAX_PARTS:
        raise _too_large(source)
    try:
        return ZipFile(BytesIO(source.data))
    except _BROKEN as error:
        raise damaged(source) from error


def _refuse_sizes(source: SourceFile, package: ZipFile, entries: list[ZipInfo]) -> None:
    """Raise InputRefused for too many parts or too large ones, before any is unpacked."""
    names = package.namelist()
    sizes = [entry.file_size for entry in entries]
    if (
        len(names) > MAX_PARTS
        or max(sizes, default=0) > MAX_PART_BYTES
        or sum(sizes) > MAX_PACKAGE_BYTES
    ):
        raise _too_large(source)
    if len(set(names)) < len(names):
        raise damaged(source)


def _too_large(source: SourceFile) -> InputRefused:
    hint = "使っていない部分を削除して保存し直してください。"
    return InputRefused("ファイルの中身が大きすぎます", where=source.name, hint=hint)


def _unpacked(source: SourceFile, package: ZipFile, entry: ZipInfo) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise protected(source)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged(source)
    try:
        with package.open(entry) as file:
            content = file.read(MAX_PART_BYTES + 1)
    except _BROKEN as error:
        raise damaged(source) from error
    if len(content) > MAX_PART_BYTES:
        raise _too_large(source)
    return _in_utf_8(source, content)


def _in_utf_8(source: SourceFile, content: bytes) -> bytes:
    """Return a part in UTF-8; not every reader knows UTF-16, and one that does not sees nothing.

    Raises InputRefused for a part that defines words of its own: no office program writes one. Only
    UTF-8 and UTF-16 are read, so that `<!DOCTYPE` cannot stand there in other bytes.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig").lstrip()
    except UnicodeDecodeError as error:
        raise damaged(source) from error
    named = re.match(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", text)
    if not text.startswith("<") or (named and named[1].lower() not in _encodings(wide=wide)):
        raise damaged(source)
    if "<!DOCTYPE" in text:
        hint = "WordかExcelで開いて保存し直してください。"
        raise InputRefused("ファイルの中に使えない宣言があります", where=source.name, hint=hint)
    if not wide:
        return content
    return (text[: named.start(1)] + "UTF-8" + text[named.end(1) :] if named else text).encode()


def _encodings(*, wide: bool) -> tuple[str, ...]:
    return ("utf-16", "utf-16le", "utf-16be") if wide else ("utf-8", "us-ascii", "ascii")
