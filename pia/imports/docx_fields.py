"""What Word draws from a formula: enclosed signs (囲い文字), which it keeps as EQ fields, and equations.

The text of an EQ field is its instruction, which a reader passes over. It is written into the tree, with a
doubt: how the signs stand to each other on the page is not said in any text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pia.imports.sight import DRAWN

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EQ = re.compile(r"\s*eq\b", re.IGNORECASE)
#: The last of what a field lays over each other: \\o\\ac(○,印), \\x(印).
_LAST = re.compile(r"[(,;]([^(),;]*)\)\s*$")
#: Numbers in a ring are the numbers of choices.
_RINGED = re.compile(r"\([○◯〇],\s*([1-9]|1[0-9]|20)\s*\)\s*$")
_FIRST_RINGED = 0x2460


@dataclass
class _Field:
    """A field while its runs are read."""

    said: str = ""
    shows: str = ""
    is_shown: bool = False
    texts: list[etree._Element] = field(default_factory=list)


def show_drawn(document: etree._Element) -> None:
    """Write enclosed signs and equations into a document as text."""
    _show_fields(document)
    for formula in list(document.iter(f"{_MATH}oMath")):
        text = "".join(one.text or "" for one in formula.iter(f"{_MATH}t"))
        whole = next(formula.iterancestors(f"{_MATH}oMathPara"), formula)
        above = whole.getparent()
        if above is not None and text.strip():
            whole.addnext(_run(above, text + DRAWN))


def _run(beside: etree._Element, text: str) -> etree._Element:
    namespace = etree.QName(beside).namespace
    run = etree.Element(f"{{{namespace}}}r")
    etree.SubElement(run, f"{{{namespace}}}t").text = text
    return run


def _show_fields(document: etree._Element) -> None:
    open_fields: list[_Field] = []
    for element in document.iter("{*}fldChar", "{*}instrText", "{*}t"):
        name = etree.QName(element).localname
        kind = next((v for k, v in element.attrib.items() if str(k).endswith("}fldCharType")), "")
        if kind == "begin":
            open_fields.append(_Field())
        elif not open_fields:
            continue
        elif kind == "separate":
            open_fields[-1].is_shown = True
        elif kind == "end":
            _finish(open_fields.pop())
        elif name == "instrText":
            open_fields[-1].said += element.text or ""
            open_fields[-1].texts.append(element)
        elif name == "t" and open_fields[-1].is_shown:
            open_fields[-1].shows += element.text or ""


def _finish(done: _Field) -> None:
    """Write what an EQ field draws in place of its instruction, where nothing else stands for it."""
    last = _LAST.search(done.said)
    if last is None or not _EQ.match(done.said) or done.shows.strip():
        return
    ringed = _RINGED.search(done.said)
    text = chr(_FIRST_RINGED + int(ringed[1]) - 1) if ringed else last[1].strip()
    first = done.texts[0]
    first.tag = f"{{{etree.QName(first).namespace}}}t"
    first.text = text + DRAWN
