"""What of a Word file nobody sees: white or tiny type; and what is struck out or cut by a fixed height.

The tree of a document is changed: such words are taken away, or a doubt is put into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import TypeAlias

from lxml import etree

from pia.imports.sight import CUT, PERHAPS, STRUCK
from pia.outline.lines import width

_OFF = ("0", "false", "off")
#: So many styles that build on one another are followed.
_GENERATIONS = 9
#: Half points: smaller type is not for people.
_SMALLEST = 3
#: From here on a part of a colour is as good as full.
_FULL = 0xFA
_WHITE_THEMES = ("background1", "light1")
_PLAIN_GROUNDS = ("", "auto", "none", "FFFFFF", "white")
#: Points of type that a document sets in where it does not say.
_USUAL_SIZE = 10.5
#: Twentieths of a point, and the 12,700 parts of one in which drawings are measured.
_TWIPS, _EMUS = 20.0, 12_700.0

#: Properties of type that decide whether it is seen, as a run or a style gives them.
_Type: TypeAlias = "Mapping[str, etree._Element]"  # noqa: SLF001 # lxml has no other name for it
_PROPERTIES = ("color", "sz", "strike", "dstrike")


def take_from_sight(document: etree._Element, styles: etree._Element | None) -> None:
    """Take words away that nobody sees, and put a doubt into those that are struck out or cut."""
    known = _Styles(styles)
    for run in known.runs_in_question(document):
        texts = [text for text in run.iterchildren("{*}t") if text.text]
        sign = known.sign_of(run) if texts else ""
        for text in texts if sign is None else ():
            text.text = ""
        if sign:
            texts[0].text = f"{sign}{texts[0].text}"
    for text in _cut_texts(document):
        text.text = f"{CUT}{text.text}"


class _Styles:
    """The styles of a document: what each says of its type, with those that it builds on."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._own: dict[str, _Type] = {}
        self._base: dict[str, str] = {}
        self._grounds: dict[str, bool] = {}
        for style in styles.iterchildren("{*}style") if styles is not None else ():
            name = _value(style, "styleId")
            self._own[name] = _properties(style.find("{*}rPr"))
            self._base[name] = _value(style.find("{*}basedOn"))
            self._grounds[name] = _has_ground(style.find("{*}pPr")) or _has_ground(
                style.find("{*}rPr")
            )
        self._in_question = {name for name in self._own if _is_in_question(self._of_style(name))}

    def runs_in_question(self, document: etree._Element) -> list[etree._Element]:
        """Return the runs that, by their own properties or a style, may not be plain to see."""
        found: dict[etree._Element, None] = {}
        names = [f"{{*}}{name}" for name in (*_PROPERTIES, "rStyle", "pStyle")]
        for one in document.iter(*names):
            is_style = str(one.tag).endswith("Style")
            if is_style and _value(one) not in self._in_question:
                continue
            if not is_style and not _is_in_question({etree.QName(one).localname: one}):
                continue
            holder = one.getparent()
            holder = holder.getparent() if holder is not None else None
            if holder is not None and str(holder.tag).endswith("}r"):
                found[holder] = None
            elif holder is not None and is_style:
                found |= dict.fromkeys(holder.iter("{*}r"))
        return list(found)

    def sign_of(self, run: etree._Element) -> str | None:
        """Return the sign of the doubt about a run, None where nobody sees it."""
        own = run.find("{*}rPr")
        paragraph = next(run.iterancestors("{*}p"), None)
        named = _value(own.find("{*}rStyle")) if own is not None else ""
        around = _value(paragraph.find("{*}pPr/{*}pStyle")) if paragraph is not None else ""
        look = {**self._of_style(around), **self._of_style(named), **_properties(own)}
        if _is_tiny(look):
            return None
        if _is_white(look) and not self._stands_out(run, (named, around)):
            return PERHAPS if _may_stand_out(run) else None
        return STRUCK if _is_struck(look) else ""

    def _of_style(self, name: str) -> dict[str, etree._Element]:
        look: dict[str, etree._Element] = {}
        for _ in range(_GENERATIONS):
            look = {**self._own.get(name, {}), **look}
            name = self._base.get(name, "")
        return look

    def _stands_out(self, run: etree._Element, names: tuple[str, ...]) -> bool:
        """Return whether a ground other than white is laid under a run."""
        if any(self._grounds.get(name) for name in names) or _has_ground(run.find("{*}rPr")):
            return True
        holders = run.iterancestors("{*}p", "{*}tc", "{*}tbl")
        return any(
            _has_ground(holder.find(f"{{*}}{name}"))
            for holder in holders
            for name in ("pPr", "tcPr", "tblPr")
        )


def _properties(holder: etree._Element | None) -> dict[str, etree._Element]:
    found = (
        ((name, holder.find(f"{{*}}{name}")) for name in _PROPERTIES) if holder is not None else ()
    )
    return {name: one for name, one in found if one is not None}


