"""PDF: what independent checkers of PDF/UA-1 and PDF/A-2a say of every sample."""

import re

import pytest
from pdfua import validate

from pia.exports import export
from pia.exports.pdf import write
from pia.outline import outline
from tests.exports.test_pdf_fonts import BIZ, needs_biz
from tests.outline.documents import NAMES, empty, newest, sample, two_files, unreadable

BUILDS = {"newest": newest, "two files": two_files, "empty": empty, "unreadable": unreadable}

#: It multiplies the matrix of a CFF font twice; docs/analysis/pdf.md proves it by the widths.
FALSE = re.compile(r"width 0\.000 in its embedded CIDFontType0C program but \d+\.000 in /W")


def failures(data, profile):
    checker = pytest.importorskip("page", reason="page-validation is not here: make judges")
    report = checker.validate_pdf_bytes(data, profile=profile)
    return report, list(report.failures)


@pytest.mark.parametrize("name", NAMES)
def test_a_checker_of_pdf_ua_finds_nothing(name, tmp_path):
    (tmp_path / "a.pdf").write_bytes(export(sample(name), "pdf"))
    assert validate(str(tmp_path / "a.pdf")).findings == ()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
def test_another_checker_errs_about_the_widths_of_glyphs_and_finds_nothing_else(build, profile):
    _, found = failures(export(build(), "pdf"), profile)
    assert [bool(FALSE.search(one.message)) for one in found] == [True]


@needs_biz
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_in_a_truetype_font_it_finds_nothing_at_all(profile, monkeypatch):
    monkeypatch.setenv("PIA_PDF_FONTS", str(BIZ))
    monkeypatch.setenv("PIA_PDF_FONT", "BIZ UDPGothic")
    report, found = failures(write(outline(newest())), profile)
    assert found == []
    assert report.is_compliant
