"""A stored document is read as it is, or refused with the place of what is wrong."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given

from pia.assessment import canonical, parse_assessment, read_assessment
from pia.errors import InputRefused
from pia.settings import data_path
from tests.assessment.mutations import MUTATIONS, ONLY_PARSER, mutated
from tests.builders import assessment, documents, patient, row, with_rows, withholding

SAMPLES = sorted(Path(data_path("samples")).glob("*/*.json"))


def refusal(given_json):
    with pytest.raises(InputRefused) as refused:
        parse_assessment(given_json)
    return str(refused.value)


@patient
@given(documents())
def test_a_canonical_document_is_read_as_it_is(document):
    text = canonical(document)
    assert read_assessment(text, "文書") == document
    assert canonical(read_assessment(text, "文書")) == text


@pytest.mark.parametrize("file", SAMPLES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_sample_is_canonical(file):
    text = file.read_bytes().decode("utf-8")
    assert canonical(read_assessment(text, file.name)) == text


def test_there_are_samples():
    assert len(SAMPLES) == 9


def test_canonical_text_has_sorted_keys_plain_utf8_and_a_last_line_break():
    text = canonical(assessment(title="髙橋﨑\ufa10"))
    assert "髙橋﨑\ufa10" in text
    assert text.endswith("}\n")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def test_boxes_come_into_the_forms_order_and_texts_are_kept_as_typed():
    stored = assessment().as_json()
    stored["answers"]["risks"][0]["audits"] = {"checked": ["external", "self_check"]}
    stored["answers"]["title"] = "か\u3099\r\n\t﨑"
    found = parse_assessment(stored).answers
    assert found["risks"][0]["audits"] == {"checked": ["self_check", "external"], "detail": {}}
    assert found["title"] == "が\n 﨑"


def test_absent_empty_dash_and_unknown_are_four_things():
    stored = assessment().as_json()
    four = {"title": "", "number": "—", "department": {"unknown": "not-in-source"}}
    stored["answers"] |= four
    del stored["answers"]["special_notes"]
    found = parse_assessment(stored).answers
    assert {key: found[key] for key in four} == four
    assert "special_notes" not in found


def test_a_null_answer_is_refused_because_absent_is_something_else():
    stored = assessment().as_json()
    stored["answers"]["title"] = None
    sentence = "文字列が要りますが、nullが書かれています（評価書名 title）。"
    assert refusal(stored) == sentence


@pytest.mark.parametrize("mutation", MUTATIONS + ONLY_PARSER, ids=lambda m: m.name)
def test_a_wrong_document_is_refused_with_its_place(mutation):
    assert refusal(mutated(mutation)).startswith(mutation.sentence)


def test_the_keys_that_may_be_left_out_are_filled():
    stored = {k: assessment().as_json()[k] for k in ("schema", "form", "edition", "lineage")}
    found = parse_assessment(stored | {"answers": {}})
    assert (found.change_history, found.withheld, found.retired) == ((), (), ())
    assert found.as_json()["change_history"] == []


def test_a_row_of_a_published_table_needs_only_its_six_cells():
    stored = with_rows(assessment(), row()).as_json()
    cells = ("changed_on", "item", "before", "after", "timing", "explanation")
    stored["change_history"] = [{k: stored["change_history"][0][k] for k in cells}]
    found = parse_assessment(stored).change_history[0]
    assert found == row()
    assert (found.origin, found.ops, found.id_paths) == ("imported", None, ())


def test_reading_does_not_change_what_was_given():
    stored = withholding(with_rows(assessment(), row()), "title", "評価").as_json()
    before = copy.deepcopy(stored)
    parse_assessment(stored)
    assert stored == before
