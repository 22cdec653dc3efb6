"""Reads PDFs back by their tags, as a screen reader does, and by poppler, as a citizen copies."""

import re
import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, parse_content_stream

from pia.outline import CellRole, PartKind, RowRole

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)


def opened(data):
    return pikepdf.open(BytesIO(data))


def without_space(text):
    return "".join(text.split())


def copied(data):
    """The text that poppler finds on the pages, footers and repeated headings with it."""
    return without_space(_pdftotext(data, "-raw"))


def right_edge(data):
    """The right end of the rightmost word on any upright page, in points."""
    pages = re.split(r"<page ", _pdftotext(data, "-bbox"))
    upright = [page for page in pages if page.startswith('width="595')]
    return max(float(x) for page in upright for x in re.findall(r'xMax="([\d.]+)"', page))


def _pdftotext(data, how):
    command = ["pdftotext", how, "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8")


#: What is read as one piece; anything inside it only parts it.
_WHOLE = ("H1", "H2", "TD", "TH", "TOCI", "P", "Span")


def elements(data):
    """(tag, text without white space) of each heading, cell, entry and paragraph, as it is read."""
    with opened(data) as pdf:
        texts = {page.objgen: _texts_of(page) for page in pdf.pages}
        return [
            (tag, without_space("".join(_pieces(element, None, texts))))
            for tag, element in _wholes(pdf.Root.StructTreeRoot)
        ]


def printed_elements(outline):
    """The same from the outline, each line of an answer without a label a paragraph of its own.

    A name in the row of its thing heads the columns below it.
    """
    found = []
    for part in outline.parts:
        found.append(("H1", part.heading))
        for table in part.tables:
            found += [(tag, cell.text) for tag, cell in _printed_cells(part, table)]
        found += [("P", part.foot)] if part.foot else []
    read = [
        (tag, without_space(line))
        for tag, text in found
        for line in (text.split("\n") if tag == "P" else [text])
    ]
    return [(tag, text) for tag, text in read if text or tag != "P"]


def _printed_cells(part, table):
    framed = table.header is None and [len(row.cells) for row in table.rows] == [1]
    for row in table.all_rows():
        for number, cell in enumerate(row.cells):
            if row is table.bar:
                yield ("P" if number else "H2"), cell
            elif part.kind == PartKind.CONTENTS:
                yield "TOCI", cell
            elif framed:
                yield "P", cell
            else:
                heads = cell.role in (CellRole.LABEL, CellRole.BAND) or row.role == RowRole.THING
                yield ("TH" if heads else "TD"), cell


def _wholes(element):
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            tag = str(kid.S).removeprefix("/")
            if tag in _WHOLE:
                yield ("P" if tag == "Span" else tag), kid
            else:
                yield from _wholes(kid)


def walk(element):
    """Every structure element below another with its tag, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield str(kid.S).removeprefix("/"), kid
            yield from walk(kid)


def _kids(element):
    kids = element.get("/K", [])
    return kids if isinstance(kids, Array) else [kids]


def _pieces(element, page, texts):
    page = element.get("/Pg", page)
    for kid in _kids(element):
        if isinstance(kid, int):
            yield texts[page.objgen][kid]
        elif "/S" in kid:
            yield from _pieces(kid, page, texts)
        elif kid.get("/Type") == Name.MCR:
            yield texts[kid.get("/Pg", page).objgen][int(kid.MCID)]


def _texts_of(page):
    """The text of each marked piece of a page by its number."""
    reader = _PageReader(page)
    for step in parse_content_stream(page):
        reader.take(str(step.operator), list(step.operands))
    return reader.texts


class _PageReader:
    """Collects texts while the steps of a page go by; ActualText stands for what it encloses."""

    def __init__(self, page):
        fonts = page.Resources.get("/Font", {})
        self.maps = {name: _to_unicode(font) for name, font in fonts.items()}
        self.font: dict[bytes, str] = {}
        self.texts: dict[int, str] = {}
        self.open: list[tuple[int | None, str | None]] = []

    def take(self, name, operands):
        if name in ("BMC", "BDC"):
            self._begin(operands[1] if name == "BDC" else {})
        elif name == "EMC":
            self.open.pop()
        elif name == "Tf":
            self.font = self.maps[str(operands[0])]
        elif name in ("Tj", "TJ") and all(actual is None for _, actual in self.open):
            strings = operands[0] if name == "TJ" else operands
            for string in strings:
                if isinstance(string, pikepdf.String):
                    self._add(_decoded(bytes(string), self.font))

    def _begin(self, given):
        number = int(given["/MCID"]) if "/MCID" in given else None
        actual = str(given["/ActualText"]) if "/ActualText" in given else None
        self.open.append((number, actual))
        self._add(actual or "")

    def _add(self, words):
        numbers = [number for number, _ in self.open if number is not None]
        if numbers:
            self.texts[numbers[-1]] = self.texts.get(numbers[-1], "") + words


def _decoded(codes, known):
    return "".join(known[codes[n : n + 2]] for n in range(0, len(codes), 2))


def _to_unicode(font):
    """Codes of a font → text, from its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    known = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            known[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for n in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + n).to_bytes(2, "big")
                known[code] = start[:-1] + chr(ord(start[-1]) + n)
    return known
