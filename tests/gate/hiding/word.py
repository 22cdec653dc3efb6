"""What a Word file must not have: anything in it that a person does not see."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.gate.hiding.package import hidden_in_package
from tests.gate.readers import word
from tests.gate.readers.paper import bare

#: Elements that hide text, bind it to data or bring something in.
_HIDES = frozenset(("vanish", "webHidden", "specVanish", "customXml", "sdt", "smartTag", "docVars"))
_BRINGS = frozenset(("object", "drawing", "pict", "altChunk", "subDoc", "attachedTemplate"))
_INSTRUCTIONS = frozenset(("PAGE", "NUMPAGES"))
#: Smallest type in half points, lightest colour as the sum of its three parts.
_SMALLEST, _LIGHTEST = 12, 3 * 0x80


def hidden(data: bytes) -> list[str]:
    """Say what a person would not see; nothing for a file that is all on the paper."""
    paper = word.read(data)
    found = list(hidden_in_package(data, "docx", paper.text))
    with ZipFile(BytesIO(data)) as package:
        roots = {n: etree.fromstring(package.read(n)) for n in package.namelist() if "word/" in n}
    for name, root in roots.items():
        found += [f"{name}: {what}" for element in root.iter() for what in _in_element(element)]
    body = roots["word/document.xml"].iter(f"{word.W}t", f"{word.W}delText")
    if sorted(bare("".join(t.text or "" for t in body))) != sorted(paper.body):
        found.append("texts outside of the printed rows")
    return found


def _in_element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    value = element.get(f"{word.W}val", "")
    if name in _HIDES | _BRINGS:
        yield f"<{name}>"
    if name == "instrText" and (element.text or "").strip() not in _INSTRUCTIONS:
        yield f"an instruction {element.text}"
    if name in ("sz", "szCs") and int(value) < _SMALLEST:
        yield f"type of {int(value) / 2} points"
    if name == "color" and _is_light(value):
        yield f"type in {value}"


def _is_light(colour: str) -> bool:
    """Return whether a colour, `auto` or six digits, is too light to be read."""
    return colour != "auto" and sum(bytes.fromhex(colour)) > _LIGHTEST
