"""What holds for every pair of documents."""

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pia.assessment import Move, Path, Replace, Set, apply, inverse
from pia.assessment.canonical import canonical_json
from pia.assessment.parse import parse_answers
from pia.official import Item, Repeat
from pia.official.folding import without_space
from pia.official.kinds import KINDS, is_blank
from pia.revision import compare
from pia.revision.proof import is_complete
from pia.revision.spans import joined
from pia.revision.style import DEFAULT_STYLE, GRANULARITIES, TableStyle
from tests.revision.strategies import FORM, MAKERS, documents, editions, shuffles

DAY = date(2025, 1, 20)
SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


STYLES = st.sampled_from([TableStyle(granularity=name) for name in GRANULARITIES])


def compared(old, new, style=DEFAULT_STYLE):
    return compare(old, new, changed_on=DAY, as_of=DAY, style=style)


def all_ops(comparison):
    return [op for part in (*comparison.rows, *comparison.unprinted) for op in part.ops]


def assert_rebuilds(old, new, style=DEFAULT_STYLE):
    comparison = compared(old, new, style)
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
        assert_changed_signs_are_printed(row)


def assert_changed_signs_are_printed(row):
    """White space at the edge of a block is laid aside, nothing else."""
    cells = without_space(row.before), without_space(row.after)
    for op in row.ops:
        old, new = getattr(op, "old", None), getattr(op, "new", None)
        for cell, value in zip(cells, (old, new), strict=True):
            if not isinstance(op, Move):
                assert [word for word in words_of(op, value) if word not in cell] == []


def words_of(op, value):
    """Yield what a reader must find of one side of an operation: its texts and choices."""
    if isinstance(op, Replace):
        yield without_space(value)
    elif isinstance(op, Set):
        node = FORM.find(Path.parse(op.at).pattern)
        yield from words_of_answer(node, value) if isinstance(node, Item) else ()
    else:
        owner = Path.parse(op.at).pattern.removesuffix("[]")
        yield from words_of_thing(owner, value or {})


def words_of_thing(owner, thing):
    for node in FORM.members(owner):
        value = thing.get(node.key)
        if isinstance(node, Repeat):
            for inner in value or ():
                yield from words_of_thing(node.path, inner)
        else:
            yield from words_of_answer(node, value)


def words_of_answer(item, value):
    """Yield the words of one answer; one that could not be read has none."""
    if isinstance(value, dict) and "checked" in value:
        chosen = [choice for choice in item.choices if choice.key in value["checked"]]
        yield from (without_space(f"[○]{choice.words}") for choice in chosen)
        yield from map(without_space, value["detail"].values())
    elif isinstance(value, str) and not is_blank(value):
        choice = next((one for one in item.choices if one.key == value), None)
        yield without_space(choice.words if choice else value)


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


@settings(SOME, max_examples=150)
@given(editions(), STYLES)
def test_the_rows_rebuild_the_next_edition_at_every_granularity(pair, style):
    old, new = pair
    assert_rebuilds(old, new, style)


@settings(SOME, max_examples=100)
@given(editions() | st.tuples(documents("one"), documents("other")), STYLES, st.data())
def test_a_table_with_a_row_taken_out_is_not_complete(pair, style, data):
    old, new = pair
    comparison = compared(old, new, style)
    assume(comparison.rows)

    def proves(rows):
        unprinted, matched = comparison.unprinted, comparison.matched
        return is_complete(old, new, rows, unprinted, matched, headings=comparison.headings)

    lost = data.draw(st.sampled_from(comparison.rows))
    assert proves(comparison.rows)
    assert not proves([row for row in comparison.rows if row is not lost])


@SOME
@given(editions(), STYLES)
def test_every_row_has_a_name_of_its_own(pair, style):
    old, new = pair
    keys = [row.key for row in compared(old, new, style).rows]
    assert len(set(keys)) == len(keys)


@SOME
@given(documents(), documents())
def test_the_rows_rebuild_any_other_document_of_the_lineage(old, new):
    assert_rebuilds(old, new)


@settings(SOME, max_examples=150)
@given(documents("one"), documents("other"))
def test_the_rows_rebuild_a_document_of_another_lineage(old, new):
    assert_rebuilds(old, new)


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
