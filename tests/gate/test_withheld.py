"""The gate: withheld words are in no layer of any public file, in no spelling."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia.assessment.paths import answered, id_path
from pia.assessment.publicise import publicise
from pia.exports import export
from pia.exports.registry import WRITERS
from tests.builders import changed, row, withholding
from tests.gate.assessments import assessments
from tests.gate.formats import QUICK
from tests.gate.hiding.traces import found
from tests.outline.documents import NAMES, sample

formats = pytest.mark.parametrize("fmt", WRITERS)
WORDS = "庁舎地下二階𠮷電算室第７ラック"


def texts_of(document):
    """The id path of every text."""
    places = answered(document.form, document.answers)
    return [id_path(document.answers, path) for path, item, _ in places if item.kind == "text"]


def with_secret(document, places):
    """The document with the secret in these texts, withheld in the first and told in 別添2."""
    told = f"前　{WORDS}\n後"
    document = changed(document, {str(path): told for path in places})
    table = (*document.change_history, row(before=told, after=WORDS, explanation=WORDS))
    return withholding(replace(document, change_history=table), str(places[0]), WORDS)


def assert_withheld(document, fmt):
    """The whole file says the secret, in a place that the search looks at; the public one does not."""
    assert found(export(document, fmt), WORDS)
    assert found(export(publicise(document), fmt), WORDS) == []


@pytest.mark.parametrize("name", NAMES[::3])
@formats
def test_a_sample_with_every_text_withheld_tells_it_nowhere(name, fmt):
    document = sample(name)
    assert_withheld(with_secret(document, texts_of(document)), fmt)


@formats
@settings(QUICK, max_examples=3)
@given(st.data())
def test_an_assessment_tells_withheld_words_nowhere(fmt, data):
    document = data.draw(assessments())
    places = st.lists(st.sampled_from(texts_of(document)), min_size=1, max_size=5, unique=True)
    chosen = data.draw(places)
    assert_withheld(with_secret(document, chosen), fmt)


@formats
def test_a_withheld_choice_and_withheld_boxes_are_not_told(fmt):
    document = sample(NAMES[-1])
    document = withholding(document, "files[1].outsourced", "", 1)
    document = withholding(document, "files[1].methods", "", 1)
    public = publicise(document)
    thing = public.answers["files"][0]
    assert thing["outsourced"] == thing["methods"] == {"unknown": "withheld", "raw": "（非公表）"}
    words = export(public, fmt)
    assert words != export(document, fmt)


SPELLED = {
    "utf-16": WORDS.encode("utf-16-le"),
    "hex": WORDS.encode().hex().upper().encode(),
    "base64": base64.b64encode(f"いろは{WORDS}にほ".encode()),
    "references": "".join(f"&#x{ord(sign):x};" for sign in WORDS).encode(),
}


@pytest.mark.parametrize("spelled", SPELLED.values(), ids=SPELLED)
def test_the_search_finds_other_spellings(spelled):
    assert found(b"<html>" + spelled, WORDS) == ["the file"]
