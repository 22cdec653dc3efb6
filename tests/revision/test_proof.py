"""`complete` is computed: a table that lost or altered anything is not complete."""

from dataclasses import replace
from datetime import date

import pytest

from pia.assessment import Assessment, Set
from pia.revision import compare
from pia.revision.proof import is_complete

DAY = date(2025, 1, 20)
OLD = Assessment(
    "yoshiki3",
    "h30-05",
    "one",
    {
        "department": "市民課",
        "task_content": "届出の受付",
        "special_notes": "",
        "systems": [{"@id": "s1", "name": "年金"}, {"@id": "s2", "name": "宛名"}],
    },
)
NEW = replace(
    OLD,
    answers={
        "department": "こども課",
        "task_content": "届出の受付及び審査",
        "special_notes": "—",
        "systems": [{"@id": "s2", "name": "宛名"}],
    },
)
COMPARISON = compare(OLD, NEW, changed_on=DAY, as_of=DAY)


def proven(rows=COMPARISON.rows, unprinted=COMPARISON.unprinted):
    return is_complete(OLD, NEW, rows, unprinted)


def test_the_table_is_complete():
    assert [row.change for row in COMPARISON.rows] == ["edited", "removed", "edited"]
    assert proven()
    assert COMPARISON.complete


@pytest.mark.parametrize("number", range(3))
def test_a_row_left_out_is_noticed(number):
    rows = COMPARISON.rows
    assert not proven(rows[:number] + rows[number + 1 :])


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("cell", ["before", "after"])
def test_an_altered_cell_is_noticed(number, cell):
    rows = list(COMPARISON.rows)
    rows[number] = replace(rows[number], **{cell: getattr(rows[number], cell) + "字"})
    assert not proven(rows)


def test_altered_segments_are_noticed():
    first, *others = COMPARISON.rows
    assert not proven([replace(first, segments=(("=", first.before),)), *others])


def test_an_operation_that_does_not_fit_is_noticed():
    first, *others = COMPARISON.rows
    assert not proven([replace(first, ops=(Set("department", "別の課", "こども課"),)), *others])


def test_what_is_not_printed_belongs_to_the_proof():
    assert not proven(unprinted=())
