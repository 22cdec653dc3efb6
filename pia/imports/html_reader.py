"""Web page (HTML) → Grid: text outside tables line by line, tables row by row.

Read is what belongs to the document on the page: not its navigation, its header and footer, nor
what is hidden. Spaces inside a line are kept; a line break of the source is a space, as in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from pia.errors import InputRefused
from pia.imports.building import GridBuilder, Laid
from pia.imports.continued import joined
from pia.imports.grid import Grid, too_many_cells
from pia.imports.markup import EDGE, box_sign, kept, settled
from pia.imports.page_sight import take_from_sight
from pia.imports.page_styles import TooManyRulesError
from pia.imports.sight import without_doubts
from pia.imports.source import SourceFile, decode_as
from pia.official.typed import keep_imported
from pia.outline.continuation import MARK

#: How a page begins, behind comments and declarations. A comment is read in one way only: of several
#: the expression would try every pair of ends.
_START = re.compile(
    r"\s*(?:<\?[^>]*>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+<(!doctype\s+html|html|head|body|meta|title|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(r"\.(html?|xhtml)$", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z]")
#: Looked for where spaces begin, not again at each of them.
_SOURCE_BREAK = re.compile(r"(?<! ) *\n[ \n]*")
#: Where a page says its encoding, and what Python calls those that Japanese pages name.
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)",
    re.IGNORECASE,
)
_HEAD_BYTES = 2_048
_ENCODINGS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
}
#: With ① and Ⅰ, which pages write that name the encoding without them.
_EUC, _EUC_WITH_CIRCLED = "euc_jp", "euc_jis_2004"
#: Written in ASCII alone, so that it passes for UTF-8.
_SEVEN_BITS = "iso2022_jp"
_SKIPPED = frozenset(
    {"head", "script", "style", "template", "noscript", "nav", "header", "footer", "aside"}
    | {"svg", "math", "object", "iframe", "button", "rt", "rp", "del"}
    | {"dialog", "datalist", "audio", "video", "canvas", "noframes"}
)
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt"}
    | {"fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend"}
    | {"li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tfoot"}
    | {"tr", "ul", "details", "figcaption"}
)
#: Most tags of one page; the workbook of a narrow grid saved as a page has some hundred thousand.
MAX_PAGE_TAGS = 500_000
_CELLS = ("td", "th")
_BOXES = ("checkbox", "radio")
#: Most columns that a table is counted in, and most rows that one cell may claim.
_MAX_COLUMNS, _MAX_ROWS = 200, 65_534


def is_html(source: SourceFile, text: str) -> bool:
    """Return whether a text is a page: it begins like one, or is named so and holds tags."""
    named = _NAMED.search(source.name) is not None
    return _START.match(text) is not None or (named and _TAG.search(text) is not None)


def decode_page(source: SourceFile) -> str:
    """Return the text of a page in the encoding that it names. Raises InputRefused."""
    named = _CHARSET.search(source.data[:_HEAD_BYTES])
    encoding = _ENCODINGS.get(named[1].decode("ascii").lower()) if named else None
    if encoding != _SEVEN_BITS and _is_in(source.data, "utf-8"):
        encoding = None
    elif encoding == _EUC and not _is_in(source.data, encoding):
        encoding = _EUC_WITH_CIRCLED
    return decode_as(source, encoding)


def _is_in(data: bytes, encoding: str) -> bool:
    """Return whether bytes are of an encoding; UTF-8 is no page by chance, whatever it names."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read_html(source: SourceFile) -> list[Grid]:
    """Return the grid of a page. Raises InputRefused."""
    text, removed = keep_imported(decode_page(source))
    root = _parsed(source, text)
    builder = GridBuilder(source.name, removed + _cleaned(root))
    try:
        take_from_sight(root)
        _flow(builder, _document(root))
    except (RecursionError, TooManyRulesError) as error:
        raise _too_large(source) from error
    return [builder.grid()]


def _parsed(source: SourceFile, text: str) -> html.HtmlElement:
    if text.count("<") > MAX_PAGE_TAGS:
        raise _too_large(source)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser)
    except etree.ParserError as error:
        raise InputRefused("ファイルに文字がありません", where=source.name) from error
    if any(said.level == etree.ErrorLevels.FATAL for said in parser.error_log):
        raise _too_large(source)
    return root


def _document(root: html.HtmlElement) -> html.HtmlElement:
    """Return the one main part of a page, the whole page where it has none or several."""
    mains = list(root.iter("main"))
    return mains[0] if len(mains) == 1 else root


def _too_large(source: SourceFile) -> InputRefused:
    hint = "表の入れ子を減らすか、テキストにしてください。"
    return InputRefused("HTMLの入れ子か文章が大きすぎます", where=source.name, hint=hint)


def _cleaned(root: html.HtmlElement) -> int:
    """Remove control characters that were written as `&#…;`, and return how many there were."""
    removed = 0
    for element in root.iter():
        for name in ("text", "tail"):
            kept, gone = keep_imported(getattr(element, name) or "")
            if gone:
                setattr(element, name, kept)
            removed += gone
    return removed


def _flow(builder: GridBuilder, element: html.HtmlElement) -> None:
    """Add what an element holds: tables as tables, all else as lines of text."""
    text = ""
    for piece in _pieces(element, tables=True):
        if isinstance(piece, str):
            text += piece
        else:
            _add_text(builder, text)
            text = ""
            _add_list(builder, piece) if piece.tag == "dl" else _add_table(builder, piece)
    _add_text(builder, text)


