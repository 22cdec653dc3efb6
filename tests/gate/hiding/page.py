"""What a page must not have: scripts, remarks, foreign files, words in attributes or out of sight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from tests.gate.hiding.package import is_known
from tests.gate.readers import page

_ELEMENTS = frozenset(
    ("html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3")
) | frozenset(
    ("main", "section", "nav", "aside", "ol", "ul", "li", "dl", "div", "dt", "dd", "span")
)
_TABLES = frozenset(
    ("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "br", "pre")
)
_META = frozenset(("charset", "viewport", "color-scheme"))
#: Ways to set text so that nobody sees it.
_INVISIBLE = re.compile(
    r"visibility:hidden|opacity:0|font-size:0|color:transparent|text-indent:-|content:[^;]*attr\("
)
#: Behind the title of a part, for those who hear that a wide table moves.
_SPOKEN = "の表（横に動かせます）"


def hidden(data: bytes) -> list[str]:
    """Say what a person would not see; nothing for a page that is all in sight."""
    seen = page.read(data).text
    root = html.document_fromstring(data.decode("utf-8"))
    found = [what for element in root.iter() for what in _in_element(element, seen)]
    style = "".join(str(css) for css in root.xpath("//style/text()")).replace(" ", "")
    found += [f"a style {invisible}" for invisible in _INVISIBLE.findall(style)]
    return found + [f"a style that loads {url}" for url in re.findall(r"url\(|@import", style)]


def _in_element(element: html.HtmlElement, seen: str) -> Iterator[str]:
    if isinstance(element, etree._Comment | etree._ProcessingInstruction):
        yield "a comment"
        return
    if (name := str(element.tag)) not in _ELEMENTS | _TABLES:
        yield f"<{name}>"
    if element.tag == "meta" and not {*element.attrib, element.get("name")} & _META:
        yield "a meta of another kind"
    if element.tag == "caption" and not is_known(element.text_content(), seen):
        yield f"a caption {element.text_content()}"
    for key, value in element.attrib.items():
        if key.startswith(("data-", "on")) or key == "hidden":
            yield f"an attribute {key}"
        if key == "href" and not value.startswith("#"):
            yield f"a way outside: {value}"
        if not is_known(value.removesuffix(_SPOKEN), seen):
            yield f"{key} says {value}"
