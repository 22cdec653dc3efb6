"""The redline: accepting all gives the newer edition, rejecting all the older one, cell by cell."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pia.assessment.edit import edited, move_thing, remove_thing
from pia.exports import export
from pia.exports.docx import redline_of
from pia.imports import SourceFile, import_files
from pia.outline import outline
from pia.revision import compare
from tests.builders import assessment, documents, edits, patient, row, with_rows
from tests.exports.accepting import W, accepted, marks, rejected
from tests.exports.reading import docx_headings, docx_rows, outline_rows
from tests.outline.documents import NAMES, empty, newest, sample, two_files, without_lists

DAY = date(2025, 7, 1)


def redline(old, new):
    return redline_of(compare(old, new, changed_on=DAY, as_of=DAY))


def changed(document, **answers):
    return replace(document, answers=document.answers | answers)


def assert_both_faces(old, new, data):
    for face, document in ((accepted(data), new), (rejected(data), old)):
        printed = outline(document)
        assert docx_rows(face) == outline_rows(printed)
        assert docx_headings(face) == [part.heading for part in printed.parts]
        feet = [p.text for s in Document(BytesIO(face)).sections for p in s.footer.paragraphs]
        assert printed.name in feet[0]


PAIRS = [(a, b) for a, b in combinations(NAMES, 2) if a.split("-")[0] == b.split("-")[0]]
OTHERS = [(NAMES[0], NAMES[3]), (NAMES[8], NAMES[2])]


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *OTHERS])
def test_every_pair_of_editions_can_be_accepted_and_rejected(old, new):
    before, after = sample(old), sample(new)
    assert_both_faces(before, after, redline(before, after))


@pytest.mark.parametrize("build", [newest, two_files, without_lists, empty])
def test_an_edition_against_itself_has_no_mark(build):
    assert not marks(redline(build(), build()))


def test_a_whole_document_against_an_empty_one_comes_and_goes():
    assert_both_faces(empty(), two_files(), redline(empty(), two_files()))
    assert_both_faces(two_files(), empty(), redline(two_files(), empty()))


@st.composite
def pairs(draw):
    old = draw(st.sampled_from([newest(), two_files(), assessment()]) | documents())
    return old, edited(old, draw(edits(old)))


@settings(patient, max_examples=25)
@given(pairs())
def test_edited_documents_can_be_accepted_and_rejected(pair):
    old, new = pair
    assert_both_faces(old, new, redline(old, new))


def test_words_are_marked_not_whole_texts():
    old = changed(newest(), special_notes="委託先は、再委託しない。\n以上。")
    new = changed(newest(), special_notes="委託先は、再委託する。\n以上。")
    data = redline(old, new)
    assert [mark.tag.removeprefix(W) for mark in marks(data)] == ["ins", "del"]
    assert ["".join(mark.itertext()) for mark in marks(data)] == ["する", "しない"]


def test_a_choice_and_a_box_are_marked_inside_their_brackets():
    old = assessment(type="system_file", audits={"checked": ["internal"], "detail": {}})
    new = assessment(type="other_electronic", audits={"checked": [], "detail": {}})
    found = ["".join(mark.itertext()) for mark in marks(redline(old, new))]
    assert "○" in found
    assert not [words for words in found if "[" in words or "]" in words]
    assert_both_faces(old, new, redline(old, new))


def test_a_thing_that_came_or_went_is_rows_that_came_or_went():
    old = newest()
    last = len(old.answers["files"][0]["outsourcing"])
    fewer = edited(old, remove_thing(old, f"files[1].outsourcing[{last}]"))
    for data, tag in ((redline(old, fewer), "del"), (redline(fewer, old), "ins")):
        rows = [m for m in marks(data) if m.getparent().tag == f"{W}trPr"]
        assert len(rows) > 5
        assert {m.tag for m in rows} == {f"{W}{tag}"}


def test_a_moved_thing_goes_at_one_place_and_comes_at_the_other():
    old = newest()
    moved = edited(old, move_thing(old, "files[1].outsourcing[1]", 2))
    assert_both_faces(old, moved, redline(old, moved))


def test_a_new_row_of_the_change_table_is_a_row_that_came():
    old = with_rows(newest(), row(before="一", after="二"))
    new = with_rows(newest(), row(before="一", after="二"), row(before="二", after="三"))
    found = [mark for mark in marks(redline(old, new)) if mark.getparent().tag == f"{W}trPr"]
    assert [mark.tag for mark in found] == [f"{W}ins"]


def test_another_name_of_the_document_is_marked_at_the_foot_too():
    old, new = newest(), changed(newest(), title="介護保険に関する事務 重点項目評価書")
    data = redline(old, new)
    with ZipFile(BytesIO(data)) as file:
        assert b"w:ins" in file.read("word/footer1.xml")
    assert_both_faces(old, new, data)


def test_marks_are_signed_by_the_organisation_on_the_documents_own_day():
    data = redline(sample(NAMES[4]), newest())
    assert {mark.get(f"{W}author") for mark in marks(data)} == {"みほん市長"}
    assert {mark.get(f"{W}date") for mark in marks(data)} == {"2025-06-30T00:00:00Z"}
    numbers = [mark.get(f"{W}id") for mark in marks(data)]
    with ZipFile(BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    bookmarks = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(set(numbers + bookmarks)) == len(numbers + bookmarks)


def test_without_an_organisation_the_comparison_signs():
    old, new = changed(newest(), organisation=""), changed(newest(), organisation="", title="事務")
    assert {mark.get(f"{W}author") for mark in marks(redline(old, new))} == {"変更箇所の比較"}


def test_an_organisation_with_signs_of_markup_is_no_markup():
    old = changed(newest(), organisation='"><w:x/>')
    new = changed(old, title="\\1 事務")
    assert {mark.get(f"{W}author") for mark in marks(redline(old, new))} == {'"><w:x/>'}


def test_the_same_editions_give_the_same_bytes():
    assert redline(sample(NAMES[4]), newest()) == redline(sample(NAMES[4]), newest())


def test_the_importer_reads_the_newer_edition_out_of_it():
    old, new = sample("yobo-sesshu-2023-01-16"), sample("yobo-sesshu-2024-12-02")
    read, plain = (
        import_files([SourceFile("a.docx", data)]).assessment.answers
        for data in (redline(old, new), export(new, "docx"))
    )
    assert re.sub("'@id': '[^']*'", "", str(read)) == re.sub("'@id': '[^']*'", "", str(plain))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed"
)
def test_an_office_program_opens_it_and_keeps_the_marks(tmp_path):
    (tmp_path / "a.docx").write_bytes(redline(sample(NAMES[4]), newest()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", tmp_path / "a.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = (tmp_path / "out" / "a.docx").read_bytes()
    assert len(marks(saved)) > 20
    assert docx_headings(accepted(saved)) == [p.heading for p in outline(newest()).parts]
