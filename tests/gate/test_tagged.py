"""The gate: a checker of PDF/UA-1 finds nothing in any assessment (the samples: tests/exports)."""

import pytest
from hypothesis import given, settings
from pdfua import validate

from pia.exports import export
from tests.gate.assessments import assessments
from tests.gate.formats import QUICK


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("tagged") / "a.pdf"


def assert_sound(document, file):
    file.write_bytes(export(document, "pdf"))
    assert validate(str(file)).findings == ()


@settings(QUICK, max_examples=3)
@given(document=assessments())
def test_any_assessment_keeps_pdf_ua(document, file):
    assert_sound(document, file)


@pytest.mark.long
@settings(QUICK, max_examples=100)
@given(document=assessments())
def test_very_many_assessments_keep_pdf_ua(document, file):
    assert_sound(document, file)
