"""A whole thing comes back, or goes, as two people decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.edit import edited, remove_thing
from pia.assessment.ops import Remove
from pia.assessment.paths import Path, get, things
from pia.assessment.whole import set_whole
from pia.errors import InputRefused, PathNotFound
from pia.official import Item
from tests.builders import FORM, assessment, documents, patient, with_thing

BASE = with_thing(with_thing(assessment(), "systems", "b"), "systems", "c")


def names(document):
    return [thing["@id"] for thing in document.answers["systems"]]


@patient
@given(st.data())
def test_whatever_thing_was_removed_comes_back_as_it_was(data):
    document = data.draw(documents())
    every = [(str(path), thing) for path, _, thing in things(FORM, document.answers)]
    if not every:
        return
    at, thing = data.draw(st.sampled_from(every))
    [gone] = remove_thing(document, at)
    assert isinstance(gone, Remove)
    now = edited(document, (gone,))
    assert edited(now, set_whole(now, at, thing, gone.position)) == document


@pytest.mark.parametrize(("position", "after"), [(1, 0), (2, 1), (9, 2), (-3, 0)])
def test_it_stands_where_it_stood_as_far_as_the_list_reaches(position, after):
    now = edited(BASE, remove_thing(BASE, "systems[@b]"))
    ops = set_whole(now, "systems[@b]", {"@id": "b", "name": "新システム"}, position)
    assert names(edited(now, ops)).index("b") == after


def test_a_list_that_was_never_asked_begins_with_it():
    answers = {key: value for key, value in BASE.answers.items() if key != "systems"}
    now = type(BASE)(**(vars(BASE) | {"answers": answers}))
    assert names(edited(now, set_whole(now, "systems[@b]", {"@id": "b"}, 4))) == ["b"]


def test_a_thing_that_stands_is_replaced_or_removed():
    new = {"@id": "b", "name": "別のシステム"}
    replaced = edited(BASE, set_whole(BASE, "systems[@b]", new, 2))
    assert get(replaced.answers, Path.parse("systems[@b]")) == new
    assert names(replaced) == names(BASE)
    assert names(edited(BASE, set_whole(BASE, "systems[@b]", None, 2))) == ["system1", "c"]
    assert set_whole(BASE, "systems[@x]", None, 1) == ()


def test_boxes_in_it_come_in_the_order_of_the_form():
    item = FORM.find("systems[].connections")
    assert isinstance(item, Item)
    keys = [choice.key for choice in item.choices]
    boxes = {"checked": [keys[-1], keys[0]], "detail": {}}
    ops = set_whole(BASE, "systems[@x]", {"@id": "x", "connections": boxes}, 9)
    thing = get(edited(BASE, ops).answers, Path.parse("systems[@x]"))
    assert thing["connections"]["checked"] == [keys[0], keys[-1]]


@pytest.mark.parametrize(
    "broken",
    [7, [], "x", {}, {"@id": "c"}, {"@id": "b", "strange": "x"}, {"@id": "b", "name": 7},
     {"@id": "b", "name": "\x00"}, {"@id": "b", "connections": {"checked": ["x"]}}],
)  # fmt: skip
def test_what_is_no_such_thing_is_refused(broken):
    with pytest.raises(InputRefused):
        set_whole(BASE, "systems[@b]", broken, 1)


@pytest.mark.parametrize("at", ["systems", "systems[1]", "department"])
def test_only_a_thing_named_by_its_id_is_taken(at):
    with pytest.raises(InputRefused):
        set_whole(BASE, at, {"@id": "b"}, 1)


def test_where_the_thing_around_it_is_gone_nothing_comes_back():
    with pytest.raises(PathNotFound):
        set_whole(BASE, "files[@gone].outsourcing[@x]", {"@id": "x"}, 1)
