"""Our own exports come back as they went out."""

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

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*/*.json"))


def as_text(document):
    return import_files([SourceFile("書き出し.txt", export(document, "text"))])


@pytest.fixture(params=SAMPLES, ids=[f"{f.parent.name}-{f.stem}" for f in SAMPLES])
def sample(request):
    return parse_assessment(json.loads(request.param.read_text(encoding="utf-8")))


def test_a_sample_comes_back_from_its_text(sample):
    again = as_text(sample)
    assert without_ids(again.assessment.answers) == without_ids(sample.answers)
    assert again.assessment.edition == sample.edition
    rows = [row.cells() for row in again.assessment.change_history]
    assert rows == [row.cells() for row in sample.change_history]


def test_everything_in_our_own_text_is_sure(sample):
    report = as_text(sample).report
    assert {item.status for item in report.items} == {"sure"}
    assert report.edition_status == "sure"
    assert report.left_over == ()


def test_rows_of_a_sample_are_resolved_to_what_they_speak_of(sample):
    again = as_text(sample).assessment
    for old, new in zip(sample.change_history, again.change_history, strict=True):
        assert new.changed_on_date == old.changed_on_date
        assert len(new.id_paths) == len(old.id_paths), old.item
        assert {t.confidence for t in new.id_paths} <= {"sure", "group", "by-position"}


def test_our_json_is_read_as_it_stands(sample):
    again = import_files([SourceFile("文書.json", canonical(sample).encode())])
    assert again.assessment == sample
    assert again.report.note == "この製品のJSONをそのまま読みました。"
    assert again.report.counts()["sure"] == len(again.report.items)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("files[1].storage", "一行目\n\n三行目"),
        ("files[1].storage", "　字下げ\n　　二段"),
        ("files[1].storage", "備考"),
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
    ],
)
def test_an_awkward_answer_comes_back(path, value):
    document = changed(assessment(), {path: value})
    again = as_text(document).assessment
    assert without_ids(again.answers) == without_ids(document.answers)


def test_an_answer_that_is_not_published_comes_back_as_withheld():
    document = changed(assessment(), {"files[1].storage": "（非公表）"})
    again = as_text(document).assessment
    assert again.answers["files"][0]["storage"] == {"unknown": "withheld", "raw": "（非公表）"}


def test_what_our_own_document_calls_unreadable_comes_back_as_unreadable():
    lost = unknown("not-in-source")
    system = {"@id": "s1", "name": lost, "functions": lost, "connections": lost}
    document = assessment()
    document = replace(document, answers=document.answers | {"systems": [system], "title": lost})
    read = as_text(document).assessment.answers
    (found,) = read["systems"]
    reasons = {found[key]["unknown"] for key in ("name", "functions", "connections")}
    assert reasons == {read["title"]["unknown"]} == {"unreadable"}
