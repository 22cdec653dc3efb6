"""A move makes no row, unless a text names the thing that moved by its number."""

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
