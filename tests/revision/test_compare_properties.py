"""What holds for every pair of documents."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from pia.assessment import Move, Replace, apply, inverse
from pia.assessment.canonical import canonical_json
from pia.assessment.parse import parse_answers
from pia.official.kinds import KINDS
from pia.revision import compare
from pia.revision.spans import joined
from tests.revision.strategies import FORM, MAKERS, documents, editions, shuffles

DAY = date(2025, 1, 20)
SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def compared(old, new):
    return compare(old, new, changed_on=DAY, as_of=DAY)


def all_ops(comparison):
    return [op for part in (*comparison.rows, *comparison.unprinted) for op in part.ops]


def assert_rebuilds(old, new):
    comparison = compared(old, new)
    ops = all_ops(comparison)
    rebuilt = apply(old.answers, ops)
    assert canonical_json(rebuilt) == canonical_json(new.answers)
    assert canonical_json(apply(rebuilt, inverse(ops))) == canonical_json(old.answers)
    assert comparison.complete
    assert_cells_say_everything(comparison)
    return comparison


def assert_cells_say_everything(comparison):
    for row in comparison.rows:
        assert row.before != row.after
        assert joined(row.segments, "=-") == row.before
        assert joined(row.segments, "=+") == row.after
        for op in row.ops:
            if isinstance(op, Replace):
                assert op.old in row.before
                assert op.new in row.after


def test_the_strategies_know_every_kind():
    assert set(MAKERS) == set(KINDS)


@SOME
@given(documents())
def test_documents_of_the_strategies_are_documents(document):
    assert parse_answers(FORM, document.answers) == document.answers


@SOME
@given(documents())
def test_an_edition_compared_with_itself_has_no_row(document):
    comparison = compared(document, document)
    assert comparison.rows == comparison.unprinted == comparison.findings == ()
    assert comparison.complete
    assert comparison.procedure == "なし"


@settings(SOME, max_examples=150)
@given(editions())
def test_the_rows_rebuild_the_next_edition(pair):
    comparison = assert_rebuilds(*pair)
    assert not any("@id" in op.at for op in all_ops(comparison))


@SOME
@given(documents(), documents())
def test_the_rows_rebuild_any_other_document_of_the_lineage(old, new):
    assert_rebuilds(old, new)


@settings(SOME, max_examples=150)
@given(documents("one"), documents("other"))
def test_the_rows_rebuild_a_document_of_another_lineage(old, new):
    comparison = assert_rebuilds(old, new)
    assert all(row.needs_confirmation for row in comparison.rows)


@SOME
@given(shuffles())
def test_things_in_another_order_are_moves_and_nothing_else(pair):
    comparison = assert_rebuilds(*pair)
    assert comparison.rows == ()
    assert {part.reason for part in comparison.unprinted} <= {"move"}
    assert all(isinstance(op, Move) for op in all_ops(comparison))


@SOME
@given(editions())
def test_rows_stand_in_the_order_of_the_form(pair):
    comparison = compared(*pair)
    tops = [row.id_paths[0].split("[")[0].split(".")[0] for row in comparison.rows]
    places = [FORM.order[top] for top in tops]
    assert places == sorted(places)
