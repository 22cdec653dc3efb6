"""Across lineages a comparison says of each thing what became of it, and of no other."""

from dataclasses import replace

import pytest
from hypothesis import given

from pia.assessment import Add, Move, apply, inverse
from pia.assessment.canonical import canonical_json
from pia.assessment.take_over import take_over
from pia.revision import record
from pia.revision.walk import Walk
from tests.revision.small import assessment, compared, outsourced, work
from tests.revision.strategies import FORM, documents, editions, shuffles
from tests.revision.test_compare_properties import SOME, assert_rebuilds

TITLES = (
    "システムの運用保守",
    "届書のデータ入力",
    "通知の印刷及び封入",
    "電話の受付",
    "文書の保管",
)
WORKS = [
    {"@id": f"w{n}", "title": f"{title}業務", "contractor": f"みほん{title[:2]}株式会社"}
    for n, title in enumerate(TITLES, start=1)
]


def read_anew(document):
    """The same paper read by somebody else: other ids everywhere, another lineage."""

    def renamed(value):
        if isinstance(value, list):
            return [renamed(one) for one in value]
        if isinstance(value, dict):
            return {k: f"x{v}" if k == "@id" else renamed(v) for k, v in value.items()}
        return value

    return replace(document, lineage="other", answers=renamed(document.answers))


def both_ways(works):
    """The comparison across lineages, and the one after the new document took over the ids."""
    old, new = outsourced(*WORKS), read_anew(outsourced(*works))
    return compared(old, new), compared(old, take_over(new, old))


def said(comparison):
    """What the rows print: ids aside."""
    return [
        (r.item, r.before, r.after, r.change, r.timing, r.old_path, r.new_path, r.segments)
        for r in comparison.rows
    ]


def summary(comparison):
    return [(row.change, (row.new_path or row.old_path)[9:]) for row in comparison.rows]


MOVED_AND_EDITED = WORKS[4] | {"contractor": "かりそめ倉庫有限会社"}
MADE = {"@id": "new", "title": "クラウド利用区画の管理補助", "contractor": "例示クラウド株式会社"}


@pytest.mark.parametrize(
    ("works", "rows", "moves"),
    [
        ([WORKS[0], *WORKS[2:]], [("removed", "outsourcing[2]")], 0),
        ([MADE, *WORKS], [("added", "outsourcing[1]")], 0),
        ([WORKS[1], WORKS[0], *WORKS[2:]], [], 1),
        ([MOVED_AND_EDITED, *WORKS[:4]], [("edited", "outsourcing[1].contractor")], 1),
        (
            [WORKS[0] | {"title": "運用の支援"}, *WORKS[1:]],
            [("edited", "outsourcing[1].title")],
            0,
        ),
        (
            [WORKS[0], MADE, *WORKS[2:]],
            [("removed", "outsourcing[2]"), ("added", "outsourcing[2]")],
            0,
        ),
    ],
)
def test_what_became_of_one_work_is_said_of_it_alone(works, rows, moves):
    for comparison in both_ways(works):
        assert summary(comparison) == rows
        ops = [op for part in comparison.unprinted for op in part.ops]
        assert sum(isinstance(op, Move) for op in ops) == moves
        assert comparison.complete


@SOME
@given(shuffles())
def test_things_in_another_order_are_moves_across_lineages_too(pair):
    old, new = pair
    comparison = assert_rebuilds(old, read_anew(new))
    assert comparison.rows == ()
    assert {part.reason for part in comparison.unprinted} <= {"move", "not-in-change-table"}


@SOME
@given(editions())
def test_taking_over_gives_the_rows_that_a_comparison_across_lineages_gives(pair):
    old, new = pair
    new = read_anew(new)
    assert said(compared(old, take_over(new, old))) == said(compared(old, new))


@SOME
@given(documents("one"), documents("other"))
def test_the_walk_knows_which_things_are_one(old, new):
    walk = Walk(FORM, by_content=True)
    list(walk.differences(old.answers, new.answers))
    assert len(set(walk.matched.values())) == len(walk.matched)
    assert {str(one.at) for one in walk.doubtful} <= set(walk.matched)


def test_a_doubtful_match_is_named_with_both_its_places():
    watching = WORKS[0] | {"content": "稼働の監視"}
    old = outsourced(watching, name="年金情報ファイル")
    new = read_anew(outsourced(watching | {"title": "支援"}, name="年金情報ファイル"))
    walk = Walk(FORM, by_content=True)
    list(walk.differences(old.answers, new.answers))
    (one,) = walk.doubtful
    assert str(one.new_at) == "files[@xf1].outsourcing[@xw1]"
    assert one.alignment.likeness < 0.5


def test_recorded_rows_name_a_moved_thing_by_its_id_in_the_new_document():
    old, new = outsourced(*WORKS), read_anew(outsourced(MOVED_AND_EDITED, *WORKS[:4]))
    (row,) = record(new, compared(old, new)).change_history
    assert [target.id_path for target in row.id_paths] == [
        "files[@xf1].outsourcing[@xw5].contractor"
    ]


def test_an_added_thing_that_says_nothing_stands_behind_the_rows():
    """Its operation comes last, so that the positions of the rows are those before it."""
    old = assessment(systems=[{"@id": "a", "name": "年金"}])
    came = [{"@id": "b"}, {"@id": "a", "name": "年金"}, {"@id": "c", "name": "宛名"}]
    comparison = compared(old, assessment(systems=came))
    (row,), (rest,) = comparison.rows, comparison.unprinted
    assert [type(op) for op in (*row.ops, *rest.ops)] == [Add, Add]
    undone = apply(assessment(systems=came).answers, inverse((*row.ops, *rest.ops)))
    assert canonical_json(undone) == canonical_json(old.answers)


def test_a_work_of_the_same_title_is_the_same_work():
    old = outsourced(work("w1", content="保守"), work("w2", content="印刷"))
    new = outsourced(work("w2", content="製本"), work("w1", content="改修"))
    assert summary(compared(old, read_anew(new))) == [
        ("edited", "outsourcing[1].content"),
        ("edited", "outsourcing[2].content"),
    ]
