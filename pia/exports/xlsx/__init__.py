"""XLSX, laid out as the official form is printed: a sheet per part, each cell of the outline one frame.

Enters: an Outline. Leaves: bytes of an Excel workbook. Cells are merged and get no height by
themselves, so heights are worked out here, and with them the pages; a text that is longer than a
page or a row goes on in the next row, see `pia.outline.continuation`.
"""

from pia.exports.xlsx.book import write

__all__ = ["write"]
