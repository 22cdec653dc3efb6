"""Changes that a file may have met: cut, torn, spliced, lied about. One number, one change."""

import random
import re
from copy import deepcopy

from lxml import etree

from tests.fuzz.seeds import seeds
from tests.fuzz.shaken import ole_shaken, page_shaken, pdf_shaken
from tests.imports.packages import parts_of, zipped

#: Values that break readers: signs of limits, numbers beyond them, markup, other formats' heads.
ODD = (
    b"",
    b"\0",
    b"\xff\xff\xff\xff",
    b"-1",
    b"0",
    b"99999999999",
    b"1e999",
    b"XFD1048576",
    b"A1:XFD1048576",
    b"<!DOCTYPE a [<!ENTITY b 'b'>]>",
    b"&b;",
    b"<" * 200,
    b"<a>" * 400,
    b"[" * 400,
    b"<<" * 200,
    b"9 0 R",
    b"/Length 999999999",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    "　".encode() * 50,
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\x1b$B",
)
NUMBER = re.compile(rb"\d+")
ATTRIBUTE = re.compile(rb'"[^"<>]*"')
XML = (".xml", ".rels")
#: An element with more inside is moved, not doubled.
MANY = 50


def changed(number):
    """Return name, kind and bytes of the changed file that a number stands for."""
    rng = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
    seed = rng.choice(seeds())
    data = seed.data
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice(_ways(data))(rng, data)
    may_be = seed.kind not in KEPT and rng.random() < 0.7
    return seed.name, "auto" if may_be else seed.kind, data


def _ways(data):
    """What can be done to a file, what knows its format as often as all else."""
    if data[:2] == b"PK":
        return (*PLAIN, *PACKED)
    shaken = next((shake for head, shake in SHAKEN.items() if data.startswith(head)), None)
    return (*PLAIN, *[shaken] * len(PLAIN)) if shaken else PLAIN


def flipped(rng, data):
    """Single bits turned over."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        if made:
            made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def cut(rng, data):
    """The end gone, as after a transfer that stopped."""
    return data[: rng.randint(0, len(data))]


def torn(rng, data):
    """A stretch gone."""
    start, gone = _place(rng, data), rng.choice((1, 7, 100, 5_000))
    return data[:start] + data[start + gone :]


def doubled(rng, data):
    """A stretch once more."""
    start, more = _place(rng, data), rng.choice((7, 300, 20_000))
    return data[: start + more] + data[start:]


def odd(rng, data):
    """Something odd in between."""
    start = _place(rng, data)
    return data[:start] + rng.choice(ODD) + data[start + rng.choice((0, 0, 1, 8)) :]


def miscounted(rng, data):
    """A number that is another."""
    return _replaced(
        rng, data, NUMBER, rng.choice((b"0", b"1", b"65536", b"4294967295", b"9" * 30))
    )


def claimed(rng, data):
    """An attribute that claims something else."""
    return _replaced(rng, data, ATTRIBUTE, b'"' + rng.choice(ODD).replace(b'"', b"") + b'"')


def spliced(rng, data):
    """The head of one file on the body of another."""
    other = rng.choice(seeds()).data
    return data[: _place(rng, data)] + other[_place(rng, other) :]


def in_part(rng, data):
    """A packed file with one part changed, its checksum right."""
    parts = _parts(data)
    names = [name for name in parts if name.endswith(XML)]
    if not names:
        return odd(rng, data)
    name = rng.choice(names)
    return zipped(parts | {name: rng.choice(PLAIN)(rng, parts[name])})


def rearranged(rng, data):
    """A packed file with an element of a part gone, doubled or elsewhere: well-formed all the same."""
    parts = _parts(data)
    name = rng.choice([n for n in parts if n.endswith(XML)] or [""])
    try:
        root = etree.fromstring(parts[name])
    except (KeyError, etree.XMLSyntaxError):
        return odd(rng, data)
    elements = list(root.iter())
    for _ in range(rng.choice((1, 3, 30))):
        one, other = rng.choice(elements), rng.choice(elements)
        if rng.random() < 0.3 and one.getparent() is not None:
            one.getparent().remove(one)
        elif one not in other.iterancestors() and one is not other:
            other.append(deepcopy(one) if len(one) < MANY else one)
    return zipped(parts | {name: etree.tostring(root)})


def without_part(rng, data):
    """A packed file that lacks a part, or has one under the name of another."""
    parts = _parts(data)
    if not parts:
        return cut(rng, data)
    name, other = rng.choice(list(parts)), rng.choice(list(parts))
    content = parts.pop(name)
    return zipped(parts | {other: content} if rng.random() < 0.5 else parts)


def nested(rng, data):
    """A packed file inside a packed file."""
    return zipped(_parts(data) | {"word/embedded.docx": data, "xl/inner.zip": data[:2_000]})


#: Kinds that a file is not known by.
KEPT = ("template",)
SHAKEN = {b"%PDF": pdf_shaken, b"\xd0\xcf": ole_shaken, b"<!DOCTYPE html": page_shaken}
PLAIN = (flipped, cut, torn, doubled, odd, odd, miscounted, claimed, spliced)
PACKED = (in_part, in_part, rearranged, rearranged, rearranged, without_part, nested)


def _place(rng, data):
    return rng.randint(0, len(data))


def _replaced(rng, data, pattern, new):
    """One of the places of a pattern near a place drawn, so that large files stay quick."""
    start = _place(rng, data)
    found = pattern.search(data, start) or pattern.search(data)
    return data[: found.start()] + new + data[found.end() :] if found else data


def _parts(data):
    try:
        return parts_of(data)
    except Exception:  # noqa: BLE001 - a zip that an earlier change broke in any way
        return {}
