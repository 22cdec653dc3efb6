"""No room forgets a kind of item: each has its own dispatch, and its keys are the kinds."""

import importlib

import pytest

from pia.official.kinds import KINDS
from tests.builders import FORM

#: Room and the name of its dispatch by kind of item.
DISPATCHES = [
    ("pia.official.kinds", "KINDS"),
    ("pia.outline", "KIND_CELLS"),
    ("pia.imports.values", "READERS"),
    ("pia.forms.fields", "FIELDS"),
    ("pia.forms.options", "CONTROLS"),
]


@pytest.mark.parametrize(("room", "name"), DISPATCHES)
def test_every_room_knows_every_kind_of_item_and_no_other(room, name):
    assert set(getattr(importlib.import_module(room), name)) == set(KINDS)


def test_the_form_uses_every_kind():
    assert {item.kind for item in FORM.items} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_has_a_japanese_name_of_its_own(kind):
    assert kind.title
    assert [k.title for k in KINDS.values()].count(kind.title) == 1
