"""PDFs by their tags, piece by piece as a screen reader goes through them (tests.exports.pdf_reading).

Lines are broken where the page ends, so white space does not count. A long answer in a frame may be
several paragraphs: neighbours are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pia.outline import Outline
from tests.exports.pdf_reading import elements, printed_elements
from tests.gate.readers.paper import Paper, Rows


def read(data: bytes) -> Paper:
    """Every heading, cell, entry and paragraph as a row of its own, in the order of the tags."""
    return Paper(_joined(elements(data)))


def printed(outline: Outline) -> Rows:
    """The same from the outline."""
    return _joined(printed_elements(outline))


def _joined(pieces: Iterable[tuple[str, str]]) -> Rows:
    rows: Rows = []
    before = ""
    for tag, text in pieces:
        if tag == before == "P":
            rows[-1] = (rows[-1][0] + text,)
        else:
            rows.append((_without_page(text) if tag == "TOCI" else text,))
        before = tag
    return rows


def _without_page(entry: str) -> str:
    """An entry of the contents without the number of its page."""
    return re.sub(r"\d+$", "", entry)
