"""A person decides what prints a row, and how the rows of one item are cut."""

from dataclasses import replace

import pytest

from pia.approval.roles import Role
from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed
from pia.operations import printing
from tests.operations.city import DOCUMENT

SPACED = "庁内のサーバ室に 保管し、入退室は静脈認証により制限する。"
BLOCKS = "〈市の措置〉\n施錠する。\n〈委託先の措置〉\n{}する。"


def table(review):
    assert review.comparison is not None
    return review.comparison


@pytest.fixture
def spaced(city):
    """A draft with one row, and one difference that prints none."""
    return city.planned(department="税務部市民税課", storage=SPACED)


def key_of(city, draft):
    (left,) = table(city.review(draft.id)).unprinted
    return left.key


def test_a_difference_of_space_becomes_a_row_that_the_approval_binds(city, spaced):
    before, key = city.review(spaced.id), key_of(city, spaced)
    after = printing.promote(city.act(Role.EDITOR), spaced.id, key, is_promoted=True)
    assert len(table(after).rows) == len(table(before).rows) + 1
    assert table(after).unprinted == ()
    assert table(after).complete
    assert after.digest != before.digest


def test_it_is_taken_back_and_both_acts_are_in_the_audit(city, spaced):
    before, key = city.review(spaced.id), key_of(city, spaced)
    act = city.act(Role.EDITOR)
    printing.promote(act, spaced.id, key, is_promoted=True)
    assert printing.promote(act, spaced.id, key, is_promoted=False).digest == before.digest
    with city.store.reading() as work:
        noted = [entry.action for entry in work.audit.entries(10)]
    assert noted.count("row-promote") == 2


def test_what_was_promoted_is_published(city, spaced):
    printing.promote(city.act(Role.EDITOR), spaced.id, key_of(city, spaced), is_promoted=True)
    city.submitted(spaced.id)
    assert len(city.published(spaced.id).document.change_history) == 2
    assert city.review(spaced.id).is_as_recorded


@pytest.mark.parametrize(
    "key", ["", "files[@gone].storage#white-space", "制御\x00", "published_on"]
)
@pytest.mark.parametrize("is_promoted", [True, False])
def test_what_is_no_such_difference_is_refused(city, spaced, key, is_promoted):
    with pytest.raises(ChangedMeanwhile):
        printing.promote(city.act(Role.EDITOR), spaced.id, key, is_promoted=is_promoted)


def test_after_the_request_and_for_others_nothing_changes(city, spaced):
    key = key_of(city, spaced)
    with pytest.raises(NotAllowed):
        printing.promote(city.act(Role.APPROVER), spaced.id, key, is_promoted=True)
    city.do(Role.EDITOR, spaced.id, "request")
    for change in (
        lambda act: printing.promote(act, spaced.id, key, is_promoted=True),
        lambda act: printing.cut(act, spaced.id, "department", "item"),
    ):
        with pytest.raises(NotAllowed, match="承認を依頼した後は"):
            change(city.act(Role.EDITOR))


@pytest.mark.parametrize("what", ["promote", "cut"])
def test_who_shaped_the_table_does_not_approve_it(city, spaced, what):
    with city.store.writing() as work:
        number = city.people[Role.APPROVER].id
        work.users.give_roles(number, [Role.APPROVER, Role.EDITOR])
        both = work.users.get(number).actor
    act = replace(city.act(Role.APPROVER), actor=both)
    if what == "promote":
        printing.promote(act, spaced.id, key_of(city, spaced), is_promoted=True)
    else:
        printing.cut(act, spaced.id, "department", "item")
    city.do(Role.EDITOR, spaced.id, "request")
    with pytest.raises(NotAllowed, match="自分が書いた評価書"):
        city.do(Role.APPROVER, spaced.id, "approve")


@pytest.fixture
def blocks(city):
    """A draft whose storage differs in its second block; the first is new."""
    return city.planned(
        storage=BLOCKS.format("巡回") + "\n" + DOCUMENT.answers["files"][0]["storage"]
    )


def test_an_item_is_cut_as_a_whole_by_block_and_as_the_city_says_again(city, blocks):
    act = city.act(Role.EDITOR)
    rows = table(city.review(blocks.id)).rows
    path = rows[0].id_paths[0]
    whole = printing.cut(act, blocks.id, path, "item")
    assert [row.mode for row in table(whole).rows] == ["item"]
    assert len(rows) > 1
    printing.cut(act, blocks.id, path, "sentence")
    again = printing.cut(act, blocks.id, path, "")
    assert [row.key for row in table(again).rows] == [row.key for row in rows]
    with city.store.reading() as work:
        assert work.drafts.granularities(blocks.id) == {}
        assert work.drafts.promoted(blocks.id) == frozenset()


def test_a_way_that_is_none_and_an_item_without_a_row_are_refused(city, blocks):
    act = city.act(Role.EDITOR)
    with pytest.raises(InputRefused):
        printing.cut(act, blocks.id, "department", "letter")
    with pytest.raises(ChangedMeanwhile):
        printing.cut(act, blocks.id, "department", "item")
