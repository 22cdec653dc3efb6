"""What a PDF must not have: attachments, scripts, layers, text without ink, words in its objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, parse_content_stream

from tests.exports.pdf_reading import opened
from tests.gate.hiding.package import is_known
from tests.gate.readers import tagged
from tests.gate.readers.paper import bare

_ROOT = frozenset(
    ("/Names", "/StructTreeRoot", "/Pages", "/Metadata", "/Outlines", "/Type", "/PageLabels")
) | frozenset(("/ViewerPreferences", "/OutputIntents", "/Lang", "/MarkInfo", "/Extensions"))
_PAGE = frozenset(
    ("/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs")
) | frozenset(("/Annots", "/Group"))
_INFO = frozenset(("/Title", "/Subject", "/Author", "/Creator", "/Producer", "/CreationDate"))
#: Smallest type in points, lightest ink as a share of white.
_SMALLEST, _LIGHTEST = 6, Decimal("0.5")
_SHOWS = ("Tj", "TJ", "'", '"')


def hidden(data: bytes, around: str) -> list[str]:
    """Say what a person would not see; `around` are the words that stand on the edges of pages."""
    seen = tagged.read(data).text + bare(around)
    found: list[str] = []
    with opened(data) as pdf:
        found += [f"{key} of the file" for key in set(pdf.Root.keys()) - _ROOT]
        found += [f"names of {key}" for key in set(pdf.Root.Names.keys()) - {"/Dests"}]
        found += [f"a property {key}" for key in set(pdf.docinfo.keys()) - _INFO - {"/ModDate"}]
        for number, page in enumerate(pdf.pages, start=1):
            found += [f"page {number}: {what}" for what in _in_page(page)]
        for thing in pdf.objects:
            found += _in_object(thing, seen)
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
        said = (str(text) for text in xmp.itertext())
        found += [f"metadata say {t}" for t in said if not _is_known(t, seen)]
    return found


def _in_page(page: pikepdf.Page) -> Iterator[str]:
    yield from (f"{key}" for key in set(page.obj.keys()) - _PAGE)
    kinds = {str(a.Subtype) for a in page.obj.get("/Annots", [])}
    yield from (f"a remark of the kind {kind}" for kind in kinds - {"/Link"})
    if "/XObject" in page.obj.Resources:
        yield "a picture"
    ink: Decimal = Decimal(0)
    for step in parse_content_stream(page):
        name, given = str(step.operator), list(step.operands)
        if name in ("scn", "g") and len(given) == 1:
            ink = Decimal(str(given[0]))
        elif name == "Tr" and int(given[0]) in (3, 7):
            yield "text without ink"
        elif name == "Tf" and abs(Decimal(str(given[1]))) < _SMALLEST:
            yield f"type of {given[1]} points"
        elif name in _SHOWS and ink > _LIGHTEST:
            yield f"type in a grey of {ink}"


def _in_object(thing: object, seen: str) -> Iterator[str]:
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return
    if thing.get("/Type") in (Name.Filespec, Name.EmbeddedFile, Name.OCG):
        yield f"an object {thing.Type}"
    if thing.get("/S") in (Name.JavaScript, Name.Launch, Name.URI, Name.SubmitForm):
        yield f"an act {thing.S}"
    for key, value in thing.items():
        for string in value if isinstance(value, Array) else [value]:
            if isinstance(string, pikepdf.String) and not _is_known(str(string), seen):
                yield f"{key} says {string}"


def _is_known(text: str, seen: str) -> bool:
    """Return whether a string is printed; a link says where it leads: 「Ⅰ 基本情報, ページ 3」."""
    return is_known(re.sub(r", ページ \d+$", "", text), seen)
