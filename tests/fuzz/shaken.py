"""Changes that know a format: the trees of a PDF, the tables of an OLE2 file, the tags of a page."""

import struct
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

NUMBERS = (-1, 0, 1, 3, 200, 14_401, 10**9, -(10**9), 1e-9)
#: Words of 32 bits that break chains of sectors and sizes of records.
WORDS = (0, 1, 2, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFC, 0xFFFFFFFE, 0xFFFFFFFF)
#: What a page may hold without being one.
TAGS = (
    b"<td colspan=1000000 rowspan=1000000>",
    b"<td rowspan=60000>a" * 300,
    b"<table><tr><td>" * 70,
    b"<dl><dd>" * 60,
    b"<dl><dt>a<dd>b<div>" * 40,
    b"<table>" + (b"<tr>" + b"<td>a" * 10) * 10_000,
    b"<!-- -->" * 200,
    b"<!--" * 5_000,
    b" " * 100_000,
    b"<pre>" + b" \n" * 10_000,
    b"<p><br>" * 20_000,
    b"<main><nav>",
    b"&#1;&#xD800;&#x10FFFF;" * 100,
)


def pdf_shaken(rng, data):
    """A PDF that is whole as a file, and odd as a document."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for _ in range(rng.choice((1, 1, 3))):
                rng.choice(SHAKES)(rng, pdf)
            pdf.save(out := BytesIO(), static_id=True)
    except Exception:  # noqa: BLE001 - what an earlier change broke in any way
        return data[: rng.randint(0, len(data))]
    return out.getvalue()


def ole_shaken(rng, data):
    """An OLE2 file, some words of which say something else."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 2, 8))):
        end = 512 if rng.random() < 0.4 else len(made)
        place = rng.randrange(0, max(4, end - 4)) // 4 * 4
        if place + 4 <= len(made):
            struct.pack_into("<I", made, place, rng.choice(WORDS))
    return bytes(made)


def page_shaken(rng, data):
    """A page with something in it that readers count, nest or look for."""
    start = rng.randint(0, len(data))
    return data[:start] + rng.choice(TAGS) + data[start:]


def _box(rng, pdf):
    page = rng.choice(pdf.pages)
    name = rng.choice((Name.MediaBox, Name.CropBox))
    page.obj[name] = Array([rng.choice(NUMBERS) for _ in range(4)])


def _turn(rng, pdf):
    rng.choice(pdf.pages).obj.Rotate = rng.choice((90, 180, 270, 45, -90, 10**9))


def _kids(rng, pdf):
    """The tree of pages turns back on itself, counts wrong, or has a page thousands of times."""
    pages = pdf.Root.Pages
    way = rng.randrange(3)
    if way == 0:
        pages.Kids.append(pages)
    elif way == 1:
        pages.Count = rng.choice((-1, 0, 10**6))
    else:
        for _ in range(rng.choice((400, 10_000))):
            pages.Kids.append(pages.Kids[0])
        pages.Count = len(pages.Kids)


def _tags(rng, pdf):
    """The tree of tags turns back on itself, is nested deeply, or claims wide cells."""
    found = [
        one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/P") and "/S" in one
    ]
    if not found:
        return
    one, other = rng.choice(found), rng.choice(found)
    way = rng.randrange(4)
    if way == 0:
        one.K = Array([other, one])
    elif way == 1:
        one.A = Dictionary(O=Name.Table, ColSpan=rng.choice(NUMBERS), RowSpan=rng.choice(NUMBERS))
    elif way == 2:
        one.K = Array([other] * 5_000)
    else:
        for _ in range(300):
            inner = pdf.make_indirect(Dictionary(S=Name.Div, P=one, K=one.get("/K", 0)))
            one.K, one = Array([inner]), inner


def _drawing(rng, pdf):
    """A page that draws itself, very much, or nothing that ends."""
    page = rng.choice(pdf.pages)
    form = pdf.make_stream(b"/Me Do 0 0 m 9 9 l S")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 999, 999])
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.Resources = Dictionary(XObject=Dictionary(Me=form))
    drawn = (b"/Me Do", b"q " * 100_000, b"0 0 m 500 500 l S\n" * 50_000, b"BT " * 5_000)
    page.contents_add(rng.choice(drawn))


def _reference(rng, pdf):
    """Some value of some object is another object."""
    found = [one for one in pdf.objects if isinstance(one, Dictionary)]
    one, other = rng.choice(found), rng.choice(found)
    keys = list(one.keys())
    if keys:
        one[rng.choice(keys)] = other


SHAKES = (_box, _turn, _kids, _tags, _tags, _drawing, _reference, _reference)
