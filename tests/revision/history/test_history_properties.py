"""Rebuilding is the inverse of applying, over the form's own items and kinds."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from pia.assessment import Path, apply
from pia.errors import AnswerIsNo
from pia.revision import compare, record
from pia.revision.history import rebuild
from pia.revision.printed.forward import PrintedStep, apply_printed
from pia.revision.style import GRANULARITIES, TableStyle
from tests.builders import patient
from tests.revision.strategies import editions

DAY = date(2023, 11, 6)
GRANULARITY = st.sampled_from(sorted(GRANULARITIES))


def compared(old, new, granularity="block"):
    style = TableStyle(granularity=granularity)
    return compare(old, new, changed_on=DAY, as_of=DAY, style=style)


def as_read_from_paper(document):
    rows = tuple(replace(row, ops=None, origin="imported") for row in document.change_history)
    return replace(document, change_history=rows)


def differing(one, other):
    """The items and things whose printed answers differ, whatever the order of their blocks.

    別添2 prints which block changed, not where in its text it stands.
    """
    rows = compared(one, other, "item").rows
    return {Path.parse(at) for row in rows for at in row.id_paths if lines(row, 0) != lines(row, 1)}


def lines(row, side):
    cell = (row.before, row.after)[side]
    return sorted("".join(line.split()) for line in cell.split("\n") if line.strip())


def not_told(rows, comparison):
    """What a person was told is not as before: rows that did not fit, differences without a row."""
    told = {row.path for row in rows if not row.fits}
    unprinted = {op.at for part in comparison.unprinted for op in part.ops}
    told |= {at.rpartition(".")[0] for at in unprinted if at.endswith("@id")}
    return told | unprinted


def is_told(path, told):
    return any(str(Path(path.steps[: n + 1])) in told for n in range(len(path.steps)))


@patient
@given(editions(), GRANULARITY)
def test_rows_that_know_their_operations_give_the_old_edition_byte_for_byte(pair, granularity):
    old, new = pair
    printed = [op for row in compared(old, new).rows for op in row.ops]
    new = replace(new, answers=apply(old.answers, printed))
    comparison = compared(old, new, granularity)
    assume(comparison.rows and not comparison.unprinted)
    rebuilt = rebuild(record(new, comparison))
    assert all(row.fits for row in rebuilt.rows)
    (edition,) = rebuilt.editions
    assert edition.document.answers | stamp(old) == old.answers
    assert edition.document.change_history == ()


def stamp(old):
    """公表日 of the old edition, which the new one does not know."""
    return {key: old.answers[key] for key in ("published_on",) if key in old.answers}


@patient
@given(editions(), GRANULARITY)
def test_no_text_is_wrong_without_its_row_being_told(pair, granularity):
    old, new = pair
    comparison = compared(old, new, granularity)
    assume(comparison.rows)
    for document in (record(new, comparison), as_read_from_paper(record(new, comparison))):
        rebuilt = rebuild(document)
        told = not_told(rebuilt.rows, comparison)
        wrong = differing(rebuilt.editions[0].document, old)
        assert not {path for path in wrong if not is_told(path, told)}


@patient
@given(editions(), GRANULARITY)
def test_a_table_without_operations_gives_the_new_edition_or_is_refused(pair, granularity):
    old, new = pair
    comparison = compared(old, new, granularity)
    assume(comparison.rows)
    steps = [
        PrintedStep(f"{n}行目", row.item, row.before, row.after, (row.id_paths,))
        for n, row in enumerate(comparison.rows, start=1)
    ]
    with suppress(AnswerIsNo):
        applied = apply_printed(old, steps)
        told = not_told((), comparison)
        assert not {path for path in differing(applied, new) if not is_told(path, told)}
