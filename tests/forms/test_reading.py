"""What a person did on a page becomes its edits."""

import pytest
from werkzeug.datastructures import MultiDict

from pia.assessment import Replace, Set
from pia.assessment.edit import edited
from pia.errors import InputRefused, PathNotFound
from pia.forms.reading import Button, button_ops, read_button, read_section
from pia.forms.sections import find_section
from tests.builders import FORM, assessment, changed, with_thing
from tests.forms.pages import post_of, unread, with_posted

AT = "files[@file1]"


def filled(document, key, changes, **options):
    """The page of a key as it comes back with other texts under some names."""
    section = find_section(FORM, document.answers, key)
    posted = with_posted(post_of(document, section), changes)
    return read_section(document, section, posted, **options)


def ops_of(document, key, changes):
    found = filled(document, key, changes)
    assert found.errors == {}
    return found.ops


# --- texts ------------------------------------------------------------------------------------


def test_a_changed_word_is_one_edit_of_that_word():
    document = assessment(department="市民部 年金課")
    assert ops_of(document, "basics", {"department": "市民部 保険年金課"}) == (
        Replace("department", 4, "", "保険"),
    )


def test_a_text_typed_into_nothing_and_a_text_cleared():
    document = assessment(department=None)
    assert ops_of(document, "basics", {"department": "総務課"}) == (
        Set("department", None, "総務課"),
    )
    document = assessment(department="総務課")
    assert ops_of(document, "basics", {"department": ""}) == (Set("department", "総務課", ""),)


@pytest.mark.parametrize("old", [None, "", "—", "\n改行で始まり、終わる\n", " "])
def test_absent_empty_dash_and_outer_breaks_survive_a_visit(old):
    assert ops_of(assessment(department=old), "basics", {}) == ()


def test_a_field_that_was_not_sent_is_untouched():
    document = assessment(department="総務課", linkage="carried_out")
    missing = {"department": None, "linkage": None, "systems[@system1].connections": None}
    assert ops_of(document, "basics", missing) == ()


def test_an_excel_cell_pasted_into_a_field_is_kept_as_it_was_seen():
    document = assessment(department="総務課")
    [op] = ops_of(document, "basics", {"department": '"総務課\r\n""第一""係"'})
    assert edited(document, (op,)).answers["department"] == '総務課\n"第一"係'


# --- choices ----------------------------------------------------------------------------------


def test_a_choice_is_made_and_cleared():
    document = assessment(linkage="carried_out")
    assert ops_of(document, "basics", {"linkage": "undecided"}) == (
        Set("linkage", "carried_out", "undecided"),
    )
    assert ops_of(document, "basics", {"linkage": ""}) == (Set("linkage", "carried_out", ""),)


@pytest.mark.parametrize("old", [None, "", "—"])
def test_a_choice_that_is_blank_stays_as_blank_as_it_is(old):
    assert ops_of(assessment(linkage=old), "basics", {}) == ()


# --- boxes ------------------------------------------------------------------------------------

BOXES = "systems[@system1].connections"


def boxes(checked=(), **detail):
    return {"checked": list(checked), "detail": detail}


def test_boxes_are_kept_in_the_order_of_the_form():
    document = assessment({"systems[1].connections": boxes()})
    ops = ops_of(document, "basics", {BOXES: ["", "tax_system", "linkage_network"]})
    assert ops == (Set(BOXES, boxes(), boxes(["linkage_network", "tax_system"])),)


def test_none_checked_is_an_answer_and_not_sent_is_none():
    document = assessment({"systems[1].connections": boxes(["tax_system"])})
    assert ops_of(document, "basics", {BOXES: ""}) == (Set(BOXES, boxes(["tax_system"]), boxes()),)
    assert ops_of(document, "basics", {BOXES: None}) == ()


def test_the_text_of_a_box_outlives_its_check():
    old = boxes(["other"], other="申請管理システム")
    document = assessment({"systems[1].connections": old})
    [op] = ops_of(document, "basics", {BOXES: ""})
    assert op.new == boxes(other="申請管理システム")


