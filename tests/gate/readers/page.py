"""Pages by lxml's HTML parser, as a browser would set them: white space is kept, `br` breaks."""

from __future__ import annotations

from lxml import html

from tests.gate.readers.paper import Paper, Rows

#: What stands around the document: its head, the list of contents, the legend, the skip link.
_AROUND = ("nav", "aside", "header", "a")


def read(data: bytes) -> Paper:
    """Rows of the parts; the page's head, its list of contents and its legend stand around."""
    paper = Paper()
    (body,) = _opened(data).iter("body")
    _walk(body, paper)
    return paper


def contents(data: bytes) -> list[str]:
    """The entries of the list of contents in the order they are read."""
    return [_text(a) for nav in _opened(data).iter("nav") for a in nav.iter("a")]


def _opened(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode("utf-8"))


def _walk(element: html.HtmlElement, paper: Paper) -> None:
    for child in element:
        if child.tag in _AROUND:
            paper.around += filter(None, (text.strip() for text in child.itertext()))
        elif child.tag == "table":
            paper.rows += _rows(child)
        elif child.get("class") == "bar":
            paper.rows.append(tuple(map(_text, child)))
        elif child.tag == "h2" or child.get("class") == "tag":
            paper.rows.append((_text(child),))
        else:
            paper.rows += [(text,)] if (text := (child.text or "").strip()) else []
            _walk(child, paper)


def _rows(table: html.HtmlElement) -> Rows:
    columns = len(list(table.iter("col")))
    rows: Rows = []
    reaching: list[tuple[int, int]] = []
    for tr in table.iter("tr"):
        spans = [(int(c.get("colspan", "1")), int(c.get("rowspan", "1"))) for c in tr]
        assert sum(wide for wide, _ in spans + reaching) == columns, "a row does not fill its grid"
        reaching = [(wide, high - 1) for wide, high in spans + reaching if high > 1]
        rows.append(tuple(map(_text, tr)))
    return rows


def _text(element: html.HtmlElement) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else _text(child), child.tail or ""]
    return "".join(pieces)
