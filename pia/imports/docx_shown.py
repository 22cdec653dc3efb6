"""What Word shows and no text of the file says: counted numbers, symbols; and what it hides.

The tree of a document is changed so that its texts are what a person sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pia.imports.docx_sight import take_from_sight

#: Levels of a list; Word has nine.
_LEVELS = 9
_CIRCLED, _MOST_CIRCLED = 0x2460, 20
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_OFF = ("0", "false", "off")
#: So many styles that build on one another are followed.
_GENERATIONS = 9
#: Most signs of the pattern of a number.
_LONGEST = 255
#: Most of what one list counts: a longer one has no numbers of the form.
_MOST = 999
#: Signs of symbol fonts that cities use for boxes.
_SYMBOLS = {
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFC): "✔",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0xA1): "○",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0xA3): "□",
}


@dataclass(frozen=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class _List:
    """A list: those of one `kind` count on together, but where one begins anew."""

    kind: str = ""
    levels: Mapping[int, _Level] = field(default_factory=dict)
    #: Level → where it begins anew in this list.
    anew: Mapping[int, int] = field(default_factory=dict)


#: Lists by their `numId`.
_Lists = Mapping[str, _List]


def show(
    document: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> None:
    """Write into a document what Word shows on its own, take away prompts and what styles hide."""
    prompts: set[etree._Element] = set()
    for control in document.iter("{*}sdt"):
        is_prompt = control.find("{*}sdtPr/{*}showingPlcHdr") is not None
        if is_prompt and prompts.isdisjoint(control.iterancestors("{*}sdt")):
            prompts.add(control)
            for text in control.iter("{*}t"):
                text.text = ""
    for symbol in list(document.iter("{*}sym")):
        symbol.tag = etree.QName(etree.QName(symbol).namespace, "t")
        symbol.text = _symbol(symbol)
    if styles is not None:
        _hide(document, _hiding(styles))
    take_from_sight(document, styles)
    if numbering is not None:
        _count(document, _lists(numbering), _of_styles(styles))


def _symbol(symbol: etree._Element) -> str:
    code = _value(symbol, "char")
    number = int(code, 16) & 0xFF if len(code) == 4 and code.isalnum() and code.isascii() else 0  # noqa: PLR2004
    return _SYMBOLS.get((_value(symbol, "font").lower(), number), "")


def _value(element: etree._Element | None, name: str = "val") -> str:
    found = element.attrib.items() if element is not None else ()
    return next((str(v) for k, v in found if str(k).rpartition("}")[2] == name), "")


def _number(text: str, usual: int = 0) -> int:
    return min(int(text), _MOST) if text.isdecimal() and len(text) < _LEVELS else usual


# --- styles that hide ---------------------------------------------------------------------------


def _hiding(styles: etree._Element) -> set[str]:
    """Return the styles whose text is not shown, by themselves or by those that they build on."""
    told: dict[str, bool] = {}
    bases: dict[str, str] = {}
    for style in styles.iterchildren("{*}style"):
        name, vanish = _value(style, "styleId"), style.find("{*}rPr/{*}vanish")
        bases[name] = _value(style.find("{*}basedOn"))
        if vanish is not None:
            told[name] = _value(vanish) not in _OFF
    hiding = {name for name, is_on in told.items() if is_on}
    for _ in range(_GENERATIONS if hiding else 0):
        hiding |= {name for name, base in bases.items() if base in hiding and name not in told}
    return hiding


def _hide(document: etree._Element, hiding: set[str]) -> None:
    """Take away the text of such styles, but for runs that say themselves whether they are shown."""
    gone: set[etree._Element] = set()
    for named in document.iter("{*}pStyle", "{*}rStyle") if hiding else ():
        properties = named.getparent()
        holder = properties.getparent() if properties is not None else None
        if holder is None or _value(named) not in hiding:
            continue
        if not gone.isdisjoint(holder.iterancestors("{*}p")):
            continue
        gone.add(holder)
        for run in holder.iter("{*}r"):
            if run.find("{*}rPr/{*}vanish") is None:
                for text in run.iterchildren("{*}t"):
                    text.text = ""


# --- lists ------------------------------------------------------------------------------------


def _lists(numbering: etree._Element) -> _Lists:
    kinds = {
        _value(kind, "abstractNumId"): dict(_levels(kind))
        for kind in numbering.iterchildren("{*}abstractNum")
    }
    found = {}
    for one in numbering.iterchildren("{*}num"):
        name = _value(one.find("{*}abstractNumId"))
        anew = {
            _number(_value(level, "ilvl")): _number(_value(level.find("{*}startOverride")), 1)
            for level in one.iterchildren("{*}lvlOverride")
        }
        found[_value(one, "numId")] = _List(name, kinds.get(name, {}), anew)
    return found


def _levels(kind: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in kind.iterchildren("{*}lvl"):
        text = _value(level.find("{*}lvlText"))[:_LONGEST]
        form = _value(level.find("{*}numFmt"))
        start = _number(_value(level.find("{*}start")), 1)
        yield _number(_value(level, "ilvl")), _Level(form or "decimal", text, start)


def _of_styles(styles: etree._Element | None) -> dict[str, etree._Element]:
    """Return the numbering that styles give their paragraphs."""
    found = styles.iterchildren("{*}style") if styles is not None else ()
    counted = ((_value(style, "styleId"), style.find("{*}pPr/{*}numPr")) for style in found)
    return {name: numbers for name, numbers in counted if numbers is not None}


def _count(document: etree._Element, lists: _Lists, styles: Mapping[str, etree._Element]) -> None:
    """Write the number of each counted paragraph before its text."""
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    begun: set[str] = set()
    for paragraph in list(document.iter("{*}p")):
        counted = paragraph.find("{*}pPr/{*}numPr")
        if counted is None:
            counted = styles.get(_value(paragraph.find("{*}pPr/{*}pStyle")))
        if counted is None:
            continue
        name = _value(counted.find("{*}numId"))
        one = lists.get(name, _List())
        depth = _number(_value(counted.find("{*}ilvl")))
        if depth not in one.levels or depth >= _LEVELS:
            continue
        if name not in begun:
            counts[one.kind] |= {level: start - 1 for level, start in one.anew.items()}
            begun.add(name)
        _step(counts[one.kind], one.levels, depth)
        _put_before(paragraph, _shown(counts[one.kind], one.levels, depth))


def _step(counts: dict[int, int], levels: Mapping[int, _Level], depth: int) -> None:
    counts[depth] = min(counts.get(depth, levels[depth].start - 1) + 1, _MOST)
    for deeper in [level for level in counts if level > depth]:
        del counts[deeper]


def _shown(counts: Mapping[int, int], levels: Mapping[int, _Level], depth: int) -> str:
    """Return the number as Word prints it, "" for bullets and kinds that are not known."""
    text = levels[depth].text
    for level in range(depth + 1):
        sign = f"%{level + 1}"
        if sign in text:
            kind = levels[level].kind if level in levels else "decimal"
            text = text.replace(sign, _printed(kind, counts.get(level, 1)))
    return text if levels[depth].kind in _KINDS else ""


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if 0 < number <= _MOST_CIRCLED else str(number)


_KINDS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": str,
    "decimalFullWidth2": str,
    "decimalHalfWidth": str,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
}


def _printed(kind: str, number: int) -> str:
    return _KINDS.get(kind, str)(number)


def _put_before(paragraph: etree._Element, number: str) -> None:
    if not number:
        return
    space = etree.QName(paragraph).namespace
    run = etree.Element(etree.QName(space, "r"))
    text = etree.SubElement(run, etree.QName(space, "t"))
    text.text = f"{number} "
    first = paragraph.find("{*}pPr")
    paragraph.insert(0 if first is None else paragraph.index(first) + 1, run)