def _is_in_question(look: _Type) -> bool:
    return _is_tiny(look) or _is_white(look) or _is_struck(look)


def _is_tiny(look: _Type) -> bool:
    size = _value(look.get("sz"))
    return size.isdecimal() and 0 < int(size[:9]) < _SMALLEST


def _is_struck(look: _Type) -> bool:
    return any(name in look and _value(look[name]) not in _OFF for name in ("strike", "dstrike"))


def _is_white(look: _Type) -> bool:
    colour = look.get("color")
    if _value(colour, "themeColor"):
        return _value(colour, "themeColor") in _WHITE_THEMES and not _value(colour, "themeShade")
    try:
        return min(bytes.fromhex(_value(colour)), default=0) >= _FULL
    except ValueError:
        return False


def _has_ground(properties: etree._Element | None) -> bool:
    """Return whether properties lay a ground other than white."""
    if properties is None:
        return False
    shade, light = properties.find("{*}shd"), properties.find("{*}highlight")
    if _value(light) not in _PLAIN_GROUNDS:
        return True
    is_patterned = _value(shade) not in ("", "clear", "nil")
    return shade is not None and (is_patterned or _value(shade, "fill") not in _PLAIN_GROUNDS)


def _may_stand_out(run: etree._Element) -> bool:
    """Return whether something around a run, which is not looked at, may lay a ground under it."""
    around = run.iterancestors("{*}txbxContent", "{*}tbl")
    return any(
        str(one.tag).endswith("}txbxContent") or one.find("{*}tblPr/{*}tblStyle") is not None
        for one in around
    )


def _value(element: etree._Element | None, name: str = "val") -> str:
    found = element.attrib.items() if element is not None else ()
    return next((str(v) for k, v in found if str(k).rpartition("}")[2] == name), "")


# --- heights that cut ---------------------------------------------------------------------------


def _cut_texts(document: etree._Element) -> Iterator[etree._Element]:
    """Yield the first text of each cell, frame and text box that cannot hold all of its text."""
    size = _size_of(document)
    for holder, wide, high in (*_cells(document), *_frames(document), *_boxes(document)):
        first = next((one for one in holder.iter("{*}t") if one.text), None)
        if first is not None and high and _lines(holder, wide / size) * size > high:
            yield first


def _size_of(document: etree._Element) -> float:
    """Return the smallest type of a document that is for people, in points."""
    sizes = {_value(one) for one in document.iter("{*}sz")}
    found = [int(one[:9]) for one in sizes if one.isdecimal() and int(one[:9]) >= _SMALLEST]
    return min([_USUAL_SIZE, *(one / 2 for one in found)])


def _lines(holder: etree._Element, room: float) -> int:
    """Return how many lines the paragraphs of a holder take at least in so many full-width signs."""
    texts = ("".join(t.text or "" for t in one.iter("{*}t")) for one in holder.iter("{*}p"))
    return sum(max(1, ceil(width(text) / room)) if room > 1 else 1 for text in texts)


def _cells(document: etree._Element) -> Iterator[tuple[etree._Element, float, float]]:
    for height in document.iter("{*}trHeight"):
        row = next(height.iterancestors("{*}tr"), None)
        if row is None or _value(height, "hRule") != "exact":
            continue
        for cell in row.iterchildren("{*}tc"):
            if cell.find("{*}tcPr/{*}vMerge") is None:
                yield (
                    cell,
                    _points(_value(cell.find("{*}tcPr/{*}tcW"), "w")),
                    _points(_value(height)),
                )


def _frames(document: etree._Element) -> Iterator[tuple[etree._Element, float, float]]:
    for frame in document.iter("{*}framePr"):
        paragraph = next(frame.iterancestors("{*}p"), None)
        if paragraph is not None and _value(frame, "hRule") == "exact":
            yield paragraph, _points(_value(frame, "w")), _points(_value(frame, "h"))


def _boxes(document: etree._Element) -> Iterator[tuple[etree._Element, float, float]]:
    """Yield text boxes that do not grow with their text."""
    for box in document.iter("{*}txbxContent"):
        shape = next(box.iterancestors("{*}wsp"), None)
        drawing = next(box.iterancestors("{*}anchor", "{*}inline"), None)
        extent = drawing.find("{*}extent") if drawing is not None else None
        fits = ("{*}bodyPr/{*}spAutoFit", "{*}bodyPr/{*}normAutofit")
        if shape is None or extent is None or any(shape.find(fit) is not None for fit in fits):
            continue
        yield box, _points(_value(extent, "cx"), _EMUS), _points(_value(extent, "cy"), _EMUS)


def _points(text: str, parts: float = _TWIPS) -> float:
    return int(text[:9]) / parts if text.isdecimal() else 0.0
