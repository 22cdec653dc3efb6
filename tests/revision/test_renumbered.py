"""A move makes no row, unless a text names the thing that moved by its number; the rest is found."""

from dataclasses import replace

from pia.revision.proof import is_complete
from tests.revision.small import compared, outsourced, work

NAMED = "委託事項2については、再委託を認めない。"


def swapped(**answers):
    works = [work(name, content=f"{name}の内容") for name in ("w1", "w2", "w3")]
    old = outsourced(*works, **answers)
    return old, outsourced(works[0], works[2], works[1], **answers)


def test_a_move_makes_no_row():
    comparison = compared(*swapped())
    assert (comparison.rows, [part.reason for part in comparison.unprinted]) == ((), ["move"])


def test_a_move_makes_one_row_where_a_text_names_the_number():
    comparison = compared(*swapped(notes=NAMED))
    (row,) = comparison.rows
    assert (row.change, row.mode, row.timing, row.verified) == ("moved", "group", "事後", False)
    assert row.before == "委託事項2 業務w2\n委託事項3 業務w3"
    assert row.after == "委託事項3 業務w2\n委託事項2 業務w3"
    assert comparison.unprinted == ()
    assert comparison.complete


def test_a_moved_row_with_another_number_is_no_proof():
    old, new = swapped(notes=NAMED)
    comparison = compared(old, new)
    (row,) = comparison.rows
    back = compared(new, old)
    assert is_complete(old, new, [row], [], comparison.matched)
    assert not is_complete(old, new, back.rows, [], comparison.matched)


# --- numbers that removed and added things leave behind -------------------------------------------

STORED = "委託事項4の受託者が保管する。"


def stale(new, old=None):
    works = [work(name) for name in "abcde"]
    old = old or outsourced(*works, storage=STORED)
    return [one for one in compared(old, new).findings if one.id == "stale-number"]


def test_a_text_that_keeps_the_number_of_a_thing_behind_a_removed_one_is_found():
    (found,) = stale(outsourced(*map(work, "ade"), storage=STORED))
    assert found.path == "files[@f1].storage"
    assert "「委託事項4」" in found.message


def test_a_text_that_keeps_the_number_of_a_removed_thing_is_found():
    assert stale(outsourced(*map(work, "abc"), storage=STORED))


def test_a_thing_in_front_shifts_the_numbers_of_a_text():
    assert stale(outsourced(*map(work, "zabcde"), storage=STORED))


def test_numbers_across_two_lineages_are_found_too():
    works = [work(f"z{name}", title=f"業務{name}") for name in "acde"]
    new = outsourced(*works, storage=STORED)
    assert stale(replace(new, lineage="other"))


def test_a_text_that_was_corrected_or_names_what_stayed_is_not_found():
    corrected = STORED.replace("4", "3")
    assert not stale(outsourced(*map(work, "acde"), storage=corrected))
    assert not stale(outsourced(*map(work, "abcd"), storage=STORED))


def test_where_a_row_tells_the_numbers_no_finding_repeats_it():
    new = outsourced(*map(work, "bade"), storage="委託事項1の受託者が保管する。")
    old = outsourced(*map(work, "abcde"), storage="委託事項1の受託者が保管する。")
    assert "moved" in [row.change for row in compared(old, new).rows]
    assert not stale(new, old)
