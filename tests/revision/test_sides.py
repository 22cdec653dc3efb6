"""新旧対照表: what each side says, and what is left out."""

from pia.assessment import HistoryRow
from pia.revision import compare
from pia.revision.sides import NEWLY_SET, STRUCK_OUT, side_rows, side_rows_of_history
from pia.revision.spans import joined
from tests.revision.small import DAY, SAMPLES, assessment, compared, editions, outsourced, work

OLD = "〈みほん市における措置〉\n執務室は施錠する。記録は3年保存する。鍵は課長が管理する。"


def only_side(old, new, **given):
    comparison = compared(old, new, **given)
    (row,) = side_rows(comparison, comparison.rows)
    return row


def words(side):
    return "".join(text for _, text in side)


def stored(text):
    return assessment(files=[{"@id": "f1", "storage": text}])


def test_only_the_sentence_that_changed_is_said_and_its_words_are_marked():
    row = only_side(stored(OLD), stored(OLD.replace("3年", "5年")))
    assert words(row.old) == "〈みほん市における措置〉\n（略）記録は3年保存する。（略）"
    assert [text for sign, text in row.new if sign == "+"] == ["5年"]
    assert {sign for sign, _ in row.old} == {"=", "-"}
    assert row.timing == "事前"


def test_a_side_without_anything_says_that_it_is_newly_set_or_struck_out():
    came = only_side(outsourced(), outsourced(work("w1")))
    assert words(came.old) == NEWLY_SET
    assert {sign for sign, _ in came.new} == {"+"}
    went = only_side(outsourced(work("w1")), outsourced())
    assert words(went.new) == STRUCK_OUT
    assert {sign for sign, _ in went.old} == {"-"}
    filled = only_side(stored(None), stored("施錠する。"))
    assert words(filled.old) == NEWLY_SET


def test_a_choice_is_never_left_out():
    old, new = (
        outsourced(work("w1", resubcontracted=value))
        for value in ("not_resubcontracted", "resubcontracted")
    )
    row = only_side(old, new)
    assert "（略）" not in words(row.old) + words(row.new)


def test_rows_that_were_published_are_told_by_their_cells_alone():
    row = HistoryRow(
        changed_on="令和5年11月6日",
        item="部署",
        before="財務部",
        after="税務部",
        timing="事後",
        explanation="。",
        origin="generated",
    )
    (side,) = side_rows_of_history([row])
    assert (side.item, side.timing) == ("部署", "事後")
    assert side.old == (("-", "財務部"),)
    assert side.new == (("+", "税務部"),)


def test_in_the_samples_each_side_is_part_of_what_its_row_says():
    for folder in SAMPLES:
        one, other, _ = editions(folder)
        comparison = compare(one, other, changed_on=DAY, as_of=DAY)
        for row, side in zip(comparison.rows, side_rows(comparison, comparison.rows), strict=True):
            for cell, said, signs in ((row.before, side.old, "=-"), (row.after, side.new, "=+")):
                assert joined(said, signs) == words(said)
                for part in words(said).split("（略）"):
                    assert part.strip() in {cell, NEWLY_SET, STRUCK_OUT} or part.strip() in cell
