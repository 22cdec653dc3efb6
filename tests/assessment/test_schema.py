"""The JSON Schema of the form accepts what the parser accepts and refuses what it refuses."""

import json

import jsonschema
import pytest
from hypothesis import given

from pia.assessment import parse_assessment
from pia.assessment.schema import json_schema
from pia.errors import InputRefused
from pia.official import load_form
from tests.assessment.mutations import MUTATIONS, mutated, whole
from tests.assessment.test_parse import SAMPLES
from tests.builders import FORM, documents, patient

SCHEMA = jsonschema.Draft202012Validator(json_schema(FORM))


def test_the_schema_is_itself_right_for_every_edition():
    for edition in ("h30-05", "r06-10"):
        schema = json_schema(load_form("yoshiki3", edition))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["properties"]["edition"] == {"const": edition}


@pytest.mark.parametrize("file", SAMPLES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_sample_is_accepted(file):
    SCHEMA.validate(json.loads(file.read_text(encoding="utf-8")))


@patient
@given(documents())
def test_every_document_is_accepted(document):
    SCHEMA.validate(json.loads(json.dumps(document.as_json())))


def test_a_document_with_one_of_everything_is_accepted_by_both():
    stored = whole()
    SCHEMA.validate(stored)
    assert parse_assessment(stored).as_json() == stored


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_what_the_parser_refuses_is_refused(mutation):
    stored = mutated(mutation)
    with pytest.raises(InputRefused):
        parse_assessment(stored)
    assert not SCHEMA.is_valid(stored)


@pytest.mark.parametrize(
    "op",
    [
        {"op": "set", "at": "title", "old": None, "new": {"checked": [], "detail": {}}},
        {"op": "replace", "at": "title", "start": 0, "old": "", "new": "x"},
        {"op": "add", "at": "systems[@b]", "position": 1, "new": {"@id": "b"}},
        {"op": "remove", "at": "systems[@b]", "position": 1, "old": {"@id": "b"}},
        {"op": "move", "at": "systems[@b]", "old": 1, "new": 2},
    ],
)
def test_every_kind_of_operation_is_accepted_and_none_of_its_keys_may_miss(op):
    stored = whole()
    stored["change_history"][0]["ops"] = [op]
    SCHEMA.validate(stored)
    assert parse_assessment(stored).as_json() == stored
    for key in op:
        stored["change_history"][0]["ops"] = [{k: v for k, v in op.items() if k != key}]
        assert not SCHEMA.is_valid(stored)
        with pytest.raises(InputRefused):
            parse_assessment(stored)
