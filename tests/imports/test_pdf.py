"""Our own PDF comes back in the order of its tags; prints of other programs by their rules."""

import json
from dataclasses import replace

import pytest

from pia.assessment import parse_assessment
from pia.assessment.paths import answered, position_path
from pia.exports import export
from pia.imports import SourceFile, import_files
from pia.imports.assemble import _without_ids as without_ids
from tests.builders import assessment, changed, row, with_rows
from tests.imports.prints import framed_workbook, needs_office, printed
from tests.imports.test_round_trip import SAMPLES, rounds
from tests.outline.documents import newest


def squeezed(value):
    """A value without white space: lines of a page are not lines of the text."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [squeezed(one) for one in value]
    return {k: squeezed(v) for k, v in value.items()} if isinstance(value, dict) else value


def rows_of(document):
    return [squeezed(list(row.cells())) for row in document.change_history]


def read(data):
    return import_files([SourceFile("評価書.pdf", data)])


def assert_same(again, document):
    assert squeezed(without_ids(again.assessment.answers)) == squeezed(
        without_ids(document.answers)
    )
    assert rows_of(again.assessment) == rows_of(document)
    assert again.assessment.edition == document.edition


@pytest.mark.parametrize("path", SAMPLES, ids=[f"{f.parent.name}-{f.stem}" for f in SAMPLES])
def test_a_sample_comes_back_item_by_item_and_everything_is_sure(path):
    document = parse_assessment(json.loads(path.read_text(encoding="utf-8")))
    again = read(export(document, "pdf"))
    assert_same(again, document)
    assert {item.status for item in again.report.items} == {"sure"}
    assert not again.report.left_over


@pytest.mark.parametrize("answers", rounds(), ids=str)
def test_awkward_answers_come_back(answers):
    document = changed(assessment(), answers)
    assert_same(read(export(document, "pdf")), document)


def test_lines_that_people_typed_stay_lines():
    text = (
        "・一つ目の措置である。\n・二つ目の措置は、紙の幅では足りない長さの文で書かれているものとする。"
        * 2
    )
    again = read(export(changed(assessment(), {"files[1].storage": text}), "pdf"))
    assert again.assessment.answers["files"][0]["storage"] == text


def test_texts_over_many_pages_come_back():
    document = changed(assessment(), {"files[1].storage": "特定個人情報を取り扱う。" * 2_000})
    document = with_rows(document, row(before="b" * 9_000, after="変更" * 4_000), row())
    assert_same(read(export(document, "pdf")), document)


@pytest.mark.parametrize(
    "sign", ["𠮷", "髙", "﨑", "①", "〈〉", "～", "―", "㈱", "葛\U000e0100", "ｶﾞ"]
)
def test_signs_of_offices_come_back(sign):
    document = with_rows(assessment(storage=f"前{sign}後{sign}"), row(before=f"{sign}野"))
    assert_same(read(export(document, "pdf")), document)


def test_a_place_names_the_page_of_its_table():
    report = read(export(assessment(storage="三階のサーバー室"), "pdf")).report
    (item,) = (item for item in report.items if item.path.endswith("storage"))
    assert "ページの表" in str(item.place)


def answers_of(document):
    found = answered(document.form, document.answers)
    return {str(position_path(document.answers, path)): squeezed(v or "") for path, _, v in found}


def compared(again, document):
    """How many items came back right, and the paths of those that are wrong and called sure."""
    wanted, got = answers_of(document), answers_of(again.assessment)
    status = {item.position_path: item.status for item in again.report.items}
    wrong = [path for path in wanted if wanted[path] != got.get(path)]
    return len(wanted) - len(wrong), [path for path in wrong if status.get(path) == "sure"]


PRINTED = {
    "docx": lambda document: ("docx", export(document, "docx")),
    "xlsx": lambda document: ("xlsx", export(document, "xlsx")),
}


@needs_office
@pytest.mark.parametrize("make", PRINTED.values(), ids=PRINTED)
def test_a_print_of_another_program_comes_back_by_its_rules(make, tmp_path):
    document = newest()
    kind, data = make(document)
    again = read(printed(data, kind, tmp_path))
    right, wrong_and_sure = compared(again, document)
    assert wrong_and_sure == []
    assert right == len(answers_of(document))
    assert rows_of(again.assessment) == rows_of(document)


@needs_office
def test_of_a_print_that_cuts_words_off_nearly_all_of_what_it_shows_comes_back(tmp_path):
    """Choices in narrow boxes are cut on this paper, and nobody can read them: they are unsure."""
    document = newest()
    again = read(printed(framed_workbook(document), "xlsx", tmp_path))
    right, wrong_and_sure = compared(again, document)
    assert right >= 168
    assert len(wrong_and_sure) <= 1
    assert rows_of(again.assessment) == rows_of(document)


def test_a_document_without_answers_comes_back():
    document = replace(assessment(), change_history=())
    assert_same(read(export(document, "pdf")), document)


def test_empty_cells_of_a_row_keep_their_places():
    document = with_rows(
        assessment(), row(), row(changed_on="", explanation=""), row(before="", after="")
    )
    assert_same(read(export(document, "pdf")), document)
