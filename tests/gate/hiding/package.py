"""What Word files and workbooks share: parts, properties, ways outside, words in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pia.exports import export
from tests.gate.readers.paper import bare
from tests.outline.documents import empty

#: Parts that a file of ours has; whatever else there is says something that nobody sees.
PARTS = {
    "docx": re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/document\.xml\.rels"
        r"|word/(document|styles|settings|fontTable|footer\d|theme/theme1)\.xml"
    ),
    "xlsx": re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml|xl/_rels/workbook\.xml\.rels"
        r"|xl/(workbook|styles|sharedStrings|theme/theme1|worksheets/sheet\d+)\.xml"
    ),
}
#: What a property says: whose and when, never what.
_CORE = frozenset(
    ("coreProperties", "title", "subject", "creator", "lastModifiedBy", "created", "modified")
) | {"language"}
#: Longest attribute that only sets something.
_LONGEST = 160


def hidden_in_package(data: bytes, fmt: str, seen: str) -> Iterator[str]:
    """Say what no office file of ours has; `seen` is all that is printed, without white space."""
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if not PARTS[fmt].fullmatch(name):
                yield f"a part {name}"
                continue
            root = etree.fromstring(package.read(name))
            yield from (f"{name}: {what}" for what in _in_part(root, seen + form_words(fmt)))


def _in_part(root: etree._Element, seen: str) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"a comment {element.text}"
            continue
        name = etree.QName(element).localname
        if etree.QName(root).localname == "coreProperties" and name not in _CORE:
            yield f"a property {name}"
        if element.get("TargetMode") == "External":
            yield f"a way outside: {element.get('Target')}"
        for said in map(str, element.attrib.values()):
            if not is_known(said, seen):
                yield f"{name} says {said}"


#: Signs that stand in the name of a sheet for those that none may have.
_IN_NAMES = str.maketrans("［］：＊？／＼’", "[]:*?/\\'")  # full-width signs are meant


def is_known(value: str, seen: str) -> bool:
    """Return whether a value only sets something (a size, a style), or is made of printed words."""
    if value.isascii() and len(value) <= _LONGEST:
        return True
    return all(
        word in seen or word.translate(_IN_NAMES) in seen for word in re.split(r"[\s・]+", value)
    )


@cache
def form_words(fmt: str) -> str:
    """What attributes say in every document: the form's words for screen readers, fonts, styles.

    They are those of an empty document, of each edition of the form.
    """
    words = []
    for edition in ("h30-05", "r06-10"):
        with ZipFile(BytesIO(export(empty(edition), fmt))) as package:
            for name in package.namelist():
                for element in etree.fromstring(package.read(name)).iter():
                    words += [bare(str(value)) for value in element.attrib.values()]
    return "\n".join(words)
