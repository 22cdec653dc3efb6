"""The gate: what independent readers find in a file is the outline, cell by cell."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given, settings

from pia.exports import export
from pia.outline import PartKind, RowRole, outline
from tests.exports.reading import expected_text_rows, text_rows
from tests.gate.assessments import assessments
from tests.gate.formats import FORMATS, QUICK, real_document, sample_file
from tests.gate.readers.page import contents
from tests.outline.documents import NAMES, sample

#: What stands before the document's own parts.
BEFORE = (PartKind.COVER, PartKind.CONTENTS)
formats = pytest.mark.parametrize("fmt", FORMATS)


def assert_says_the_outline(data, document, fmt):
    reading = FORMATS[fmt]
    assert reading.read(data).rows == reading.printed(outline(document))


@pytest.mark.parametrize("name", NAMES)
@formats
def test_a_sample_is_read_back_cell_by_cell(name, fmt):
    assert_says_the_outline(sample_file(name, fmt), sample(name), fmt)


@formats
@settings(QUICK, max_examples=6)
@given(assessments())
def test_any_assessment_is_read_back_cell_by_cell(fmt, document):
    assert_says_the_outline(export(document, fmt), document, fmt)


@pytest.mark.long
@formats
@settings(QUICK, max_examples=200)
@given(assessments())
def test_very_many_assessments_are_read_back_cell_by_cell(fmt, document):
    assert_says_the_outline(export(document, fmt), document, fmt)


@formats
def test_the_real_document_is_read_back_cell_by_cell(real_docs, fmt):
    document = real_document(real_docs)
    assert_says_the_outline(export(document, fmt), document, fmt)


@settings(QUICK, max_examples=6)
@given(assessments())
def test_the_list_of_contents_of_a_page_leads_to_every_part_and_section(document):
    parts = [part for part in outline(document).parts if part.kind not in BEFORE]
    titles = [[p.heading, *(t.caption for t in p.tables if t.bar)] for p in parts]
    assert contents(export(document, "html")) == [title for one in titles for title in one]


@settings(QUICK, max_examples=6)
@given(assessments())
def test_every_row_of_a_text_file_is_read_back_in_order(document):
    found = map(_without_holes, text_rows(export(document, "text")))
    expected = map(_without_holes, expected_text_rows(outline(document)))
    assert [row for row in expected if row not in found] == []


def _without_holes(row):
    """A blank line in a cell beside a longer cell looks like a cell that has ended."""
    return [re.sub(r"\n+", "\n", cell).removesuffix("\n") for cell in row]


@settings(QUICK, max_examples=6)
@given(assessments())
def test_the_change_table_is_read_back_from_csv(document):
    header, *rows = csv.reader(StringIO(export(document, "csv").decode("utf-8-sig"), newline=""))
    table = next(p for p in outline(document).parts if p.kind == PartKind.CHANGE_TABLE).tables[0]
    assert header == [words for _, words in document.form.change_table.columns]
    printed = [row for row in table.rows if row.role != RowRole.EMPTY]
    assert [[without_guard(c) for c in r] for r in rows] == [
        [c.text for c in r.cells] for r in printed
    ]


def without_guard(cell):
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return re.sub(r"^'(?='*[=+@\n＝＋－＠-])", "", cell)