def test_a_text_without_its_check_is_kept():
    document = assessment({"systems[1].connections": None})
    ops = ops_of(document, "basics", {f"{BOXES}.detail.other": "申請管理システム"})
    assert ops == (Set(BOXES, None, boxes(other="申請管理システム")),)


# --- answers that could not be read -----------------------------------------------------------

LOST = {"unknown": "marks-lost", "raw": "[ ]税務システム"}


UNREAD = {
    "department": {"unknown": "cut-off", "raw": "総務"},
    "linkage": {"unknown": "unreadable"},
    "systems[1].connections": LOST,
}


def test_what_could_not_be_read_stays_so_until_it_is_filled_in():
    assert ops_of(unread(assessment(), UNREAD), "basics", {}) == ()
    typed = {"department": "総務課", "linkage": "undecided", BOXES: ["", "tax_system"]}
    assert [op.new for op in ops_of(unread(assessment(), UNREAD), "basics", typed)] == [
        *("undecided", "総務課", boxes(["tax_system"]))
    ]


def test_a_locked_answer_is_not_taken_from_this_page():
    found = filled(
        unread(assessment(), UNREAD), "basics", {"department": "総務課"}, locked_unknowns=True
    )
    assert found.ops == ()
    assert found.errors[""].startswith("このページにない項目が")


# --- buttons ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "button"),
    [
        ("save", Button("save")),
        ("next", Button("next")),
        ("add:files[@a].outsourcing", Button("add", "files[@a].outsourcing")),
        ("remove:systems[@a]", Button("remove", "systems[@a]")),
        ("up:systems[@a]", Button("up", "systems[@a]")),
        ("down:systems[@a]", Button("down", "systems[@a]")),
        ("approve", None),
        ("approve:systems[@a]", None),
        ("save:systems[@a]", None),
        ("add", None),
    ],
)
def test_which_button_was_pressed(value, button):
    assert read_button(MultiDict({"button": value})) == button


def test_no_button_and_two_buttons_are_none():
    assert read_button(MultiDict()) is None
    assert read_button(MultiDict([("button", "save"), ("button", "next")])) is None


def pressed(document, verb, path):
    return edited(document, button_ops(document, Button(verb, path), lambda: "new"))


def ids_of(document, key="systems"):
    return [thing["@id"] for thing in document.answers[key]]


def test_the_buttons_add_remove_and_move():
    document = with_thing(assessment(), "systems", "b")
    assert ids_of(pressed(document, "add", "systems")) == ["system1", "b", "new"]
    assert ids_of(pressed(document, "remove", "systems[@system1]")) == ["b"]
    assert ids_of(pressed(document, "up", "systems[@b]")) == ["b", "system1"]
    assert ids_of(pressed(document, "down", "systems[@system1]")) == ["b", "system1"]
    assert pressed(document, "save", "") == document


def test_a_move_past_the_end_does_nothing():
    document = with_thing(assessment(), "systems", "b")
    assert pressed(document, "up", "systems[@system1]") == document
    assert pressed(document, "down", "systems[@b]") == document


@pytest.mark.parametrize(
    ("verb", "path", "error"),
    [
        ("add", "department", InputRefused),
        ("add", "nothing", PathNotFound),
        ("remove", "systems[@gone]", PathNotFound),
        ("up", "systems", InputRefused),
        ("down", "department", InputRefused),
        ("up", "systems[@", PathNotFound),
    ],
)
def test_a_button_for_what_is_not_there_is_refused(verb, path, error):
    with pytest.raises(error):
        button_ops(assessment(), Button(verb, path), lambda: "new")


def test_what_was_typed_is_kept_when_a_thing_is_added():
    document = assessment(department="総務課")
    found = filled(document, "basics", {"department": "税務課", "button": "add:systems"})
    after = pressed(edited(document, found.ops), "add", "systems")
    assert after == changed(with_thing(document, "systems", "new"), {"department": "税務課"})
