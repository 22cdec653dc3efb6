"""The gate: what was written comes back, import(export(a)) is a.

Here the newest edition of each sample; all of them stand in tests/imports, with what is sure.
"""

import pytest
from hypothesis import given, settings

from pia.exports import export
from tests.gate.assessments import assessments
from tests.gate.formats import FORMATS, NEWEST, QUICK, read_again, real_document, sample_file
from tests.gate.same import told
from tests.outline.documents import sample

formats = pytest.mark.parametrize("fmt", FORMATS)


def assert_comes_back(data, document, fmt):
    spaces = FORMATS[fmt].spaces
    assert told(read_again(data, fmt), spaces=spaces) == told(document, spaces=spaces)


@pytest.mark.parametrize("name", NEWEST)
@formats
def test_a_sample_comes_back(name, fmt):
    assert_comes_back(sample_file(name, fmt), sample(name), fmt)


@formats
@settings(QUICK, max_examples=4)
@given(assessments())
def test_any_assessment_comes_back(fmt, document):
    assert_comes_back(export(document, fmt), document, fmt)


@pytest.mark.long
@formats
@settings(QUICK, max_examples=200)
@given(assessments())
def test_very_many_assessments_come_back(fmt, document):
    assert_comes_back(export(document, fmt), document, fmt)


@formats
def test_what_could_be_read_of_the_real_document_comes_back(real_docs, fmt):
    """What could not be read stays so; the file tells it by one note, whatever the reason was."""
    document = real_document(real_docs)
    spaces = FORMATS[fmt].spaces
    again = told(read_again(export(document, fmt), fmt), spaces=spaces)
    assert readable(again) == readable(told(document, spaces=spaces))


def readable(value):
    """The same with every answer that could not be read alike."""
    if isinstance(value, list):
        return [readable(one) for one in value]
    if isinstance(value, dict):
        unread = "unknown" in value and value["unknown"] != "withheld"
        return None if unread else {key: readable(one) for key, one in value.items()}
    return value