def _add_text(builder: GridBuilder, text: str) -> None:
    text, doubt = without_doubts(text)
    if settled(text):
        builder.text(settled(text), doubt)


def _pieces(element: html.HtmlElement, *, tables: bool = False) -> Iterator[str | html.HtmlElement]:
    """Yield the text of an element with the edges of its blocks; its tables themselves if wanted."""
    if element.tag == "pre":
        yield kept("".join(_typed(element)))
        return
    yield _plain(element.text)
    for child in element:
        if not _is_skipped(child):
            yield from _child(child, tables=tables)
        yield _plain(child.tail)


def _typed(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of an element as it was typed, each `<br>` a line break."""
    yield element.text or ""
    for child in element:
        if not _is_skipped(child):
            yield from ("\n",) if child.tag == "br" else _typed(child)
        yield child.tail or ""


def _child(child: html.HtmlElement, *, tables: bool) -> Iterator[str | html.HtmlElement]:
    if child.tag in ("table", "dl") and tables:
        yield child
    elif child.tag == "br":
        yield "\n"
    elif child.tag == "input":
        yield _input(child)
    else:
        edge = EDGE if child.tag in _BLOCKS else ""
        yield edge
        yield from _pieces(child, tables=tables)
        yield " " if child.tag in _CELLS else edge


def _plain(text: str | None) -> str:
    """Return a piece of text; a line break of the source is a space, its indentation none."""
    return _SOURCE_BREAK.sub(" ", text or "")


def _is_skipped(element: html.HtmlElement) -> bool:
    return element.tag in _SKIPPED or element.get("hidden") is not None


def _input(element: html.HtmlElement) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in _BOXES:
        return box_sign(checked=element.get("checked") is not None)
    return element.get("value") or "" if kind == "text" else ""


# --- tables -----------------------------------------------------------------------------------


def _add_table(builder: GridBuilder, table: html.HtmlElement) -> None:
    """Add a table; one of a single column that frames other tables is no table.

    Rows of a workbook that was saved as a page may continue the row above them.
    """
    for caption in table.findall("caption"):
        if not _is_skipped(caption):
            _flow(builder, caption)
    rows = list(_rows(table))
    single = [cells[0] for cells in rows if len(cells) == 1]
    if len(single) == len(rows) and any(cell.find(".//table") is not None for cell in single):
        for cell in single:
            _flow(builder, cell)
    else:
        laid = list(enumerate(_laid(builder.file, rows), start=1))
        is_marked = any(one.text == MARK for _, cells in laid for one in cells[:1])
        builder.numbered_table(joined(laid) if is_marked else laid)


def _add_list(builder: GridBuilder, definitions: html.HtmlElement) -> None:
    """Add a list of terms and what they mean as a table of two columns.

    One that holds tables or lists of its own is text.
    """
    terms = list(_terms(definitions))
    if any(one.find(f".//{tag}") is not None for one in terms for tag in ("table", "dl")):
        for one in terms:
            _flow(builder, one)
        return
    rows: list[list[Laid]] = []
    for one in terms:
        if one.tag == "dt" or not rows:
            rows.append([])
        rows[-1].append(_cell(one, 1 if one.tag == "dt" else 2))
    builder.table(rows)


def _terms(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the terms of a list and what they mean, those of lists inside left to these."""
    for child in element:
        if child.tag in ("dt", "dd"):
            yield from () if _is_skipped(child) else (child,)
        elif child.tag not in ("dl", "table") and not _is_skipped(child):
            yield from _terms(child)


def _rows(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """Yield the cells of each row, those of tables inside a cell left to that cell."""
    for child in table:
        if child.tag == "tr" and not _is_skipped(child):
            yield [cell for cell in child if cell.tag in _CELLS]
        elif child.tag in ("thead", "tbody", "tfoot") and not _is_skipped(child):
            yield from _rows(child)


def _laid(name: str, rows: list[list[html.HtmlElement]]) -> Iterator[list[Laid]]:
    """Yield the cells of each row at their columns, below those that reach down from above."""
    free_from: dict[int, int] = {}
    for row, cells in enumerate(rows):
        laid, column = [], 1
        for cell in cells:
            while free_from.get(column, 0) > row:
                column += 1
            down = _span(cell, "rowspan", _MAX_ROWS) or _MAX_ROWS
            if column > _MAX_COLUMNS:
                raise too_many_cells(name)
            across = max(1, min(_span(cell, "colspan", _MAX_COLUMNS), _MAX_COLUMNS - column))
            laid.append(_cell(cell, column, down))
            free_from |= dict.fromkeys(range(column, column + across), row + down)
            column += across
        yield laid


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    """Return a span; 0 as a number of rows means all that follow."""
    value = (cell.get(name) or "1").strip()
    return min(int(value), most) if value.isdecimal() and len(value) < len(str(2**31)) else 1


def _cell(cell: html.HtmlElement, column: int, rows: int = 1) -> Laid:
    if _is_skipped(cell):
        return Laid("", column, rows)
    text = "".join(piece for piece in _pieces(cell) if isinstance(piece, str))
    text, doubt = without_doubts(text)
    return Laid(settled(text), column, rows, doubt)
