"""Files opened, changed and saved again, to put something into them that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pikepdf


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An office file with one more part."""
    file = BytesIO(data)
    with ZipFile(file, "a") as package:
        package.writestr(name, content)
    return file.getvalue()


def with_words(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """An office file in which the first `old` of a part reads `new`."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as spoilt:
        for name in package.namelist():
            content = package.read(name)
            assert name != part or old in content
            spoilt.writestr(name, content.replace(old, new, 1) if name == part else content)
    return file.getvalue()


@contextmanager
def changed_book(data: bytes) -> Iterator[tuple[Any, BytesIO]]:
    """A workbook to be changed; the file has it afterwards."""
    book, file = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    yield book, file
    book.save(file)


@contextmanager
def changed_pdf(data: bytes) -> Iterator[tuple[pikepdf.Pdf, BytesIO]]:
    """A PDF to be changed; the file has it afterwards."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        yield pdf, file
        pdf.save(file)
