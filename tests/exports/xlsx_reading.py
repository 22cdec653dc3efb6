"""A written workbook read back: the rows of the paper, and those that the outline prints."""

from io import BytesIO

from openpyxl import load_workbook

from pia.outline import PartKind, legend
from tests.gate.readers import sheet


def opened(data):
    return load_workbook(BytesIO(data))


def xlsx_rows(data):
    """Every row of every sheet, each frame once, continued rows joined."""
    return list(map(list, sheet.read(data).rows))


def expected_rows(outline):
    """The same rows from the outline: headings, tables, what stands at the foot."""
    return list(map(list, sheet.printed(outline)))


def explained(data):
    """What stands around the document: 記号の説明."""
    return sheet.read(data).around


#: 記号の説明 as it is printed.
LEGEND = [legend.TITLE, *(words for pair in legend.LEGEND for words in pair)]


def sheets_of(outline):
    """How many sheets an outline takes: 項目一覧 stands with the cover."""
    return sum(part.kind != PartKind.CONTENTS for part in outline.parts)
