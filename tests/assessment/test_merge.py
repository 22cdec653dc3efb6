"""Edits made on an older state: nothing of others is overwritten, nothing typed is lost."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.assessment.edit import add_thing, edited, move_thing, remove_thing, set_stored
from pia.assessment.merge import Conflict, merge
from pia.assessment.ops import Set, apply, op_from_json, op_to_json
from pia.assessment.paths import Path, answered, get
from pia.errors import PathNotFound
from tests.builders import (
    FORM,
    assessment,
    documents,
    edits,
    patient,
    readable_answers_to,
    with_thing,
)

BASE = assessment(department="総務課", storage="庁内")
STORAGE = "files[@file1].storage"


def typed(path, value, on=BASE):
    return set_stored(on, path, value)


def brought(mine, theirs, base=BASE):
    """What becomes of my edits after theirs: the merge, and the answers then."""
    now = apply(base.answers, theirs)
    merged = merge(base.answers, now, mine)
    return merged, apply(now, merged.ops)


def at(answers, path):
    try:
        return get(answers, Path.parse(path))
    except PathNotFound:
        return None


def test_two_people_at_different_items_both_keep_their_texts():
    merged, after = brought(typed("department", "税務課"), typed(STORAGE, "データセンター"))
    assert merged.conflicts == ()
    assert after["department"] == "税務課"
    assert after["files"][0]["storage"] == "データセンター"


def test_two_texts_in_one_item_are_shown_and_neither_is_written():
    merged, after = brought(typed("department", "税務課"), typed("department", "市民課"))
    assert merged.conflicts == (Conflict("department", "総務課", "税務課", "市民課"),)
    assert merged.ops == ()
    assert after["department"] == "市民課"


def test_the_same_text_by_two_people_is_no_conflict():
    merged, after = brought(typed("department", "税務課"), typed("department", "税務課"))
    assert (merged.ops, merged.conflicts) == ((), ())
    assert after["department"] == "税務課"


def test_a_text_that_two_people_reached_and_one_went_on_from_is_a_conflict():
    mine = typed("department", "税務課")
    mine += typed("department", "市民税課", on=edited(BASE, mine))
    merged, _ = brought(mine, typed("department", "税務課"))
    assert merged.conflicts == (Conflict("department", "総務課", "市民税課", "税務課"),)


def test_the_rest_of_a_save_with_a_conflict_is_kept():
    mine = typed("department", "税務課") + typed(STORAGE, "データセンター")
    merged, after = brought(mine, typed("department", "市民課"))
    assert [c.at for c in merged.conflicts] == ["department"]
    assert after["files"][0]["storage"] == "データセンター"


def test_texts_in_a_thing_that_somebody_removed_are_given_back_as_the_whole_thing():
    mine = typed(STORAGE, "データセンター")
    mine += typed("files[@file1].scope", "納税義務者", on=edited(BASE, mine))
    merged, after = brought(mine, remove_thing(BASE, "files[1]"))
    [conflict] = merged.conflicts
    assert (conflict.at, conflict.theirs) == ("files[@file1]", None)
    assert conflict.base == BASE.answers["files"][0]
    assert conflict.mine == conflict.base | {"storage": "データセンター", "scope": "納税義務者"}
    assert conflict.holds(STORAGE)
    assert after["files"] == []


def test_a_thing_that_both_removed_is_not_asked_about_though_one_wrote_in_it_before():
    mine = typed(STORAGE, "データセンター")
    mine += remove_thing(edited(BASE, mine), "files[1]")
    merged, _ = brought(mine, remove_thing(BASE, "files[1]"))
    assert (merged.ops, merged.conflicts) == ((), ())


def test_who_removes_a_thing_with_a_disputed_item_is_asked_once():
    mine = typed(STORAGE, "データセンター")
    mine += remove_thing(edited(BASE, mine), "files[1]")
    merged, _ = brought(mine, typed(STORAGE, "別の建物"))
    assert [c.at for c in merged.conflicts] == ["files[@file1]"]


def test_a_thing_that_somebody_wrote_in_is_not_removed():
    merged, after = brought(remove_thing(BASE, "files[1]"), typed(STORAGE, "データセンター"))
    [conflict] = merged.conflicts
    assert (conflict.at, conflict.mine) == ("files[@file1]", None)
    assert conflict.theirs["storage"] == "データセンター"
    assert after["files"][0]["storage"] == "データセンター"


def test_a_thing_that_both_removed_is_gone():
    merged, after = brought(remove_thing(BASE, "files[1]"), remove_thing(BASE, "files[1]"))
    assert (merged.ops, merged.conflicts) == ((), ())
    assert after["files"] == []


def test_things_that_both_added_stand_one_behind_the_other():
    merged, after = brought(
        add_thing(BASE, "systems", "mine"), add_thing(BASE, "systems", "theirs")
    )
    assert merged.conflicts == ()
    assert [thing["@id"] for thing in after["systems"]] == ["system1", "mine", "theirs"]


def test_a_list_that_both_began_holds_the_things_of_both():
    answers = {key: value for key, value in BASE.answers.items() if key != "systems"}
    base = replace(BASE, answers=answers)
    merged, after = brought(
        add_thing(base, "systems", "mine"), add_thing(base, "systems", "theirs"), base
    )
    assert merged.conflicts == ()
    assert {thing["@id"] for thing in after["systems"]} == {"mine", "theirs"}


def test_a_thing_added_inside_one_that_somebody_removed_is_given_back():
    mine = add_thing(BASE, "files[1].outsourcing", "mine")
    merged, after = brought(mine, remove_thing(BASE, "files[1]"))
    [conflict] = merged.conflicts
    assert conflict.at == "files[@file1]"
    assert conflict.mine["outsourcing"][-1] == {"@id": "mine"}
    assert after["files"] == []


def test_what_was_added_in_a_thing_and_removed_with_it_is_not_left_behind():
    mine = add_thing(BASE, "files[1].outsourcing", "mine")
    removed = remove_thing(replace(BASE, answers=apply(BASE.answers, mine)), "files[1]")
    theirs = add_thing(BASE, "files[1].outsourcing", "theirs")
    merged, after = brought((*mine, *removed), theirs)
    [conflict] = merged.conflicts
    assert (conflict.at, merged.ops) == ("files[@file1]", ())
    assert [one["@id"] for one in after["files"][0]["outsourcing"]] == ["outsourcing1", "theirs"]


def test_a_move_is_made_from_where_the_thing_stands_now():
    base = with_thing(with_thing(BASE, "systems", "b"), "systems", "c")
    mine, theirs = move_thing(base, "systems[@c]", 1), remove_thing(base, "systems[@system1]")
    merged, after = brought(mine, theirs, base)
    assert merged.conflicts == ()
    assert [thing["@id"] for thing in after["systems"]] == ["c", "b"]


@pytest.mark.parametrize("theirs", ["systems[@b]", "systems[@system1]"])
def test_a_move_of_a_thing_that_is_gone_or_alone_moves_nothing(theirs):
    base = with_thing(BASE, "systems", "b")
    merged, _ = brought(move_thing(base, "systems[@b]", 1), remove_thing(base, theirs), base)
    assert (merged.ops, merged.conflicts) == ((), ())


def test_another_id_for_a_thing_that_is_gone_is_nothing_to_settle():
    rename = (Set("systems[@system1].@id", "system1", "b"),)
    merged, after = brought(rename, remove_thing(BASE, "systems[@system1]"))
    assert (merged.ops, merged.conflicts, after["systems"]) == ((), (), [])


# --- whatever two people do -------------------------------------------------------------------


def renamed(ops):
    """The same ops with other ids for what is new: two people never draw the same."""
    said = json.dumps([op_to_json(op) for op in ops])
    return tuple(op_from_json(op, "") for op in json.loads(re.sub(r"\bnew(\d)", r"their\1", said)))


@patient
@given(st.data())
def test_edits_on_the_newest_state_are_simply_done(data):
    base = data.draw(documents())
    ops = data.draw(edits(base))
    merged = merge(base.answers, base.answers, ops)
    assert merged.conflicts == ()
    assert apply(base.answers, merged.ops) == apply(base.answers, ops)


@patient
@given(st.data())
def test_whatever_two_people_do_a_disputed_item_stays_as_it_is(data):
    base = data.draw(documents())
    mine, theirs = data.draw(edits(base)), renamed(data.draw(edits(base)))
    now = apply(base.answers, theirs)
    merged = merge(base.answers, now, mine)
    after = apply(now, merged.ops)
    for conflict in merged.conflicts:
        assert conflict.mine != conflict.theirs
        if "[@new" not in conflict.at:
            assert at(after, conflict.at) == at(now, conflict.at) == conflict.theirs


@patient
@given(st.data())
def test_edits_of_two_people_at_different_items_commute_and_none_is_lost(data):
    base = assessment()
    places = [(str(path), item) for path, item, _ in answered(FORM, base.answers)]
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=8, unique_by=str))
    half = data.draw(st.integers(1, len(chosen) - 1))
    values = {path: data.draw(readable_answers_to(item)) for path, item in chosen}
    mine = [op for path, _ in chosen[:half] for op in typed(path, values[path], base)]
    theirs = [op for path, _ in chosen[half:] for op in typed(path, values[path], base)]
    one, after_mine = brought(mine, theirs, base)
    other, after_theirs = brought(theirs, mine, base)
    assert (one.conflicts, other.conflicts) == ((), ())
    assert after_mine == after_theirs
    assert {path: at(after_mine, path) for path in values} == values
