"""Two digests: one of the answers alone, one of the whole document."""

from dataclasses import replace

import pytest
from hypothesis import given

from pia.assessment import Retired, answers_digest, document_digest
from pia.assessment.canonical import canonical_json, content_id
from tests.builders import assessment, changed, documents, patient, row, with_rows, withholding

BASE = assessment()
OTHER_FACES = {
    "history": with_rows(BASE, row()),
    "withheld": withholding(BASE, "title", "評価書名"),
    "retired": replace(BASE, retired=(Retired("h28-01", "old", "旧", "値"),)),
    "lineage": replace(BASE, lineage="lineage2"),
    "edition": replace(BASE, edition="r06-10"),
}


@pytest.mark.parametrize("other", OTHER_FACES.values(), ids=OTHER_FACES)
def test_only_the_document_digest_sees_what_is_not_an_answer(other):
    assert answers_digest(other.answers) == answers_digest(BASE.answers)
    assert document_digest(other) != document_digest(BASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", None),
        ("", "—"),
        ("髙橋", "高橋"),
        ("﨑", "崎"),
        ("塚", "\ufa10"),
        ("甲", "甲 "),
        ("一\n二", "一二"),
        ("葛", "葛\U000e0100"),
    ],
)
def test_both_digests_see_every_difference_of_an_answer(one, other):
    first, second = changed(BASE, {"title": one}), changed(BASE, {"title": other})
    assert answers_digest(first.answers) != answers_digest(second.answers)
    assert document_digest(first) != document_digest(second)


def test_the_order_in_which_answers_were_written_does_not_count():
    turned = dict(reversed(BASE.answers.items()))
    assert list(turned) != list(BASE.answers)
    assert answers_digest(turned) == answers_digest(BASE.answers)


def test_a_digest_is_sha256_in_hex_and_never_changes():
    empty = "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
    assert answers_digest({}) == empty
    assert content_id({}) == empty[:8]
    assert canonical_json({"b": "髙", "a": []}) == '{\n "a": [],\n "b": "髙"\n}\n'


@patient
@given(documents(), documents())
def test_equal_digests_mean_equal_documents(one, other):
    assert (document_digest(one) == document_digest(other)) == (one == other)
    assert (answers_digest(one.answers) == answers_digest(other.answers)) == (
        one.answers == other.answers
    )
