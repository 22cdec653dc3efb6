"""The gate: LibreOffice opens every file, saves it again and prints all of it.

The pictures of the printed pages (PIA_SCREENSHOTS) are for people: a city publishes what they show.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pia.exports.docx import redline_of
from pia.imports import SourceFile
from pia.operations.filling import fill_template
from pia.outline import outline
from pia.revision import compare
from tests.exports.accepting import accepted, rejected
from tests.exports.templates import blank, narrow, wide
from tests.gate.formats import NEWEST, read_again, sample_file
from tests.gate.office import Office, keep_pages, needs_office, pages_of
from tests.gate.same import told
from tests.outline.documents import NAMES, newest, sample

pytestmark = needs_office
DAY = date(2025, 7, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
def test_every_sample_is_saved_again_and_still_says_the_same(office, fmt):
    saved = office.converted({f"{name}.{fmt}": sample_file(name, fmt) for name in NAMES}, fmt)
    for name in NAMES:
        assert told(read_again(saved[name], fmt)) == told(sample(name)), name


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
def test_every_sample_is_printed_whole(office, fmt):
    printed = office.converted({f"{name}.{fmt}": sample_file(name, fmt) for name in NAMES}, "pdf")
    for name, pdf in printed.items():
        assert not unprinted(sample(name), pdf), name
    for name in NEWEST:
        keep_pages(f"{fmt}-{name}", printed[name])


def unprinted(document, pdf):
    """The signs of a document that stand less often on its pages than in its cells."""
    signs = Counter("".join(cell.text for cell in outline(document).cells()))
    seen = Counter("".join(pages_of(pdf)))
    return {sign: n - seen[sign] for sign, n in signs.items() if n > seen[sign] and sign.strip()}


def test_every_redline_is_saved_again_and_still_says_both_editions(office):
    pairs = {f"redline-{name}": (sample(before(name)), sample(name)) for name in NEWEST}
    files = {
        f"{name}.docx": redline_of(compare(old, new, changed_on=DAY, as_of=DAY))
        for name, (old, new) in pairs.items()
    }
    for name, saved in office.converted(files, "docx").items():
        old, new = pairs[name]
        assert told(read_again(accepted(saved), "docx")) == told(new)
        assert told(read_again(rejected(saved), "docx")) == told(old)
    for name, pdf in office.converted(files, "pdf").items():
        keep_pages(name, pdf)


def before(name):
    """The edition before one."""
    return NAMES[NAMES.index(name) - 1]


def test_a_filled_workbook_is_saved_again_and_still_says_the_same(office):
    """What its sheets had no place for is told when it is filled (tests/exports)."""
    made = {}
    for name, template in {"narrow": narrow, "wide": wide}.items():
        filled = fill_template(newest(), SourceFile("様式.xlsx", template(blank(systems=12))))
        made[f"{name}.xlsx"] = filled.data
    saved = office.converted(made, "xlsx")
    for name, data in made.items():
        stem = Path(name).stem
        assert told(read_again(saved[stem], "xlsx")) == told(read_again(data, "xlsx"))
    for name, pdf in office.converted(made, "pdf").items():
        keep_pages(f"filled-{name}", pdf)
