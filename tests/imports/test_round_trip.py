"""Our own exports, and workbooks of the official layout, come back as they went out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pia.assessment import parse_assessment
from pia.assessment.canonical import canonical
from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.imports.assemble import _without_ids as without_ids
from pia.official.kinds import unknown
from tests.builders import assessment, changed
from tests.imports.workbooks import in_three_files, workbook

#: How a document becomes a file of each kind that is read.
FILES = {
    "text": lambda document: export(document, "text"),
    "html": lambda document: export(document, "html"),
    "docx": lambda document: export(document, "docx"),
    "xlsx": workbook,
    "xlsx-own": lambda document: export(document, "xlsx"),
}
SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*/*.json"))


def read_back(document, kind):
    return import_files(
        [SourceFile(f"書き出し.{kind.removesuffix('-own')}", FILES[kind](document))]
    )


@pytest.fixture(params=SAMPLES, ids=[f"{f.parent.name}-{f.stem}" for f in SAMPLES])
def sample(request):
    return parse_assessment(json.loads(request.param.read_text(encoding="utf-8")))


@pytest.fixture(params=FILES)
def kind(request):
    return request.param


def assert_same(again, document):
    assert without_ids(again.assessment.answers) == without_ids(document.answers)
    assert again.assessment.edition == document.edition
    rows = [row.cells() for row in again.assessment.change_history]
    assert rows == [row.cells() for row in document.change_history]


def test_a_sample_comes_back_item_by_item_and_everything_is_sure(sample, kind):
    again = read_back(sample, kind)
    assert_same(again, sample)
    report = again.report
    assert {item.status for item in report.items} == {"sure"}
    assert report.edition_status == "sure"
    assert not report.left_over


def test_three_workbooks_are_one_assessment_in_any_order():
    sample = parse_assessment(json.loads(SAMPLES[-1].read_text(encoding="utf-8")))
    body, records, table = in_three_files(sample)
    files = [("別添2.xlsx", table), ("本文.xlsx", body), ("別添1.xlsx", records)]
    assert_same(import_files([SourceFile(*file) for file in files]), sample)


def test_a_body_in_word_and_its_appendices_in_excel_are_one_assessment():
    sample = parse_assessment(json.loads(SAMPLES[0].read_text(encoding="utf-8")))
    without = replace(sample, change_history=())
    _, _, table = in_three_files(sample)
    files = [("本文.docx", FILES["docx"](without)), ("別添2.xlsx", table)]
    assert_same(import_files([SourceFile(*file) for file in files]), sample)


def test_rows_of_a_sample_are_resolved_to_what_they_speak_of(sample):
    again = read_back(sample, "text").assessment
    for old, new in zip(sample.change_history, again.change_history, strict=True):
        assert new.changed_on_date == old.changed_on_date
        assert len(new.id_paths) == len(old.id_paths), old.item
        assert {t.confidence for t in new.id_paths} <= {"sure", "group", "by-position"}


def test_our_json_is_read_as_it_stands(sample):
    again = import_files([SourceFile("文書.json", canonical(sample).encode())])
    assert again.assessment == sample
    assert again.report.note == "この製品のJSONをそのまま読みました。"
    assert again.report.counts()["sure"] == len(again.report.items)


AWKWARD = [
    ("files[1].storage", "一行目\n\n三行目"),
    ("files[1].storage", "　字下げ\n　　二段"),
    ("files[1].storage", "備考"),
    ("files[1].storage", "甲  乙 丙"),
    ("files[1].storage", "「[」は括弧\n[○]紙"),
    ("number", "007"),
    ("number", "3.10"),
    ("title", "=1+1"),
    ("files[1].notes", "一行目\n\n三行目"),
    ("files[1].record_items", "○甲\n\n乙 丙\n備考\n公表日"),
    ("declaration", "①部署\n②所属長"),
    ("published_on", ""),
    ("files[1].outsourced", ""),
    ("files[1].outsourced", "—"),
    ("files[1].outsourced_count", ""),
    ("files[1].outsourced_count", "約3"),
    ("files[1].sources", {"checked": ["other"], "detail": {"other": "か)っこ(を"}}),
    ("files[1].disclosure", {"checked": [], "detail": {}}),
]


def rounds():
    """Documents with one awkward answer at each path, the first ones first."""
    by_path: dict[str, list] = {}
    for path, value in AWKWARD:
        by_path.setdefault(path, []).append(value)
    most = max(map(len, by_path.values()))
    return [{path: v[n] for path, v in by_path.items() if n < len(v)} for n in range(most)]


@pytest.mark.parametrize(("path", "value"), AWKWARD)
def test_an_awkward_answer_comes_back_from_text(path, value):
    document = changed(assessment(), {path: value})
    assert_same(read_back(document, "text"), document)


@pytest.mark.parametrize("answers", rounds(), ids=str)
def test_awkward_answers_come_back_from_every_kind_of_file(answers, kind):
    document = changed(assessment(), answers)
    assert_same(read_back(document, kind), document)


@pytest.mark.parametrize("value", ["a & <b> &amp; <br>", "措置\n8. 監査\n以上"])
def test_signs_of_markup_and_headings_inside_a_cell_are_text(value):
    document = changed(assessment(), {"files[1].storage": value})
    for kind in ("html", "docx", "xlsx", "xlsx-own"):
        assert_same(read_back(document, kind), document)


def test_an_absent_answer_is_printed_as_an_empty_box_and_comes_back_as_one(kind):
    document = changed(assessment(), {"special_notes": None})
    assert read_back(document, kind).assessment.answers["special_notes"] == ""


def test_an_answer_that_is_not_published_comes_back_as_withheld(kind):
    document = changed(assessment(), {"files[1].storage": "（非公表）"})
    again = read_back(document, kind).assessment
    assert again.answers["files"][0]["storage"] == {"unknown": "withheld", "raw": "（非公表）"}


def test_what_our_own_document_calls_unreadable_comes_back_as_unreadable(kind):
    lost = unknown("not-in-source")
    system = {"@id": "s1", "name": lost, "functions": lost, "connections": lost}
    document = assessment()
    document = replace(document, answers=document.answers | {"systems": [system], "title": lost})
    read = read_back(document, kind).assessment.answers
    (found,) = read["systems"]
    reasons = {found[key]["unknown"] for key in ("name", "functions", "connections")}
    assert reasons == {read["title"]["unknown"]} == {"unreadable"}
